import pytest

from claims.nlp import shingles

TEXT = "The ministry said in May that “nobody will pay twice for one road,” and raised the toll to 12 kroner."


def test_what_is_quoted_is_nobodys_own_wording():
    own = shingles.shingles(TEXT)

    assert "the ministry said in" in own
    assert not any("nobody" in shingle or "twice" in shingle for shingle in own)
    assert "that and raised the" not in own


def test_signatures_are_made_as_the_stored_ones_were():
    found = shingles.signature(TEXT)

    assert found.size == 7
    assert found.bands()[:2] == [-7131223419397515018, 3257039703844936442]


def test_the_estimate_is_near_the_share_that_two_texts_have():
    words = [f"word{number}" for number in range(400)]
    whole, part = " ".join(words), " ".join(words[:150])

    estimate = shingles.signature(whole).shared(shingles.signature(part))

    assert shingles.shared(shingles.shingles(whole), shingles.shingles(part)) == 1
    assert estimate == pytest.approx(1, abs=0.15)


@pytest.mark.parametrize("text", ["", "Too few words", "“All of this is somebody else’s wording.”"])
def test_a_text_of_few_own_words_has_no_signature(text):
    assert shingles.signature(text) is None


def test_facts_are_the_names_and_figures_of_prose():
    text = "By Jane Doe\n\nOn Monday the minister, Anna Velder, named 12.5 kroner for Denmark.\n\nMore on Tax"

    assert shingles.facts(text) == {"Anna", "Velder", "12.5", "Denmark"}
