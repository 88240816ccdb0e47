import os
import subprocess
import sys

import pytest

import manage
from config import places

HELP = [sys.executable, "manage.py", "help"]


@pytest.mark.parametrize(
    "line", ["", "help", "--version", "migrate --help", "extract a.jsonl", "relate a.jsonl", "check --deploy"]
)
def test_some_commands_need_no_services(line):
    assert not manage.needs_services(line.split())


@pytest.mark.parametrize("line", ["migrate", "shell", "serve --port 9000", "check --database default"])
def test_the_others_get_them(line):
    assert manage.needs_services(line.split())


def test_a_judge_that_may_ask_redis_gets_them(monkeypatch):
    monkeypatch.setenv("RELATION_JUDGE", "claims.linking.endpoint.judge")

    assert manage.needs_services(["relate", "a.jsonl"])


def test_a_command_whose_output_nobody_reads_ends_quietly():
    with subprocess.Popen(
        HELP, cwd=places.BASE_DIR, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        said = process.stderr.read()

    assert (process.returncode, said) == (141, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_a_full_disk_is_said_in_one_line():
    with open("/dev/full", "w") as full:
        done = subprocess.run(HELP, cwd=places.BASE_DIR, stdout=full, stderr=subprocess.PIPE)

    assert (done.returncode, done.stderr) == (1, b"Output: No space left on device\n")


def test_production_settings_pass_the_deployment_check_and_touch_nothing(tmp_path):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "VAR_DIR": str(tmp_path / "var"),
        "SECURE": "1",
        "SECRET_KEY": "a-key-of-fifty-different-characters-0123456789-QWERTZ",
        "ALLOWED_HOSTS": "claims.example",
        "DATABASE_URL": "postgres://claims:secret@database.example/claims",
        "REDIS_URL": "rediss://queue.example/0",
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]

    done = subprocess.run(command, cwd=places.BASE_DIR, env=environment, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "var").exists()
