"""What claims and passages are found by; kept beside them, and made anew where an embedder is replaced."""

from django.db import connection, transaction

from claims import seams
from claims.models import Claim, ClaimIndex, Lexeme, Passage
from claims.nlp import marks

CONTEXT = 300  # code points on each side of a claim's first mention: about two sentences
COUNTED = 50_000  # rows that a count of words looks at; from those it is scaled up
WORDS_FROM = {Lexeme.Of.CLAIMS: (ClaimIndex, "words"), Lexeme.Of.PASSAGES: (Passage, "search")}


def add(claims):
    """Indexes claims, or does it again where their words or actors have changed."""
    rows = [_row(claim) for claim in claims]
    embed(rows)
    ClaimIndex.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["claim"],
        update_fields=["text", "title", "context", "speaker", "said_on", "marks", "embedding"],
    )


def embed(rows):
    """Gives rows of an index, saved or not, their marks and vectors."""
    for row, vector in zip(rows, seams.embed([row.text for row in rows]), strict=True):
        row.marks = marks.marks(row.text)
        row.embedding = vector.tolist() if vector.any() else None


def _row(claim):
    mention = claim.mentions.select_related("revision").defer("revision__original").order_by("pk").first()
    title, context = (mention.revision.title, _around(mention)) if mention else ("", "")
    return ClaimIndex(
        claim=claim,
        text=said(claim),
        title=title,
        context=context,
        speaker=str(claim.speaker or ""),
        said_on=claim.first_said_on,
    )


def said(claim):
    """A claim with its speaker and addressee, as one would look for it."""
    return " ".join(str(part) for part in (claim.speaker, claim.text, claim.addressee) if part)


def _around(mention):
    """The words before and after the mention's content."""
    text = mention.revision.text
    start, end = mention.content[0][0], mention.content[-1][1]
    return f"{text[max(0, start - CONTEXT) : start]} … {text[end : end + CONTEXT]}"


@transaction.atomic
def count_words(of):
    """Counts in how many rows each word stands: of many rows a sample, scaled up."""
    model, field = WORDS_FROM[of]
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SELECT greatest(reltuples, 0) FROM pg_class WHERE oid = %s::regclass", [table])
        share = min(1.0, COUNTED / max(1.0, cursor.fetchone()[0]))
        sample = f" TABLESAMPLE SYSTEM ({100 * share})" if share < 1 else ""
        Lexeme.objects.filter(of=of).delete()
        cursor.execute(
            "INSERT INTO claims_lexeme (of, word, documents)"
            " SELECT %s, word, greatest(1, ndoc / %s) FROM ts_stat(%s) WHERE ndoc > %s",
            [of, share, f'SELECT "{field}" FROM "{table}"{sample}', 0 if share == 1 else 1],
        )


def again(size=500):
    """Indexes every claim and passage anew, and yields how many rows each step did."""
    for model, fields, prepare in (
        (Claim, [], add),
        (Passage, ["marks", "embedding"], embed),
    ):
        last = 0
        while rows := [*model.objects.filter(pk__gt=last).order_by("pk")[:size]]:
            prepare(rows)
            if fields:
                model.objects.bulk_update(rows, fields)
            last = rows[-1].pk
            yield len(rows)
    for of in WORDS_FROM:
        count_words(of)
