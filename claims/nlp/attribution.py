"""Who says what: attributions found by rules in the order and the marks of words.

Spans follow the conventions of PolNeAR: the source is a noun phrase with its apposition, the cue a verb with
its auxiliaries, the content a clause with its "that", a quotation with its marks, or what is wanted or judged.
"""

from dataclasses import replace

from claims.nlp import clauses
from claims.nlp.clauses import Draft
from claims.nlp.contents import Range
from claims.nlp.spans import Attribution, Span, Spans
from claims.nlp.utterances import Utterance, utterances


def find(text: str) -> tuple[Attribution, ...]:
    """The attributions of a text, in order of their cues."""
    found: list[Attribution] = []
    speaks = False  # whether the last attribution is a quotation that may go on
    for paragraph in utterances(text):
        waiting: list[Span] = []
        for utterance in paragraph:
            if utterance.is_all_quoted:
                if speaks:
                    found[-1] = _continued(found[-1], utterance.span)
                else:
                    waiting.append(utterance.span)
                continue
            drafts = clauses.drafts(utterance)
            speaks = bool(drafts) and _is_quotation(utterance, drafts[-1])
            fresh = [_attribution(utterance, draft) for draft in drafts]
            if waiting and speaks:
                fresh[-1] = replace(fresh[-1], content=(*waiting, *fresh[-1].content))
            waiting = []
            found.extend(fresh)
    return tuple(found)


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
    if tokens is None:
        return ()
    return (Span(utterance.tokens[tokens[0]].start, utterance.tokens[tokens[1] - 1].end),)
