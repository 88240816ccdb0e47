"""Noun phrases that name a source, left or right of its verb."""

from claims.nlp.lexicon import cues
from claims.nlp.tokens import Token
from claims.nlp.utterances import Utterance
from claims.nlp.words import is_adverb, words

_STOPS = frozenset(",;:—–-()[]?!.…\"“”''") | {"--", "—", "...", "''"}
_LIMIT = 45
_SURELY_VERBS = ("be", "have", "do", "modal")

Range = tuple[int, int]


def before(utterance: Utterance, end: int) -> Range | None:
    """The subject that ends before a verb's first token, as a range of tokens, its apposition with it."""
    tokens = utterance.tokens
    end = _without_adjunct(tokens, end)
    if end == 0 or tokens[end - 1].quoted:
        return None
    if tokens[end - 1].lower == ",":
        return _with_apposition(tokens, end)
    if tokens[end - 1].text in _DASHES or tokens[end - 1].text == ")":
        return _behind_insertion(tokens, end)
    return _phrase(tokens, end)


_DASHES = frozenset(("—", "–", "-", "--"))


def _without_adjunct(tokens: tuple[Token, ...], end: int) -> int:
    """Steps back over "on Monday", "last week" and adverbs between subject and verb."""
    while end > 1:
        word = tokens[end - 1].lower
        if word in words("day"):
            end -= 2 if tokens[end - 2].lower == "on" else 1
        elif word in words("timenoun") and tokens[end - 2].lower in words("timeword"):
            end -= 2
        elif is_adverb(word) and not tokens[end - 1].is_capital:
            end -= 1
        else:
            break
    return end


def _phrase(tokens: tuple[Token, ...], end: int) -> Range | None:
    """The noun phrase that ends at a token: leftwards to a mark, a conjunction, a verb or the start."""
    if tokens[end - 1].lower in words("relative"):
        return end - 1, end
    if tokens[end - 1].lower in words("subject") | words("object"):
        return end - 1, end
    start = end
    while start > 0 and end - start < _LIMIT and not _bounds(tokens, start - 1, end):
        start -= 1
    if (
        start
        and start < end
        and tokens[start - 1].lower in words("relative")
        and tokens[start].lower in words("introducer")
    ):
        return start - 1, start  # "who in the past has voiced"
    start = _after_introduction(tokens, start, end)
    return (start, end) if start < end and _is_nominal(tokens, start, end) else None


def _bounds(tokens: tuple[Token, ...], i: int, end: int) -> bool:
    token = tokens[i]
    if token.quoted or token.text in _STOPS:
        return not (token.text == "," and _is_inner_comma(tokens, i, end))
    word = token.lower
    if word in ("and", "or", "&"):
        return not _joins_names(tokens, i, end)
    if word in words("relative") | words("conjunction") and word not in words("preposition"):
        return True
    if any(word in words(name) for name in _SURELY_VERBS) and word not in ("'s", "’s"):
        return True
    return i + 1 < end and _is_finite_cue(tokens, i)


def _is_finite_cue(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a token inside a possible noun phrase is rather the verb of a clause before it."""
    word, following = tokens[i].lower, tokens[i + 1].lower
    if word not in cues() or tokens[i].is_capital:
        return False
    if word in ("said", "says", "told", "believes", "thinks", "say", "believe", "think", "knew", "thought"):
        return True
    starts_phrase = following in words("determiner") | words("subject") or tokens[i + 1].is_capital
    noun_before = i > 0 and (tokens[i - 1].is_capital or tokens[i - 1].lower in words("subject"))
    return starts_phrase and (noun_before or word.endswith("ed"))


def _is_inner_comma(tokens: tuple[Token, ...], i: int, end: int) -> bool:
    """The comma of "A, B and C", as far as it can be seen: a capital on both sides and an "and" behind."""
    if i == 0 or i + 2 >= end or not (tokens[i - 1].is_capital and tokens[i + 1].is_capital):
        return False
    return any(tokens[k].lower == "and" for k in range(i + 2, min(end, i + 7)))


def _joins_names(tokens: tuple[Token, ...], i: int, end: int) -> bool:
    """Whether "and" joins two parts of one subject."""
    if i == 0 or i + 1 >= end or tokens[i - 1].quoted or tokens[i - 1].text in _STOPS:
        return False
    left, right = tokens[i - 1], tokens[i + 1]
    if right.lower in words("subject") or left.lower in words("subject"):
        return left.lower in words("subject")
    return left.is_capital == right.is_capital or right.lower in words("possessive") or right.is_capital


def _after_introduction(tokens: tuple[Token, ...], start: int, end: int) -> int:
    """Drops "In an interview" and the like from the front of a phrase that has no comma behind it."""
    while start < end - 1 and (is_adverb(tokens[start].lower) or tokens[start].lower in ("then", "so", "like")):
        start += 1
    if start < end and tokens[start].lower in words("introducer"):
        return _last_phrase(tokens, start, end)
    return start


def _last_phrase(tokens: tuple[Token, ...], start: int, end: int) -> int:
    """The start of the last noun phrase before a verb: its name, or its determiner."""
    i = end - 1
    if tokens[i].is_capital:
        while i - 1 > start and (
            tokens[i - 1].is_capital or tokens[i - 1].lower in ("of", "de", "von", "al", "bin")
        ):
            i -= 1
        while tokens[i].lower in words("day") | words("month") and i < end - 1:
            i += 1
        return i - 1 if i - 1 > start and tokens[i - 1].lower in words("determiner") else i
    while i > start and tokens[i].lower not in words("determiner"):
        i -= 1
    return i if i > start else end - 1


def _is_nominal(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    head = tokens[end - 1]
    if not head.is_word and head.lower not in ("'s", "’s", "%"):
        return False
    if head.lower in words("preposition") | words("conjunction") | words("possessive") | words("be"):
        return False
    return head.lower not in words("determiner") or head.lower in _LONE


_LONE = frozenset(
    ["this", "that", "these", "those", "some", "any", "many", "most", "several", "few", "all", "both", "each", "which", "what", "another"]
)


def _with_apposition(tokens: tuple[Token, ...], end: int) -> Range | None:
    """The subject of "Steve Smith, a veteran editor, said": from the name over its appositions to the comma."""
    limit = max(0, end - 2 * _LIMIT)
    comma = end - 1
    inserted = True
    while True:
        opening = _comma_before(tokens, comma - 1, limit)
        if opening is None:
            return None
        inserted = inserted and _is_insertion(tokens, opening + 1, comma)
        if head := _phrase(tokens, opening):
            if not _is_continued(tokens, opening + 1, comma) or _is_name(tokens, head):
                return head if inserted else (head[0], end)
        comma = opening


def _comma_before(tokens: tuple[Token, ...], i: int, limit: int) -> int | None:
    while i >= limit:
        if tokens[i].text == ",":
            return i
        if tokens[i].text in (";", ":", "”", "“", '"') or (tokens[i].quoted and tokens[i].text in '”“"'):
            return None
        i -= 1
    return None


def _is_insertion(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    """Whether words between commas are an adverb or an adjunct rather than an apposition: ", in a statement,"."""
    if start >= end:
        return True
    word = tokens[start].lower
    return (
        is_adverb(word)
        or word in ("however", "though", "too")
        or word in words("introducer") - {"of", "from", "like"}
    )


def _is_continued(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    """Whether words between commas lean on a phrase still farther left: "30", "of Raleigh", "N.C."."""
    if start >= end:
        return True
    word = tokens[start]
    return word.text[0].isdigit() or word.lower in ("of", "from") or (end - start == 1 and "." in word.text)


def _is_name(tokens: tuple[Token, ...], head: Range) -> bool:
    return tokens[head[1] - 1].is_capital and "." not in tokens[head[1] - 1].text


def _behind_insertion(tokens: tuple[Token, ...], end: int) -> Range | None:
    """The subject of "Murphy (D-Conn.) said" and "Some — not all — said"."""
    opener = {")": "("}.get(tokens[end - 1].text, tokens[end - 1].text)
    for i in range(end - 2, max(0, end - _LIMIT), -1):
        if tokens[i].text == opener or (opener in _DASHES and tokens[i].text in _DASHES):
            head = _phrase(tokens, i)
            return (head[0], end if tokens[end - 1].text == ")" else end - 1) if head else None
    return None


def after(utterance: Utterance, start: int) -> Range | None:
    """The subject behind an inverted verb: "said Ed Rendell, a former governor"; to the next full stop or quote."""
    tokens = utterance.tokens
    if start >= len(tokens) or tokens[start].quoted or not _may_begin(tokens[start]):
        return None
    end = start + 1
    if tokens[start].lower in words("subject"):
        return (start, end) if tokens[start].lower != "there" else None
    while end < len(tokens) and end - start < _LIMIT and not _ends_inverted(tokens, start, end):
        end += 1
    while end > start + 1 and not tokens[end - 1].is_word and tokens[end - 1].text != ")":
        end -= 1
    return start, end


def _may_begin(token: Token) -> bool:
    if not token.is_word:
        return False
    return token.lower not in words("preposition") | words("conjunction") | words("object") | words(
        "relative"
    )


def _ends_inverted(tokens: tuple[Token, ...], start: int, i: int) -> bool:
    token = tokens[i]
    if token.quoted or token.text in (";", ":", "?", "!", "…", "--", "—", "–"):
        return True
    if token.text == ".":
        return True
    if token.lower in words("day") or (
        token.lower in words("timeword") and i + 1 < len(tokens) and tokens[i + 1].lower in words("timenoun")
    ):
        return True
    if token.lower in ("on", "in", "during", "at", "after", "as", "when", "while", "before"):
        return not _belongs_to_name(tokens, i)
    following = tokens[i + 1] if i + 1 < len(tokens) else token
    return token.text == "," and (
        following.lower.endswith("ing")
        or following.lower in ("but", "and", "adding", "while", "when", "as", "in", "on", "whose")
        or following.quoted
    )


def _belongs_to_name(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a preposition continues an apposition ("a professor at Yale", "chairman on ethics")."""
    word = tokens[i].lower
    if word in ("when", "while", "as", "before", "during", "after"):
        return False
    if i + 1 >= len(tokens):
        return False
    following = tokens[i + 1]
    if following.lower in words("day") | words("month") or following.lower in (
        "a",
        "an",
        "his",
        "her",
        "response",
    ):
        return False
    return not tokens[i - 1].is_capital or word in ("at", "for")


def opening(utterance: Utterance, end: int) -> Range | None:
    """The subject that the clause before a token begins with, whatever its verb: "Trump laughed and said"."""
    tokens = utterance.tokens
    start = _clause_start(tokens, end)
    if start >= end or tokens[start].quoted:
        return None
    if tokens[start].lower in words("subject") | words("relative"):
        return start, start + 1
    if not (tokens[start].is_capital or tokens[start].lower in words("determiner") or tokens[start].is_word):
        return None
    stop = start + 1
    while stop < end and stop - start < _LIMIT and not _ends_opening(tokens, start, stop):
        stop += 1
    return (start, stop) if _is_nominal(tokens, start, stop) else None


def _clause_start(tokens: tuple[Token, ...], end: int) -> int:
    """Where the main clause begins: behind an introduction and its comma."""
    i = 0
    while i < end and not tokens[i].is_word:
        i += 1
    if i < end and (
        tokens[i].lower in words("introducer")
        or is_adverb(tokens[i].lower)
        or tokens[i].lower in ("and", "but")
    ):
        comma = next((k for k in range(i, min(end, i + _LIMIT)) if tokens[k].text == ","), None)
        if comma is not None:
            return comma + 1
        return i + 1 if tokens[i].lower in ("and", "but") or is_adverb(tokens[i].lower) else end
    return i


def _ends_opening(tokens: tuple[Token, ...], start: int, i: int) -> bool:
    token = tokens[i]
    if token.quoted or token.text in _STOPS:
        return True
    if any(token.lower in words(name) for name in _SURELY_VERBS) and token.lower not in ("'s", "’s"):
        return True
    if token.lower in words("relative") | words("conjunction") - words("preposition"):
        return token.lower not in ("and", "or") or not _joins_names(tokens, i, i + 2)
    if token.is_capital or token.lower in words("preposition"):
        return False
    named = tokens[i - 1].is_capital and tokens[i - 1].lower not in words("determiner")
    return (
        is_adverb(token.lower)
        or token.lower.endswith("ed")
        or token.lower in cues()
        or (named and token.is_word)
    )


def stands_alone(utterance: Utterance, subject: Range) -> bool:
    """Whether a phrase behind an inverted verb is a subject and not a clause: it holds no verb before a comma."""
    tokens = utterance.tokens
    finite = words("be") | words("have") | words("do") | words("modal")
    if not _is_followed_by_mark(tokens, subject):
        return False
    for i in range(*subject):
        if tokens[i].text == "," or tokens[i].lower in words("relative"):
            return True
        if tokens[i].lower in finite and tokens[i].lower not in ("'s", "’s"):
            return False
        if i > subject[0] and _is_finite_cue(tokens, i) if i + 1 < len(tokens) else False:
            return False
    return True


def has_apposition(utterance: Utterance, verb: int, floor: int) -> bool:
    """Whether the words before ", VERB" look like "Name, an apposition," rather than the end of another predicate."""
    tokens = utterance.tokens
    opening_comma = _comma_before(tokens, verb - 2, floor)
    if opening_comma is None or opening_comma + 1 >= verb - 1:
        return False
    first = tokens[opening_comma + 1]
    likely = (
        first.lower in ("a", "an", "the", "who", "whose", "his", "her", "their")
        or first.text[0].isdigit()
        or first.is_capital
    )
    return likely and tokens[opening_comma - 1].is_capital


def _is_followed_by_mark(tokens: tuple[Token, ...], subject: Range) -> bool:
    if subject[1] >= len(tokens):
        return True
    following = tokens[subject[1]]
    if tokens[subject[0]].lower in words("subject"):
        return not following.quoted and (not following.is_word or following.lower in words("preposition"))
    return not following.quoted or (tokens[subject[1]].text in _STOPS and not tokens[subject[1] - 1].is_word)
