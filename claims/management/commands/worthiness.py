from claims.management import jsonl
from claims.nlp import worthiness


class Command(jsonl.OneByOne):
    help = "Says how much each statement is worth checking, and why: JSONL or plain text in, JSONL out, no database."
    doing = "Weighing"
    takes = "JSONL (id, text) or text"

    def checked(self, row):
        return jsonl.identified(row)

    def answer(self, values):
        worth = worthiness.of(values["text"])
        return {"id": values["id"], "worthiness": worth.score, "reasons": [*worth.reasons]}
