import json
import os
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from claims import calibration, review
from claims.models import Link
from tests import factories

pytestmark = pytest.mark.django_db


def decided(relation, scores, decision="accepted"):
    analyst = factories.analyst()
    for score in scores:
        link = factories.link(relation=relation, score=score)
        {"accepted": review.accept, "rejected": review.reject}[decision](link, by=analyst)


def calibrate(*options):
    out = StringIO()
    call_command("calibrate", *options, stdout=out, stderr=StringIO())
    return out.getvalue()


def lines(*options):
    return [json.loads(line) for line in calibrate("--json", *options).splitlines()]


def proposed(relation, *options):
    return next(line for line in lines(*options) if line["relation"] == relation and "threshold" in line)


@pytest.mark.parametrize(
    ("accepted", "of", "low", "high"),
    [(0, 0, 0, 1), (0, 10, 0, 0.278), (5, 10, 0.237, 0.763), (10, 10, 0.722, 1), (90, 100, 0.826, 0.945)],
)
def test_the_interval_of_a_share_is_wilsons(accepted, of, low, high):
    assert calibration.wilson(accepted, of) == pytest.approx((low, high), abs=0.001)


def test_precision_is_told_by_relation_and_tenth_of_the_score():
    decided("updates", [0.91, 0.99, 1.0])
    decided("updates", [0.95, 0.42], "rejected")
    decided("repeats", [0.42])
    factories.link(relation="updates", score=0.9)  # nobody decided on it

    bands = [line for line in lines() if "score_from" in line]

    counts = [(b["relation"], b["score_from"], b["score_to"], b["decided"], b["accepted"]) for b in bands]
    assert counts == [("repeats", 0.4, 0.5, 1, 1), ("updates", 0.9, 1.0, 4, 3), ("updates", 0.4, 0.5, 1, 0)]
    assert (bands[1]["precision"], bands[1]["interval"]) == (0.75, [0.3006, 0.9544])


def test_a_corrected_link_counts_against_the_relation_that_the_program_gave(tmp_path):
    link = factories.link(relation="repeats", score=0.95)
    review.accept(link, by=factories.analyst(), relation="updates")

    [band] = [line for line in lines("--export", str(tmp_path / "pairs.jsonl")) if "score_from" in line]

    assert (band["relation"], band["decided"], band["accepted"]) == ("repeats", 1, 0)
    pair = json.loads((tmp_path / "pairs.jsonl").read_text())
    assert [pair[name] for name in ("relation", "decision", "corrected_to")] == [
        "repeats",
        "rejected",
        "updates",
    ]


def test_the_lowest_threshold_that_gives_the_wanted_precision_is_proposed():
    decided("updates", [0.8] * 27 + [0.6] * 9)
    decided("updates", [0.7, 0.6, 0.6] + [0.3] * 12, "rejected")

    found = proposed("updates", "--precision", "0.9")

    assert (found["threshold"], found["decided"], found["accepted"]) == (0.6, 39, 36)
    assert found["why"].startswith("by the count")


def test_a_threshold_is_sure_where_even_the_interval_is_good_enough():
    decided("updates", [0.8] * 40)

    assert proposed("updates", "--precision", "0.9")["why"] == "surely"


def test_too_few_decisions_give_no_threshold_and_say_so():
    decided("confirms", [0.9] * 19)

    found = proposed("confirms")

    assert found["threshold"] is None
    assert found["why"] == "too few decisions: 19, and 20 are needed"


def test_a_precision_that_no_score_reaches_is_said():
    decided("repeats", [0.9] * 16 + [0.5] * 5)
    decided("repeats", [0.9] * 4 + [0.5] * 15, "rejected")

    found = proposed("repeats", "--precision", "0.95")

    assert found["threshold"] is None
    assert found["why"] == "no threshold reaches it: at best 80%, from 0.90 on"


def test_tables_are_for_people():
    assert "No link is decided yet" in calibrate()
    decided("contradicts", [0.85])

    shown = calibrate()

    assert "0.8 to 0.9" in shown
    assert "too few decisions: 1, and 20 are needed" in shown


@pytest.mark.parametrize("precision", ["0", "1.5", "high"])
def test_what_is_no_precision_is_refused(precision):
    with pytest.raises(CommandError, match="is no precision"):
        calibrate("--precision", precision)


def test_decided_pairs_are_training_data(tmp_path):
    claim = factories.claim(
        text="Denmark should pay $3 billion",
        kind="demand",
        speaker=factories.actor(name="Anna Velder"),
        first_said_on="2019-11-19",
    )
    revision = factories.revision(f"Talks go on. {factories.TEXT}", title="The bridge")
    passage = factories.passage(
        revision=revision, start=13, text=factories.TEXT, published_on=date(2024, 10, 15)
    )
    features = {"shared_words": 0.75, "same_speaker": 1.0}
    link = factories.link(claim=claim, passage=passage, relation="updates", score=0.7, features=features)
    review.reject(link, by=factories.analyst())
    factories.link()

    calibrate("--export", str(tmp_path / "pairs.jsonl"))

    [pair] = [json.loads(line) for line in (tmp_path / "pairs.jsonl").read_text().splitlines()]
    assert pair.pop("decided_at").startswith(f"{Link.objects.get(pk=link.pk).decided_at:%Y-%m-%d}")
    assert pair == {
        "id": link.pk,
        "claim": "Denmark should pay $3 billion",
        "claim_told": "Anna Velder demanded Denmark should pay $3 billion",
        "speaker": "Anna Velder",
        "passage": factories.TEXT,
        "passage_told": factories.TEXT,
        "passage_context": "The bridge. Talks go on. ",
        "claim_published": "2019-11-19",
        "passage_published": "2024-10-15",
        "relation": "updates",
        "decision": "rejected",
        "corrected_to": None,
        "score": 0.7,
        "reasons": ["same speaker"],
        "features": features,
    }


def test_a_file_that_cannot_be_written_is_said(tmp_path):
    with pytest.raises(CommandError, match="No such file or directory"):
        calibrate("--export", str(tmp_path / "nowhere" / "pairs.jsonl"))


def test_the_pairs_can_be_read_by_relate(tmp_path, capsys):
    decided("updates", [0.9])
    calibrate("--export", str(tmp_path / "pairs.jsonl"))

    call_command("relate", str(tmp_path / "pairs.jsonl"))

    assert json.loads(capsys.readouterr().out)["id"] == Link.objects.get().pk


def test_missing_tables_are_said_and_cost_no_old_file(tmp_path):
    (tmp_path / "pairs.jsonl").write_text("old")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE claims_link RENAME TO elsewhere")

    with pytest.raises(CommandError, match=r"run manage\.py migrate"):
        calibrate("--export", str(tmp_path / "pairs.jsonl"))

    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("pairs.jsonl", "old")]


def test_a_device_is_written_to_and_a_link_followed(tmp_path):
    (tmp_path / "old.jsonl").write_text("old")
    (tmp_path / "link.jsonl").symlink_to("old.jsonl")
    decided("updates", [0.9])

    calibrate("--export", str(tmp_path / "link.jsonl"))
    calibrate("--export", os.devnull)

    assert (tmp_path / "link.jsonl").is_symlink()
    assert json.loads((tmp_path / "old.jsonl").read_text())["relation"] == "updates"
    assert not Path(os.devnull).is_file()
