"""Failures we know of, in a list of their own.

Each is a strict expected failure: what is mended must leave the list.
Keys are the names of the cases, as pytest prints them; the value says what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pytest

SENTENCES: dict[str, str] = {
    "periods-09": "月度…均: a run of months without their number is one period",
    "periods-22": "a quarter in each of a run of years (2021年一季度到2023年一季度) is not dealt out",
    "periods-27": "第四季度首月 is read as the quarter",
    "subjects-27": "a figure that stands in the clause before its subject",
    "unseen-26": "没有完成…7.5%的增长目标: a target in the attribute",
    "unseen-57": "较上月分别回落…和加快…: changes dealt out over two flows",
}
REPORTS: dict[str, str] = {
    "2024-01-16-year-2023-reprint": "此后三个季度: periods counted from the one before",
}
NUMERALS: dict[str, str] = {}
QUANTITIES: dict[str, str] = {}
PERIODS: dict[str, str] = {}
PERIODS_NEAR: dict[str, str] = {}
LEDGER: dict[str, str] = {}


def cases(table: Iterable[tuple[Any, ...]], known: Mapping[str, str]) -> list[Any]:
    """The rows of ``table`` as parameters named by their first cell, the known failures marked."""
    rows = list(table)
    names = [str(row[0]) for row in rows]
    gone = set(known) - set(names)
    assert not gone, f"known failures of cases that are no more: {gone}"
    assert len(set(names)) == len(names), "two cases have one name"
    return [
        pytest.param(
            *row,
            id=name,
            marks=[pytest.mark.xfail(reason=known[name], strict=True)] if name in known else [],
        )
        for name, row in zip(names, rows, strict=True)
    ]
