import pytest

from articles.differences import paragraphs


def said(old, new):
    signs = {"kept": "", "added": "+", "removed": "-"}
    return [[signs[piece.change] + piece.text for piece in paragraph] for paragraph in paragraphs(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("One.\n\nTwo.", "One.\n\nTwo.", []),
        ("He will pay $5.", "He may pay $5.", [["He ", "-will", "+may", " pay $5."]]),
        ("One.\n\nTwo.", "One.\n\nTwo.\n\nThree.", [["+Three."]]),
        ("One.\n\nTwo.", "Two.", [["-One."]]),
        ("One.\nTwo.", "One.\n\nTwo.", []),
        ("", "One.", [["+One."]]),
    ],
)
def test_what_changed_between_two_texts(old, new, expected):
    assert said(old, new) == expected


def test_a_very_long_paragraph_is_compared_as_a_whole():
    old, new = "a " * 3000, "b " * 3000

    assert said(old, new) == [[f"-{old}", f"+{new}"]]
