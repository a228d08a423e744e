"""Pairing: a list whose members are whole subjects (旅行服务出口、运输服务进口分别增长3%和5%)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from tradekit.extraction.advance import named, with_item
from tradekit.extraction.context import Context
from tradekit.language.said import Said, Subject
from tradekit.language.zh import subjects
from tradekit.language.zh.clauses import Part
from tradekit.language.zh.items import Item, items
from tradekit.language.zh.scan import Mention

Pair = tuple[Said, Item]
"""What one member of the list says, and its flow."""
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


def paired(context: Context, found: tuple[Pair, ...]) -> tuple[Subject, ...]:
    """The subjects of ``found`` pairs, with the reporter that is spoken of."""
    scope = context.scope.by(context.subject.reporter)
    return tuple([with_item(named(context, said, scope), item) for said, item in found])
