"""Gate: whether a text can hold a figure at all; most of a newspaper can not."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import ahocorasick_rs

from tradekit.language.lexicon import Lexicon
from tradekit.language.mentions import Scan
from tradekit.language.zh.fragments import signals, sought
from tradekit.language.zh.landmarks import NUMBERS

_NUMBERS: Final = frozenset(NUMBERS)
_TRADING: Final = frozenset(("flows", "counts", "regimes"))
_NAMES: Final = "外贸|进出口|海关统计|海关总署|海关数据|对外贸易|货物贸易|服务贸易"
TRADE: Final = sought(_NAMES)


def may_trade(scanned: Scan) -> bool:
    """Whether anything in an article speaks of foreign trade; where nothing does, no figure of it can."""
    for one in scanned.mentions:
        if one.kind in _TRADING or (one.kind == "compounds" and one.get("flow")):
            return True
    return bool(signals(scanned.text).within(0, len(scanned.text)) & TRADE.bit)


def is_silent(text: str, lexicon: Lexicon) -> bool:
    """Whether no figure can stand in a text: it has no number, or names neither trade nor an indicator.

    >>> from tradekit.language.lexicon import load
    >>> [is_silent(one, load()) for one in ("出口回升。", "候鸟3000只", "出口增长3%")]
    [True, True, False]
    """
    return _NUMBERS.isdisjoint(text) or not _naming(lexicon).find_matches_as_indexes(text)


@lru_cache(maxsize=8)
def _naming(lexicon: Lexicon) -> ahocorasick_rs.AhoCorasick:
    """The words of which one stands wherever trade or another indicator is told of."""
    indicators = [word.form for word in lexicon.topics if word.kind == "indicators"]
    trading = [
        word.form
        for word in lexicon.words
        if word.kind in _TRADING or (word.kind == "compounds" and word.data.get("flow"))
    ]
    return ahocorasick_rs.AhoCorasick([*trading, *indicators, *_NAMES.split("|")])
