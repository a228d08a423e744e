"""Where the time goes: processor seconds by stage, each without the stages that it calls."""

from __future__ import annotations

import importlib
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from benchmarks.measures import Measure
from benchmarks.rates import KINDS
from benchmarks.texts import corpus, length
from tradekit.batch.parquet import Columns
from tradekit.language.lexicon import load
from tradekit.model.observations import LedgerEntry, Observation

STAGES = {
    "repair": ("tradekit.documents.pages.Even", "tradekit.documents.pages.joined"),
    "pages": ("tradekit.documents.pages.read_text",),
    "scan": ("tradekit.language.zh.chinese.Chinese.scan",),
    "interpret": ("tradekit.language.zh.chinese.Chinese.prepare", "tradekit.extraction.survey.interpret"),
    "rows, ledger": ("tradekit.extraction.observe.observe",),
    "table (Parquet)": ("tradekit.batch.parquet.Columns.add", "tradekit.batch.parquet.Columns.parquet"),
}


class Clock:
    """Time by stage: a stage's clock stands still while another one that it called runs."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._stack: list[str] = []
        self._since = 0.0

    def _tick(self) -> None:
        now = time.process_time()
        if self._stack:
            self.spent[self._stack[-1]] += now - self._since
        self._since = now

    def timed(self, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """``work`` with its time added to ``stage``."""

        def run(*given: Any, **named: Any) -> Any:
            self._tick()
            self._stack.append(stage)
            try:
                return work(*given, **named)
            finally:
                self._tick()
                self._stack.pop()

        return run


@contextmanager
def clocked() -> Iterator[Clock]:
    """A clock at each stage's door."""
    clock = Clock()
    with ExitStack() as stack:
        for stage, doors in STAGES.items():
            for door in doors:
                owner, _, name = door.rpartition(".")
                found = _found(owner)
                stack.enter_context(patch.object(found, name, clock.timed(stage, getattr(found, name))))
        yield clock


def _found(name: str) -> Any:
    owner, _, last = name.rpartition(".")
    of_class = last[0].isupper()
    return getattr(importlib.import_module(owner), last) if of_class else importlib.import_module(name)


def measured(size: int, repeats: int) -> Iterator[Measure]:
    """Milliseconds a megabyte by stage, on each kind of text."""
    for kind in KINDS:
        found: dict[str, list[float]] = {stage: [] for stage in STAGES}
        for seed in range(repeats):
            texts = corpus(kind, size, seed)
            for stage, spent in _spent(texts).items():
                found[stage].append(spent * 1e9 / length(texts))
        whole = sum(Measure("", "", "", tuple(values)).median for values in found.values())
        for stage, values in found.items():
            one = Measure(f"Stages, {kind}: processor time", stage, "ms/MB", tuple(values))
            yield Measure(one.section, stage, one.unit, one.values, f"{one.median / whole:.0%}")


def _spent(texts: list[tuple[str, str]]) -> Counter[str]:
    from tradekit.documents import pages
    from tradekit.extraction import observe as extraction

    words = load()
    with clocked() as clock:
        observations, ledger = Columns(Observation), Columns(LedgerEntry)
        for name, text in texts:
            rows, entries = extraction.observe(pages.read_text(text, name), words)
            observations.add(name, rows)
            ledger.add(name, entries)
        observations.parquet()
        ledger.parquet()
    return clock.spent
