"""Claims and passages as the judge sees them: plain values, no rows."""

from collections import defaultdict
from datetime import timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from articles.models import Revision
from claims.identity import terms_of
from claims.linking.relations import Statement
from claims.linking.vectors import Packed, unpacked
from claims.models import Alias, Claim, Kind, Mention, Passage
from claims.nlp import quantities, similarity

CONTEXT = 300  # code points before a passage: about two sentences
SAYING = {
    Kind.ASSERTION: "said",
    Kind.DEMAND: "demanded",
    Kind.PROMISE: "promised",
    Kind.PLAN: "plans",
    Kind.PREDICTION: "predicted",
    Kind.ACCUSATION: "accused",
    Kind.DENIAL: "denied",
    Kind.THREAT: "threatened",
    Kind.POSITION: "said",
}


def claims(keys):
    """Claims by their keys, with all that their Statements need."""
    related = Claim.objects.select_related("speaker", "addressee").defer("search")
    related = related.annotate(
        packed=Packed("index__embedding"),
        speaker_aliases=_aliases("speaker"),
        addressee_aliases=_aliases("addressee"),
    )
    return related.prefetch_related("quantities").in_bulk(keys)


def of_claim(claim):
    """A claim as a Statement, with every name that its actors are known by."""
    return Statement(
        text=claim.text,
        told=told(claim.speaker or "Somebody", claim.kind, claim.text),
        speaker=_names(claim.speaker, claim.speaker_aliases),
        addressee=_names(claim.addressee, claim.addressee_aliases),
        kind=claim.kind,
        negated=claim.negated,
        deadline=claim.deadline and (claim.deadline.lower, _last(claim.deadline)),
        terms=tuple(terms_of(quantity) for quantity in claim.quantities.all()),
        day=claim.first_said_on,
        condition=claim.condition,
        vector=unpacked(claim.packed),
    )


def _last(period):
    """The last day of a range of days, as PostgreSQL has it: without the day after."""
    return period.upper and period.upper - timedelta(days=1)


def told(speaker, kind, words):
    """A claim as a sentence that names who says it: what the judge's network reads."""
    return f"{speaker} {SAYING[kind]} {words}"


class Passages:
    """Many passages as Statements, with what is claimed in them; each thing is loaded and read once."""

    def __init__(self, keys):
        read = Passage.objects.defer("search", "marks", "embedding").annotate(packed=Packed("embedding"))
        self._passages = read.in_bulk(keys)
        self._revisions = Revision.objects.defer("original").in_bulk(
            {passage.revision_id for passage in self._passages.values()}
        )
        self._mentions = defaultdict(list)  # of each passage, with their words
        self._terms, self._statements = {}, {}
        inside = self._inside()
        loaded = _standing_mentions({mention for mentions in inside.values() for mention in mentions})
        for row in (*self._passages.values(), *loaded.values()):
            row.revision = self._revisions[row.revision_id]
        said = {key: similarity.words(mention.quote("content")) for key, mention in loaded.items()}
        for key, mentions in inside.items():
            self._mentions[key] = [(loaded[mention], said[mention]) for mention in mentions]

    def _inside(self):
        """Keys of the mentions whose words stand in each passage."""
        of_revision = defaultdict(list)
        for passage in self._passages.values():
            of_revision[passage.revision_id].append(passage)
        standing = Mention.objects.filter(revision__in=of_revision, claim__merged_into=None)
        found = defaultdict(list)
        for key, revision, content in standing.order_by("pk").values_list("pk", "revision", "content"):
            for passage in of_revision[revision]:
                if any(start < passage.end and passage.start < end for start, end in content):
                    found[passage.pk].append(key)
        return found

    def article(self, key):
        """The key of the article that a passage is of."""
        return self._passages[key].article_id

    def statement(self, key, mention, *, with_terms=True):
        """A passage as a Statement; `mention` is what somebody claims in it, or None."""
        asked = key, mention.pk if mention else None, with_terms
        if asked not in self._statements:
            self._statements[asked] = self._statement(key, mention, with_terms)
        return self._statements[asked]

    def _statement(self, key, mention, with_terms):
        passage, claim = self._passages[key], mention.claim if mention else None
        return Statement(
            text=passage.text,
            told=passage.text,
            speaker=_names(claim.speaker, mention.speaker_aliases) if claim else (),
            addressee=_names(claim.addressee, mention.addressee_aliases) if claim else (),
            kind=claim.kind if claim else "",
            negated=claim.negated if claim else False,
            terms=self._terms_in(passage) if with_terms else (),
            day=passage.published_on,
            content=mention.quote("content") if mention else "",
            condition=claim.condition if claim else "",
            context=_context(passage),
            vector=unpacked(passage.packed),
        )

    def mention_in(self, key, claim):
        """The mention in a passage that speaks most of what the claim says.

        A denial by others comes first, then one of the claim itself; one that only tells what another says comes last.
        """
        words, inside = similarity.words(claim.text), self._mentions[key]
        ranked = [
            (
                mention.claim_id != claim.pk and mention.claim.kind == Kind.DENIAL and bool(words & said),
                mention.claim_id == claim.pk,
                not any(_tells(mention, other) for other, _ in inside),
                similarity.overlap(words, said),
                -mention.pk,
                mention,
            )
            for mention, said in inside
        ]
        return max(ranked)[-1] if ranked else None

    def _terms_in(self, passage):
        if passage.pk not in self._terms:
            found = quantities.find(passage.text, place=passage.revision.place)
            self._terms[passage.pk] = tuple(terms_of(quantity) for quantity in found)
        return self._terms[passage.pk]


def _standing_mentions(keys):
    """Mentions by their keys, with their claims' actors."""
    related = Mention.objects.select_related("claim__speaker", "claim__addressee").defer("claim__search")
    return related.annotate(
        speaker_aliases=_aliases("claim__speaker"), addressee_aliases=_aliases("claim__addressee")
    ).in_bulk(keys)


def _tells(mention, other):
    """Whether what one mention says is that the other says something: it holds the other's cue and words."""
    return _holds(mention, other.cue or []) and _holds(
        mention, [[start, start + 1] for start, _ in other.content]
    )


def _holds(mention, spans):
    return any(start <= first and last <= end for start, end in mention.content for first, last in spans)


def _context(passage):
    """The article's headline and what stands right before the passage."""
    before = passage.revision.text[max(0, passage.start - CONTEXT) : passage.start]
    return f"{passage.revision.title}. {before}"


def _aliases(actor):
    """The aliases of the actor that a column refers to."""
    return ArraySubquery(Alias.objects.filter(actor=OuterRef(actor)).values("name"))


def _names(actor, aliases):
    """The actor's own name first, then its aliases and, of a person, the surname."""
    if actor is None:
        return ()
    names = [actor.name, *aliases]
    if actor.kind == "person":
        names += [actor.name.split()[-1]]
    return tuple(dict.fromkeys(names))
