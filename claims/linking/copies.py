"""Which articles are copies of one wire story: they count as one source."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from claims.locks import lock
from claims.models import Fingerprint, Story
from claims.nlp import shingles

# Shares of the shorter text's own wording, quotes left out, from which on two texts are one story. Two newsrooms' own
# reports of one event share up to a fifth (names, offices, figures), copies cut and edited more than a third.
SAME_STORY = 0.3
SAME_STORY_OF_ONE_AGENCY = 0.25
SAME_STORY_AGAINST_THE_ODDS = (
    0.65  # other agencies are credited, or one site's boilerplate may be what both share
)
SAME_FACTS = 0.5  # of the names and figures of the one that has fewer: two reports of one mould share few
FEW_FACTS = 3  # tell nothing
WINDOW = timedelta(days=14)  # between the days on which copies of one story are published
MOST_CANDIDATES = 500


def place(revision):
    """Puts an article among the copies of its story, by its newest text; doing it twice changes nothing.

    Two transactions: of two copies that come in at once, the one that looks last sees the other's fingerprint.
    """
    if mine := _remember(revision):
        _fold(mine)


def fold(revisions):
    """Groups of revisions, each a list: those in one group are of articles that tell one story."""
    revisions = list(revisions)
    articles = {revision.article_id for revision in revisions}
    stories = dict(Fingerprint.objects.filter(article__in=articles).values_list("article", "story"))
    groups = {}
    for revision in revisions:
        alone = f"article {revision.article_id}"
        groups.setdefault(stories.get(revision.article_id, alone), []).append(revision)
    return list(groups.values())


@transaction.atomic
def _remember(revision):
    """The article's fingerprint, taken anew where this revision is newer than the one that it was taken from."""
    lock(f"article {revision.article_id}")
    known = Fingerprint.objects.filter(article=revision.article_id).select_related("revision").first()
    if known and known.revision.number >= revision.number:
        return known
    if known:
        lock("stories")  # a copy that comes in meanwhile must not join a story that goes
        known = Fingerprint.objects.get(pk=known.pk)
        known.delete()
        Story.objects.filter(pk=known.story_id, fingerprints=None).delete()
    found = shingles.signature(revision.text)
    return found and Fingerprint.objects.create(
        article=revision.article,
        revision=revision,
        story=Story.objects.create(),
        minhash=found.minhash.tobytes(),
        size=found.size,
        facts=sorted(shingles.facts(revision.text)),
        bands=found.bands(),
    )


@transaction.atomic
def _fold(mine):
    told = [(mine.signature.shared(other.signature), other) for other in _candidates(mine)]
    copies = [
        (share, other) for share, other in told if share >= _needed(mine, other) and _same_facts(mine, other)
    ]
    if copies:
        _join(mine, sorted(copies, key=lambda copy: (-copy[0], copy[1].pk)))


def _candidates(mine):
    """Fingerprints of other articles of about the same days that share a key with this one."""
    alike = Fingerprint.objects.filter(pk__in=Fingerprint.objects.sharing_a_band(mine.bands)).exclude(
        pk=mine.pk
    )
    if day := mine.article.published_on:
        near = Q(article__published_on__range=(day - WINDOW, day + WINDOW))
        alike = alike.filter(near | Q(article__published_on=None))
    related = alike.select_related("article__outlet", "revision")
    return related.defer("bands", "revision__text", "revision__original").order_by("-pk")[:MOST_CANDIDATES]


def _same_facts(one, other):
    some, others = set(one.facts), set(other.facts)
    return min(len(some), len(others)) < FEW_FACTS or shingles.shared(some, others) >= SAME_FACTS


def _needed(one, other):
    agencies = {one.revision.agency, other.revision.agency} - {""}
    one_site = one.article.outlet_id is not None and one.article.outlet_id == other.article.outlet_id
    if one_site or len(agencies) > 1:
        return SAME_STORY_AGAINST_THE_ODDS
    if agencies and one.revision.agency == other.revision.agency:
        return SAME_STORY_OF_ONE_AGENCY
    return SAME_STORY


def _join(mine, copies):
    """Makes one story of mine and of its copies, nearest first; some of them may have joined others meanwhile.

    What was edited meanwhile has a fingerprint of another revision, which nobody compared here: it is left out.
    """
    lock("stories")
    compared = [mine.revision_id, *(other.revision_id for _, other in copies)]
    stories = dict(Fingerprint.objects.filter(revision__in=compared).values_list("article", "story"))
    copies = [(share, other) for share, other in copies if other.pk in stories]
    joined = sorted(set(stories.values()))
    if mine.pk not in stories or len(joined) < 2:
        return
    Fingerprint.objects.filter(story__in=joined).update(story=joined[0])
    Fingerprint.objects.filter(pk=mine.pk).update(reasons=_reasons(mine.revision, *copies[0]))
    Story.objects.filter(pk__in=joined[1:]).delete()


def _reasons(revision, share, nearest):
    other = nearest.revision
    reasons = [f"shares {share:.0%} of its wording with “{other.title or nearest.article}”"]
    if nearest.article.outlet:
        reasons[0] += f" ({nearest.article.outlet})"
    if revision.agency and revision.agency == other.agency:
        reasons.append(f"both credit {revision.agency}")
    if revision.place and revision.place == other.place:
        reasons.append(f"both datelined {revision.place}")
    return reasons
