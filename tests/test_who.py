"""Who: each piece of evidence is found where its example says, and speaks for what its table says."""

from __future__ import annotations

import pytest

from tradekit.documents.pages import read_text
from tradekit.extraction.observe import observe
from tradekit.language.lexicon import load
from tradekit.language.zh.actors import EVIDENCE, evidence
from tradekit.language.zh.scan import scan

ROLES = {code: one for code, one in EVIDENCE.items() if one.role in ("agent", "partner", "passing")}


@pytest.mark.parametrize("code", ROLES)
def test_the_example_is_credited_to_its_evidence(code: str) -> None:
    before, place, after = ROLES[code].example.replace("】", "【").split("【", 2)[:3]
    text = before + place + after.replace("【", "")
    mentions = [*scan(text, load()).mentions]
    end = next((one.start for one in mentions if one.kind == "quantity"), len(text))
    found = evidence(text, [one for one in mentions if one.start < end], len(before), end)
    assert code in found


@pytest.mark.parametrize(
    ("text", "reporter"),
    [
        ("上半年，我市进出口21.6亿元。", "江州"),
        ("上半年，进出口21.6亿元。", "江州"),
        ("上半年，我国进出口21.6亿元。", "中国"),
    ],
)
def test_the_reader_may_say_whose_trade_it_is(text: str, reporter: str) -> None:
    rows, _ = observe(read_text(text, published="2024-07-20", reporter="江州"))
    assert [row.reporter for row in rows] == [reporter]


def test_a_plain_figure_is_sure_and_a_doubtful_one_likely() -> None:
    plain, _ = observe(read_text("2023年，我国出口23.77万亿元。", published="2024-01-13"))
    doubtful, _ = observe(read_text("3月，奇特物件出口增长5%，对美国增长6%。"))
    assert [row.certainty for row in plain] == ["sure"]
    assert {row.certainty for row in doubtful} == {"likely"}
