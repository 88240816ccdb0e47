import pytest
from django.utils import timezone

from claims import review
from claims.admin import relations
from claims.admin.claim import ClaimAdmin
from claims.linking import copies, index
from claims.models import Change, ClaimIndex
from tests import factories


def page(claim):
    return f"/admin/claims/claim/{claim.pk}/change/"


def correct(desk, claim, **fields):
    form = desk.get(page(claim)).context["adminform"].form
    kept = {"speaker": claim.speaker_id or "", "kind": claim.kind, "condition": claim.condition}
    return desk.post(page(claim), {**dict.fromkeys(form.fields, ""), **kept, **fields})


def test_a_mention_is_shown_in_its_sentence_with_who_and_what_marked(desk):
    mention = factories.mention()

    shown = desk.get(page(mention.claim)).content.decode()

    assert f'<mark class="mark is-source" data-mentions="{mention.pk}">The minister</mark>' in shown
    assert "the budget would grow to as much as $5 billion a year</mark>" in shown


def test_copies_of_one_story_count_as_one_source(desk):
    claim = factories.claim()
    for text in (
        factories.TEXT,
        f"{factories.TEXT} It was late.",
        "The budget will see five billion dollars more.",
    ):
        mention = factories.mention(claim=claim, revision=factories.revision(text=text), content=[[0, 10]])
        copies.place(mention.revision)

    assert "3 sources, 2 independent" in desk.get(page(claim)).content.decode()


def test_what_a_speaker_did_not_say_is_marked_so(desk):
    shown = desk.get(page(factories.claim(negated=True))).content.decode()

    assert '<span title="the article tells that the speaker did not say so">not said</span>' in shown


def test_a_mention_that_the_article_lost_is_flagged(desk):
    mention = factories.mention(orphaned_at=timezone.now())

    assert "gone from the article since" in desk.get(page(mention.claim)).content.decode()


def test_text_from_an_article_cannot_become_markup(desk):
    evil = "<script>alert('x')</script>"
    revision = factories.revision(text=f"{evil} said {evil}.", title=evil)
    actor = factories.actor(name=evil)
    claim = factories.claim(text=evil, speaker=actor, addressee=actor, condition=evil)
    factories.mention(claim=claim, revision=revision, source=[[0, 27]], cue=[[28, 32]], content=[[33, 60]])
    factories.link(claim=claim, passage=factories.passage(revision=revision), reasons=[evil])

    pages = [
        page(claim),
        "/admin/",
        "/admin/claims/claim/",
        "/admin/claims/link/",
        "/admin/articles/article/",
    ]
    for address in [*pages, f"/admin/articles/article/{revision.article_id}/change/"]:
        assert "<script>alert" not in desk.get(address).content.decode()


def test_the_page_asks_no_more_for_many_mentions_and_links(desk, django_assert_max_num_queries):
    claim = factories.claim(matter=factories.matter(), speaker=factories.actor())
    for _ in range(5):
        factories.mention(claim=claim)
        factories.link(claim=claim, counterpart=factories.claim(matter=claim.matter))
        factories.link(claim=factories.quantity().claim, counterpart=claim)

    desk.get(page(claim))  # what is looked up once a process
    with django_assert_max_num_queries(25):
        desk.get(page(claim))


def test_a_correction_is_on_record_with_who_and_why_and_is_published(desk):
    claim, speaker = factories.claim(), factories.actor(name="Kang Kyung-wha")

    correct(desk, claim, speaker=speaker.pk, because="the byline misled us")

    claim.refresh_from_db()
    assert claim.speaker == speaker
    assert Change.objects.filter(claim=claim).count() == 1
    entry = desk.get(page(claim)).context["history"][0]
    assert (entry.who, entry.because) == ("mina", "the byline misled us")
    assert [(d.field, d.old, d.new) for d in entry.differences] == [("speaker", "", "Kang Kyung-wha")]


@pytest.mark.parametrize("role", ["speaker", "addressee"])
def test_a_claim_is_found_by_the_name_that_was_corrected(desk, django_capture_on_commit_callbacks, role):
    claim = factories.claim(**{role: factories.actor(name="The byline")})
    index.add([claim])

    with django_capture_on_commit_callbacks(execute=True):
        correct(desk, claim, **{role: factories.actor(name="Kang Kyung-wha").pk})

    found = ClaimIndex.objects.get()
    assert "Kang Kyung-wha" in found.text
    assert "byline" not in found.text + found.speaker


def test_a_deadline_is_given_and_shown_with_its_last_day(desk):
    claim = factories.claim()

    correct(desk, claim, deadline_0="2021-01-01", deadline_1="2021-12-31")
    correct(desk, claim, deadline_0="2021-01-01", deadline_1="2021-12-31", condition="if asked")

    shown = desk.get(page(claim))
    assert shown.context["deadline"] == "2021"
    assert 'value="2021-12-31"' in shown.content.decode()
    assert [d.field for d in shown.context["history"][0].differences] == ["condition"]


def test_history_names_a_matter_that_is_gone(desk):
    claim = factories.claim(matter=factories.matter(name="Troops"))
    correct(desk, claim, matter=factories.matter(name="The cost of troops").pk)
    claim.matter.delete()

    change = desk.get(page(claim)).context["history"][0].differences[0]

    assert (change.old, change.new) == ("Troops", "The cost of troops")


def test_a_repetition_that_is_a_mention_is_no_claim_of_its_own(desk):
    claim = factories.claim()
    factories.link(claim=claim, counterpart=claim)

    shown = desk.get(page(claim)).content.decode()

    assert "one of its mentions" in shown
    assert "There, a claim of its own" not in shown


def test_a_claim_shows_the_earlier_claims_that_it_bears_on_and_takes_a_verdict_there(desk):
    earlier, later = factories.claim(text="Seoul pays 5 billion"), factories.claim()
    factories.quantity(mention=factories.mention(claim=earlier))
    link = factories.link(claim=earlier, counterpart=later, relation="updates", reasons=["10 against 5"])

    [group] = desk.get(page(later)).context["earlier"]
    shown = desk.get(page(later)).content.decode()

    assert (group.relation, group.links) == ("updates", [link])
    assert f'<a href="{page(earlier)}#link-{link.pk}">Seoul pays 5 billion</a>' in shown
    assert "up to 5 billion USD a year" in shown
    assert "10 against 5" in shown
    assert f"/admin/claims/link/{link.pk}/accept/decide/" in shown
    assert "No other source bears" not in shown


def test_a_claim_on_which_nothing_bears_says_so(desk):
    claim = factories.claim()
    merged = factories.claim(merged_into=factories.claim())
    factories.link(claim=merged, counterpart=claim)

    assert "No other source bears on this claim yet" in desk.get(page(claim)).content.decode()


def test_a_mention_of_the_claim_itself_is_no_earlier_claim(desk):
    claim = factories.claim()
    factories.link(claim=claim, counterpart=claim)

    assert desk.get(page(claim)).context["earlier"] == []


def test_links_to_a_claims_own_mentions_come_last(desk):
    claim = factories.claim()
    own = factories.link(claim=claim, counterpart=claim, score=0.9)
    links = [factories.link(claim=claim, counterpart=other) for other in (factories.claim(), None)]

    assert desk.get(page(claim)).context["relations"][0].links == [*links, own]


def test_of_many_links_of_one_relation_the_best_are_shown(desk, monkeypatch):
    monkeypatch.setattr(relations, "MOST_LINKS", 2)
    claim = factories.claim()
    links = [factories.link(claim=claim, relation="confirms", score=score) for score in (0.7, 0.9, 0.8)]
    other = factories.link(claim=claim, relation="contradicts", score=0.4)

    groups = desk.get(page(claim)).context["relations"]

    assert [(group.links, group.more) for group in groups] == [
        ([other], False),
        ([links[1], links[2]], True),
    ]


def test_saving_without_a_correction_publishes_nothing(desk):
    claim = factories.claim()

    correct(desk, claim)

    assert not Change.objects.exists()


def test_a_correction_does_not_undo_a_review_made_meanwhile(desk, analyst, monkeypatch):
    claim, save = factories.claim(), ClaimAdmin.save_model

    def save_late(self, *args):
        review.verify(claim, by=analyst, because="quicker")
        save(self, *args)

    monkeypatch.setattr(ClaimAdmin, "save_model", save_late)
    correct(desk, claim, condition="if elected")

    claim.refresh_from_db()
    assert (claim.status, claim.condition) == ("verified", "if elected")


def test_status_and_outcome_are_no_fields(desk):
    claim = factories.claim(kind="promise")

    correct(desk, claim, status="verified", outcome="met")

    claim.refresh_from_db()
    assert (claim.status, claim.outcome) == ("new", "")


def test_a_kind_that_has_no_outcome_is_refused_where_one_is_on_record(desk, analyst):
    claim = factories.claim(kind="promise")
    review.conclude(claim, "met", by=analyst, because="done")

    answer = correct(desk, claim, kind="assertion")

    assert "has none" in str(answer.context["adminform"].form.errors["kind"])


def test_a_claim_is_neither_added_nor_deleted_by_hand(desk, admin_client):
    claim = factories.claim()

    assert admin_client.get("/admin/claims/claim/add/").status_code == 403
    assert admin_client.post(f"/admin/claims/claim/{claim.pk}/delete/").status_code == 403


def test_a_merged_claims_links_take_no_verdict_and_its_mentions_are_with_the_other(desk):
    part, whole = factories.mention().claim, factories.claim()
    passage = factories.passage()
    kept, _ = [factories.link(claim=claim, passage=passage) for claim in (part, whole)]
    review.merge(part, whole, by=factories.analyst(), because="the same")

    shown = desk.get(page(part)).content.decode()

    assert f'id="link-{kept.pk}"' in shown
    assert "/accept/decide/" not in shown
    assert "No article says it any more" not in shown
    assert "Its mentions went along to" in shown
    assert "/accept/decide/" not in desk.get(f"/admin/claims/link/{kept.pk}/change/").content.decode()


def test_a_merged_claim_points_to_the_other_and_offers_nothing(desk):
    whole = factories.claim(text="the whole claim")
    part = factories.claim(merged_into=whole)

    shown = desk.get(page(part))

    assert shown.context["decisions"] == []
    assert f'<a href="{page(whole)}">the whole claim</a>' in shown.content.decode()
