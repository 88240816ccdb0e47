"""What reading a date gives, and what settles a date that is told by something else."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from claims.nlp import periods
from claims.nlp.lexemes import Lexemes
from claims.nlp.periods import Period

_ODD = timedelta(days=270)
DEEPEST = 3  # dates told by other dates: "two days before the Monday after Easter"


@dataclass(frozen=True, slots=True)
class Match:
    """A date that ends before ``stop``; ``in_year`` tells it in another year where the text names none.

    ``loose`` holds the one end that is known where no period is: "in the coming weeks".
    """

    stop: int
    period: Period | None
    in_year: Callable[[int], Period | None] | None = None
    grain: str = "day"
    loose: tuple[date | None, date | None] = (None, None)


@dataclass(frozen=True, slots=True)
class When:
    """What settles a date: the day of publication, the tense around it, the date told last in the text.

    ``ahead`` is None where no word says whether past or future is meant; ``read`` reads any date.
    """

    published: date | None
    ahead: bool | None
    read: Callable[[Lexemes, int, "When"], Match | None]
    anchor: Match | None = None
    depth: int = 0
    of_vote: bool = False

    def other(self, lexemes: Lexemes, index: int) -> Match | None:
        """The date at a lexeme by which another one is told."""
        if self.depth >= DEEPEST or not 0 <= index < len(lexemes):
            return None
        return self.read(lexemes, index, replace(self, depth=self.depth + 1))

    def settle(self, make: Callable[[int], Period | None]) -> Period | None:
        """A yearly period in the year that is meant: the last begun, the next, or the one that is nearer."""
        day = self.published
        if day is None:
            return None
        found = periods.nearest(make, day, ahead=bool(self.ahead))
        coming = periods.nearest(make, day, ahead=True)
        if self.ahead is not None or not found or not coming:
            return found
        return coming if day - found[1] + self._lag(found) > coming[0] - day + self._lag(coming) else found

    def _lag(self, period: Period) -> timedelta:
        """What makes a November of an odd year the less likely one: most of its votes are in even years."""
        return _ODD if self.of_vote and period[0].month == 11 and period[0].year % 2 else timedelta()

    def around(self, unit: str) -> Period | None:
        """The week, month, year … in which the text appeared."""
        return periods.around(self.published, unit) if self.published else None

    def shifted(self, count: int, unit: str) -> Period | None:
        """The day so many units after publication."""
        return one_day(self.published, count, unit)

    def from_anchor(self, *, end: bool = False) -> date | None:
        """The day, first or last, of the date told last in the text."""
        period = self.anchor.period if self.anchor else None
        return period[end] if period else None


def one_day(start: date | None, count: int, unit: str) -> Period | None:
    """The day so many units after another."""
    moved = periods.shift(start, count, unit) if start else None
    return (moved, moved) if moved else None
