"""The shortest valid rows. Each call makes another one; a test names only what it is about."""

import itertools

from django.contrib.auth import get_user_model
from django.db.backends.postgresql.psycopg_any import NumericRange

from articles.models import Article, Outlet, Revision
from claims import review
from claims.models import Actor, Claim, Fingerprint, Link, Matter, Mention, Passage, Quantity, Story

numbers = itertools.count(1)
TEXT = "The minister said that the budget would grow to as much as $5 billion a year."
CONTENT = [[23, 76]]


def outlet(**fields):
    return Outlet.objects.create(**{"name": f"Gazette {next(numbers)}"} | fields)


def article(**fields):
    return Article.objects.create(**{"url": f"https://gazette.example/{next(numbers)}"} | fields)


def revision(text=TEXT, **fields):
    fields = {
        "article": fields.get("article") or article(),
        "number": 1,
        "digest": f"{next(numbers):064}",
    } | fields
    return Revision.objects.create(**{"text": text, "original": text} | fields)


def actor(**fields):
    return Actor.objects.create(**{"name": f"Minister {next(numbers)}", "kind": "person"} | fields)


def matter(**fields):
    return Matter.objects.create(**{"name": f"Matter {next(numbers)}"} | fields)


def claim(merged_into=None, **fields):
    made = Claim.objects.create(**{"text": "the budget would grow", "kind": "assertion"} | fields)
    if merged_into:
        merge(made, merged_into)
    return made


def merge(claim, into, **fields):
    """One claim merged into another, as an analyst decided."""
    made = review.merge(claim, into, **{"by": analyst(), "because": "the same"} | fields)
    claim.refresh_from_db()
    return made


def mention(**fields):
    fields = {
        "claim": fields.get("claim") or claim(),
        "revision": fields.get("revision") or revision(),
    } | fields
    return Mention.objects.create(**{"source": [[0, 12]], "cue": [[13, 17]], "content": CONTENT} | fields)


def quantity(low=None, high=5_000_000_000, **fields):
    found = fields.pop("mention", None) or mention()
    fields = {"claim": found.claim, "mention": found, "amount": NumericRange(low, high, "[]")} | fields
    return Quantity.objects.create(
        **{"start": 49, "end": 76, "text": "as much as $5 billion a year", "unit": "USD", "per": "year"}
        | fields
    )


def passage(**fields):
    found = fields.pop("revision", None) or revision()
    return Passage.objects.create(
        **{
            "revision": found,
            "article": found.article,
            "start": 0,
            "end": len(found.text),
            "text": found.text,
        }
        | fields
    )


def story():
    return Story.objects.create()


def fingerprint(**fields):
    """That the article of a revision tells a story."""
    fields = {
        "revision": fields.get("revision") or revision(),
        "story": fields.get("story") or story(),
    } | fields
    return Fingerprint.objects.create(
        **{"article": fields["revision"].article, "minhash": b"", "size": 1, "facts": [], "bands": []}
        | fields
    )


def link(**fields):
    fields = {"claim": fields.get("claim") or claim(), "passage": fields.get("passage") or passage()} | fields
    return Link.objects.create(**{"relation": "repeats", "score": 0.8, "reasons": ["same speaker"]} | fields)


def analyst(**fields):
    name = fields.pop("username", f"analyst{next(numbers)}")
    return get_user_model().objects.create_superuser(name, password="a long password", **fields)
