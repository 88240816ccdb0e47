import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from config import places, processes, servers, services

PATIENCE = 60  # seconds
SERVE = [sys.executable, "manage.py", "serve", "--workers", "1"]


@pytest.fixture
def var(tmp_path, monkeypatch):
    folder = tmp_path / "a path with spaces" / "var"
    monkeypatch.setenv("VAR_DIR", str(folder))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings")
    for name in ("REDIS_DATABASE", "DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    yield folder
    with services.running():
        pass  # stops what a test left running
    if (folder / "postgres").is_symlink():
        shutil.rmtree((folder / "postgres").resolve().parent)


@pytest.fixture
def serve(var, tmp_path):
    """Starts `manage.py serve`; gives the process once it has said where it serves, and what it said."""
    started = []

    def start():
        log = tmp_path / f"log-{len(started)}"
        with log.open("wb") as output:
            process = subprocess.Popen(SERVE, cwd=places.BASE_DIR, stdout=output, stderr=output)
        started.append(process)
        assert eventually(lambda: "Ctrl-C" in log.read_text() or process.poll() is not None)
        assert process.poll() is None, log.read_text()
        return process, log.read_text()

    yield start
    for process in started:
        process.kill()
        process.wait()


def eventually(condition):
    until = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


def stop(process, request):
    process.send_signal(request)
    return process.wait(timeout=PATIENCE)


def processes_of(var):
    """Whoever names the folder in command line or environment."""
    pids = [int(path.name) for path in Path("/proc").glob("[0-9]*")]
    return [pid for pid in pids if pid != os.getpid() and _names(pid, str(var))]


def _names(pid, folder):
    try:
        environment = Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:
        environment = b""
    return servers.is_alive(pid, folder) or (os.fsencode(folder) in environment and servers.is_alive(pid))


def address(said):
    return re.search(r"http://(?P<host>[\d.]+):(?P<port>\d+)/", said)


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc to look for what is left")
def test_one_command_serves_and_leaves_nothing_behind(serve, var):
    process, said = serve()
    place = address(said)
    assert processes.is_healthy(place["host"], int(place["port"]))
    assert (var / "first-password").read_text() in said

    again = subprocess.run(SERVE, cwd=places.BASE_DIR, capture_output=True, text=True)
    assert (again.returncode, again.stderr) == (1, f"This checkout is already running at {place[0]}.\n")

    assert stop(process, signal.SIGINT) == 0
    assert processes_of(var) == []


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc to look for what is left")
def test_a_killed_starter_takes_its_children_along_and_is_started_again(serve, var):
    process, _ = serve()
    stop(process, signal.SIGKILL)
    assert eventually(lambda: processes_of(var) == [])

    process, said = serve()

    assert (var / "first-password").read_text() not in said
    assert "password  in" in said
    assert stop(process, signal.SIGTERM) == 0
