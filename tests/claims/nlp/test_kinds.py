import pytest

from claims.nlp import attribution, kinds, manner, rules
from claims.nlp.spans import Attribution, Kind, Span


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
        # what is only said, by its wording
        ("“We will not pay,” Berg said.", Kind.DENIAL),
        ("Oslo said it would not raise taxes.", Kind.PLAN),
        ("Berg said she would not lift the ban until it was safe.", Kind.DENIAL),
        ("The ministry said reports of a deal were false.", Kind.DENIAL),
        ("Berg said she had never taken money.", Kind.DENIAL),
        ("Berg said she did not know the figure.", Kind.ASSERTION),
        ("Berg said the army had violated the truce.", Kind.ACCUSATION),
        ("Berg said the army had not violated the truce.", Kind.ASSERTION),
        ("Berg said the union was to blame for the delay.", Kind.ACCUSATION),
        ("Berg said Oslo would pay a heavy price.", Kind.THREAT),
        ("Berg said she would sue the paper.", Kind.THREAT),
        ("“Lift the ban now,” Berg told the council.", Kind.DEMAND),
        # what a cue means with this content
        ("Berg warned of strikes if wages were cut.", Kind.THREAT),
        ("Berg vowed to retaliate against the tariffs.", Kind.THREAT),
        ("Berg vowed to halve the tariffs.", Kind.PROMISE),
        ("Berg criticised the government’s tax plan.", Kind.POSITION),
        ("Berg criticised the government’s arrest of reporters.", Kind.ACCUSATION),
        ("Berg reiterated her demand that Oslo pay.", Kind.DEMAND),
        ("Berg called the report “fake news”.", Kind.DENIAL),
        ("Berg guaranteed that no jobs would be lost.", Kind.PROMISE),
        ("Berg rejected the offer.", Kind.DENIAL),
        ("Berg said an attack on the convoy killed ten.", Kind.ASSERTION),
        ("Weeks of threats by Mayor Anna Berg that she would close the bridge followed.", Kind.THREAT),
        ("Norway issued an ultimatum to Denmark: If tolls rise, the bridge shuts.", Kind.THREAT),
        ("The U.S. will build the bridge, the Pentagon said.", Kind.PREDICTION),
    ],
)
def test_the_kind_follows_cue_and_content(text, kind):
    assert kinds.kind(text, first(text)) is kind


@pytest.mark.parametrize(
    ("cue", "content", "kind"),
    [
        ("convicted", "the bank of fraud", Kind.ACCUSATION),
        ("opened bribery investigations against", "two builders", Kind.ACCUSATION),
        ("summoned", "the Danish ambassador to complain about the raid", Kind.ACCUSATION),
        ("summoned", "her ministers to a meeting on the budget", Kind.ASSERTION),
        ("sent a letter to", "the mayor threatening to halt the works", Kind.THREAT),
        ("published a letter", "demanding the release of the report", Kind.DEMAND),
        ("introduced", "a bill that would lower the toll", Kind.PLAN),
        ("according to", "the ministry filed a protest, demanding an answer", Kind.ASSERTION),
    ],
)
def test_the_kind_of_a_cue_that_only_the_tagger_finds(cue, content, kind):
    text = f"Berg {cue} {content}"
    start = len("Berg ")
    found = Attribution(
        (Span(0, 4),), (Span(start, start + len(cue)),), (Span(start + len(cue) + 1, len(text)),)
    )

    assert kinds.kind(text, found) is kind


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("If Ek wins, Norway will leave, Berg said.", "If Ek wins"),
        ("Berg said Norway would leave unless it was paid.", "unless it was paid"),
        ("Berg said Norway would leave.", ""),
        ("Berg said Norway would not pay until the bridge was built.", "until the bridge was built"),
        ("Berg said Norway would not pay until 2030.", ""),
        ("Berg said Norway would leave even if it was paid.", ""),
        ("Berg asked if Norway would leave.", ""),
    ],
)
def test_a_condition_is_kept_in_its_words(text, condition):
    assert manner.condition(text, first(text)) == condition


@pytest.mark.parametrize(
    ("text", "direct"),
    [
        ("“It is late,” Berg said.", True),
        ("Berg said it was “late”.", False),
        ("Berg said it was late.", False),
    ],
)
def test_direct_are_the_speakers_own_words(text, direct):
    [claim] = rules.extract(text).claims

    assert claim.direct is direct


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Berg has not said whether she will go.", True),
        ("No minister said that it was late.", True),
        ("Berg never promised to go.", True),
        ("Berg said that she would not go.", False),
    ],
)
def test_negated_is_what_somebody_does_not_say(text, negated):
    assert manner.is_negated(text, first(text)) is negated


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


@pytest.mark.parametrize("dateline", ["OSLO (Newswire) – ", "OSLO, May 4 (Newswire) -- "])
def test_an_official_of_no_named_state_speaks_for_that_of_the_dateline(dateline):
    [claim] = rules.extract(f"{dateline}If tolls rise, Norway will pay, a senior official said.").claims

    assert claim.kind is Kind.PLAN
