"""Finds rows of an index by rare words, names and figures, and by vectors: the candidates, with their scores."""

import math
from dataclasses import dataclass, field

from django.contrib.postgres.search import SearchQuery
from django.db import connection, models
from django.db.models import F
from pgvector.django import CosineDistance

from claims.nlp import marks

MOST_ROWS = 4_000  # that the words of one query may find together: what keeps a search short among millions
MOST_WORDS = 24
BY_WORDS = 60
BY_VECTOR = 60
EF_SEARCH = 350  # of HNSW: how many neighbours a search keeps in view; finds .97 of the nearest among 100,000
_BETWEEN = "\x1f"  # the unit separator: in no mark
FLAT = 20  # of the fusion of ranks: the higher, the less the first ranks stand out


@dataclass(slots=True)
class Found:
    """A row of an index: ``words``, the weight of the words that it shares, and ``cosine``, 0 where unknown."""

    row: models.Model
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


def find(rows, asked, vector, *, column="search"):
    """The most promising rows for what is asked, best first: rare words and a vector.

    ``rows`` is a QuerySet of the index, filtered at will, ``column`` its vector of words.
    """
    weight = _Weight(F(column), asked) if asked else models.Value(0.0)
    scored = rows.annotate(weight=weight, distance=_distance(vector))
    found: dict[int, Found] = {}
    for name, ranked in (("words", _by_words(scored, asked, column)), ("vector", _by_vector(scored, vector))):
        for rank, row in enumerate(ranked):
            entry = found.setdefault(row.pk, Found(row, row.weight or 0.0, 1 - _or(row.distance, 1)))
            entry.ranks[name] = rank
    return sorted(found.values(), key=lambda entry: -entry.fused)


def _or(value, other):
    return other if value is None else value


def _distance(vector):
    if not any(vector):
        return models.Value(None, output_field=models.FloatField())
    return CosineDistance("embedding", [float(x) for x in vector])


def _by_words(scored, asked, column):
    if not asked:
        return []
    query = SearchQuery(" | ".join(_quoted(w.lexeme) for w in asked), search_type="raw", config="simple")
    return scored.filter(**{column: query}).order_by("-weight", "pk")[:BY_WORDS]


def _by_vector(scored, vector):
    if not any(vector):
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('hnsw.ef_search', %s, false), set_config('hnsw.iterative_scan', 'relaxed_order', false)",
            [str(EF_SEARCH)],
        )
    return scored.exclude(embedding=None).order_by("distance")[:BY_VECTOR]


def rare_words(words):
    """Those of a text's words and marks, rarest first, that together stand in no more than MOST_ROWS rows."""
    kept, rows = [], 0
    for word in words[:MOST_WORDS]:
        rows += word.documents
        if kept and rows > MOST_ROWS:
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


_LEXEMES = """
SELECT ARRAY(SELECT lexeme FROM unnest(to_tsvector('english', text)) ORDER BY positions[1])
FROM unnest(%s::text[]) WITH ORDINALITY AS given(text, place) ORDER BY place
"""


def _quoted(lexeme):
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
