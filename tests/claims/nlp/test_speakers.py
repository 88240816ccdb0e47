import pytest

from claims.nlp import attribution, rules
from claims.nlp.spans import ActorKind
from claims.nlp.speakers import Speakers


def speakers(text):
    reader = Speakers(text)
    return [reader.speaker(found.source) for found in attribution.find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ana Berg said it was late. Berg said it was over.", ["Ana Berg", "Ana Berg"]),
        ("Ana Berg said it was late. She said it was over.", ["Ana Berg", "Ana Berg"]),
        ("“No,” Jon Ek said. “Never,” he added.", ["Jon Ek", "Jon Ek"]),
        ("Seoul said it would pay. South Korea said no more.", ["South Korea", "South Korea"]),
        ("The White House said it was late.", ["White House"]),
        ("Tolls will rise, according to estimates published by NATO.", ["NATO"]),
        ("Tolls will rise, according to NATO’s latest figures.", ["NATO"]),
        ("Tolls will rise, according to the budget that Treasurer Ana Berg presented.", ["Ana Berg"]),
        ("Tolls will rise, according to a survey of voters.", ["survey of voters"]),
        ("The U.S. State Department said it was late.", ["U.S. State Department"]),
        (
            "A senior trade official said it was late. The official said it was over.",
            ["senior trade official", "senior trade official"],
        ),
        (
            "It is late, official says\n\nA senior trade official said it was over.",
            ["senior trade official"] * 2,
        ),
        (
            "The finance ministry said yes. The ministry said it again.",
            ["finance ministry", "finance ministry"],
        ),
        ("Critics say it will fail. They want it gone.", ["Critics", "Critics"]),
        ("People familiar with the matter said it was late.", ["People familiar with the matter"]),
        ("His campaign manager, Jon Ek, said it was late.", ["Jon Ek"]),
        ("I said it was late.", [None]),
    ],
)
def test_a_source_stands_for_an_actor(text, names):
    assert [actor and actor.name for actor in speakers(text)] == names


@pytest.mark.parametrize(
    ("text", "kind", "role"),
    [
        ("Former President Ana Berg, likely to win, said no.", ActorKind.PERSON, "Former President"),
        ("Norwegian Foreign Minister Jon Ek said no.", ActorKind.PERSON, "Norwegian Foreign Minister"),
        ("Beijing said no deal was made.", ActorKind.GOVERNMENT, ""),
        ("The European Commission said no deal was made.", ActorKind.ORGANISATION, ""),
        ("Officials said no deal was made.", ActorKind.UNNAMED, ""),
        ("Democrats said no deal was made.", ActorKind.GROUP, ""),
    ],
)
def test_an_actor_has_a_kind_and_a_person_a_role(text, kind, role):
    (actor,) = speakers(text)

    assert (actor.kind, actor.role) == (kind, role)


@pytest.mark.parametrize(
    ("text", "name", "kind", "role"),
    [
        (
            "Taxes rise, according to the Office for Fiscal Care.",
            "Office for Fiscal Care",
            "organisation",
            "",
        ),
        ("The Joint Committee on Tolls said that it would.", "Joint Committee on Tolls", "organisation", ""),
        (
            "U.S. Secretary of State Anna Berg said that it would.",
            "Anna Berg",
            "person",
            "U.S. Secretary of State",
        ),
        ("Bank of Norway Governor Ida Ek said that it would.", "Ida Ek", "person", "Bank of Norway Governor"),
    ],
)
def test_offices_and_their_holders(text, name, kind, role):
    [claim] = rules.extract(text).claims

    assert (claim.speaker.name, claim.speaker.kind, claim.speaker.role) == (name, kind, role)
