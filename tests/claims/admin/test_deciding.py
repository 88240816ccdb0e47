import pytest
from django.contrib.auth.models import Permission, User

from claims import review
from claims.models import Review
from tests import factories

LIST = "/admin/claims/claim/"


def decide(desk, claim, name, headers=None, **fields):
    fields = {"_form_submitted": "True", "because": "the treaty says so"} | fields
    return desk.post(f"{LIST}{claim.pk}/decide/{name}/", fields, headers=headers)


@pytest.mark.parametrize("status", ["in_review", "verified", "disputed", "refuted", "unverifiable"])
def test_a_decision_is_a_review_under_the_analysts_name(desk, analyst, status):
    claim = factories.claim()

    decide(desk, claim, status, evidence="https://a.example/1\nhttps://b.example/2")

    claim.refresh_from_db()
    made = claim.reviews.get()
    assert claim.status == made.status == status
    assert (made.by, made.rationale) == (analyst, "the treaty says so")
    assert made.evidence == ["https://a.example/1", "https://b.example/2"]


def test_an_outcome_is_recorded_for_what_looks_forward(desk):
    claim = factories.claim(kind="promise")

    decide(desk, claim, "outcome", outcome="met")

    claim.refresh_from_db()
    assert claim.outcome == "met"


def test_a_decision_names_the_links_that_it_rests_on(desk):
    link = factories.link()
    factories.link()

    decide(desk, link.claim, "verified", links=[link.pk])

    assert list(Review.objects.get().links.all()) == [link]


def test_a_link_is_offered_in_all_its_words_with_its_reasons(desk):
    link = factories.link(passage=factories.passage(revision=factories.revision(text="Words. " * 40)))

    [(_, label)] = desk.get(f"{LIST}{link.claim_id}/decide/verified/").context["form"].fields["links"].choices

    assert label == f"Repeats: “{link.passage.text}” (no outlet; —; same speaker)"


def test_a_claims_own_mentions_are_offered_as_evidence_only_where_there_is_no_other(desk):
    claim = factories.claim()
    own = factories.link(claim=claim, counterpart=claim)
    address = f"{LIST}{claim.pk}/decide/verified/"
    assert list(desk.get(address).context["form"].fields["links"].queryset) == [own]

    other = factories.link(claim=claim)

    assert list(desk.get(address).context["form"].fields["links"].queryset) == [other]


@pytest.mark.parametrize(
    "fields",
    [
        {"because": " \n"},
        {"evidence": "see above"},
        {"evidence": "javascript:alert(1)"},
        {"links": ["999999"]},
    ],
)
def test_what_cannot_be_decided_is_asked_again_with_nothing_lost(desk, fields):
    claim = factories.link().claim

    answer = decide(desk, claim, "verified", **({"because": "a long rationale"} | fields))

    assert not Review.objects.exists()
    assert answer.context["form"].errors
    assert answer.context["form"].data["because"] == ({"because": "a long rationale"} | fields)["because"]


def test_what_the_rules_forbid_is_said_beside_the_rationale(desk, analyst):
    claim = factories.claim()
    review.verify(claim, by=analyst, because="first")

    answer = decide(desk, claim, "verified", headers={"HX-Request": "true"})

    assert "already" in answer.content.decode()
    assert "the treaty says so" in answer.content.decode()


def test_the_dialog_leads_back_to_the_claim(desk):
    claim = factories.claim()

    answer = decide(desk, claim, "verified", headers={"HX-Request": "true"})

    assert answer.headers["HX-Redirect"] == f"{LIST}{claim.pk}/change/"


def test_many_claims_are_decided_with_one_rationale(desk):
    claims = [factories.claim() for _ in range(3)]
    chosen = {"action": "disputed", "_selected_action": [claim.pk for claim in claims[:2]]}

    asked = desk.post(LIST, chosen)
    desk.post(LIST, {**chosen, "_form_submitted": "True", "because": "two sources disagree"})

    assert [claim.pk for claim in asked.context["claims"]] == [claims[1].pk, claims[0].pk]
    assert set(Review.objects.values_list("claim", "rationale")) == {
        (claim.pk, "two sources disagree") for claim in claims[:2]
    }


def test_a_claim_that_refuses_does_not_keep_the_others_from_a_decision(desk, analyst):
    done, open_ = factories.claim(text="done"), factories.claim(text="open")
    review.verify(done, by=analyst, because="before")

    answer = desk.post(
        LIST,
        {
            "action": "verified",
            "_selected_action": [done.pk, open_.pk],
            "_form_submitted": "True",
            "because": "now",
        },
        follow=True,
    )

    assert [str(message) for message in answer.context["messages"]] == [
        "1 claim was verified.",
        "“done”: The claim is verified already.",
    ]


def test_who_may_not_add_reviews_decides_nothing(client, db):
    reader = User.objects.create_user("reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename="view_claim"))
    client.force_login(reader)
    link = factories.link()

    page = client.get(f"{LIST}{link.claim_id}/change/")
    assert page.context["decisions"] == []
    assert decide(client, link.claim, "verified").status_code == 403
    assert client.post(f"/admin/claims/link/{link.pk}/accept/decide/").status_code == 403
    client.post(LIST, {"action": "verified", "_selected_action": [link.claim_id], "because": "I want to"})
    assert not Review.objects.exists()


def test_a_decision_or_a_claim_that_does_not_exist_is_not_found(desk):
    claim = factories.claim()

    assert desk.get(f"{LIST}{claim.pk}/decide/new/").status_code == 404
    assert desk.get(f"{LIST}{claim.pk + 1}/decide/verified/").status_code == 404
