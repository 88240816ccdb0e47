"""The cast of a document: everybody it names, under the fullest name that it gives."""

from bisect import bisect_left

from claims.nlp import names, sentences
from claims.nlp.names import Occurrence, kind_words
from claims.nlp.spans import ActorKind, ActorName, Spans

_MASCULINE = frozenset(
    ("mr", "mr.", "sir", "lord", "king", "prince", "congressman", "chairman", "spokesman", "father")
)
_FEMININE = frozenset(
    ("mrs", "mrs.", "ms", "ms.", "lady", "queen", "princess", "congresswoman", "chairwoman", "spokeswoman")
)
_LONGEST = 8


class Cast:
    """Who is named where; every name is looked up under its last word and as a whole."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sentences: Spans = sentences.sentences(text)
        self._full: dict[str, str] = {}
        self._roles: dict[str, str] = {}
        self._genders: dict[str, str] = {}
        self._kinds: dict[str, ActorKind] = {}
        found = [o for o in names.occurrences(text) if o.named.name and o.named.name.count(" ") < _LONGEST]
        for occurrence in found:
            self._register(occurrence)
        self.people = [
            (o.start, actor) for o in found if (actor := self.named(o.named.name)).kind is ActorKind.PERSON
        ]
        self.bodies = [
            (o.start, actor)
            for o in found
            if self.named(o.named.name).kind in _BODIES
            for actor in [self.named(o.named.name)]
        ]

    def _register(self, occurrence: Occurrence) -> None:
        role, name = occurrence.named.role, occurrence.named.name
        actor = names.classify(name)
        titled = set(role.lower().split()) & kind_words("title")
        if (
            titled
            and actor.kind is not ActorKind.PERSON
            and " of " not in name
            and name not in names.governments()
        ):
            self._kinds[name] = ActorKind.PERSON
        last = name.split()[-1]
        if " " in name and (actor.kind is ActorKind.PERSON or name in self._kinds):
            self._full.setdefault(last, name)
        full = self._full.get(last, name)
        if (
            role
            and len(role) > len(self._roles.get(full, ""))
            and not set(role.lower().split()) <= _COURTESIES
        ):
            self._roles.setdefault(full, role)
        for word in role.lower().split():
            if word in _MASCULINE | _FEMININE:
                self._genders.setdefault(full, "he" if word in _MASCULINE else "she")

    def named(self, name: str) -> ActorName:
        """The actor of a name: the full name for a surname, the state for its capital."""
        if name in names.governments() and name not in self._full:
            return names.classify(name)
        full = self._full.get(name.split()[-1], name) if name not in self._full.values() else name
        if not (full == name or full.endswith(f" {name}") or full.split()[0] == name.split()[0]):
            full = name
        actor = names.classify(full)
        kind = self._kinds.get(full, actor.kind)
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
_COURTESIES = frozenset(["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir"])
