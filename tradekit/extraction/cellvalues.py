"""How a figure of a table counts: statistic, measure, unit, currency and value, by what stands around it."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from tradekit.language.cellnumbers import CellNumber
from tradekit.language.families import Indicator
from tradekit.language.headwords import Scale, scale_of
from tradekit.model.grid import Cell

Layers = list[tuple[Scale, ...]]
"""The units that hold for a cell, the nearest first: its own, headings, stubs, sections, captions."""
_RATES: Final = frozenset(("growth", "share", "contribution", "growth_change", "share_change"))
_COUNTED: Final = {"money": "value", "price": "price"}
_WANTED: Final = {"value": ("money",), "quantity": ("quantity",), "price": ("price", "money")}
_ABOUT: Final = 30
_POINTS: Final = Scale("pp", 1.0, "ratio")
_PERCENT: Final = Scale("percent", 1.0, "ratio")
_INDEX: Final = Scale("index", 1.0, "ratio")
_UNSAID: Final = Scale("", 1.0, "money")


class Measured(NamedTuple):
    """How a figure counts."""

    statistic: str
    measure: str
    scale: Scale
    currency: str


class Told(NamedTuple):
    """What is said around a cell of how it counts: statistic (``far``: by a caption), measure, usual unit.

    ``level`` is the money of the table, ``usual`` the currency where nobody says one; ``lent`` the units of
    the level that it is a rate of; ``near`` that the table itself says what is spoken of.
    """

    statistic: str
    far: str
    measure: str
    counts: str
    indexed: bool
    layers: Layers
    lent: tuple[Scale, ...]
    level: Scale | None
    usual: str
    near: bool


def measured(told: Told, indicator: Indicator | None, number: CellNumber) -> Measured | None:
    """Statistic, measure, unit and currency of a figure; ``None`` where a level has no unit."""
    about = abs(number.value - 100) < _ABOUT
    statistic = _statistic(told, indicator, number)
    if indicator is None:
        if told.indexed and not number.percent:
            return Measured("level", "value", _INDEX, "")
    elif indicator.says == "rate" and statistic == "growth":
        return Measured("level_change", indicator.measure, _POINTS, "")
    elif (
        statistic in ("", "growth", "level")
        and not number.percent
        and (told.indexed or (indicator.unit == "index" and indicator.says != "rate" and about))
    ):
        return Measured("level", indicator.measure, _INDEX, "")
    if statistic in _RATES:
        return _rated(statistic, told, indicator)
    measure = told.measure if indicator is None else indicator.measure
    scale = _scale(told, indicator, measure)
    if scale is None:
        return None
    measure = measure or _COUNTED.get(scale.kind, "quantity")
    currency = scale.unit.partition("/")[0] if scale.kind in ("money", "price") else ""
    return Measured(statistic or "level", measure, scale, currency)


def _statistic(told: Told, indicator: Indicator | None, number: CellNumber) -> str:
    """The statistic that is said, or that a percent sign or a caption tells."""
    near = next(filter(None, told.layers), ())
    rated = number.percent or (bool(near) and all(unit.kind == "ratio" for unit in near))
    if not told.statistic and rated and (indicator is None or indicator.says not in ("index", "rate")):
        return told.far or "growth"
    return told.statistic or ("" if near else told.far)


def _rated(statistic: str, told: Told, indicator: Indicator | None) -> Measured:
    """A rate: in points where that is said or it is a difference, of the measure of the units around it."""
    ratios = [unit.unit for layer in told.layers[:3] for unit in layer if unit.kind == "ratio"]
    points = "pp" in ratios or (statistic not in ("growth", "share") and "percent" not in ratios)
    kinds = {unit.kind for layer in (told.lent, *told.layers) for unit in layer}
    measure = told.measure or ("quantity" if "quantity" in kinds and "money" not in kinds else "value")
    measure = measure if indicator is None else indicator.grows
    money = _first(told.layers, "money") or _first(told.layers, "currency")
    currency = money.unit if money is not None else told.usual if indicator is None else ""
    return Measured(
        statistic, measure, _POINTS if points else _PERCENT, currency if measure in ("value", "price") else ""
    )


def _scale(told: Told, indicator: Indicator | None, measure: str) -> Scale | None:
    """The unit of a level."""
    if indicator is not None:
        unit = indicator.unit
        return (
            Scale(unit, 1.0, "ratio") if unit else _chosen(told.layers, "value" if measure == "value" else "")
        )
    scale = _chosen(told.layers, measure)
    if scale is not None and not scale.unit and told.level is not None:
        return scale._replace(unit=told.level.unit)
    if scale is None and told.counts:
        return scale_of(told.counts)
    return told.level or _UNSAID if scale is None and measure != "quantity" and told.near else scale


def _chosen(layers: Layers, measure: str) -> Scale | None:
    """The unit of a level: the nearest of the measure's kind, with a scale that stands apart from it."""
    factor, wanted = 1.0, _WANTED.get(measure, ("money", "quantity", "price"))
    for layer in layers:
        for unit in layer:
            factor *= unit.factor if unit.kind == "scale" else 1.0
        for unit in layer:
            if unit.kind in wanted:
                return Scale(unit.unit, unit.factor * factor, unit.kind)
    said = _first(layers, "currency") if measure != "quantity" else None
    if said is None and (factor == 1.0 or measure == "quantity"):
        return None
    return Scale(said.unit if said is not None else "", factor, "money")


def _first(layers: Layers, kind: str) -> Scale | None:
    return next((unit for layer in layers for unit in layer if unit.kind == kind), None)


def half(text: str, comma: bool) -> float:
    """Half a unit in the last place that a cell shows."""
    digits, _, power = text.casefold().partition("e")
    printed = re.search(rf"[{',' if comma else '.'}](\d+)\D*\Z", digits)
    places = len(printed[1]) if printed is not None else 0
    return 0.5 * 10.0 ** (int(re.sub(r"\D+\Z", "", power) or 0) - places)


def value_of(cell: Cell, number: CellNumber, scale: Scale, statistic: str, deficit: bool) -> float:
    """The value in base units: as stored where a workbook stores it, negative in brackets or as a deficit."""
    value = number.value if cell.value is None or number.percent else cell.value
    if deficit or (number.bracketed and statistic == "level" and not number.signed):
        value = -abs(value)
    return float(f"{value * scale.factor:.15g}")
