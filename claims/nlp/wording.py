"""What the wording of a content tells of its claim's kind, where the cue only reports ("said", "warned")."""

import re
from functools import cache

from claims.nlp.phrases import claim_nouns
from claims.nlp.spans import ActorKind, ActorName, Kind
from claims.nlp.tables import rows
from claims.nlp.words import words

FUTURE = re.compile(
    r"\b(?:will|would|won[’']t|wouldn[’']t|is going to|are going to|shall)\b|[’'](?:ll)\b", re.IGNORECASE
)
_INTRODUCED = (
    r"^\W*(?:that )?(?:(?:if|unless|despite|after|until|once|when|as|in|on|by|with|for|while) [^,]{1,120}, )?"
)
_OWN = (
    _INTRODUCED
    + r"(?:\w+ )?(?P<who>the \w+|[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e|I|(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur) (?:own )?"
    r"(?:government|administration|party|ministry|country|army|office|side|union|company|group))"
    r"(?: \w+ly| also| still| instead)?"
)
_NOT_AFTER = r"(?P<not>n[’']t| not| never| no longer)?(?: \w+ly| also| then| instead| ever)?"
_WILL = re.compile(
    r" ?(?:would|will|wo|[’']ll|[’']d|plans? to|planned to|intends? to|intended to"
    rf"|(?:is|are|was|were|[’'](?:re|m|s)) going to){_NOT_AFTER}"
)
_OWN_FUTURE = re.compile(rf"{_OWN}(?P<will>{_WILL.pattern})(?P<verb>(?: [\w-]+){{1,4}})", re.IGNORECASE)
_OWN_PAST = re.compile(
    _OWN + r"(?: (?:never|did not|didn[’']t|do not|does not|don[’']t|doesn[’']t) (?P<verb>\w+)"
    r"| (?:had|have|has|was|were) (?:not|never) (?P<done>\w+)|(?: is| are| am|[’'](?:m|s|re)) not"
    r" (?P<in>involved|aware|guilty)"
    r"| (?:hadn|haven|hasn|wasn|weren)[’']t (?P<been>\w+)|[’']ve never)\b"
)
_CONDITIONED = re.compile(r"\b(?:until|unless|without)\b")
_MUST = re.compile(r"(?<!not )(?<!not have )\b(?:must|has to|have to|had to|needs? to)\b(?! not\b)")
_SHOULD = re.compile(r"\b(?:should|shouldn[’']t|ought to)\b")
_NOUN = re.compile(
    r"\W*(?:(?:its|his|her|their|the|an?|another|no) (?:[\w-]+ ){0,5}?|(?:[a-z-]+ ){0,2}?)([\w-]+)"
    r"(?: (?:that|of|to|for|on|against|over)\b|\W*$)"
)
_WITHHELD = re.compile(r"\b(?:will|would) (?:not|no longer|be no)\b|\bw(?:on|ouldn)[’']t\b")
_IF = re.compile(r"\b(?:if|unless|until|should (?:the|any|[A-Z]))")
_HEAD = re.compile(
    r"\W*(?:[\w’'.-]+ )*?([\w’'.-]+)(?=\W*$|[,.;]| (?:of|to|for|on|in|that|which|as|by|with|from|at|over|against)\b)"
)
_QUOTED_WORD = re.compile(
    r"[“\"‘']([\w-]+)(?= (?:the|this|that|these|those|your|our|it|them|him|her|now|all|[A-Z]))"
)
_CLAUSE_END = re.compile(r"(?<!\b[A-Z])[.!?][”\"]?(?=\s)|,[”\"]|\b(?:and|but) that\b")
_ASKED = re.compile(r"\W*(?:when|how|whether|what|who|why|where)\b")
_NOT = re.compile(r"\b(?:not|no|never|nothing)\b|n[’']t\b")
_REPORTED = 160  # how far from its beginning a content is searched


@cache
def _phrases(name: str) -> re.Pattern[str]:
    """One class of data/contents.tsv as whole words."""
    found = next(row[1] for row in rows("contents.tsv") if row[0] == name)
    inner = "|".join(map(re.escape, sorted(found.split("|"), key=len, reverse=True)))
    return re.compile(rf"(?<![\w-])(?:{inner})(?![\w-])", re.IGNORECASE)


def says(name: str, content: str) -> re.Match[str] | None:
    """The first phrase of a class of data/contents.tsv in the beginning of a content."""
    return _phrases(name).search(content[:_REPORTED])


def is_one_of(name: str, phrase: str) -> bool:
    """Whether a phrase is one of a class of data/contents.tsv."""
    return bool(_phrases(name).fullmatch(phrase))


def kind(content: str, speaker: ActorName | None) -> Kind:
    """The kind of a claim that is only said, by its wording and by who may be meant by "it" and "he"."""
    if own := own_future(content, speaker):
        return own
    if _denies(content, speaker):
        return Kind.DENIAL
    if says("reprisal", content):
        return Kind.THREAT
    if _MUST.search(content[:120]) or _orders(content):
        return Kind.DEMAND
    if _SHOULD.search(content[:_REPORTED]):
        return Kind.POSITION
    if FUTURE.search(_first_clause(content)[:70]) and not _ASKED.match(content):
        return Kind.PREDICTION
    return Kind.ACCUSATION if _accuses(content) else Kind.ASSERTION


def begins_with_noun(content: str) -> Kind | None:
    """The kind of what is reported by name: "its demand that …", "scathing criticism of …"."""
    match = _NOUN.match(content[:80])
    if not match or (words("preposition") | words("modal") | words("be")) & {
        *match.group().lower().split()[:-2]
    }:
        return None
    found = claim_nouns().get(match.group(1).lower())
    return found[0] if found else None


def own_future(content: str, speaker: ActorName | None) -> Kind | None:
    """What the speaker's own side will do: a plan, a threat, or a refusal; None where it is no such thing."""
    match = _OWN_FUTURE.search(content)
    if not match or not _may_be(match["who"].lower(), speaker):
        return None
    effect = _phrases("effect").match(match["verb"].strip())
    if effect and match["who"].lower() == "it" and not match["not"]:
        return None
    return intention(content[match.start("will") :])


def intention(predicate: str) -> Kind:
    """Whether "will …" of one's own is a plan, a threat ("will retaliate") or a refusal ("will not accept")."""
    match = _WILL.match(predicate)
    if not match:
        return Kind.PLAN
    verb = predicate[match.end() :].lstrip()
    if not match["not"]:
        return Kind.THREAT if _phrases("hostile").match(verb) else Kind.PLAN
    if verb.startswith(("tolerate", "stand by", "hesitate to")):
        return Kind.THREAT
    refused = _phrases("yielding").match(verb) or _CONDITIONED.search(verb[:200])
    return Kind.DENIAL if refused else Kind.PLAN


def threatens(content: str, speaker: ActorName | None) -> bool:
    """Whether what is promised or announced is harm: "to retaliate", "it would boycott the talks"."""
    promised = content.startswith("to ") and _phrases("hostile").match(content, 3)
    return bool(promised) or own_future(content, speaker) is Kind.THREAT


def _may_be(pronoun: str, speaker: ActorName | None) -> bool:
    """Whether a pronoun may mean who speaks: a ministry is no "he", a person no "it"."""
    if speaker is None:
        return not pronoun.startswith("the ")
    if pronoun.startswith("the "):
        return pronoun[4:] in f"{speaker.role} {speaker.name}".lower().split()
    if pronoun in ("he", "she"):
        return speaker.kind in (ActorKind.PERSON, ActorKind.UNNAMED)
    return (
        pronoun != "it" or speaker.kind is not ActorKind.PERSON or not (speaker.role or " " in speaker.name)
    )


def _denies(content: str, speaker: ActorName | None) -> bool:
    """Whether the speaker says not to have done something, or that something is false or out of the question."""
    if (match := _OWN_PAST.search(content)) and _may_be(match["who"].lower(), speaker):
        done = match["verb"] or match["done"] or match["been"] or ""
        return not _phrases("state").fullmatch(done)
    if says("refused", content[:100]):
        return True
    found = says("untrue", content[:100])
    return bool(found) and not _NOT.search(content[: found.start() if found else 0][-12:])


def _first_clause(content: str) -> str:
    """The words to the end of the first sentence, quotation or clause."""
    return _CLAUSE_END.split(content, maxsplit=1)[0]


def _orders(content: str) -> bool:
    """Whether a quotation begins with an imperative: "Lift the ban"."""
    match = _QUOTED_WORD.match(content)
    return bool(match and match.group(1)[0].isupper() and _phrases("imperative").fullmatch(match.group(1)))


def _accuses(content: str) -> bool:
    """Whether somebody is said to have done wrong, and not that nobody has."""
    found = says("wrong", content[:100]) or says("blame", content[:100])
    return bool(found) and not _NOT.search(content[: found.start() if found else 0])


def is_ultimatum(content: str) -> bool:
    """Whether something is withheld on a condition: "there will be no deal if …"."""
    return bool(_WITHHELD.search(content[:_REPORTED]) and _IF.search(content))


def criticised_plan(content: str) -> bool:
    """Whether what is criticised is a plan or a law rather than a deed."""
    match = None if content.startswith("that ") else _HEAD.match(content[:120])
    return bool(match and _phrases("plan").fullmatch(match.group(1)))
