"""The figures of a table: what caption, headings and stubs say of each cell together becomes a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Final, NamedTuple, final

from tradekit.extraction.gridcolumns import Column, beside
from tradekit.extraction.stubs import Around, Stub, Stubs
from tradekit.extraction.tabular import Row, Table
from tradekit.language.cellnumbers import CellNumber, is_nil
from tradekit.language.families import Indicator
from tradekit.language.headings import Headings, clean, headings
from tradekit.language.headwords import Scale, scale_of
from tradekit.language.lexicon import Lexicon
from tradekit.language.times import Time, money_of
from tradekit.model.grid import Cell, Grid
from tradekit.model.observations import LedgerEntry, Observation
from tradekit.model.report import Report

_RATES: Final = frozenset(("growth", "share", "contribution", "growth_change", "share_change"))
_CHANGES: Final = frozenset(("growth", "growth_change", "share_change", "level_change"))
_MONEYED: Final = frozenset(("value", "price"))
_COUNTED: Final = {"money": "value", "price": "price"}
_KINDS: Final = {"place": "partner", "region": "reporter", "regime": "regime", "enterprise": "enterprise"}
_NAMED: Final = {"period": "date", "index": "ordinal", "rank": "ordinal"}
_WANTED: Final = {"value": ("money",), "quantity": ("quantity",), "price": ("price", "money")}
_TWO: Final = 2
_SEEN: Final = 40
_ABOUT: Final = 30
_POINTS: Final = Scale("pp", 1.0, "ratio")
_PERCENT: Final = Scale("percent", 1.0, "ratio")
_INDEX: Final = Scale("index", 1.0, "ratio")
_UNSAID: Final = Scale("", 1.0, "money")


class Spot(NamedTuple):
    """A number of a table with what is above and beside it."""

    row: Row
    column: Column
    stub: Stub
    cell: Cell
    number: CellNumber

    def said(self, facet: str) -> str:
        """What heading, stub and section say of a facet, the nearest first; a rate in the stub before all."""
        stub = self.stub.said.get(facet, "")
        if facet == "statistic" and stub and self.column.said(facet) in ("", "level"):
            return stub
        found = self.column.said(facet) or stub
        return found or next((one.said[facet] for one in self.row.sections if facet in one.said), "")


class Topic(NamedTuple):
    """What is spoken of: a flow of trade, or another indicator; ``near`` that the table itself says it."""

    flow: str
    code: str
    indicator: Indicator | None
    near: bool


class Measured(NamedTuple):
    """How a figure counts: statistic, measure, unit, currency."""

    statistic: str
    measure: str
    scale: Scale
    currency: str


def read_grids(report: Report, lexicon: Lexicon) -> tuple[list[Observation], list[LedgerEntry]]:
    """The rows of a report's tables, and the numbers in them that are none."""
    reader = headings(lexicon)
    rows: list[Observation] = []
    left: list[LedgerEntry] = []
    glossary: dict[str, tuple[Scale, ...]] = {}
    money: Scale | None = None
    for grid in report.grids:
        made = _Reader(report, Table(grid, reader), glossary, money)
        made.read()
        money = made.level or money
        rows += made.rows
        left += made.left
        if not made.rows:
            _explain(grid, reader, glossary)
    return rows, left


def _explain(grid: Grid, reader: Headings, glossary: dict[str, tuple[Scale, ...]]) -> None:
    """A table that names the columns of others may tell their units."""
    for row in grid.rows:
        cells = [cell for cell in row if cell is not None]
        units = tuple(unit for cell in cells[1:] for unit in reader.read(cell.text).units)
        if cells and units:
            glossary[clean(cells[0].text)] = units


@final
class _Reader:
    """A table while it is read, row by row."""

    def __init__(
        self, report: Report, table: Table, glossary: dict[str, tuple[Scale, ...]], before: Scale | None
    ) -> None:
        self.report: Final = report
        self.table: Final = table
        self.grid: Final = table.grid
        self.article: Final = report.article_at(table.grid.start)
        self.glossary: Final = glossary
        self.around: Final = Around(table, self.article, report.text)
        parts = [*beside(table.rows[0].columns if table.rows else []), self.grid.width]
        self.stubs: Final = [Stubs(table, self.around, *one) for one in pairwise(parts)]
        self.rows: list[Observation] = []
        self.left: list[LedgerEntry] = []
        self.known: Final = self._kind_of_names()
        moneys = [unit for row in table.rows[:1] for column in row.columns for unit in column.units()]
        moneys = [unit for unit in moneys if unit.kind == "money"]
        moneys = moneys or self._moneys()
        told = any(one.units for one in self.around.captions)
        self.level: Final = moneys[0] if moneys else None if told or table.grid.sheet else before
        times = [column.time or Time() for row in table.rows[:1] for column in row.columns]
        named = [time for time in times if time.last and not time.ytd]
        self.latest: Final = max(named, key=lambda time: (time.year, time.last), default=Time())
        self._name_sides()
        self.usual: Final = moneys[0].unit if moneys else money_of(self.around.home)

    def _moneys(self) -> list[Scale]:
        """The currencies that the first stubs tell."""
        told = [
            self.table.reader.read(cell.text).units
            for row in self.table.rows[:_SEEN]
            for cell, column in zip(self.grid.rows[row.number], row.columns, strict=True)
            if cell is not None and column.stub and column.role != "unit"
        ]
        return [Scale(unit.unit, 1.0, unit.kind) for units in told for unit in units if unit.kind == "money"]

    def read(self) -> None:
        """Read all rows of figures, and tell the dates of those of headings."""
        figures = {row.number for row in self.table.rows}
        for line in range(len(self.grid.rows)):
            for head in () if line in figures else self.table.own(line):
                if head.row == line:
                    self._date(head)
        for row in self.table.rows:
            for stubs in self.stubs:
                stub = stubs.read(row)
                for at in range(*stubs.span):
                    cell = self.grid.rows[row.number][at]
                    if cell is not None and cell.row == row.number and not is_nil(cell.text):
                        self._read_cell(row, row.columns[at], stub, cell)

    def _read_cell(self, row: Row, column: Column, stub: Stub, cell: Cell) -> None:
        """One cell of a row of figures: its number becomes a row, or an entry with the reason."""
        if row.columns[cell.column] is not column:
            return
        number = self.table.number(cell)
        if number is None and not column.stub and (both := self.table.two(cell)):
            for one, part in zip(both, (column, column.grown()), strict=True):
                reason = self._row(Spot(row, part, stub, cell, one))
                if reason:
                    self._leave(cell, one, reason)
            return
        if number is None:
            if column.stub and column.role != "commodity":
                self._date(cell)
            return
        reason = _NAMED.get(column.role, "name")
        if not column.stub:
            reason = self._row(Spot(row, column, stub, cell, number))
        if reason:
            self._leave(cell, number, reason)

    def _name_sides(self) -> None:
        """Where nobody is named around the table, who its columns say trades with whom holds for all."""
        heads = [head for row in self.table.rows[:1] for column in row.columns for head in column.heads]
        sides = {head.places for head in heads if len(head.places) == _TWO}
        if len(sides) == 1 and not self.around.reporter:
            for place, directed in next(iter(sides)):
                self.around.partner = place if directed else self.around.partner
                self.around.reporter = self.around.reporter if directed else place

    def _kind_of_names(self) -> str:
        """The dimension of most stubs of a table: places, regimes, traders; empty where they are of none."""
        names = [
            self.table.reader.words.kind_of(clean(cell.text))[0]
            for row in self.table.rows[:200]
            for cell, column in zip(self.grid.rows[row.number], row.columns, strict=True)
            if cell is not None and column.stub and cell.text.strip()
        ]
        kinds = Counter(_KINDS.get(kind, kind) for kind in names)
        return next((kind for kind in _KINDS.values() if kinds[kind] * 2 > len(names)), "")

    def _leave(self, cell: Cell, number: CellNumber, reason: str) -> None:
        start, text = cell.start + number.start, cell.text[number.start : number.end]
        self._enter(start, start + len(text), text, reason, cell)

    def _date(self, cell: Cell) -> None:
        """Enter the digits of a heading that names a period."""
        dated = re.search(r"\d.*\d|\d", cell.text, re.DOTALL)
        if dated and self.table.reader.read(cell.text).time is not None:
            start, end = cell.start + dated.start(), cell.start + dated.end()
            self._enter(start, end, dated[0], "date", cell)

    def _enter(self, start: int, end: int, text: str, reason: str, cell: Cell) -> None:
        name, article = self.report.name, self.article.number
        self.left.append(LedgerEntry(name, article, start, end, text, reason, self.grid.place(cell)))

    def _row(self, spot: Spot) -> str:
        """Make the row of a number; the reason where there is none."""
        if spot.column.said("none") or "none" in spot.stub.said:
            return "no indicator"
        topic = self._topic(spot)
        if topic is None:
            return "not trade"
        names = self._names(spot)
        reason = self._goods(names, spot.stub, topic) if topic.flow else self._sector(names, spot)
        if reason:
            return reason
        time = self._time(spot)
        period = time.period(names["reporter"]) if time is not None else ""
        if not period:
            return "no period"
        measured = self._measured(spot, topic)
        if measured is None:
            return "no unit"
        self._add(spot, topic, names, period, measured)
        return ""

    def _topic(self, spot: Spot) -> Topic | None:
        """The flow or else the indicator that is spoken of nearest to a cell."""
        stub = spot.stub
        heads, sections = [*spot.column.heads, *spot.column.lent], spot.row.sections
        near = [*(head.said for head in heads), stub.said, *(one.said for one in sections)]
        if stub.kept and (stub.names or stub.unknown or stub.among or "statistic" in stub.said):
            kept = "" if stub.kept == "balance" and stub.unknown and not stub.among else stub.kept
            facet = "topic" if kept in self.table.reader.words.indicators else "flow"
            near.append({facet: kept} if kept else {})
        for at, said in enumerate([*near, *(one.said for one in self.around.captions)]):
            if "topic" in said:
                code = said["topic"]
                indicator = self.table.reader.words.indicators.get(code)
                return Topic("", code.partition(".")[0], indicator, at < len(near))
            if "flow" in said:
                flow = stub.said.get("flow") if said["flow"] == "trade" else ""
                return Topic(flow or said["flow"], "trade", None, at < len(near))
        return None

    def _goods(self, names: dict[str, str], stub: Stub, topic: Topic) -> str:
        """Name the goods that a stub or a code tells; the reason where the stub is of something unknown."""
        if stub.unknown and "commodity" not in names:
            if not (topic.near or self.around.said("flow")):
                return "not trade"
            names[self.known or "commodity"] = stub.unknown
        if "commodity" not in names and "code" in stub.said and not (stub.total or stub.names):
            names["commodity"] = stub.said["code"]
        if self.around.goods:
            names.setdefault("commodity", self.around.goods)
        names.pop("sector", "")
        return ""

    def _sector(self, names: dict[str, str], spot: Spot) -> str:
        """Name the sector of another indicator: by its stub, its heading, or the indicator's word itself."""
        column, stub = spot.column, spot.stub
        named = names.pop("commodity", "") or stub.unknown or stub.said.get("sector") or column.said("sector")
        if not named:
            spoken = bool(column.said("indicator"))
            heads = (one for one in column.heads if one.name and not (one.places or "basis" in one.said))
            named = next((head.name for head in heads if not spoken or "indicator" in head.said), "")
        names["sector"] = names.get("sector") or named
        names.pop("partner", "")
        return ""

    def _names(self, spot: Spot) -> dict[str, str]:
        """The names of a cell by dimension: of its stubs, its headings, its sections, its captions."""
        names, kind_of, around = dict(spot.stub.names), self.table.reader.words.kind_of, self.around
        placed = bool({"partner", "reporter"} & set(names))
        for head in [*spot.column.heads, *spot.column.lent, *spot.row.sections]:
            for facet in ("regime", "enterprise", "partner", "commodity"):
                if facet in head.said:
                    names.setdefault(facet, head.said[facet])
            both = any(directed for _, directed in head.places) and len(head.places) > 1
            for place in (place for place, directed in head.places if directed and head in spot.column.heads):
                names["partner"] = place
            for place, directed in () if placed else head.places:
                region = kind_of(place)[0] == "region" or both
                names.setdefault("reporter" if region and not directed else "partner", place)
            kind = kind_of(head.name)[0] if head.name and not head.places else ""
            if kind in ("commodity", "regime", "enterprise") and head not in spot.row.sections:
                names.setdefault(kind, head.name)
        names.setdefault("reporter", around.reporter or ("" if "local" in spot.stub.said else around.home))
        told = {"partner": around.partner} | {facet: around.said(facet) for facet in ("regime", "enterprise")}
        names = {facet: name for facet, name in told.items() if name} | names
        if names.get("partner") == names["reporter"]:
            del names["partner"]
        return names

    def _time(self, spot: Spot) -> Time | None:
        """The period of a cell: headings, stubs, sections, captions, and the day of publication at last."""
        time = spot.column.time
        if time is not None and time.single and _ranged(spot.stub.time):
            time = time._replace(single=False)
        for other in (spot.stub.time, *(one.time for one in spot.row.sections)):
            if other is not None:
                time = other if time is None else time.over(other)
        told = self.around.time
        if time is None:
            time = told
        elif told is not None and (not time.year or (not time.first and (time.ytd or time.single))):
            time = time.over(told)
        if time is not None and not time.first and (time.ytd or time.single) and self.latest.last:
            last = self.latest.last
            time = time._replace(year=time.year or self.latest.year, first=last, last=last)
        if time is not None and not time.year and self.around.published:
            time = _dated(time, int(self.around.published[:4]), int(self.around.published[5:7] or 12))
        return time.back() if time is not None and spot.column.said("lag") else time

    def _measured(self, spot: Spot, topic: Topic) -> Measured | None:
        """Statistic, measure, unit and currency of a cell; ``None`` where a level has no unit."""
        layers, indicator = self._units(spot), topic.indicator
        if spot.said("indexed") and not spot.number.percent:
            return Measured("level", topic.indicator.measure if topic.indicator else "value", _INDEX, "")
        statistic = self._statistic(spot, indicator, layers)
        measure = spot.said("measure") if indicator is None else ""
        if indicator is not None and indicator.says == "rate" and statistic == "growth":
            return Measured("level_change", indicator.measure, _POINTS, "")
        if indicator is not None and statistic in ("", "growth") and _indexed(indicator, spot.number):
            return Measured("level", indicator.measure, _INDEX, "")
        if statistic in _RATES:
            measure = measure or (indicator.grows if indicator is not None else self._grown(spot, layers))
            money = _first(layers, "money") or _first(layers, "currency")
            currency = money.unit if money is not None else "" if indicator is not None else self.usual
            return Measured(
                statistic, measure, _rate(statistic, layers), currency if measure in _MONEYED else ""
            )
        measure = measure or (indicator.measure if indicator is not None else "")
        scale = self._scale(spot, topic, measure, layers)
        if scale is None:
            return None
        measure = measure or _COUNTED.get(scale.kind, "quantity")
        if measure == "quantity" and spot.cell.text == "0" and "code" in spot.stub.said:
            return None
        currency = scale.unit.partition("/")[0] if scale.kind in ("money", "price") else ""
        return Measured(statistic or "level", measure, scale, currency)

    def _grown(self, spot: Spot, layers: list[tuple[Scale, ...]]) -> str:
        """The measure whose growth a rate tells: that of the units around it, value where there are none."""
        lent = tuple(unit for head in spot.column.lent for unit in head.units)
        kinds = [
            unit.kind for layer in (lent, *layers) for unit in layer if unit.kind in ("money", "quantity")
        ]
        return "quantity" if kinds and "money" not in kinds else "value"

    def _statistic(self, spot: Spot, indicator: Indicator | None, layers: list[tuple[Scale, ...]]) -> str:
        """The statistic that is said, or that a percent sign or a caption tells."""
        said = spot.said("statistic")
        near = next((layer for layer in layers if layer), ())
        rated = spot.number.percent or (bool(near) and all(unit.kind == "ratio" for unit in near))
        if not said and rated and (indicator is None or indicator.says not in ("index", "rate")):
            return self.around.said("statistic") or "growth"
        return said or ("" if near else self.around.said("statistic"))

    def _scale(self, spot: Spot, topic: Topic, measure: str, layers: list[tuple[Scale, ...]]) -> Scale | None:
        """The unit of a level."""
        if topic.indicator is not None:
            unit = topic.indicator.unit
            return (
                Scale(unit, 1.0, "ratio") if unit else _chosen(layers, "value" if measure == "value" else "")
            )
        scale = _chosen(layers, measure)
        if scale is not None and not scale.unit and self.level is not None:
            scale = scale._replace(unit=self.level.unit)
        if scale is None and spot.column.said("counts"):
            return scale_of(spot.column.said("counts"))
        if scale is None and measure != "quantity" and topic.near:
            return self.level or _UNSAID
        return scale

    def _units(self, spot: Spot) -> list[tuple[Scale, ...]]:
        """The units that hold for a cell, the nearest first: its own, headings, stubs, sections, captions."""
        number, heads = spot.number, spot.column.heads
        own = (
            self.table.reader.words.unit(number.money + number.unit) if number.money or number.unit else None
        )
        units = tuple(unit for head in heads for unit in head.units)
        if not units and heads:
            units = self.glossary.get(clean(heads[0].text), ())
        far = [one.units for one in (*spot.row.sections, *self.around.captions)]
        return [(own,) if own is not None else (), units, tuple(spot.stub.units), *far]

    def _add(self, spot: Spot, topic: Topic, names: dict[str, str], period: str, measured: Measured) -> None:
        cell, number, article = spot.cell, spot.number, self.article
        statistic, measure, scale, currency = measured
        basis = (spot.said("basis") or self.around.said("mom") or "yoy") if statistic in _CHANGES else ""
        deficit = topic.flow == "balance" and statistic == "level" and bool(spot.said("deficit"))
        value = _value(cell, number, scale, statistic, deficit)
        start, text = cell.start + number.start, cell.text[number.start : number.end]
        half = _half(text, number.comma) * scale.factor
        said = [*spot.stub.words, *(clean(head.text) for head in reversed(spot.column.heads)), text]
        sure = "XXXX" not in period and scale.unit and names["reporter"]
        sector = self.table.reader.words.sectors.get(names.get("sector", ""), {})
        code = sector.get(topic.code) or topic.code
        # fmt: off
        self.rows.append(Observation(
            self.report.name, article.number, start, start + len(text), text, period, names["reporter"], code,
            names.get("sector", ""), topic.flow, names.get("commodity", ""), names.get("partner", ""),
            names.get("enterprise", ""), names.get("regime", ""), measure, statistic, basis, value,
            scale.unit, currency, "=", spot.said("status") or self.around.said("status") or "actual", "",
            f"table.{statistic}", "sure" if sure else "likely", self.grid.place(cell), article.published,
            article.published_from, " · ".join(dict.fromkeys(filter(None, said))),
            value - half, value + half,
        ))
        # fmt: on


def _dated(time: Time, year: int, month: int) -> Time:
    """A period without a year by the month of publication: the last such one, or the month before."""
    if time.first or time.whole:
        return time._replace(year=year - (time.last > month))
    before = month - 1 or 12
    return time._replace(year=year - (before == 12), first=before, last=before)


def _indexed(indicator: Indicator, number: CellNumber) -> bool:
    """Whether a number of a price or survey is an index about 100, whatever its heading calls it."""
    about = abs(number.value - 100) < _ABOUT and not number.percent
    return about and indicator.unit == "index" and indicator.says != "rate"


def _ranged(time: Time | None) -> bool:
    """Whether a stub names several months: then they are what its month is."""
    return time is not None and time.first != time.last


def _first(layers: Iterable[Iterable[Scale]], kind: str) -> Scale | None:
    return next((unit for layer in layers for unit in layer if unit.kind == kind), None)


def _rate(statistic: str, layers: list[tuple[Scale, ...]]) -> Scale:
    """The unit of a rate: points where the headings say so, or where it is a difference of rates."""
    told = [unit.unit for layer in layers[:3] for unit in layer if unit.kind == "ratio"]
    points = "pp" in told or (statistic not in ("growth", "share") and "percent" not in told)
    return _POINTS if points else _PERCENT


def _half(text: str, comma: bool) -> float:
    """Half a unit in the last place that a cell shows."""
    digits, _, power = text.casefold().partition("e")
    printed = re.search(rf"[{',' if comma else '.'}](\d+)\D*\Z", digits)
    places = len(printed[1]) if printed is not None else 0
    return 0.5 * 10.0 ** (int(re.sub(r"\D+\Z", "", power) or 0) - places)


def _chosen(layers: list[tuple[Scale, ...]], measure: str) -> Scale | None:
    """The unit of a level: the nearest of the measure's kind, with a scale that stands apart from it."""
    factor = 1.0
    for layer in layers:
        for unit in layer:
            factor *= unit.factor if unit.kind == "scale" else 1.0
        for unit in layer:
            wanted = _WANTED.get(measure, ("money", "quantity", "price"))
            if unit.kind in wanted:
                return Scale(unit.unit, unit.factor * factor, unit.kind)
    said = _first(layers, "currency") if measure != "quantity" else None
    if said is None and (factor == 1.0 or measure == "quantity"):
        return None
    return Scale(said.unit if said is not None else "", factor, "money")


def _value(cell: Cell, number: CellNumber, scale: Scale, statistic: str, deficit: bool) -> float:
    """The value in base units: as stored where a workbook stores it, negative in brackets or as a deficit."""
    value = number.value if cell.value is None or number.percent else cell.value
    if deficit or (number.bracketed and statistic == "level" and not number.signed):
        value = -abs(value)
    return float(f"{value * scale.factor:.15g}")
