"""Which of a text's dates is a deadline, and dates in words."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from claims.nlp.spans import DateInterval

_WORDS = frozenset(("by", "before", "until", "till", "within"))
_BEFORE = 24  # code points


def find(text: str, intervals: Iterable[DateInterval]) -> DateInterval | None:
    """The first date behind "by", "before", "until", "within" or "no later than"."""
    return next((interval for interval in intervals if _is_deadline(text, interval)), None)


def _is_deadline(text: str, interval: DateInterval) -> bool:
    before = words_before(text, interval)
    if before[-2:] == ["later", "than"]:
        return True
    return before[-2:-1] != ["not"] and bool(_WORDS & {*before[-1:], *interval.text.lower().split()[:1]})


def words_before(text: str, interval: DateInterval) -> list[str]:
    """The last words before a date, without an article: of "by the end of 2030" those up to "by"."""
    return text[max(0, interval.start - _BEFORE) : interval.start].lower().removesuffix("the ").split()


def in_words(first: date | None, last: date | None) -> str:
    """A closed period for people: "2028", "March 2028", "5 March 2028"; an open end is left out."""
    if first is None or last is None:
        return f"by {_day(last)}" if last else f"from {_day(first)}" if first else ""
    if first == last:
        return _day(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    if first.day == 1 and last == last.replace(day=monthrange(last.year, last.month)[1]):
        one = (first.year, first.month) == (last.year, last.month)
        return f"{first:%B %Y}" if one else f"{first:%B %Y} to {last:%B %Y}"
    return f"{_day(first)} to {_day(last)}"


def latest(first: date | None, last: date | None) -> str:
    """A deadline for people: the day, month or year by whose end it falls due; "the end of" that where it is a part."""
    if first is None or last is None or first == last:
        return in_words(first, last)
    if (last.month, last.day) == (12, 31):
        whole, named = first == date(last.year, 1, 1), str(last.year)
    elif last.day == monthrange(last.year, last.month)[1]:
        whole, named = first == last.replace(day=1), f"{last:%B %Y}"
    else:
        return _day(last)
    return named if whole else f"the end of {named}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
