"""A revision is read once: passages, claims, mentions and quantities come of it."""

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange, NumericRange
from django.utils import timezone

from articles.models import Revision
from claims import actors, identity, review, seams
from claims.locks import lock
from claims.models import Claim, Extraction, Mention, Passage, Quantity
from claims.nlp import sentences

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
        lock(f"article {revision.article_id}", *_actor_keys(found_claims))
        extraction, first = Extraction.objects.get_or_create(
            revision=revision, defaults={"extractor": settings.EXTRACTOR}
        )
        if not first and not extraction.error:
            return extraction
        if extraction.error:
            extraction.error = ""
            extraction.save(update_fields=["error"])
        Passage.objects.bulk_create(passages)
        for claim in found_claims:
            _record(claim, found, revision)
        outdate(revision.article_id)
    return extraction


def fail(revision, error):
    """Records that a revision cannot be read, and why, so that it is not tried for ever."""
    Extraction.objects.update_or_create(
        revision=revision, defaults={"extractor": settings.EXTRACTOR, "error": str(error) or repr(error)}
    )


def outdate(article_id):
    """Marks what the article's newest revision no longer holds: passages, and mentions, whose claims are reopened."""
    newest = Revision.objects.filter(article=article_id, extraction__error="").order_by("-number").first()
    Passage.objects.filter(article=article_id, current=True).exclude(revision=newest).update(current=False)
    kept = Mention.objects.filter(revision=newest).values("claim")
    lost = Mention.objects.standing().filter(revision__article=article_id).exclude(claim__in=kept)
    for mention in lost.select_related("claim"):
        mention.orphaned_at = timezone.now()
        mention.save(update_fields=["orphaned_at"])
        review.reopen(mention.claim, because=f"“{mention.claim}” is gone from revision {newest.number}")


def _is_verbatim(claim, text):
    """Whether every span lies in the text: what an extractor returns is not taken on trust."""
    spans = [*claim.source, *claim.cue, *claim.content]
    return (
        len(claim.content) > 0
        and len(spans) <= MOST_SPANS
        and all(0 <= span.start < span.end <= len(text) for span in spans)
    )


def _passages(revision):
    spans = [span for span in sentences.sentences(revision.text) if span.of(revision.text).strip()]
    texts = [span.of(revision.text) for span in spans]
    vectors = seams.embed(texts)
    return [
        Passage(
            revision=revision,
            article=revision.article,
            published_on=revision.article.published_on,
            start=span.start,
            end=span.end,
            text=text,
            embedding=vector.tolist() if vector.any() else None,
        )
        for span, text, vector in zip(spans, texts, vectors, strict=True)
    ]


def _actor_keys(found_claims):
    names = {name for claim in found_claims for name in (claim.speaker, claim.addressee) if name}
    return {f"actor {actors.key(name)}" for name in names}


def _record(found_claim, found, revision):
    """One mention, of a claim that is known or of a new one, with the quantities inside it."""
    spans = {role: _pairs(getattr(found_claim, role)) for role in ("source", "cue", "content")}
    if Mention.objects.filter(revision=revision, **spans).exists():
        return
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


def _proposition(found_claim, found, revision):
    return identity.Proposition(
        text=_words(found_claim.content, revision.text),
        speaker=actors.actor_for(found_claim.speaker, revision.article),
        addressee=actors.actor_for(found_claim.addressee, revision.article),
        kind=found_claim.kind.value,
        negated=found_claim.negated,
        terms=tuple(identity.terms_of(found.quantities[index]) for index in found_claim.quantities),
        article_id=revision.article_id,
    )


def _words(content, text):
    """What is claimed, in the words of the article, without the "that" that only joins it to its cue."""
    words = " … ".join(" ".join(span.of(text).split()) for span in content)
    return words.removeprefix("that ").rstrip(" ,;") or words


def _new_claim(proposition, found_claim):
    return Claim.objects.create(
        text=proposition.text,
        speaker=proposition.speaker,
        addressee=proposition.addressee,
        kind=proposition.kind,
        negated=proposition.negated,
        condition=found_claim.condition,
        deadline=_deadline(found_claim.deadline),
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
    day = mention.said_on or article.published_on
    if claim.first_article is None or (day and (claim.first_said_on is None or day < claim.first_said_on)):
        claim.first_said_on, claim.first_article = day, article
        claim.save(update_fields=["first_said_on", "first_article", "updated_at"])


def _pairs(spans):
    return [[span.start, span.end] for span in spans]
