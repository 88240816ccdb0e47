import pytest
from django.core.exceptions import ImproperlyConfigured

from articles import ingest
from claims import extraction, linking, review, seams, tasks
from claims.linking import sifting
from claims.models import Change, Claim, Extraction, Link, Matter
from tests import factories

pytestmark = pytest.mark.django_db

DEMAND = (
    "Finance Minister Anna Velder demanded that Denmark pay as much as $3 billion a year for the new bridge."
)


def arrives(text, day, **fields):
    """An article is stored, read and linked, as it would be by the workers."""
    row = {"url": f"https://{day}.example/{len(text)}", "title": "A bridge", "text": text, "published": day}
    revision, _ = ingest.ingest_row(row | fields)
    linking.link(extraction.read(revision))
    return revision


def relations(claim):
    return {link.relation for link in claim.links.all()}


@pytest.fixture
def demand():
    arrives(DEMAND, "2019-11-19")
    return Claim.objects.get(kind="demand", quantities__unit="USD")


def test_a_later_article_that_says_it_again_repeats_the_claim(demand):
    arrives(
        "In 2019 Anna Velder demanded that Denmark pay as much as $3 billion a year for the bridge.",
        "2021-03-01",
    )

    [link] = demand.links.all()
    assert link.relation == "repeats"
    assert "same amount, up to 3 billion USD a year" in link.reasons
    assert link.counterpart == demand


def test_the_same_speaker_on_other_terms_updates_the_claim(demand):
    arrives("Velder demanded that Denmark pay as much as $9 billion a year for the new bridge.", "2024-10-15")
    arrives(
        "Anna Velder demanded that Denmark pay as much as $9 billion a year for the new bridge.", "2024-10-16"
    )

    assert "updates" in relations(demand)
    assert any("amount up to 9 billion USD a year against up to 3 billion USD a year" in link.reasons
               for link in demand.links.all())  # fmt: skip


def test_a_denial_contradicts_the_claim():
    arrives("Anna Velder said that Denmark had agreed to pay $3 billion for the new bridge.", "2019-02-12")

    arrives(
        "Denmark denied that it had agreed to pay $3 billion for the new bridge, as Velder had said.",
        "2019-02-13",
    )

    claim = Claim.objects.get(speaker__name="Anna Velder")
    assert relations(claim) == {"contradicts"}


def test_the_same_words_of_another_place_are_no_link():
    arrives(
        "Anna Velder said that the ministry would spend 129 million euros on new harbours in Leeds.",
        "2024-01-10",
    )

    arrives(
        "Boris Kahn said that the ministry would spend 122 million euros on new harbours in Bristol.",
        "2024-03-10",
    )

    assert not Link.objects.exists()


def test_evidence_from_somebody_else_confirms_the_claim():
    arrives("Anna Velder said that Denmark would pay $3 billion for the new bridge.", "2019-02-12")

    arrives(
        "Official figures published on Friday show that Denmark paid $3 billion for the new bridge.",
        "2020-02-13",
    )

    claim = Claim.objects.get(speaker__name="Anna Velder")
    assert relations(claim) == {"confirms"}


def test_what_came_about_as_the_speaker_had_demanded_confirms_the_demand(demand):
    text = (
        "Denmark agreed to pay as much as $3 billion a year for the new bridge, as Anna Velder had demanded."
    )
    arrives(text, "2020-05-01")

    assert relations(demand) == {"confirms"}


def test_another_matter_of_the_same_speaker_is_not_linked(demand):
    arrives("Velder demanded that schools open at eight in the morning from next autumn.", "2021-03-01")

    assert not demand.links.exists()


def test_an_article_never_links_to_itself():
    arrives(f"{DEMAND}\n\nVelder demanded that Denmark pay as much as $3 billion a year.", "2019-11-19")

    assert not Link.objects.exists()


def test_an_earlier_article_is_no_later_source(demand):
    arrives(
        "The bridge cost Denmark $3 billion a year, official figures published in May show.", "2018-05-01"
    )

    assert not demand.links.exists()


def test_articles_that_come_in_out_of_order_are_linked_all_the_same():
    arrives(
        "In 2019 Anna Velder demanded that Denmark pay up to $3 billion a year for the bridge.", "2021-03-01"
    )
    arrives(DEMAND, "2019-11-19")

    demand = Claim.objects.get(kind="demand", quantities__unit="USD")
    assert str(demand.first_said_on) == "2019-11-19"
    assert relations(demand) == {"repeats"}


def test_linking_twice_adds_nothing(demand):
    revision = arrives(
        "Velder demanded that Denmark pay up to $3 billion a year for the bridge.", "2021-03-01"
    )
    before = Link.objects.count()

    linking.link(revision.extraction)
    Extraction.objects.filter(revision=revision).update(linked_at=None)
    linking.link(revision.extraction)

    assert Link.objects.count() == before > 0


def test_claims_tied_by_other_terms_gather_in_a_suggested_matter(demand):
    arrives("Velder demanded that Denmark pay as much as $9 billion a year for the new bridge.", "2024-10-15")

    matter = Matter.objects.get()
    assert matter.suggested
    assert matter.claims.count() == 2


def test_new_evidence_against_a_decision_reopens_it():
    arrives("Anna Velder said that Denmark had agreed to pay $3 billion for the new bridge.", "2019-02-12")
    claim = Claim.objects.get()
    review.verify(claim, by=factories.analyst(), because="both sides said so")

    arrives(
        "Denmark denied that it had agreed to pay $3 billion for the new bridge, as Anna Velder had said.",
        "2019-02-13",
    )

    claim.refresh_from_db()
    assert claim.status == "in_review"


def test_a_new_revision_replaces_suggestions_and_keeps_decisions(demand):
    url = "https://courier.example/1"
    text = "In 2019 Velder demanded that Denmark pay as much as $3 billion a year for the bridge."
    arrives(text, "2021-03-01", url=url)

    arrives(f"{text}\n\nThe bridge is not yet built.", "2021-03-01", url=url)

    assert demand.links.get().passage.revision.number == 2


DENIED = "Denmark denied that it had agreed to pay $3 billion for the new bridge, as Anna Velder had said."


@pytest.fixture
def denied():
    """A claim that is denied elsewhere, and the link that says so."""
    arrives("Anna Velder said that Denmark had agreed to pay $3 billion for the new bridge.", "2019-02-12")
    arrives(DENIED, "2019-02-13", url="https://courier.example/denial")
    return Link.objects.get(relation="contradicts", claim__speaker__name="Anna Velder")


def test_a_link_that_a_reviewer_rejected_is_no_new_evidence(denied):
    analyst = factories.analyst()
    review.reject(denied, by=analyst)
    review.verify(denied.claim, by=analyst, because="the denial is of another bridge")

    Extraction.objects.update(linked_at=None)
    for extracted in Extraction.objects.all():
        linking.link(extracted)

    denied.claim.refresh_from_db()
    assert denied.claim.status == "verified"


def test_evidence_that_arrives_during_a_review_is_not_lost(monkeypatch):
    arrives("Anna Velder said that Denmark had agreed to pay $3 billion for the new bridge.", "2019-02-12")
    claim = Claim.objects.get()
    searches = linking.candidates.SEARCHES

    def verified_meanwhile(revision):
        review.verify(claim, by=factories.analyst(), because="both sides said so")
        return []

    monkeypatch.setattr(linking.candidates, "SEARCHES", (verified_meanwhile, *searches))
    arrives(DENIED, "2019-02-13")

    claim.refresh_from_db()
    assert claim.status == "in_review"


def test_a_link_that_a_review_cites_survives_an_edit(denied):
    made = review.dispute(denied.claim, by=factories.analyst(), because="they differ", links=[denied])

    arrives(f"{DENIED}\n\nWork begins in spring.", "2019-02-13", url="https://courier.example/denial")

    assert made.links.get() == denied


def test_an_old_revision_that_comes_late_links_to_nothing():
    arrives("Anna Velder said that Denmark had agreed to pay $3 billion for the new bridge.", "2019-02-12")
    row = {"url": "https://courier.example/1", "published": "2019-02-13"}
    old, _ = ingest.ingest_row(row | {"text": DENIED})
    new, _ = ingest.ingest_row(
        row | {"text": "Denmark and Norway held talks about the weather in the strait."}
    )
    for revision in (new, old):
        linking.link(extraction.read(revision))

    assert not Link.objects.exists()


def test_both_claims_of_a_new_matter_are_in_the_feed(demand):
    arrives(
        "Anna Velder demanded that Denmark pay as much as $9 billion a year for the new bridge.", "2024-10-15"
    )

    in_matter = Claim.objects.exclude(matter=None)
    assert in_matter.count() == 2
    assert {*Change.objects.values_list("claim", flat=True)} >= {claim.pk for claim in in_matter}


def test_a_judge_that_breaks_is_recorded_once(demand, settings):
    settings.RELATION_JUDGE = "tests.claims.test_linking.broken"
    row = {"text": DEMAND, "url": "https://courier.example/1", "published": "2021-03-01"}
    revision, _ = ingest.ingest_row(row)
    extraction.read(revision)

    with pytest.raises(KeyError):
        tasks.link_revision(revision.pk)

    assert "no such term" in Extraction.objects.get(revision=revision).link_error
    assert tasks.link_revision(revision.pk) is None


def test_a_wrong_setting_is_no_fault_of_the_article_which_waits(demand, settings):
    settings.RELATION_JUDGE = "tests.claims.test_linking.no_such_judge"
    row = {"text": DEMAND, "url": "https://courier.example/1", "published": "2021-03-01"}
    revision, _ = ingest.ingest_row(row)
    extraction.read(revision)

    with pytest.raises(ImproperlyConfigured, match="no_such_judge"):
        tasks.link_revision(revision.pk)

    assert Extraction.objects.to_link().filter(revision=revision).exists()


def broken(claim, passage, **_):
    raise KeyError("no such term")


def test_a_claim_merged_while_it_was_judged_leaves_its_links_to_its_successor(demand, monkeypatch):
    successor = factories.claim(speaker=demand.speaker, text="Denmark should pay for the bridge.")
    best = linking._best_of_each_passage

    def merging_meanwhile(*judged):
        review.merge(demand, successor, by=factories.analyst(), because="the same demand")
        return best(*judged)

    monkeypatch.setattr(linking, "_best_of_each_passage", merging_meanwhile)

    arrives("Velder demanded that Denmark pay up to $3 billion a year for the new bridge.", "2021-03-01")

    assert not demand.links.exists()
    assert relations(successor) == {"repeats"}


@pytest.mark.parametrize("most", ["MOST_READ", "MOST_JUDGED"])
def test_of_too_many_pairs_the_most_promising_are_judged(demand, monkeypatch, most):
    later = (
        "In 2019 Anna Velder demanded that Denmark pay as much as $3 billion a year for the bridge."
        " Denmark is to pay $4 billion a year for the new bridge under a plan of June."
    )
    arrives(later, "2021-03-01")
    [first, *_] = demand.links.order_by("passage__start")
    assert demand.links.count() > 1
    Link.objects.all().delete()
    Extraction.objects.update(linked_at=None)
    monkeypatch.setattr(sifting, most, 1)

    linking.link(first.passage.revision.extraction)

    assert [link.passage_id for link in demand.links.all()] == [first.passage_id]


def test_of_a_passage_the_likeliest_links_stay():
    links = [Link(passage_id=1, score=0.9), Link(passage_id=1, score=0.5), Link(passage_id=2, score=0.4)]

    assert linking._best_of_each_passage(links, {}) == [links[0], links[2]]
    assert linking._best_of_each_passage(links, {(7, 2): 0.9}) == [links[0]]


def test_what_is_linked_already_is_not_judged_again(demand, monkeypatch):
    said = "In 2019 Anna Velder demanded that Denmark pay as much as $3 billion a year for the bridge."
    arrives(said, "2021-03-01")
    [link] = demand.links.all()
    Extraction.objects.update(linked_at=None)
    monkeypatch.setattr(seams, "judge", broken)

    linking.link(link.passage.revision.extraction)

    assert [*demand.links.all()] == [link]
