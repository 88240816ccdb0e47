"""Dates and periods in a text, absolute or told from the day of publication."""

from datetime import date

from claims.nlp import dates_relative
from claims.nlp.dates_absolute import MONTHS
from claims.nlp.dates_reading import Ahead, Match
from claims.nlp.lexemes import HYPHENS, NUMBER, Lexemes
from claims.nlp.periods import Period
from claims.nlp.spans import DateInterval
from claims.nlp.tables import word_set

_FUTURE = word_set("looking ahead")
_UNTIL = frozenset(["by", "until", "till", "before"])
_PAST = word_set("looking back")
_BREAKS = frozenset(".;!?")
_LOOK_BACK = 10
_JOINTS = frozenset(["to", "through", "until", "till", "thru"])


def find(text: str, *, published: date | None = None) -> tuple[DateInterval, ...]:
    """The dates of a text, in order and apart, closed; relative ones stay open without ``published``."""
    return _Reader(text, published).read()


class _Reader:
    def __init__(self, text: str, published: date | None) -> None:
        self.text = text
        self.lexemes = Lexemes(text)
        self.published = published

    def read(self) -> tuple[DateInterval, ...]:
        found, index = [], 0
        while index < len(self.lexemes):
            match = self.at(index)
            if match is None:
                index += 1
                continue
            match = self.ranged(index, match)
            found.append(self.interval(index if match.first is None else match.first, match))
            index = match.stop
        return tuple(found)

    def at(self, index: int) -> Match | None:
        match = dates_relative.any_at(self.lexemes, index, Ahead(self.published, False))
        if match and self.looks_ahead(index):
            return dates_relative.any_at(self.lexemes, index, Ahead(self.published, True))
        return match

    def looks_ahead(self, index: int) -> bool:
        """Whether the words before a date speak of the future: "will vote on Friday", "by December"."""
        if self.lexemes.at(index - 1).lower in _UNTIL:
            return True
        for place in range(index - 1, max(-1, index - 1 - _LOOK_BACK), -1):
            word = self.lexemes[place].lower
            if word in _BREAKS or word in _PAST:
                return False
            if word in _FUTURE or word.endswith(("'ll", "’ll")):
                return True
        return False

    def ranged(self, index: int, match: Match) -> Match:
        """The match with its other end: "between 2021 and 2025", "January to March 2025", "2021-2025"."""
        joint = self.joint(index, match.stop)
        if not joint or match.stop + joint >= len(self.lexemes):
            return match
        place = match.stop + joint
        other = self.now(place) or self.at(place)
        framed = self.lexemes.at(index - 1).lower in {"between", "from"}
        if other is None or ((match.grain == "day") != (other.grain == "day") and not framed):
            return match
        period = _joined(match, other)
        if period is None and (match.period or other.period):
            return match
        return Match(other.stop, period, grain=other.grain)

    def now(self, place: int) -> Match | None:
        moment = self.published
        is_now = self.lexemes.at(place).lower == "now"
        return Match(place + 1, (moment, moment) if moment else None) if is_now else None

    def joint(self, index: int, stop: int) -> int:
        lexemes = self.lexemes
        word, before = lexemes.at(stop), lexemes.at(index - 1).lower
        before = lexemes.at(index - 2).lower if before == "the" else before
        article = lexemes.at(stop + 1).lower == "the"
        if word.text in HYPHENS:
            dated = lexemes.at(stop + 1).kind == NUMBER or lexemes.at(stop + 1).lower in MONTHS
            return int(dated)
        if word.lower in _JOINTS or (word.lower == "and" and before == "between"):
            return 1 + article
        return 0

    def interval(self, index: int, match: Match) -> DateInterval:
        start, end = self.lexemes[index].start, self.lexemes[match.stop - 1].end
        first, last = match.period or (None, None)
        return DateInterval(start, end, self.text[start:end], first, last)


def _joined(first: Match, last: Match) -> Period | None:
    """From the first's first day to the last's last; a start without a year takes the other's."""
    if last.period is None:
        return None
    start = first.period
    if first.in_year and last.in_year is None:
        start = first.in_year(last.period[0].year)
        if start and start[0] > last.period[0]:
            start = first.in_year(last.period[0].year - 1)
    end = last.period
    if start and last.in_year and end[1] < start[0]:
        end = last.in_year(start[0].year) or end
        end = last.in_year(start[0].year + 1) or end if end[1] < start[0] else end
    return (start[0], end[1]) if start and start[0] <= end[1] else None
