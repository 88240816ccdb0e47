import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from claims.models import ClaimIndex
from tests import factories

pytestmark = pytest.mark.django_db


def test_every_claim_is_indexed_without_a_progress_bar_where_no_terminal_is(capfd):
    claim = factories.claim()

    call_command("reindex")

    assert ClaimIndex.objects.get().claim == claim
    assert capfd.readouterr() == ("", "Done.\n")


def test_missing_tables_are_said():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE claims_passage RENAME TO elsewhere")

    with pytest.raises(CommandError, match=r"run manage\.py migrate"):
        call_command("reindex")
