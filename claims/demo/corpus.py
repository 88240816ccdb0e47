"""The files of the demo corpus."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("[0-9][0-9]-*.jsonl"))
MATTERS = {
    "01-troops": "The cost of U.S. troops in South Korea",
    "02-nato": "NATO's spending targets",
    "03-tips": "No tax on tips",
    "04-tariffs": "U.S. tariffs on Canada, Mexico and China",
    "05-income-pledge": "No new tax below $400,000 a year",
    "06-uk-tax": "Labour's pledge on income tax, national insurance and VAT",
    "07-hospitals": "Forty new hospitals in England",
    "08-power-bills": "Australian power bills",
    "09-germany": "Germany's defence spending and its special fund",
    "10-climate": "The Paris agreement and carbon neutrality",
}


def rows(file: Path) -> list[dict[str, Any]]:
    """The articles of one file, as `ingest` takes them."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def expected() -> dict[str, list[dict[str, Any]]]:
    """What a careful reader finds: `claims` with their links, and a `tour` of places where a newcomer looks first."""
    return json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))


def reviews() -> list[dict[str, Any]]:
    """What the demo's analyst decided, in order."""
    return json.loads((FOLDER / "reviews.json").read_text(encoding="utf-8"))
