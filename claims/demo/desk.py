"""The demo corpus in the database: its articles, and what an analyst would have made of them."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from articles import ingest
from articles.models import Article
from claims import review
from claims.demo import corpus
from claims.models import Claim, Link, Matter, Mention, Outcome

ANALYST = "demo analyst"


def load():
    """Stores the corpus, which rings for the workers; doing it twice changes nothing."""
    for file in corpus.FILES:
        for row in corpus.rows(file):
            ingest.ingest_row(row)


@transaction.atomic
def curate():
    """Names the matters and decides some claims, as an analyst would; once."""
    analyst, new = get_user_model().objects.get_or_create(username=ANALYST, defaults={"is_active": False})
    if not new:
        return
    for file in corpus.FILES:
        if file.stem in corpus.MATTERS:
            _gather(corpus.MATTERS[file.stem], [row["url"] for row in corpus.rows(file)])
    Matter.objects.filter(suggested=True, claims=None).delete()
    for row in corpus.reviews():
        if claim := find(row["url"], row["quote"]):
            _decide(claim, row, analyst)


def find(url, quote):
    """The claim that an article makes in these words, or in most of them; None where none was found."""
    overlaps = [
        (_shared(mention, quote), -len(mention.quote("content")), -mention.pk, mention.claim)
        for mention in Mention.objects.standing()
        .filter(revision__article__url=url)
        .select_related("claim", "revision")
    ]
    shared, *_, claim = max(overlaps, default=(0, None))
    return claim if shared >= len(quote) / 2 else None


def tour():
    """Where a newcomer looks first: `what`, what it `say`s and the `href` of a page that shows it."""
    if not get_user_model().objects.filter(username=ANALYST).exists():
        return []  # no corpus here
    stops = [(stop, _address(stop)) for stop in corpus.expected()["tour"]]
    return [
        {"what": stop.get("relation") or stop["what"], "say": stop["say"], "href": href}
        for stop, href in stops
        if href
    ]


def _address(stop):
    """The page that shows what a stop promises, a relation's with its link lit; None where none does."""
    if "matter" in stop:
        matter = Matter.objects.filter(name=stop["matter"]).first()
        return matter and reverse("admin:claims_matter_change", args=[matter.pk])
    if "quote" not in stop:
        article = Article.objects.filter(url=stop["url"]).first()
        return article and article.get_absolute_url()
    claim = find(stop["url"], stop["quote"])
    if claim and "relation" in stop:
        link = claim.links.standing().filter(relation=stop["relation"]).first()
        return link and f"{claim.get_absolute_url()}#link-{link.pk}"
    return claim and claim.get_absolute_url()


def _shared(mention, quote):
    """How many characters of the quote the mention's content covers, wherever the quote stands in the article."""
    start = mention.revision.text.find(quote)
    if start < 0:
        return 0
    return sum(max(0, min(end, start + len(quote)) - max(begin, start)) for begin, end in mention.content)


def _gather(name, urls):
    """The claims of these articles that a link ties to others belong to one matter."""
    matter, _ = Matter.objects.get_or_create(name=name)
    tied = Link.objects.standing().filter(Q(claim=OuterRef("pk")) | Q(counterpart=OuterRef("pk")))
    for claim in Claim.objects.filter(Exists(tied), first_article__url__in=urls):
        claim.matter = matter
        claim.save(update_fields=["matter", "updated_at"])
        review.publish(claim)


def _decide(claim, row, analyst):
    known = {"by": analyst, "because": row["because"], "evidence": row["evidence"]}
    if row.get("outcome") in Outcome.values:
        if claim.is_forward_looking:
            review.conclude(claim, row["outcome"], **known)
    else:
        review.decide(claim, row["status"], **known)
