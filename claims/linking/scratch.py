"""An index of its own in a schema that never outlives its transaction: production's tables, code and indexes."""

from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction

from claims.linking import index
from claims.models import ClaimIndex, Lexeme

LONGEST = 100_000  # code points: a tsvector has room for that


@contextmanager
def empty_index():
    """ClaimIndex and Lexeme, empty, for as long as the block runs; whatever happens, nothing of it stays."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            # A name of this run's own: one that creates the schema of another waits until that has ended.
            cursor.execute("SELECT 'scratch_' || pg_backend_pid()")
            [schema] = cursor.fetchone()
            cursor.execute(f"CREATE SCHEMA {schema}")
            for model in (ClaimIndex, Lexeme):
                table = model._meta.db_table
                cursor.execute(f"CREATE TABLE {schema}.{table} (LIKE public.{table} INCLUDING ALL)")
            cursor.execute(f"SET LOCAL search_path TO {schema}, public")
        try:
            yield
        finally:
            transaction.set_rollback(True)


def fill(rows):
    """Stores ClaimIndex rows, whose keys are of no claims, with their marks and vectors, and counts their words."""
    index.embed(rows)
    ClaimIndex.objects.bulk_create(rows, batch_size=500)
    index.count_words(Lexeme.Of.CLAIMS)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {ClaimIndex._meta.db_table}")


def row(number, given):
    """A ClaimIndex row for a claim that is given as JSON; ``number`` stands for its key."""
    made = ClaimIndex(
        claim_id=number,
        text=clean(given["text"]),
        title=clean(given.get("title") or ""),
        context=clean(given.get("context") or ""),
        speaker=clean(given.get("speaker") or ""),
        said_on=day(given.get("published")),
    )
    made.name = given["id"]
    return made


def clean(text):
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")[:LONGEST]


def day(published):
    return datetime.fromisoformat(published).date() if published else None
