import pytest

from tests import factories
from tests.claims.api import CLAIMS

pytestmark = pytest.mark.django_db
NONE = {"links": 0, "independent": 0}


def copies(claim, how_many, **fields):
    """Links of a claim to copies of one wire story, each of an outlet of its own."""
    story = factories.story()
    return [factories.link(claim=claim, passage=told(story), **fields) for _ in range(how_many)]


def told(story):
    """A passage of an article that tells a story."""
    article = factories.article(outlet=factories.outlet())
    revision = factories.revision(article=article)
    factories.fingerprint(revision=revision, story=story)
    return factories.passage(revision=revision)


def test_copies_of_one_wire_story_bear_a_claim_out_once(api):
    claim = factories.claim()
    copies(claim, 3, relation="confirms")
    factories.link(claim=claim, relation="confirms")
    factories.link(claim=claim, relation="contradicts")

    listed = api.get(CLAIMS).json()["results"][0]
    shown = api.get(f"{CLAIMS}{claim.uuid}/").json()

    assert listed["bearing"] == shown["bearing"]
    assert shown["bearing"] == {
        "repeats": NONE,
        "updates": NONE,
        "confirms": {"links": 4, "independent": 2},
        "contradicts": {"links": 1, "independent": 1},
    }


def test_copies_of_the_story_in_which_a_claim_was_first_said_are_no_independent_source(api):
    own = factories.story()
    claim = factories.claim(first_article=told(own).article)
    for relation in ("repeats", "confirms"):
        factories.link(claim=claim, passage=told(own), relation=relation)
    copies(claim, 2, relation="confirms")

    bearing = api.get(f"{CLAIMS}{claim.uuid}/").json()["bearing"]

    assert bearing["repeats"] == {"links": 1, "independent": 0}
    assert bearing["confirms"] == {"links": 3, "independent": 1}


def test_another_passage_of_the_article_that_made_a_claim_is_no_independent_source(api):
    passage = factories.passage()
    claim = factories.claim(first_article=passage.article)
    factories.link(claim=claim, passage=passage, relation="confirms")

    bearing = api.get(f"{CLAIMS}{claim.uuid}/").json()["bearing"]

    assert bearing["confirms"] == {"links": 1, "independent": 0}


def test_two_passages_of_an_article_that_was_never_compared_are_one_source(api):
    claim, passage = factories.claim(), factories.passage()
    beside = factories.passage(revision=passage.revision, start=5)
    for found in (passage, beside):
        factories.link(claim=claim, passage=found, relation="confirms")

    shown = api.get(f"{CLAIMS}{claim.uuid}/").json()

    assert shown["bearing"]["confirms"] == {"links": 2, "independent": 1}
    assert [(link["story"], link["shares_story"]) for link in shown["links"]] == [(None, True)] * 2


def test_a_rejected_link_bears_on_nothing(api):
    claim = factories.claim()
    kept, rejected = copies(claim, 2, relation="confirms")
    api.post(f"/api/v1/links/{rejected.pk}/reject/")

    shown = api.get(f"{CLAIMS}{claim.uuid}/").json()

    assert shown["bearing"]["confirms"] == {"links": 1, "independent": 1}
    assert {link["id"]: link["shares_story"] for link in shown["links"]} == {
        kept.pk: False,
        rejected.pk: True,
    }


def test_a_link_says_its_story_and_whether_another_comes_from_it(api):
    claim = factories.claim()
    one, other = copies(claim, 2, relation="confirms")
    alone = factories.link(claim=claim, passage=told(one.passage.article.fingerprint.story))

    links = {link["id"]: link for link in api.get("/api/v1/links/").json()["results"]}

    assert len({link["story"] for link in links.values()}) == 1
    assert [links[link.pk]["shares_story"] for link in (one, other, alone)] == [True, True, False]
