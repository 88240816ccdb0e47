"""Claims by rules alone: an extractor for which the tagger only weighs what is said."""

from datetime import date

from claims.nlp import attribution, claims, worthiness
from claims.nlp.spans import Extraction


def extract(text: str, *, published: date | None = None, place: str = "") -> Extraction:
    """The claims of a text whose attributions are found by rules."""
    found = attribution.find(text)
    return claims.read(worthiness.weighed(text), found, published=published, place=place)
