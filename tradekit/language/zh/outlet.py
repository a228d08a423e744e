"""Outlet: whose text it is by its words, script and money, where nobody may be named."""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import lru_cache
from typing import Final

from tradekit.language.lexicon import FOLDER, Lexicon
from tradekit.language.mentions import Scan
from tradekit.language.zh.actors import HOME

Hints = list[tuple[str, str]]
"""Places, each with the code of what speaks for it (``whose.csv``)."""
_TELLS: Final = {"own": 2, "idiom": 1, "ours.there": 1}
_ANYWHERE: Final = frozenset(("USD", "EUR", "CNY"))
"""Money that tells nothing: it is used everywhere, or 元 may be any."""


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[str, str, str, re.Pattern[str]]]:
    with (FOLDER.parent / "zh" / "hints.csv").open(encoding="utf-8", newline="") as lines:
        return [
            (row["place"], row["code"], row["script"], re.compile(row["words"]))
            for row in csv.DictReader(lines)
        ]


def hints(text: str, traditional: bool) -> Hints:
    """The places that a text, with its characters folded, may be about by its words and its script."""
    other = "simplified" if traditional else "traditional"
    found: Hints = []
    for place, code, script, words in _patterns():
        if script != other:
            found += [(place, code) for _ in {one[0] for one in words.finditer(text)}]
    return found


def outlet(hinted: Hints) -> str:
    """The place whose press most of the words are of; empty for the country of the language."""
    told: Counter[str] = Counter()
    for place, code in hinted:
        told[place] += _TELLS.get(code, 0)
    most = told.most_common(1)
    return most[0][0] if most and most[0][0] != HOME and most[0][1] > 1 else ""


def spenders(scanned: Scan, lexicon: Lexicon) -> Hints:
    """Whose money amounts are in: the first two letters of a currency are those of its country."""
    spent = {one.quantity.unit for one in scanned.mentions if one.quantity and one.quantity.kind == "money"}
    codes = {money[:2] for money in spent - _ANYWHERE}
    names = lexicon.names["partners"].values() if codes else ()
    return [(name, "money") for name in sorted({one.name for one in names if one.data.get("iso2") in codes})]
