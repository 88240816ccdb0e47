"""HTML or text -> title, byline, agency, dateline, date, clean text; pure."""

from .address import canonical
from .encoding import decode, is_html, is_xml
from .html import read_html
from .page import MAX_BYTES, Page, Unreadable
from .plain import UNSTORABLE, read_text

__all__ = ["MAX_BYTES", "UNSTORABLE", "Page", "Unreadable", "canonical", "read", "read_html", "read_text"]

HTML = {"text/html", "application/xhtml+xml"}


def read(data: bytes | str, *, media_type: str = "", charset: str = "", url: str = "") -> Page:
    """The article in a page or text; without a media type it is told by its beginning.

    Raises Unreadable, with what to do about it, for whatever is no article.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable(f"This is larger than {MAX_BYTES // 1_000_000} MB: give one article at a time.")
    kind = media_type.partition(";")[0].strip().lower()
    if kind and kind not in HTML and not kind.startswith("text/"):
        raise Unreadable(f"This is {kind}, not an article: give its text or HTML.")
    text = decode(data, charset) if isinstance(data, bytes) else data
    if kind in HTML or is_html(text):
        return read_html(text, url=url)
    if is_xml(text):
        raise Unreadable(
            "This is XML, a feed perhaps, not an article: give the address or text of one article."
        )
    return read_text(text)
