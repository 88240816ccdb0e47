import pytest
from django.contrib.auth.models import Permission, User

ANALYSTS_MAY = [
    "view_claim",
    "change_claim",
    "view_link",
    "view_review",
    "add_review",
    "view_matter",
    "view_actor",
    "view_article",
    "view_outlet",
    "view_change",
]


@pytest.fixture
def analyst(db):
    """Staff with the rights that an analyst needs, and no more."""
    user = User.objects.create_user("mina", password="a long password", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=ANALYSTS_MAY))
    return user


@pytest.fixture
def desk(client, analyst):
    """A browser in which the analyst is logged in."""
    client.force_login(analyst)
    return client
