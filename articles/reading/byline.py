"""Lines that say who wrote an article."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from .agencies import NAMES, agency
from .dates import date_line

CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
NAME = rf"{CAPITAL}[\w'’.-]*"
PERSON = rf"{NAME}(?: (?:{NAME}|de|da|del|der|di|dos|van|von|bin|al|el|la|le|ter|ten)){{1,4}}"
PEOPLE = rf"{PERSON}(?:(?:, (?:and )?| (?:and|AND|&) |; ){PERSON}){{0,5}}"
ROLE = (
    r"(?:[\w'’-]{2,20} ){0,3}"
    r"(?:writer|reporter|correspondent|editor|columnist|bureau chief|contributor|journalist|staff)s?"
)
AT = r"(?:(?:,| in| for| at| of) [\w .'’-]{2,40})?"
AGENCY = rf"(?:the )?(?:{NAMES})"
BY = re.compile(
    r"(?i:by|written by|story by|analysis by|reported by|opinion by|author)(?:\s*:)?\s+"
    rf"(?P<names>{PEOPLE})(?P<rest>.*)"
)
BY_AGENCY = re.compile(rf"(?:by|source|agency)\s*:?\s+(?:the )?(?P<agency>{NAMES})[.\s]*", re.IGNORECASE)
NAME_AND_ROLE = re.compile(rf"(?P<names>{PEOPLE})\s*[,|/–—-]\s*(?P<rest>\S.*)")
NAME_ALONE = re.compile(rf"{NAME}(?: {NAME}){{1,2}}(?: (?:and|&) {NAME}(?: {NAME}){{1,2}})?")
ROLE_ALONE = re.compile(rf"{ROLE}{AT}|{AGENCY}", re.IGNORECASE)
AFTER_NAMES = re.compile(
    rf"\W*(?:(?:{ROLE}{AT}|{AGENCY}|in [\w .,'’-]{{2,30}})\W*)?(?:{AGENCY}\W*)?", re.IGNORECASE
)
LAST = re.compile(rf"(?:, | (?=(?:the )?(?:{NAMES})$))(?P<what>{AGENCY}|{ROLE})", re.IGNORECASE)
NO_NAME = re.compile(
    r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july"
    r"|august|september|october|november|december|contrast|then|now|the)\b",
    re.IGNORECASE,
)
LONGEST = 200


@dataclass(frozen=True)
class Byline:
    """Who wrote an article, and what else the line says."""

    names: str = ""
    agency: str = ""
    published: date | datetime | None = None


def byline(line: str, *, below_title: bool = True) -> Byline | None:
    """What the line says about who wrote the article, None where it is no byline.

    A line without "by" ("Jane Doe, Staff Writer") is one only below a title.
    """
    if len(line) > LONGEST:
        return None
    if wire := BY_AGENCY.fullmatch(line):
        return Byline(agency=agency(wire["agency"]))
    match = BY.fullmatch(line) or (NAME_AND_ROLE.fullmatch(line) if below_title else None)
    return _credited(match["names"], match["rest"]) if match else None


def is_name(line: str) -> bool:
    """Whether the line is nothing but what may be one or two names."""
    return len(line) <= 60 and bool(NAME_ALONE.fullmatch(line)) and not NO_NAME.search(line)


def is_role(line: str) -> bool:
    """Whether the line is what stands below a name: "Staff Writer", "Reuters"."""
    return len(line) <= 80 and bool(ROLE_ALONE.fullmatch(line))


def _credited(names: str, rest: str) -> Byline | None:
    """The byline, if a role, an agency, a place or a date follows the names, or nothing."""
    if NO_NAME.search(names):
        return None
    if split := _split(rest):
        middle, published = split
        stated = next((agency(part) for part in re.split(r"[,|/]|\bfor\b", middle) if agency(part)), "")
        names, named = _without_role(names)
        return Byline(names, named or stated, published)
    return None


def _split(rest: str) -> tuple[str, date | datetime | None] | None:
    """A role, agency or place, and the date after it."""
    cuts = [0, *(match.end() for match in re.finditer(r"[\s,|•·–—-]+", rest)), len(rest)]
    for cut in dict.fromkeys(cuts):
        is_date, day = date_line(rest[cut:]) if rest[cut:] else (True, None)
        if is_date and AFTER_NAMES.fullmatch(rest[:cut]):
            return rest[:cut], day
    return None


def _without_role(names: str) -> tuple[str, str]:
    """Names without the role or agency written after them, and the agency."""
    for match in LAST.finditer(names):
        if match.end() == len(names) and " " in names[: match.start()]:
            return names[: match.start()], agency(match["what"])
    return names, ""
