import pytest

from claims.nlp import attribution

CASES = [
    # direct speech
    ("“It is over,” Berg said.", [("Berg", "said", "“It is over,”")]),
    (
        "“It is over,” said Jon Ek, head of the union.",
        [("Jon Ek, head of the union", "said", "“It is over,”")],
    ),
    ('Berg said: "It is over."', [("Berg", "said", '"It is over."')]),
    ("“It is over,” Berg said. “We lost.”", [("Berg", "said", "“It is over,”|“We lost.”")]),
    ("“It is over,” she said, “for good.”", [("she", "said", "“It is over,”|“for good.”")]),
    ("“Who won?” Berg asked.", [("Berg", "asked", "“Who won?”")]),
    ("“One.\n\n“Two,” Berg said.", [("Berg", "said", "“One.|“Two,”")]),
    ("“One,” said Ek. “Two.\n\n“Three.”", [("Ek", "said", "“One,”|“Two.|“Three.”")]),
    # indirect speech
    ("Berg said the talks had failed.", [("Berg", "said", "the talks had failed")]),
    ("Berg said on Monday that they had failed.", [("Berg", "said", "that they had failed")]),
    ("The talks have failed, Berg said.", [("Berg", "said", "The talks have failed")]),
    ("The talks, he said, have failed.", [("he", "said", "The talks|have failed")]),
    ("Ana Berg, the mayor, said it was late.", [("Ana Berg, the mayor,", "said", "it was late")]),
    ("Berg told reporters that she would go.", [("Berg", "told", "that she would go")]),
    ("If we lose, we will go, the mayor said.", [("the mayor", "said", "If we lose, we will go")]),
    ("Prices fell, according to the bank.", [("the bank", "according to", "Prices fell")]),
    ("According to the bank, prices fell.", [("the bank", "According to", "prices fell")]),
    # several verbs, one source
    (
        "Berg accused Norland of cheating, called for stopping the talks, and demanded that Oslo pay.",
        [
            ("Berg", "accused", "Norland of cheating"),
            ("Berg", "called for", "stopping the talks"),
            ("Berg", "demanded", "that Oslo pay"),
        ],
    ),
    (
        "Berg said China opposed the sale, adding that it would respond.",
        [("Berg", "said", "China opposed the sale"), ("Berg", "adding", "that it would respond")],
    ),
    (
        "Berg said it was late, and Ek said it was early.",
        [("Berg", "said", "it was late"), ("Ek", "said", "it was early")],
    ),
    # what is wanted, promised, refused
    ("Norway urged China to free them.", [("Norway", "urged", "China to free them")]),
    ("Japan plans to double its spending.", [("Japan", "plans", "to double its spending")]),
    ("Berg ruled out raising taxes.", [("Berg", "ruled out", "raising taxes")]),
    ("Ek has threatened to strike.", [("Ek", "has threatened", "to strike")]),
    ("The minister denied taking money.", [("The minister", "denied", "taking money")]),
    ("Ek's refusal to pay was noted.", [("Ek", "refusal", "to pay")]),
    ("The cuts are expected to pass.", [("", "are expected", "The cuts|to pass")]),
    # no claims
    ("The ministry did not immediately respond to a request for comment.", []),
    ("Berg declined to comment on the talks.", []),
    ("The United States and Japan met in June.", []),
    ("It was a proposed ban.", []),
    (", said, said that", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_who_says_what(text, expected):
    found = [
        tuple("|".join(span.of(text) for span in part) for part in (a.source, a.cue, a.content))
        for a in attribution.find(text)
    ]

    assert found == expected


def test_a_dateline_is_in_no_span():
    text = "OSLO (Reuters) – The talks have failed, Berg said."

    (found,) = attribution.find(text)

    assert found.content[0].of(text) == "The talks have failed"


def test_an_act_is_a_claim_whoever_reports_it():
    text = "Ek has demanded that Oslo pay 3 million euros a year, lawmakers said."
    demand, report = sorted(attribution.find(text), key=lambda found: -found.content[0].start)

    assert [span.of(text) for span in demand.source] == ["Ek"]
    assert [span.of(text) for span in report.source] == ["lawmakers"]


def test_a_clause_between_commas_ends_there():
    text = "Velder, who hopes to return to office, accused Denmark of delay."
    hope, accusation = attribution.find(text)

    assert [span.of(text) for span in hope.content] == ["to return to office"]
    assert [span.of(text) for span in accusation.content] == ["Denmark of delay"]


def test_what_is_reported_by_another_is_not_a_claim_beside_it():
    assert len(attribution.find("Berg said Ek wants to go.")) == 1
