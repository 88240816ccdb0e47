"""Dates and periods in a text, absolute or told from the day of publication."""

from datetime import date, timedelta

from claims.nlp import dates_relative, dates_tense
from claims.nlp.dates_absolute import MONTHS, ORDINALS
from claims.nlp.dates_parts import ENDINGS, WEEKDAYS
from claims.nlp.dates_reading import Match, When
from claims.nlp.lexemes import HYPHENS, NUMBER, WORD, Lexemes, Phrases
from claims.nlp.periods import Period
from claims.nlp.spans import DateInterval
from claims.nlp.tables import table

_NEAR = 80  # lexemes within which "a year earlier" is told from the date before
_JOINTS = frozenset({"to", "through", "until", "till", "thru"})
_DASHES = HYPHENS | {"~"}
_NOW = Phrases((form, None) for form in ("now", "date", "current date", "the present", "present"))
_OPEN = Phrases((form, side) for form, side in table("open_ends.tsv").items())
_LEADS_ON = frozenset({"before", "after", "later", "earlier"})
_NAMES = Phrases((form, None) for form in table("not_dates.tsv"))
_ARTICLED = frozenset({*ORDINALS, "week", "month", "year", "weekend", "day", "turn"})


def find(text: str, *, published: date | None = None) -> tuple[DateInterval, ...]:
    """The dates of a text, in order and apart, closed; relative ones stay open without ``published``."""
    return _Reader(_Words(text), published).read()


class _Words(Lexemes):
    """Lexemes without possessives, so that "Monday's" is "Monday"."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        for index, word in enumerate(self):
            if word.lower.endswith(("'s", "’s")):
                self[index] = word._replace(text=word.text[:-2], lower=word.lower[:-2], end=word.end - 2)


class _Reader:
    def __init__(self, lexemes: Lexemes, published: date | None) -> None:
        self.lexemes = lexemes
        self.published = published
        self.anchor: Match | None = None

    def read(self) -> tuple[DateInterval, ...]:
        found, index = [], 0
        while index < len(self.lexemes):
            word = self.lexemes[index].lower
            if word in _NAMES.first_words and (name := _NAMES.at(self.lexemes, index)):
                index += name[0]
                continue
            match = self.now(index) if word == "now" else self.at(index)
            match = self.ranged(index, match) if match else None
            if match is None:
                index += 1
                continue
            found.append(self.interval(index, match))
            self.anchor = match if match.period else self.anchor
            index = match.stop
        return tuple(found)

    def at(self, index: int, begun: int | None = None) -> Match | None:
        """The date at a lexeme; ``begun``: where the period started whose other end it is."""
        if not dates_relative.may_start(self.lexemes, index):
            return None
        match = dates_relative.any_at(self.lexemes, index, self.when(index, None))
        if match is None or self.is_name(index, match.stop):
            return None
        yearly = match.in_year is not None and match.grain in {"month", "day"}
        of_vote = yearly and dates_tense.is_of_vote(self.lexemes, index, match.stop)
        start = index if begun is None else begun
        ahead = dates_tense.looks_ahead(self.lexemes, start, match.stop, of_vote=of_vote)
        if ahead is None and not of_vote:
            return match
        return dates_relative.any_at(self.lexemes, index, self.when(index, ahead, of_vote=of_vote))

    def when(self, index: int, ahead: bool | None, *, of_vote: bool = False) -> When:
        near = self.anchor if self.anchor and index - self.anchor.stop <= _NEAR else None
        return When(self.published, ahead, dates_relative.any_at, near, of_vote=of_vote)

    def is_name(self, index: int, stop: int) -> bool:
        """Whether a day is the last word of a name: "Russia Today"."""
        word, before = self.lexemes[index], self.lexemes.at(index - 1)
        if word.text not in {"Today", "Tomorrow", "Tonight"} or stop > index + 1:
            return False
        return before.is_capital or self.lexemes.at(stop).is_capital

    def ranged(self, index: int, match: Match) -> Match | None:
        """The match with its other end: "between 2021 and 2025", "January to March 2025", "2021-2025"."""
        if opened := self.opened(match):
            return opened
        joint = self.joint(index, match.stop)
        if not joint or match.stop + joint >= len(self.lexemes):
            return None if self.lexemes[index].lower == "now" else match
        place = match.stop + joint
        other = self.now(place) or self.at(place, begun=index)
        framed = self.lexemes.at(index - 1).lower in {"between", "from"}
        framed = framed or self.lexemes[match.stop].lower in {"through", "thru"}
        if other is None and self.lexemes[index].lower == "now":
            return None
        if other is None or ((match.grain == "day") != (other.grain == "day") and not framed):
            return match
        period = _joined(match, other) or self.weekdays(index, match, place, other)
        if period is None and (match.period or other.period):
            return match
        return Match(other.stop, period, grain="range")

    def opened(self, match: Match) -> Match | None:
        """As in "2030 and beyond", "2018 or earlier": open on one side; not "Monday or before the vote"."""
        found = _OPEN.at(self.lexemes, match.stop)
        stop = match.stop + found[0] if found else match.stop
        if found is None or (
            self.lexemes[stop - 1].lower in _LEADS_ON and self.lexemes.at(stop).kind == WORD
        ):
            return None
        first, last = match.period or match.loose
        return Match(stop, None, grain="part", loose=(first, None) if found[1] == "later" else (None, last))

    def weekdays(self, index: int, first: Match, place: int, last: Match) -> Period | None:
        """As in "from Monday to Friday", where each alone would be told in another week."""
        if last.stop > place + 1 or self.lexemes[place].lower not in WEEKDAYS:
            return None
        if first.grain != "day" or first.period is None or last.period is None:
            return None
        start, end = first.period[0], last.period[1]
        length = timedelta(days=(end.weekday() - start.weekday()) % 7)
        bare = first.stop == index + 1 and self.lexemes[index].lower in WEEKDAYS
        back = bare and not dates_tense.looks_ahead(self.lexemes, index, last.stop)
        return (end - length, end) if back else (start, start + length)

    def now(self, place: int) -> Match | None:
        """The day of publication, as one end of a period: "between now and June", "from May to date"."""
        found = _NOW.at(self.lexemes, place)
        if found is None:
            return None
        stop, moment = place + found[0], self.published
        before = self.lexemes.at(place - 1 - (self.lexemes.at(place - 1).lower == "the"))
        opens = before.lower in {"between", "from"} and self.joint(place, stop)
        closes = before.lower in {*_JOINTS, "and"} or before.text in HYPHENS
        return Match(stop, (moment, moment) if moment else None) if opens or closes else None

    def joint(self, index: int, stop: int) -> int:
        lexemes = self.lexemes
        word, before = lexemes.at(stop), lexemes.at(index - 1).lower
        before = lexemes.at(index - 2).lower if before == "the" else before
        article = lexemes.at(stop + 1).lower == "the"
        if word.text in _DASHES:
            after = lexemes.at(stop + 1)
            return int(after.kind == NUMBER or after.lower in MONTHS or after.lower in {"q", "h", "present"})
        if word.lower in _JOINTS or (word.lower == "and" and before == "between"):
            return 1 + article
        return 0

    def interval(self, index: int, match: Match) -> DateInterval:
        first, last = match.period or match.loose
        start, end = self.start(index, match), self.lexemes[match.stop - 1].end
        return DateInterval(start, end, self.lexemes.text[start:end], first, last)

    def start(self, index: int, match: Match) -> int:
        """Where a date's words start: with "between" or "from" of a range, with the article of a part."""
        word, before = self.lexemes[index], self.lexemes.at(index - 1)
        if match.grain == "range" or _is_stretch(match):
            before = self.lexemes.at(index - 2) if before.lower == "the" else before
            return before.start if before.lower in {"between", "from"} else word.start
        return before.start if before.lower == "the" and self.takes_article(index, match) else word.start

    def takes_article(self, index: int, match: Match) -> bool:
        """Whether "the" belongs to a date: "the 4th of July", "the last week of May", not "the last week"."""
        word = self.lexemes[index].lower
        if word == "last":
            return any(self.lexemes[place].lower == "of" for place in range(index + 1, match.stop))
        suffixed = self.lexemes.at(index + 1).lower in ENDINGS and self.lexemes.glued(index + 1)
        return word in _ARTICLED or suffixed or match.grain in {"decade", "season"}


def _is_stretch(match: Match) -> bool:
    """Whether a date of days holds several of them: "13 to 15 July"."""
    period = match.in_year(2024) if match.in_year else match.period
    return match.grain == "day" and period is not None and period[0] < period[1]


def _joined(first: Match, last: Match) -> Period | None:
    """From the first's first day to the last's last; an end without a year takes it from the other."""
    start, end = first.period, last.period
    if first.in_year and end:
        start = first.in_year(end[0].year)
        if start and start[0] > end[0]:
            start = first.in_year(end[0].year - 1)
    elif start and last.in_year:
        end = last.in_year(start[0].year)
        if end is None or end[1] < start[0]:
            end = last.in_year(start[0].year + 1)
    return (start[0], end[1]) if start and end and start[0] <= end[1] else None
