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
    "periods-24": "periods are whole months: days (10月1日至7日) are dates",
    "periods-27": "第四季度首月 is read as the quarter",
    "subjects-27": "a figure that stands in the clause before its subject",
    "unseen-05": "由上月的下降0.4%转为增长0.4%: what it turned into is of the month before, too",
    "unseen-07": "越南、马来西亚和印尼为…贸易伙伴，…分别为: partners that are a sentence's subject",
    "unseen-25": "远超市场预期的9.2%: an expectation after a figure",
    "unseen-26": "没有完成…7.5%的增长目标: a target in the attribute",
    "unseen-27": "全年 in a forecast is the year that runs",
    "unseen-33": "比2017年的历史高位多2.7万亿元 is a change of level",
    "unseen-41": "中日贸易一季度突破: the flow before the period",
    "unseen-51": "位列全国第八 makes 全国 the reporter",
    "unseen-52": "成都高新综合保税区: the name of a zone in front of the word",
    "unseen-56": "2023财年 is no period",
    "unseen-57": "较上月分别回落…和加快…: changes dealt out over two flows",
    "unseen-62": "全年 in a forecast is the year that runs",
    "unseen-65": "对俄、对波兰、对哈萨克斯坦: the preposition repeated in a list",
    "unseen-69": "平均每吨猪肉18922元: the good behind its unit",
    "unseen-70": "分别提高2.5个和5.7个百分点: the period of the first",
    "unseen-77": "民营企业占七成半 as a sentence of its own takes the flow before it",
    "unseen-99": "出口吨位超…: a measure taken for a good",
    "unseen-102": "贸易盈余 after a share of goods keeps the goods",
    "unseen-108": "日本4月上中旬出口额: a reporter before a period of days",
}
REPORTS: dict[str, str] = {
    "2021-10-14-nine-months-2021": "出口与进口…，一个是…，另一个是…: a list without 分别",
    "2024-01-16-year-2023-reprint": "此后三个季度: periods counted from the one before",
}
NUMERALS: dict[str, str] = {}
QUANTITIES: dict[str, str] = {
    "40多个国家": "个国 is taken for a measure word",
}
PERIODS: dict[str, str] = {}
PERIODS_NEAR: dict[str, str] = {}
LEDGER: dict[str, str] = {
    "a dateline in Chinese": "the page's edges are searched for Arabic digits only",
    "digits before a date": "a run of digits that is covered in part counts as covered",
    "bare powers": "万 without a figure before its unit (近万家) is not seen",
}


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
