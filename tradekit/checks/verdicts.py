"""The verdict on each instance of an identity: it holds, fails, stays open, or shows a revision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf
from typing import Final

from tradekit.checks.expression import evaluate
from tradekit.checks.figures import Figure
from tradekit.checks.identity import built
from tradekit.checks.matching import Instance
from tradekit.checks.spans import span
from tradekit.model.intervals import Interval
from tradekit.model.observations import Key

HOLDS, FAILS, OPEN, REVISED = "holds", "fails", "open", "revised"

LARGEST_REVISION = 0.03
"""Of the value: the revisions of the official series are up to 2.3%; what is further off is no revision."""
TWICE_ROUNDED = 0.05
"""Of a unit of the last place: what rounding in two steps adds (50.3476 → 50.35 → 50.4)."""

SAID_TWICE = built("said twice")
LIMITS = built("limits")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one instance.

    ``stated`` is the interval of the left side and ``computed`` that of the right one (of the missing part,
    where it is open); ``gap`` is how far apart they are, in base units, positive where the stated one is
    higher.
    """

    instance: Instance
    verdict: str
    stated: Interval | None
    computed: Interval
    gap: float = 0.0

    @property
    def failed(self) -> bool:
        """Whether it fails."""
        return self.verdict == FAILS


def judge(found: Iterable[Instance]) -> list[Verdict]:
    """The verdict on every instance, alternatives of one group settled among themselves."""
    return _settled([verdict(one) for one in found])


def verdict(instance: Instance, instead: Mapping[int, Interval] | None = None) -> Verdict:
    """The verdict on one instance by itself; ``instead`` has other intervals of figures, by their ids."""
    identity, terms = instance.identity, instance.terms(instead)
    if instance.missing:
        computed = evaluate(identity.solve[instance.missing[0]], terms)
        gap = -computed.gap(possible(instance.missing[1]))
        return Verdict(instance, FAILS if gap else OPEN, None, computed, gap)
    stated = evaluate(identity.left, terms)
    computed = possible(instance.about) if identity is LIMITS else evaluate(identity.right, terms)
    computed = _widened(computed, identity.slack)
    gap = stated.gap(computed)
    if identity.relation == "<=":
        gap, computed = max(gap, 0.0), Interval(-inf, computed.high)
    if abs(gap) <= TWICE_ROUNDED * stated.width and stated.finite:
        gap = 0.0
    name = HOLDS if not gap else REVISED if _revisable(instance, gap, computed) else FAILS
    return Verdict(instance, name, stated, computed, gap)


def _revisable(instance: Instance, gap: float, computed: Interval) -> bool:
    """Whether figures of two vintages play in: a base from an earlier report, or the months summed up before.

    Customs revises earlier months without notice, so that a cumulated figure less the one before is not quite
    the month, even where one report prints all three.
    """
    if len(instance.vintages) > 1:
        return True
    spans = [span(f.key.period) for f in instance.parts.get("tile", ())]
    sizes = [months.last - months.first for months in spans if months]
    cumulated = len(sizes) > 1 and sizes[-1] == 0 and max(sizes) > 0
    return cumulated and abs(gap) <= LARGEST_REVISION * abs(computed.middle)


def possible(key: Key) -> Interval:
    """What a figure of this kind can be at all: no export below nothing, no share above 100."""
    if key.statistic == "share":
        return Interval(0, 100)
    if key.statistic == "level" and key.flow != "balance":
        return Interval(0, inf)
    if key.statistic == "growth" and key.flow != "balance":
        return Interval(-100, inf)
    return Interval(-inf, inf)


def judge_cells(vintages: Mapping[str, Mapping[Key, tuple[Figure, ...]]]) -> list[Verdict]:
    """What a vintage's figures say by themselves: repeats that agree or don't, values that can't be."""
    found = []
    for vintage, stated in vintages.items():
        for key, versions in stated.items():
            first = versions[0]
            for other in versions[1:]:
                parts = {"one": (first,), "other": (other,)}
                found.append(verdict(Instance(SAID_TWICE, key, parts, (vintage,))))
            if len(versions) == 1 and len(first.places) > 1:
                again = {"one": versions, "other": versions}
                found.append(verdict(Instance(SAID_TWICE, key, again, (vintage,))))
            for one in versions:
                if one.interval.gap(possible(key)):
                    found.append(verdict(Instance(LIMITS, key, {"figure": (one,)}, (vintage,))))
    return found


def _widened(computed: Interval, slack: float) -> Interval:
    if not slack:
        return computed
    return Interval(computed.low - slack * abs(computed.low), computed.high + slack * abs(computed.high))


def _settled(verdicts: list[Verdict]) -> list[Verdict]:
    """Of alternatives for one figure (which whole a share is of) the failing go where another may hold."""
    groups: dict[tuple[str, tuple[str, ...], Key], list[Verdict]] = defaultdict(list)
    kept = []
    for one in verdicts:
        if one.instance.identity.group:
            groups[one.instance.identity.group, one.instance.vintages, one.instance.about].append(one)
        else:
            kept.append(one)
    for group in groups.values():
        best = min(_RANK[one.verdict] for one in group)
        equal = [one for one in group if _RANK[one.verdict] == best]
        kept += [min(equal, key=lambda one: abs(one.gap))] if best == _RANK[FAILS] else equal
    return kept


_RANK = {HOLDS: 0, REVISED: 1, OPEN: 2, FAILS: 3}


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
