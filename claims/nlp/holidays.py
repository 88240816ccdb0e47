"""The days of holidays, by the rules of ``holidays.tsv``: fixed, counted in weekdays, or told from a feast."""

from datetime import date
from functools import cache

from claims.nlp import periods
from claims.nlp.periods import Period
from claims.nlp.tables import rows


def holiday(rule: str, number: int) -> Period | None:
    """The days that a rule of ``holidays.tsv`` names in a year, or None where they are not known."""
    start, _, stop = rule.partition(" .. ")
    first, last = _day(start, number), _day(stop or start, number)
    return (first, last) if first and last and first <= last else None


def _day(rule: str, number: int) -> date | None:
    parts = rule.replace("+", "").split()
    if len(parts) == 1:
        fixed = periods.day(number, *map(int, rule.split("-")))
        return fixed[0] if fixed else None
    if parts[0].isdigit():
        found, offset = periods.nth_weekday(number, *map(int, parts[:3])), int(parts[3]) if parts[3:] else 0
    else:
        found, offset = _feast(parts[0], number), int(parts[1])
    return periods.shift(found, offset, "day") if found else None


def _feast(name: str, number: int) -> date | None:
    if name == "easter":
        return easter(number)
    return orthodox_easter(number) if name == "orthodox" else _moving().get((name, number))


@cache
def _moving() -> dict[tuple[str, int], date]:
    """The days of ``moving_days.tsv`` by feast and year."""
    days = {}
    for name, first, cells in rows("moving_days.tsv"):
        for number, cell in enumerate(cells.split(), int(first)):
            if cell != "-":
                days[name, number] = date.fromisoformat(f"{number}-{cell}")
    return days


def easter(number: int) -> date | None:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    if not 1583 <= number <= 9999:
        return None
    golden, century, rest = number % 19, number // 100, number % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, offset = divmod(moon + week - 7 * late + 114, 31)
    return date(number, month, offset + 1)


def orthodox_easter(number: int) -> date | None:
    """Easter Sunday by the Julian calendar (the computus of Meeus), as a day of ours."""
    if not 1583 <= number <= 9998:
        return None
    moon = (19 * (number % 19) + 15) % 30
    week = (2 * (number % 4) + 4 * (number % 7) - moon + 34) % 7
    month, offset = divmod(moon + week + 114, 31)
    lag = number // 100 - number // 400 - 2  # days by which the Julian calendar is behind
    return periods.shift(date(number, month, offset + 1), lag, "day")
