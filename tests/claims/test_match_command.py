import io
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from claims.linking import scratch
from claims.models import ClaimIndex

pytestmark = pytest.mark.django_db

CLAIMS = [
    {
        "id": "bridge",
        "text": "Denmark should pay $3 billion a year for the new bridge.",
        "speaker": "Anna Velder",
    },
    {
        "id": "diesel",
        "text": "The tax on diesel will double by 2031.",
        "title": "Diesel",
        "context": "At the pump.",
    },
    {"id": "schools", "text": "Schools are to open at eight in the morning.", "published": "2021-03-01"},
]
QUERIES = [
    {"id": 1, "text": "She wants three billion dollars a year from Copenhagen for that bridge of hers."},
    {"id": 2, "text": "By 2031 we will have twice the levy on diesel, at every pump."},
]


def matched(tmp_path, claims=CLAIMS, queries=QUERIES, **options):
    files = []
    for name, rows in (("claims", claims), ("queries", queries)):
        path = tmp_path / f"{name}.jsonl"
        path.write_text("".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows))
        files.append(str(path))
    out = io.StringIO()
    call_command("match", *files, stdout=out, stderr=io.StringIO(), **options)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_query_gets_its_claims_best_first(tmp_path):
    first, second = matched(tmp_path)

    assert first["id"] == 1
    assert first["matches"][0]["id"] == "bridge"
    assert second["matches"][0]["id"] == "diesel"
    scores = [match["score"] for match in first["matches"]]
    assert scores == sorted(scores, reverse=True)


def test_no_more_claims_are_named_than_asked_for(tmp_path):
    assert all(len(row["matches"]) <= 1 for row in matched(tmp_path, top=1))


def test_nothing_of_it_stays_in_the_database(tmp_path):
    matched(tmp_path)

    assert not ClaimIndex.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'scratch%'")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("{", "line 2: not JSON"),
        ({"text": "x"}, 'line 2: no "id"'),
        ({"id": 3}, 'line 2: no "text"'),
        ({"id": 3, "text": "x", "speaker": 5}, 'line 2: "speaker" is no text'),
        ({"id": 3, "text": "x", "published": "soon"}, 'line 2: "published" is no ISO date'),
    ],
)
def test_a_bad_line_stops_it_and_is_named(tmp_path, row, complaint):
    with pytest.raises(CommandError, match=complaint):
        matched(tmp_path, queries=[QUERIES[0], row])


def test_bad_lines_are_left_out_where_that_is_asked_for(tmp_path):
    assert [row["id"] for row in matched(tmp_path, queries=["{", *QUERIES], skip_bad=True)] == [1, 2]


def test_no_claims_give_no_matches(tmp_path):
    assert all(row["matches"] == [] for row in matched(tmp_path, claims=[]))


def test_two_claims_of_one_id_stop_it(tmp_path):
    again = {"id": "bridge", "text": "Another bridge."}

    with pytest.raises(
        CommandError, match=r"claims\.jsonl, line 4: the id 'bridge' is that of .*, line 1, too"
    ):
        matched(tmp_path, claims=[*CLAIMS, again])


def test_two_runs_side_by_side_do_not_wait_for_each_other():
    def other():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '5s'")
                with scratch.empty_index():
                    return ClaimIndex.objects.count()
        finally:
            connection.close()

    with scratch.empty_index(), ThreadPoolExecutor(1) as thread:
        assert thread.submit(other).result() == 0
