from datetime import date

import pytest

from claims.linking import relations, texts
from claims.linking.reasons import reasons

DAY, LATER = date(2025, 3, 4), date(2026, 5, 6)


def why(claim, passage, relation):
    one, other = texts.statement(claim, DAY), texts.statement(passage, LATER)
    return reasons(one, other, relation, relations.rules(one, other))


@pytest.mark.parametrize(
    ("claim", "passage", "reason"),
    [
        (
            "Anna Velder promised that the last reactor would close by 2026.",
            "Velder now promises that the last reactor will close by 2028.",
            "deadline 2028 against 2026",
        ),
        (
            "Anna Velder promised to finish the bridge by the end of next year.",
            "The bridge will not be finished before May 2027, the ministry said.",
            "deadline May 2027 against the end of 2026",
        ),
        (
            "Anna Velder said the sale of oil boilers would end in 2030.",
            "Oil boilers may be sold until 2035 after all, the ministry said.",
            "date 2035 against 2030",
        ),
        (
            "Anna Velder demanded as much as $5 billion a year.",
            "Velder demanded $10 billion a year, up from the $5 billion a year that she had asked for.",
            "amount 10 billion USD a year against up to 5 billion USD a year",
        ),
        (
            "Anna Velder promised the harbour 40 million euros.",
            "The harbour will get 40 million dollars, Velder said.",
            "amount 40 million USD against 40 million EUR",
        ),
        (
            "Anna Velder promised Denmark 40 million euros a year.",
            "Denmark will get 40 million euros a month, Velder said.",
            "amount 40 million EUR a month against 40 million EUR a year",
        ),
        (
            "Anna Velder said that Norland would join the fund.",
            "Anna Velder said that Norland would join the fund if its parliament agreed.",
            "on a condition, “if its parliament agreed”",
        ),
        (
            "Anna Velder said that Norland would join the fund if its parliament agreed.",
            "Anna Velder said that Norland would join the fund.",
            "without the condition “if its parliament agreed”",
        ),
    ],
)  # fmt: skip
def test_an_update_names_the_term_that_differs(claim, passage, reason):
    assert reason in why(claim, passage, "updates")


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        (
            "Anna Velder promised 400 new homes within five years.",
            "The 400 homes will stand within five years, Velder repeated.",
        ),
        (
            "Anna Velder promised 400 new homes by 2030.",
            "On Monday Velder repeated that 400 homes would stand by the end of 2030.",
        ),
    ],
)
def test_one_deadline_in_other_words_is_the_same(claim, passage):
    assert any(reason.startswith("same deadline") for reason in why(claim, passage, "repeats"))


def test_the_day_on_which_something_was_said_is_no_term():
    found = why(
        "Anna Velder said the vote would be held on 9 June 2025.",
        "On 4 May 2026 Denmark denied that a vote had been planned.",
        "contradicts",
    )

    assert not any(reason.startswith("date") for reason in found)


@pytest.mark.parametrize(
    ("passage", "relation", "reason"),
    [
        ("Denmark denied that it would pay for the bridge.", "contradicts", "denied by Denmark"),
        ("Denmark has paid nothing for the bridge, its treasury said.", "contradicts", "contradicted by"),
        ("Denmark has paid nothing for the bridge.", "contradicts", "another source says otherwise"),
        ("Velder denied that Denmark would pay for the bridge.", "contradicts", "the same speaker denies it"),
        (
            "The statistics office said Denmark had paid for the bridge.",
            "confirms",
            "borne out by statistics office, another source than the speaker",
        ),
        (
            "Denmark paid for the bridge in May, official figures show.",
            "confirms",
            "borne out by official figures, another source than the speaker",
        ),
        (
            "Denmark paid for the bridge, as Anna Velder had demanded.",
            "confirms",
            "it came about as the speaker had said",
        ),
        ("Denmark paid for the bridge.", "confirms", "a source other than the speaker bears it out"),
    ],
)
def test_it_is_told_who_denies_or_bears_out_a_claim(passage, relation, reason):
    found = why("Velder demanded that Denmark pay for the bridge.", passage, relation)

    assert any(one.startswith(reason) for one in found), found


def test_who_belongs_to_the_speaker_is_no_other_source():
    found = why(
        "Anna Velder said Denmark would pay for the bridge.",
        "Velder's ministry said Denmark had paid for the bridge.",
        "confirms",
    )

    assert "borne out by Velder's ministry" in found
