"""Days beside a weekday, or told by their number alone: "Monday, Nov. 18", "on the 19th"."""

from claims.nlp import dates_absolute, periods
from claims.nlp.dates_absolute import ORDINALS
from claims.nlp.dates_parts import ENDINGS
from claims.nlp.dates_reading import Ahead, Match
from claims.nlp.lexemes import Lexemes


def dated(lexemes: Lexemes, index: int, weekday: int, when: Ahead) -> Match | None:
    """The day of a month after a weekday, in the year in which they agree."""
    place = index + (lexemes.at(index).lower == "the")
    if place >= len(lexemes):
        return None
    inner = dates_absolute.at(lexemes, place, when)
    if inner is None or inner.grain != "day" or inner.in_year is None or when.published is None:
        return inner if inner and inner.grain == "day" else numbered(lexemes, place, weekday, when)
    tries = [inner.in_year(when.published.year + k) for k in (0, -1, 1)]
    agreeing = [period for period in tries if period and period[0].weekday() == weekday]
    return Match(inner.stop, agreeing[0] if agreeing else inner.period)


def numbered(lexemes: Lexemes, index: int, weekday: int | None, when: Ahead) -> Match | None:
    """As in "the 19th": in the nearest month, and on the weekday named beside it."""
    text = str(ORDINALS[word]) if (word := lexemes[index].lower) in ORDINALS else word
    suffixed = word in ORDINALS and weekday is not None
    stop = index + 2 - suffixed
    suffixed = suffixed or (lexemes.at(index + 1).lower in ENDINGS and lexemes.glued(index + 1))
    if not (suffixed and text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= 31):
        return None
    if when.published is None:
        return Match(stop, None)
    start = when.published.year * 12 + when.published.month - 1
    order = (0, 1, 2, 3) if when.ahead else (0, -1, -2, -3, 1, 2, 3)
    days = [periods.day((start + k) // 12, (start + k) % 12 + 1, int(text)) for k in order]
    fits = [day for day in days if day and (weekday is None or day[0].weekday() == weekday)]
    in_time = [day for day in fits if (day[0] >= when.published) == when.ahead or day[0] == when.published]
    found = in_time or fits
    return Match(stop, found[0] if found else None)
