"""Who says what: attributions found by rules in the order and the marks of words.

Spans follow the conventions of PolNeAR: the source is a noun phrase with its apposition, the cue a verb with
its auxiliaries, the content a clause with its "that", a quotation with its marks, or what is wanted or
judged.
"""

from dataclasses import replace

from claims.nlp import clauses
from claims.nlp.drafts import Draft
from claims.nlp.noun_phrases import Range
from claims.nlp.spans import Attribution, Span, Spans
from claims.nlp.utterances import Utterance, utterances


def find(text: str) -> tuple[Attribution, ...]:
    """The attributions of a text, in order of their cues."""
    found: list[Attribution] = []
    speaks = False  # whether the last attribution is a quotation that may go on
    waiting: list[Span] = []  # quotations whose speaker is still to come
    for paragraph in utterances(text):
        for utterance in paragraph:
            if utterance.is_all_quoted:
                if speaks:
                    found[-1] = _continued(found[-1], utterance.span)
                else:
                    waiting.append(utterance.span)
                continue
            fresh, speaks = _read(utterance, waiting)
            found.extend(fresh)
            waiting = []
        if paragraph and not paragraph[-1].runs_on:
            waiting = []
    return tuple(found)


def _read(utterance: Utterance, waiting: list[Span]) -> tuple[list[Attribution], bool]:
    """The attributions of an utterance, with the quotations that waited, and whether the last may go on."""
    drafts = clauses.drafts(utterance)
    fresh = [_attribution(utterance, draft) for draft in drafts]
    speaks = bool(drafts) and _is_quotation(utterance, drafts[-1])
    if waiting and speaks:
        fresh[-1] = replace(fresh[-1], content=(*waiting, *fresh[-1].content))
    return fresh, speaks


def _continued(attribution: Attribution, span: Span) -> Attribution:
    return replace(attribution, content=(*attribution.content, span))


def _is_quotation(utterance: Utterance, draft: Draft) -> bool:
    """Whether a content is in quotation marks, at its end at least."""
    return any(part and utterance.tokens[part[1] - 1].quoted for part in (draft.left, draft.right))


def _attribution(utterance: Utterance, draft: Draft) -> Attribution:
    return Attribution(
        source=_spans(utterance, draft.source),
        cue=_spans(utterance, draft.cue),
        content=_spans(utterance, draft.left) + _spans(utterance, draft.right),
    )


def _spans(utterance: Utterance, tokens: Range | None) -> Spans:
    if tokens is None or tokens[0] >= tokens[1]:
        return ()
    return (Span(utterance.tokens[tokens[0]].start, utterance.tokens[tokens[1] - 1].end),)
