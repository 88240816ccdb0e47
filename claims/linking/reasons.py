"""Why a passage is linked to a claim, in words: who speaks, and which of the claim's terms differ there."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING

from claims.nlp import dates, deadlines, similarity
from claims.nlp.spans import DateInterval
from claims.nlp.terms import Terms

if TYPE_CHECKING:
    from claims.linking.relations import Statement

InWords = Callable[[date | None, date | None], str]

TERMS_DIFFER = ("updates", "contradicts")
_CURRENCY = re.compile(r"[A-Z]{3}")
_WITH_YEAR = re.compile(r"\b\d{4}\b")
_RECORDS = re.compile(
    r"\b(?:official (?:data|figures|records|statistics)|statistics|data|records|auditors|estimates|annual report)\b",
    re.I,
)
_SAME = 0.6  # Dice overlap of stems from which on two conditions say the same
_NEWS = timedelta(days=7)  # a day so shortly before publication is when something was said, and no term


def reasons(
    claim: "Statement", passage: "Statement", relation: str, features: dict[str, float]
) -> tuple[str, ...]:
    """The reasons for a relation that was judged; the features are what rules saw of the pair."""
    own = not features["as_said"] and bool({*passage.speaker[:1]} & {*claim.speaker})
    found = [
        *_who(claim, features, own),
        *_amounts(claim.terms, passage.terms, relation),
        *_dates(claim, passage, relation),
    ]
    if relation in TERMS_DIFFER:
        found += _conditions(claim, passage)
    return (*found, _why(relation, claim, passage, features, own))


def counterparts(claimed: tuple[Terms, ...], there: tuple[Terms, ...]) -> Iterator[tuple[Terms, Terms]]:
    """Each of the claim's amounts to which the passage has something comparable, with that: one of the same figure,
    or else the first."""
    for amount in claimed:
        others = [other for other in there if amount.unit and amount.comparable(other)]
        if others:
            yield amount, next((other for other in others if amount.same_figure(other)), others[0])


def _who(claim: "Statement", f: dict[str, float], own: bool) -> Iterator[str]:
    if own:
        yield f"same speaker, {claim.speaker[0]}"
    elif f["names_speaker"]:
        yield f"names {claim.speaker[0]}"
    if f["names_addressee"]:
        yield f"addressed to or about {claim.addressee[0]}"
    words = "1 word" if f["shared_count"] == 1 else f"{f['shared_count']:.0f} words"
    yield f"shares {words}, {f['shared_words']:.0%} of the claim's"


def _amounts(claimed: tuple[Terms, ...], there: tuple[Terms, ...], relation: str) -> list[str]:
    """How the amounts compare; of terms that differ, what the passage has new, and not what it recalls."""
    if relation in TERMS_DIFFER:
        new = tuple(other for other in there if not any(other.same_figure(amount) for amount in claimed))
        gone = tuple(amount for amount in claimed if not any(amount.same(other) for other in there))
        pairs = [*counterparts(gone or claimed, new)] or [*counterparts(claimed, there)]
    else:
        pairs = [*counterparts(claimed, there)]
    otherwise = ((one, two) for one, two in product(claimed, there) if _is_measured_otherwise(one, two))
    return [*dict.fromkeys(_compared(*pair) for pair in pairs or [*otherwise][:1])]


def _compared(claimed: Terms, there: Terms) -> str:
    if claimed.same(there):
        return f"same amount, {there}"
    if claimed.same_figure(there):
        return f"same figure, {there} for {claimed}"
    return f"amount {there} against {claimed}"


def _is_measured_otherwise(one: Terms, other: Terms) -> bool:
    """Whether both are money in other currencies, or the same by other periods."""
    money = bool(_CURRENCY.fullmatch(one.unit) and _CURRENCY.fullmatch(other.unit))
    return money or bool(one.unit and one.unit == other.unit)


def _dates(claim: "Statement", passage: "Statement", relation: str) -> Iterator[str]:
    """How the deadlines compare; where only one text has one, and the terms differ, its date and the other's."""
    claimed, there = _known_dates(claim), _known_dates(passage)
    deadline, other = _deadline(claim, claimed), deadlines.find(passage.text, there)
    same = next((one for one in there if deadline and _is_same(deadline, one)), None)
    if same:
        yield f"same deadline, {_named(same, passage, deadlines.latest)}"
    elif deadline and other:
        new, old = _named(other, passage, deadlines.latest), _named(deadline, claim, deadlines.latest)
        yield f"deadline {new} against {old}"
    elif relation in TERMS_DIFFER and not any(_is_same(one, two) for one in claimed for two in there):
        alone = len(claimed) == len(there) == 1
        alike = [
            (one, two)
            for one, two in product(claimed, there)
            if _length(one) == _length(two) and (alone or _lead(claim, one) == _lead(passage, two))
        ]
        for one, two in alike[:1]:
            yield f"date {_named(two, passage)} against {_named(one, claim)}"


def _deadline(claim: "Statement", found: list[DateInterval]) -> DateInterval | None:
    """The one on record, which an analyst may have corrected, or else the one in its words."""
    if claim.deadline is None:
        return deadlines.find(claim.text, found)
    return DateInterval(0, 0, deadlines.in_words(*claim.deadline), *claim.deadline)


def _known_dates(statement: "Statement") -> list[DateInterval]:
    """Its dates, but for open ones and for the day on which something was said."""
    found = dates.find(statement.text, published=statement.day)
    return [one for one in found if one.first and one.last and not _is_news(one, statement.day)]


def _is_news(interval: DateInterval, published: date | None) -> bool:
    first, last = _days(interval)
    return bool(published and first == last and timedelta(0) <= published - first <= _NEWS)


def _days(interval: DateInterval) -> tuple[date, date]:
    return interval.first or date.min, interval.last or date.max


def _is_same(one: DateInterval, other: DateInterval) -> bool:
    """Whether both end on one day, or are counted from publication by the same words: "within five years"."""
    return one.last == other.last or one.text.lower() == other.text.lower()


def _length(interval: DateInterval) -> int:
    """In digits of its days: a day, a month and a year differ."""
    first, last = _days(interval)
    return len(str((last - first).days))


def _lead(statement: "Statement", interval: DateInterval) -> list[str]:
    return deadlines.words_before(statement.text, interval)[-1:]


def _named(interval: DateInterval, statement: "Statement", in_words: InWords = deadlines.in_words) -> str:
    """As the text has it, where that tells the year, or counts from publication."""
    counted = statement.day and abs((_days(interval)[0] - statement.day).days) <= 1
    if counted or _WITH_YEAR.search(interval.text):
        return interval.text
    return in_words(interval.first, interval.last)


def _conditions(claim: "Statement", passage: "Statement") -> Iterator[str]:
    if claim.condition and passage.condition:
        if similarity.overlap(similarity.words(claim.condition), similarity.words(passage.condition)) < _SAME:
            yield f"condition “{passage.condition}” against “{claim.condition}”"
    elif passage.condition and not claim.condition:
        yield f"on a condition, “{passage.condition}”"
    elif claim.condition and passage.kind and not passage.condition:
        yield f"without the condition “{claim.condition}”"


def _why(relation: str, claim: "Statement", passage: "Statement", f: dict[str, float], own: bool) -> str:
    """What the relation rests on, where it can be named; ``own``: the passage tells what the claim's speaker says."""
    if relation == "unrelated":
        return "neither repeats it, nor changes its terms, nor speaks for or against it"
    if relation == "contradicts":
        return _against(passage, f, own)
    if relation == "confirms":
        return _in_favour(claim, passage, f, own)
    if relation == "updates":
        return "same matter, other terms"
    return "same matter, same terms" if f["same_figure"] else "same matter, no other terms"


def _against(passage: "Statement", f: dict[str, float], own: bool) -> str:
    denial = passage.kind == "denial"
    if f["as_said"]:
        return "it did not come about as the speaker had said"
    if own:
        return "the same speaker denies it" if denial else "the same speaker says otherwise"
    if passage.speaker:
        return f"{'denied' if denial else 'contradicted'} by {passage.speaker[0]}"
    return "another source says otherwise"


def _in_favour(claim: "Statement", passage: "Statement", f: dict[str, float], own: bool) -> str:
    if f["as_said"]:
        return "it came about as the speaker had said"
    if own:
        return "the speaker tells that it came about"
    if passage.speaker and similarity.names(passage.speaker[0]) & similarity.names(" ".join(claim.speaker)):
        return f"borne out by {passage.speaker[0]}"  # "Velder's ministry": not independent of her
    if passage.speaker:
        return f"borne out by {passage.speaker[0]}, another source than the speaker"
    if records := _RECORDS.search(passage.text):
        return f"borne out by {records.group().lower()}, another source than the speaker"
    return "a source other than the speaker bears it out"
