"""Names of persons, organisations and governments as a document gives them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import dropwhile

from claims.nlp.spans import ActorKind, ActorName
from claims.nlp.tables import rows
from claims.nlp.words import words

_NAME = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.|[^\W\d_][\w’'.&-]*[\w.]|[^\W\d_]|&")
_JOINING = frozenset(("of", "for", "on"))
_POSSESSIVE = re.compile(r"['’]s?$")


@cache
def kind_words(name: str) -> frozenset[str]:
    """One class of the words around names, from data/titles.tsv; phrases are separated by "|"."""
    cells = [row[1] for row in rows("titles.tsv") if row[0] == name]
    return frozenset(word for cell in cells for word in (cell.split("|") if "|" in cell else cell.split()))


@cache
def governments() -> dict[str, str]:
    """From every name of a state's government, as "Seoul", to the state's."""
    table = {}
    for cell in rows("governments.tsv"):
        for name in (cell[0], *filter(None, cell[1].split("|") if len(cell) > 1 else ())):
            table[name] = cell[0]
    return table


@cache
def other_names(government: str) -> tuple[str, ...]:
    """What else news calls a government: of South Korea "Seoul", "ROK"; nothing of what is no government."""
    return tuple(name for name, known in governments().items() if known == government != name)


def government(name: str) -> str | None:
    """The state whose government a name stands for, in capitals too: "SEOUL"."""
    table = governments()
    return table.get(name) or (table.get(name.title()) if name.isupper() and len(name) > 3 else None)


def surnames(name: str) -> tuple[str, ...]:
    """What a full name is shortened to, without regard to case: "von der Leyen", "Leyen"; of "Kim Jong Un", "Kim"."""
    parts = name.casefold().split()
    start = next((i for i, part in enumerate(parts[1:], 1) if part in words("name_particle")), len(parts) - 1)
    keys = [" ".join(parts[start:])] if start else []
    family_first = parts[0] in kind_words("family") and (
        len(parts) == 3 or "-" in parts[-1] or parts[0] in kind_words("family_always")
    )
    return tuple(dict.fromkeys([*keys, parts[-1], *([parts[0]] if family_first else [])]))


@cache
def _adjectives() -> dict[str, str]:
    return {
        word: cell[0]
        for cell in rows("governments.tsv")
        if len(cell) > 2
        for word in cell[2].split("|")
        if word
    }


_GOVERNMENT_OF = re.compile(
    r"(?:(?P<owner>[\w. ]+)(?P<s>['’]s?)? (?:central |federal |national )?government|government of (?P<of>[\w. ]+))"
)


def state_of(phrase: str) -> str | None:
    """The state of "Danish government", "Denmark's government" or "government of Denmark"; None of anything else."""
    match = _GOVERNMENT_OF.fullmatch(phrase)
    if not match:
        return None
    if match["of"]:
        return government(match["of"].removeprefix("the "))
    owner = match["owner"]
    return government(owner) if match["s"] or owner not in _adjectives() else _adjectives()[owner]


@dataclass(frozen=True, slots=True)
class Named:
    """A name with what stands before it: role "Former President", name "Donald Trump"."""

    role: str
    name: str


def split_role(phrase: str) -> Named | None:
    """Cuts "the Republican strategist Ryan Williams" into role and name; None where it ends in no name."""
    parts = phrase.split()
    start = _run_before(parts, len(parts))
    titled = any(part.lower() in kind_words("title") for part in parts[start:])
    if start > 1 and parts[start - 1] in _JOINING and _is_organisation(parts[start - 2]) and not titled:
        return Named(
            "", " ".join(parts[_run_before(parts, start - 1) :])
        )  # "Office for Budget Responsibility"
    if _is_office(parts):
        return None
    if start > 1 and parts[start - 1] == "of" and parts[start - 2].lower() in kind_words("title"):
        start = max(start, len(parts) - 2)  # "Secretary of State Mike Pompeo"
    while start < len(parts) and (parts[start] in words("name_particle") or _is_common(parts, start)):
        start += 1
    run = parts[start:]
    last_title = max((i for i, word in enumerate(run) if word.lower() in kind_words("title")), default=-1)
    if len(run) - last_title - 1 == 0:
        return None
    if run[-1].lower().strip(".") in kind_words("organisation") or phrase in governments():
        last_title = -1
    name = " ".join(run[last_title + 1 :])
    role = [*dropwhile(lambda word: word.lower() in _COMMON, parts[: start + last_title + 1])]
    return Named(" ".join(role), _POSSESSIVE.sub("", name).strip("'’\"“”"))


def _is_office(parts: list[str]) -> bool:
    """Whether a title with its domain is all there is: "Chancellor of the Exchequer", "Prime Minister of Denmark"."""
    if "of" not in parts[1:-1]:
        return False
    at = parts.index("of", 1)
    domain = [part for part in parts[at + 1 :] if part != "the"]
    one = len(domain) == 1 or government(" ".join(domain)) is not None
    return one and parts[at - 1].lower() in kind_words("title")


def _is_common(parts: list[str], i: int) -> bool:
    """Whether a word is common rather than a given name: "The", but not "Will" of "Will Berg"."""
    return parts[i].lower() in _COMMON and not (parts[i] in ("Will", "Per") and i + 2 == len(parts))


def _run_before(parts: list[str], end: int) -> int:
    """Where the capitalised words begin that end there."""
    start = end
    while start and (
        _is_capital(parts[start - 1]) or (parts[start - 1] in words("name_particle") and start < end)
    ):
        start -= 1
    return start


def _is_organisation(word: str) -> bool:
    return _is_capital(word) and word.lower() in kind_words("organisation")


def _is_capital(word: str) -> bool:
    return word[:1].isupper() or (word[:1] in "'’“\"(" and word[1:2].isupper())


def classify(name: str) -> ActorName:
    """The kind of a name without its context."""
    if state := government(name):
        return ActorName(state, ActorKind.GOVERNMENT)
    parts = name.split()
    acronym = len(parts) == 1 and len(name) > 1 and name.replace(".", "").isupper()
    if (
        acronym
        or name.lower() in kind_words("office")
        or any(part.lower() in kind_words("organisation") for part in (parts[0], parts[-1]))
        or any(f" {word} " in name for word in _JOINING)
        or (len(parts) == 1 and parts[0].lower().endswith("bank"))
    ):
        return ActorName(name, ActorKind.ORGANISATION)
    if len(parts) == 1 and name.lower().endswith(_PEOPLES):
        return ActorName(name, ActorKind.GROUP)
    return ActorName(name, ActorKind.PERSON)


_PEOPLES = (
    "cans",
    "ians",
    "crats",
    "ists",
    "tives",
    "lims",
    "berals",
    "voters",
    "soldiers",
    "eans",
    "raelis",
    "ese",
)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A name at a place of the text."""

    start: int
    end: int
    named: Named


def occurrences(text: str) -> Iterator[Occurrence]:
    """The runs of capitalised words, in order; a common word at a sentence's start is none of them."""
    run: list[re.Match[str]] = []
    for match in _NAME.finditer(text):
        gap = text[run[-1].end() : match.start()] if run else ""
        if run and (gap not in (" ", "\u00a0") or _ends_sentence(run[-1].group())):
            yield from _closed(text, run)
            run = []
        word = match.group()
        if word[0].isupper() or (run and word in words("name_link") and _may_link(run, word)):
            if not run and word.lower() in _COMMON:
                continue
            run.append(match)
        elif run:
            yield from _closed(text, run)
            run = []
    yield from _closed(text, run)


def _ends_sentence(word: str) -> bool:
    """Whether a word with a full stop ends a sentence rather than being short for another."""
    if not word.endswith(".") or "." in word[:-1] or len(word) < 4:
        return False
    return word[:-1].lower() not in words("abbreviation") and word.lower() not in kind_words("title")


def _may_link(run: list[re.Match[str]], word: str) -> bool:
    """Whether "and", "for" or "the" can be part of the name so far: "Department of Health and …"."""
    if word not in ("and", "for", "the"):
        return True
    before = [match.group() for match in run[-6:]]
    return "of" in before or before[-1].lower() in kind_words("organisation")


@cache
def _common() -> frozenset[str]:
    classes = [
        "be",
        "have",
        "do",
        "modal",
        "adverb",
        "determiner",
        "subject",
        "object",
        "relative",
        "preposition",
        "conjunction",
        "wh",
        "day",
        "month",
    ]
    return frozenset().union(*(words(name) for name in classes))


_COMMON = _common()


def _closed(text: str, run: list[re.Match[str]]) -> Iterator[Occurrence]:
    while run and (run[-1].group() in words("name_link") or run[-1].group().lower() in _COMMON):
        run = run[:-1]
    if not run:
        return
    phrase = " ".join(match.group() for match in run)
    if named := split_role(
        phrase.rstrip(".") if phrase.count(".") == 1 and not phrase[-2:-1].isupper() else phrase
    ):
        yield Occurrence(run[0].start(), run[-1].end(), named)
