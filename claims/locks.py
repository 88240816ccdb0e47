"""Locks of PostgreSQL that last until the transaction ends."""

from hashlib import blake2b

from django.db import connection


def lock(*names: str):
    """Waits for the locks of all these names, always in the same order, so that two callers never deadlock."""
    keys = sorted({_key(name) for name in names})
    with connection.cursor() as cursor:
        for key in keys:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def _key(name):
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)
