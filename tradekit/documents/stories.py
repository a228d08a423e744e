"""Which paragraphs of a page make up one story, and which lines are its headline.

What separates two stories is a dateline at the start of the prose that follows, or a group of lines between
their prose that holds more than a section heading: a headline with a byline, a date, a dateline or a
sub-headline. Each line of such a group goes to the story before it or behind it: to the one whose words it
shares, and where that says nothing, the way the page's first and last lines do it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from tradekit.documents.blocks import Block, Kind
from tradekit.documents.digests import item_starts
from tradekit.documents.repair import Even, solid
from tradekit.language.scripts import language_of

_TITLES: Final = (Kind.HEAD, Kind.SUBHEAD)
_COMPARED: Final = 1500
"""Characters of a story with which a headline is compared."""
_RECENT: Final = 8
"""How many blocks back a story's title is compared with it."""
_ALIKE: Final = 0.5
"""The share of its words that a title shares with its own story, at least."""
_USUAL: Final = 0.2
"""What the page's layout counts for beside the share of words."""


@dataclass(frozen=True, slots=True)
class Story:
    """The blocks of one story: lines before its prose, from its first prose to its last, lines after it."""

    before: Sequence[Block]
    inner: Sequence[Block]
    after: Sequence[Block]

    @property
    def blocks(self) -> list[Block]:
        return [*self.before, *self.inner, *self.after]


def stories(page: Even, blocks: Sequence[Block]) -> list[Story]:
    """The stories of a page in print order."""
    prose = [i for i, b in enumerate(blocks) if b.kind is Kind.PROSE]
    if not blocks:
        return []
    if not prose:
        titles = [i for i, b in enumerate(blocks) if b.kind in _TITLES] or list(range(len(blocks)))
        first, last = titles[0], titles[-1] + 1
        return [Story(blocks[:first], blocks[first:last], blocks[last:])]
    firsts, lasts = _ends(page, blocks, prose)
    inner = [blocks[a : b + 1] for a, b in zip(firsts, lasts, strict=True)]
    top, tail = blocks[: prose[0]], blocks[prose[-1] + 1 :]
    openings = [_Opening(page, part) for part in inner]
    usual = _USUAL * (_titled(top) - _titled(tail))
    before, after = [top], []
    for k, (a, b) in enumerate(zip(lasts[:-1], firsts[1:], strict=True)):
        group = blocks[a + 1 : b]
        at = _divide(group, openings[k], openings[k + 1], usual) if group else 0
        after.append(group[:at])
        before.append(group[at:])
    after.append(tail)
    found = [Story(*parts) for parts in zip(before, inner, after, strict=True)]
    return [item for story in found for item in _items(page, story)]


def _items(page: Even, story: Story) -> list[Story]:
    """The items of a story that is a digest, else the story itself."""
    head = len(story.before)
    if head and story.before[head - 1].kind is Kind.HEAD:
        head -= 1
    blocks = [*story.before[head:], *story.inner]
    starts = item_starts(page, blocks)
    if not starts:
        return [story]
    parts = [blocks[a:b] for a, b in pairwise([*starts, len(blocks)])]
    made = [_item(part) for part in parts]
    before = [*story.before[:head], *blocks[: starts[0]], *made[0].before]
    made[0] = Story(before, made[0].inner, made[0].after)
    made[-1] = Story(made[-1].before, made[-1].inner, [*made[-1].after, *story.after])
    return made


def _item(part: Sequence[Block]) -> Story:
    prose = [at for at, block in enumerate(part) if block.kind is Kind.PROSE]
    return Story(part[: prose[0]], part[prose[0] : prose[-1] + 1], part[prose[-1] + 1 :])


def headline(page: Even, story: Story) -> list[Block]:
    """The blocks of the story's headline, sub-headlines included; none where it has none."""
    sides = [side for side in (story.before, story.after) if _titled(side)]
    if not sides or (sides == [story.after] and len(story.after) > 12):
        return []
    opening = _Opening(page, story.inner)
    side = sides[0]
    if len(sides) > 1 and _likest(sides[1], opening)[1] > _likest(side, opening)[1]:
        side = sides[1]
    titles = [i for i, b in enumerate(side) if b.kind in _TITLES]
    heads = [i for i in titles if _is_head(side[i])] or titles
    best = heads[0] if len(heads) == 1 else heads[_likest([side[i] for i in heads], opening)[0]]
    first = best - 1 if best - 1 in titles and _is_head(side[best - 1]) else best
    last = best
    while last + 1 in titles and last - first < 3:
        last += 1
    return list(side[first : last + 1])


def _is_head(block: Block) -> bool:
    return block.kind is Kind.HEAD


def _likest(blocks: Sequence[Block], opening: _Opening) -> tuple[int, float]:
    """Which title shares most of its words with the story's opening, and how much: the first of those."""
    best, most = 0, -1.0
    for i, block in enumerate(blocks):
        if block.kind in _TITLES:
            share = opening.share(_pairs(block))
            if share > most:
                best, most = i, share
    return best, most


def _ends(page: Even, blocks: Sequence[Block], prose: list[int]) -> tuple[list[int], list[int]]:
    """The first and the last prose of each story."""
    firsts, lasts = [prose[0]], []
    behind = _titled(blocks[prose[-1] + 1 :]) and not _titled(blocks[: prose[0]])
    open_ = blocks[prose[0]].opening is not None
    mixed = _WORDS.search(page.text) is not None
    for a, b in pairwise(prose):
        after = blocks[b]
        other = mixed and _tongue(page, blocks[a]) != _tongue(page, after)
        if b == a + 1 and not after.opening and not blocks[a].closing and not other:
            continue
        group = blocks[a + 1 : b]
        if after.opening and not group and not open_ and not blocks[a].closing:
            open_ = True  # what stands in front of the first dateline is the story's summary
        elif (
            other
            or _boundary(blocks[a], group, after)
            or (behind and _title_behind(page, blocks[max(firsts[-1], a - _RECENT) : a + 1], group, after))
        ):
            lasts.append(a)
            firsts.append(b)
            open_ = after.opening is not None
    return firsts, [*lasts, prose[-1]]


_WORDS: Final = re.compile(r"(?:[A-Za-z]+[ \n]){6}")
"""So many words in a row may be prose in another language."""


def _tongue(page: Even, block: Block) -> str:
    """The language of a block of prose."""
    start, end = block.core
    return language_of(page.text[start : min(end, start + _COMPARED)])


def _boundary(before: Block, group: Sequence[Block], after: Block) -> bool:
    """Whether another story begins between the prose ``before`` and ``after``."""
    if after.opening or before.closing:
        return True
    kinds = [b.kind for b in group]
    if Kind.DATELINE in kinds:
        return True
    if Kind.HEAD not in kinds or before.unfinished:
        return False
    return (
        Kind.BYLINE in kinds
        or Kind.DATE in kinds
        or any(a is Kind.HEAD and b is Kind.SUBHEAD for a, b in pairwise(kinds))
    )


def _title_behind(page: Even, before: Sequence[Block], group: Sequence[Block], after: Block) -> bool:
    """Whether a lone heading is the title of the story before it, on a page that prints titles behind."""
    if [b.kind for b in group] != [Kind.HEAD]:
        return False
    pairs = _pairs(group[0])
    likeness = _Opening(page, before).share(pairs, _ALIKE)
    return likeness >= _ALIKE and likeness - _Opening(page, [after]).share(pairs) >= _ALIKE / 2


def _titled(blocks: Sequence[Block]) -> bool:
    return any(b.kind in _TITLES for b in blocks)


def _divide(group: Sequence[Block], before: _Opening, after: _Opening, usual: float) -> int:
    """How many blocks of the group belong to the story before it. ``usual`` is positive where the page
    prints headlines before the story."""
    # Shares are never negative, so one story's alone bound the gains, and mostly decide.
    if usual > 0 and not _most(_gains(group, before, None, usual)):
        return 0
    if usual < 0 and min(_gains(group, None, after, usual)) > 0:
        return len(group)
    return _most(_gains(group, before, after, usual))


def _most(gains: list[float]) -> int:
    """How many of the gains together are most."""
    best, at, total = 0.0, 0, 0.0
    for i, gain in enumerate(gains):
        total += gain
        if total > best:
            best, at = total, i + 1
    return at


def _gains(
    group: Sequence[Block], before: _Opening | None, after: _Opening | None, usual: float
) -> list[float]:
    """For each block, what speaks for the story before it less what speaks for the one after it."""
    gains: list[float] = []
    for i, block in enumerate(group):
        if block.kind in _TITLES:
            pairs = _pairs(block)
            for_it = before.share(pairs) if before else 0.0
            gains.append(for_it - (after.share(pairs) if after else 0.0) - usual)
        elif block.kind is Kind.DATELINE:
            gains.append(-0.5 if i + 1 == len(group) else 0.5)
        else:
            gains.append(-0.1 * usual)
    return gains


def _pairs(block: Block) -> set[str]:
    """The pairs of characters side by side in a headline."""
    text = solid(block.text)
    return {text[i : i + 2] for i in range(len(text) - 1)}


class _Opening:
    """The beginning of a story, with which headlines are compared."""

    def __init__(self, page: Even, blocks: Sequence[Block]) -> None:
        self.page, self.blocks, self.opening = page, blocks, ""

    def share(self, pairs: set[str], least: float = 0.0) -> float:
        """The share of the pairs that stand in the story; any smaller one where it is less than ``least``."""
        if not self.opening:
            self.opening = self._cut()
        text = self.opening
        same = len(pairs)
        for pair in pairs:
            if not (pair[0] in text and pair[1] in text and pair in text):
                same -= 1
                if same < least * len(pairs):
                    break
        return same / len(pairs) if pairs else 0.0

    def _cut(self) -> str:
        parts, length = [], 0
        for block in self.blocks:
            start, end = block.core
            parts.append(self.page.text[start : min(end, start + _COMPARED)])
            length += end - start
            if length > _COMPARED:
                break
        return self.page.solid("".join(parts))
