import pytest

from claims.nlp import sentences


def split(text):
    return [span.of(text) for span in sentences.sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. It stopped.", ["It rained.", "It stopped."]),
        ("The U.S. Senate met. It voted.", ["The U.S. Senate met.", "It voted."]),
        ("She moved to the U.S. The move was quick.", ["She moved to the U.S.", "The move was quick."]),
        ("J. K. Holm spoke for Mr. Berg. He left.", ["J. K. Holm spoke for Mr. Berg.", "He left."]),
        ("“We won.” The crowd sang.", ["“We won.”", "The crowd sang."]),
        ("“Who won?” Ana Berg asked.", ["“Who won?” Ana Berg asked."]),
        ("“Stop!” he said. He left.", ["“Stop!” he said.", "He left."]),
        ("Prices rose 3.5 percent. Wages fell.", ["Prices rose 3.5 percent.", "Wages fell."]),
        ("A headline without a stop\n\nThe text.", ["A headline without a stop", "The text."]),
        ("OSLO (Reuters) – Norway won. Sweden lost.", ["Norway won.", "Sweden lost."]),
        ("SEOUL, Nov. 4 (Yonhap) -- The talks began.", ["The talks began."]),
        ("", []),
        (" \n\n \t", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, expected):
    assert split(text) == expected


def test_hard_wrapped_lines_are_one_paragraph():
    text = (
        "The ministry of finance said on Monday that it would lower\n"
        "the tax on food next year, and that the details would be\n"
        "published in March."
    )

    assert len(sentences.paragraphs(text)) == 1


def test_a_headline_above_its_text_is_a_paragraph_of_its_own():
    assert len(sentences.paragraphs("Tax on food falls\nThe ministry lowered it.")) == 2
