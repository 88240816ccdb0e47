"""What the date reader finds in a sentence of ours, told on Tuesday 23 January 2024."""

from datetime import date

from claims.nlp import dates

PUBLISHED = date(2024, 1, 23)


def read(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str]]:
    found = dates.find(text, published=published)
    return [
        (item.text, f"{item.first}..{item.last}" if item.first != item.last else str(item.first))
        for item in found
    ]
