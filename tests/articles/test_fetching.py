"""Fetching from a real server on this machine."""

import gzip
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from articles import fetching
from articles.fetching import Refused, Unreachable
from articles.reading import read

PAGE = "<html><h1>Pier</h1><p>The minister said that it would cost the town $40 million.</p></html>"
EDITED = "Tue, 19 Nov 2019 08:00:00 GMT"
PACKED = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
ANSWERS = {
    "/page": (200, {"Content-Type": "text/html;charset=UTF-8", "ETag": '"7"', "Last-Modified": EDITED}, PAGE),
    "/text": (200, {"Content-Type": "text/plain"}, "Pier"),
    "/bare": (200, {}, PAGE),
    "/packed": (200, PACKED, gzip.compress(PAGE.encode())),
    "/bomb": (200, PACKED, gzip.compress(b"x" * 3_000_000)),
    "/broken": (200, PACKED, b"not packed at all"),
    "/pdf": (200, {"Content-Type": "application/pdf"}, "%PDF"),
    "/json": (200, {"Content-Type": "application/json"}, "{}"),
    "/gone": (410, {}, ""),
    "/forbidden": (403, {}, ""),
    "/empty": (204, {}, ""),
    "/busy": (429, {"Retry-After": "9"}, ""),
    "/down": (503, {}, ""),
    "/moved": (302, {"Location": "/page"}, ""),
    "/round": (302, {"Location": "/round"}, ""),
    "/away": (302, {"Location": "ftp://127.0.0.1/page"}, ""),
    "/nowhere": (302, {}, ""),
}  # fmt: skip


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.seen.append(self.headers)
        if self.path == "/slow":
            self.server.released.wait(10)
        status, headers, body = ANSWERS.get(self.path, (404, {}, ""))
        body = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.seen, server.released = [], threading.Event()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.released.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def fetch(server):
    def call(path, **options):
        return fetching.fetch(
            f"http://127.0.0.1:{server.server_port}{path}", **{"allow_private": True, **options}
        )

    return call


def test_a_page_comes_with_what_the_server_says_of_it(fetch):
    fetched = fetch("/page")

    assert (fetched.status, fetched.media_type, fetched.charset, fetched.etag) == (
        200,
        "text/html",
        "utf-8",
        '"7"',
    )
    assert fetched.last_modified == EDITED
    assert fetched.fetched_at.tzinfo is not None
    assert (
        read(fetched.data, media_type=fetched.media_type, charset=fetched.charset, url=fetched.url).title
        == "Pier"
    )


@pytest.mark.parametrize(
    ("path", "media_type"), [("/text", "text/plain"), ("/bare", ""), ("/packed", "text/html")]
)
def test_text_and_unnamed_and_packed_pages_come_too(fetch, path, media_type):
    fetched = fetch(path)

    assert fetched.media_type == media_type
    assert b"Pier" in fetched.data


def test_the_reader_says_who_it_is(fetch, server):
    fetch("/page")
    fetch("/page", user_agent="harbour desk")

    assert [headers["User-Agent"] for headers in server.seen[-2:]] == [fetching.USER_AGENT, "harbour desk"]


def test_a_redirect_is_followed_to_where_the_page_is(fetch):
    assert fetch("/moved").url.endswith("/page")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/missing", "404"),
        ("/gone", "410"),
        ("/forbidden", "403"),
        ("/empty", "204"),
        ("/nowhere", "302"),
        ("/pdf", "application/pdf"),
        ("/json", "application/json"),
        ("/round", "redirects more than 5 times"),
        ("/away", "ftp"),
        ("/broken", "unpacked"),
    ],
)
def test_what_is_no_page_is_refused(fetch, path, reason):
    with pytest.raises(Refused, match=reason):
        fetch(path)


@pytest.mark.parametrize(("path", "reason"), [("/busy", "429"), ("/down", "503")])
def test_a_server_in_trouble_is_worth_retrying(fetch, path, reason):
    with pytest.raises(Unreachable, match=reason):
        fetch(path)


def test_a_server_that_does_not_answer_is_worth_retrying(fetch):
    begun = time.monotonic()

    with pytest.raises(Unreachable, match="in time"):
        fetch("/slow", timeout=0.3)

    assert time.monotonic() - begun < 3


def test_a_port_where_nobody_listens_and_a_name_that_nobody_has_are_worth_retrying(server):
    for url in ("http://127.0.0.1:1/", "http://nobody.invalid/"):
        with pytest.raises(Unreachable):
            fetching.fetch(url, allow_private=True, timeout=5)


@pytest.mark.parametrize("path", ["/page", "/bomb"])
def test_a_page_that_is_too_large_is_refused(fetch, path):
    with pytest.raises(Refused, match="larger"):
        fetch(path, max_bytes=50)


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/a", "file:///etc/passwd", "example.org", "", "http://", "http://[x", "http://a b/"],
)
def test_what_is_no_web_address_is_refused(url):
    with pytest.raises(Refused, match="web address"):
        fetching.fetch(url)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[fe80::1]",
        "[2002:7f00:1::]",
    ],
)
def test_a_private_address_is_refused_and_never_asked(server, host):
    asked = len(server.seen)

    with pytest.raises(Refused, match="not a public address"):
        fetching.fetch(f"http://{host}:{server.server_port}/page")

    assert len(server.seen) == asked


def test_a_redirect_to_a_private_address_is_refused():
    hops = {
        "http://93.184.215.14/": httpx.Response(302, headers={"location": "http://169.254.169.254/secret"})
    }
    client = httpx.Client(transport=httpx.MockTransport(lambda request: hops[str(request.url)]))

    with client, pytest.raises(Refused, match="is not a public address"):
        fetching.fetch("http://93.184.215.14/", client=client)


def test_a_client_that_was_given_stays_open(server):
    with httpx.Client() as client:
        fetching.fetch(f"http://127.0.0.1:{server.server_port}/page", client=client, allow_private=True)

        assert not client.is_closed
