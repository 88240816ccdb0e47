"""The same on 42 events that were written after the thresholds were set: whole texts, no moulds, shared quotes."""

import json
import random

import pytest

from tests.claims.copies import stories
from tests.claims.copies.test_copies import folded, published

pytestmark = pytest.mark.django_db
EVENTS = [
    json.loads(line) for line in (stories.DATA / "reports.jsonl").read_text(encoding="utf-8").splitlines()
]


def story(event, desk):
    return stories.Story(**event[desk])


@pytest.mark.parametrize("change", stories.CHANGES, ids=lambda change: change.__name__)
def test_a_changed_copy_folds_with_its_story(change):
    apart = []
    for number, event in enumerate(EVENTS):
        original = story(event, "wire" if number % 2 else "other")
        copy = change(original, random.Random(f"{number} {change.__name__}"))
        if not folded(published(original), published(copy)):
            apart.append(event["id"])

    assert apart == []


def test_two_newsrooms_own_reports_of_one_event_do_not_fold():
    pairs = [[published(story(event, desk)) for desk in ("wire", "other")] for event in EVENTS]

    assert [event["id"] for event, pair in zip(EVENTS, pairs, strict=True) if folded(*pair)] == []
    assert len({revision.article.fingerprint.story_id for pair in pairs for revision in pair}) == 2 * len(
        EVENTS
    )
