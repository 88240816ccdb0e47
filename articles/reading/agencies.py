"""News agencies by the names that bylines and datelines give them; the list is agencies.txt."""

import re
from pathlib import Path


def _read() -> dict[str, str]:
    lines = (Path(__file__).parent / "agencies.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split(None, 1) for line in lines if line and not line.startswith("#")]
    return {name.strip(): short for short, names in rows for name in names.split("|")}


SHORT_FORMS = _read()
NAMES = "|".join(sorted(map(re.escape, SHORT_FORMS), key=len, reverse=True))


def agency(words: str) -> str:
    """The agency that the words name, in its usual short form; empty where they name none."""
    return SHORT_FORMS.get(re.sub(r"^the ", "", words.strip(" ,|/.-–—()").lower()), "")
