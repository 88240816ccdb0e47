"""Commands that read tables, on a database that may lack them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import ProgrammingError
from psycopg.errors import UndefinedColumn, UndefinedTable


@contextmanager
def needed() -> Iterator[None]:
    """What runs inside, or is decorated so, says how to make the tables where they are missing."""
    try:
        yield
    except ProgrammingError as error:
        if not isinstance(error.__cause__, UndefinedTable | UndefinedColumn):
            raise
        raise CommandError("The database lacks tables of this version: run manage.py migrate.") from error
