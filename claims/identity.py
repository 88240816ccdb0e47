"""Which stored claim a proposition is: same speaker, same proposition, same terms."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Q

from articles.models import Revision
from claims.models import Actor, Claim, Mention
from claims.nlp import similarity
from claims.nlp.terms import Terms

LONGEST = 5_000  # code points of a claim: a tsvector has room for that, a reader too
CANDIDATES = 20
SAME_WORDS = 0.6  # Dice overlap of stems from which on two contents say the same
SAME_WORDS_AND_TERMS = 0.4  # the same where both also name the same amounts
RELATED_KINDS = [{"demand", "position"}, {"promise", "plan"}, {"assertion", "accusation"}]


@dataclass(frozen=True)
class Proposition:
    """What somebody claims, before it is known whether it is stored already."""

    text: str
    source: str
    speaker: Actor | None
    addressee: Actor | None
    kind: str
    negated: bool
    terms: tuple[Terms, ...]
    condition: str
    deadline: DateRange | None
    revision: Revision | None


def terms_of(quantity) -> Terms:
    """The terms of a Quantity, of the database's or of the extractor's kind."""
    return Terms(quantity.low, quantity.high, quantity.unit, quantity.per or "", quantity.approximate)


def words(parts) -> str:
    """What is claimed, in the article's words, without the "that" that only joins it to its cue."""
    said = " … ".join(" ".join(part.split()) for part in parts)
    return (said.removeprefix("that ").rstrip(" ,;") or said)[:LONGEST]


def known(proposition) -> Claim | None:
    """The stored claim that this proposition repeats, or None. Call it under the lock of the speaker.

    What a reviewer merged into another claim is known as that one, by its own words.
    """
    return _same_words_in_the_article(proposition) or _same_claim_of_the_speaker(proposition)


def _same_words_in_the_article(proposition):
    """A claim of another revision, said there by the same words' source, whatever an analyst made of its speaker."""
    holding = Claim.objects.exclude(merged_into=None).values(
        "merged_into"
    )  # their mentions have words of their own
    mentions = (
        Mention.objects.filter(revision__article=proposition.revision.article_id, claim__merged_into=None)
        .exclude(revision=proposition.revision)
        .filter(Q(claim__text=proposition.text) | Q(claim__in=holding), claim__negated=proposition.negated)
        .select_related("claim", "revision")
        .order_by("pk")
    )
    return next((mention.claim for mention in mentions if _says(mention, proposition)), None)


def _says(mention, proposition):
    said = {mention.claim.text, words(mention.parts("content"))}
    return mention.quote("source") == proposition.source and proposition.text in said


def _same_claim_of_the_speaker(proposition):
    if proposition.speaker is None:
        return None
    for claim in _candidates(proposition):
        if is_same(proposition, claim):
            return claim.merged_into or claim
    return None


def _candidates(proposition):
    query = any_word(proposition.text)
    if query is None:
        return []
    return (
        Claim.objects.filter(speaker=proposition.speaker, negated=proposition.negated, search=query)
        .select_related("merged_into")
        .annotate(rank=SearchRank(F("search"), query))
        .order_by("-rank", "pk")
        .prefetch_related("quantities", "merged_into__quantities")[:CANDIDATES]
    )


def as_proposition(claim) -> Proposition:
    """A stored claim as a proposition, to be held against others."""
    return Proposition(
        text=claim.text,
        source="",
        speaker=claim.speaker,
        addressee=claim.addressee,
        kind=claim.kind,
        negated=claim.negated,
        terms=tuple(terms_of(quantity) for quantity in claim.quantities.all()),
        condition=claim.condition,
        deadline=claim.deadline,
        revision=None,
    )


def is_same(proposition, claim) -> bool:
    """Whether a claim of the same speaker is this proposition."""
    needed = SAME_WORDS_AND_TERMS if _quantities(claim) else SAME_WORDS
    shared = similarity.overlap(similarity.words(proposition.text), similarity.words(claim.text))
    return shared >= needed and agree(proposition, claim)


def agree(proposition, claim) -> bool:
    """Whether kind, addressee, condition, figures and terms are a claim's own, whatever its words."""
    if not _kinds_agree(proposition.kind, claim.kind) or not _addressees_agree(proposition, claim):
        return False
    if not _same_conditions(proposition, claim) or not similarity.figures_agree(proposition.text, claim.text):
        return False
    claimed = {terms_of(quantity) for quantity in _quantities(claim)}
    return same_terms(proposition.terms, claimed)


def _quantities(claim):
    """A merged claim's went to the claim that stays."""
    return (claim.merged_into or claim).quantities.all()


def _same_conditions(proposition, claim):
    """Whether neither has a deadline or a condition that the other contradicts."""
    if bool(proposition.condition) != bool(claim.condition):
        return False
    if proposition.deadline and claim.deadline:
        return _days(proposition.deadline) == _days(claim.deadline)
    return True


def _days(period):
    """First day and the day after the last one, however the range is written."""
    after = period.upper + timedelta(days=1) if period.upper and period.upper_inc else period.upper
    return period.lower, after


def same_terms(some, others) -> bool:
    """Whether both name the same amounts, however often."""
    return all(any(a.same(b) for b in others) for a in some) and all(
        any(a.same(b) for b in some) for a in others
    )


def any_word(text):
    """A full-text query for any meaningful word of a text, or None where it has none."""
    words = sorted(set(similarity.content_words(text)))[:60]
    return SearchQuery(" or ".join(words), search_type="websearch", config="english") if words else None


def _kinds_agree(a, b):
    return a == b or any({a, b} <= related for related in RELATED_KINDS)


def _addressees_agree(proposition, claim):
    return (
        proposition.addressee is None
        or claim.addressee_id is None
        or proposition.addressee.pk == claim.addressee_id
    )
