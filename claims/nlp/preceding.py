"""What is said before the words that attribute it, and how it goes on behind them."""

from claims.nlp import contents
from claims.nlp.cues import Cue
from claims.nlp.noun_phrases import SURELY_VERBS, Range
from claims.nlp.utterances import Utterance
from claims.nlp.words import is_adverb, words

_LOOKED_AT = 80


def before(utterance: Utterance, cue: Cue, subject: Range) -> Range | None:
    """The content before "X said", where the verb can follow what is said."""
    if not cue.entry.takes & {"that", "quote"} or subject[0] == 0:
        return None
    before = utterance.tokens[subject[0] - 1]
    if not (before.quoted or before.text in (",", "—", "–", "--", "?", "!")):
        return None
    end = without_comma(utterance, subject[0])
    if end == 0 or (not before.quoted and not _resumes(utterance, cue) and _is_introduction(utterance, end)):
        return None
    if before.quoted and not follows_quote(utterance, subject):
        return None
    return 0, end


def follows_quote(utterance: Utterance, subject: Range) -> bool:
    """Whether a quotation that ends like a sentence, or with a comma, stands right before the subject."""
    i = subject[0] - 1
    if i >= 0 and utterance.tokens[i].text == ",":
        return i > 1 and utterance.tokens[i - 1].quoted
    return i > 1 and utterance.tokens[i].quoted and utterance.tokens[i - 1].text[-1] in ",.!?…;-—–"


def without_comma(utterance: Utterance, end: int) -> int:
    while (
        end
        and not utterance.tokens[end - 1].quoted
        and utterance.tokens[end - 1].text in (",", "—", "–", "--")
    ):
        end -= 1
    return end


def _is_introduction(utterance: Utterance, end: int) -> bool:
    """Whether the words before "…, X said" only set the scene: "On Monday", "In a statement", "However"."""
    tokens = utterance.tokens
    if is_adverb(tokens[0].lower) or tokens[0].lower in words("introducer") | {"but", "and", "so", "however"}:
        comma = next((i for i in range(min(end, _LOOKED_AT)) if tokens[i].text == ","), None)
        return comma is None or not has_verb(utterance, comma, end)
    return not has_verb(utterance, 0, end)


def has_verb(utterance: Utterance, start: int, end: int) -> bool:
    """Whether words that look like verbs stand between two tokens, the last ones before the end looked at."""
    return any(
        token.lower in SURELY_VERBS
        or (token.lower.endswith(("ed", "es", "s")) and len(token.text) > 3 and not token.is_capital)
        for token in utterance.tokens[max(start, end - _LOOKED_AT) : end]
    )


def second_quote(utterance: Utterance, i: int) -> Range | None:
    """The quotation that goes on behind “…,” X said, “…”."""
    tokens = utterance.tokens
    limit = min(len(tokens), i + 14)
    while i < limit and not tokens[i].quoted:
        i += 1
    if i < limit and i and tokens[i - 1].text in (",", ":", ";"):
        return i, len(tokens)
    return None


def resumed(utterance: Utterance, cue: Cue, left: Range | None) -> Range | None:
    """The second half of "The deal, he said, is dead"."""
    if left is None:
        return None
    if quote := second_quote(utterance, cue.last):
        return quote
    if not _resumes(utterance, cue):
        return None
    return contents.after_hearer(utterance, cue) + 1, len(utterance.tokens)


def _resumes(utterance: Utterance, cue: Cue) -> bool:
    """Whether a comma behind the verb leads back into what is said."""
    i = contents.after_hearer(utterance, cue)
    if i + 1 >= len(utterance.tokens) or utterance.tokens[i].text != ",":
        return False
    following = utterance.tokens[i + 1].lower
    leads_on = words("relative") | words("conjunction") | words("preposition")
    return not following.endswith("ing") and following not in leads_on
