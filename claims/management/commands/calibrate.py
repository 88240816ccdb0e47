import argparse
import json
import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.table import Table

from claims import calibration
from claims.management import tables

WIDTH = 140  # of tables that go into a file or a pipe


class Command(BaseCommand):
    help = (
        "Tells from reviewers' decisions on links how often each relation holds at which score, and proposes the "
        "lowest score that gives a wanted precision; can write the decided pairs as training data."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--precision", type=_share, default=0.9, help="wanted, between 0 and 1; default: %(default)s"
        )
        parser.add_argument("--json", action="store_true", help="JSONL in place of tables")
        parser.add_argument("--export", type=Path, metavar="FILE", help="write the decided pairs as JSONL")

    @tables.needed()
    def handle(self, *, precision, json, export, **_):
        if export:
            self._export(export)
        decided = calibration.decided()
        found = [band for relation, pairs in decided.items() for band in calibration.bands(relation, pairs)]
        proposals = [calibration.propose(relation, pairs, precision) for relation, pairs in decided.items()]
        show = self._as_lines if json else self._as_tables
        show(found, proposals)

    def _export(self, path):
        try:
            count = _exported(path)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror or error}") from error
        self.stderr.write(f"{count} decided pairs in {path}")

    def _as_lines(self, bands, proposals):
        for band in bands:
            self.stdout.write(json.dumps(_line(band)))
        for proposal in proposals:
            line = {"relation": proposal.relation, "wanted": proposal.wanted, "threshold": proposal.threshold}
            above = _line(proposal.above)
            line |= {name: above[name] for name in ("decided", "accepted", "precision", "interval")}
            self.stdout.write(json.dumps(line | {"why": proposal.why}))

    def _as_tables(self, bands, proposals):
        console = Console(file=self.stdout, width=None if self.stdout.isatty() else WIDTH)
        if not bands:
            console.print("No link is decided yet: accept or reject some in the admin, then ask again.")
            return
        table = Table("relation", "score", "decided", "accepted", "precision", "95% interval")
        for band in bands:
            table.add_row(band.relation, f"{band.low:.1f} to {band.high:.1f}", *_counted(band))
        console.print(table)
        wanted = f"threshold for {proposals[0].wanted:.0%}"
        table = Table("relation", wanted, "decided", "accepted", "precision", "95% interval", "")
        for proposal in proposals:
            threshold = "none" if proposal.threshold is None else f"{proposal.threshold:.2f}"
            table.add_row(proposal.relation, threshold, *_counted(proposal.above), proposal.why)
        console.print(table)


def _exported(path):
    """Writes the decided pairs, and says how many; an old file is there until a new one is whole."""
    if path.exists() and not path.is_file():  # a pipe or a device: nothing takes its place
        return _written(path)
    path = path.resolve()  # what a link leads to is replaced, not the link
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        count = _written(fresh)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    return count


def _written(path):
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for example in calibration.examples():
            file.write(json.dumps(example, ensure_ascii=False) + "\n")
            count += 1
    return count


def _share(words):
    try:
        share = float(words)
    except ValueError:
        share = 0.0
    if not 0 < share <= 1:
        raise argparse.ArgumentTypeError(
            f"{words!r} is no precision; write a number between 0 and 1, such as 0.9"
        )
    return share


def _line(band):
    return {
        "relation": band.relation,
        "score_from": band.low,
        "score_to": band.high,
        "decided": band.decided,
        "accepted": band.accepted,
        "precision": None if band.share is None else round(band.share, 4),
        "interval": [round(end, 4) for end in band.interval],
    }


def _counted(band):
    low, high = band.interval
    share = "—" if band.share is None else f"{band.share:.2f}"
    return str(band.decided), str(band.accepted), share, f"{low:.2f} to {high:.2f}"
