"""Runs web server, worker and beat together, their logs in one stream, and ends what it started."""

import contextlib
import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from config import places
from config.places import Unavailable

COLOURS = {"web": 36, "worker": 33, "beat": 35}
PORTS = range(8000, 8100)
GRACE = 10  # seconds from a polite request to end until the kill
BRIEF = 10  # seconds
FAREWELL = 2  # seconds that a killed process may take to be gone


def stop_with_starter() -> None:
    """Ends this process with the one that started it, however that ends: its end of a pipe closes."""
    if not (pipe := os.environ.pop("STOP_WITH", None)):
        return

    def wait() -> None:
        os.read(int(pipe), 1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="stop-with-starter", daemon=True).start()


@dataclass
class Child:
    """One process of `manage.py`, in a session of its own so that Ctrl-C reaches the starter alone."""

    name: str
    arguments: list[str]
    pipe: int
    process: subprocess.Popen = field(init=False)
    born: float = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        self.born = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, str(places.BASE_DIR / "manage.py"), self.name, *self.arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=[self.pipe],
            env=os.environ | {"STOP_WITH": str(self.pipe), "PYTHONUNBUFFERED": "1"},
        )
        threading.Thread(target=self._copy_log, args=[self.process.stdout], daemon=True).start()

    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def is_hopeless(self) -> bool:
        """It gave up by itself and soon: it would again. One that was killed would not."""
        return self.process.returncode >= 0 and time.monotonic() - self.born < BRIEF

    def end(self, until: float) -> None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=max(0.0, until - time.monotonic()))
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)  # what it left behind, too
            self._see_off()
        self.process.wait()

    def _see_off(self) -> None:
        """Waits for what was killed to be gone: until then it counts as a user of PostgreSQL and Redis."""
        self.process.wait()
        until = time.monotonic() + FAREWELL
        while time.monotonic() < until:
            os.killpg(self.process.pid, 0)
            time.sleep(0.05)

    def _copy_log(self, log) -> None:
        with log:
            for line in log:
                if text := line.decode(errors="replace").rstrip():
                    say(self.name, text)


def say(name: str, text: str) -> None:
    """One line of the common log."""
    colour = COLOURS.get(name, 32) if sys.stdout.isatty() else None
    prefix = f"{time.strftime('%H:%M:%S')} {name:<6} |"
    with contextlib.suppress(OSError, ValueError):  # the terminal has gone: go on without
        print(f"\033[{colour}m{prefix}\033[0m {text}" if colour else f"{prefix} {text}", flush=True)


def supervise(commands: dict[str, list[str]], look_after: Callable[[], None]) -> int:
    """Runs the commands until a signal (0) or one cannot be kept alive (1); calls look_after between."""
    signals: list[
        int
    ] = []  # not an Event: its set() would wait for the lock of the wait() that it interrupts
    for wanted in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(wanted, lambda number, _: signals.append(number))
    with _running(commands) as children:
        while not signals:
            if not _kept_alive(children):
                return 1
            look_after()
            time.sleep(0.2)
        say("system", "stopping")
        return 0


@contextlib.contextmanager
def running_worker() -> Iterator[subprocess.Popen]:
    """A Celery worker for as long as the block runs, and the beat that rings for what a crash left behind."""
    with _running({"worker": [], "beat": []}) as [worker, _]:
        yield worker.process


@contextlib.contextmanager
def _running(commands: dict[str, list[str]]) -> Iterator[list[Child]]:
    pipe, held = os.pipe()
    children: list[Child] = []
    try:
        for name, arguments in commands.items():
            children.append(Child(name, arguments, pipe))
        yield children
    finally:
        _end(children)
        os.close(held)
        os.close(pipe)


def _kept_alive(children: list[Child]) -> bool:
    for child in children:
        if child.has_ended():
            say("system", f"{child.name} ended ({child.process.returncode})")
            if child.is_hopeless():
                return False
            child.start()
    return True


def _end(children: list[Child]) -> None:
    until = time.monotonic() + GRACE
    for child in children:
        with contextlib.suppress(ProcessLookupError):
            child.process.terminate()
    for child in children:
        child.end(until)


@contextlib.contextmanager
def only_one() -> Iterator[Path]:
    """Holds what `serve` may hold once for each checkout; the file is to say where it can be reached."""
    path = places.made_var_dir() / "serve.lock"
    with path.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Unavailable(f"This checkout is already running{_at(path)}.") from None
        path.write_text("")
        yield path


def _at(path: Path) -> str:
    address = path.read_text().strip()
    return f" at {address}" if address else ", and still starting"


@contextlib.contextmanager
def free_port(host: str, asked: int | None) -> Iterator[int]:
    """The port asked for, else the first free one; no other checkout of this user gets it meanwhile."""
    for port in [asked] if asked else PORTS:
        with (places.made_private(places.personal_dir()) / f"port-{port}").open("a") as claim:
            try:
                fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            if _is_free(host, port):
                yield port
                return
    raise Unavailable(
        f"Port {asked} is taken." if asked else f"Ports {PORTS[0]} to {PORTS[-1]} are all taken."
    )


def _is_free(host: str, port: int) -> bool:
    try:
        family, kind, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror as error:
        raise Unavailable(f"There is no address {host} here: {error.strerror}.") from None
    with contextlib.suppress(OSError), socket.create_connection((reachable(host), port), timeout=1):
        return False
    with socket.socket(family, kind) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind(address)
        except PermissionError:
            raise Unavailable(f"Port {port} needs more rights than you have; take one above 1023.") from None
        except OSError:
            return False
    return True


def reachable(host: str) -> str:
    """Where a server on that host can be reached from here."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)


def address(host: str, port: int) -> str:
    host = reachable(host)
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def is_healthy(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(reachable(host), port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
