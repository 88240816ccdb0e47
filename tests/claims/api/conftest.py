import pytest
from django.contrib.auth.models import User

from tests import factories
from tests.claims.api import client_of


@pytest.fixture
def api():
    return client_of(factories.analyst())


@pytest.fixture
def reader():
    """Somebody who has logged in and has no permissions."""
    return client_of(User.objects.create_user("reader"))
