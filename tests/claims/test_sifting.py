from types import SimpleNamespace

from claims.linking import relations, sifting
from claims.linking.relations import Statement


def test_around_a_pair_counts_what_else_its_article_says_of_the_claim():
    odds = [2.0, -3.0, -1.0, 4.0]
    groups = [("claim", "article")] * 3 + [("claim", "another article")]

    found = sifting.around(odds, groups, places=[10, 11, 15, 12])

    assert found.tolist() == [
        [-1.0, -3.0],  # the likeliest other, and the likeliest within two passages
        [2.0, 2.0],
        [2.0, sifting.NOTHING],
        [sifting.NOTHING, sifting.NOTHING],
    ]


def test_an_answer_is_likelier_worth_reading_beside_what_repeats_the_claim():
    claim = Statement("the harbour would open in May", "Ada Holm promised the harbour would open in May")
    answer = Statement("Divers are still at work below the quay.", "Divers are still at work below the quay.")
    rules = relations.rules(claim, answer)

    alone, beside = (
        relations.likely("glance", rules | dict(zip(relations.AROUND, around, strict=True)))
        for around in ((sifting.NOTHING, sifting.NOTHING), (3.0, 3.0))
    )

    assert beside > 2 * alone


def test_what_one_search_uses_the_next_has_less_of_but_a_third_at_least():
    allowance = sifting.Allowance()

    allowance.use(read=5, judged=1)
    assert (allowance.read, allowance.judged) == (sifting.MOST_READ - 5, sifting.MOST_JUDGED - 1)

    allowance.use(read=25, judged=9)
    assert (allowance.read, allowance.judged) == (sifting.MOST_READ // 3, sifting.MOST_JUDGED // 3)


def test_a_pair_much_less_likely_than_its_passages_best_is_left_unread():
    pairs = [SimpleNamespace(key=key) for key in (1, 1, 2, 2)]

    kept = sifting._likeliest(pairs, [0.9, 0.2, 0.2, 0.05], least=0.1, of_best=0.5, most=9)

    assert kept == [pairs[0], pairs[2]]
