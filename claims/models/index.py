from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorCombinable, SearchVectorField
from django.db import models
from django.db.models import F, Func, Q
from pgvector.django import HalfVectorField, HnswIndex


class Marks(SearchVectorCombinable, Func):
    """An array of marks as lexemes that stand as they are."""

    function = "array_to_tsvector"
    output_field = SearchVectorField()
    config = None


class ClaimIndex(models.Model):
    """What a claim is found by: its words, those around it, who and what it names, and its vector."""

    claim = models.OneToOneField(
        "claims.Claim", on_delete=models.CASCADE, primary_key=True, related_name="index"
    )
    text = models.TextField(help_text="the claim's, with its speaker")
    title = models.TextField(blank=True, help_text="the headline of the article where it was first said")
    context = models.TextField(blank=True, help_text="the words around it: to find it by, not to rank it by")
    speaker = models.TextField(blank=True)
    said_on = models.DateField(null=True, help_text="first, as far as we know")
    marks = ArrayField(models.TextField(), default=list)
    embedding = HalfVectorField(dimensions=384, null=True)
    words = models.GeneratedField(
        expression=SearchVector("text", "title", "context", config="english") + Marks(F("marks")),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="claimindex_words"),
            HnswIndex(
                name="claimindex_embedding",
                fields=["embedding"],
                opclasses=["halfvec_cosine_ops"],
                m=24,
                ef_construction=128,
            ),
        ]

    def __str__(self):
        return self.text


class Lexeme(models.Model):
    """In how many rows of an index a word or mark stands, as of the last count: rare ones find more with less."""

    class Of(models.TextChoices):
        CLAIMS = "claims"
        PASSAGES = "passages"

    of = models.CharField(max_length=10, choices=Of)
    word = models.TextField()
    documents = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(name="lexeme_commonest", fields=["of", "-documents"])]
        constraints = [
            models.UniqueConstraint(
                name="lexeme_is_counted_once", fields=["of", "word"], include=["documents"]
            ),
            models.CheckConstraint(
                name="lexeme_is_of_a_known_index", condition=Q(of__in=["claims", "passages"])
            ),
        ]

    def __str__(self):
        return self.word
