"""What all tests share."""

import os
import shutil
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connections

from config import services

MAC_BROWSERS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


@pytest.fixture(scope="session")
def running_services():
    """PostgreSQL and Redis, started for the first test that asks and stopped after the last."""
    with services.running():
        yield
        for connection in connections.all(initialized_only=True):
            connection.close()
            connection.close_pool()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(running_services, django_db_modify_db_settings_parallel_suffix):
    """A test with a database has the services."""


@pytest.fixture
def redis(running_services):
    """An empty Redis."""
    cache.clear()
    return cache


@pytest.fixture(scope="session")
def chromium():
    """The path of the system's Chromium; without one the test is left out, but never in CI."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = [shutil.which(name) for name in names] + [path for path in MAC_BROWSERS if Path(path).exists()]
    if path := next(filter(None, found), None):
        return path
    if os.environ.get("CI") == "true":
        pytest.fail("no Chromium for the browser tests")
    pytest.skip("no Chromium for the browser tests")
