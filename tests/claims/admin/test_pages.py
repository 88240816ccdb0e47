import re

import pytest
from knox.models import AuthToken

from claims import review
from tests import factories

LISTS = [
    "articles/article",
    "articles/outlet",
    "auth/group",
    "auth/user",
    "claims/actor",
    "claims/change",
    "claims/claim",
    "claims/link",
    "claims/matter",
    "claims/review",
    "knox/authtoken",
]
ELSEWHERE = re.compile(
    r"""(?:src|action|hx-\w+)=["'](?:https?:)?//|<link[^>]+href=["'](?:https?:)?//|url\(["']?https?:"""
)


@pytest.fixture
def rows(db):
    """One row of each kind, with a review and a link between them."""
    outlet = factories.outlet(website="https://gazette.example")
    revision = factories.revision(article=factories.article(outlet=outlet))
    claim = factories.claim(kind="promise", matter=factories.matter(), speaker=factories.actor())
    factories.quantity(mention=factories.mention(claim=claim, revision=revision))
    link = factories.link(claim=claim, passage=factories.passage(revision=revision))
    made = review.verify(claim, by=factories.analyst(), because="seen")
    token, _ = AuthToken.objects.create(made.by)
    change = claim.changes.first()
    return [outlet, revision.article, claim, claim.matter, claim.speaker, link, made, change, made.by, token]


def test_every_page_opens_and_needs_nothing_from_elsewhere(admin_client, rows):
    pages = ["/admin/", *(f"/admin/{name}/" for name in LISTS), "/admin/claims/", "/admin/articles/"]
    pages += [f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/" for row in rows]
    pages += ["/admin/claims/actor/add/", "/admin/claims/matter/add/", "/admin/auth/user/add/"]
    pages += ["/admin/knox/authtoken/add/"]

    for page in pages:
        answer = admin_client.get(page)
        assert answer.status_code == 200, page
        assert not ELSEWHERE.search(answer.content.decode()), page


def test_every_page_of_the_sidebar_opens(admin_client, rows):
    groups = admin_client.get("/admin/").context["sidebar_navigation"]

    for item in (item for group in groups for item in group["items"]):
        assert admin_client.get(str(item["link"])).status_code == 200


def test_a_new_token_is_shown_once(admin_client, admin_user):
    answer = admin_client.post(
        "/admin/knox/authtoken/add/", {"user": admin_user.pk, "expiry_0": "", "expiry_1": ""}, follow=True
    )

    token = str(next(iter(answer.context["messages"]))).split(": ")[1]
    assert len(token) == 64
    assert token not in admin_client.get("/admin/knox/authtoken/").content.decode()


def test_an_actor_that_an_analyst_adds_has_a_name_of_its_own(admin_client):
    form = {"name": "Seoul", "kind": "unnamed", "role": ""}
    form |= {"aliases-TOTAL_FORMS": "0", "aliases-INITIAL_FORMS": "0"}

    answer = admin_client.post("/admin/claims/actor/add/", form)

    assert "kind" in answer.context["adminform"].form.errors
