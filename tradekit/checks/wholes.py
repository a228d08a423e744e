"""Wholes: a part that is as large as its whole, and a headline that nobody states though its parts are told.

Both are mostly faults of reading: the total was taken for one of its parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from math import inf
from typing import Final

from tradekit.checks.figures import Figure
from tradekit.checks.identity import built
from tradekit.checks.matching import Instance
from tradekit.checks.verdicts import FAILS, OPEN, Verdict
from tradekit.model.intervals import Interval
from tradekit.model.observations import Key

PART, HEADLINE = built("part and whole"), built("headline")
_DIMENSIONS: Final = ("commodity", "partner", "enterprise", "regime")
_SUM: Final = {
    "trade": ("export", "import", 1),
    "export": ("trade", "import", -1),
    "import": ("trade", "export", -1),
}
_CLOSE: Final = 0.02
"""Of the whole: what the printed digits of both may leave open, for them to be called the same."""
_ENOUGH: Final = 3
"""So many parts of one flow are told of a whole that a report states."""

Stated = Mapping[Key, tuple[Figure, ...]]
Size = tuple[tuple[Figure, ...], Interval]
"""How large a thing is, and the figures that say it."""


def judge_wholes(vintages: Mapping[str, Stated]) -> list[Verdict]:
    """For each whole of trade: the parts that are as large as it, or that it is missing."""
    found: list[Verdict] = []
    for vintage, stated in vintages.items():
        for whole, keys in _parts(stated).items():
            size = _size(stated, whole)
            parts = [part for part in (_size(stated, key) for key in keys) if part is not None]
            if size is not None:
                found += [_equal(vintage, part, size) for part in parts if _as_large(part, size)]
            elif _is_missing(keys, stated):
                found.append(_missing(vintage, whole, parts))
    return found


def _parts(stated: Stated) -> dict[Key, list[Key]]:
    """What is of one kind of goods, partner, trader or regime and has a level, by the key of its whole."""
    groups: dict[Key, dict[Key, None]] = defaultdict(dict)
    for key in stated:
        named = [name for name in _DIMENSIONS if getattr(key, name)]
        level = key.measure == "value" and key.statistic == "level" and key.flow in _SUM
        if level and key.indicator == "trade" and len(named) == 1:
            for part in (key, key._replace(flow="trade")):
                groups[part._replace(**{named[0]: ""})][part] = None
    return {whole: list(keys) for whole, keys in groups.items()}


def _size(stated: Stated, key: Key) -> Size | None:
    """A level as stated, or as the two other flows leave it."""
    own = stated.get(key)
    if own is not None:
        return own[:1], own[0].interval
    one, other, sign = _SUM[key.flow]
    first, second = stated.get(key._replace(flow=one)), stated.get(key._replace(flow=other))
    if first is None or second is None:
        return None
    return (first[0], second[0]), first[0].interval + sign * second[0].interval


def _as_large(part: Size, whole: Size) -> bool:
    exact = all(figure.bound == "=" for figure in (*part[0], *whole[0]))
    room = part[1].width + whole[1].width
    return exact and part[1].gap(whole[1]) == 0 and room <= _CLOSE * abs(whole[1].middle)


def _equal(vintage: str, part: Size, whole: Size) -> Verdict:
    instance = Instance(PART, part[0][0].key, {"part": part[0], "whole": whole[0]}, (vintage,))
    return Verdict(instance, FAILS, part[1], whole[1])


def _is_missing(keys: list[Key], stated: Stated) -> bool:
    """Whether enough parts are told of a whole that nobody states; those of services are no part of it."""
    told = [key for key in keys if key in stated]
    apart = HEADLINE.unless.items()
    return len(told) >= _ENOUGH and not any(
        getattr(key, name) == value for key in told for name, value in apart
    )


def _missing(vintage: str, whole: Key, parts: list[Size]) -> Verdict:
    figures = tuple([figure for part in parts for figure in part[0]])
    least = max(part[1].low for part in parts)
    instance = Instance(HEADLINE, whole, {"part": figures}, (vintage,), ("whole", whole))
    return Verdict(instance, OPEN, None, Interval(least, inf))
