"""Finds rows of an index by rare words, names and figures, and by vectors: the candidates, with their scores."""

import math
from dataclasses import dataclass, field

from django.db import connection, models
from django.db.models import F
from pgvector.django import CosineDistance

from claims.nlp import marks

MOST_ROWS = 500  # that the words of one query may find together: what keeps a search short among millions
TOO_COMMON = 20_000  # rows: where even the rarest word of a query stands in more, vectors find what there is
MOST_WORDS = 24
BY_WORDS = 60
_BETWEEN = "\x1f"  # the unit separator: in no mark
FLAT = 20  # of the fusion of ranks: the higher, the less the first ranks stand out


@dataclass(frozen=True, slots=True)
class Effort:
    """Of a search by vector: how many rows it finds, and how many neighbours HNSW keeps in view for that."""

    rows: int
    ef_search: int


THOROUGH = Effort(rows=60, ef_search=1_000)  # finds .95 of the nearest fifty among a million
QUICK = Effort(rows=16, ef_search=160)  # where there are many searches, and few rows of each are used


@dataclass(slots=True)
class Found:
    """A row of an index by its key, and its place in what each search found.

    ``load`` looks up the row, ``words``, the weight of the words that it shares, and ``cosine``, 0 where unknown.
    """

    key: int
    row: models.Model | None = None
    words: float = 0.0
    cosine: float = 0.0
    ranks: dict[str, int] = field(default_factory=dict)

    @property
    def fused(self) -> float:
        """Reciprocal ranks added up (Cormack et al. 2009)."""
        return sum(1 / (FLAT + rank) for rank in self.ranks.values())


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark that is asked for, in how many rows it stands and what sharing it weighs."""

    lexeme: str
    documents: int
    weight: float


class _Weight(models.Func):
    """The weights of the words that a row's vector of words holds, added up."""

    output_field = models.FloatField()
    template = (
        "(SELECT sum(w.weight) FROM unnest(%(words)s::tsquery[], %(weights)s::float[]) AS w(lexeme, weight)"
    )
    template += " WHERE %(expressions)s @@ w.lexeme)"

    def __init__(self, expression, words):
        super().__init__(expression)
        self.words = words

    def as_sql(self, compiler, connection, **context):
        inner, params = compiler.compile(self.source_expressions[0])
        sql = self.template % {"words": "%s", "weights": "%s", "expressions": inner}
        return sql, [[_quoted(w.lexeme) for w in self.words], [w.weight for w in self.words], *params]


def find(rows, asked, *, column="search", effort=THOROUGH):
    """For each of what is asked, words and a vector as PostgreSQL writes it, the most promising rows, best first.

    ``rows`` is a QuerySet of the index, filtered at will, ``column`` its vector of words.
    """
    found = [{} for _ in asked]
    with connection.cursor() as cursor:
        by_words, by_vector = _by_words(cursor, rows, asked, column), _by_vector(cursor, rows, asked, effort)
    for name, ranked in (("words", by_words), ("vector", by_vector)):
        for place, rank, key in ranked:
            found[place - 1].setdefault(key, Found(key)).ranks[name] = rank - 1
    return [sorted(entries.values(), key=lambda entry: -entry.fused) for entries in found]


def load(rows, found, words, vector, *, column="search"):
    """Gives what was found its rows, and what each search says of them, also of those that the other found."""
    weight = _Weight(F(column), words) if words else models.Value(0.0)
    stored = rows.annotate(weight=weight, distance=_distance(vector)).in_bulk([entry.key for entry in found])
    for entry in found:
        entry.row = stored[entry.key]
        entry.words = entry.row.weight or 0.0
        entry.cosine = 0.0 if entry.row.distance is None else 1 - entry.row.distance


def _distance(vector):
    if not vector:
        return models.Value(None, output_field=models.FloatField())
    return CosineDistance("embedding", models.Value(vector))


def _by_words(cursor, rows, asked, column):
    """Of each that is asked the rows with the heaviest words; each word is looked up once, no row is read."""
    words = [(place, word) for place, (words, _) in enumerate(asked, 1) for word in words]
    if not words:
        return []
    sql, params = rows.order_by().values_list("pk", column).query.sql_with_params()
    places, lexemes, weights = zip(*((n, _quoted(w.lexeme), w.weight) for n, w in words), strict=True)
    cursor.execute(_BY_WORDS.format(rows=sql), [[*places], [*lexemes], [*weights], *params, BY_WORDS])
    return cursor.fetchall()


def _by_vector(cursor, rows, asked, effort):
    vectors = {place: vector for place, (_, vector) in enumerate(asked, 1) if vector}
    if not vectors:
        return []
    cursor.execute(
        "SELECT set_config('hnsw.ef_search', %s, false), set_config('hnsw.iterative_scan', 'relaxed_order', false)",
        [str(effort.ef_search)],
    )
    sql, params = (
        rows.exclude(embedding=None).order_by().values_list("pk", "embedding").query.sql_with_params()
    )
    cursor.execute(_BY_VECTOR.format(rows=sql), [[*vectors], [*vectors.values()], *params, effort.rows])
    return cursor.fetchall()


def rare_words(words, most=None):
    """Those of a text's words and marks, rarest first, that together stand in no more rows than ``most``."""
    kept, rows = [], 0
    for word in words[:MOST_WORDS]:
        rows += word.documents
        if rows > (most or MOST_ROWS if kept else TOO_COMMON):
            break
        kept.append(word)
    return kept


def words_of(of, texts):
    """The words and marks of each text, rarest first, each with its weight (inverse document frequency)."""
    found = [[] for _ in texts]
    marked = [_BETWEEN.join(marks.marks(text)) for text in texts]
    with connection.cursor() as cursor:
        cursor.execute(_WORDS, [of, [*texts], marked, of])
        for place, lexeme, n, total in cursor:
            found[place - 1].append(Word(lexeme, n, math.log1p(total / (n + 0.5))))
    return found


def lexemes(texts):
    """The words of each text as the index has them, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(_LEXEMES, [list(texts)])
        return [found for (found,) in cursor.fetchall()]


_WORDS = """
SELECT place, lexeme, coalesce(documents, 0),
       (SELECT greatest(1, max(documents)) FROM claims_lexeme WHERE "of" = %s)
FROM (SELECT place, unnest(tsvector_to_array(to_tsvector('english', text)
                                             || array_to_tsvector(string_to_array(marks, E'\\x1f')))) AS lexeme
      FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS given(text, marks, place)) AS asked
LEFT JOIN claims_lexeme ON claims_lexeme."of" = %s AND word = lexeme
ORDER BY place, 3, lexeme
"""


# OFFSET 0 has each word looked up in the index: PostgreSQL cannot know that it is rare.
_BY_WORDS = """
SELECT place, rank, key
FROM (SELECT place, key, row_number() OVER (PARTITION BY place ORDER BY sum(weight) DESC, key) AS rank
      FROM unnest(%s::int[], %s::tsquery[], %s::float[]) AS asked(place, word, weight)
      CROSS JOIN LATERAL (SELECT key FROM ({rows}) AS stored(key, words) WHERE words @@ word OFFSET 0) AS holding
      GROUP BY place, key) AS weighed
WHERE rank <= %s
"""

_BY_VECTOR = """
SELECT place, row_number() OVER (PARTITION BY place ORDER BY distance, key), key
FROM unnest(%s::int[], %s::halfvec[]) AS asked(place, vector)
CROSS JOIN LATERAL (SELECT key, embedding <=> vector AS distance FROM ({rows}) AS stored(key, embedding)
                    ORDER BY embedding <=> vector LIMIT %s) AS near
"""

_LEXEMES = """
SELECT ARRAY(SELECT lexeme FROM unnest(to_tsvector('english', text)) ORDER BY positions[1])
FROM unnest(%s::text[]) WITH ORDINALITY AS given(text, place) ORDER BY place
"""


def _quoted(lexeme):
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
