"""The terms of a claim in words."""

from datetime import date


def amounts(claim):
    """The claim's amounts in words, each once; prefetched quantities are used."""
    return list(dict.fromkeys(str(quantity) for quantity in claim.quantities.all()))


def period(days):
    """A deadline in words; the range's upper end is the day after the last."""
    if not days:
        return ""
    first, last = days.lower, days.upper and date.fromordinal(days.upper.toordinal() - 1)
    if first and last:
        return f"{first:%-d %B %Y}" if first == last else f"{first:%-d %B %Y} to {last:%-d %B %Y}"
    return f"by {last:%-d %B %Y}" if last else f"from {first:%-d %B %Y}"


def day(date):
    return f"{date:%-d %b %Y}" if date else "—"
