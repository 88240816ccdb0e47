"""Dates told by the day of publication, by the tense around them or by the date told before."""

from datetime import date

import pytest

from claims.nlp import dates
from tests.claims.nlp.dated import read


@pytest.mark.parametrize(
    ("text", "span", "interval"),
    [
        ("he said on Monday", "Monday", "2024-01-22"),
        ("he said on Tuesday", "Tuesday", "2024-01-23"),
        ("they will vote on Friday", "Friday", "2024-01-26"),
        ("they have until Friday", "Friday", "2024-01-26"),
        ("visited Seoul in December", "December", "2023-12-01..2023-12-31"),
        ("to be done by December", "December", "2024-12-01..2024-12-31"),
        ("on Jan. 15 he spoke", "Jan. 15", "2024-01-15"),
        ("the February vote, in February", "February", "2024-02-01..2024-02-29"),
        ("last year", "last year", "2023-01-01..2023-12-31"),
        ("next year", "next year", "2025-01-01..2025-12-31"),
        ("this month", "this month", "2024-01-01..2024-01-31"),
        ("last week", "last week", "2024-01-15..2024-01-21"),
        ("yesterday", "yesterday", "2024-01-22"),
        ("last Friday", "last Friday", "2024-01-19"),
        ("two weeks ago", "two weeks ago", "2024-01-09"),
        ("two years ago", "two years ago", "2022-01-01..2022-12-31"),
        ("within 30 days", "within 30 days", "2024-01-23..2024-02-22"),
        ("over the past two years", "past two years", "2022-01-23..2024-01-22"),
        ("the end of the year", "end of the year", "2024-09-01..2024-12-31"),
        ("earlier this month", "earlier this month", "2024-01-01..2024-01-23"),
        ("in March of next year", "March of next year", "2025-03-01..2025-03-31"),
        ("on Monday, Nov. 18, they met", "Monday, Nov. 18", "2024-11-18"),
        ("on Friday next week", "Friday next week", "2024-02-02"),
        ("two days before Christmas 2024", "two days before Christmas 2024", "2024-12-23"),
        ("Monday's vote went well", "Monday", "2024-01-22"),
        ("On Friday, the council will vote", "Friday", "2024-01-26"),
        ("to be finished in March", "March", "2024-03-01..2024-03-31"),
        ("he worked from May through July", "from May through July", "2023-05-01..2023-07-31"),
        ("shares fell 3% for the week.", "the week", "2024-01-22..2024-01-28"),
        ("they met on 19th and parted", "19th", "2024-01-19"),
        ("In March, Gov. Berg signed it", "March", "2023-03-01..2023-03-31"),
        ("following Monday's vote", "Monday", "2024-01-22"),
        ("he is to speak in March", "March", "2024-03-01..2024-03-31"),
        ("closed through the weekend", "the weekend", "2024-01-27..2024-01-28"),
        ("a treaty signed in March", "March", "2023-03-01..2023-03-31"),
        ("the primary on Feb. 20", "Feb. 20", "2024-02-20"),
        ("the polls open on Wednesday", "Wednesday", "2024-01-24"),
        ("he told them this weekend", "this weekend", "2024-01-20..2024-01-21"),
        ("this coming September 30th", "this coming September 30th", "2024-09-30"),
        ("late on Monday night", "Monday night", "2024-01-22"),
        ("at 10 a.m. Tuesday", "Tuesday", "2024-01-23"),
        ("later on Friday, they will meet", "Friday", "2024-01-26"),
        ("the rest of the year", "rest of the year", "2024-01-23..2024-12-31"),
        ("by the fall", "the fall", "2024-09-01..2024-11-30"),
        ("the week after next", "the week after next", "2024-02-05..2024-02-11"),
        ("the year before last", "the year before last", "2022-01-01..2022-12-31"),
        ("the year-ago quarter", "the year-ago", "2023-01-01..2023-12-31"),
        ("within 48 hours", "within 48 hours", "2024-01-23..2024-01-25"),
        ("within 10 business days", "within 10 business days", "2024-01-23..2024-02-06"),
        ("the last two quarters", "last two quarters", "2023-07-01..2023-12-31"),
        ("the two previous weeks", "two previous weeks", "2024-01-09..2024-01-22"),
        ("two and a half years ago", "two and a half years ago", "2021-07-23"),
        ("three years from today", "three years from today", "2027-01-23"),
        ("a couple of days ago", "a couple of days ago", "2024-01-21"),
        ("in recent months", "recent months", "None..2024-01-23"),
        ("over the past few weeks", "past few weeks", "None..2024-01-23"),
        ("in the coming weeks", "coming weeks", "2024-01-23..None"),
        ("he promised it years ago", "years ago", "None..2024-01-23"),
        ("between now and June 3", "between now and June 3", "2024-01-23..2024-06-03"),
        ("from last March to date", "from last March to date", "2023-03-01..2024-01-23"),
        ("the year to date", "the year to date", "2024-01-01..2024-01-23"),
        (
            "between August and October, they will meet",
            "between August and October",
            "2024-08-01..2024-10-31",
        ),
        ("two Fridays ago", "two Fridays ago", "2024-01-12"),
        ("three Mondays from now", "three Mondays from now", "2024-02-12"),
        ("Friday two weeks ago", "Friday two weeks ago", "2024-01-12"),
        ("a week ago on Friday", "a week ago on Friday", "2024-01-19"),
        ("a week from Tuesday", "a week from Tuesday", "2024-01-30"),
        ("he worked from Monday to Friday", "from Monday to Friday", "2024-01-15..2024-01-19"),
        ("they will meet from Monday to Thursday", "from Monday to Thursday", "2024-01-29..2024-02-01"),
        ("open from next Monday to Friday", "from next Monday to Friday", "2024-01-29..2024-02-02"),
        ("due in calendar week 7", "week 7", "2024-02-12..2024-02-18"),
        ("closed from 5/20 to 5/27, they said", "from 5/20 to 5/27", "2023-05-20..2023-05-27"),
        ("he spoke on 1/15, 1/17 and 1/19", "1/19", "2024-01-19"),
        ("on the 20th of next month", "the 20th of next month", "2024-02-20"),
        ("done by the EOY", "EOY", "2024-09-01..2024-12-31"),
        ("fasting until Ramadan ends", "Ramadan", "2024-03-11..2024-04-09"),
        ("the second half of the year", "the second half of the year", "2024-07-01..2024-12-31"),
        ("Q3 of last year", "Q3 of last year", "2023-07-01..2023-09-30"),
        ("from 2010 till the current date", "from 2010 till the current date", "2010-01-01..2024-01-23"),
        ("Mon., the vote", "Mon.", "2024-01-22"),
        ("he spoke on Tue. about it", "Tue.", "2024-01-23"),
        ("Thurs. at noon", "Thurs.", "2024-01-18"),
        ("they met Wed. and Fri. in Paris", "Fri.", "2024-01-19"),
        ("open Sat 9:30", "Sat", "2024-01-20"),
        ("Nov. 18 (Monday)", "Nov. 18 (Monday)", "2024-11-18"),
        ("on Jan. 16, Tuesday, they met", "Jan. 16, Tuesday", "2024-01-16"),
        ("at the turn of the century", "the turn of the century", "1999-01-01..2001-12-31"),
        ("at the turn of the 20th century", "the turn of the 20th century", "1899-01-01..1901-12-31"),
        ("in the three months to March", "three months to March", "2024-01-01..2024-03-31"),
        ("in the year to December 2023", "the year to December 2023", "2023-01-01..2023-12-31"),
        ("the quarter ended Dec. 31, 2023", "the quarter ended Dec. 31, 2023", "2023-10-01..2023-12-31"),
        ("in two weeks' time", "in two weeks' time", "2024-02-06"),
        ("in a week's time", "in a week's time", "2024-01-30"),
        ("due by month-end", "month-end", "2024-01-21..2024-01-31"),
        ("by the end of spring", "end of spring", "2024-05-01..2024-05-31"),
        ("on May twenty-nine, nineteen ninety", "May twenty-nine, nineteen ninety", "1990-05-29"),
        ("born twenty five January two thousand", "twenty five January two thousand", "2000-01-25"),
        ("the second half of February 2024", "the second half of February 2024", "2024-02-16..2024-02-29"),
        ("the second half of this decade", "the second half of this decade", "2025-01-01..2029-12-31"),
        ("by 2030 and beyond", "2030 and beyond", "2030-01-01..None"),
        ("built in 2018 or earlier", "2018 or earlier", "None..2018-12-31"),
        ("on Monday or before the vote", "Monday", "2024-01-22"),
        ("up from 90 last year", "last year", "2023-01-01..2023-12-31"),
        ("from 2014 through May 2, 2018", "from 2014 through May 2, 2018", "2014-01-01..2018-05-02"),
        ("weekend of Thanksgiving 2023", "weekend of Thanksgiving 2023", "2023-11-23..2023-11-26"),
        ("in the second quarter of last year", "the second quarter of last year", "2023-04-01..2023-06-30"),
    ],
)
def test_a_relative_date_is_told_from_publication(text, span, interval):
    assert read(text)[-1] == (span, interval)


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("the November election", date(2024, 3, 12), "2024-11-01"),
        ("the November election", date(2025, 1, 12), "2024-11-01"),
        ("the November election", date(2023, 10, 12), "2023-11-01"),
        ("he told them that voters go to the polls in November", date(2024, 3, 12), "2024-11-01"),
        ("she said that if he is re-elected in November, it ends", date(2024, 3, 12), "2024-11-01"),
        ("unless she wins in June, he said", date(2024, 3, 12), "2024-06-01"),
        ("on Election Day", date(2024, 1, 23), "2024-11-05"),
        ("he lost the May vote", date(2024, 3, 12), "2023-05-01"),
        ("voters said in November that it hurt", date(2024, 3, 12), "2023-11-01"),
        ("if October's debate showed anything, it was this", date(2024, 3, 12), "2023-10-01"),
        ("asked if he met them in June", date(2024, 3, 12), "2023-06-01"),
    ],
)
def test_a_vote_is_dated_by_the_years_of_votes_rather_than_by_who_tells_of_it(text, published, day):
    (found,) = dates.find(text, published=published)

    assert str(found.first) == day


@pytest.mark.parametrize(
    ("text", "span", "interval"),
    [
        ("In May 2015 he resigned. The following year he ran.", "following year", "2016-01-01..2016-12-31"),
        ("On May 3, 2015, he resigned and two weeks later returned.", "two weeks later", "2015-05-17"),
        (
            "Sales in the third quarter of 2019 beat those a year earlier.",
            "a year earlier",
            "2018-07-01..2018-09-30",
        ),
        ("He lost in 2008 and left that year.", "that year", "2008-01-01..2008-12-31"),
        ("He spoke on May 3, 2015, and again the next day.", "next day", "2015-05-04"),
        ("Three days later he returned.", "Three days later", "None"),
    ],
)
def test_a_date_is_told_from_the_one_before(text, span, interval):
    assert read(text)[-1] == (span, interval)


@pytest.mark.parametrize("text", ["on Monday", "in December", "last year", "two weeks ago", "Nov. 19"])
def test_a_relative_date_stays_open_without_publication(text):
    ((_, interval),) = read(text, published=None)

    assert interval == "None"
