from django.utils.html import strip_tags

from claims.models import Extraction
from tests import factories

LIST = "/admin/articles/article/"


def page(article):
    return f"{LIST}{article.pk}/change/"


def test_the_text_is_shown_whole_with_its_claims_marked(desk):
    mention = factories.mention()

    shown = desk.get(page(mention.revision.article)).context

    assert strip_tags(shown["text"]) == mention.revision.text
    assert f'<a href="#claim-{mention.claim_id}" class="mark is-content kind-assertion"' in shown["text"]
    assert [found.claim for found in shown["found"]] == [mention.claim]


def test_the_newest_revision_is_shown_with_what_changed(desk):
    article = factories.article()
    factories.revision(article=article, text="He will pay.")
    factories.revision(article=article, text="He may pay.", number=2)

    shown = desk.get(page(article)).content.decode()

    assert "<del>will</del><ins>may</ins>" in shown
    assert "What changed since revision 1" in shown


def test_an_earlier_revision_can_be_read(desk):
    article = factories.article()
    factories.revision(article=article, text="He will pay.")
    factories.revision(article=article, text="He may pay.", number=2)

    assert desk.get(page(article), {"revision": "1"}).context["text"] == "He will pay."
    assert desk.get(page(article), {"revision": "x"}).context["text"] == "He may pay."


def test_the_passage_that_a_link_leads_to_is_marked_among_the_claims(desk):
    mention = factories.mention()
    passage = factories.passage(revision=mention.revision, start=4, end=40)
    elsewhere = factories.passage()

    text = desk.get(passage.get_absolute_url()).context["text"]

    assert passage.get_absolute_url().startswith(f"{page(mention.revision.article)}?revision=1&passage=")
    assert strip_tags(text) == mention.revision.text
    assert f'<mark class="mark is-passage" data-mentions="passage-{passage.pk}"> that </mark>' in text
    assert f'<a href="#claim-{mention.claim_id}" class="mark is-content is-passage kind-assertion"' in text
    for other in (elsewhere.pk, "x", "²"):
        address = f"{page(mention.revision.article)}?passage={other}"
        assert "is-passage" not in desk.get(address).context["text"]


def test_an_article_without_a_text_says_so(desk):
    assert "no text yet" in desk.get(page(factories.article())).content.decode()


def test_an_article_that_does_not_exist_leads_back(desk):
    assert desk.get(f"{LIST}999999/change/").status_code == 302


def test_the_list_asks_as_many_questions_for_many_articles_as_for_one(desk, django_assert_num_queries):
    for _ in range(6):
        factories.mention()

    with django_assert_num_queries(5):  # session, user, two of rights, articles
        desk.get(LIST)


def test_a_row_says_whether_the_article_was_read(desk):
    waiting, failed = factories.revision(), factories.revision()
    Extraction.objects.create(revision=failed, extractor="x", error="no sentence")

    states = {article.pk: article for article in desk.get(LIST).context["cl"].result_list}

    assert states[waiting.article_id].extraction_error is None
    assert states[failed.article_id].extraction_error == "no sentence"
    assert [a.pk for a in desk.get(LIST, {"state": "failed"}).context["cl"].result_list] == [
        failed.article_id
    ]


def test_a_search_finds_titles_and_sentences(desk):
    titled = factories.revision(title="The bridge")
    told = factories.passage(revision=factories.revision(text="Bridges were built.")).revision
    factories.revision(title="The tunnel")

    found = {article.pk for article in desk.get(LIST, {"q": "bridge"}).context["cl"].result_list}

    assert found == {titled.article_id, told.article_id}


def test_nobody_changes_an_article_by_hand(admin_client):
    article = factories.revision().article

    assert admin_client.get(f"{LIST}add/").status_code == 403
    assert admin_client.post(page(article), {}).status_code == 403
    assert admin_client.post(f"{LIST}{article.pk}/delete/").status_code == 403
