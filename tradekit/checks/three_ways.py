"""Each indicator three times: as stated, as the other figures imply it, and as the official series has it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import nan
from typing import TYPE_CHECKING, Any

from tradekit.checks.expression import evaluate
from tradekit.checks.figures import Figure, cells, figures
from tradekit.checks.frames import determined
from tradekit.checks.matching import Instance, instances
from tradekit.checks.official import Official, compare, official
from tradekit.checks.verdicts import FAILS, Verdict, judge
from tradekit.language.labels import folded
from tradekit.model.intervals import Interval
from tradekit.model.observations import Key, Observation
from tradekit.model.schema import KEY

if TYPE_CHECKING:
    import pandas as pd

_STATED = ("published", "stated", "stated_low", "stated_high", "bound", "sources")
_IMPLIED = ("implied", "implied_low", "implied_high", "identity", "implied_sources")
_OFFICIAL = ("official", "official_low", "official_high", "official_vintage", "verdict")
BESIDE_COLUMNS: tuple[str, ...] = (*KEY, *_STATED, *_IMPLIED, *_OFFICIAL)

NOWHERE = Interval(nan, nan)
Place = tuple[str, Key]
"""Vintage and key: one thing as one day's reports have it."""


def beside(observations: Iterable[Observation] | Any, reference: Any = None) -> pd.DataFrame:
    """What is stated, what the other figures of its day imply, what is official: columns ``BESIDE_COLUMNS``.

    One row for each thing and day that is stated or implied. ``implied_low`` and ``implied_high`` are the
    closest interval that an identity leaves (named in ``identity``, its figures in ``implied_sources``);
    ``implied`` is a number only where that is close. ``stated`` is empty for a bound, as a bound is no value.
    The official figure is the one in force that day, ``verdict`` that of ``tradekit.checks.against`` on the
    stated one.
    """
    import pandas as pd

    vintages = cells(figures(observations))
    stated = {(day, key): said for day, keys in vintages.items() for key, said in keys.items()}
    found = _implied(judge(instances(vintages)))
    rows = {} if reference is None else official(reference)
    table = []
    for at in dict.fromkeys([*stated, *found]):
        known = rows.get(folded(at[1]), [])
        table.append(_row(at, stated.get(at, ()), found.get(at), known))
    return pd.DataFrame(table, columns=list(BESIDE_COLUMNS))


def _implied(verdicts: Iterable[Verdict]) -> dict[Place, Verdict]:
    """For each thing the closest interval that the other figures of an identity leave it."""
    best: dict[Place, Verdict] = {}
    for one in verdicts:
        if one.verdict == FAILS or len(one.instance.vintages) > 1:
            continue
        for key, other in _turned(one):
            at = (one.instance.vintages[0], key)
            if at not in best or other.computed.width < best[at].computed.width:
                best[at] = other
    return best


def _turned(one: Verdict) -> Iterable[tuple[Key, Verdict]]:
    """An identity turned so that each of its figures in turn is the one to be computed."""
    instance = one.instance
    if instance.missing:
        yield instance.missing[1], one
        return
    identity = instance.identity
    ways = dict(identity.solve)
    if identity.left.isidentifier() and identity.relation == "=":
        ways.setdefault(identity.left, identity.right)
    for term, text in ways.items():
        if term in instance.parts and len(instance.parts[term]) == 1:
            key = instance.parts[term][0].key
            rest = {name: group for name, group in instance.parts.items() if name != term}
            without = Instance(identity, instance.about, rest, instance.vintages, (term, key))
            yield key, Verdict(without, one.verdict, None, evaluate(text, without.terms()))


def _row(
    at: Place, said: tuple[Figure, ...], implied: Verdict | None, known: Sequence[Official]
) -> dict[str, Any]:
    figure = said[0] if said else None
    own = figure.interval if figure else NOWHERE
    other = implied.computed if implied else NOWHERE
    compared = compare([figure], {folded(at[1]): list(known)}) if figure and known else []
    then = compared[0].then if compared else _in_force(known, at[0])
    beyond = then.interval if then else NOWHERE
    said_so = (at[0], figure.value if figure and figure.bound == "=" else nan, own.low, own.high)
    follows = (other.middle if implied and determined(implied) else nan, other.low, other.high)
    published = (then.value, beyond.low, beyond.high, then.vintage) if then else (nan, nan, nan, "")
    values = (
        *(*said_so, figure.bound if figure else "", [place for one in said for place in one.places]),
        *(*follows, implied.instance.identity.name if implied else "", _places(implied)),
        *(*published, compared[0].verdict if compared else ""),
    )
    return at[1]._asdict() | dict(zip((*_STATED, *_IMPLIED, *_OFFICIAL), values, strict=True))


def _in_force(known: Sequence[Official], day: str) -> Official | None:
    told = [row for row in known if row.vintage <= day]
    return told[-1] if told else None


def _places(implied: Verdict | None) -> list[str]:
    return [place for f in implied.instance.figures for place in f.places] if implied else []
