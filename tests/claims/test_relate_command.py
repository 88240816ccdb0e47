import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.management import parallel

DEMAND = "Anna Velder demanded that Denmark pay as much as $3 billion a year for the new bridge."
PAIRS = Path(__file__).parent.parent / "data" / "relations.jsonl"  # of our own writing
PASSAGES = {
    "other": "Anna Velder demanded that Denmark pay as much as $9 billion a year for the new bridge.",
    "same": "Velder had demanded that Denmark pay up to 3 billion dollars a year for the new bridge.",
    3: "Rain is likely in Jutland tomorrow.",
}


def related(tmp_path, capsys, rows, **options):
    path = tmp_path / "pairs.jsonl"
    path.write_text("".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows))
    call_command("relate", str(path), **options)
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_pair_gets_a_relation_a_score_and_reasons_that_name_the_terms(tmp_path, capsys):
    rows = [{"id": name, "claim": DEMAND, "passage": passage} for name, passage in PASSAGES.items()]

    other, same, neither = related(tmp_path, capsys, rows)

    assert (other["id"], other["relation"]) == ("other", "updates")
    assert "amount up to 9 billion USD a year against up to 3 billion USD a year" in other["reasons"]
    assert (same["relation"], neither["relation"]) == ("repeats", "unrelated")
    assert 0 < other["score"] <= 1
    assert neither["id"] == 3


def test_an_unrelated_pair_is_told_how_surely_and_why_too(tmp_path, capsys):
    [neither] = related(tmp_path, capsys, [{"id": 3, "claim": DEMAND, "passage": PASSAGES[3]}])

    assert neither["relation"] == "unrelated"
    assert neither["score"] > 0.9
    assert "shares 0 words, 0% of the claim's" in neither["reasons"]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"id": "a", "claim": DEMAND}, 'line 1: no "passage"'),
        ({"id": "a", "claim": " ", "passage": "Rain."}, 'line 1: no "claim"'),
        ({"claim": DEMAND, "passage": "Rain."}, 'line 1: no "id"'),
        (
            {"id": "a", "claim": DEMAND, "passage": "Rain.", "claim_published": "in May"},
            '"claim_published" is no ISO',
        ),
        ("no JSON\n", "line 1: not JSON"),
    ],
)
def test_a_bad_line_stops_the_command_unless_it_is_to_be_skipped(tmp_path, capsys, row, why):
    good = {"id": "good", "claim": DEMAND, "passage": DEMAND}

    with pytest.raises(CommandError, match=why):
        related(tmp_path, capsys, [row, good])
    capsys.readouterr()

    assert [line["id"] for line in related(tmp_path, capsys, [row, good], skip_bad=True)] == ["good"]


def test_many_pairs_come_out_in_order_from_several_processes(tmp_path, capsys):
    rows = [{"id": n, "claim": DEMAND, "passage": PASSAGES["same"]} for n in range(2 * parallel.FEW)]

    found = related(tmp_path, capsys, rows, processes=2)

    assert [line["id"] for line in found] == list(range(2 * parallel.FEW))
    assert {line["relation"] for line in found} == {"repeats"}


def test_pairs_that_nobody_tuned_on_are_a_floor(tmp_path, capsys):
    pairs = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    kept_back = [pair for pair in pairs if pair["split"] == "test"]

    found = related(tmp_path, capsys, kept_back)

    right = sum(pair["label"] == one["relation"] for pair, one in zip(kept_back, found, strict=True))
    assert len(kept_back) == 80
    assert right >= 68  # 73 when it was set; a guess would have 16


def test_a_pair_as_the_judge_read_it_is_judged_so(tmp_path, capsys):
    bare = "Denmark should pay as much as $3 billion a year for the new bridge."
    rows = [
        {
            "id": "told",
            "claim": bare,
            "claim_told": DEMAND,
            "passage": PASSAGES["other"],
            "passage_context": "News.",
        },
        {"id": "text", "claim": DEMAND, "claim_told": " ", "passage": PASSAGES["other"]},
    ]

    told, text = related(tmp_path, capsys, rows)

    assert (told["relation"], told["score"]) == (text["relation"], text["score"])


def test_what_is_told_must_be_text(tmp_path, capsys):
    with pytest.raises(CommandError, match='line 1: "claim_told" is no text'):
        related(tmp_path, capsys, [{"id": 1, "claim": DEMAND, "claim_told": 5, "passage": "Rain."}])


@pytest.mark.parametrize(
    ("judge", "why"),
    [("claims.linking.endpoint.judge", "Set JUDGE_URL"), ("nowhere.judge", "No module named 'nowhere'")],
)
def test_wrong_settings_stop_the_command_where_bad_lines_would_not(
    tmp_path, capsys, settings, redis, judge, why
):
    settings.RELATION_JUDGE, settings.JUDGE_URL = judge, ""
    rows = [{"id": 1, "claim": DEMAND, "passage": PASSAGES["same"]}]

    with pytest.raises(CommandError, match=f"^The settings are wrong: .*{why}"):
        related(tmp_path, capsys, rows, skip_bad=True)


def test_help_names_what_a_row_has(capsys):
    with pytest.raises(SystemExit):
        call_command("relate", "--help")

    told = capsys.readouterr().out
    assert all(
        name in told for name in ("claim_published", "passage_published", "claim_told", "passage_context")
    )
