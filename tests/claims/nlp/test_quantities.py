"""Amounts of our own sentences: what is read, and what is not."""

import itertools
import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.nlp import quantities
from claims.nlp.spans import Quantity

BILLION, MILLION = 10**9, 10**6


def short(quantity: Quantity) -> tuple[object, ...]:
    return quantity.low, quantity.high, quantity.unit, quantity.per


def only(text: str, place: str = "") -> Quantity:
    (quantity,) = quantities.find(text, place=place)
    return quantity


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "per"),
    [
        ("It costs $4.7bn.", 4_700_000_000, 4_700_000_000, "USD", None),
        ("It costs $5b.", 5 * BILLION, 5 * BILLION, "USD", None),
        ("Seoul will pay 1.52 trillion won.", 1520 * BILLION, 1520 * BILLION, "KRW", None),
        ("They set aside half a billion euros.", BILLION // 2, BILLION // 2, "EUR", None),
        ("A bill of 5 billion dollars awaits.", 5 * BILLION, 5 * BILLION, "USD", None),
        ("a 5-billion-dollar fund", 5 * BILLION, 5 * BILLION, "USD", None),
        ("US$3 million was spent.", 3 * MILLION, 3 * MILLION, "USD", None),
        ("HK$ 40 million was spent.", 40 * MILLION, 40 * MILLION, "HKD", None),
        ("A$5 million was spent.", 5 * MILLION, 5 * MILLION, "AUD", None),
        ("They spent a $5 billion fund.", 5 * BILLION, 5 * BILLION, "USD", None),
        ("EUR 20 million went missing.", 20 * MILLION, 20 * MILLION, "EUR", None),
        ("The ticket was RM23.50.", Decimal("23.5"), Decimal("23.5"), "MYR", None),
        ("Tens of millions of dollars went.", 10 * MILLION, 100 * MILLION, "USD", None),
        ("It cost 13 dollars and 45 cents.", Decimal("13.45"), Decimal("13.45"), "USD", None),
        ("between 2 and 3 per cent of output", 2, 3, "%", None),
        ("offers of $4 billion to $5 billion", 4 * BILLION, 5 * BILLION, "USD", None),
        ("a gap of 4-5 billion dollars", 4 * BILLION, 5 * BILLION, "USD", None),
        ("priced at $62 to $68 a share", 62, 68, "USD", "share"),
        ("The 28,500 U.S. troops stay.", 28_500, 28_500, "troop", None),
        ("The 28500 soldiers stay.", 28_500, 28_500, "soldier", None),
        ("2000 troops landed.", 2000, 2000, "troop", None),
        ("Only 2 % agreed.", 2, 2, "%", None),
        ("a lead of three percentage points", 3, 3, "percentage point", None),
        ("Twenty-eight thousand five hundred jobs went.", 28_500, 28_500, "job", None),
        ("Two and a half million people fled.", 2_500_000, 2_500_000, "person", None),
        ("One in five voters agreed.", Decimal("0.2"), Decimal("0.2"), "", None),
        ("They pump 3,000 barrels a day.", 3000, 3000, "barrel", "day"),
        ("Oil fetched $76 per barrel.", 76, 76, "USD", "barrel"),
        ("Temperatures of minus 5 degrees", -5, -5, "degree", None),
        ("a five-year plan", 5, 5, "year", None),
        ("They bought 60 F-35 jets.", 60, 60, "jet", None),
        ("TRUMP WANTS $5 BILLION A YEAR FROM SEOUL", 5 * BILLION, 5 * BILLION, "USD", "year"),
        ("They pay $3 billion annually.", 3 * BILLION, 3 * BILLION, "USD", "year"),
        ("They argued for an hour and a half.", Decimal("1.5"), Decimal("1.5"), "hour", None),
        ("It took half a day.", Decimal("0.5"), Decimal("0.5"), "day", None),
        ("It took one hour and 45 minutes.", 105, 105, "minute", None),
        ("He served two years and three months.", 27, 27, "month", None),
        ("The trip lasts an hour and 20 minutes.", 80, 80, "minute", None),
        ("He served two years, three months.", 27, 27, "month", None),
        ("They met for one and three quarter hours.", Decimal("1.75"), Decimal("1.75"), "hour", None),
        ("They met for two and a quarter of an hour.", Decimal("2.25"), Decimal("2.25"), "hour", None),
        ("They met for two and half hours.", Decimal("2.5"), Decimal("2.5"), "hour", None),
        ("They met for two hours ten.", 130, 130, "minute", None),
        ("It grew five and a quarter percent.", Decimal("5.25"), Decimal("5.25"), "%", None),
        ("It fell by minus five percent.", -5, -5, "%", None),
        ("It is 10 C outside.", 10, 10, "degree Celsius", None),
        ("It fell half a percentage point.", Decimal("0.5"), Decimal("0.5"), "percentage point", None),
        ("a quarter of a percentage point", Decimal("0.25"), Decimal("0.25"), "percentage point", None),
        ("Nearly half say yes.", Decimal("0.5"), Decimal("0.5"), "", None),
        ("It went to $6.78 billion a year earlier.", 6_780_000_000, 6_780_000_000, "USD", None),
    ],
)
def test_an_amount_is_read(text, low, high, unit, per):
    assert short(only(text)) == (low, high, unit, per)


@pytest.mark.parametrize(
    ("text", "span", "low", "high", "approximate"),
    [
        ("pay as much as $5 billion a year for it", "as much as $5 billion a year", None, 5 * BILLION, False),
        ("up to 400 jobs", "up to 400 jobs", None, 400, False),
        ("fewer than 300 ships", "fewer than 300 ships", None, 300, False),
        ("under 20 percent", "under 20 percent", None, 20, False),
        ("at least 2% of output", "at least 2%", 2, None, False),
        ("more than $100 million", "more than $100 million", 100 * MILLION, None, False),
        ("gifts of $200 or more", "$200 or more", 200, None, False),
        ("some 5 million people or less", "some 5 million people or less", None, 5 * MILLION, True),
        ("nearly 600 people", "nearly 600 people", 600, 600, True),
        ("about a third of them", "about a third", Decimal(1) / 3, Decimal(1) / 3, True),
        ("less than or equal to 40 ships", "less than or equal to 40 ships", None, 40, False),
        ("above 1000 and below 1500 votes", "above 1000", 1000, None, False),
        ("5000 or less than that", "5000", 5000, 5000, False),
        ("$5 billion over 10 years", "$5 billion", 5 * BILLION, 5 * BILLION, False),
    ],
)
def test_a_bound_belongs_to_its_amount(text, span, low, high, approximate):
    quantity = quantities.find(text)[0]

    assert (quantity.text, quantity.low, quantity.high) == (span, low, high)
    assert quantity.approximate is approximate


@pytest.mark.parametrize(
    ("text", "trends"),
    [
        ("Sales were up 8.3% from last year.", ["up"]),
        ("Output rose by about 3 percent.", ["up"]),
        ("Shares fell 4 percent to $12.", ["down", None]),
        ("They cut taxes by 10%.", ["down"]),
        ("Women make up 60% of the force.", [None]),
        ("Prices rose to $5.", [None]),
        ("They want up to 5%.", [None]),
        ("They raised the rate from 21% to 28%.", [None, None]),
    ],
)
def test_a_change_is_told_from_a_level(text, trends):
    assert [quantity.trend for quantity in quantities.find(text)] == trends


@pytest.mark.parametrize(
    ("text", "place", "unit"),
    [
        ("The bill is $5 billion.", "", "USD"),
        ("Canada will spend $5 billion.", "", "CAD"),
        ("The budget holds $5 billion.", "CANBERRA", "AUD"),
        ("Washington asked Canada for $5 billion.", "", "USD"),
        ("The U.S. envoy spoke of $5 billion.", "OTTAWA", "$"),
        ("Australia and Canada share 5 billion dollars.", "", "$"),
        ("Australia pays A$7 billion, or $5 billion.", "SYDNEY", "USD"),
        ("Egypt owes 5 billion pounds.", "", "EGP"),
        ("London owes 5 billion pounds.", "", "GBP"),
        ("North Korea prints 5 billion won.", "", "KPW"),
        ("The fund is 5 billion pesos.", "", "peso"),
        ("The fund is 5 billion pesos.", "Manila", "PHP"),
    ],
)
def test_the_setting_settles_whose_money_is_meant(text, place, unit):
    assert quantities.find(text, place=place)[-1].unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "in 2019 and by 2026",
        "the 2019 budget",
        "on November 19 and 7 March",
        "from Sept. 19 to 22",
        "2019-11-19 and 11/19/2019",
        "at 10.45pm and 5 a.m.",
        "Call 555-1234.",
        "under Section 301 of the act",
        "see page 12",
        "an F-16, the G7, a 5G mast and COVID-19",
        "the FTSE 100",
        "they won 2-0",
        "the 9/11 attacks",
        "in the 1990s and the 90's",
        "the third time, the 2nd time",
        "no one knows, and this one least",
        "10^400",
        "the first half year",
        "an hour and then some",
        "below 2005 levels",
        "It is " + "9" * 1000 + ".",
        "$ alone",
        "",
    ],
)
def test_what_counts_nothing_is_no_quantity(text):
    assert quantities.find(text) == ()


def test_two_amounts_in_a_bracket_share_a_rate():
    found = quantities.find("9 billion shekels ($2.4 billion) a year")

    assert [(quantity.unit, quantity.per) for quantity in found] == [("ILS", "year"), ("USD", "year")]


FRAGMENTS = st.sampled_from(
    [
        "$",
        "€",
        "£5",
        "as",
        "much",
        "as",
        "5",
        "billion",
        "a",
        "year",
        "per",
        "cent",
        "%",
        "nearly",
        "-",
        "–",
        "to",
        "and",
        "between",
        "2",
        "3.5",
        "1,000",
        "won",
        "pounds",
        "one",
        "half",
        "of",
        "a",
        "the",
        "minus",
        "million",
        "troops",
        "(",
        ")",
        ".",
        ",",
        "or",
        "more",
        "up",
        "fell",
        "by",
        "in",
        "10^400",
        "٣٤",
        "½",
        "1/3",
        "US$",
        "2026",
        "\x00",
        "\u202e",
        "😀",
        "서울",
        "tens",
        "of",
        "hour",
        "and a half",
        "half",
        "minutes",
    ]
)
MANGLED = st.lists(FRAGMENTS | st.text(max_size=6), max_size=40).map(" ".join) | st.lists(FRAGMENTS).map(
    "".join
)


@settings(max_examples=300, deadline=None)
@given(MANGLED)
def test_every_span_equals_its_text(text):
    found = quantities.find(text, place=text[:9])

    assert all(text[quantity.start : quantity.end] == quantity.text != "" for quantity in found)
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))
    for quantity in found:
        ends = [float(end) for end in (quantity.low, quantity.high) if end is not None]
        assert ends == sorted(ends) != []
        assert "Infinity" not in json.dumps(ends)


@pytest.mark.parametrize(
    "word",
    [
        "million ",
        "tens of ",
        "one ",
        "1-",
        "$",
        "between 1 and ",
        "-",
        "minus ",
        "9",
        "an hour and ",
        "half a ",
        "2 hours and ",
    ],
)
def test_a_long_repetition_takes_no_longer_per_word(word):
    quantities.find(word * 20_000)
