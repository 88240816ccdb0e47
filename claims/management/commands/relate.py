import json
from datetime import datetime

import django

from claims import seams
from claims.linking import texts
from claims.management import jsonl
from claims.management.jsonl import BadRow
from claims.management.onebyone import OneByOne

READ_AS = ("claim_told", "passage_told", "passage_context")  # as calibrate exports what the judge read


class Command(OneByOne):
    help = "Says how each passage bears on its claim, and why: JSONL in, JSONL out, no database."
    doing = "Relating"
    takes = (
        "JSONL (id, claim, passage, claim_published?, passage_published?, claim_told? and passage_told?: the text with "
        "who says it, passage_context?: what stands before the passage)"
    )
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
        for name in READ_AS:
            if not isinstance(values.get(name) or "", str):
                return BadRow(f'{row.place}: "{name}" is no text')
        return row

    def line(self):
        return _line


def _line(values):
    claim, passage = _statement(values, "claim"), _statement(values, "passage")
    found = seams.judge(claim, passage)
    told = {"relation": found.relation or "unrelated", "score": found.score, "reasons": [*found.reasons]}
    return json.dumps({"id": values["id"]} | told)


def _statement(values, name):
    told, context = values.get(f"{name}_told") or "", values.get(f"{name}_context") or ""
    return texts.statement(values[name], values[f"{name}_published"], told=told, context=context)
