"""Web addresses, one form for each page."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

TRACKING = re.compile(
    r"(?:utm|mtm|pk|hsa|itm|mkt|vero|oly|stm|_?_hs|mc|guce|soc)_\w+|_ga|_gl|(?:fb|g|dc|msclk|tw|yc|ysc|srsl|tt)(?:cl|l)id"
    r"|msclkid|igshid|igsh|gclsrc|wbraid|gbraid|srsltid|guccounter|ref_?(?:src|url)|fb_(?:action_\w+|source|ref)|cmpid"
    r"|ocid|ncid|smid|xtor|taid|at_(?:medium|campaign|link\w*|format|bbc_team)",
    re.IGNORECASE,
)
PORTS = {"http": 80, "https": 443}
LONGEST = 2000


def canonical(url: str) -> str:
    """The address without fragment, tracking parameters and default port, its host in lower case.

    Raises ValueError where it is no http or https address.
    """
    # courlan's clean_url also drops parameters that name articles on some sites (cid, eid, source).
    url = url.strip()
    if len(url) > LONGEST:
        raise ValueError(f"this address is longer than {LONGEST} characters")
    try:
        parts = urlsplit(url)
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError as error:
        raise ValueError(f"{url!r} is no web address: {error}") from error
    scheme = parts.scheme.lower()
    if scheme not in PORTS or not host:
        raise ValueError(f"{url!r} is no web address: it must begin with http:// or https:// and name a site")
    if port and port != PORTS[scheme]:
        host = f"{host}:{port}"
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return urlunsplit((scheme, host, path, _query(parts.query), ""))


def _host(name: str) -> str:
    """The host in lower case, letters outside ASCII in the form that name servers know."""
    name = name.rstrip(".").lower()
    if ":" in name:
        return f"[{name}]"
    if re.search(r"[^\w.-]", name):
        raise ValueError("its host has letters that no host has")
    return name if name.isascii() else name.encode("idna").decode()


def _query(query: str) -> str:
    kept = [pair for pair in query.split("&") if pair and not TRACKING.fullmatch(pair.split("=", 1)[0])]
    return quote("&".join(kept), safe="/%:@!$&'()*+,;=~-._?[]|")
