"""Who says it to whom, through the default extractor, in sentences of our own."""

from pathlib import Path

import pytest

from claims.nlp import tagged

TABLE = Path(__file__).parents[2] / "data" / "who_to_whom.tsv"
CASES = [
    line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
]


def named(claim):
    names = [actor.name for actor in (claim.speaker, claim.addressee) if actor]
    return " > ".join(names)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_who_says_it_to_whom(text, expected):
    found = tagged.extract(text).claims

    assert [named(claim) for claim in found] == expected.split("; ")


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Former U.S. President Tom Reed said no.", "Tom Reed", "Former U.S. President"),
        ("White House press secretary Karen Holt said no.", "Karen Holt", "White House press secretary"),
        (
            "The governor of the Bank of Norland, Ida Ek, said no.",
            "Ida Ek",
            "governor of the Bank of Norland",
        ),
        (
            "South Korean Foreign Minister Park Ji-won said no.",
            "Park Ji-won",
            "South Korean Foreign Minister",
        ),
        ("Mr. Tanaka said no.", "Tanaka", ""),
    ],
)
def test_a_title_is_kept_as_the_role(text, name, role):
    [claim] = tagged.extract(text).claims

    assert (claim.speaker.name, claim.speaker.role) == (name, role)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Danish government said no.", "Denmark", "government"),
        ("Denmark’s government said no.", "Denmark", "government"),
        ("The government of Denmark said no.", "Denmark", "government"),
        ("SEOUL SAID NO.", "South Korea", "government"),
        ("The Kremlin said no.", "Kremlin", "organisation"),
        ("Downing Street said no.", "Downing Street", "organisation"),
        ("Norvik Steel, a maker of rails, said no.", "Norvik Steel", "organisation"),
        ("Farmers said no.", "Farmers", "unnamed"),
    ],
)
def test_governments_offices_and_companies(text, name, kind):
    [claim] = tagged.extract(text).claims

    assert (claim.speaker.name, claim.speaker.kind) == (name, kind)


def test_a_byline_or_a_footer_is_no_part_of_what_is_said():
    text = (
        "The tolls will rise next year, the mayor says\n\nBy Ana Holm\n\nThe bridge is old.\n\nSign up here"
    )

    [claim] = tagged.extract(text).claims

    assert [span.of(text) for span in claim.content] == ["The tolls will rise next year"]
