"""Signals: words that tell which patterns are worth trying on a sentence or a part, found in one pass.

A pattern costs a microsecond wherever it is tried, and most parts of a text hold no word that it needs.
Each signal lists words of which a match of its patterns holds one at least; ``tests/test_signals.py`` sees
that nothing is read otherwise where every pattern is tried everywhere.
"""

from __future__ import annotations

from typing import Final, final

import ahocorasick_rs

TRADE: Final = 1
MONEY: Final = 2
AMONG: Final = 4
SIDE: Final = 8
SAYS: Final = 16
CUE: Final = 32
WHOLE: Final = 64
PARENT: Final = 128
RELATIVE: Final = 256
RANK: Final = 512
OUTDONE: Final = 1024

SAYING: Final = "表示 介绍 指出 透露 强调 称 说"
"""Words of speaking, where a mark follows them."""


def _each(firsts: str, lasts: str) -> str:
    """Words of a first and a last half each."""
    return " ".join([first + last for first in firsts.split() for last in lasts.split()])


WORDS: Final[dict[int, str]] = {
    TRADE: "外贸 进出口 海关统计 海关总署 海关数据 对外贸易 货物贸易 服务贸易",
    MONEY: _each("元 币 镑 布 值", "计 统计 口径"),
    AMONG: "其中 其间",
    SIDE: "出口方面 进口方面",
    SAYS: _each(SAYING, "， , ： :"),
    CUE: "前值 前者 后者 两者 二者 三者 四者 五者 六者 上述 共计 总计 截至 累计 年均 一个是"
    " 一个为 一个达 一个则 合 折 相当于 设立 新设 新批 新增 登记 注册 " + _each("两 三 四 五 六", "国 地"),
    WHOLE: "占 比重中 份额中",
    PARENT: "拉动 带动 拉高 拉低 拖累 推高 下拉 贡献",
    RELATIVE: "整体 总体 平均 全国 同期 水平 增速 增幅 增长率 增长速度 于外贸 于服务 于进出口 于出口 于进口",
    RANK: "居 列 排名 排在",
    OUTDONE: "超过 超越 取代 仅次于 反超 赶超",
}
_FORMS: Final = [(word, signal) for signal, words in WORDS.items() for word in words.split()]
_SIGNALS: Final = [signal for _, signal in _FORMS]
_AUTOMATON: Final = ahocorasick_rs.AhoCorasick(
    [word for word, _ in _FORMS], implementation=ahocorasick_rs.Implementation.DFA
)


@final
class Signals:
    """The signals of a text by their places.

    >>> Signals("其中，出口占比提高").within(0, 2) == AMONG
    True
    """

    __slots__ = ("_at", "_ends", "_kinds", "_starts")

    def __init__(self, text: str) -> None:
        self._at = 0
        self._starts: Final[list[int]] = []
        self._ends: Final[list[int]] = []  # ascending: the words are found by where they end
        self._kinds: Final[list[int]] = []
        for at, start, end in _AUTOMATON.find_matches_as_indexes(text, overlapping=True):
            self._starts.append(start)
            self._ends.append(end)
            self._kinds.append(_SIGNALS[at])

    def within(self, start: int, end: int) -> int:
        """The signals whose words stand in ``[start, end)``, as bits; asked for mostly from left to right."""
        ends, at, made = self._ends, self._at, 0
        while at > 0 and ends[at - 1] > start:
            at -= 1
        while at < len(ends) and ends[at] <= start:
            at += 1
        self._at = at
        while at < len(ends) and ends[at] <= end:
            if self._starts[at] >= start:
                made |= self._kinds[at]
            at += 1
        return made
