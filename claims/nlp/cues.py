"""Verbs in a utterance that report speech or thought, with their auxiliaries."""

from dataclasses import dataclass
from enum import Enum

from claims.nlp.lexicon import Entry, Form, cues
from claims.nlp.tokens import Token
from claims.nlp.utterances import Utterance
from claims.nlp.words import is_adverb, words


class Mood(Enum):
    FINITE = "finite"  # has a subject of its own
    GERUND = "gerund"  # ", saying that"
    PASSIVE = "passive"  # "is expected"


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb: utterance.tokens from ``first`` to before ``last``, its head at ``verb``."""

    entry: Entry
    mood: Mood
    first: int
    verb: int
    last: int
    negated: bool

    @property
    def words(self) -> tuple[int, int]:
        """The range of its tokens."""
        return self.first, self.last

    @property
    def bare(self) -> bool:
        """Whether it is a verb alone, without auxiliaries, as in inverted "said X"."""
        return self.first == self.verb


def find(utterance: Utterance) -> list[Cue]:
    """The reporting verbs outside quotation marks, in order."""
    found: list[Cue] = []
    table = cues()
    headline = _is_title_case(utterance.tokens)
    for i, token in enumerate(utterance.tokens):
        if token.quoted or token.lower not in table or (found and i < found[-1].last):
            continue
        if token.is_capital and i and not (headline and token.lower != "states"):
            continue
        for form in table[token.lower]:
            last = _particles(utterance.tokens, i, form.entry.particles)
            if form.doubtful and not _is_surely_verb(utterance.tokens, i):
                continue
            if last and (cue := _cue(utterance.tokens, i, last, form)):
                found.append(cue)
                break
    return found


def _is_surely_verb(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a form that is mostly a noun has the neighbours of a verb: "he plans", "Japan plans to"."""
    before = tokens[i - 1] if i else tokens[i]
    if before.quoted or not i or i + 1 >= len(tokens):
        return False
    if before.lower in ("he", "she", "it", "they", "we", "who") and tokens[i].lower.endswith("s") == (
        before.lower in ("he", "she", "it", "who")
    ):
        return True
    sure = before.is_capital or (before.lower == "and" and tokens[i].lower.endswith("s"))
    return sure and tokens[i + 1].lower in ("to", "for", "on", "that")


def _is_title_case(tokens: tuple[Token, ...]) -> bool:
    """Whether most words have a capital, as in some headlines."""
    letters = [token for token in tokens if token.text[0].isalpha() and len(token.text) > 3]
    return len(letters) < 40 and sum(token.is_capital for token in letters) > 0.75 * len(letters)


def _particles(tokens: tuple[Token, ...], verb: int, particles: tuple[str, ...]) -> int:
    """Where the cue ends if its particles follow, an adverb allowed between; 0 if they do not."""
    i = verb + 1
    for particle in particles:
        if i + 1 < len(tokens) and tokens[i].lower != particle and is_adverb(tokens[i].lower):
            i += 1
        if i >= len(tokens) or tokens[i].quoted or tokens[i].lower != particle:
            return 0
        i += 1
    return i


def _cue(tokens: tuple[Token, ...], verb: int, last: int, form: Form) -> Cue | None:
    first, auxiliaries = _auxiliaries(tokens, verb)
    mood = _mood(tokens, verb, first, auxiliaries, form)
    if mood is None:
        return None
    negated = any(word in words("negation") for word in auxiliaries)
    return Cue(form.entry, mood, first, verb, last, negated)


_HELPERS = ("be", "have", "do", "modal")


def _auxiliaries(tokens: tuple[Token, ...], verb: int) -> tuple[int, list[str]]:
    first, seen = verb, []
    while (
        first > 0 and verb - first < 6 and not tokens[first - 1].quoted and _is_auxiliary(tokens[first - 1])
    ):
        first -= 1
        seen.append(tokens[first].lower)
    while first < verb and is_adverb(tokens[first].lower) and tokens[first].is_capital:
        first += (
            1  # "Now Trump" at a sentence's start is not part of a verb; "Still, he says" is cut by its comma
        )
        seen.pop()
    return first, seen


def _is_auxiliary(token: Token) -> bool:
    word = token.lower
    if word in ("'s", "’s"):
        return False
    return is_adverb(word) or any(word in words(name) for name in (*_HELPERS, "negation"))


def _mood(
    tokens: tuple[Token, ...], verb: int, first: int, auxiliaries: list[str], form: Form
) -> Mood | None:
    before = tokens[first - 1].lower if first else ""
    helped = {name for name in _HELPERS if any(word in words(name) for word in auxiliaries)}
    if before in (words("determiner") | words("possessive")) - words("plural_subject"):
        return None
    if "ing" in form.tenses:
        return _mood_of_gerund(before, helped)
    if "past" in form.tenses or "participle" in form.tenses:
        return _mood_of_past(tokens, verb, before, helped, form)
    if "base" in form.tenses:
        return _mood_of_base(before, helped)
    return None if helped - {"have"} or before in words("preposition") else Mood.FINITE


def _mood_of_gerund(before: str, helped: set[str]) -> Mood | None:
    if "be" in helped:
        return Mood.FINITE
    return None if helped or before in words("preposition") else Mood.GERUND


def _mood_of_past(
    tokens: tuple[Token, ...], verb: int, before: str, helped: set[str], form: Form
) -> Mood | None:
    if "have" in helped and "be" not in helped:
        return Mood.FINITE if "participle" in form.tenses else None
    if "be" in helped:
        return Mood.PASSIVE if "participle" in form.tenses else None
    if "base" in form.tenses and ("do" in helped or "modal" in helped):
        return Mood.FINITE
    if helped or before == "to" or before in words("preposition"):
        return None
    by_agent = verb + 1 < len(tokens) and tokens[verb + 1].lower == "by"
    return Mood.FINITE if "past" in form.tenses and not by_agent else None


def _mood_of_base(before: str, helped: set[str]) -> Mood | None:
    if "be" in helped or "have" in helped:
        return None
    if "modal" in helped or "do" in helped:
        return Mood.FINITE
    plural = before.endswith("s") and before not in words("possessive") and not before.endswith("ss")
    return Mood.FINITE if plural or before.isdigit() or before in words("plural_subject") else None
