import pytest

from claims.nlp import worthiness
from claims.nlp.spans import Span

FACT = "Unemployment fell to 3.9 percent in 2019, the lowest rate in forty years."


@pytest.mark.parametrize(
    ("worthy", "idle"),
    [
        (FACT, "I think that is a wonderful thing."),
        ("Norway spent $4 billion more than Sweden on defence.", "Good evening, and welcome."),
        ("They voted against the tariff last year.", "What do you want to do about that?"),
        ("We lost 40,000 factory jobs in this state since 2003.", "No."),
    ],
)
def test_facts_are_worth_more_than_talk(worthy, idle):
    assert worthiness.of(worthy).score > 0.5 > worthiness.of(idle).score


def test_a_score_says_which_words_made_it():
    worth = worthiness.of(FACT)

    assert 0 <= worth.score <= 1
    assert worth.reasons
    assert all(reason.split(" (")[0] in FACT.lower() for reason in worth.reasons)


@pytest.mark.parametrize("text", ["", " ", "…", "\ud800"])
def test_no_words_are_worth_nothing(text):
    assert 0 <= worthiness.of(text).score < 0.5


def test_a_statement_is_weighed_inside_its_text():
    text = f"Good evening. {FACT} What do you say?"
    weighed = worthiness.weighed(text)

    fact = weighed.score((Span(14, 14 + len(FACT)),))
    assert fact > 0.5 > weighed.score((Span(0, 13),))
