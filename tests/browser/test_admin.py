"""What only a browser shows: the dialog, the lit marks, the sizes, and that nothing comes from elsewhere."""

import os

import pytest
from playwright.sync_api import expect, sync_playwright

from claims.models import Review
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def browser(chromium):
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright runs a loop in this thread
    with sync_playwright() as playwright:
        quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        running = playwright.chromium.launch(executable_path=chromium, args=quiet)
        yield running
        running.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def desk(browser, live_server):
    """A page with the analyst logged in; it fails where a script does, or asks another host."""
    factories.analyst(username="mina")
    page = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900}).new_page()
    troubles = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda asked: asked.url.startswith(live_server.url) or troubles.append(asked.url))
    page.goto("/admin/login/")
    page.fill("[name=username]", "mina")
    page.fill("[name=password]", "a long password")
    page.click("#login-form [type=submit]")
    yield page
    page.context.close()
    assert not troubles


def test_a_claim_is_verified_in_a_dialog(desk):
    claim = factories.mention().claim
    desk.goto(f"/admin/claims/claim/{claim.pk}/change/")

    desk.click("text=Verify")
    expect(desk.locator("#dialog [name=because]")).to_be_focused()
    desk.fill("#dialog [name=evidence]", "not an address")
    desk.fill("#dialog [name=because]", "the treaty says so")
    desk.click("#dialog [type=submit]")
    expect(desk.locator("#dialog")).to_contain_text("not a web address")
    expect(desk.locator("#dialog [name=because]")).to_have_value("the treaty says so")
    desk.fill("#dialog [name=evidence]", "https://treaty.example/5")
    desk.click("#dialog [type=submit]")

    expect(desk.locator("#reviews")).to_contain_text("the treaty says so")
    assert Review.objects.get().status == "verified"


def test_what_two_claims_differ_by_is_not_cut_off_where_their_merge_is_asked(desk):
    claims = [factories.claim(text="word " * 30, first_said_on="2019-11-19") for _ in range(2)]
    desk.goto(f"/admin/claims/claim/{claims[0].pk}/merge/{claims[1].pk}/")

    labels = desk.locator("label:has([name=keep]) > span")

    expect(labels.first).to_contain_text("first said 19 Nov 2019")
    assert labels.evaluate_all("all => all.every(span => span.scrollWidth <= span.clientWidth)")


def test_a_claim_and_its_words_light_up_together(desk):
    mention = factories.mention()
    desk.goto(f"/admin/articles/article/{mention.revision.article_id}/change/")

    desk.hover(f"#claim-{mention.claim_id}")

    assert desk.locator(".desk-text .is-lit").count() == 3


def test_a_link_leads_to_its_passage_in_the_article(desk):
    passage = factories.passage(
        revision=factories.revision(text="Weather.\n\n" * 80 + factories.TEXT), start=800
    )
    link = factories.link(passage=passage)
    desk.goto(f"/admin/claims/claim/{link.claim_id}/change/")

    desk.click(f"#link-{link.pk} .desk-facts a")

    expect(desk.locator(".mark.is-found")).to_have_text(factories.TEXT)
    expect(desk.locator(".mark.is-found")).to_be_in_viewport()


def test_what_was_decided_is_said_in_view_however_far_down(desk):
    claim = factories.claim()
    last = [factories.link(claim=claim, score=0.9 - number / 100) for number in range(12)][-1]
    desk.goto(f"/admin/claims/claim/{claim.pk}/change/")

    desk.click(f"#link-{last.pk} button:has-text('Accept')")

    expect(desk.locator(f"#link-{last.pk}")).to_be_in_viewport()
    expect(desk.locator("text=The link was accepted.")).to_be_in_viewport()


def test_a_link_is_accepted_as_another_relation_from_a_menu_that_closes_by_a_click_beside_it(desk):
    link = factories.link(relation="repeats")
    desk.goto(f"/admin/claims/link/{link.pk}/change/")
    choice = desk.locator(".desk-menu button:has-text('Updates')")

    desk.click("text=Accept as…")
    expect(choice).to_be_in_viewport()
    desk.click("h3:has-text('The claim')")
    expect(choice).to_be_hidden()
    desk.click("text=Accept as…")
    choice.click()

    expect(desk.locator("text=The link was accepted as “updates”.")).to_be_in_viewport()


def test_many_claims_are_decided_from_the_list(desk):
    for number in range(3):
        factories.claim(text=f"claim {number}")
    desk.goto("/admin/claims/claim/")

    for box in desk.locator("input.action-select[value]").all()[-2:]:
        box.check()
    desk.select_option("[name=action]", "disputed")
    desk.click("#changelist-actions [type=submit]")
    desk.fill("[name=because]", "two sources disagree")
    desk.click("button:has-text('Dispute (2)')")

    expect(desk.locator("#main")).to_contain_text("2 claims were disputed.")


def test_the_palette_leads_to_a_claim(desk):
    factories.claim(text="the bridge would open")
    desk.goto("/admin/claims/matter/")

    desk.keyboard.press("Control+k")
    expect(desk.locator("#search-input-command")).to_be_focused()
    desk.keyboard.type("bridge")
    desk.click("#command-results-list >> text=the bridge would open")

    expect(desk.locator(".desk-claim")).to_have_text("the bridge would open")


def test_a_chart_that_is_wider_than_its_box_says_that_it_scrolls(desk):
    matter = factories.matter()
    for year in range(9):
        claim = factories.claim(matter=matter, first_said_on=f"{2015 + year}-01-01")
        factories.quantity(mention=factories.mention(claim=claim), high=5 + year)
    desk.goto(f"/admin/claims/matter/{matter.pk}/change/")
    expect(desk.locator(".desk-wider")).to_be_hidden()

    desk.set_viewport_size({"width": 500, "height": 900})
    desk.reload()

    expect(desk.locator(".desk-wider")).to_be_visible()


@pytest.mark.parametrize("width", [800, 390])
def test_no_page_is_wider_than_the_window(desk, width):
    mention = factories.mention(claim=factories.claim(text="word" * 60, matter=factories.matter()))
    factories.quantity(mention=mention)
    factories.link(claim=mention.claim)
    desk.set_viewport_size({"width": width, "height": 900})

    for page in ("", "claims/claim/", f"claims/claim/{mention.claim_id}/change/", "claims/link/",
                 f"articles/article/{mention.revision.article_id}/change/",
                 f"claims/matter/{mention.claim.matter_id}/change/"):  # fmt: skip
        desk.goto(f"/admin/{page}")
        assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth"), page
