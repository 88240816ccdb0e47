import pytest
from django.contrib.auth import get_user_model

from config import first_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def var(tmp_path, monkeypatch):
    monkeypatch.setenv("VAR_DIR", str(tmp_path))


def test_the_first_user_has_a_random_password_that_is_kept_private(tmp_path):
    user = first_user.ensure()

    assert user.is_new
    assert get_user_model().objects.get(is_superuser=True).check_password(user.password)
    assert len(user.password) >= 16
    assert (tmp_path / "first-password").stat().st_mode & 0o777 == 0o600


def test_a_later_start_gives_it_again(tmp_path):
    password = first_user.ensure().password

    assert first_user.ensure() == first_user.FirstUser("analyst", password, is_new=False)


def test_a_password_that_was_changed_is_no_longer_given():
    first_user.ensure()
    analyst = get_user_model().objects.get()
    analyst.set_password("another")
    analyst.save()

    assert first_user.ensure() is None


def test_where_there_are_users_none_is_made(django_user_model):
    django_user_model.objects.create_user("someone")

    assert first_user.ensure() is None
    assert django_user_model.objects.count() == 1
