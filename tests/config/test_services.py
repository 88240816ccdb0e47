import os
import shutil
import signal
import subprocess
import sys

import environ
import psycopg
import pytest
import redis

from config import places, postgres_server, redis_server, servers, services
from config.places import Unavailable
from config.postgres_server import Postgres

HOLD = """
from config import services
with services.running():
    print("up", flush=True)
    input()
"""


@pytest.fixture
def var(tmp_path, monkeypatch):
    """A VAR_DIR of the test's own, with a long path and spaces in it."""
    folder = tmp_path / ("a long path with spaces " * 8) / "var"
    monkeypatch.setenv("VAR_DIR", str(folder))
    monkeypatch.setenv("REDIS_DATABASE", "0")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    yield folder
    with services.running():
        pass  # stops what a test left running
    if (folder / "postgres").is_symlink():
        shutil.rmtree((folder / "postgres").resolve().parent)


@pytest.fixture
def holder(var):
    """Another process that uses the services."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=places.BASE_DIR
    ) as process:
        process.stdout.readline()
        yield process
        process.kill()


def sql(statement):
    settings = environ.Env.db_url_config(services.database_url())
    where = {"host": settings["HOST"], "port": settings["PORT"], "user": settings["USER"]}
    with psycopg.connect(**where, dbname=settings["NAME"], autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else None


def store():
    return redis.Redis.from_url(services.redis_url())


def pid_of_postgres(var):
    return int((var / "postgres" / "postmaster.pid").read_text().split()[0])


def pid_of_redis():
    with store() as client:
        return client.info("server")["process_id"]


def test_data_survives_a_restart(var):
    with services.running(), store() as client:
        sql("create table kept as select 7 as number")
        client.set("kept", 7)

    with services.running(), store() as client:
        assert sql("select number from kept") == [(7,)]
        assert client.get("kept") == b"7"


def test_words_are_found_next_to_curly_quotes_and_dashes(var):
    with services.running():
        words = sql("select to_tsvector('english', '“Free-riding” of Élysée—ally')::text")

    assert words == [("'alli':6 'free':2 'free-rid':1 'ride':3 'élysé':5",)]


def test_vectors_are_at_hand(var):
    with services.running():
        sql("create extension vector")

        assert sql("select '[1,2]'::halfvec <-> '[1,2]'") == [(0.0,)]


def test_the_last_user_stops_them(var, holder):
    with services.running():
        pid = pid_of_postgres(var)
        assert pid_of_redis()
    assert servers.is_alive(pid)

    holder.communicate(b"\n")
    with services.running():
        pass

    assert not servers.is_alive(pid)
    assert not places.socket_dir().exists()


def test_two_checkouts_do_not_meet(var, monkeypatch):
    with services.running():
        sql("create table here ()")
        monkeypatch.setenv("VAR_DIR", str(var / "other"))
        with services.running():
            assert sql("select count(*) from pg_tables where tablename = 'here'") == [(0,)]
        home = (var / "other" / "postgres").resolve().parent
        monkeypatch.setenv("VAR_DIR", str(var))
    if home != var / "other":
        shutil.rmtree(home)


def test_a_kill_of_everything_needs_no_human(var, holder):
    sql("set synchronous_commit = on; create table kept as select 7 as number")
    for pid in (holder.pid, pid_of_redis(), pid_of_postgres(var)):
        os.kill(pid, signal.SIGKILL)

    with services.running(), store() as client:
        assert sql("select number from kept") == [(7,)]
        assert client.ping()


def test_servers_left_behind_by_a_killed_process_are_used(var, holder):
    pid = pid_of_postgres(var)
    holder.kill()
    holder.wait()

    with services.running():
        assert pid_of_postgres(var) == pid


def test_a_pid_file_that_names_another_program_is_stale(var):
    with services.running():
        pass
    data = (var / "postgres").resolve()
    lock = Postgres().socket.with_name(f"{Postgres().socket.name}.lock")
    places.made_socket_dir()
    lock.parent.mkdir(mode=0o700)
    for remains in (data / "postmaster.pid", lock):
        remains.write_text(f"{os.getpid()}\n{data}\n")
    if os.geteuid() == 0:
        shutil.chown(lock.parent, data.owner())

    with services.running():
        assert pid_of_postgres(var) != os.getpid()


def test_sockets_that_somebody_cleaned_away_come_back(var, holder, monkeypatch):
    monkeypatch.setattr(postgres_server, "SOCKET_WITHIN", 0)
    shutil.rmtree(places.socket_dir())

    with services.running(), store() as client:
        assert sql("select 1") == [(1,)]
        assert client.ping()


def test_a_start_that_was_killed_leaves_nothing_half_made(var):
    (var / ".initdb-1").mkdir(parents=True)
    (var / ".initdb-1" / "PG_VERSION").write_text("18")

    with services.running():
        assert sql("select 1") == [(1,)]
    assert not list(var.glob(".initdb-*")) or (var / "postgres").is_symlink()


def test_a_redis_whose_data_is_unreadable_starts_without(var, monkeypatch):
    monkeypatch.setattr(servers, "LAUNCHES", 2)
    dump = var / "redis" / "dump.rdb"
    dump.parent.mkdir(parents=True)
    dump.write_bytes(b"REDIS9999" + bytes(20))

    with services.running(), store() as client:
        assert client.ping()


def test_what_the_environment_names_is_not_started(var, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://someone@elsewhere/claims")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere/0")

    with services.running():
        assert services.database_url() == "postgres://someone@elsewhere/claims"
        assert services.broker_url(services.redis_url()) == "redis://elsewhere/0"
    assert not var.exists()


def test_a_folder_of_somebody_elses_is_refused(tmp_path, monkeypatch):
    (tmp_path / "real").mkdir()
    (tmp_path / "planted").symlink_to(tmp_path / "real")
    monkeypatch.setattr(places, "personal_dir", lambda: tmp_path / "planted")

    with pytest.raises(Unavailable, match="belongs to someone else"):
        places.made_socket_dir()


def test_a_machine_without_redis_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr(redis_server, "_candidates", lambda: iter(["/nowhere/redis-server"]))

    with pytest.raises(Unavailable, match=r"apt-get install redis-server.*brew install redis"):
        redis_server.binary()


def test_a_server_that_cannot_start_shows_the_end_of_its_log(var, monkeypatch):
    monkeypatch.setattr(servers, "LAUNCHES", 1)
    monkeypatch.setenv("POSTGRES_OPTIONS", "-c no_such_setting=1")

    with pytest.raises(Unavailable, match="no_such_setting"), services.running():
        pass
    monkeypatch.delenv("POSTGRES_OPTIONS")


def test_the_secret_key_is_made_once_and_private(var):
    key = services.secret_key()

    assert services.secret_key() == key
    assert len(key) >= 50
    assert (var / "secret-key").stat().st_mode & 0o777 == 0o600


def test_two_that_start_at_once_agree(var):
    command = [sys.executable, "-c", HOLD]
    both = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=places.BASE_DIR)
        for _ in range(2)
    ]

    for process in both:
        output, _ = process.communicate(b"\n", timeout=60)
        assert output == b"up\n"
