from datetime import date

import pytest

from claims.nlp import dates, deadlines


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("The plant will close by 2030, after a review in 2028.", "2030"),
        ("It has until the end of May to answer.", "end of May"),
        ("No later than March 2027 the bridge will open.", "March 2027"),
        ("They want it done within two years.", "within two years"),
        ("The plant will not close before 2031.", "2031"),
        ("Not before 2031 will the plant close.", None),
        ("The plant closed in 2030.", None),
    ],
)
def test_a_date_behind_a_word_of_ending_is_a_deadline(text, deadline):
    found = deadlines.find(text, dates.find(text, published=date(2026, 3, 4)))

    assert (found and found.text) == deadline


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2028, 1, 1), date(2028, 12, 31), "2028"),
        (date(2028, 1, 1), date(2030, 12, 31), "2028 to 2030"),
        (date(2028, 2, 1), date(2028, 2, 29), "February 2028"),
        (date(2028, 9, 1), date(2028, 12, 31), "September 2028 to December 2028"),
        (date(2028, 3, 5), date(2028, 3, 5), "5 March 2028"),
        (date(2028, 3, 5), date(2028, 4, 30), "5 March 2028 to 30 April 2028"),
        (None, date(2028, 3, 5), "by 5 March 2028"),
        (date(2028, 3, 5), None, "from 5 March 2028"),
        (None, None, ""),
    ],
)
def test_a_period_in_words(first, last, words):
    assert deadlines.in_words(first, last) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2028, 1, 1), date(2028, 12, 31), "2028"),
        (date(2028, 9, 1), date(2028, 12, 31), "the end of 2028"),
        (date(2028, 2, 1), date(2028, 2, 29), "February 2028"),
        (date(2028, 10, 21), date(2028, 10, 31), "the end of October 2028"),
        (date(2028, 3, 5), date(2028, 4, 29), "29 April 2028"),
        (date(2028, 3, 5), date(2028, 3, 5), "5 March 2028"),
        (None, date(2028, 3, 5), "by 5 March 2028"),
    ],
)
def test_a_deadline_is_told_by_its_last_day(first, last, words):
    assert deadlines.latest(first, last) == words
