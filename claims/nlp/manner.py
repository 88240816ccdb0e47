"""How something is claimed: on what condition, in whose words, and whether it is claimed at all."""

import re

from claims.nlp import quotes
from claims.nlp.quotes import Quote
from claims.nlp.spans import Attribution, Span
from claims.nlp.words import words

_WORDS = r"[^,;.?!”“\"]{3,160}"
_CONDITION = re.compile(
    r"(?<!\beven )(?<!\bEven )(?<!\bas )(?<!\bwhat )"
    r"(?:\b(?:(?:[Oo]nly )?[Ii]f|[Uu]nless|[Pp]rovided(?: that)?|[Pp]roviding that|[AaSs]s? long as"
    r"|[Oo]n (?:the )?condition that|[Ii]n (?:exchange|return) for|[Ii]n the event (?:that|of)|[Aa]ssuming)\b(?! not\b)"
    r"|(?<=[a-z’'] )should (?=(?:the|any|it|they|he|she|[A-Z]\w+) ))" + _WORDS
)
_UNTIL = re.compile(
    r"\b(?:not|never|n[’']t)\b[^,;.?!”“\"]*?(\buntil\b(?! (?:\d|next|then|now|late|early|the end))"
    + _WORDS
    + ")"
)
_WONDERING = frozenset(
    ("ask", "asked", "asking", "asks", "wonder", "wondered", "wonders", "wondering", "say", "know", "sure")
)
_WITHHELD = frozenset(
    ("declined", "declines", "refused", "refuses", "failed", "stopped", "yet", "nobody", "without")
)
_NOBODY = frozenset(("no", "nobody", "none", "neither"))


def condition(text: str, attribution: Attribution) -> str:
    """The words that make the claim conditional: "If X is elected"; "" where nothing does."""
    cue = {word for span in attribution.cue for word in span.of(text).lower().split()}
    for span in attribution.content:
        for match in _CONDITION.finditer(text, span.start, span.end):
            opens = match.start() == attribution.content[0].start
            if opens and match.end() == attribution.content[-1].end and cue & _WONDERING:
                continue  # "asked if", "has not said if"
            return " ".join(match.group().split())
        if until := _UNTIL.search(text, span.start, span.end):
            return " ".join(until.group(1).split())
    return ""


def is_negated(text: str, attribution: Attribution) -> bool:
    """Whether somebody did not say, want or promise it, or nobody did."""
    cue = " ".join(span.of(text) for span in attribution.cue).lower().split()
    source = " ".join(span.of(text) for span in attribution.source[:1]).lower().split()
    denied = any(word in words("negation") or word.endswith(("n't", "n’t")) for word in cue)
    return denied or bool(_WITHHELD & {*cue[:-1]}) or bool(source and source[0] in _NOBODY)


def is_direct(quoted: list[Quote], attribution: Attribution) -> bool:
    """Whether the content is the speaker's own words, in quotation marks; ``quoted`` are the text's, in order."""
    return bool(attribution.content) and all(_is_quoted(quoted, span) for span in attribution.content)


def _is_quoted(quoted: list[Quote], span: Span) -> bool:
    i = max(0, quotes.at(quoted, span.start))
    inside = 0
    while i < len(quoted) and quoted[i].span.start < span.end:
        inside += max(0, min(span.end, quoted[i].span.end) - max(span.start, quoted[i].span.start))
        i += 1
    return inside >= 0.85 * (span.end - span.start)
