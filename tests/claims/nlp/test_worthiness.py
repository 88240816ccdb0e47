import pytest

from claims.nlp import worthiness


@pytest.mark.parametrize(
    ("worthy", "idle"),
    [
        ("Unemployment fell to 3.9 percent in 2019.", "I think that is a wonderful thing."),
        ("Norway spent $4 billion more than Sweden on defence.", "Good evening, and welcome."),
        ("The senate voted against the tariff last year.", "What do you want to do about that?"),
        ("Troops left the north in March 2021.", "No."),
    ],
)
def test_facts_are_worth_more_than_talk(worthy, idle):
    assert worthiness.score(worthy)[0] > 0.4 > worthiness.score(idle)[0]


def test_a_score_says_why():
    score, reasons = worthiness.score("Unemployment fell to 3.9 percent in 2019.")

    assert 0 <= score <= 1
    assert "an amount (+0.20)" in reasons
