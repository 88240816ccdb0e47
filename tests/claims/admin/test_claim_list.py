from datetime import date

import pytest

from claims import review
from tests import factories

LIST = "/admin/claims/claim/"


def texts(desk, **chosen):
    return {claim.text for claim in desk.get(LIST, chosen).context["cl"].result_list}


def test_the_list_asks_as_many_questions_for_many_claims_as_for_one(desk, django_assert_num_queries):
    for _ in range(12):
        claim = factories.claim(speaker=factories.actor(), matter=factories.matter())
        factories.quantity(mention=factories.mention(claim=claim))
        factories.link(claim=claim)

    with django_assert_num_queries(
        7
    ):  # session, user, two of rights, units offered, claims, their quantities
        desk.get(LIST)


def test_the_list_never_counts_the_table(desk, django_assert_num_queries):
    factories.claim()

    with django_assert_num_queries(7) as asked:
        desk.get(LIST)

    assert not any(query["sql"].startswith("SELECT COUNT(*)") for query in asked.captured_queries)


def test_a_row_says_the_amounts_and_where_the_claim_was_seen(desk):
    claim = factories.claim(text="a bigger budget")
    mention = factories.mention(
        claim=claim, revision=factories.revision(article=factories.article(outlet=factories.outlet()))
    )
    factories.quantity(mention=mention)
    factories.link(claim=claim)

    page = desk.get(LIST).content.decode()

    assert "up to 5 billion USD a year" in page
    assert "1 article, 1 outlet, 1 link" in page.replace("\N{NO-BREAK SPACE}", " ")


def test_merged_claims_are_hidden_until_asked_for(desk):
    whole = factories.claim(text="whole")
    factories.claim(text="part", merged_into=whole)

    assert texts(desk) == {"whole"}
    assert texts(desk, merged="yes") == {"part"}
    assert texts(desk, merged="any") == {"whole", "part"}


def test_a_search_finds_words_of_the_claim_and_names_of_its_speaker(desk):
    speaker = factories.actor(name="South Korea", kind="government")
    speaker.aliases.create(name="Seoul")
    factories.claim(text="it would pay", speaker=speaker)
    factories.claim(text="taxes would be cut")

    assert texts(desk, q="tax") == {"taxes would be cut"}
    assert texts(desk, q="seoul") == {"it would pay"}
    assert texts(desk, q='"unclosed ( & |') == set()


@pytest.mark.parametrize(
    "chosen",
    [
        {"status__exact": "new"},
        {"kind__exact": "promise"},
        {"unit": "USD"},
        {"first_said_on_from": "2020-01-01", "first_said_on_to": "2020-12-31"},
    ],
)
def test_a_filter_keeps_what_it_names(desk, chosen):
    wanted = factories.claim(text="wanted", kind="promise", first_said_on=date(2020, 5, 1))
    factories.quantity(mention=factories.mention(claim=wanted))
    other = factories.claim(text="other", kind="threat", first_said_on=date(2021, 5, 1))
    review.verify(other, by=factories.analyst(), because="seen")

    assert texts(desk, **chosen) == {"wanted"}


@pytest.mark.parametrize(
    "asked",
    ["q=%00", "unit=%00", "unit=gold", "first_said_on_from=soon", "speaker__id__exact=x", "o=9", "p=x"],
)
def test_a_question_that_makes_no_sense_is_answered_all_the_same(desk, asked):
    assert desk.get(f"{LIST}?{asked}", follow=True).status_code == 200


def test_claims_of_a_speaker_and_of_a_matter(desk):
    speaker, matter = factories.actor(), factories.matter()
    factories.claim(text="hers", speaker=speaker)
    factories.claim(text="about it", matter=matter)

    assert texts(desk, speaker__id__exact=speaker.pk) == {"hers"}
    assert texts(desk, matter__id__exact=matter.pk) == {"about it"}
