import json
import os
import signal
import subprocess
import sys
import time

import pytest
from django.core.management import CommandError

from claims.management import parallel
from claims.management.jsonl import Row
from config import places, servers

SCRIPT = """
from claims.management import parallel
from claims.management.jsonl import Row
from tests.claims.test_parallel import worker
for _, line in parallel.done((Row("", {}) for _ in range(100_000)), worker, processes=2):
    print(line, flush=True)
"""


def worker(_):
    time.sleep(0.05)
    return str(os.getpid())


def test_no_process_outlives_the_one_that_started_it():
    command, workers = [sys.executable, "-c", SCRIPT], set()
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=places.BASE_DIR) as starter:
        while len(workers) < 2:
            workers.add(int(starter.stdout.readline()))
        starter.kill()

    left = [pid for pid in workers if not servers.wait_until_gone(pid, "", seconds=10)]
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert not left


@pytest.mark.parametrize("before", [3, 3 * parallel.FEW])
def test_rows_before_one_that_cannot_be_read_are_done_first(before):
    def rows():
        yield from (Row(f"line {n}", {"n": n}) for n in range(before))
        raise CommandError("broken")

    lines = []
    with pytest.raises(CommandError, match="broken"):
        lines.extend(line for _, line in parallel.done(rows(), json.dumps, processes=2))

    assert [json.loads(line)["n"] for line in lines] == [*range(before)]
