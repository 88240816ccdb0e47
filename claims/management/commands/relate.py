import json
from datetime import datetime

import django

from claims import seams
from claims.linking import texts
from claims.management import jsonl
from claims.management.jsonl import BadRow
from claims.management.onebyone import OneByOne


class Command(OneByOne):
    help = "Says how each passage bears on its claim, and why: JSONL in, JSONL out, no database."
    doing = "Relating"
    takes = "JSONL (id, claim, passage)"
    rows = staticmethod(jsonl.rows)
    prepare = staticmethod(django.setup)

    def checked(self, row):
        """The row with an id, two texts and their days, or what is wrong with it."""
        if isinstance(row, BadRow):
            return row
        values = row.values
        if not isinstance(values.get("id"), str | int) or isinstance(values["id"], bool):
            return BadRow(f'{row.place}: no "id"')
        for name in ("claim", "passage"):
            if not isinstance(values.get(name), str) or not values[name].strip():
                return BadRow(f'{row.place}: no "{name}"')
            day = f"{name}_published"
            try:
                values[day] = datetime.fromisoformat(values[day]).date() if values.get(day) else None
            except (TypeError, ValueError):
                return BadRow(f'{row.place}: "{day}" is no ISO date: {values[day]!r:.60}')
        return row

    def line(self):
        return _line


def _line(values):
    claim = texts.statement(values["claim"], values["claim_published"])
    passage = texts.statement(values["passage"], values["passage_published"])
    found = seams.judge(claim, passage)
    told = {"relation": found.relation or "unrelated", "score": found.score, "reasons": [*found.reasons]}
    return json.dumps({"id": values["id"]} | told)
