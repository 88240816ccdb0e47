"""A revision is read once: passages, claims, mentions and quantities come of it."""

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange, NumericRange
from django.utils import timezone

from articles.models import Revision
from claims import actors, identity, review, seams
from claims.linking import index
from claims.locks import lock
from claims.models import Claim, Extraction, Mention, Passage, Quantity
from claims.nlp import sentences
from claims.nlp.spans import Span

LAST_DAY = date.max - timedelta(days=1)  # PostgreSQL keeps the day after the last one
MOST_SPANS = 100  # of one mention: more is no claim, and no key of an index


def read(revision):
    """Reads a revision for claims and returns its Extraction; reading it twice adds nothing.

    The thinking is done outside the transaction. Inside, the Extraction row decides who of two readers is
    first, and the locks of the actors keep two articles from making one claim twice.
    """
    found = seams.extract(revision.text, published=revision.article.published_on, place=revision.place)
    found_claims = [claim for claim in found.claims if _is_verbatim(claim, revision.text)]
    passages = _passages(revision)
    with transaction.atomic():
        lock(f"article {revision.article_id}", *actors.keys(_names(found_claims)))
        extraction, first = Extraction.objects.get_or_create(
            revision=revision, defaults={"extractor": settings.EXTRACTOR}
        )
        if not first:
            return extraction
        Passage.objects.bulk_create(passages, ignore_conflicts=True)
        recorded = [_record(claim, found, revision) for claim in found_claims]
        index.add({claim.pk: claim for claim in recorded if claim}.values())
        outdate(revision.article_id)
    return extraction


def fail(revision, error):
    """Records that a revision cannot be read, and why, so that it is not tried for ever; a success stays."""
    Extraction.objects.get_or_create(
        revision=revision, defaults={"extractor": settings.EXTRACTOR, "error": str(error) or repr(error)}
    )


def outdate(article_id):
    """Marks what the article's newest revision no longer holds: passages, and mentions, whose claims are reopened."""
    newest = Revision.objects.filter(article=article_id, extraction__error="").order_by("-number").first()
    Passage.objects.filter(article=article_id, current=True).exclude(revision=newest).update(current=False)
    mentions = Mention.objects.standing().filter(revision__article=article_id).order_by("claim", "pk")
    mentions = [*mentions.select_related("claim", "revision")]
    kept = {(m.claim_id, _normal(m.quote("content"))) for m in mentions if m.revision_id == newest.pk}
    for mention in mentions:
        if (mention.claim_id, _normal(mention.quote("content"))) not in kept:
            mention.orphaned_at = timezone.now()
            mention.save(update_fields=["orphaned_at"])
            _first_said_again(mention.claim)
            review.reopen(mention.claim, because=f"“{mention}” is gone from revision {newest.number}")


def _first_said_again(claim):
    """Where a claim was first said, once a mention has gone: among those that stand, if any does."""
    standing = claim.mentions.standing().select_related("revision__article")
    said = [(mention.day, mention.pk, mention.revision.article) for mention in standing if mention.day]
    if said:
        day, _, article = min(said)
        _was_first_said(claim, day, article)


def _was_first_said(claim, day, article):
    """Records it; what the article says is no other source for the claim, unless a reviewer decided so."""
    claim.first_said_on, claim.first_article = day, article
    claim.save(update_fields=["first_said_on", "first_article", "updated_at"])
    claim.links.suggested().filter(passage__article=article).delete()


def _normal(quote):
    return " ".join(quote.split()).casefold()


def _is_verbatim(claim, text):
    """Whether every span lies in the text: what an extractor returns is not taken on trust."""
    spans = [*claim.source, *claim.cue, *claim.content]
    return (
        len(claim.content) > 0
        and len(spans) <= MOST_SPANS
        and all(0 <= span.start < span.end <= len(text) for span in spans)
    )


def _passages(revision):
    spans = [span for span in _sentences(revision.text) if span.of(revision.text).strip()]
    passages = [
        Passage(
            revision=revision,
            article=revision.article,
            published_on=revision.article.published_on,
            start=span.start,
            end=span.end,
            text=span.of(revision.text),
        )
        for span in spans
    ]
    index.embed(passages)
    return passages


def _sentences(text):
    """The sentences of a text; what has no end for pages is cut."""
    for span in sentences.sentences(text):
        for start in range(span.start, span.end, identity.LONGEST):
            yield Span(start, min(start + identity.LONGEST, span.end))


def _names(found_claims):
    return {name for claim in found_claims for name in (claim.speaker, claim.addressee) if name}


def _record(found_claim, found, revision):
    """One mention, with the quantities inside it; returns the claim where it is a new one."""
    spans = {role: _pairs(getattr(found_claim, role)) for role in ("source", "cue", "content")}
    if Mention.objects.filter(revision=revision, **spans).exists():
        return None
    proposition = _proposition(found_claim, found, revision)
    known = identity.known(proposition)
    claim = known or _new_claim(proposition, found_claim)
    mention = Mention.objects.create(
        claim=claim,
        revision=revision,
        direct=found_claim.direct,
        said_on=found_claim.said_on,
        confidence=found_claim.confidence,
        **spans,
    )
    if not known:  # a known claim has these terms already
        quantities = [found.quantities[index] for index in found_claim.quantities]
        Quantity.objects.bulk_create([_quantity(quantity, claim, mention) for quantity in quantities])
    _first_said(claim, mention)
    review.publish(claim)
    return None if known else claim


def _proposition(found_claim, found, revision):
    return identity.Proposition(
        text=identity.words(span.of(revision.text) for span in found_claim.content),
        source=" … ".join(span.of(revision.text) for span in found_claim.source),
        speaker=actors.actor_for(found_claim.speaker, revision.article),
        addressee=actors.actor_for(found_claim.addressee, revision.article),
        kind=found_claim.kind.value,
        negated=found_claim.negated,
        terms=tuple(identity.terms_of(found.quantities[index]) for index in found_claim.quantities),
        condition=found_claim.condition,
        deadline=_deadline(found_claim.deadline),
        revision=revision,
    )


def _new_claim(proposition, found_claim):
    return Claim.objects.create(
        text=proposition.text,
        speaker=proposition.speaker,
        addressee=proposition.addressee,
        kind=proposition.kind,
        negated=proposition.negated,
        condition=proposition.condition,
        deadline=proposition.deadline,
        worthiness=found_claim.worthiness,
    )


def _deadline(interval):
    if interval is None or (interval.first is None and interval.last is None):
        return None
    last = min(interval.last, LAST_DAY) if interval.last else None
    return DateRange(interval.first, last, "[]")


def _quantity(found, claim, mention):
    return Quantity(
        claim=claim,
        mention=mention,
        start=found.start,
        end=found.end,
        text=found.text[:500],
        amount=NumericRange(found.low, found.high, "[]"),
        unit=found.unit[:60],
        per=(found.per or "")[:60],
        approximate=found.approximate,
        trend=found.trend or "",
    )


def _first_said(claim, mention):
    article = mention.revision.article
    day = mention.day
    if claim.first_article is None or (day and (claim.first_said_on is None or day < claim.first_said_on)):
        _was_first_said(claim, day, article)


def _pairs(spans):
    return [[span.start, span.end] for span in spans]
