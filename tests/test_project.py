"""What holds for the project as a whole."""

import ast
import subprocess
from pathlib import Path

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.urls import reverse

from tests import factories

ROOT = Path(__file__).resolve().parent.parent
TOP = {"manage.py", "pyproject.toml", "requirements.lock", "README.md", "LICENSE", "Makefile", "articles", "claims",
       "config", "tests"}  # fmt: skip


def sources(*folders):
    return [path for folder in folders for path in (ROOT / folder).rglob("*.py")]


def imported(path):
    """The modules that a file imports, dotted."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_migrations_go_back(transactional_db):
    call_command("migrate", "claims", "zero", verbosity=0)
    call_command("migrate", verbosity=0)


def test_articles_know_nothing_of_claims():
    assert not [
        path for path in sources("articles") if any(name.startswith("claims") for name in imported(path))
    ]


@pytest.mark.parametrize("folder", ["claims/nlp", "articles/reading"])
def test_language_code_and_reading_are_pure(folder):
    banned = ("django", "rest_framework", "celery", "httpx", "psycopg", "claims.models", "articles.models")
    assert not [path for path in sources(folder) if any(name.startswith(banned) for name in imported(path))]


def test_only_fetching_and_the_judge_behind_an_endpoint_touch_the_network():
    banned = ("httpx", "requests", "urllib.request")
    found = {path.relative_to(ROOT).as_posix() for path in sources("articles", "claims")
             if any(name.startswith(banned) for name in imported(path))}  # fmt: skip
    assert found == {"articles/fetching.py", "claims/linking/completions.py"}


def test_the_top_level_stays_as_agreed():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if tracked.returncode:
        pytest.skip("not a git checkout")
    names = {line.split("/")[0] for line in tracked.stdout.splitlines()}
    assert {name for name in names if not name.startswith(".")} <= TOP


def test_the_lock_names_no_registry():
    lock = (ROOT / "requirements.lock").read_text()
    assert "://" not in lock
    assert "--hash=sha256:" in lock


@pytest.mark.django_db
def test_every_admin_page_opens(client):
    client.force_login(factories.analyst())
    link = factories.link(claim=factories.quantity().claim)
    rows = {type(row): row for row in (link, link.claim, link.passage, link.passage.revision.article)}

    for model in admin.site._registry:
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        assert client.get(reverse(f"admin:{name}_changelist")).status_code == 200, name
        if model in rows:
            assert client.get(reverse(f"admin:{name}_change", args=[rows[model].pk])).status_code == 200, name
    assert client.get(reverse("admin:index")).status_code == 200
