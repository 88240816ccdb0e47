"""Commands without a database: of each row that is read, one line."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import track

from claims.management import jsonl, parallel
from claims.management.jsonl import BadRow, Row
from claims.nlp import networks

WRONG_SETTINGS = (ImproperlyConfigured, ImportError)  # no row can be blamed for these, and all would end so


class OneByOne(BaseCommand):
    """A subclass says ``doing`` (of the progress bar), ``takes`` (of its files), which ``rows`` they hold, what each
    must have (``checked``) and what makes a ``line`` of it.

    ``prepare`` is what a process must do before it makes lines.
    """

    requires_system_checks = []
    doing = takes = ""
    rows = staticmethod(jsonl.documents)
    prepare: Callable[[], None] | None = None

    def add_arguments(self, parser):
        parser.add_argument(
            "files", nargs="*", metavar="FILE", help=f"{self.takes}; standard input where none is named"
        )
        parser.add_argument("--skip-bad", action="store_true", help="report bad lines and go on")
        parser.add_argument("--processes", type=int, default=networks.cores(), help="default: %(default)s")

    def checked(self, row: Row | BadRow) -> Row | BadRow:
        """The row as ``line`` takes it, or what is wrong with it."""
        return jsonl.identified(row)

    def line(self) -> Callable[[dict[str, Any]], str]:
        """What makes a line of a row's values, in any process."""
        raise NotImplementedError

    def handle(self, *, files, skip_bad, processes, **_):
        if processes < 1:
            raise CommandError("--processes takes a number from 1.")
        found = jsonl.kept(
            map(self.checked, self.rows(files)),
            skip_bad=skip_bad,
            warn=lambda bad: self.stderr.write(str(bad)),
        )
        console = Console(stderr=True)
        with closing(parallel.done(found, self.line(), processes, self.prepare)) as lines:
            for row, line in track(lines, self.doing, console=console) if console.is_terminal else lines:
                if isinstance(line, Exception):
                    self._refuse(row, line, skip_bad)
                else:
                    self.stdout.write(line)

    def _refuse(self, row: Row, error: Exception, skip_bad: bool) -> None:
        if isinstance(error, WRONG_SETTINGS):
            raise CommandError(f"The settings are wrong: {error}") from error
        message = f"{row.place}: {type(error).__name__}: {error}"
        if not skip_bad:
            raise CommandError(message) from error
        self.stderr.write(message)
