"""Vectors of our own sentences."""

import subprocess
import sys

import numpy
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.nlp.embedding import DIMENSIONS, embed

CLAIM = "Trump demanded that South Korea pay as much as $5 billion a year for U.S. troops."
REPEATED = "Seoul should pay $5 billion a year for American troops in South Korea, Trump demands."
OTHER = "The central bank left interest rates where they were, and growth slowed."


def test_rows_are_unit_vectors():
    rows = embed([CLAIM, OTHER])

    assert rows.shape == (2, DIMENSIONS)
    assert rows.dtype == numpy.float32
    assert numpy.allclose(numpy.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_a_text_without_words_is_a_row_of_zeros():
    assert not embed(["", " … ", "?!"]).any()


def test_no_texts_give_no_rows():
    assert embed([]).shape == (0, DIMENSIONS)


def test_a_repetition_is_nearer_than_another_matter():
    claim, repeated, other = embed([CLAIM, REPEATED, OTHER])

    assert claim @ repeated > 0.4 > 0.2 > claim @ other


def test_another_process_gives_the_same_vectors():
    code = f"from claims.nlp.embedding import embed; print(embed([{CLAIM!r}]).tobytes().hex())"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert answer.stdout.strip() == embed([CLAIM]).tobytes().hex()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_text_has_a_finite_vector(texts):
    rows = embed(texts)

    assert numpy.isfinite(rows).all()
    assert all(abs(length - 1) < 1e-4 or length == 0 for length in numpy.linalg.norm(rows, axis=1))
