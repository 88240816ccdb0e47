"""PostgreSQL and Redis: those the environment names, else our own, for as long as somebody uses them."""

import contextlib
import fcntl
import os
import secrets
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from config import places
from config.places import Unavailable, var_dir
from config.postgres_server import DATABASE, PORT, USER, Postgres
from config.redis_server import Redis

__all__ = [
    "Unavailable",
    "broker_url",
    "database_url",
    "redis_url",
    "restart_missing",
    "running",
    "secret_key",
    "var_dir",
]


def database_url() -> str:
    """DATABASE_URL, or our own PostgreSQL's in the form that django-environ reads; starts nothing."""
    own = f"postgres://{USER}@:{PORT}/{places.postgres_socket_dir()}/{DATABASE}"
    return os.environ.get("DATABASE_URL") or own


def redis_url() -> str:
    """REDIS_URL, or our own Redis's; REDIS_DATABASE numbers the database in it."""
    own = f"unix://{places.redis_socket()}?db={os.environ.get('REDIS_DATABASE', 0)}"
    return os.environ.get("REDIS_URL") or own


def broker_url(url: str) -> str:
    """The same Redis as Celery writes it."""
    parts = urlsplit(url)
    if parts.scheme != "unix":
        return url
    return f"redis+socket://{parts.path}?virtual_host={parse_qs(parts.query).get('db', ['0'])[0]}"


def secret_key() -> str:
    """A key of this checkout's own, made on first use."""
    path = places.made_var_dir() / "secret-key"
    if not path.exists():
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):  # another process was quicker: its key holds
            os.link(fresh, path)
        fresh.unlink()
    return path.read_text()


@contextlib.contextmanager
def running() -> Iterator[None]:
    """Starts what is missing for as long as the block runs; the last user of the services stops them."""
    needed = _needed()
    if not needed:
        yield
        return
    process = os.getpid()
    with (places.made_var_dir() / "services.lock").open("a") as in_use:
        try:
            with _alone():
                fcntl.flock(in_use, fcntl.LOCK_SH)
                _start(needed)
            yield
        finally:
            if os.getpid() == process:  # not in a child that a fork gave a copy of this frame
                _leave(in_use)


def restart_missing() -> None:
    """For a process inside running(): what was killed meanwhile starts again."""
    if needed := _needed():
        with _alone():
            _start(needed)


def _start(needed: list[Postgres | Redis]) -> None:
    for server in needed:
        server.start()


def _needed() -> list[Postgres | Redis]:
    """Those that the environment does not name."""
    named = {Postgres: "DATABASE_URL", Redis: "REDIS_URL"}
    return [server() for server, variable in named.items() if not os.environ.get(variable)]


def _leave(in_use) -> None:
    with _alone():
        try:
            fcntl.flock(in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            fcntl.flock(in_use, fcntl.LOCK_UN)  # before the next who leaves looks
            return  # others still use them
        for server in (Redis(), Postgres()):
            server.stop()
        for folder in (places.postgres_socket_dir(), places.socket_dir()):
            with contextlib.suppress(OSError):  # not there, or something of another's in it
                folder.rmdir()


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """One process at a time starts or stops; the lock goes with the process that holds it."""
    with (var_dir() / "starting.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
