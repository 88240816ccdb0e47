import pytest

from claims.nlp import attribution, kinds, rules
from claims.nlp.spans import Kind


def first(text):
    return attribution.find(text)[0]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Berg said it was late.", Kind.ASSERTION),
        ("Berg said prices would fall.", Kind.PREDICTION),
        ("Berg said she would resign.", Kind.PLAN),
        ("Berg said the rich must pay.", Kind.DEMAND),
        ("Berg accused Ek of lying.", Kind.ACCUSATION),
        ("Berg demanded that Ek go.", Kind.DEMAND),
        ("Berg told Ek to go.", Kind.DEMAND),
        ("Berg promised to lower the tax.", Kind.PROMISE),
        ("Berg plans to lower the tax.", Kind.PLAN),
        ("Berg wants to lower the tax.", Kind.PLAN),
        ("Berg threatened to leave.", Kind.THREAT),
        ("Berg warned that she would leave.", Kind.THREAT),
        ("Berg warned that prices would rise.", Kind.PREDICTION),
        ("Berg denied leaving.", Kind.DENIAL),
        ("Berg opposed the ban.", Kind.POSITION),
        ("Berg announced the results.", Kind.ASSERTION),
        ("Ek's refusal to pay was noted.", Kind.DENIAL),
    ],
)
def test_the_kind_follows_cue_and_content(text, kind):
    assert kinds.kind(text, first(text)) is kind


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("If Ek wins, Norway will leave, Berg said.", "If Ek wins"),
        ("Berg said Norway would leave unless it was paid.", "unless it was paid"),
        ("Berg said Norway would leave.", ""),
    ],
)
def test_a_condition_is_kept_in_its_words(text, condition):
    assert kinds.condition(text, first(text)) == condition


@pytest.mark.parametrize(
    ("text", "direct"),
    [
        ("“It is late,” Berg said.", True),
        ("Berg said it was “late”.", False),
        ("Berg said it was late.", False),
    ],
)
def test_direct_are_the_speakers_own_words(text, direct):
    assert kinds.is_direct(text, first(text)) is direct


def test_a_cue_may_be_negated():
    text = "Berg has not said whether she will go."

    assert kinds.is_negated(text, first(text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Danish Prime Minister Anna Velder said that Denmark would build the bridge.", Kind.PLAN),
        ("Denmark’s Finance Ministry said that Copenhagen would build the bridge.", Kind.PLAN),
        ("Danish Prime Minister Anna Velder said that Norway would build the bridge.", Kind.PREDICTION),
        ("Anna Velder said that Norway should pay for the bridge.", Kind.DEMAND),
        ("Anna Velder said that tolls should be shared.", Kind.POSITION),
        ("Anna Velder said that Norway would not have to pay.", Kind.PREDICTION),
    ],
)
def test_whose_state_is_meant_sharpens_the_kind(text, kind):
    [claim] = rules.extract(text).claims

    assert claim.kind is kind
