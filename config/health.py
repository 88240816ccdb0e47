"""/healthz: whether database, broker, worker and beat are alive, for those who run the product."""

from collections.abc import Callable

import psycopg
import redis
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import JsonResponse
from redis.backoff import NoBackoff
from redis.retry import Retry

PATH = "/healthz"
PATIENCE = 2  # seconds
ALIVE_FOR = 30  # seconds that a sign of life holds


def middleware(get_response: Callable) -> Callable:
    """Answers before any other middleware: whatever the host's name, and without TLS, as balancers ask."""

    def answer(request):
        return report() if request.path_info == PATH else get_response(request)

    return answer


def report() -> JsonResponse:
    """200 and "ok" for each part, else 503 and what is wrong."""
    parts = {name: _outcome(check) for name, check in CHECKS.items()}
    response = JsonResponse(parts, status=200 if set(parts.values()) == {"ok"} else 503)
    response["Cache-Control"] = "no-store"
    response._has_been_logged = True  # asked every few seconds, a 503 would fill the log
    return response


def show_life(name: str) -> None:
    """Worker and beat say that they live."""
    cache.set(_key(name), True, timeout=ALIVE_FOR)


def check_database() -> None:
    """A connection of its own: one of the pool would wait its turn behind the requests."""
    parameters = connection.get_connection_params()
    known = {
        key: parameters[key] for key in ("dbname", "user", "password", "host", "port") if parameters.get(key)
    }
    options = {key: value for key, value in parameters.items() if key.startswith("ssl")}
    with psycopg.connect(**known, **options, connect_timeout=PATIENCE) as probe:
        probe.execute("select 1")


def check_broker() -> None:
    waits = {"socket_timeout": PATIENCE, "retry": Retry(NoBackoff(), 0)}
    with redis.Redis.from_url(settings.REDIS_URL, **waits) as client:
        client.ping()


def check_worker() -> None:
    _check_life("worker")


def check_beat() -> None:
    _check_life("beat")


def _check_life(name: str) -> None:
    if not cache.get(_key(name)):
        raise TimeoutError(f"no sign of life in {ALIVE_FOR} seconds")


def _key(name: str) -> str:
    return f"alive:{name}"


def _outcome(check: Callable[[], None]) -> str:
    try:
        check()
    except Exception as error:  # the page tells what is wrong, whatever it is
        return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    return "ok"


CHECKS = {"database": check_database, "broker": check_broker, "worker": check_worker, "beat": check_beat}
