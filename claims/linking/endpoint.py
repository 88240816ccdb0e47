"""A judge that asks a language model behind an OpenAI-compatible endpoint; the local judge goes first and fills in.

Only pairs that the local judge does not dismiss are asked about. The model's word counts where it answers as asked
and the words it rests on stand in the passage; else the local judgement stands, and its reasons say why.
"""

import json
import re
from textwrap import shorten

from django.conf import settings
from redis.exceptions import RedisError

from articles.reading import UNSTORABLE
from claims.linking import reasons, relations
from claims.linking.completions import UNREADABLE, Unusable, complete
from claims.linking.relations import Judgement, Statement
from claims.models import Relation

FEWEST_WORDS = 3  # that an answer may rest on, where the passage has as many
LONGEST = 300  # code points of what the model says, and of what it quotes
ASKED = """\
You compare a claim from the news with a passage of another article. Answer with one JSON object:
{"relation": "repeats" | "updates" | "confirms" | "contradicts" | "unrelated", "score": 0 to 1, "reason": "...", \
"quote": "..."}
repeats: the same claim on the same terms. updates: the same matter on other terms (amount, date, bound, condition).
confirms: independent evidence that it holds or came about. contradicts: it is denied, or evidence speaks against it.
unrelated: anything else, even where actors or amounts are shared.
"reason" names what agrees or differs in under twenty words. "quote" is copied from the passage, letter by letter: the \
words that your answer rests on, at least three; it may be empty only if unrelated."""


def judge(claim: Statement, passage: Statement, *, among_many: bool = False) -> Judgement:
    """How a passage bears on a claim, by the model at ``JUDGE_URL``."""
    local = relations.judge(claim, passage, among_many=among_many)
    if local.relation is None:
        return local
    told = {"claim": _told(claim), "passage": _told(passage)}
    messages = [
        {"role": "system", "content": ASKED},
        {"role": "user", "content": json.dumps(told, ensure_ascii=False)},
    ]
    try:
        return _read(complete(messages), claim, passage, local)
    except (Unusable, RedisError) as error:
        return _with_reason(local, f"the endpoint was no help: {error}")


def _told(statement: Statement) -> dict[str, str]:
    day = statement.day.isoformat() if statement.day else ""
    return {"text": statement.told, "published": day, "before it": statement.context}


def _read(text: str, claim: Statement, passage: Statement, local: Judgement) -> Judgement:
    """The model's answer as a judgement, if it may be relied on."""
    try:
        answer = _object(text)
        relation, score = answer["relation"], float(answer["score"])
        reason, quote = str(answer.get("reason", "")), str(answer.get("quote", ""))
    except UNREADABLE as error:
        raise Unusable("its answer is not the JSON that was asked for") from error
    if relation not in (*Relation.values, "unrelated") or not 0 <= score <= 1:
        raise Unusable(f"its relation {relation!r:.40} or score {score} is none of those asked for")
    features = local.features | {"endpoint": score}
    said = UNSTORABLE.sub("\ufffd", f"{settings.JUDGE_MODEL}: {_cut(reason)}")
    if relation == "unrelated":
        return Judgement(None, round(score, 3), (said,), features)
    if not _stands(quote, passage.told):
        raise Unusable("the words it rests on are not in the passage, or too few")
    why = reasons.reasons(claim, passage, relation, local.features)
    return Judgement(relation, round(score, 3), (*why, f"{said} (“{_cut(quote)}”)"), features)


def _object(text: str):
    """The first JSON object in a text: many servers let models fence theirs, or talk around it."""
    return json.JSONDecoder().raw_decode(text, text.index("{"))[0]


def _stands(quote: str, text: str) -> bool:
    """Whether a quote stands in a text, from word to word, and is of some length, or all of it."""
    quote, text = _plain(quote), _plain(text)
    enough = len(quote.split()) >= FEWEST_WORDS or quote == text
    return enough and bool(re.search(rf"(?<!\w){re.escape(quote)}(?!\w)", text))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _cut(text: str) -> str:
    return shorten(text, LONGEST, placeholder=" …")


def _with_reason(local: Judgement, reason: str) -> Judgement:
    return Judgement(local.relation, local.score, (*local.reasons, reason), local.features)
