"""The dateline that opens an article: "SEOUL, Nov 19 (Reuters) - "."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from .agencies import NAMES, agency
from .dates import date_line

DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? (?:19|20)\d\d)?"
ON_DAY = rf"(?:, (?P<day>{DAY}))?"
CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’]*(?:[ /-][A-ZÀ-Þ][A-ZÀ-Þ.'’]*){0,3}"
PLACE = r"[A-ZÀ-Þ][\w.'’-]*(?:[ /][A-ZÀ-Þ][\w.'’-]*){0,3}"
REGION = r"(?:, [A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2})?"
DASH = r"\s*(?:--?|[–—―])\s*"
ANYBODY = r"\((?P<agency>[A-Z][\w .&'’-]{1,40})\)"
AGENCY = rf"(?P<agency>(?i:{NAMES}))"
FORMS = [
    re.compile(rf"(?P<place>{CAPITALS}{REGION}){ON_DAY},?\s*{ANYBODY}(?:{DASH}|:\s)"),
    re.compile(rf"(?P<place>{PLACE}{REGION}){ON_DAY},?\s*\({AGENCY}\)(?:{DASH}|:?\s)"),
    re.compile(rf"(?P<place>{PLACE}{REGION}){ON_DAY}\.?,?\s*/{AGENCY}/\.?"),
    re.compile(rf"(?:(?P<day>{DAY}) )?\({AGENCY}\){DASH}"),
    re.compile(rf"(?P<place>{CAPITALS}{REGION}){ON_DAY}(?:\s+--?\s+|\s*(?:--|[–—―])\s*)"),
]
# fmt: off
NO_PLACE = {
    "A", "ANALYSIS", "BREAKING", "BYLINE", "CORRECTION", "EDITORIAL", "EU", "EXCLUSIVE", "EXPLAINER",
    "FACTBOX",
    "GOP",    "LISTEN", "LIVE", "LOOK", "NATO", "NOTE", "OPINION", "PHOTOS", "Q", "REPORT", "TIMELINE",
    "U.N.", "U.S.",
    "UK", "UN",    "UPDATE", "URGENT", "US", "VIDEO", "WATCH",
}
# fmt: on
LONGEST = 200


@dataclass(frozen=True)
class Dateline:
    """Where a report was written, for whom, and the day if it states one with its year."""

    place: str
    agency: str
    published: date | datetime | None


def dateline(paragraph: str) -> Dateline | None:
    """The dateline that opens the paragraph, None where none does."""
    for form in FORMS:
        if match := form.match(paragraph[:LONGEST]):
            found = match.groupdict()
            place, stated = found.get("place") or "", found.get("agency") or ""
            if re.fullmatch(DAY, place) or place.split(" ")[0] in NO_PLACE:
                continue
            return Dateline(place, agency(stated) or stated, date_line(found.get("day") or "")[1])
    return None
