"""Utterances: sentences that belong together because a quotation runs over their ends."""

from dataclasses import dataclass

from claims.nlp import quotes, sentences
from claims.nlp.quotes import Quote
from claims.nlp.spans import Span
from claims.nlp.tokens import Token, tokenize

_QUOTE_MARKS = "“”\"„«»'‘’"


@dataclass(frozen=True, slots=True)
class Utterance:
    """One or more sentences of one paragraph, cut into tokens, with the quotes in them."""

    span: Span
    tokens: tuple[Token, ...]
    quotes: tuple[Quote, ...]

    @property
    def runs_on(self) -> bool:
        """Whether its last quotation is still open at its end."""
        return bool(self.quotes) and not self.quotes[-1].closed

    @property
    def is_all_quoted(self) -> bool:
        """Whether there is nothing but quoted words."""
        return bool(self.quotes) and all(token.quoted or not token.is_word for token in self.tokens)


def utterances(text: str) -> list[list[Utterance]]:
    """The utterances of a text, paragraph by paragraph."""
    spans = sentences.paragraphs(text)
    following = [text[span.start] in _QUOTE_MARKS for span in spans[1:]] + [False]
    return [_of_paragraph(text, span, runs_on) for span, runs_on in zip(spans, following, strict=False)]


def _of_paragraph(text: str, paragraph: Span, runs_on: bool) -> list[Utterance]:
    parts = sentences.split(text, paragraph)
    if not parts:
        return []
    body = Span(parts[0].start, paragraph.end)
    found = [quote if quote.closed else _ended(quote, parts, runs_on) for quote in quotes.find(text, body)]
    return _cut(text, _merge(parts, found), found)


def _ended(quote: Quote, parts: tuple[Span, ...], runs_on: bool) -> Quote:
    """An unclosed quote runs to the paragraph's end if it can be meant so, else to its sentence's."""
    sentence = parts[max(0, sentences.at(parts, quote.span.start))]
    if runs_on or sentence.start == quote.span.start:
        return quote
    return Quote(
        Span(quote.span.start, max(quote.span.start + 1, min(sentence.end, quote.span.end))), closed=False
    )


def _merge(parts: tuple[Span, ...], found: list[Quote]) -> list[Span]:
    merged: list[Span] = []
    i = 0
    for part in parts:
        while i < len(found) and found[i].span.end <= part.start:
            i += 1
        if merged and i < len(found) and found[i].span.start < part.start:
            merged[-1] = Span(merged[-1].start, part.end)
        else:
            merged.append(part)
    return merged


def _cut(text: str, spans: list[Span], found: list[Quote]) -> list[Utterance]:
    cut: list[Utterance] = []
    i = 0
    for span in spans:
        inside: list[Quote] = []
        while i < len(found) and found[i].span.start < span.end:
            inside.append(found[i])
            i += 1
        cut.append(Utterance(span, tuple(_tokens(text, span, inside)), tuple(inside)))
    return cut


def _tokens(text: str, span: Span, inside: list[Quote]) -> list[Token]:
    tokens: list[Token] = []
    i = 0
    for start, end in tokenize(text, span.start, span.end):
        while i < len(inside) and inside[i].span.end <= start:
            i += 1
        quoted = i < len(inside) and inside[i].span.start <= start
        word = text[start:end]
        tokens.append(Token(start, end, word, word.lower(), quoted))
    return tokens
