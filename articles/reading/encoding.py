"""Bytes to text, and what kind of text it is."""

import codecs
import re

from .page import Unreadable

BOMS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
KINDS = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\x89PNG": "an image",
    b"GIF8": "an image",
    b"\xff\xd8\xff": "an image",
    b"RIFF": "an image or sound",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "an archive",
    b"7z\xbc\xaf": "an archive",
    b"Rar!": "an archive",
    b"{\\rtf": "an RTF document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
    b"OggS": "a sound",
}
# Codecs that are no charset of a page; two of them take quadratic time.
NO_CHARSETS = {
    "unicode-escape",
    "raw-unicode-escape",
    "idna",
    "punycode",
    "undefined",
    "utf-7",
    "mbcs",
    "oem",
}
ONE_BYTE = {"iso8859-1", "cp1252", "ascii", "iso8859-15"}
META = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
MARKUP = re.compile(
    r"(?:\s|<!--[^>]{0,2000}-->|<\?xml[^>]{0,200}>)*"
    r"<(?:!doctype\s+html|(?:html|head|body|title|meta|link|script|style|div|p|article|section|main|header|h[1-6]"
    r"|ul|ol|table|span|a|br|nav|figure|blockquote)[\s>/])",
    re.IGNORECASE,
)
XML = re.compile(r"\s*<(?:\?xml|rss|feed|urlset)\b", re.IGNORECASE)
UNSAYABLE = "name its charset, or save it as UTF-8"


def decode(data: bytes, charset: str = "") -> str:
    """The text of the bytes: by their mark, the charset named, UTF-8, or Windows-1252 where that gives words.

    Raises Unreadable for binary data and where none of these fits.
    """
    refuse_binary(data)
    for mark, name in BOMS:
        if data.startswith(mark):
            return _strict(
                data, name, f"This begins as {name.upper()} but is not: {UNSAYABLE}."
            ).removeprefix("\ufeff")
    if text := _wide(data):
        return text
    utf8 = _try(data, "utf-8")
    for name in (charset, _declared(data)):
        codec = _codec(name)
        if codec and (utf8 is None or codec not in ONE_BYTE) and (text := _try(data, codec)) is not None:
            return text
    if utf8 is not None:
        return utf8
    if (text := _mostly_utf8(data)) or (text := _western(data)):
        return text
    raise Unreadable(f"The encoding of this text cannot be told: {UNSAYABLE}.")


def refuse_binary(data: bytes) -> None:
    """Raises Unreadable, naming what it is, where the bytes are a known kind of file other than text."""
    for magic, kind in KINDS.items():
        if data.startswith(magic):
            raise Unreadable(f"This is {kind}, not an article: give its text or HTML.")


def is_html(text: str) -> bool:
    """Whether the text is a page's markup."""
    return MARKUP.match(text[:5000]) is not None


def is_xml(text: str) -> bool:
    """Whether the text is XML of another kind, as a feed or a sitemap is."""
    return XML.match(text[:200]) is not None and not is_html(text)


def _try(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, LookupError):
        return None


def _strict(data: bytes, codec: str, message: str) -> str:
    text = _try(data, codec)
    if text is None:
        raise Unreadable(message)
    return text


def _codec(name: str) -> str:
    """Python's name of a charset that pages use, empty where there is none."""
    try:
        codec = codecs.lookup(name.strip().strip("\"'")).name.replace("_", "-")
    except (LookupError, ValueError):
        return ""
    return "" if codec in NO_CHARSETS else {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(codec, codec)


def _declared(data: bytes) -> str:
    match = META.search(data[:4096])
    return match[1].decode("ascii", "ignore") if match else ""


def _mostly_utf8(data: bytes) -> str | None:
    """UTF-8 in which a few bytes were broken, each of them shown as U+FFFD."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    intact = sum(1 for byte in data if byte >= 0xC2) - broken
    return text if intact > 10 * broken else None


def _western(data: bytes) -> str | None:
    """Windows-1252, if what it gives looks like a European language."""
    text = _try(data, "cp1252")
    if text is None or "\0" in text:
        return None
    high = [letter for letter in text if letter > "\x7f"]
    odd = sum(not (letter.isalpha() or letter in "“”‘’–—…€£°§«»\xa0•·©®™") for letter in high)
    runs = len(re.findall(r"[\x80-\uffff]{3,}", text))
    return (
        text if len(high) <= 0.15 * len(text) and odd <= 0.2 * len(high) and runs <= 0.1 * len(high) else None
    )


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark, told by the zero bytes between its letters."""
    for codec, zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
        if len(data) >= 4 and zeros.count(0) > 0.3 * len(zeros):
            return _try(data, codec)
    return None
