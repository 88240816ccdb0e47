"""Who a source stands for, and whom a claim is directed at."""

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import takewhile

from claims.nlp import names, sentences
from claims.nlp.cast import Cast
from claims.nlp.names import kind_words
from claims.nlp.spans import ActorKind, ActorName, Span, Spans
from claims.nlp.words import words

_SPACE = re.compile(r"\s+")
_ARTICLE = re.compile(r"^(?:the|an?|one|another|some|that|this|his|her|its|their|our|my)\s+", re.IGNORECASE)
_MARKS = " \t,.;:—–-()\"“”'‘’"
_SINGULAR = {"he": "he", "his": "he", "him": "he", "she": "she", "her": "she"}
_LIST = re.compile(r"[A-Z][\w.'’ -]{1,40}(?:, [A-Z][\w.'’ -]{1,40}){1,5},? and [A-Z]")
_NAME_BEHIND = re.compile(r"[ ,]{0,2}([A-Z][\w’'-]+(?: [\w’'-]+){0,3}? ?[A-Z][\w’'-]+),")
_PLACED = re.compile(
    r"(?:[\w’'.-]+ )?[A-Za-z][a-z]+s (?:in|from|at|near|across|around) "
)  # "growers in Florida"
_ADJUNCT = re.compile(  # what a source may drag along: "itself", "on Monday", the verb
    r"(?:\s+(?:itself|himself|herself|themselves|also|later|(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|on|said|says))+$"
)
_OWNED = re.compile(  # a document with its owner
    r"(.+)[’']s?(?<=[’'s]) (?:[\w-]+ ){0,3}[\w-]+"
    r"|[\w -]+? (?:by|from|of) ((?:the )?[A-Z].+)"
    r"|[\w -]+? that ((?:the )?(?:[A-Z][\w’.-]* ){1,5})[a-z]+ed(?: .+)?"
)
_LOOK_BACK = 5


class Speakers:
    """Resolves the sources of one document; ask in order, since "he" leans on who spoke before."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.cast = Cast(text)
        self._spoke: list[tuple[int, ActorName]] = []
        self._described: dict[str, ActorName] = {}
        self._latest: dict[str, ActorName] = {}  # by its head noun

    def speaker(self, source: Spans) -> ActorName | None:
        """The actor that a source names, describes or refers back to; None for nobody."""
        if not source:
            return None
        actor = self.resolve(source[0])
        if actor is not None:
            self._spoke.append((source[0].start, actor))
        return actor

    def resolve(self, span: Span) -> ActorName | None:
        """The actor that a phrase stands for."""
        whole = _SPACE.sub(" ", span.of(self.text)).strip(_MARKS)
        phrase = _head(whole)
        word = phrase.lower()
        if not phrase or word in words("first_person") or word in words("wh") - words("relative"):
            return None
        if word in words("relative") | {"whose"}:
            return self._antecedent(span)
        if word in _SINGULAR:
            return self._person(span.start, _SINGULAR[word])
        if word in words("plural_pronoun"):
            return self._last(
                span.start, frozenset((ActorKind.GROUP, ActorKind.UNNAMED, ActorKind.ORGANISATION))
            )
        if word in words("neuter_pronoun"):
            return self._last(span.start, _BODIES) or self.cast.body_before(span.start)
        return self._apposed(phrase, self._with_name_behind(whole, span)) or self._noun_phrase(
            phrase, span.start
        )

    def _with_name_behind(self, whole: str, span: Span) -> str:
        """A description with the name that follows it in the text: "Their leader" of "Their leader, Per Strand,"."""
        following = (
            _NAME_BEHIND.match(self.text, span.end)
            if self.text[span.end - 1 : span.end + 1].strip() in _MARKS
            else None
        )
        return f"{whole}, {following.group(1)}" if following and "," not in whole else whole

    def _apposed(self, phrase: str, whole: str) -> ActorName | None:
        """The name behind a description: "his campaign manager, Jeff Weaver"."""
        apposition = whole[len(phrase) :].lstrip(" ,").split(",")[0].strip(_MARKS)
        bare = _ARTICLE.sub("", phrase)
        described = bare != phrase and _head_noun(bare) in kind_words("person")
        if not apposition[:1].isupper() or (names.split_role(bare) and not described):
            return None
        named = names.split_role(" ".join(takewhile(lambda part: part[:1].isupper(), apposition.split())))
        if named is None or " " not in named.name:
            return None
        actor = self.cast.named(named.name)
        return (
            replace(actor, kind=ActorKind.PERSON, role=actor.role or bare)
            if described
            else replace(actor, role=actor.role or bare)
        )

    def _noun_phrase(self, phrase: str, offset: int) -> ActorName | None:
        bare = _ARTICLE.sub("", phrase)
        if state := names.state_of(bare):
            return ActorName(state, ActorKind.GOVERNMENT)
        if re.search(r"\b(?:and|or)\b", bare) and not _is_one_name(bare):
            return ActorName(bare, ActorKind.GROUP)
        common = bare.lower() in kind_words("people") | kind_words("person") | kind_words(
            "body"
        ) | kind_words("document")
        named = None if common else names.split_role(bare)
        if named and named.name and not _is_described(bare, named):
            if " " in named.name:
                self.cast.register(named)
            actor = self.cast.named(named.name)
            is_role = named.role and named.role.lower() not in kind_words("courtesy") | {
                "other",
                "many",
                "most",
            }
            if actor.kind is ActorKind.PERSON and is_role and not actor.role:
                return replace(actor, role=named.role)
            return actor
        return self._description(phrase, bare, offset)

    def _description(self, phrase: str, bare: str, offset: int) -> ActorName | None:
        """ "A senior official", later "the official"; "the ministry"; "critics"."""
        head = _head_noun(bare)
        if not head:
            return None
        definite = phrase.split()[0].lower() in _DEFINITE or bare == phrase
        if head in kind_words("body") and " " not in bare and definite:
            return self._body(head, bare, offset)
        if head in kind_words("document"):
            return self._owner(bare, offset) or self._kept(bare, ActorName(bare, ActorKind.UNNAMED))
        if head in kind_words("person"):
            return self._somebody(bare, head, definite, offset)
        if head in kind_words("people"):
            return self._kept(bare, ActorName(bare, ActorKind.UNNAMED))
        if head in kind_words("body") | kind_words("organisation"):
            return self._kept(bare, ActorName(bare, ActorKind.ORGANISATION))
        return self._kept(bare, ActorName(bare, ActorKind.GROUP if head.endswith("s") else ActorKind.UNNAMED))

    def _owner(self, document: str, offset: int) -> ActorName | None:
        """Who speaks in "the ministry's figures", "estimates published by NATO", "the budget that X presented"."""
        match = _OWNED.fullmatch(document)
        owner = match and next(filter(None, match.groups()))
        if not owner or _head_noun(owner) in kind_words("document"):
            return None
        found = self._noun_phrase(owner, offset)
        return found if found and found.kind in _NAMED else None

    def _somebody(self, bare: str, head: str, definite: bool, offset: int) -> ActorName:
        """An unnamed person: described before by the same noun, the holder of a title, or a new one."""
        if definite and " " not in bare:
            known = self._described.get(head) or self.cast.holder_before(offset, head)
            if known := known or self._introduced_later(head, offset):
                return self._kept(head, known)
        if definite and (holder := self.cast.holder_before(offset, bare)):
            return holder
        actor = ActorName(bare, ActorKind.UNNAMED)
        self._described.setdefault(head, actor)
        return self._kept(bare, actor)

    def _introduced_later(self, head: str, offset: int) -> ActorName | None:
        """What a headline's bare "official" is called in the text: "a senior presidential official"."""
        limit = min(len(self.text), offset + 1500)
        pattern = rf"\b[Aa]n? ((?:[\w’'.-]{{1,20}} ){{1,5}}{re.escape(head)})\b"
        match = re.compile(pattern).search(self.text, offset, limit)
        if not match:
            return None
        described = match.group(1).split()
        start = max((i + 1 for i, w in enumerate(described) if w.lower() in _NOT_MODIFIERS), default=0)
        return ActorName(" ".join(described[start:]), ActorKind.UNNAMED)

    def _body(self, head: str, bare: str, offset: int) -> ActorName:
        kinds = frozenset((ActorKind.GOVERNMENT,)) if head == "government" else None
        noun = "" if head == "government" else head
        known = self.cast.body_before(offset, noun, kinds) or self._latest.get(head)
        if known is None and head in kind_words("any_body"):
            known = self._last(offset, frozenset((ActorKind.ORGANISATION,))) or self.cast.body_before(
                offset, kinds=frozenset((ActorKind.ORGANISATION,))
            )
        return known or self._kept(bare, ActorName(bare, ActorKind.ORGANISATION))

    def _kept(self, key: str, actor: ActorName) -> ActorName:
        self._latest[_head_noun(actor.name)] = actor
        return self._described.setdefault(key.lower(), actor)

    def _antecedent(self, span: Span) -> ActorName | None:
        """Whom "who" or "which" refers to: the phrase right before it."""
        sentence = self._sentence(span.start)
        before = self.text[max(sentence, span.start - 120) : span.start].rstrip(" ,—–(")
        start = max(before.rfind(mark) for mark in (",", ";", "“", "”", "—", " that ", " and ")) + 1
        phrase = before[start:].strip(_MARKS)
        if not phrase:
            return None
        found = _last_phrase(phrase.split())
        return self._noun_phrase(found, span.start) if found.lower() not in words("preposition") else None

    def _person(self, offset: int, pronoun: str) -> ActorName | None:
        """The person meant by "he": who spoke last in the nearest sentence, or is named first there."""
        index = sentences.at(self.cast.sentences, offset)
        for i in range(index, max(-1, index - _LOOK_BACK), -1):
            start = self.cast.sentences[i].start
            end = min(offset, self.cast.sentences[i].end)
            if actor := self._speaker_in(start, end, pronoun) or self.cast.person_in(start, end, pronoun):
                return actor
        last = self._last(offset, frozenset((ActorKind.PERSON,)))
        return last if last and self.cast.fits(last, pronoun) else None

    def _speaker_in(self, start: int, end: int, pronoun: str) -> ActorName | None:
        for place, actor in reversed(self._spoke):
            if place < start:
                return None
            one = actor.kind is ActorKind.PERSON or (
                actor.kind is ActorKind.UNNAMED and self._is_single(actor)
            )
            if place < end and one and self.cast.fits(actor, pronoun):
                return actor
        return None

    @staticmethod
    def _is_single(actor: ActorName) -> bool:
        return _head_noun(actor.name) in kind_words("person")

    def _last(self, offset: int, kinds: frozenset[ActorKind]) -> ActorName | None:
        for place, actor in reversed(self._spoke[-30:]):
            if place < offset and actor.kind in kinds:
                return actor
        return None

    def _sentence(self, offset: int) -> int:
        i = bisect_right(self.cast.sentences, offset, key=lambda span: span.start) - 1
        return self.cast.sentences[i].start if i >= 0 else 0


_DEFINITE = frozenset(("the", "its", "his", "her", "their"))
_NAMED = frozenset((ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.GOVERNMENT))
_BODIES = frozenset((ActorKind.ORGANISATION, ActorKind.GOVERNMENT))
_NOT_MODIFIERS = words("preposition") | words("conjunction") | {"a", "an", "the", "that", "who"}


def _last_phrase(parts: list[str]) -> str:
    """The name, or the description from its article on, that words end with."""
    start = len(parts)
    while start and parts[start - 1][:1].isupper():
        start -= 1
    if start == len(parts):
        articles = (
            i for i in range(len(parts) - 1, max(-1, len(parts) - 8), -1) if _ARTICLE.match(parts[i] + " ")
        )
        start = next(articles, max(0, len(parts) - 1))
    return " ".join(parts[start:])


def _head(phrase: str) -> str:
    """A phrase without its apposition, relative clause and brackets."""
    if _LIST.match(phrase):
        return phrase
    phrase = re.split(r"\s*[,(\[]|\s[—–-]+\s|\s(?:who|which|whose)\s", phrase, maxsplit=1)[0]
    return _ADJUNCT.sub("", phrase.strip(_MARKS))


def _is_one_name(phrase: str) -> bool:
    """Whether "and" is part of a name: "the Department of Health and Human Services"."""
    return bool(re.search(r" of \w+ and ", phrase)) or phrase.lower().split()[-1] in kind_words(
        "organisation"
    )


def _is_described(bare: str, named: names.Named) -> bool:
    """Whether a name at the end belongs to a description: "a spokesman for Clinton", "officials in Seoul"."""
    if _head_noun(bare) in kind_words("people") and bare.split()[-1].lower() != _head_noun(bare):
        return True
    if _PLACED.match(bare):
        return True
    return bool(
        re.search(
            r"^(?:[\w’'.-]+ )*?[a-z]\w*(?: (?:for|of|with|in|from|at|to|close to|familiar with)) ", bare
        )
    ) and (
        _head_noun(bare)
        in kind_words("person") | kind_words("people") | kind_words("document") | kind_words("body")
    )


def _head_noun(phrase: str) -> str:
    """The last word before a preposition: "people" of "people familiar with the matter"."""
    parts = phrase.split()
    for i, part in enumerate(parts):
        if i and (
            part.lower() in words("preposition")
            or part in ("familiar", "close", "briefed", "involved", "that")
        ):
            return parts[i - 1].lower().strip(_MARKS)
    return parts[-1].lower().strip(_MARKS) if parts else ""
