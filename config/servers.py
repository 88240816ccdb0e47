"""Starts and stops a server program, whatever the last one left behind."""

import os
import subprocess
import time
from pathlib import Path
from typing import Protocol

from config.places import Unavailable

PATIENCE = 60  # seconds for a server to answer: recovery after a crash takes its time
LAUNCHES = (
    12  # half a second apart: the memory of a killed PostgreSQL is freed only when its last child has gone
)
PAUSE = 0.02


class Server(Protocol):
    name: str
    log: Path

    def is_ready(self) -> bool: ...  # answers, and has what we need
    def is_there(self) -> bool: ...  # a process of ours lives, ready or not
    def launch(self) -> subprocess.Popen: ...


class Launched(subprocess.Popen):
    """A server that outlives us on purpose, of which Popen would complain."""

    def __del__(self, *_) -> None: ...


_launched: list[Launched] = []  # to collect those that end before us


def bring_up(server: Server) -> None:
    """Returns once the server answers, starting it where none runs."""
    until = time.monotonic() + PATIENCE
    process, launches = None, 0
    while not server.is_ready():
        if time.monotonic() > until:
            raise Unavailable(f"{server.name} does not answer.{tail(server.log)}")
        if process is not None and process.poll() is not None:
            if launches == LAUNCHES:
                raise Unavailable(f"{server.name} does not start.{tail(server.log)}")
            process = None
            time.sleep(0.5)
        if process is None and not server.is_there():
            process, launches = server.launch(), launches + 1
        time.sleep(PAUSE)


def spawn(command: list[str], log: Path, **options) -> subprocess.Popen:
    """A process of its own session that keeps running without us; no shell, so any path will do."""
    with log.open("ab") as output:
        process = Launched(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd="/",
            start_new_session=True,
            **options,
        )
    _launched.append(process)
    return process


def wait_until_gone(pid: int, mark: str, seconds: float = 30) -> bool:
    until = time.monotonic() + seconds
    while is_alive(pid, mark):
        if time.monotonic() > until:
            return False
        time.sleep(PAUSE)
    return True


def is_alive(pid: int, mark: str = "") -> bool:
    """Whether the process runs, with the mark in its command line; a dead one not yet collected does not."""
    for process in _launched:
        process.poll()
    state, command = _seen(pid)
    return bool(state) and state not in "ZX" and mark in command


def _seen(pid: int) -> tuple[str, str]:
    """One letter for the state, and the command line; both empty for no process."""
    proc = Path("/proc") / str(pid)
    if Path("/proc/self/stat").exists():
        try:
            state = (proc / "stat").read_text(errors="replace").rpartition(")")[2].split()[0]
            return state, os.fsdecode((proc / "cmdline").read_bytes()).replace("\0", " ")
        except OSError:
            return "", ""
    listed = subprocess.run(["ps", "-o", "stat=,command=", "-p", str(pid)], capture_output=True, text=True)
    state, _, command = listed.stdout.strip().partition(" ")
    return state[:1], command


def tail(log: Path, lines: int = 8) -> str:
    """The end of a log, set off for an error message."""
    try:
        text = log.read_text(errors="replace").strip()
    except OSError:
        return ""
    return f" The end of {log}:\n  " + "\n  ".join(text.splitlines()[-lines:])


def shortened(log: Path, limit: int = 5_000_000) -> Path:
    """The same log; a long one is set aside first."""
    if log.exists() and log.stat().st_size > limit:
        log.replace(log.with_suffix(".log.1"))
    return log
