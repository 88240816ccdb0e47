"""The cast of a document: everybody it names, under the fullest name that it gives."""

import re
from bisect import bisect_left

from claims.nlp import names, quotes, sentences
from claims.nlp.names import Named
from claims.nlp.spans import ActorKind, ActorName, Spans

_LONGEST = 8
_SAYS_IT = re.compile(  # "Norvik Steel said it would close", "Norvik Steel, a maker of rails"
    r",? (?:has |had |also )?(?:said|says|announced|reported|expects|warned|added)"
    r"(?: on [A-Z][a-z]+day| [A-Z][a-z]+day| in a statement)?(?: that)? "
    r"(?:its|it (?:would|will|has|had|plans|planned|expects|expected|intends|intended)(?! be| not be| take))\b"
    rf"|, (?:an?|the|one of)(?: [\w’'.-]+){{0,6}}? (?:{'|'.join(sorted(names.kind_words('business')))})\b"
)


class Cast:
    """Who is named where; every name is looked up under its last word and as a whole."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sentences: Spans = sentences.sentences(text)
        self._full: dict[str, str] = {}
        self._roles: dict[str, str] = {}
        self._genders: dict[str, str] = {}
        self._titled: set[str] = set()
        self._bodies: set[str] = set()
        found = [o for o in names.occurrences(text) if o.named.name.count(" ") < _LONGEST]
        for occurrence in found:
            self.register(occurrence.named)
            if not occurrence.named.role and _SAYS_IT.match(text, occurrence.end, occurrence.end + 120):
                self._bodies.add(occurrence.named.name)
        alone = {o.named.name for o in found}
        self._bodies = {name for name in self._bodies if not self._is_like_person(name, alone)}
        actors = [(o.start, self.named(o.named.name)) for o in found]
        quoted = _quoted(text)
        self.people = [
            (start, actor)
            for start, actor in actors
            if self._is_surely_person(actor, alone) and not _is_inside(quoted, start)
        ]
        self.bodies = [(start, actor) for start, actor in actors if actor.kind in _BODIES]

    def register(self, named: Named) -> None:
        """Takes in a name with its title, to be known by its last word, or by its first where the family's is first."""
        name, role = named.name, named.role
        titles = {word.lower() for word in role.split()} & names.kind_words("title")
        person = bool(titles) and " of " not in name and name not in names.governments()
        if " " in name and (person or names.classify(name).kind is ActorKind.PERSON):
            for key in names.surnames(name):
                self._full.setdefault(key, name)
        full = self._fullest(name)
        if person:
            self._titled.add(full)
        if titles - names.kind_words("courtesy"):
            self._roles.setdefault(full, role)
        for pronoun, gender in (("he", "masculine"), ("she", "feminine")):
            if (titles | {full.split()[0].lower()}) & names.kind_words(gender):
                self._genders.setdefault(full, pronoun)

    def _fullest(self, name: str) -> str:
        """The full name that a surname, or a name in capitals, stands for; the name itself where none is known."""
        key = name.casefold()
        full = self._full.get(key) or self._full.get(key.split()[-1], name)
        known, given = full.casefold(), key.split()
        fits = (
            known == key
            or known.endswith(f" {key}")
            or (known.split()[0] == given[0] and known.split()[-1] == given[-1])
        )
        return full if fits or key in names.surnames(full) else name

    def _is_like_person(self, name: str, alone: set[str]) -> bool:
        """Whether a name has a title or a given name, or is shortened as only a person's is."""
        return name in self._titled or name in self._genders or name.split()[-1] in alone

    def _is_surely_person(self, actor: ActorName, alone: set[str]) -> bool:
        """Whether "he" may mean somebody: who has a title, or a full name and elsewhere the surname alone."""
        if actor.kind is not ActorKind.PERSON:
            return False
        return actor.name in self._titled or (" " in actor.name and actor.name.split()[-1] in alone)

    def named(self, name: str) -> ActorName:
        """The actor of a name: the full name for a surname, the state for its capital."""
        state = names.government(name)
        if state and name.casefold() not in self._full:
            return ActorName(state, ActorKind.GOVERNMENT)
        full = self._fullest(name)
        actor = names.classify(full)
        if full in self._titled:
            return ActorName(actor.name, ActorKind.PERSON, self._roles.get(full, ""))
        if full in self._bodies and actor.kind is ActorKind.PERSON:
            return ActorName(actor.name, ActorKind.ORGANISATION)
        return ActorName(
            actor.name, actor.kind, self._roles.get(full, "") if actor.kind is ActorKind.PERSON else ""
        )

    def fits(self, actor: ActorName, pronoun: str) -> bool:
        """Whether a person may be meant by "he" or "she", as far as titles tell."""
        return self._genders.get(actor.name, pronoun) == pronoun

    def person_in(self, start: int, end: int, pronoun: str) -> ActorName | None:
        """The first person named between two offsets whom the pronoun fits."""
        i = bisect_left(self.people, start, key=lambda item: item[0])
        while i < len(self.people) and self.people[i][0] < end:
            if self.fits(self.people[i][1], pronoun):
                return self.people[i][1]
            i += 1
        return None

    def body_before(
        self, offset: int, noun: str = "", kinds: frozenset[ActorKind] | None = None
    ) -> ActorName | None:
        """The nearest organisation or government named before an offset, its name ending in the noun."""
        i = bisect_left(self.bodies, offset, key=lambda item: item[0])
        for _, actor in reversed(self.bodies[max(0, i - 40) : i]):
            if kinds and actor.kind not in kinds:
                continue
            if not noun or noun in actor.name.lower().split():
                return actor
        return None

    def holder_before(self, offset: int, title: str) -> ActorName | None:
        """The nearest person named before an offset whose role holds the title: "the former president"."""
        i = bisect_left(self.people, offset, key=lambda item: item[0])
        wanted = {*title.lower().split()}
        for _, actor in reversed(self.people[max(0, i - 60) : i]):
            if wanted <= {*actor.role.lower().split()}:
                return actor
        return None


_BODIES = frozenset((ActorKind.ORGANISATION, ActorKind.GOVERNMENT))


def _quoted(text: str) -> Spans:
    return tuple(quote.span for part in sentences.paragraphs(text) for quote in quotes.find(text, part))


def _is_inside(spans: Spans, offset: int) -> bool:
    i = sentences.at(spans, offset)
    return i >= 0 and offset < spans[i].end
