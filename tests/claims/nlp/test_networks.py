"""The networks say the same on every processor, whichever way it multiplies small integers."""

import numpy
import pytest

from claims.nlp import networks
from claims.nlp.alignment import Told, aligned
from claims.nlp.pieces import pieces

CLAIM = Told("The minister said on Monday that 14 new ferries would cost 90 million kroner by 2027.")
PASSAGE = Told(
    "Of fourteen ferries that were promised, nine are built, for 120 million kroner, auditors found."
)


def inputs(name):
    if name == "embedder":
        ids = pieces(networks.tokenizer(), CLAIM.text).ids[None]
        return {"ids": ids, "mask": numpy.ones_like(ids)}
    if name == "tagger":
        read = pieces(networks.tokenizer(), CLAIM.text)
        return {"ids": read.ids, "features": read.features}
    pair = aligned(networks.tokenizer(), CLAIM, PASSAGE)
    return {"ids": pair.ids, "features": pair.features, "counts": pair.counts}


@pytest.mark.parametrize("name", ["close_reader", "embedder", "judge", "tagger"])
def test_a_network_says_what_it_says_where_no_product_can_overflow(name, monkeypatch):
    fitting = networks.session(name).run(None, inputs(name))
    monkeypatch.setattr(networks, "_adds_in_32_bits", lambda: False)
    safe = networks._session.__wrapped__(name, 0)

    assert safe.get_session_options().get_session_config_entry("session.x64quantprecision") == "1"
    for one, other in zip(fitting, safe.run(None, inputs(name)), strict=True):
        assert numpy.allclose(one, other, atol=1e-3)


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        ("flags : fpu avx2 avx512f avx512_vnni", True),
        ("flags : fpu avx2 avx_vnni", True),
        ("flags : fpu avx2 avx512f", False),
        ("Features : fp asimd", False),
    ],
)
def test_only_processors_with_vnni_add_in_32_bits(told, answer, tmp_path, monkeypatch):
    (tmp_path / "cpuinfo").write_text(told)
    monkeypatch.setattr(networks, "_CPU", tmp_path / "cpuinfo")

    assert networks._adds_in_32_bits.__wrapped__() is answer
