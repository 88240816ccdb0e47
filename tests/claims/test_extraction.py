import pytest

from articles import ingest
from claims import extraction, review, tasks
from claims.models import Actor, Claim, Extraction, Mention, Passage
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = """OSLO (Harbour Wire) – Finance Minister Anna Velder accused Denmark of delay, called for lower tolls, and demanded that Copenhagen pay as much as $3 billion a year for the bridge.

Velder said on Monday that the work would begin in 2026."""  # noqa: E501


def read(text=TEXT, **fields):
    revision, _ = ingest.ingest_row({"title": "Quarrel over a bridge", "text": text} | fields)
    extraction.read(revision)
    return revision


def test_reading_a_revision_twice_adds_nothing():
    revision = read()
    before = [model.objects.count() for model in (Claim, Mention, Passage, Actor, Extraction)]

    extraction.read(revision)

    assert [model.objects.count() for model in (Claim, Mention, Passage, Actor, Extraction)] == before


def test_a_coordinated_sentence_gives_one_claim_a_verb():
    read()

    claims = Claim.objects.filter(speaker__name="Anna Velder")
    assert set(claims.values_list("kind", flat=True)) >= {"accusation", "demand"}
    assert claims.count() == 4


def test_a_demand_has_its_addressee_and_its_terms():
    read()

    demand = Claim.objects.get(kind="demand", quantities__unit="USD")
    [quantity] = demand.quantities.all()
    assert demand.addressee.name == "Denmark"
    assert (quantity.low, quantity.high, quantity.per) == (None, 3_000_000_000, "year")
    assert str(quantity) == "up to 3 billion USD a year"


def test_every_span_is_the_text_at_its_offsets():
    revision = read()

    for mention in revision.mentions.all():
        for role in ("source", "cue", "content"):
            for start, end in getattr(mention, role):
                assert 0 <= start < end <= len(revision.text)
        for quantity in mention.quantities.all():
            assert revision.text[quantity.start : quantity.end] == quantity.text


def test_the_dateline_is_in_no_span():
    revision = read()

    start = TEXT.index("Finance")
    assert all(
        begin >= start for m in revision.mentions.all() for begin, _ in [*m.source, *m.cue, *m.content]
    )


def test_the_same_claim_in_a_second_article_is_a_second_mention():
    read(url="https://gazette.example/1", published="2024-03-01")
    text = TEXT.replace("OSLO (Harbour Wire) – ", "").replace("Finance Minister", "Minister")

    read(text, url="https://courier.example/1", published="2024-03-02")

    demand = Claim.objects.get(kind="demand", quantities__unit="USD")
    assert demand.mentions.count() == 2
    assert demand.first_article.url == "https://gazette.example/1"


def test_an_earlier_article_read_later_becomes_the_first():
    read(url="https://gazette.example/1", published="2024-03-02")

    read(url="https://courier.example/1", published="2024-03-01")

    demand = Claim.objects.get(kind="demand", quantities__unit="USD")
    assert demand.first_article.url == "https://courier.example/1"
    assert str(demand.first_said_on) == "2024-03-01"


def test_other_terms_make_another_claim():
    read(url="https://gazette.example/1")

    read(TEXT.replace("$3 billion", "$9 billion"), url="https://courier.example/1")

    assert Claim.objects.filter(kind="demand", quantities__unit="USD").count() == 2


def test_an_edit_orphans_what_is_gone_and_reopens_its_decided_claim():
    read(url="https://gazette.example/1")
    demand = Claim.objects.get(kind="demand", quantities__unit="USD")
    review.verify(demand, by=factories.analyst(), because="the letter was published")

    read(TEXT.replace("$3 billion", "$9 billion"), url="https://gazette.example/1")

    demand.refresh_from_db()
    assert demand.status == "in_review"
    assert demand.mentions.get().orphaned_at
    assert Mention.objects.standing().filter(claim__kind="accusation").count() == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Velder promised to build the new bridge by 2024.",
            "Velder promised to build the new bridge by 2029.",
        ),
        ("Velder said that tolls would rise if the bridge opens.", "Velder said that tolls would rise."),
        ("Velder said that the bridge would open in May.", "Velder said that the bridge would open in June."),
        ("Velder said that it was too dear.", "Kessler said that it was too dear."),
    ],
)
def test_other_speakers_deadlines_conditions_and_months_make_other_claims(one, other):
    read(f"Anna {one}", url="https://gazette.example/1")
    read(f"Anna {other}", url="https://courier.example/1")

    assert Claim.objects.count() == 2


def test_two_speakers_may_say_the_same_in_one_article():
    read(
        "Anna Velder said that the bridge was far too dear. Paul Kessler said that the bridge was far too dear."
    )

    assert {claim.speaker.name for claim in Claim.objects.all()} == {"Anna Velder", "Paul Kessler"}


def test_a_changed_deadline_reopens_a_verified_promise():
    text = "Anna Velder promised to build the new bridge by 2024."
    read(text, url="https://gazette.example/1")
    promise = Claim.objects.get()
    review.verify(promise, by=factories.analyst(), because="she said so on television")

    read(text.replace("2024", "2029"), url="https://gazette.example/1")

    promise.refresh_from_db()
    assert (promise.status, Claim.objects.count()) == ("in_review", 2)


def test_a_success_is_not_overwritten_by_a_slower_failure():
    revision = read()

    extraction.fail(revision, "too late")

    assert Extraction.objects.get(revision=revision).error == ""


def test_a_deleted_extraction_is_done_again_and_doubles_nothing():
    revision = read()
    before = [model.objects.count() for model in (Claim, Mention, Passage)]
    Extraction.objects.all().delete()

    extraction.read(revision)

    assert [model.objects.count() for model in (Claim, Mention, Passage)] == before


def test_a_sentence_without_an_end_is_cut_into_passages():
    read("word " * 29_999 + "end.")

    assert Passage.objects.count() == 30
    assert "".join(Passage.objects.order_by("start").values_list("text", flat=True)).count("word") == 29_999


def test_names_longer_than_a_column_are_cut_once():
    name = "Anna " + "Velderova" * 60
    read(f"{name} said that the bridge was dear.", url="https://gazette.example/1")
    read(f"{name} said that the tunnel was cheap.", url="https://courier.example/1")

    assert Actor.objects.count() == 1


def test_revisions_read_in_the_wrong_order_end_the_same():
    first, _ = ingest.ingest_row({"url": "https://gazette.example/1", "text": TEXT})
    second, _ = ingest.ingest_row({"url": "https://gazette.example/1", "text": TEXT.replace("$3", "$9")})

    extraction.read(second)
    extraction.read(first)

    standing = Mention.objects.standing().filter(claim__kind="demand", claim__quantities__unit="USD")
    assert {mention.revision for mention in standing} == {second}


def test_an_unnamed_source_belongs_to_its_article():
    text = "The work will take ten years, a senior official said. The official said that it had begun."
    read(text, url="https://gazette.example/1")
    read(text.replace("ten", "six"), url="https://courier.example/1")

    assert Actor.objects.filter(kind="unnamed").count() == 2


def test_an_unreadable_revision_is_recorded_and_not_tried_for_ever(settings):
    settings.EXTRACTOR = "tests.claims.test_extraction.broken"
    revision = factories.revision()

    with pytest.raises(RuntimeError):
        tasks.extract_revision(revision.pk)

    assert Extraction.objects.get(revision=revision).error == "no model"
    assert tasks.extract_revision(revision.pk) is None


def broken(text, **context):
    raise RuntimeError("no model")


def test_spans_that_are_not_in_the_text_are_dropped(settings):
    settings.EXTRACTOR = "tests.claims.test_extraction.inventive"

    extraction.read(factories.revision())

    assert Mention.objects.count() == 0


def inventive(text, **context):
    from dataclasses import replace

    from claims.nlp import rules
    from claims.nlp.spans import Span

    found = rules.extract("The minister said that taxes would fall.")
    [claim] = found.claims
    return replace(found, claims=(replace(claim, content=(Span(10, 10_000),)),))


MERGED = "The army is paid for by Denmark alone, Anna Velder said."


@pytest.fixture
def merged():
    """A claim into which another, said in other words, was merged."""
    read("Anna Velder said that Denmark bears the whole cost of the army.", url="https://gazette.example/1")
    read(MERGED, url="https://courier.example/1")
    kept, gone = Claim.objects.order_by("pk")
    review.merge(gone, kept, by=factories.analyst(), because="the same in other words")
    review.verify(kept, by=factories.analyst(), because="she said so on television")
    return kept


def test_an_edit_elsewhere_in_the_article_leaves_a_merge_as_it_is(merged):
    read(f"{MERGED} It rained.", url="https://courier.example/1")

    merged.refresh_from_db()
    assert merged.status == "verified"
    assert Claim.objects.current().get() == merged


def test_words_that_were_merged_into_a_claim_are_known_as_that_one(merged):
    read("On Monday Anna Velder said the army is paid for by Denmark alone.", url="https://herald.example/1")

    assert Claim.objects.current().get() == merged
    assert merged.mentions.standing().count() == 3


def test_the_article_that_says_it_first_is_no_later_source():
    read(url="https://gazette.example/1", published="2019-11-19")
    demand = Claim.objects.get(kind="demand", quantities__unit="USD")
    earlier = factories.article(url="https://archive.example/1", published_on="2018-01-01")
    link = factories.link(
        claim=demand, passage=factories.passage(revision=factories.revision(article=earlier))
    )

    extraction._was_first_said(demand, earlier.published_on, earlier)

    assert not demand.links.filter(pk=link.pk).exists()
