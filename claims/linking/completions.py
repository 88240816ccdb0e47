"""Chat completions of an OpenAI-compatible endpoint: tried again where that may help, for no longer and for no more
tokens than the settings allow."""

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from time import monotonic, sleep

import httpx
from django.conf import settings
from django.core.cache import cache as counters
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt, wait_exponential_jitter

LONGEST_ANSWER = 300  # tokens
MOST_BYTES = 1_000_000
A_DAY = 86_400  # seconds
LONGEST_WAIT = 8  # seconds between two tries
# Seconds in which nobody asks, where no try got an answer: an article's pairs do not wait one by one.
A_PAUSE, LONGEST_PAUSE = 60, 3_600
AWAY = "judge-away"

UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError)


class Unusable(Exception):
    """The endpoint gave no answer to go by; the message says why, without address and key."""


def complete(messages: list[dict[str, str]]) -> str:
    """What the model at ``JUDGE_URL`` writes, as it comes. Raises Unusable, and ImproperlyConfigured without a URL."""
    if counters.get(_today(), 0) >= settings.JUDGE_TOKENS_A_DAY:
        raise Unusable("today's tokens are spent")
    if counters.get(AWAY):
        raise Unusable("it did not answer a moment ago")
    body = {
        "model": settings.JUDGE_MODEL,
        "temperature": 0,
        "max_tokens": LONGEST_ANSWER,
        "response_format": {"type": "json_object"},
        "messages": messages,
    }
    try:
        answer = _retrying()(_post, body)
        _count(answer.get("usage"), body)
        return str(answer["choices"][0]["message"]["content"])
    except httpx.HTTPError as error:
        if _may_pass(error):
            counters.set(AWAY, True, timeout=min(LONGEST_PAUSE, max(A_PAUSE, _asked_to_wait(error) or 0)))
        raise Unusable(_in_words(error)) from error
    except UNREADABLE as error:
        raise Unusable("what it sent is no chat completion") from error


def _in_words(error: httpx.HTTPError) -> str:
    """What went wrong, without the address and the key that messages may hold: everybody reads the reasons."""
    if isinstance(error, httpx.HTTPStatusError):
        return f"HTTP {error.response.status_code}"
    return type(error).__name__


def _post(body):
    """The answer to one try, which ends in time however slowly its bytes drip."""
    ends, data = monotonic() + settings.JUDGE_TIMEOUT, bytearray()
    with _client().stream("POST", "chat/completions", json=body) as response:
        response.raise_for_status()
        for chunk in response.iter_bytes():
            data += chunk
            if len(data) > MOST_BYTES:
                raise Unusable("its answer is too long")
            if monotonic() > ends:
                raise httpx.ReadTimeout("the answer is not complete in time")
    return json.loads(data)


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
        wait=_wait,
        sleep=sleep,
        retry=retry_if_exception(
            lambda error: _may_pass(error) and (_asked_to_wait(error) or 0) <= LONGEST_WAIT
        ),
        reraise=True,
    )


def _wait(state: RetryCallState) -> float:
    """Seconds to the next try: as many as the server asks for, or ever more."""
    asked = _asked_to_wait(state.outcome.exception()) if state.outcome else None
    return wait_exponential_jitter(multiplier=0.5, max=LONGEST_WAIT)(state) if asked is None else asked


def _may_pass(error: BaseException) -> bool:
    """Whether another try may do better: the network, too many requests, the server's own fault."""
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code == 429 or error.response.status_code >= 500
    return isinstance(error, httpx.TransportError)


def _asked_to_wait(error: BaseException | None) -> float | None:
    """Seconds of a Retry-After header, which tells them or a day and time; None without one that can be read."""
    if not isinstance(error, httpx.HTTPStatusError):
        return None
    told = error.response.headers.get("retry-after", "")
    if told.isascii() and told.isdigit():
        return float(told[:9])
    try:
        return max(0.0, (parsedate_to_datetime(told) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None


def _count(usage, body) -> None:
    """Adds what a call used to today's tokens; where the server does not say, a guess that is rather too high."""
    used = usage.get("total_tokens") if isinstance(usage, dict) else None
    if type(used) is not int or not 0 < used < MOST_BYTES:
        used = len(json.dumps(body)) // 3 + LONGEST_ANSWER
    counters.add(_today(), 0, timeout=2 * A_DAY)
    counters.incr(_today(), used)


def _today() -> str:
    return f"judge-tokens:{timezone.now().date()}"
