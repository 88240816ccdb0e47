from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.nlp import alignment, bearing, networks
from claims.nlp.alignment import SIZES, Told, aligned

WORD, AMOUNT, DAY = 2, 3, 4


def marked(claim, passage, column):
    """The values of one feature in the claim, each once, where it has any."""
    pair = aligned(networks.tokenizer(), Told(claim), Told(passage))
    inside = pair.features[:, 0] == 0
    return set(pair.features[inside, column].tolist()) - {0}


@pytest.mark.parametrize(
    ("claim", "passage", "value"),
    [
        ("It has more than 690 deaths.", "There were 692 deaths.", alignment._HOLDS),
        ("It has more than 690 deaths.", "There were 650 deaths.", alignment._LOWER),
        ("They pay $5 billion.", "They pay 5 billion dollars.", alignment._EQUAL),
        ("They pay up to $5 billion.", "They pay $5 billion.", alignment._SAME_FIGURE),
        ("They pay $5 billion.", "They pay 9 billion dollars.", alignment._HIGHER),
        ("They pay $5 billion.", "They pay in kind.", alignment._UNMATCHED),
        ("They pay $5 billion.", "They pay 5 billion euros.", alignment._UNMATCHED),
    ],
)
def test_an_amount_is_told_how_its_counterpart_stands_to_it(claim, passage, value):
    assert marked(claim, passage, AMOUNT) == {value}


def test_of_several_amounts_of_one_unit_the_words_around_tell_the_counterpart():
    passage = "The film grossed $27.7 million in all of its markets; its budget was $26 million."

    assert marked("Its budget was more than $27 million.", passage, AMOUNT) == {alignment._LOWER}


def test_dates_are_held_against_each_other_from_the_day_of_each_text():
    claim = Told("The accord ends next year.", date(2023, 5, 1))
    pair = aligned(networks.tokenizer(), claim, Told("The accord ends in 2024."))

    assert alignment._EQUAL in pair.features[:, DAY]


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_are_aligned_piece_by_piece(claim, passage):
    pair = aligned(networks.tokenizer(), Told(claim), Told(passage))

    assert pair.features.shape == (len(pair.ids), len(SIZES))
    assert all(pair.features[:, i].min() >= 0 and pair.features[:, i].max() < n for i, n in enumerate(SIZES))


@pytest.mark.parametrize("read", [bearing.read, bearing.read_closely])
def test_the_shares_of_all_relations_sum_to_one(read):
    shares = read(Told("They pay $5 billion."), Told("They pay $9 billion.")).shares

    assert tuple(shares) == bearing.RELATIONS
    assert sum(shares.values()) == pytest.approx(1)
    assert shares["updates"] + shares["contradicts"] > 0.5


@pytest.mark.parametrize("read", [bearing.read, bearing.read_closely])
def test_strangers_are_of_no_one_matter(read):
    claim = Told("Denmark demanded that Norway pay $3 billion a year for the bridge.")

    assert read(claim, Told("Norway refused to pay $3 billion a year for the bridge.")).one_matter > 0.9
    assert read(claim, Told("The orchestra opened its season with a new symphony.")).one_matter < 0.1
