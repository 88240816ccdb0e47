"""The terms of a claim in words."""

from datetime import date

from claims.evolution import denies
from claims.nlp import deadlines


def amounts(claim):
    """The claim's amounts in words, each once; prefetched quantities are used."""
    return list(dict.fromkeys(str(quantity) for quantity in claim.quantities.all()))


def stated(claim):
    """The claim's amounts in words, each with "not" before it where the claim denies them."""
    return [f"not {amount}" for amount in amounts(claim)] if denies(claim) else amounts(claim)


def period(days):
    """A deadline in words; the range's upper end is the day after the last."""
    if not days:
        return ""
    return deadlines.in_words(days.lower, days.upper and date.fromordinal(days.upper.toordinal() - 1))


def day(date):
    return f"{date:%-d %b %Y}" if date else "—"
