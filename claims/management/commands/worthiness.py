import json

from claims.management.onebyone import OneByOne
from claims.nlp import worthiness


class Command(OneByOne):
    help = "Says how much each statement is worth checking, and why: JSONL or plain text in, JSONL out, no database."
    doing = "Weighing"
    takes = "JSONL (id, text) or text"

    def line(self):
        return _line


def _line(values):
    worth = worthiness.of(values["text"])
    return json.dumps({"id": values["id"], "worthiness": worth.score, "reasons": [*worth.reasons]})
