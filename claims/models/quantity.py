from django.contrib.postgres.fields import DecimalRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Q

from claims.nlp.terms import in_words


class Quantity(models.Model):
    """An amount in a claim: "as much as $5 billion a year" is (–, 5e9] USD per year."""

    class Trend(models.TextChoices):
        UP = "up"
        DOWN = "down"

    claim = models.ForeignKey("claims.Claim", on_delete=models.CASCADE, related_name="quantities")
    mention = models.ForeignKey("claims.Mention", on_delete=models.CASCADE, related_name="quantities")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.CharField(max_length=500)
    amount = DecimalRangeField(default_bounds="[]", help_text="one end open for “as much as”, “at least”")
    unit = models.CharField(max_length=60, blank=True, help_text="ISO 4217 code, % or a noun")
    per = models.CharField(max_length=60, blank=True, help_text="what a rate is counted by: year, barrel")
    approximate = models.BooleanField(default=False)
    trend = models.CharField(max_length=10, choices=Trend, blank=True)

    class Meta:
        ordering = ["mention", "start"]
        verbose_name_plural = "quantities"
        indexes = [
            GistIndex(fields=["amount"], name="quantity_by_amount"),
            models.Index(fields=["unit", "per"], name="quantity_by_unit"),
        ]
        constraints = [
            models.UniqueConstraint(name="quantity_is_read_once", fields=["mention", "start"]),
            models.CheckConstraint(
                name="quantity_ends_after_it_starts", condition=Q(end__gt=models.F("start"))
            ),
            models.CheckConstraint(
                name="quantity_has_a_bound",
                condition=Q(amount__isempty=False)
                & (Q(amount__lower_inf=False) | Q(amount__upper_inf=False)),
            ),
        ]

    def __str__(self):
        return in_words(self.low, self.high, self.unit, self.per, self.approximate)

    @property
    def low(self):
        return self.amount.lower

    @property
    def high(self):
        return self.amount.upper
