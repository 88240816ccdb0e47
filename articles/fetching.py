"""URL -> page; the only code that touches the network."""

import ipaddress
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message

import httpx

from articles.reading import MAX_BYTES, canonical

USER_AGENT = "policy-claims/0.1 (reads news articles; one page at a time)"
ACCEPT = "text/html, application/xhtml+xml, text/plain;q=0.9"
MEDIA_TYPES = {"text/html", "application/xhtml+xml", "text/plain", ""}
WORTH_RETRYING = {408, 425, 429}
MAX_REDIRECTS = 5
TIMEOUT = 20.0  # seconds for one step: connecting, or waiting for the next bytes
DEADLINE = 90.0  # seconds for all of it, redirects included


class Unreachable(Exception):
    """The page did not come, but may later: worth retrying."""


class Refused(Exception):
    """There is no page to be had at this address; trying again changes nothing."""


@dataclass(frozen=True)
class Fetched:
    """A page as it came: where it was found after redirects, its bytes, and what the server says of them."""

    url: str
    status: int
    data: bytes
    media_type: str
    charset: str
    etag: str
    last_modified: str
    fetched_at: datetime


def fetch(
    url: str,
    *,
    timeout: float = TIMEOUT,
    client: httpx.Client | None = None,
    user_agent: str = USER_AGENT,
    max_bytes: int = MAX_BYTES,
    allow_private: bool = False,
) -> Fetched:
    """The page at a public http or https address. Raises Unreachable or Refused, nothing else.

    timeout: seconds for each step; max_bytes: of the page once unpacked.
    """
    own = client or httpx.Client(trust_env=False)
    deadline = time.monotonic() + max(DEADLINE, timeout)
    headers = {"user-agent": user_agent, "accept": ACCEPT}
    try:
        with _as_ours(url):
            canonical(url)
            request = own.build_request("GET", url.strip(), headers=headers, timeout=timeout)
            for _ in range(MAX_REDIRECTS + 1):
                found, onward = _visit(own, request, deadline, max_bytes, allow_private)
                if found:
                    return found
                request = onward or request
            raise Refused(f"{url} redirects more than {MAX_REDIRECTS} times")
    finally:
        if client is None:
            own.close()


def _visit(
    client: httpx.Client, request: httpx.Request, deadline: float, max_bytes: int, allow_private: bool
) -> tuple[Fetched | None, httpx.Request | None]:
    """The page that answers the request, or the request to which it redirects."""
    _refuse_address(request.url, allow_private)
    response = client.send(request, stream=True, follow_redirects=False)
    try:
        if not allow_private:
            _refuse_peer(response)
        if response.next_request is not None:
            return None, response.next_request
        media_type, charset = _checked(response)
        data = _body(response, deadline, max_bytes)
    finally:
        response.close()
    fetched = Fetched(
        url=str(response.url),
        status=response.status_code,
        data=data,
        media_type=media_type,
        charset=charset,
        etag=response.headers.get("etag", ""),
        last_modified=response.headers.get("last-modified", ""),
        fetched_at=datetime.now(UTC),
    )
    return fetched, None


@contextmanager
def _as_ours(url: str) -> Iterator[None]:
    """Turns what httpx and the resolver raise into Unreachable and Refused."""
    try:
        yield
    except httpx.TimeoutException as error:
        raise Unreachable(f"{url} did not answer in time") from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, ValueError) as error:
        raise Refused(f"{url} cannot be fetched: {error}") from error
    except httpx.DecodingError as error:
        raise Refused(f"{url} sends a page that cannot be unpacked: {error}") from error
    except (httpx.HTTPError, httpx.StreamError, OSError) as error:
        raise Unreachable(f"{url} cannot be reached: {error}") from error


def _refuse_address(url: httpx.URL, allow_private: bool) -> None:
    """Raises Refused for what is not on the public web, before anything is sent there."""
    if url.scheme not in ("http", "https") or not url.host:
        raise Refused(f"{url} is no web address: it must begin with http:// or https:// and name a site")
    if allow_private:
        return
    port = url.port or (443 if url.scheme == "https" else 80)
    for *_, address in socket.getaddrinfo(url.host, port, type=socket.SOCK_STREAM):
        _refuse_private(str(address[0]), str(url))


def _refuse_peer(response: httpx.Response) -> None:
    """The same for the machine that answered: a name may have changed its address since it was looked up."""
    stream = response.extensions.get("network_stream")
    if stream is not None and (peer := stream.get_extra_info("server_addr")):
        _refuse_private(str(peer[0]), str(response.url))


def _refuse_private(address: str, url: str) -> None:
    found = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    if not all(ip.is_global and not ip.is_multicast for ip in (found, inner) if ip):
        raise Refused(f"{url} is at {address}, which is not a public address")


def _checked(response: httpx.Response) -> tuple[str, str]:
    """Media type and charset of an answer that holds a page."""
    status, url = response.status_code, response.url
    if status >= 500 or status in WORTH_RETRYING:
        raise Unreachable(f"{url} answers {status} {response.reason_phrase}")
    if status != 200:
        raise Refused(f"{url} answers {status} {response.reason_phrase}")
    header = Message()
    header["content-type"] = response.headers.get("content-type", "")
    media_type = header.get_content_type() if header["content-type"] else ""
    if media_type not in MEDIA_TYPES:
        raise Refused(f"{url} is {media_type}, not an article")
    return media_type, header.get_content_charset() or ""


def _body(response: httpx.Response, deadline: float, max_bytes: int) -> bytes:
    """The bytes of the page, no more of them than allowed and no later than the deadline."""
    if int(response.headers.get("content-length") or 0) > max_bytes:
        raise Refused(f"{response.url} is larger than {max_bytes} bytes")
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > max_bytes:
            raise Refused(f"{response.url} is larger than {max_bytes} bytes")
        if time.monotonic() > deadline:
            raise Unreachable(f"{response.url} takes too long")
    return bytes(data)
