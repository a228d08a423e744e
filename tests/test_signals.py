"""A signal only spares work: what is read is the same where every pattern is tried everywhere."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tradekit.documents.pages import read_text
from tradekit.extraction.observe import observe
from tradekit.language import kinds
from tradekit.language.kinds import kinds_of
from tradekit.language.mentions import Mention
from tradekit.language.zh import fragments, prepare

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
        self._found = fragments.signals(text)

    def within(self, start: int, end: int) -> int:
        return ~prepare.TRADE.bit | self._found.within(start, end)


def test_no_signal_hides_a_match(monkeypatch: pytest.MonkeyPatch) -> None:
    spared = [observe(read_text(*one)) for one in TEXTS]
    monkeypatch.setattr("tradekit.language.zh.prepare.signals", Everywhere)
    for (text, name, published), made in zip(TEXTS, spared, strict=True):
        assert observe(read_text(text, name, published)) == made, f"{name}: {text[:60]}"


class Every:
    """A set that holds everything but nothing."""

    def __contains__(self, one: object) -> bool:
        return bool(one)


class EveryMark(dict[str, str]):
    """A table that holds everything but nothing."""

    def __contains__(self, one: object) -> bool:
        return bool(one)


def is_mute(mentions: list[Mention], points: bool) -> bool:
    """Whether there are none but words that say nothing of any subject, period or figure."""
    return not kinds_of(mentions) & ~kinds.FUNCTIONS


def test_nothing_that_is_left_out_matters(monkeypatch: pytest.MonkeyPatch) -> None:
    spared = [observe(read_text(*one)) for one in TEXTS]
    monkeypatch.setattr("tradekit.language.zh.prepare._last_figure", lambda mentions: sys.maxsize)
    monkeypatch.setattr("tradekit.language.zh.prepare.is_mute", lambda mentions, points: False)
    monkeypatch.setattr("tradekit.language.zh.segments.is_mute", is_mute)
    monkeypatch.setattr("tradekit.language.zh.prepare._BRACKETS", EveryMark(prepare._BRACKETS))
    monkeypatch.setattr("tradekit.language.zh.clauses._BEFORE_BASE", Every())
    monkeypatch.setattr("tradekit.language.zh.clauses._relates", bool)
    for (text, name, published), made in zip(TEXTS, spared, strict=True):
        assert observe(read_text(text, name, published)) == made, f"{name}: {text[:60]}"
