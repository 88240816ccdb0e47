"""Copies of one story fold, newsrooms' own reports of one event do not: 44 events of our own writing."""

from datetime import date

import pytest

from claims.linking import copies
from claims.models import Claim, Fingerprint, Story
from tests import factories
from tests.claims.copies import stories

pytestmark = pytest.mark.django_db
NUMBERS = range(len(stories.EVENTS))


def published(story, **fields):
    """The story as an article of an outlet of its own, placed among its copies."""
    fields = {"outlet": factories.outlet(), "published_on": date(2025, 3, 3)} | fields
    revision = factories.revision(
        text=story.text,
        title=story.title,
        agency=story.agency,
        place=story.place,
        article=factories.article(**fields),
    )
    copies.place(revision)
    return revision


def folded(*revisions):
    return len(copies.fold(revisions)) == 1


@pytest.mark.parametrize("change", stories.CHANGES, ids=lambda change: change.__name__)
def test_a_changed_copy_folds_with_its_story(change):
    pairs = [[published(story) for story in stories.copy(number, change)] for number in NUMBERS]

    assert [number for number, pair in zip(NUMBERS, pairs, strict=True) if not folded(*pair)] == []
    assert Story.objects.count() == len(pairs) >= 40


def test_two_newsrooms_own_reports_of_one_event_do_not_fold():
    pairs = [[published(stories.report(number, desk)) for desk in stories.DESKS] for number in NUMBERS]

    assert [number for number, pair in zip(NUMBERS, pairs, strict=True) if folded(*pair)] == []
    assert Story.objects.count() == 2 * len(pairs) >= 80  # and none with one of its own desk's other reports


def test_a_long_statement_that_both_quote_makes_no_copies():
    statement = "“" + " ".join(event["quote"] + "." for event in stories.EVENTS[:6]) + "”"
    pairs = [
        [
            published(stories.Story("", f"{stories.report(number, desk).text}\n\n{statement}"))
            for desk in stories.DESKS
        ]
        for number in NUMBERS
    ]

    assert [number for number, pair in zip(NUMBERS, pairs, strict=True) if folded(*pair)] == []


def test_other_reports_stay_apart_when_the_agency_is_the_same():
    one, other = (stories.report(7, desk) for desk in stories.DESKS)
    credited = [published(stories.Story("", story.text, agency="AFP")) for story in (one, other)]

    assert not folded(*credited)


def test_what_makes_a_copy_is_said():
    story = stories.Story("Rails to be mended", stories.report(20, "first").text, "AFP", "BERLIN")
    published(story, outlet=factories.outlet(name="Gazette"))

    copy = published(story)

    assert Fingerprint.objects.get(article=copy.article).reasons == [
        "shares 100% of its wording with “Rails to be mended” (Gazette)",
        "both credit AFP",
        "both datelined BERLIN",
    ]


def test_a_story_that_joins_two_others_makes_them_one():
    text = stories.report(4, "first").text
    paragraphs = text.split("\n\n")
    half = len(paragraphs) // 2
    head, tail = ("\n\n".join(part) for part in (paragraphs[:half], paragraphs[half:]))
    parts = [published(stories.Story("", part)) for part in (head, tail)]
    assert not folded(*parts)

    whole = published(stories.Story("", text))

    assert folded(*parts, whole)


def test_boilerplate_of_one_site_makes_no_copies():
    outlet = factories.outlet()
    footer = "\n\n".join(row["line"] for row in stories.CLUTTER)
    reports = [stories.report(number, "second").text for number in (1, 2)]

    revisions = [published(stories.Story("", f"{text}\n\n{footer}"), outlet=outlet) for text in reports]

    assert not folded(*revisions)


def test_the_same_words_long_after_are_a_story_of_their_own():
    story = stories.report(9, "first")

    assert not folded(published(story), published(story, published_on=date(2026, 3, 3)))


def test_a_copy_that_is_rewritten_leaves_its_story():
    original, copy = (published(stories.report(5, "first")) for _ in range(2))

    rewritten = factories.revision(
        text=stories.report(5, "second").text, article=copy.article, number=copy.number + 1
    )
    copies.place(rewritten)
    copies.place(copy)  # an older text that comes late changes nothing

    assert not folded(original, rewritten)
    assert Story.objects.count() == 2


def test_of_two_copies_that_come_in_at_once_the_later_look_sees_both():
    revisions = [factories.revision(text=stories.report(6, "first").text) for _ in range(2)]

    remembered = [copies._remember(revision) for revision in revisions]
    for mine in remembered:
        copies._fold(mine)

    assert folded(*revisions)


def test_placing_an_article_twice_changes_nothing():
    revision = published(stories.report(1, "first"))
    before = Fingerprint.objects.values().get()

    copies.place(revision)

    assert Fingerprint.objects.values().get() == before


def test_an_article_without_words_of_its_own_is_a_source_all_the_same():
    quote = published(stories.Story("", "“We shall see what the autumn brings to all of us.”"))
    claim = factories.claim()
    factories.mention(claim=claim, revision=quote, content=[[1, 5]])

    assert not Fingerprint.objects.exists()
    assert Claim.objects.with_counts().get().independent_count == 1


def test_a_list_of_claims_says_how_many_sources_are_independent(django_assert_num_queries):
    texts = [stories.report(3, "first"), *stories.copy(3, stories.cut), stories.report(3, "second")]
    claims = [factories.claim() for _ in range(3)]
    for revision in [published(story) for story in texts]:
        for claim in claims:
            start = claim.pk % 7
            factories.mention(claim=claim, revision=revision, content=[[start, start + 5]])

    with django_assert_num_queries(1):
        counted = [(c.mention_count, c.independent_count) for c in Claim.objects.with_counts()]

    assert counted == [(4, 2)] * 3
