"""What reading a date gives, and what settles a date without a year."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from claims.nlp import periods
from claims.nlp.periods import Period

DEEPEST = 3  # dates told by other dates: "two days before the Monday after Easter"
LONG_PAST = 210  # days; further back, a date without a year is rather the coming one


@dataclass(frozen=True, slots=True)
class Match:
    """A date that ends before ``stop``; ``in_year`` tells it in another year where the text names none."""

    stop: int
    period: Period | None
    in_year: Callable[[int], Period | None] | None = None
    first: int | None = None
    grain: str = "day"


@dataclass(frozen=True, slots=True)
class Ahead:
    """What settles a date without a year: the day of publication, and whether the words look ahead."""

    published: date | None
    ahead: bool
    depth: int = 0  # of dates told by other dates

    def deeper(self) -> "Ahead | None":
        return Ahead(self.published, self.ahead, self.depth + 1) if self.depth < DEEPEST else None

    def settle(self, make: Callable[[int], Period | None]) -> Period | None:
        """A yearly period in the year that is meant: the last begun, or the next where that is long past."""
        if self.published is None:
            return None
        found = periods.nearest(make, self.published, ahead=self.ahead)
        if not self.ahead and found and (self.published - found[1]).days > LONG_PAST:
            return periods.nearest(make, self.published, ahead=True)
        return found
