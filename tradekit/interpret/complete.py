"""Complete: what a part says of its subject, with what stands behind the figure or in its whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tradekit.interpret import subjects
from tradekit.interpret.clauses import Aside
from tradekit.interpret.context import Context, Part
from tradekit.interpret.items import Item, of
from tradekit.interpret.subjects import Said
from tradekit.scan import Mention

_ONE_OF = re.compile("一个[是为达]|一个则[是为]")
_FOUNDED = re.compile(r"设立|新设|登记|注册|新批|新增")


def of_whole(said: Said, part: Part, apart: Sequence[Aside]) -> Said:
    """A share or contribution without a flow of its own has that of its whole (机电产品占出口总值的57.2%)."""
    if said.flow or not said.dims:
        return said
    for aside in apart:
        if aside.kind in ("whole", "parent"):
            flows = [
                one for one in part.mentions if one.kind == "flows" and aside.start <= one.start < aside.end
            ]
            if flows:
                item = Item(flows[-1].get("flow"), "value", aside.start, aside.end)
                return said._replace(items=(item,))
    return said


def with_tail(said: Said, text: str, part: Part, apart: Sequence[Aside], short: frozenset[str]) -> Said:
    """A subject that stands behind its figure: 0.6%的出口增速, 占出口总值17.6%的劳动密集型产品."""
    end = part.group[-1].end
    if not said.dims and any(aside.kind == "whole" for aside in apart) and text[end : end + 1] == "的":
        behind = [one for one in part.mentions if end < one.start and one.end <= part.tail]
        tail = subjects.read(text, behind, (), end + 1, part.tail, short, False)
        if tail.dims:
            return tail
    after = [one for one in part.mentions if end <= one.start < part.tail]
    gap = text[end : after[0].start] if after and after[0].kind == "flows" else "-"
    if gap == "的" or (not gap and after[0].get("flow") == "balance"):
        one = after[0]
        return said._replace(items=(of(one),))
    return said


def other_whole(part: Part, aside: Aside) -> bool:
    """Whether the whole is no trade: 占社会消费品零售总额的比重, 对世界经济增长贡献率."""
    kinds = [one.kind for one in part.mentions if aside.start <= one.start < aside.end]
    return "others" in kinds and "flows" not in kinds


def counted(mentions: Sequence[Mention]) -> tuple[Item, ...]:
    """The flow of the traders that are counted, where only one is named (有出口实绩的企业)."""
    for one in mentions:
        if one.kind == "counts":
            flow = (
                "export"
                if one.text.startswith("有出口")
                else "import"
                if one.text.startswith("有进口")
                else ""
            )
            return (Item(flow, "", one.start, one.end),) if flow else ()
    return ()


def traders(context: Context, said: Said, text: str, part: Part) -> Said:
    """Firms counted: 民营企业60.9万家 after 有进出口实绩的企业 needs no such words of its own."""
    quantity = part.group[0]
    near = said.enterprise is not None and quantity.start - said.enterprise.end <= 8
    if _FOUNDED.search(text, part.start, part.end):
        return said
    if context.counting > 0 and near and not said.flow and quantity.unit in ("家", "户"):
        return said._replace(counts=True)
    return said


def named_again(context: Context, text: str, part: Part) -> None:
    """“前者” and “后者” are the two that were spoken of last, “一个是” one of them after the other."""
    if _ONE_OF.search(text, part.start, part.end):
        two = len(context.subjects) == 2
        context.pair = context.subjects if two else context.pair
        context.subjects = context.pair[:1] if two else context.pair[1:] or context.subjects
        return
    pair = context.pair or tuple(dict.fromkeys(subject for subject, _ in context.recent))[-2:]
    if len(pair) == 2:
        for word, one in zip(("前者", "后者"), pair, strict=True):
            if word in text[part.start : part.end]:
                context.pair, context.subjects = pair, (one,)


def take_whole(context: Context, flow: str) -> None:
    """A partner of which nothing was said yet has its share of the whole's flow (占外贸总值的15%)."""
    spoken = {subject for subject, _ in context.recent}
    if context.subjects and not spoken.intersection(context.subjects):
        context.subjects = tuple(one._replace(flow=flow) for one in context.subjects)
