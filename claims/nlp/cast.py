"""The cast of a document: everybody it names, under the fullest name that it gives."""

from bisect import bisect_left

from claims.nlp import names, quotes, sentences
from claims.nlp.names import Named
from claims.nlp.spans import ActorKind, ActorName, Spans

_LONGEST = 8


class Cast:
    """Who is named where; every name is looked up under its last word and as a whole."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sentences: Spans = sentences.sentences(text)
        self._full: dict[str, str] = {}
        self._roles: dict[str, str] = {}
        self._genders: dict[str, str] = {}
        self._titled: set[str] = set()
        found = [o for o in names.occurrences(text) if o.named.name.count(" ") < _LONGEST]
        for occurrence in found:
            self._register(occurrence.named)
        alone = {o.named.name for o in found}
        actors = [(o.start, self.named(o.named.name)) for o in found]
        quoted = _quoted(text)
        self.people = [
            (start, actor)
            for start, actor in actors
            if self._is_surely_person(actor, alone) and not _is_inside(quoted, start)
        ]
        self.bodies = [(start, actor) for start, actor in actors if actor.kind in _BODIES]

    def _register(self, named: Named) -> None:
        name, role = named.name, named.role
        titles = {word.lower() for word in role.split()} & names.kind_words("title")
        person = bool(titles) and " of " not in name and name not in names.governments()
        if " " in name and (person or names.classify(name).kind is ActorKind.PERSON):
            self._full.setdefault(name.split()[-1], name)
        full = self._full.get(name.split()[-1], name)
        if person:
            self._titled.add(full)
        if titles - names.kind_words("courtesy"):
            self._roles.setdefault(full, role)
        for pronoun, gender in (("he", "masculine"), ("she", "feminine")):
            if (titles | {full.split()[0].lower()}) & names.kind_words(gender):
                self._genders.setdefault(full, pronoun)

    def _is_surely_person(self, actor: ActorName, alone: set[str]) -> bool:
        """Whether "he" may mean somebody: who has a title, or a full name and elsewhere the surname alone."""
        if actor.kind is not ActorKind.PERSON:
            return False
        return actor.name in self._titled or (" " in actor.name and actor.name.split()[-1] in alone)

    def named(self, name: str) -> ActorName:
        """The actor of a name: the full name for a surname, the state for its capital."""
        if name in names.governments() and name not in self._full:
            return names.classify(name)
        full = self._full.get(name.split()[-1], name) if name not in self._full.values() else name
        if not (full == name or full.endswith(f" {name}") or full.split()[0] == name.split()[0]):
            full = name
        actor = names.classify(full)
        kind = ActorKind.PERSON if full in self._titled else actor.kind
        return ActorName(actor.name, kind, self._roles.get(full, "") if kind is ActorKind.PERSON else "")

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
        """The nearest person named before an offset whose role holds the title: "the president"."""
        i = bisect_left(self.people, offset, key=lambda item: item[0])
        for _, actor in reversed(self.people[max(0, i - 60) : i]):
            if title in actor.role.lower().split():
                return actor
        return None


_BODIES = frozenset((ActorKind.ORGANISATION, ActorKind.GOVERNMENT))


def _quoted(text: str) -> Spans:
    return tuple(quote.span for part in sentences.paragraphs(text) for quote in quotes.find(text, part))


def _is_inside(spans: Spans, offset: int) -> bool:
    i = sentences.at(spans, offset)
    return i >= 0 and offset < spans[i].end
