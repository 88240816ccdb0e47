"""What extraction found, as JSON."""

import json
from decimal import Decimal
from typing import Any

from claims.nlp.spans import DateInterval, ExtractedClaim, Extraction, Quantity, Spans

_MOST_DIGITS = 4_000  # beyond that Python refuses to write an integer, and nobody means it


def as_json(extraction: Extraction, name: object) -> dict[str, Any]:
    """One document's claims, quantities and dates under its id."""
    return {
        "id": name,
        "claims": [_claim(claim) for claim in extraction.claims],
        "quantities": [_quantity(quantity) for quantity in extraction.quantities],
        "dates": [_interval(interval) for interval in extraction.dates],
    }


def line(document: dict[str, Any]) -> str:
    """One line of JSON, in ASCII, so that no terminal or pipe can spoil it."""
    return json.dumps(document, allow_nan=False)


def _claim(claim: ExtractedClaim) -> dict[str, Any]:
    row: dict[str, Any] = {
        "source": _offsets(claim.source),
        "cue": _offsets(claim.cue),
        "content": _offsets(claim.content) or [],
        "speaker": claim.speaker.name if claim.speaker else None,
        "addressee": claim.addressee.name if claim.addressee else None,
        "kind": claim.kind.value,
        "direct": claim.direct,
        "negated": claim.negated,
        "quantities": list(claim.quantities),
        "worthiness": claim.worthiness,
        "confidence": claim.confidence,
    }
    if claim.condition:
        row["condition"] = claim.condition
    if claim.said_on:
        row["said_on"] = claim.said_on.isoformat()
    return row


def _offsets(spans: Spans) -> list[list[int]] | None:
    return [[span.start, span.end] for span in spans] or None


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "start": quantity.start,
        "end": quantity.end,
        "text": quantity.text,
        "low": number(quantity.low),
        "high": number(quantity.high),
        "unit": quantity.unit,
        "per": quantity.per,
        "approximate": quantity.approximate,
        "trend": quantity.trend,
    }


def number(value: Decimal | None) -> int | float | None:
    """A decimal as a JSON number: a whole one exactly, any other as near as a double gets."""
    if value is None or not value.is_finite() or value.adjusted() > _MOST_DIGITS:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _interval(interval: DateInterval) -> dict[str, Any]:
    return {
        "start": interval.start,
        "end": interval.end,
        "text": interval.text,
        "from": interval.first.isoformat() if interval.first else None,
        "to": interval.last.isoformat() if interval.last else None,
    }
