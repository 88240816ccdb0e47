"""The words that report speech and thought, read from data/cues.tsv."""

from dataclasses import dataclass
from functools import cache

from claims.nlp.spans import Kind
from claims.nlp.tables import rows


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the table of cues: "call for" has the head "call" and the particles ("for",)."""

    head: str
    particles: tuple[str, ...]
    kind: Kind
    takes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Form:
    """An inflected form of a cue's head: base, s, past, participle or ing (a regular past is both)."""

    entry: Entry
    tenses: frozenset[str]
    doubtful: bool = False  # mostly a noun, or something else: "plans", "back"


@cache
def cues() -> dict[str, tuple[Form, ...]]:
    """Every inflected form of every cue's head, those with most particles first."""
    tenses: dict[tuple[str, Entry], set[str]] = {}
    doubtful: set[tuple[str, Entry]] = set()
    for cell in rows("cues.tsv"):
        head, *particles = cell[0].split()
        entry = Entry(head, tuple(particles), Kind(cell[1]), frozenset(cell[2].split()))
        without = cell[5].split() if len(cell) > 5 else []
        for tense, form in _inflect(head, *cell[3:5]).items():
            tenses.setdefault((form, entry), set()).add(tense)
            if tense in without:
                doubtful.add((form, entry))
    forms: dict[str, list[Form]] = {}
    for (form, entry), found in tenses.items():
        forms.setdefault(form, []).append(Form(entry, frozenset(found), (form, entry) in doubtful))
    return {
        form: tuple(sorted(found, key=lambda f: -len(f.entry.particles))) for form, found in forms.items()
    }


@cache
def clausal() -> frozenset[str]:
    """The cues behind which a noun is the subject of a clause: "said an attack on the convoy killed ten"."""
    entries = {form.entry for forms in cues().values() for form in forms}
    return frozenset(
        " ".join((entry.head, *entry.particles))
        for entry in entries
        if "that" in entry.takes and "np" not in entry.takes
    )


def _inflect(base: str, past: str = "", participle: str = "") -> dict[str, str]:
    stem = base[:-1] if base.endswith("e") and not base.endswith("ee") else base
    if base in _DOUBLING:
        stem += base[-1]
    consonant_y = base.endswith("y") and base[-2] not in "aeiou"
    past = past or (base[:-1] + "ied" if consonant_y else (base + "d" if base.endswith("e") else stem + "ed"))
    hisses = base.endswith(("s", "sh", "ch", "x", "z"))
    third = base[:-1] + "ies" if consonant_y else base + ("es" if hisses or base.endswith("go") else "s")
    return {"base": base, "s": third, "past": past, "participle": participle or past, "ing": stem + "ing"}


_DOUBLING = frozenset(
    (
        "admit",
        "quip",
        "brag",
        "plan",
        "rip",
        "slam",
        "pan",
        "beg",
        "commit",
        "regret",
        "prefer",
        "refer",
        "chat",
        "rebut",
        "dub",
        "put",
        "hit",
    )
)
