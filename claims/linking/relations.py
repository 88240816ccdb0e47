"""How a passage bears on a claim. The default judge: rules over actors, words and terms; pure."""

import re
from dataclasses import dataclass, field
from datetime import date

from claims.nlp import similarity
from claims.nlp.terms import Terms


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim, or a passage that may bear on one.

    `speaker` and `addressee` hold every name of the actor, its own first. `kind` is empty and `content` too
    where a passage attributes nothing to anybody. `context` is what must be read before to understand the text,
    `told` the text as a sentence that names who says it.
    """

    text: str
    told: str
    speaker: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    kind: str = ""
    negated: bool = False
    terms: tuple[Terms, ...] = ()
    day: date | None = None
    content: str = ""
    context: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A relation, or None; how sure the judge is (0 to 1); the reasons in words; the numbers behind them."""

    relation: str | None
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    features: dict[str, float] = field(default_factory=dict)


UNRELATED = Judgement(None)
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ial)|reject(?:s|ed|ing)|refus(?:e|es|ed|ing)|rul(?:es|ed|ing) out)\b", re.I
)
_NEGATION = re.compile(
    r"\b(?:not|never|cannot|no (?:longer|such|plans?|intention)|fell short|fail(?:s|ed)? to|untrue|false"
    r"|baseless|unfounded)\b"
    r"|n['’]t\b",
    re.I,
)
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
FORWARD_LOOKING = frozenset({"demand", "promise", "plan", "prediction", "threat"})


def judge(claim: Statement, passage: Statement) -> Judgement:
    """How a passage bears on a claim."""
    pair = _figures(claim.terms, passage.terms)
    features = _features(claim, passage, pair)
    if not _same_matter(features):
        return UNRELATED
    relation, why = _relation(features)
    if relation is None:
        return UNRELATED
    reasons = [*_who(claim, features), *_terms(pair), why]
    return Judgement(relation, _score(features), tuple(reasons), features)


def _features(claim: Statement, passage: Statement, pair: tuple[Terms, Terms] | None) -> dict[str, float]:
    said, there = similarity.plain_words(claim.text), similarity.plain_words(passage.text)
    if denies := passage.kind == "denial":  # what is denied may stand in the sentence before
        there |= similarity.plain_words(passage.context)
    known = f"{passage.context} {passage.text}"
    same_speaker = bool(claim.speaker) and passage.speaker[:1] == claim.speaker[:1]
    others = similarity.names(claim.text) - similarity.names(" ".join(claim.speaker))
    return {
        "shared_words": round(similarity.containment(said, there), 3),
        "shared_count": float(len(said & there)),
        "shared_names": round(similarity.containment(others, similarity.names(known)), 3),
        "other_names": float(bool(others) and not others & similarity.names(known)),
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


def _figures(claimed: tuple[Terms, ...], there: tuple[Terms, ...]) -> tuple[Terms, Terms] | None:
    """The claim's first amount that the passage has something comparable to, with the nearest of those."""
    for amount in claimed:
        others = [other for other in there if amount.unit and amount.comparable(other)]
        if others:
            return amount, next((other for other in others if amount.same_figure(other)), others[0])
    return None


def _same_matter(f: dict[str, float]) -> bool:
    """Whether the two speak of one thing: the fewer actors and figures they share, the more words it takes."""
    ties = int(f["names_speaker"] + f["names_addressee"] + f["same_figure"] + f["shared_names"])
    if f["other_names"] and not f["names_speaker"]:
        return False
    return (
        f["shared_count"] >= 2 - f["same_figure"] and f["shared_words"] >= (0.75, 0.65, 0.5, 0.4, 0.35)[ties]
    )


def _relation(f: dict[str, float]) -> tuple[str | None, str]:
    if f["opposed"]:
        return "contradicts", "the same speaker says otherwise" if f[
            "same_speaker"
        ] else "another source says otherwise"
    if f["other_figure"]:
        return "updates", "same matter, other terms"
    if f["as_said"]:
        return "confirms", "it came about as the speaker had said"
    if f["no_figure"] and f["shared_words"] < 0.75:
        return None, ""
    if f["evidence"] and not f["same_speaker"]:
        return "confirms", "a source other than the speaker bears it out"
    if f["names_speaker"]:
        return "repeats", "same matter, same terms" if f["same_figure"] else "same matter, no other terms"
    if f["same_figure"] or f["shared_words"] >= 0.75:
        return "repeats", "said again, without naming the speaker"
    return None, ""


def _who(claim: Statement, f: dict[str, float]) -> list[str]:
    reasons = []
    if f["same_speaker"]:
        reasons.append(f"same speaker, {claim.speaker[0]}")
    elif f["names_speaker"]:
        reasons.append(f"names {claim.speaker[0]}")
    if f["names_addressee"]:
        reasons.append(f"addressed to or about {claim.addressee[0]}")
    return [*reasons, f"shares {f['shared_count']:.0f} words, {f['shared_words']:.0%} of the claim's"]


def _terms(pair: tuple[Terms, Terms] | None) -> list[str]:
    if pair is None:
        return []
    claimed, there = pair
    if claimed.same(there):
        return [f"same amount, {there}"]
    if claimed.same_figure(there):
        return [f"same figure, {there} for {claimed}"]
    return [f"amount {there} against {claimed}"]


def _score(f: dict[str, float]) -> float:
    ties = f["names_speaker"] + f["names_addressee"] + f["same_figure"] + f["shared_names"]
    return round(min(0.95, 0.3 + 0.4 * f["shared_words"] + 0.12 * ties), 3)


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
