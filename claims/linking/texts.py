"""Statements from bare texts, for pairs that are stored nowhere."""

from datetime import date

from claims import seams
from claims.identity import terms_of
from claims.linking.relations import Statement
from claims.nlp.names import other_names
from claims.nlp.spans import ActorKind, ActorName, ExtractedClaim


def statement(text: str, published: date | None = None, *, told: str = "", context: str = "") -> Statement:
    """A text as the judge sees it: what its longest attribution says, or where it has none, all of it.

    ``told`` is the text with who says it, where the text alone does not tell; ``context`` is what stands before it.
    """
    told = told if told.strip() else text
    found = seams.extract(told, published=published)
    [vector] = seams.embed([text])
    claim = max(found.claims, key=_length, default=None)
    terms = tuple(map(terms_of, found.quantities))
    if claim is None:
        return Statement(text, told=told, terms=terms, day=published, context=context, vector=vector)
    return Statement(
        text=text,
        told=told,
        speaker=_names(claim.speaker),
        addressee=_names(claim.addressee),
        kind=claim.kind.value,
        negated=claim.negated,
        terms=terms,
        day=published,
        content=" ".join(span.of(told) for span in claim.content),
        condition=claim.condition,
        context=context,
        vector=vector,
    )


def _length(claim: ExtractedClaim) -> int:
    return sum(span.end - span.start for span in claim.content)


def _names(actor: ActorName | None) -> tuple[str, ...]:
    """The actor's name first, then what else it goes by."""
    if actor is None:
        return ()
    names = [actor.name, *other_names(actor.name)]
    if actor.kind is ActorKind.PERSON:
        names.append(actor.name.split()[-1])
    return tuple(dict.fromkeys(names))
