"""What the stages of extraction hand to one another."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    ASSERTION = "assertion"
    DEMAND = "demand"
    PROMISE = "promise"
    PLAN = "plan"
    PREDICTION = "prediction"
    ACCUSATION = "accusation"
    DENIAL = "denial"
    THREAT = "threat"
    POSITION = "position"


class ActorKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    GOVERNMENT = "government"
    GROUP = "group"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ActorName:
    """Who a span of text stands for: the fullest name that the document gives."""

    name: str
    kind: ActorKind
    role: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount. ``low`` or ``high`` is None where that end is open; both are equal where it is exact.

    ``unit`` is an ISO 4217 code, ``%``, a singular noun, or "" for a bare number; an amount of money whose
    currency the text leaves open has the unit ``$``, ``£`` … and not a guess. ``per`` is what a rate is counted
    by ("year", "barrel"); ``trend`` is "up", "down" or None.
    """

    start: int
    end: int
    text: str
    low: Decimal | None
    high: Decimal | None
    unit: str = ""
    per: str | None = None
    approximate: bool = False
    trend: str | None = None


@dataclass(frozen=True, slots=True)
class DateInterval:
    """A date or period, both ends included. An end is None where it is open or cannot be known."""

    start: int
    end: int
    text: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody (source) says (cue) something (content). Each is a tuple of spans, in order; source may be empty."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class ExtractedClaim:
    """One attribution, read: by whom, to whom, of what kind, on what terms.

    ``quantities`` and ``dates`` are indexes into the document's own lists, of those inside the content.
    ``worthiness`` and ``confidence`` lie between 0 and 1.
    """

    source: Spans
    cue: Spans
    content: Spans
    speaker: ActorName | None
    addressee: ActorName | None
    kind: Kind
    direct: bool
    negated: bool
    condition: str
    said_on: date | None
    deadline: DateInterval | None
    quantities: tuple[int, ...]
    dates: tuple[int, ...]
    worthiness: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Extraction:
    claims: tuple[ExtractedClaim, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateInterval, ...] = ()
