import pytest

from claims import seams
from claims.linking import finding, index, vectors
from claims.models import Claim, ClaimIndex, Lexeme, Passage
from tests import factories

pytestmark = pytest.mark.django_db


def found_claims(text):
    [vector], [words] = seams.embed([text]), finding.words_of("claims", [text])
    asked = finding.rare_words(words), vectors.written(vector)
    [found] = finding.find(ClaimIndex.objects.all(), [asked], column="words")
    return [entry.key for entry in found]


@pytest.fixture
def bridge_and_tax():
    bridge = factories.claim(text="Denmark should pay $3 billion a year for the bridge.")
    tax = factories.claim(text="The tax on diesel will double by 2031.")
    index.add([bridge, tax])
    return bridge, tax


def test_a_claim_is_found_by_its_words_names_and_figures(bridge_and_tax):
    bridge, tax = bridge_and_tax

    assert found_claims("Copenhagen is to give three billion dollars for it")[0] == bridge.pk
    assert found_claims("a levy on diesel")[0] == tax.pk


def test_a_claim_is_indexed_again_with_its_new_words(bridge_and_tax):
    bridge, _ = bridge_and_tax

    bridge.text = "Denmark should pay for the tunnel."
    index.add([bridge])

    assert ClaimIndex.objects.get(claim=bridge).text == "Denmark should pay for the tunnel."


def test_only_the_rarest_words_are_asked_for_where_common_ones_find_too_much(monkeypatch):
    monkeypatch.setattr(finding, "MOST_ROWS", 10)
    Lexeme.objects.bulk_create(
        Lexeme(of="claims", word=word, documents=count)
        for word, count in (("bridg", 3), ("year", 900), ("pay", 500))
    )

    [words] = finding.words_of("claims", ["They pay for the bridge this year."])
    asked = finding.rare_words(words)

    assert [word.lexeme for word in asked] == ["bridg"]


def test_words_are_counted_in_claims_and_in_passages(bridge_and_tax):
    factories.passage(text="The bridge is old.")

    for of in Lexeme.Of.values:
        index.count_words(of)

    counted = Lexeme.objects.filter(word="bridg").values_list("of", "documents")
    assert sorted(counted) == [("claims", 1), ("passages", 1)]


def test_indexing_anew_gives_every_row_its_vector_again(bridge_and_tax):
    passage = factories.passage(text="The bridge is old.")
    ClaimIndex.objects.all().delete()
    Passage.objects.update(embedding=None, marks=[])

    assert sum(index.again(size=1)) == Claim.objects.count() + 1
    passage.refresh_from_db()
    assert passage.embedding is not None
    assert ClaimIndex.objects.count() == Claim.objects.count()


@pytest.mark.parametrize(
    "text", ["", "…", "O'Neil \\ said 'no' & (yes | !no) <-> :*", "\N{PILE OF POO}" * 40]
)
def test_no_text_breaks_the_search(bridge_and_tax, text):
    found_claims(text)


def test_a_vector_is_read_as_it_is_stored(bridge_and_tax):
    bridge, _ = bridge_and_tax
    stored = ClaimIndex.objects.annotate(
        packed=vectors.Packed("embedding"), written=vectors.Written("embedding")
    ).get(claim=bridge)

    assert vectors.unpacked(stored.packed).tolist() == pytest.approx(stored.embedding, abs=1e-6)
    assert vectors.written(stored.embedding).startswith("[")
    assert stored.written.count(",") == 383
    assert vectors.unpacked(None) is None


def test_a_text_of_common_words_alone_is_left_to_its_vector(monkeypatch):
    monkeypatch.setattr(finding, "TOO_COMMON", 400)
    Lexeme.objects.create(of="claims", word="said", documents=900)

    [words] = finding.words_of("claims", ["“I do,” he said."])

    assert finding.rare_words(words) == []
