"""A signal only spares work: what is read is the same where every pattern is tried everywhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tradekit.extraction import observe
from tradekit.interpret import signals
from tradekit.pages import read_text

ROOT = Path(__file__).parents[1]
CASES = [
    json.loads(line)
    for name in ("sentences", "unseen", "eras")
    for line in (ROOT / "tests" / "cases" / f"{name}.jsonl").read_text("utf-8").splitlines()
]
TEXTS = [(case["text"], "a.txt", case.get("published")) for case in CASES]
TEXTS += [
    (path.read_text("utf-8"), path.name, None)
    for folder in ("data/reports", "../shared/corpus/text", "../shared/reports")
    for path in sorted((ROOT / folder).glob("*.txt"))
]


class Everywhere:
    """Signals of a text in which every word stands everywhere, but for words of trade."""

    def __init__(self, text: str) -> None:
        self._found = signals.Signals(text)

    def within(self, start: int, end: int) -> int:
        every = (signals.OUTDONE << 1) - 1
        return every & ~signals.TRADE | self._found.within(start, end)


def test_no_signal_hides_a_match(monkeypatch: pytest.MonkeyPatch) -> None:
    spared = [observe(read_text(*one)) for one in TEXTS]
    monkeypatch.setattr("tradekit.interpret.prepare.Signals", Everywhere)
    for (text, name, published), made in zip(TEXTS, spared, strict=True):
        assert observe(read_text(text, name, published)) == made, f"{name}: {text[:60]}"


def test_each_signal_is_a_bit_of_its_own() -> None:
    assert sorted(signals.WORDS) == [1 << place for place in range(len(signals.WORDS))]
