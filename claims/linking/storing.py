"""What comes of the links that were judged: they are stored where they still hold, and decisions that they speak
against are taken up again. All of it in one transaction."""

from django.db.models import Q
from django.utils import timezone

from claims import review
from claims.linking import matters
from claims.locks import lock
from claims.models import Claim, Extraction, Link, Passage, Relation


def store(extraction, found):
    """Stores links that are not known yet; call it in a transaction. Of an extraction that is linked already nothing.

    Under the locks of the articles, so that none of them gets a new revision meanwhile, and of all claims at once, in
    the order of their keys: two callers never deadlock, and no merge comes between.
    """
    article, found = extraction.revision.article_id, _with_passages(found)
    lock(*{f"article {key}" for key in (article, *(link.passage.article_id for link in found))})
    if not Extraction.objects.to_link().filter(pk=extraction.pk).update(linked_at=timezone.now()):
        return
    superseded = _superseded(article)
    keys = {key for link in (*found, *superseded) for key in (link.claim_id, link.counterpart_id)}
    standing = _standing(keys - {None})
    _drop(superseded)
    fresh = _unknown(_elsewhere(_of_those_that_stand(found, standing)))
    Link.objects.bulk_create(fresh, ignore_conflicts=True)
    for new in fresh:
        review.weigh(new)
    matters.suggest(fresh)


def _with_passages(links):
    passages = Passage.objects.defer("search", "marks", "embedding").in_bulk(
        {link.passage_id for link in links}
    )
    for link in links:
        link.passage = passages.get(link.passage_id)
    return [link for link in links if link.passage]


def _standing(keys):
    """The claims that stand for those of these keys, each its own or its successor; locked."""
    successors = (
        Claim.objects.filter(pk__in=keys).exclude(merged_into=None).values_list("merged_into", flat=True)
    )
    asked = {*keys, *successors}  # two steps: one query with OR would read all claims
    locked = {claim.pk: claim for claim in Claim.objects.locked().filter(pk__in=asked).order_by("pk")}
    merged_meanwhile = {claim.merged_into_id for claim in locked.values()} - {None, *locked}
    locked |= Claim.objects.locked().in_bulk(merged_meanwhile)
    return {key: locked[locked[key].merged_into_id or key] for key in keys & locked.keys()}


def _superseded(article):
    """Suggestions that point into an older revision of the article; what a reviewer decided or cited stays."""
    return Link.objects.suggested().filter(passage__article=article, passage__current=False)


def _drop(superseded):
    """Deletes them, but for those that a reviewer decided or cited while we waited for his."""
    rows = Link.objects.select_for_update().filter(pk__in=[link.pk for link in superseded]).order_by("pk")
    waited_for = [link.pk for link in rows]
    gone = [*superseded.filter(pk__in=waited_for).select_related("claim")]
    Link.objects.filter(pk__in=[link.pk for link in gone]).delete()
    for claim in sorted({link.claim for link in gone}, key=lambda claim: claim.pk):
        review.publish(claim)


def _of_those_that_stand(found, standing):
    """The links, with claims that were merged meanwhile made their successors."""
    for link in found:
        link.claim = standing[link.claim_id]
        link.counterpart = standing.get(link.counterpart_id)
    return [*{(link.claim_id, link.passage_id): link for link in found}.values()]


def _elsewhere(links):
    """Those into passages that still stand in another article than the one that made the claim.

    Copies of that may repeat the claim; what else stands there word for word is no other source.
    """
    current = Passage.objects.filter(pk__in=[link.passage_id for link in links], current=True)
    current = {*current.values_list("pk", flat=True)}
    first = Passage.objects.filter(article__in={link.claim.first_article_id for link in links}, current=True)
    copied = first.filter(text__in={link.passage.text for link in links})
    copied = {*copied.values_list("article", "text")}
    return [link for link in links if link.passage_id in current and _tells_more(link, copied)]


def _tells_more(link, copied):
    first, there = link.claim.first_article_id, link.passage
    is_copy = link.relation != Relation.REPEATS and (first, there.text) in copied
    return first != there.article_id and not is_copy


def _unknown(links):
    """Those that are not stored yet; a sentence that a reviewer has seen is no news in another revision either."""
    stored = Link.objects.filter(claim__in={link.claim_id for link in links})
    known = {*stored.values_list("claim", "passage")}
    seen = stored.filter(~Q(decision=Link.Decision.SUGGESTED) | ~Q(reviews=None))
    seen = {*seen.values_list("claim", "passage__article", "passage__text")}
    return [
        link
        for link in links
        if (link.claim_id, link.passage_id) not in known
        and (link.claim_id, link.passage.article_id, link.passage.text) not in seen
    ]
