"""Who and what a text names, under one spelling each: what an index finds it by beside its words."""

from collections.abc import Iterable

from claims.nlp import quantities, similarity
from claims.nlp.spans import Quantity

_MOST = 60
_LONGEST = 100


def marks(text: str, *, found: Iterable[Quantity] | None = None) -> list[str]:
    """ "@south korea", "#5e+09 USD": names, and figures with a unit; ``found`` are the text's quantities."""
    amounts = quantities.find(text) if found is None else found
    every = {
        *(f"@{name.casefold()}" for name in similarity.names(text)),
        *filter(None, map(_figure, amounts)),
    }
    return sorted(mark[:_LONGEST] for mark in every)[:_MOST]


def _figure(quantity: Quantity) -> str:
    figure = quantity.high if quantity.high is not None else quantity.low
    return f"#{figure:.6g} {quantity.unit}" if quantity.unit and figure is not None else ""
