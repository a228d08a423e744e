"""Complete: what a part says of its subject, with what stands behind its figure, in a whole or in a list."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from tradekit.language.mentions import Aside, Mention, Part
from tradekit.language.prepared import Pair
from tradekit.language.said import Item, Listed, Said
from tradekit.language.zh import phrases, subjects
from tradekit.language.zh.actors import HOME
from tradekit.language.zh.fragments import pattern
from tradekit.language.zh.items import items, of
from tradekit.language.zh.rates import SOLD
from tradekit.language.zh.segments import RATES

_SOLD: Final = re.compile(SOLD)
_VERB: Final = re.compile(pattern("(?:出口|进口|购买?|采购|输[出入])了?{near}?$"))
_COUNTED: Final = {"有出口": "export", "有进口": "import"}
_JOIN: Final = re.compile("、|以及|[和与及]")


def of_whole(said: Said, part: Part, apart: list[Aside]) -> Said:
    """A share or contribution without a flow of its own has that of its whole (机电产品占出口总值的57.2%)."""
    if said.flow or not said.dims:
        return said
    for aside in apart:
        if aside.kind in ("whole", "parent"):
            flow = flow_within(part, aside)
            if flow:
                item = Item(flow, measure_within(part, aside) or "value", aside.start, aside.end)
                return said.changed((item,))
    return said


def by_weight(said: Said, part: Part, apart: list[Aside]) -> Said:
    """A share in a quantity (占进口总量的26%) is one of quantities, where the part does not say otherwise."""
    if not said.flow or said.items[-1].measure:
        return said
    for aside in apart:
        if aside.kind == "whole" and measure_within(part, aside) == "quantity":
            return said.changed(tuple([item.measured("quantity") for item in said.items]))
    return said


def share_of_imports(text: str, made: Said, said: Said, part: Part, apart: list[Aside]) -> Said:
    """A share in another place's trade (中国占欧盟进口的20%) is of what that one buys or sells there."""
    seller = said.partner or said.reporter or (_NAMED if said.china or said.home else None)
    if seller is None or said.flow:
        return made
    for aside in apart:
        flow = flow_within(part, aside) if aside.kind == "whole" else ""
        if flow == "import" or (flow == "export" and said.reporter is None):
            for one in part.mentions:
                inside = one.kind == "partners" and aside.start <= one.start < aside.end and one.name != HOME
                if inside and (flow == "import" or one.get("kind") == "economy"):
                    if one.name == seller.joined:
                        return made
                    buyer = Listed((one.name,), one.name, one.start, one.end)
                    goods = _goods_within(text, part, one.end, aside.end) if said.commodity is None else None
                    of = (Item(flow, "", aside.start, aside.end),) if goods is not None else None
                    return made.changed(made.items or of, commodity=goods, reporter=buyer, partner=seller)
    return made


def _goods_within(text: str, part: Part, start: int, end: int) -> Listed | None:
    """The goods of which a share is told (占巴西大豆出口的70%)."""
    for one in part.mentions:
        if one.kind == "flows" and start <= one.start < end:
            found = phrases.before(text, part.mentions, start, one.start, loose=True)
            return phrases.goods(*found) if found[0] else None
    return None


_NAMED: Final = Listed((HOME,), HOME, 0, 0)


def with_tail(said: Said, text: str, part: Part, apart: list[Aside], short: frozenset[str]) -> Said:
    """A subject that stands behind its figure: 0.6%的出口增速, 占出口总值17.6%的劳动密集型产品."""
    end = part.group[-1].end
    if part.group[-1].kind in ("percent", "share") and _SOLD.match(text, end, part.tail):
        behind = [one for one in part.mentions if end < one.start and one.end <= part.tail]
        sold = subjects.read(text, behind, [], end, part.tail, short, False)
        home = Listed((HOME,), HOME, end, part.tail) if sold.china else None
        return said.changed(sold.items, commodity=sold.commodity, partner=sold.partner or home)
    whole = any(aside.kind == "whole" for aside in apart) and text[end : end + 1] == "的"
    if whole and not said.flow and not said.dims:
        behind = [one for one in part.mentions if end < one.start and one.end <= part.tail]
        tail = subjects.read(text, behind, [], end + 1, part.tail, short, False)
        if tail.dims:
            return tail
    after = [one for one in part.mentions if end <= one.start < part.tail]
    gap = text[end : after[0].start] if after and after[0].kind == "flows" else "-"
    if (gap == "的" and not said.flow) or (not gap and after[0].get("flow") == "balance"):
        one = after[0]
        return said.changed((of(one),))
    return said


def goods_behind(said: Said, text: str, part: Part, short: frozenset[str]) -> Said:
    """The goods that stand behind their number: 出口了3.2万吨铝合金锭, 12.5万吨羊肉和20万吨牛肉."""
    one = part.group[-1]
    if one.kind in ("percent", "share") and text[one.end : one.end + 1] in ("为", "是"):
        found = phrases.after(text, part.mentions, one.end + 1, part.tail, short, False)
        return said.changed(commodity=phrases.goods(*found)) if found[0] else said
    listed = said.commodity is not None and said.commodity.start == part.start
    flow = said.items[-1] if said.flow and said.commodity is None else None
    told = flow is not None and flow.flow != "trade" and flow.end <= one.start
    if not (listed or told) or one.kind in RATES or one.kind == "money" or one.end >= part.tail:
        return said
    loose = said.flow and _VERB.search(text, part.start, one.start) is not None
    found = phrases.after(text, part.mentions, one.end, part.tail, short, loose)
    return said.changed(commodity=phrases.goods(*found)) if found[0] else said


def flow_within(part: Part, aside: Aside) -> str:
    """The flow that is named last in an aside; empty where none is."""
    found = ""
    for one in part.mentions:
        if one.kind == "flows" and aside.start <= one.start < aside.end:
            found = one.get("flow")
    return found


def measure_within(part: Part, aside: Aside) -> str:
    """The measure of the flow that is named last in an aside."""
    inside = [one for one in part.mentions if aside.start <= one.start < aside.end and one.kind == "flows"]
    return inside[-1].get("measure") if inside else ""


def other_whole(part: Part, aside: Aside) -> bool:
    """Whether the whole is no trade: 占社会消费品零售总额的比重, 对世界经济增长贡献率."""
    kinds = [one.kind for one in part.mentions if aside.start <= one.start < aside.end]
    return "others" in kinds and "flows" not in kinds


def counted(mentions: list[Mention]) -> tuple[Item, ...]:
    """The flow of the traders that are counted, where only one is named (有出口实绩的企业)."""
    for one in mentions:
        if one.kind == "counts":
            flow = _COUNTED.get(one.text[:3], "")
            return (Item(flow, "", one.start, one.end),) if flow else ()
    return ()


def pairs(text: str, part: Part, free: list[Mention]) -> tuple[Pair, ...]:
    """The subjects that a part lists, each with a flow and goods, partners or traders of its own.

    Empty where the part is no such list.
    """
    if sum([one.kind in ("flows", "measures") for one in free]) < 2:
        return ()
    before = [one for one in free if one.start < part.group[0].start]
    flows = [item for item in items(text, before) if item.flow]
    if len(flows) < 2 or len(part.group) not in (1, len(flows)):
        return ()
    starts = [part.start]
    for item, following in pairwise(flows):
        join = _JOIN.match(text, item.end, following.start)
        if join is None:
            return ()
        starts.append(join.end())
    made = []
    for start, item in zip(starts, flows, strict=True):
        own = [one for one in before if start <= one.start and one.end <= item.end]
        said = subjects.read(text, own, [], start, item.end)
        if not said.dims:
            return ()
        made.append((said, item))
    return tuple(made)
