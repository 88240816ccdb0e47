"""What reading gives: a page, or the reason why there is none."""

from dataclasses import dataclass
from datetime import date, datetime

MAX_BYTES = 20_000_000


class Unreadable(ValueError):
    """There is no article in what was given; the message says why and what to do."""


@dataclass(frozen=True)
class Page:
    """One article as its page states it; what the page does not state is empty, never guessed."""

    text: str
    original: str
    media_type: str
    title: str = ""
    byline: str = ""
    place: str = ""
    agency: str = ""
    published: date | datetime | None = None
    language: str = ""
    url: str = ""
    outlet: str = ""
    kept: tuple[tuple[int, int], ...] = ()
