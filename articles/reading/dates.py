"""The date that a line of a page's heading states."""

import re
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
DATES = [
    rf"{MONTH}\s*{DAY}\s*,?\s*{YEAR}",
    rf"{DAY}\.?[\s-](?:of\s)?{MONTH}[\s,-]\s?{YEAR}",
    rf"{YEAR}\s?[-./]\s?(?P<month>\d{{1,2}})\s?[-./]\s?(?P<day>\d{{1,2}})(?:\.|T)?",
    rf"{YEAR}[年년]\s?(?P<month>\d{{1,2}})[月월]\s?(?P<day>\d{{1,2}})[日일]",
    rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{YEAR}",
    rf"(?P<slashed>\d{{1,2}}/\d{{1,2}})/{YEAR}",
]
DAY_NAME = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s*)?"
TIME = (
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))?(?::\d\d(?:\.\d+)?)?\s*(?P<half>[ap]\.?m\.?)?\s*"
    r"\(?(?P<zone>(?:utc|gmt)\s?[+-]\s?\d{1,2}(?::\d\d)?|[a-z]{1,4}|[+-]\d\d:?\d\d)?\)?"
)
JOIN = r"\s*(?:[,|/·•–—-]|\bat\b|\bon\b)?\s*"
STATED = [
    re.compile(pattern, re.IGNORECASE)
    for day in DATES
    for pattern in (rf"{DAY_NAME}{day}(?:{JOIN}{TIME})?", rf"{TIME}{JOIN}{DAY_NAME}{day}")
]
LABEL = re.compile(
    r"\W*(?P<label>(?:first |originally |last |date )?"
    r"(?:published|posted|updated|modified|issued|released|created|date|filed|publication date|release date))"
    r"\s*(?:online\s*)?(?:on|at|by)?\s*[:|]?\s*",
    re.IGNORECASE,
)
EDITED = re.compile(r"updated|modified", re.IGNORECASE)
LONGEST = 160

# fmt: off
OFFSETS = {
    "z": 0, "utc": 0, "gmt": 0, "bst": 1, "wet": 0, "west": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3,
    "msk": 3,
    "sast": 2, "gst": 4, "pkt": 5, "ict": 7, "wib": 7, "hkt": 8, "sgt": 8, "jst": 9, "kst": 9, "aest": 10,
    "aedt": 11, "nzst": 12, "nzdt": 13, "est": -5, "edt": -4, "cdt": -5, "mdt": -6, "mst": -7, "pst": -8,
    "pdt": -7,
}
# fmt: on
PLACES = {
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
}


def date_line(line: str) -> tuple[bool, date | datetime | None]:
    """Whether the line is nothing but dates and their labels, and the day of publication if it states one.

    The moment is a datetime where time and zone are both stated, else a date; an edit's date is none.
    """
    if len(line) > LONGEST:
        return False, None
    published: date | datetime | None = None
    rest, edited, seen = line.strip(), False, False
    while rest := rest.strip(" \t,;|/·•–—-()[]"):
        if label := LABEL.match(rest):
            edited = bool(EDITED.search(label["label"]))
            rest, seen = rest[label.end() :], True
            continue
        if (match := _longest(rest)) is None:
            return False, None
        published = published or (None if edited else _moment(match))
        rest, seen = rest[match.end() :], True
    return seen, published


def _longest(text: str) -> re.Match[str] | None:
    """The longest date at the start of the text, followed by no letter or digit."""
    found = (pattern.match(text) for pattern in STATED)
    whole = [m for m in found if m and not re.match(r"\w", text[m.end() : m.end() + 1])]
    return max(whole, key=lambda m: m.end(), default=None)


def _moment(match: re.Match[str]) -> date | datetime | None:
    parts = match.groupdict()
    day = _day(parts)
    zone, clock = _zone(parts.get("zone")), _clock(parts)
    if day is None or zone is None or clock is None:
        return day
    return datetime.combine(day, clock, zone)


def _day(parts: dict[str, str | None]) -> date | None:
    """The day, or None where it does not exist or 5/6/2019 could be either of two."""
    if slashed := parts.get("slashed"):
        first, second = map(int, slashed.split("/"))
        if first <= 12 and second <= 12 and first != second:
            return None
        month, day = (first, second) if second > 12 else (second, first)
    else:
        name = (parts["month"] or "").lower()
        month = int(name) if name.isdigit() else MONTHS.index(name[:3]) + 1
        day = int(parts["day"] or 0)
    try:
        return date(int(parts["year"] or 0), month, day)
    except ValueError:
        return None


def _clock(parts: dict[str, str | None]) -> time | None:
    if not (parts.get("hour") and parts.get("minute")):
        return None
    hour, half = int(parts["hour"] or 0), (parts.get("half") or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    try:
        return time(hour, int(parts["minute"] or 0))
    except ValueError:
        return None


def _zone(name: str | None) -> tzinfo | None:
    """The zone, None where it is missing or names more than one (CST, IST)."""
    if not name:
        return None
    name = name.lower().replace(" ", "")
    if name in PLACES:
        try:
            return ZoneInfo(PLACES[name])
        except ZoneInfoNotFoundError:  # a system without time zones: the day alone is known
            return None
    if name in OFFSETS:
        return timezone(timedelta(hours=OFFSETS[name]))
    if shift := re.fullmatch(r"(?:utc|gmt)?([+-])(\d{1,2}):?(\d\d)?", name):
        away = timedelta(hours=int(shift[2]), minutes=int(shift[3] or 0))
        return timezone(-away if shift[1] == "-" else away) if away < timedelta(hours=24) else None
    return None
