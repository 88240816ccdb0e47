"""Calendar arithmetic: days, weeks, months, quarters and years as closed intervals. Weeks start on Monday."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

Period = tuple[date, date]
_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS_IN = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
SEASONS = frozenset(_SEASONS)
SPANS = frozenset({*_MONTHS_IN, *_DAYS_IN})
CLOCK = frozenset({"hour", "minute", "second"})


def day(year: int, month: int, number: int) -> Period | None:
    """One day, or None where the calendar has no such day."""
    try:
        return (date(year, month, number),) * 2
    except ValueError:
        return None


def months(year: int, first: int, count: int) -> Period | None:
    """``count`` whole months from month ``first`` (which may lie beyond 12) of a year."""
    start = year * 12 + first - 1
    end = start + count - 1
    if not 12 <= start <= end < 10000 * 12:
        return None
    last = date(end // 12, end % 12 + 1, 1)
    return date(start // 12, start % 12 + 1, 1), last.replace(day=monthrange(last.year, last.month)[1])


def year(number: int) -> Period | None:
    """A calendar year, or None beyond the calendar."""
    return months(number, 1, 12)


def season(number: int, name: str) -> Period | None:
    """The three months of a northern season; winter is named by the year in which it starts."""
    return months(number, _SEASONS[name], 3)


def shift(start: date, count: int, unit: str) -> date | None:
    """The date so many units later or, with a negative count, earlier; None beyond the calendar."""
    try:
        if unit in _DAYS_IN:
            return start + timedelta(days=count * _DAYS_IN[unit])
        if unit not in _MONTHS_IN:
            return start
        index = start.year * 12 + start.month - 1 + count * _MONTHS_IN[unit]
        last = monthrange(index // 12, index % 12 + 1)[1]
        return date(index // 12, index % 12 + 1, min(start.day, last))
    except (ValueError, OverflowError):
        return None


def workday(start: date, count: int) -> date | None:
    """The working day so many ones later or, with a negative count, earlier; holidays count as days of work."""
    step = 1 if count > 0 else -1
    weeks, rest = divmod(abs(count), 5)
    found = shift(start, step * weeks, "week")
    while found and rest:
        found = shift(found, step, "day")
        rest -= bool(found and found.weekday() < 5)
    return found


def around(moment: date, unit: str) -> Period | None:
    """The calendar unit that a date lies in: its week, month, quarter, year."""
    if unit in {"day", "night"}:
        return moment, moment
    if unit in {"week", "weekend", "fortnight"}:
        monday = moment - timedelta(days=moment.weekday()) if moment.toordinal() > 7 else moment
        first = shift(monday, 5 if unit == "weekend" else 0, "day")
        last = shift(monday, 6, "day")
        return (first, last) if first and last else None
    size = _MONTHS_IN[unit]
    if size <= 12:
        return months(moment.year, (moment.month - 1) // size * size + 1, size)
    start = moment.year // (size // 12) * (size // 12)
    return months(start or 1, 1, size)


def edge(period: Period | None, count: int, unit: str) -> Period | None:
    """The first so many units of a period or, with a negative count, the last."""
    if period is None:
        return None
    after = shift(period[1], 1, "day")
    start = period[0] if count > 0 else shift(after, count, unit) if after else None
    stop = shift(period[0], count, unit) if count > 0 else after
    last = shift(stop, -1, "day") if stop else None
    return (start, last) if start and last and period[0] <= start <= last <= period[1] else None


def rolling(moment: date, count: int, unit: str) -> Period | None:
    """So many units up to a date ("the past two years"), or after it: the date itself left out."""
    other = shift(moment, count, unit)
    near = shift(moment, 1 if count > 0 else -1, "day")
    if other is None or near is None:
        return None
    return (near, max(near, other)) if count > 0 else (min(other, near), near)


def nearest(make: Callable[[int], Period | None], moment: date, *, ahead: bool) -> Period | None:
    """Of a yearly period, the last that has begun by a date, or the next that has not ended."""
    tries = (make(moment.year + step) for step in ((0, 1, 2, 3, 4) if ahead else (0, -1, -2, -3, -4)))
    fits = (found for found in tries if found and (found[1] >= moment if ahead else found[0] <= moment))
    return next(fits, None)


def thirds(period: Period, which: str) -> Period:
    """The early, mid or late part of a period, in whole months where it has them."""
    first, last = period
    length = (last - first).days + 1
    if length < 15:
        parts = [(0, 2), (2, 4), (4, 6)] if length == 7 else [(0, length - 1)] * 3
    elif length < 32:
        parts = [(0, 9), (10, 19), (20, length - 1)]
    else:
        return _month_thirds(first, last, which)
    low, high = parts[("early", "mid", "late").index(which)]
    return first + timedelta(days=low), first + timedelta(days=high)


def _month_thirds(first: date, last: date, which: str) -> Period:
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    size = max(1, count // 3)
    place = {"early": 0, "mid": size, "late": count - size}[which]
    return months(first.year, first.month + place, size) or (first, last)


def nth_weekday(number: int, month: int, weekday: int, nth: int) -> date | None:
    """The n-th Monday (0) … Sunday (6) of a month; -1 for the last."""
    span = months(number, month, 1)
    if span is None:
        return None
    found = [span[0] + timedelta(days=k) for k in range((span[1] - span[0]).days + 1)]
    found = [moment for moment in found if moment.weekday() == weekday]
    return found[nth - 1 if nth > 0 else nth] if -len(found) <= nth - (nth > 0) < len(found) else None
