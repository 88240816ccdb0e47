"""A judge that asks a language model behind an OpenAI-compatible endpoint; the local judge goes first and fills in.

Only pairs that the local judge does not dismiss are asked about. The model's word counts where it answers as asked
and the words it rests on stand in the passage; else the local judgement stands, and its reasons say why.
"""

import json
import re
from functools import cache

import httpx
from django.conf import settings
from django.core.cache import cache as counters
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from redis.exceptions import RedisError
from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_exponential_jitter

from articles.reading import UNSTORABLE
from claims.linking import reasons, relations
from claims.linking.relations import Judgement, Statement
from claims.models import Relation

LONGEST_ANSWER = 300  # tokens
A_DAY = 86_400  # seconds
A_PAUSE = (
    60  # seconds in which nobody asks, where no try got an answer: an article's pairs do not wait one by one
)
AWAY = "judge-away"
ASKED = """\
You compare a claim from the news with a passage of another article. Answer with one JSON object:
{"relation": "repeats" | "updates" | "confirms" | "contradicts" | "unrelated", "score": 0 to 1, "reason": "...", \
"quote": "..."}
repeats: the same claim on the same terms. updates: the same matter on other terms (amount, date, bound, condition).
confirms: independent evidence that it holds or came about. contradicts: it is denied, or evidence speaks against it.
unrelated: anything else, even where actors or amounts are shared.
"reason" names what agrees or differs in under twenty words. "quote" is copied from the passage, letter by letter: the \
words that your answer rests on; it may be empty only if unrelated."""


UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError)


class Unusable(Exception):
    """The endpoint gave no answer to go by; the message says why."""


def judge(claim: Statement, passage: Statement, *, among_many: bool = False) -> Judgement:
    """How a passage bears on a claim, by the model at ``JUDGE_URL``."""
    local = relations.judge(claim, passage, among_many=among_many)
    if local.relation is None:
        return local
    try:
        return _read(_answer(claim, passage), claim, passage, local)
    except (Unusable, RedisError) as error:
        return _with_reason(local, f"the endpoint was no help: {error}")


def _answer(claim: Statement, passage: Statement) -> str:
    """What the model writes, as it comes."""
    if counters.get(_today(), 0) >= settings.JUDGE_TOKENS_A_DAY:
        raise Unusable("today's tokens are spent")
    if counters.get(AWAY):
        raise Unusable("it did not answer a moment ago")
    told = {"claim": _told(claim), "passage": _told(passage)}
    body = {
        "model": settings.JUDGE_MODEL,
        "temperature": 0,
        "max_tokens": LONGEST_ANSWER,
        "response_format": {"type": "json_object"},
        "messages": [
            {"role": "system", "content": ASKED},
            {"role": "user", "content": json.dumps(told, ensure_ascii=False)},
        ],
    }
    try:
        answer = _retrying()(_post, body)
        _count(answer.get("usage") or {}, body)
        return str(answer["choices"][0]["message"]["content"])
    except httpx.HTTPError as error:
        if _may_pass(error):
            counters.set(AWAY, True, timeout=A_PAUSE)
        raise Unusable(_in_words(error)) from error
    except UNREADABLE as error:
        raise Unusable("what it sent is no chat completion") from error


def _in_words(error: httpx.HTTPError) -> str:
    """What went wrong, without the address and the key that messages may hold: everybody reads the reasons."""
    if isinstance(error, httpx.HTTPStatusError):
        return f"HTTP {error.response.status_code}"
    return type(error).__name__


def _told(statement: Statement) -> dict[str, str]:
    day = statement.day.isoformat() if statement.day else ""
    return {"text": statement.told, "published": day, "before it": statement.context}


def _post(body):
    response = _client().post("chat/completions", json=body)
    response.raise_for_status()
    return response.json()


@cache
def _client() -> httpx.Client:
    if not settings.JUDGE_URL or not settings.JUDGE_MODEL:
        raise ImproperlyConfigured(
            "Set JUDGE_URL (up to /v1) and JUDGE_MODEL, or RELATION_JUDGE to another judge."
        )
    key = {"Authorization": f"Bearer {settings.JUDGE_KEY.strip()}"} if settings.JUDGE_KEY else {}
    return httpx.Client(base_url=settings.JUDGE_URL, headers=key, timeout=settings.JUDGE_TIMEOUT)


def _retrying() -> Retrying:
    return Retrying(
        stop=stop_after_attempt(settings.JUDGE_TRIES),
        wait=wait_exponential_jitter(multiplier=0.5, max=8),
        retry=retry_if_exception(_may_pass),
        reraise=True,
    )


def _may_pass(error: BaseException) -> bool:
    """Whether another try may do better: the network, too many requests, the server's own fault."""
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code == 429 or error.response.status_code >= 500
    return isinstance(error, httpx.TransportError)


def _count(usage, body) -> None:
    """Adds what a call used to today's tokens; where the server does not say, a guess that is rather too high."""
    used = usage.get("total_tokens") or len(json.dumps(body)) // 3 + LONGEST_ANSWER
    counters.add(_today(), 0, timeout=2 * A_DAY)
    counters.incr(_today(), int(used))


def _today() -> str:
    return f"judge-tokens:{timezone.now().date()}"


def _read(text: str, claim: Statement, passage: Statement, local: Judgement) -> Judgement:
    """The model's answer as a judgement, if it may be relied on."""
    try:
        answer = json.loads(text)
        relation, score = answer["relation"], float(answer["score"])
        reason, quote = str(answer.get("reason", "")), str(answer.get("quote", ""))
    except UNREADABLE as error:
        raise Unusable("its answer is not the JSON that was asked for") from error
    if relation == "unrelated":
        return relations.UNRELATED
    if relation not in Relation.values or not 0 <= score <= 1:
        raise Unusable(f"its relation {relation!r:.40} or score {score} is none of those asked for")
    if not quote.strip() or _plain(quote) not in _plain(passage.told):
        raise Unusable("the words it rests on are not in the passage")
    said = UNSTORABLE.sub("\ufffd", f"{settings.JUDGE_MODEL}: {reason} (“{quote}”)")
    why = (*reasons.reasons(claim, passage, relation, local.features), said)
    return Judgement(relation, round(score, 3), why, local.features | {"endpoint": score})


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _with_reason(local: Judgement, reason: str) -> Judgement:
    return Judgement(local.relation, local.score, (*local.reasons, reason), local.features)
