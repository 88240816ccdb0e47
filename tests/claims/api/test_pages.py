import datetime

import pytest

from tests import factories
from tests.claims.api import CLAIMS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "ordering", ["created_at", "-created_at", "first_said_on", "-first_said_on", "-worthiness"]
)
def test_pages_skip_and_repeat_nothing_where_keys_tie_or_are_empty(api, ordering):
    days = [None, datetime.date(2020, 1, 1), datetime.date(2020, 1, 1), datetime.date(2021, 1, 1), None, None]
    made = [
        factories.claim(text=str(number), first_said_on=day, worthiness=0.1)
        for number, day in enumerate(days)
    ]

    url, seen = f"{CLAIMS}?page_size=1&ordering={ordering}", []
    while url:
        page = api.get(url).json()
        seen += [claim["text"] for claim in page["results"]]
        url = page["next"]

    assert sorted(seen) == [claim.text for claim in made]
    assert len(seen) == len(made)
    if "first_said_on" in ordering:
        assert set(seen[3:]) == {"0", "4", "5"}, "claims without a day come last"


def test_a_cursor_goes_with_its_ordering(api):
    for _ in range(2):
        factories.claim()
    following = api.get(CLAIMS, {"page_size": 1}).json()["next"]

    answer = api.get(f"{following}&ordering=worthiness")

    assert "ordering=-created_at" in answer.json()["errors"]["cursor"][0]
