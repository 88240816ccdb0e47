"""How a passage bears on a claim. The default judge: networks that are told how terms differ, and rules; pure."""

import json
import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claims.linking.reasons import counterparts, reasons
from claims.nlp import bearing, similarity
from claims.nlp.alignment import Told
from claims.nlp.terms import Terms

WEIGHTS = Path(__file__).with_name("judge.json")
RELATIONS = bearing.RELATIONS[:-1]  # without unrelated
LINKED_FROM = 0.33  # how likely a reviewer must be to accept a link, for it to be suggested
STRANGERS = 0.05  # below that likelihood of one matter, two texts by themselves are unrelated
FIRST = "first_"  # before the names of what the quick network says
LEAST_SHARE = 0.001  # below that, how unlikely a relation is tells nothing more


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim, or a passage that may bear on one.

    `speaker` and `addressee` hold every name of the actor, its own first. `kind` is empty and `content` too where a
    passage attributes nothing to anybody. `deadline` has the first and last day of a stored claim's. `context` is what
    must be read before to understand the text, `told` the text as a sentence that names who says it.
    """

    text: str
    told: str
    speaker: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    kind: str = ""
    negated: bool = False
    deadline: tuple[date | None, date | None] | None = None
    terms: tuple[Terms, ...] = ()
    day: date | None = None
    content: str = ""
    condition: str = ""
    context: str = ""
    vector: NDArray[np.float32] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A relation, or None; how sure the judge is of that (0 to 1); the reasons in words; the numbers behind them."""

    relation: str | None
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    features: dict[str, float] = field(default_factory=dict)


_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ial)|reject(?:s|ed|ing)|refus(?:e|es|ed|ing)|rul(?:es|ed|ing) out)\b", re.I
)
_NEGATION = re.compile(
    r"\b(?:not|never|cannot|no (?:longer|such|plans?|intention)|fell short|fail(?:s|ed)? to|untrue|false"
    r"|baseless|unfounded)\b"
    r"|n['’]t\b",
    re.I,
)
_BOUND = re.compile(r"\b(?:no|not) (?:more|less|fewer|later|lower|higher|only|just|merely)\b", re.I)
_EVIDENCE = re.compile(
    r"\b(?:data|statistics|records?|audit(?:ors?)?|official figures|estimates?|annual report|published|ratified|signed"
    r"|adopted|passed|enacted|approved|voted|ordered|imposed|notified|took effect|takes? effect|came into force"
    r"|in force|confirm(?:s|ed))\b",
    re.I,
)
_AS_SAID = re.compile(
    r"\bas ((?:[\w.’'-]+ ){1,6}?)(?:had )?(?:announced|demanded|pledged|planned|predicted|promised|threatened|vowed"
    r"|warned|wanted)\b"
)
FOR, AGAINST = ("repeats", "confirms"), ("updates", "contradicts")  # the claim as it stands
MEASURED = (
    "cosine", "shared_words", "shared_count", "shared_names", "other_names", "elsewhere", "attributed", "same_speaker",
    "names_speaker", "names_addressee", "same_figure", "other_figure", "no_figure", "opposed", "evidence", "as_said",
)  # fmt: skip
DENIED = f"{FIRST}denied"
WEIGHED = len(MEASURED) + 1 + 2 * (len(bearing.RELATIONS) + 2)  # features of a pair that was read closely
AROUND = ("in_article", "next_to")  # log-odds of what else an article says of the claim (``sifting.py``)
FORWARD_LOOKING = frozenset({"demand", "promise", "plan", "prediction", "threat"})


def judge(claim: Statement, passage: Statement, *, among_many: bool = False) -> Judgement:
    """How a passage bears on a claim.

    A pair by itself is the close reader's to judge. Of many that a search finds ``among_many`` most have nothing to do
    with each other, and who said it is known: there weights fitted to such pairs, and rules, have a word too.
    """
    features = rules(claim, passage)
    relation, score = (_among_many if among_many else _by_itself)(claim, passage, features)
    if relation == "unrelated" and among_many:
        return Judgement(None, round(score, 3), features=features)  # nobody reads why
    why = reasons(claim, passage, relation, features)
    return Judgement(None if relation == "unrelated" else relation, round(score, 3), why, features)


def rules(claim: Statement, passage: Statement) -> dict[str, float]:
    """The features of a pair that rules see; in no time."""
    pair = next(counterparts(claim.terms, passage.terms), None)
    said, there = similarity.plain_words(claim.text), similarity.plain_words(passage.text)
    if denies := passage.kind == "denial":  # what is denied may stand in the sentence before
        there |= similarity.plain_words(passage.context)
    known = f"{passage.context} {passage.text}"
    same_speaker = bool(claim.speaker) and passage.speaker[:1] == claim.speaker[:1]
    others = similarity.names(claim.text) - similarity.names(" ".join(claim.speaker))
    other_names = bool(others) and not others & similarity.names(known)
    shared = similarity.containment(said, there)
    return {
        "cosine": _cosine(claim, passage),
        "shared_words": round(shared, 3),
        "shared_count": float(len(said & there)),
        "shared_names": round(similarity.containment(others, similarity.names(known)), 3),
        "other_names": float(other_names),
        "elsewhere": round(shared, 3) if other_names and _names_others(passage, claim) else 0.0,
        "attributed": float(bool(passage.speaker)),
        "same_speaker": float(same_speaker),
        "names_speaker": float(same_speaker or _names_any(known if denies else passage.text, claim.speaker)),
        "names_addressee": float(_names_any(passage.text, claim.addressee)),
        "same_figure": float(bool(pair) and pair[0].same_figure(pair[1])),
        "other_figure": float(bool(pair) and not pair[0].same_figure(pair[1])),
        "no_figure": float(bool(claim.terms) and pair is None),
        "opposed": float(_is_negative(passage) != _is_negative(claim)),
        "evidence": float(bool(_EVIDENCE.search(passage.text))),
        "as_said": float(claim.kind in FORWARD_LOOKING and _came_about(passage.text, claim.speaker)),
    }


def first_reading(claim: Statement, passage: Statement) -> dict[str, float]:
    """What the quick network says of each relation and of the matter, by names that begin with FIRST."""
    said = _named(bearing.read(*_both_told(claim, passage)))
    # whether a denial denies the very claim, neither rules nor network tell alone
    denied = said["contradicts"] if passage.kind == "denial" else 0.0
    return {f"{FIRST}{name}": share for name, share in said.items()} | {DENIED: denied}


def close_reading(claim: Statement, passage: Statement) -> dict[str, float]:
    """The share that the close reader gives each relation, and how likely it thinks that both are of one matter."""
    return _named(bearing.read_closely(*_both_told(claim, passage)))


def _by_itself(claim: Statement, passage: Statement, f: dict[str, float]) -> tuple[str, float]:
    """Whether it bears on the claim comes before whether it speaks for it, and that before how."""
    f |= close_reading(claim, passage)
    if f["one_matter"] < STRANGERS:
        return "unrelated", 1 - f["one_matter"]
    if f["unrelated"] > 0.5:
        return "unrelated", f["unrelated"]
    group = max(FOR, AGAINST, key=lambda names: sum(f[name] for name in names))
    relation = max(group, key=f.__getitem__)
    return relation, f[relation]


def _among_many(claim: Statement, passage: Statement, f: dict[str, float]) -> tuple[str, float]:
    """The likeliest relation, if a reviewer may accept a link at all, and how likely he does."""
    f |= first_reading(claim, passage) | close_reading(claim, passage)
    shares = _shares("link", f)
    score = 1 - float(shares[-1])
    if score < LINKED_FROM:
        return "unrelated", 1 - score
    return RELATIONS[int(shares[:-1].argmax())], score


def _both_told(claim: Statement, passage: Statement) -> tuple[Told, Told]:
    return Told(claim.told, claim.day), Told(passage.told, passage.day)


def _named(read: bearing.Bearing) -> dict[str, float]:
    return {name: round(share, 3) for name, share in (read.shares | {"one_matter": read.one_matter}).items()}


def _names_others(passage: Statement, claim: Statement) -> bool:
    """Whether what is said there names somebody or some place, and nobody and nothing that the claim names."""
    named = similarity.names(passage.content or passage.text) - similarity.names(" ".join(passage.speaker))
    known = similarity.names(claim.text) | similarity.names(" ".join(claim.speaker))
    return bool(named) and not named & known


def likely(model: str, f: dict[str, float]) -> float:
    """How likely a reviewer accepts a link, by a model that has what there is so far."""
    return 1 - float(_shares(model, f)[-1])


def _shares(model: str, f: dict[str, float]) -> NDArray[np.float64]:
    """How likely each relation is, and none, by a multinomial logistic model (``claims/training/links.py``)."""
    weights = _model()[model]
    odds = weights["weights"] @ np.array(NUMBERS[model](f)) + weights["bias"]
    shares: NDArray[np.float64] = np.exp(odds - odds.max())
    return shares / shares.sum()


def seen(f: dict[str, float]) -> list[float]:
    """What the rules see, as numbers."""
    return [f[name] for name in MEASURED]


def first_read(f: dict[str, float]) -> list[float]:
    """What the quick network says, as logarithms, and what the rules see."""
    return [*_logarithms(f, FIRST), f[DENIED], *seen(f)]


def weighed(f: dict[str, float]) -> list[float]:
    """What both networks say, as logarithms, and what the rules see."""
    return [*_logarithms(f), *first_read(f)]


def _around(f: dict[str, float]) -> list[float]:
    return [f[name] for name in AROUND]


# The numbers that each model weighs. "pair" comes first: its odds are what surrounds other pairs. "glance" chooses what
# the quick network reads, "reading" what is read closely, "link" decides.
NUMBERS = {
    "pair": seen,
    "glance": lambda f: [*seen(f), *_around(f)],
    "reading": lambda f: [*first_read(f), *_around(f)],
    "link": weighed,
}


def _logarithms(f: dict[str, float], prefix: str = "") -> list[float]:
    one_matter = f[f"{prefix}one_matter"]
    shares = [*(f[f"{prefix}{name}"] for name in bearing.RELATIONS), one_matter, 1 - one_matter]
    return [log(max(LEAST_SHARE, share)) for share in shares]


@cache
def _model() -> dict[str, dict[str, NDArray[np.float64]]]:
    """Of each model, weights: relations x features; bias: relations; the last is of none."""
    read = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {name: {key: np.array(value) for key, value in part.items()} for name, part in read.items()}


def _cosine(claim: Statement, passage: Statement) -> float:
    if claim.vector is None or passage.vector is None:
        return 0.0
    return round(float(np.dot(claim.vector, passage.vector)), 3)


def says_not(text: str, kind: str) -> bool:
    """Whether a claim says that something is not so; "not more than" and "not only" are no negation."""
    return _is_negative(Statement(_BOUND.sub("", text), text, kind=kind))


def _is_negative(statement: Statement) -> bool:
    """Whether it says that something is not so: by its kind, or by an odd number of negations in what is said."""
    said = statement.content or statement.text
    negations = len(_NEGATION.findall(said)) + _denies(statement)
    return bool(negations % 2)


def _denies(statement: Statement) -> bool:
    if statement.kind:
        return statement.kind == "denial"
    return bool(_DENIAL.search(statement.text))


def _came_about(text: str, speaker: tuple[str, ...]) -> bool:
    """Whether something is told "as X had announced"."""
    return any(_names_any(match.group(1), speaker) for match in _AS_SAID.finditer(text))


def _names_any(text: str, names: tuple[str, ...]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.I) for name in names)
