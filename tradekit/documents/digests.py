"""Digests: a story that is a row of items, each with a number, a mark or a headline of its own, in its items.

An article may number its sections or head them too, but those go on about one thing: the items of a digest
have few words in common, and no prose introduces them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from tradekit.documents.blocks import Block, Kind
from tradekit.documents.repair import Even, solid

_LEAST: Final = 3
"""A digest has so many items at least."""
_MARK: Final = re.compile(
    r"\s*(?:(?P<number>\d{1,2})[、.．)）](?!\d)|(?P<mark>[●○■□◆◇▲△★☆※•►▶])|(?P<title>【[^】]{4,60}】))"
)
_APART: Final = 0.25
"""The share of its words that an item has in common with the one before it, at most, on the average."""
_OWN: Final = 0.5
"""The share of its words that most headlines have in common with their own paragraph, at least."""
_TITLE: Final = 9
_LONGEST: Final = 4
"""A headed item has a headline and so many blocks less one at most."""
_COMPARED: Final = 300


def item_starts(page: Even, blocks: Sequence[Block]) -> list[int]:
    """Which of a story's blocks begin an item of a digest, the first among them; none where it is no digest.

    ``blocks`` are those from its headline on.
    """
    prose = [at for at, block in enumerate(blocks) if block.kind is Kind.PROSE]
    if len(prose) < _LEAST:
        return []
    return _marked(page, blocks, prose) or _headed(page, blocks, prose)


def _marked(page: Even, blocks: Sequence[Block], prose: list[int]) -> list[int]:
    """Items with a number or a mark: the first prose has one, and no number stands twice."""
    found = [(at, _MARK.match(page.text, *blocks[at].span)) for at in prose]
    starts = [at for at, mark in found if mark is not None]
    if len(starts) < _LEAST or starts[0] != prose[0]:
        return []
    kinds = {mark.lastgroup for _, mark in found if mark is not None}
    numbers = [mark["number"] for _, mark in found if mark is not None and mark["number"]]
    alike = len(kinds) == 1 and len({*numbers}) == len(numbers)
    return starts if alike and _unlike(page, blocks, starts) else []


def _headed(page: Even, blocks: Sequence[Block], prose: list[int]) -> list[int]:
    """Paragraphs with a headline each, which tells what its own paragraph tells and no other."""
    starts = [at - 1 for at in prose if at and blocks[at - 1].kind is Kind.HEAD]
    ends = [*starts[1:], len(blocks)]
    if (
        len(starts) < _LEAST
        or starts[0] != prose[0] - 1
        or any(len(blocks[at].text) < _TITLE for at in starts)
    ):
        return []
    if any(b - a > _LONGEST for a, b in zip(starts, ends, strict=True)):
        return []
    own = sorted([_share(page, blocks[at], blocks[at + 1]) for at in starts])
    return starts if own[len(own) // 2] >= _OWN and _unlike(page, blocks, starts) else []


def _unlike(page: Even, blocks: Sequence[Block], starts: list[int]) -> bool:
    """Whether the items have little in common with one another."""
    shares = [_share(page, blocks[b], *blocks[a:b]) for a, b in pairwise(starts)]
    return sum(shares) <= _APART * len(shares)


def _share(page: Even, block: Block, *others: Block) -> float:
    """The share of a block's first words, as pairs of characters, that stand in others."""
    first = _cut(page, block, 40)
    pairs = {first[at : at + 2] for at in range(len(first) - 1)}
    text = "".join([_cut(page, one, _COMPARED) for one in others])
    return sum([pair in text for pair in pairs]) / len(pairs) if pairs else 0.0


def _cut(page: Even, block: Block, length: int) -> str:
    start, end = block.span
    return solid(page.text[start : min(end, start + length)])
