"""The analyst that a fresh checkout starts with."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth import authenticate, get_user_model

from config import places

NAME = "analyst"


@dataclass(frozen=True)
class FirstUser:
    name: str
    password: str
    is_new: bool


def path() -> Path:
    return places.var_dir() / "first-password"


def ensure() -> FirstUser | None:
    """Creates the first user with a random password; later gives it as long as it still holds, else None."""
    users = get_user_model().objects
    if not users.exists():
        password = _keep(secrets.token_urlsafe(12))
        users.create_superuser(NAME, password=password)
        return FirstUser(NAME, password, is_new=True)
    if path().exists() and authenticate(username=NAME, password=path().read_text()):
        return FirstUser(NAME, path().read_text(), is_new=False)
    return None


def _keep(password: str) -> str:
    """Written before the user is created: a crash between the two locks nobody out."""
    path().unlink(missing_ok=True)
    path().touch(mode=0o600)
    path().write_text(password)
    return password
