"""Items: the flows and measures of a part, folded where they touch, listed where they are listed."""

from __future__ import annotations

from typing import Final

from tradekit.language.mentions import Mention
from tradekit.language.said import Item
from tradekit.language.zh import phrases

_FOLDED: Final = frozenset(("的", "商品", "货物"))
GOODS: Final = "goods.all"
"""Trade in goods, by name: all of it, whatever was spoken of before."""
_WIDEST: Final = max(map(len, _FOLDED))


def items(text: str, mentions: list[Mention]) -> list[Item]:
    """Flows and measures in order, those that touch folded into one (出口|总额)."""
    made: list[Item] = []
    for one in mentions:
        if one.kind in ("flows", "measures") or (one.kind == "compounds" and one.get("flow")):
            item = of(one)
            if made and _touches(text, made[-1].end, item.start):
                item = _fold(made.pop(), item)
            made.append(item)
    return made


def _touches(text: str, end: int, start: int) -> bool:
    """Whether nothing of weight stands between two words."""
    return end == start or (start - end <= _WIDEST and text[end:start] in _FOLDED)


def of(one: Mention) -> Item:
    """A flow or measure as an item."""
    if one.word is None:
        return Item("", "", one.start, one.end)
    code, data = one.word.code, one.word.data
    flow, measure = data.get("flow", ""), data.get("measure", "")
    return Item(
        flow, measure, one.start, one.end, code, code.startswith("deficit"), data.get("commodity", "")
    )


def both_ways(text: str, item: Item) -> tuple[Item, ...]:
    """Exports and imports of which two figures tell: 出口和进口总额分别为5亿元和3亿元."""
    if not text.startswith("出口和进口", item.start):
        return (item,)
    return item.moving("export"), item.moving("import")


def of_all(item: Item, code: str = "whole.all") -> Item:
    """The same flow, of all that the article is about, or of all goods."""
    return Item(item.flow, item.measure, item.start, item.end, code, item.negative)


def _fold(old: Item, item: Item) -> Item:
    narrower = item.flow and (item.flow != "trade" or not old.flow)
    return Item(
        flow=item.flow if narrower else old.flow or item.flow,
        measure=old.measure if old.measure and item.measure in ("", "value") else item.measure,
        start=old.start,
        end=item.end,
        code=item.code if item.flow and old.code != GOODS else old.code,
        negative=item.negative or old.negative,
        commodity=item.commodity or old.commodity,
    )


def last_run(text: str, found: list[Item]) -> tuple[Item, ...]:
    """The last list of items; a measure without flow has that of the item before (出口额和均价)."""
    run: list[Item] = []
    for item in found:
        carried = run[-1].flow if run and not item.flow else ""
        if run and not phrases.JOIN.fullmatch(text[run[-1].end : item.start]):
            run = []
        run.append(item.moving(carried) if carried else item)
    return tuple(run)
