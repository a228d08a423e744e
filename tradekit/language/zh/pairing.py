"""Pairing: a list whose members are whole subjects (旅行服务出口、运输服务进口分别增长3%和5%)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from tradekit.language.mentions import Mention, Part
from tradekit.language.prepared import Pair
from tradekit.language.zh import subjects
from tradekit.language.zh.items import items

_JOIN: Final = re.compile("、|以及|[和与及]")


def pairs(text: str, part: Part, free: list[Mention]) -> tuple[Pair, ...]:
    """The subjects that a part lists, each with a flow and goods, partners or traders of its own.

    Empty where the part is no such list.
    """
    if _flows(free) < 2:
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


def _flows(free: list[Mention]) -> int:
    count = 0
    for one in free:
        if one.kind == "flows" or one.kind == "measures":
            count += 1
    return count
