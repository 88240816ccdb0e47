"""Series of news articles of our own writing, each about one matter: what bears on their claims is marked."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from claims.linking import statements

FOLDER = Path(__file__).with_name("series")
NO_LINK = "none"

Series = dict[str, Any]


def read(part: str) -> list[Series]:
    """The series that teach the ``judge``, or the others, to which the weights of ``links`` are fitted.

    Each has a ``name`` and ``articles`` in order of time, with their ``sentences``. A sentence has a ``text``, the
    ``claims`` that are made in it (``number``, ``speaker``, ``kind``, ``words``) and ``links`` to claims of earlier
    articles (``claim``, ``relation``, and ``sure``, false where another reader might see it otherwise).
    """
    lines = (FOLDER / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def pairs(series: Series) -> Iterator[dict[str, str]]:
    """Each claim with each sentence of later articles, but for what is not sure; labelled a relation or ``NO_LINK``."""
    earlier: list[tuple[str, dict[str, Any]]] = []
    for article in series["articles"]:
        for sentence in article["sentences"]:
            made = {link["claim"]: link for link in sentence["links"]}
            for day, claim in earlier:
                link = made.get(claim["number"], {})
                if link.get("sure", True):
                    yield {
                        "claim": statements.told(claim["speaker"], claim["kind"], claim["words"]),
                        "claim_published": day,
                        "passage": sentence["text"],
                        "passage_published": article["published"],
                        "page": series["name"],
                        "label": link.get("relation", NO_LINK),
                    }
        earlier += [(article["published"], claim) for s in article["sentences"] for claim in s["claims"]]


def told(every: Iterable[Series]) -> tuple[list[dict[str, str]], list[dict[str, Any]]]:
    """The articles of several series as ``ingest`` takes them, and what is expected of them."""
    several = [*every]
    return (
        [row for series in several for row in rows(series)],
        [claim for series in several for claim in expected(series)],
    )


def rows(series: Series) -> Iterator[dict[str, str]]:
    """The articles as ``ingest`` takes them, three sentences a paragraph."""
    for number, article in enumerate(series["articles"]):
        told = [sentence["text"] for sentence in article["sentences"]]
        yield {
            "url": _url(series, number),
            "outlet": article["outlet"],
            "published": article["published"],
            "title": article["title"],
            "text": "\n\n".join(" ".join(told[i : i + 3]) for i in range(0, len(told), 3)),
        }


def expected(series: Series) -> list[dict[str, Any]]:
    """Its claims by ``url`` and ``quote``, with the ``links`` that a careful reader makes."""
    found: dict[int, dict[str, Any]] = {}
    for number, article in enumerate(series["articles"]):
        url = _url(series, number)
        for sentence in article["sentences"]:
            for link in sentence["links"]:
                known = {"url": url, "quote": sentence["text"], "sure": link.get("sure", True)}
                found[link["claim"]]["links"].append(known | {"relation": link["relation"]})
            for claim in sentence["claims"]:
                found[claim["number"]] = {"url": url, "quote": claim["words"], "links": []}
    return [*found.values()]


def _url(series: Series, number: int) -> str:
    outlet = slugify(series["articles"][number]["outlet"]) or "news"
    return f"https://{outlet}.example/{slugify(series['name'])}/{number + 1}"
