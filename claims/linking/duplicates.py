"""Claims that may be one and the same: a reviewer decides."""

from dataclasses import dataclass, replace

from django.contrib.postgres.search import SearchRank
from django.db.models import F, Q

from claims import identity
from claims.models import Claim, Kind, Link, Merge, Relation
from claims.nlp import similarity

MOST_BY_WORDS = 20
AHEAD = {Kind.PROMISE, Kind.PLAN, Kind.PREDICTION}
MOST = 5  # suggestions for one claim
SAME_WORDS = 0.4  # Dice overlap of stems from which on two claims may be one
SAME_WORDS_WHERE_LINKED = 0.25  # the same where the judge said already that one repeats the other


@dataclass(frozen=True)
class Suggestion:
    """Another claim that may be the same, how alike the words are (0 to 1), and why we think so."""

    claim: Claim
    score: float
    reasons: list[str]


def suggest(claim) -> list[Suggestion]:
    """Claims of the same speaker on the same terms that may be this one, likeliest first."""
    if claim.speaker_id is None or claim.merged_into_id:
        return []
    linked, proposition = _linked(claim), identity.as_proposition(claim)
    found = [_suggestion(proposition, other, linked.get(other.pk)) for other in _candidates(claim, linked)]
    return sorted(filter(None, found), key=lambda each: (-each.score, each.claim.pk))[:MOST]


def _linked(claim):
    """Scores of the links that say that one of the two claims repeats the other, by the other's key."""
    repeats = Link.objects.standing().filter(relation=Relation.REPEATS)
    either = repeats.filter(Q(claim=claim) | Q(counterpart=claim)).exclude(counterpart=None)
    told = either.order_by("score").values_list("claim", "counterpart", "score")
    return {other: score for one, two, score in told for other in {one, two} - {claim.pk}}


def _candidates(claim, linked):
    own = Claim.objects.current().filter(speaker=claim.speaker_id, negated=claim.negated).exclude(pk=claim.pk)
    own = own.exclude(pk__in=_kept_apart(claim)).select_related("speaker").defer("search")
    query = identity.any_word(claim.text)
    alike = own.filter(search=query).annotate(rank=SearchRank(F("search"), query)).order_by("-rank", "pk")
    by_words = alike.values_list("pk", flat=True)[:MOST_BY_WORDS] if query else []
    return own.filter(pk__in=[*linked, *by_words]).prefetch_related("quantities")


def _kept_apart(claim):
    """Claims of which somebody decided last that they are others."""
    decided = Merge.objects.filter(Q(claim=claim) | Q(into=claim)).order_by("pk")
    last = {
        other: decision
        for one, two, decision in decided.values_list("claim", "into", "decision")
        for other in {one, two} - {claim.pk}
    }
    return [other for other, decision in last.items() if decision == Merge.Decision.APART]


def _suggestion(proposition, other, score_of_link):
    if {proposition.kind, other.kind} <= AHEAD:  # "would" and "will": a reviewer sees whether it matters
        proposition = replace(proposition, kind=other.kind)
    if not identity.agree(proposition, other):
        return None
    words = similarity.overlap(similarity.words(proposition.text), similarity.words(other.text))
    if words < (SAME_WORDS if score_of_link is None else SAME_WORDS_WHERE_LINKED):
        return None
    return Suggestion(other, words, _reasons(proposition, other, score_of_link))


def _reasons(proposition, other, score_of_link):
    amounts = list(dict.fromkeys(str(quantity) for quantity in other.quantities.all()))
    shared = similarity.words(proposition.text) & similarity.words(other.text)
    reasons = [
        f"same speaker, {proposition.speaker}",
        f"same amount, {'; '.join(amounts)}" if amounts else "neither names an amount",
        f"shares {len(shared)} of {len(similarity.words(proposition.text))} words",
    ]
    if score_of_link is not None:
        reasons.append(f"a link says that one repeats the other, score {score_of_link:.2f}")
    return reasons
