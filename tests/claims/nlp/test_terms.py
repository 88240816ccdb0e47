from decimal import Decimal

import pytest

from claims.nlp.terms import Terms


def terms(low, high, unit="USD", per="", **fields):
    low, high = (None if end is None else Decimal(end) for end in (low, high))
    return Terms(low, high, unit, per, **fields)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (terms(None, "5e9", per="year"), "up to 5 billion USD a year"),
        (terms("28500", "28500", "troop", approximate=True), "about 28,500 troops"),
        (terms("2", None, "%"), "at least 2%"),
        (terms("1", "1", "ally"), "1 ally"),
        (terms("22", "22", "ally"), "22 allies"),
        (terms("4e9", "5.5e9"), "4 billion to 5.5 billion USD"),
        (terms("12", "12", per="hour"), "12 USD an hour"),
        (terms("0.5", "0.5", "%"), "0.5%"),
    ],
)
def test_an_amount_in_words(amount, words):
    assert str(amount) == words


def test_a_bound_has_the_same_figure_and_is_not_the_same():
    bound, exact = terms(None, "5e9", per="year"), terms("5e9", "5e9")

    assert bound.same_figure(exact)
    assert not bound.same(exact)


@pytest.mark.parametrize("other", [terms("5e9", "5e9", "EUR"), terms("5e9", "5e9", per="month")])
def test_other_currencies_and_periods_do_not_compare(other):
    assert not terms("5e9", "5e9", per="year").comparable(other)
