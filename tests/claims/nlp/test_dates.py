"""Dates that need nothing but their own words, and words that are no date."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.nlp import dates
from tests.claims.nlp.dated import PUBLISHED, read


@pytest.mark.parametrize(
    ("text", "span", "interval"),
    [
        ("signed on 19 November 2019 in Seoul", "19 November 2019", "2019-11-19"),
        ("signed on Nov. 19, 2019, in Seoul", "Nov. 19, 2019", "2019-11-19"),
        ("the 4th of July, 2019", "the 4th of July, 2019", "2019-07-04"),
        ("stamped 2019-11-19", "2019-11-19", "2019-11-19"),
        ("stamped 11/19/2019", "11/19/2019", "2019-11-19"),
        ("stamped 19.11.2019", "19.11.2019", "2019-11-19"),
        ("Nov. 19-20, 2019", "Nov. 19-20, 2019", "2019-11-19..2019-11-20"),
        ("back in November 2019", "November 2019", "2019-11-01..2019-11-30"),
        ("done by 2026", "2026", "2026-01-01..2026-12-31"),
        ("the 2019 budget", "2019", "2019-01-01..2019-12-31"),
        ("between 2021 and 2025", "between 2021 and 2025", "2021-01-01..2025-12-31"),
        ("the 2021-2025 deal", "2021-2025", "2021-01-01..2025-12-31"),
        ("from January to March 2025", "from January to March 2025", "2025-01-01..2025-03-31"),
        ("the first half of 2025", "the first half of 2025", "2025-01-01..2025-06-30"),
        ("in Q3 2025", "Q3 2025", "2025-07-01..2025-09-30"),
        ("in the 2020s", "the 2020s", "2020-01-01..2029-12-31"),
        ("early in 2026", "early in 2026", "2026-01-01..2026-04-30"),
        ("summer 2025", "summer 2025", "2025-06-01..2025-08-31"),
        ("fiscal 2025", "fiscal 2025", "2025-01-01..2025-12-31"),
        ("the 21st century", "the 21st century", "2000-01-01..2099-12-31"),
        ("Thanksgiving 2024", "Thanksgiving 2024", "2024-11-28"),
        ("Election Day 2022", "Election Day 2022", "2022-11-08"),
        ("filed 19-Nov-2019", "19-Nov-2019", "2019-11-19"),
        ("filed 2019/Nov/19", "2019/Nov/19", "2019-11-19"),
        ("the harvest of 11-2019", "11-2019", "2019-11-01..2019-11-30"),
        ("born in nineteen eighty-six", "nineteen eighty-six", "1986-01-01..1986-12-31"),
        ("by two thousand and thirty", "two thousand and thirty", "2030-01-01..2030-12-31"),
        ("in the nineteen-sixties", "the nineteen-sixties", "1960-01-01..1969-12-31"),
        ("before October three, 1977", "October three, 1977", "1977-10-03"),
        ("back in the seventies", "the seventies", "1970-01-01..1979-12-31"),
        ("in the early 1990s", "early 1990s", "1990-01-01..1993-04-30"),
        ("in the early '80s", "early '80s", "1980-01-01..1983-04-30"),
        ("the crash of '08", "'08", "2008-01-01..2008-12-31"),
        ("in FY25", "FY25", "2025-01-01..2025-12-31"),
        ("the first nine months of 2025", "the first nine months of 2025", "2025-01-01..2025-09-30"),
        ("the last two weeks of May 2025", "the last two weeks of May 2025", "2025-05-18..2025-05-31"),
        ("by year-end 2025", "year-end 2025", "2025-09-01..2025-12-31"),
        (
            "the three months ended Sept. 30, 2025",
            "three months ended Sept. 30, 2025",
            "2025-07-01..2025-09-30",
        ),
        ("the week of May 5, 2025", "the week of May 5, 2025", "2025-05-05..2025-05-11"),
        ("the Monday after Easter 2024", "Monday after Easter 2024", "2024-04-01"),
        ("the day before Christmas 2024", "the day before Christmas 2024", "2024-12-24"),
        ("on Labor Day weekend 2024", "Labor Day weekend 2024", "2024-08-31..2024-09-02"),
        ("from October 2023 to March", "from October 2023 to March", "2023-10-01..2024-03-31"),
        ("since 9/11", "9/11", "2001-09-11"),
        ("30 percent below 2005 levels", "2005", "2005-01-01..2005-12-31"),
        ("Easter 2024", "Easter 2024", "2024-03-31"),
        ("the ceasefire of Orthodox Easter 2025", "Orthodox Easter 2025", "2025-04-20"),
        ("Greek Easter 2024", "Greek Easter 2024", "2024-05-05"),
        ("throughout Lent 2025", "Lent 2025", "2025-03-05..2025-04-19"),
        ("fasting in Ramadan 2025", "Ramadan 2025", "2025-03-01..2025-03-29"),
        ("the truce for Eid al-Fitr 2023", "Eid al-Fitr 2023", "2023-04-21"),
        ("before Eid al-Adha in 2024", "Eid al-Adha in 2024", "2024-06-16"),
        ("the Lunar New Year 2025 holiday", "Lunar New Year 2025", "2025-01-29"),
        ("home for Chuseok 2024", "Chuseok 2024", "2024-09-17"),
        ("on Diwali 2022", "Diwali 2022", "2022-10-24"),
        ("Holi 2024", "Holi 2024", "2024-03-25"),
        ("on Yom Kippur 2023", "Yom Kippur 2023", "2023-09-25"),
        ("the attack of Simchat Torah 2023", "Simchat Torah 2023", "2023-10-07"),
        ("by Passover 2024", "Passover 2024", "2024-04-22..2024-04-30"),
        ("lit for Hanukkah 2025", "Hanukkah 2025", "2025-12-14..2025-12-22"),
        (
            "Rosh Hashanah two thousand and twenty",
            "Rosh Hashanah two thousand and twenty",
            "2020-09-18..2020-09-20",
        ),
        ("Ramadan 1950", "Ramadan 1950", "None"),
        ("shops open on Labor Day 2024 weekend", "Labor Day 2024 weekend", "2024-08-31..2024-09-02"),
        ("the weekend of Thanksgiving 2023", "the weekend of Thanksgiving 2023", "2023-11-23..2023-11-26"),
        ("in week 31 of 2027", "week 31 of 2027", "2027-08-02..2027-08-08"),
        ("delivered in 2020-W53", "2020-W53", "2020-12-28..2021-01-03"),
        ("the third week of 2027", "the third week of 2027", "2027-01-18..2027-01-24"),
        ("the second-to-last week of 2024", "the second-to-last week of 2024", "2024-12-16..2024-12-22"),
        ("the third last day of June 2024", "the third last day of June 2024", "2024-06-28"),
        ("on the thirty-first day of May 2024", "thirty-first day of May 2024", "2024-05-31"),
        ("the log of 20191119, now lost", "20191119", "2019-11-19"),
        ("the lease from 5/1/2020 to 5/7/2020", "from 5/1/2020 to 5/7/2020", "2020-05-01..2020-05-07"),
        ("away 5/20-5/27/2020", "5/20-5/27/2020", "2020-05-20..2020-05-27"),
        ("sales of 2014~2018", "2014~2018", "2014-01-01..2018-12-31"),
        ("from 13 to 15 July 2023", "from 13 to 15 July 2023", "2023-07-13..2023-07-15"),
        (
            "two weeks starting on May 20, 2024",
            "two weeks starting on May 20, 2024",
            "2024-05-20..2024-06-02",
        ),
        ("for ten days from 18 December 2023", "ten days from 18 December 2023", "2023-12-18..2023-12-27"),
        ("in Q3 FY25", "Q3 FY25", "2025-07-01..2025-09-30"),
        ("minted in 1920 AD", "1920 AD", "1920-01-01..1920-12-31"),
    ],
)
def test_an_absolute_date_needs_no_publication(text, span, interval):
    assert read(text, published=None) == [(span, interval)]


@pytest.mark.parametrize(
    "text",
    [
        "May said she may march on",
        "2000 troops and 1,950 jobs",
        "the second person, first of all",
        "a 50-50 split, 24/7",
        "$2019 was paid",
        "for 30 days",
        "F-2019 and 555-1234",
        "his mid-30s",
        "the sun sat still",
        "he told USA Today and Russia Today",
        "deliver 2000 pieces of it",
        "call 138-2010-2015",
        "the biggest flood in 20 years",
        "they grew in two years, he said",
        "every Monday and on Sundays",
        "on the 7th floor",
        "30/4.85 and 12 / 15",
        "the fall of the wall, a spring in his step",
        "it is now or never",
        "a Christmas tree from Easter Island",
        "the coach of the year, in the year he won",
        "on 19th Street",
        "once in her early 20s",
        "in a half-open letter",
        "for a brighter tomorrow",
        "the spring offensive",
        "they lent the city money",
        "since the Good Friday Agreement, after the Yom Kippur War",
        "in week 3 of the trial, Week 12 of the season",
        "between 1/3 and 1/2 of them, from 1/4 to 3/4",
        "the boy and the eoy",
        "Sat down, the Sun rose. Mon Dieu, he said",
        "The Sun. It said that Sun Yat-sen won",
        "a report in the Sun and Mr. Sat",
        "a turn of phrase, the turn of the screw",
        "in a year in which nobody won",
        "three ways to the road to peace",
        "She may march on; the march may end",
        "one may, two may, twenty may",
        "the fall of the house in spring water",
        "a call to 20191399",
        "the third last-minute change",
        "",
    ],
)
def test_what_is_no_date_is_left_alone(text):
    assert read(text) == []


WORDS = """
early end of the year last next first second week Monday Nov. 19 , 2019 - – to between and from 19th
in by ago Christmas two days before quarter 2020 s 0001 9999 century centuries decades 90 ' May 30
February 1/1/1 later earlier that recent nineteen seventies ended year-end Monday's ٢٠٢٠ within
99999 years now weekend on 12.12.12 Q 4 H1 fiscal mid 😀
week 53 W 0001-W01 9999-W53 Fridays Mon. Sat Ramadan Easter starting for from to through turn half two if voters
month-end 5/20 5/27/2020 -5/21 and beyond third twenty-first twenty five time AD FY25 99991231 00010101 (Monday)
"""
FRAGMENTS = st.sampled_from(
    [
        *WORDS.split(),
        "the following",
        "a few",
        "to date",
        "the turn of the year",
        "Orthodox Easter",
        "two weeks starting",
        "\x00",
    ]
)
MANGLED = st.lists(FRAGMENTS | st.text(max_size=6), max_size=40).map(" ".join) | st.lists(FRAGMENTS).map(
    "".join
)


@settings(max_examples=300, deadline=None)
@given(MANGLED, st.none() | st.dates())
def test_every_span_equals_its_text(text, published):
    found = dates.find(text, published=published)

    assert all(text[item.start : item.end] == item.text != "" for item in found)
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))
    assert all(item.first is None or item.last is None or item.first <= item.last for item in found)


@pytest.mark.parametrize(
    "word",
    [
        "early ",
        "end of the ",
        "first week of ",
        "two days before ",
        "Christmas ",
        "Monday, ",
        "1-",
        "2020-",
        "the day before ",
        "a year earlier ",
        "between now and ",
        "nineteen ",
        "Sept. ",
        "last ",
        "5/20, ",
        "Mon. ",
        "Mon, ",
        "two weeks starting ",
        "Friday two weeks ago ",
        "the turn of ",
        "voters if ",
        "in November ",
    ],
)
def test_a_long_repetition_takes_no_longer_per_word(word):
    dates.find(word * 5_000, published=PUBLISHED)
