import pytest
from django.contrib.auth.models import Permission, User

from claims import review
from claims.models import Merge
from tests import factories

LIST = "/admin/claims/claim/"
SAID = {"text": "South Korea should pay for the troops", "kind": "demand"}


def page(claim):
    return f"{LIST}{claim.pk}/change/"


def posted(desk, address, **fields):
    return desk.post(f"{LIST}{address}/", {"_form_submitted": "True", "because": "the same words"} | fields)


@pytest.fixture
def pair(db):
    """Two claims that may be the same; the first was said first."""
    speaker = factories.actor()
    return [
        factories.claim(speaker=speaker, first_said_on=day, **SAID) for day in ("2019-11-19", "2021-05-01")
    ]


def test_a_claims_page_suggests_a_merge_with_its_reasons(desk, pair):
    shown = desk.get(page(pair[0])).content.decode()

    assert "May be the same claim" in shown
    assert "neither names an amount" in shown
    assert f"{LIST}{pair[0].pk}/merge/{pair[1].pk}/" in shown


def test_the_merge_is_asked_with_the_earlier_claim_as_the_one_that_stays(desk, pair):
    asked = desk.get(f"{LIST}{pair[1].pk}/merge/{pair[0].pk}/")

    assert asked.context["form"]["keep"].value() == str(pair[0].pk)


def test_the_merge_is_asked_with_all_by_which_the_two_may_differ(desk, pair):
    pair[0].addressee = factories.actor(name="Republic of Korea")
    pair[0].condition = "if elected"
    pair[0].save()
    factories.quantity(mention=factories.mention(claim=pair[0]))

    asked = desk.get(f"{LIST}{pair[1].pk}/merge/{pair[0].pk}/").context["form"]["keep"]

    labels = dict(asked.field.choices)
    assert labels[str(pair[0].pk)] == (
        f"{SAID['text']} (Demand; {pair[0].speaker} to Republic of Korea; up to 5 billion USD a year; if elected;"
        " first said 19 Nov 2019; new)"
    )


def test_a_merge_and_its_undoing_are_in_the_history_of_the_claim_that_stays(desk, analyst, pair):
    kept, gone = pair
    review.merge(gone, kept, by=analyst, because="the same")
    review.unmerge(gone, by=analyst, because="they differ")

    entries = desk.get(page(kept)).context["history"]

    assert [(entry.who, entry.because, entry.said) for entry in entries] == [
        ("mina", "they differ", f"Held to be another claim: “{gone}”."),
        ("mina", "the same", f"Merged into it: “{gone}”."),
        ("", "", "Found in an article."),
    ]


def test_a_merge_is_made_under_the_analysts_name(desk, analyst, pair):
    kept, gone = pair

    answer = posted(desk, f"{gone.pk}/merge/{kept.pk}", keep=kept.pk)

    gone.refresh_from_db()
    made = Merge.objects.get()
    assert (gone.merged_into, made.by, made.rationale) == (kept, analyst, "the same words")
    assert answer.url == page(kept)
    assert "the same words" in desk.get(page(kept)).content.decode()


def test_a_merge_is_undone_on_the_page_of_either(desk, analyst, pair):
    kept, gone = pair
    review.merge(gone, kept, by=analyst, because="the same")
    undo = f"{LIST}{gone.pk}/unmerge/"
    assert undo in desk.get(page(kept)).content.decode()
    assert undo in desk.get(page(gone)).content.decode()

    posted(desk, f"{gone.pk}/unmerge", because="they differ")

    gone.refresh_from_db()
    assert gone.merged_into is None
    assert desk.get(page(kept)).context["duplicates"] == []


def test_two_claims_are_kept_apart(desk, pair):
    posted(desk, f"{pair[0].pk}/apart/{pair[1].pk}", because="another year")

    assert Merge.objects.get().decision == "apart"
    assert desk.get(page(pair[0])).context["duplicates"] == []


def test_what_the_rules_forbid_is_said_in_the_form(desk, analyst, pair):
    kept, gone = pair
    third = factories.claim()
    review.merge(gone, kept, by=analyst, because="the same")

    answer = posted(desk, f"{kept.pk}/merge/{third.pk}", keep=third.pk)

    assert "Others were merged" in str(answer.context["form"].errors)


def test_two_claims_chosen_in_the_list_lead_to_their_merge(desk, pair):
    chosen = {"action": "merge", "_selected_action": [claim.pk for claim in pair]}

    assert {*desk.post(LIST, chosen).url.split("/")} >= {"merge", *(str(claim.pk) for claim in pair)}
    one = desk.post(LIST, chosen | {"_selected_action": [pair[0].pk]}, follow=True)
    assert [str(message) for message in one.context["messages"]] == ["Choose two claims to merge."]


def test_who_may_not_review_merges_nothing(client, pair):
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename="view_claim"))
    client.force_login(reader)
    kept, gone = pair

    assert f"/merge/{gone.pk}/" not in client.get(page(kept)).content.decode()
    assert posted(client, f"{kept.pk}/merge/{gone.pk}", keep=kept.pk).status_code == 403
    assert posted(client, f"{kept.pk}/apart/{gone.pk}").status_code == 403
    assert posted(client, f"{gone.pk}/unmerge").status_code == 403
    assert not Merge.objects.exists()


def test_a_claim_that_does_not_exist_is_not_found(desk, pair):
    assert desk.get(f"{LIST}{pair[0].pk}/merge/{pair[1].pk + 9}/").status_code == 404
    assert desk.get(f"{LIST}{pair[0].pk}/merge/{pair[0].pk}/").status_code == 404
