"""The figures of a table: what caption, headings and stubs say of each cell together becomes a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from typing import Final, NamedTuple, final

from tradekit.extraction.cellvalues import Measured, Told, half, measured, value_of
from tradekit.extraction.gridcolumns import Column, beside
from tradekit.extraction.stubs import Around, Stub, Stubs
from tradekit.extraction.tabular import Row, Table
from tradekit.language.cellnumbers import CellNumber, is_nil
from tradekit.language.families import Indicator, between
from tradekit.language.headings import Headings, clean, headings
from tradekit.language.headwords import Scale
from tradekit.language.lexicon import Lexicon
from tradekit.language.times import Time, money_of
from tradekit.model.grid import Cell, Grid
from tradekit.model.observations import LedgerEntry, Observation
from tradekit.model.report import Report

_CHANGES: Final = frozenset(("growth", "growth_change", "share_change", "level_change"))
_KINDS: Final = {"place": "partner", "region": "reporter", "regime": "regime", "enterprise": "enterprise"}
_NAMED: Final = {"period": "date", "index": "ordinal", "rank": "ordinal"}
_SEEN: Final = 200
"""So many rows tell what the stubs of a table are."""


class Spot(NamedTuple):
    """A number of a table with what is above and beside it."""

    row: Row
    column: Column
    stub: Stub
    cell: Cell
    number: CellNumber

    def said(self, facet: str) -> str:
        """What heading, stub and section say of a facet, the nearest first; a rate in the stub before all."""
        stub, column = self.stub.said.get(facet, ""), self.column.said(facet)
        if facet == "statistic" and stub and column in ("", "level"):
            return stub
        sections = (one.said[facet] for one in self.row.sections if facet in one.said)
        return column or stub or next(sections, "")


class Topic(NamedTuple):
    """What is spoken of: a flow of trade, or another indicator; ``near`` that the table itself says it."""

    flow: str
    code: str
    indicator: Indicator | None
    near: bool


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
        parts = [*beside(table.columns), self.grid.width]
        self.stubs: Final = [Stubs(table, self.around, *one) for one in pairwise(parts)]
        self.rows: list[Observation] = []
        self.left: list[LedgerEntry] = []
        stubs = [(column, cell) for row in table.rows[:_SEEN] for column, cell in table.stubs(row)]
        kinds = Counter(table.reader.words.kind_of(clean(cell.text))[0] for _, cell in stubs)
        self.known: Final = next((to for one, to in _KINDS.items() if kinds[one] * 2 > len(stubs)), "")
        money = [unit for column in table.columns for unit in column.units() if unit.kind == "money"]
        told = (table.reader.read(cell.text).units for column, cell in stubs if column.role != "unit")
        money = money or [unit._replace(factor=1.0) for one in told for unit in one if unit.kind == "money"]
        far = bool(table.grid.sheet) or any(one.units for one in self.around.captions)
        self.level: Final = money[0] if money else None if far else before
        self.usual: Final = money[0].unit if money else money_of(self.around.home)
        times = [
            one.time for one in table.columns if one.time is not None and one.time.last and not one.time.ytd
        ]
        self.latest: Final = max(times, key=lambda time: (time.year, time.last), default=Time())
        heads = [column.heads[0] for column in table.columns if column.heads and not column.stub]
        self.goods: Final = any(table.reader.words.kind_of(head.name)[0] == "commodity" for head in heads)
        self._name_sides()

    def _name_sides(self) -> None:
        """Where nobody is named around the table, who its columns say trades with whom holds for all."""
        sides = {
            head.places for column in self.table.columns for head in column.heads if len(head.places) == 2
        }
        if len(sides) == 1 and not self.around.reporter:
            for place, directed in next(iter(sides)):
                self.around.partner = place if directed else self.around.partner
                self.around.reporter = self.around.reporter if directed else place

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
                    if (
                        cell is not None
                        and (cell.row, cell.column) == (row.number, at)
                        and not is_nil(cell.text)
                    ):
                        self._read_cell(row, row.columns[at], stub, cell)

    def _read_cell(self, row: Row, column: Column, stub: Stub, cell: Cell) -> None:
        """One cell of a row of figures: its number becomes a row, or an entry with the reason."""
        number = self.table.number(cell)
        both = self.table.two(cell) if number is None and not column.stub else None
        if number is None and both is None:
            if column.stub and column.role != "commodity":
                self._date(cell)
            return
        spots = [Spot(row, column, stub, cell, number)] if number is not None else []
        if both is not None:
            spots = [
                Spot(row, one, stub, cell, two)
                for one, two in zip((column, column.grown()), both, strict=True)
            ]
        for spot in spots:
            reason = _NAMED.get(column.role, "name") if column.stub else self._row(spot)
            if reason:
                self._leave(
                    cell.start + spot.number.start,
                    cell.text[spot.number.start : spot.number.end],
                    reason,
                    cell,
                )

    def _date(self, cell: Cell) -> None:
        """Enter the digits of a heading that names a period."""
        dated = re.search(r"\d.*\d|\d", cell.text, re.DOTALL)
        if dated and self.table.reader.read(cell.text).time is not None:
            self._leave(cell.start + dated.start(), dated[0], "date", cell)

    def _leave(self, start: int, text: str, reason: str, cell: Cell) -> None:
        name, end = self.report.name, start + len(text)
        entry = LedgerEntry(name, self.article.number, start, end, text, reason, self.grid.place(cell))
        self.left.append(entry)

    def _row(self, spot: Spot) -> str:
        """Make the row of a number; the reason where there is none."""
        if spot.column.said("none") or "none" in spot.stub.said:
            return "no indicator"
        topic = self._topic(spot)
        if topic is None:
            return "not trade"
        names = self._names(spot)
        if topic.flow and not self._goods(names, spot.stub, topic):
            return "not trade"
        if not topic.flow:
            self._sector(names, spot, topic.code)
        time = self._time(spot)
        period = time.period(names["reporter"]) if time is not None else ""
        if not period:
            return "no period"
        found = measured(self._told(spot, topic), topic.indicator, spot.number)
        unsaid = found is not None and found.measure == "quantity" and found.statistic == "level"
        if found is None or (unsaid and spot.cell.text == "0" and "code" in spot.stub.said):
            return "no unit"
        self._add(spot, topic, names, period, found)
        return ""

    def _topic(self, spot: Spot) -> Topic | None:
        """The flow or else the indicator that is spoken of nearest to a cell."""
        stub, indicators = spot.stub, self.table.reader.words.indicators
        heads, sections = [*spot.column.heads, *spot.column.lent], spot.row.sections
        near: list[Mapping[str, str]] = [
            *(head.said for head in heads),
            stub.said,
            *(one.said for one in sections),
        ]
        part = stub.names or stub.unknown or stub.among or "statistic" in stub.said
        if stub.kept and part and (stub.kept != "balance" or not stub.unknown or stub.among):
            near.append({"topic" if stub.kept in indicators else "flow": stub.kept})
        for at, said in enumerate([*near, *(one.said for one in self.around.captions)]):
            if "topic" in said:
                code = said["topic"]
                return Topic("", code.partition(".")[0], indicators.get(code), at < len(near))
            if "flow" in said:
                flow = stub.said.get("flow") if said["flow"] == "trade" else ""
                return Topic(flow or said["flow"], "trade", None, at < len(near))
        return None

    def _goods(self, names: dict[str, str], stub: Stub, topic: Topic) -> bool:
        """Name the goods that a stub, a code or a caption tells; whether the table is about trade."""
        if stub.unknown and "commodity" not in names:
            if not (topic.near or self.around.said("flow")):
                return False
            names[self.known or "commodity"] = stub.unknown
        if "commodity" not in names and "code" in stub.said and not (stub.total or stub.names):
            names["commodity"] = stub.said["code"]
        if self.around.goods:
            names.setdefault("commodity", self.around.goods)
        names.pop("sector", "")
        return True

    def _sector(self, names: dict[str, str], spot: Spot, code: str) -> None:
        """Name the sector of another indicator: by its stub, its heading, or the indicator's word itself."""
        column, stub = spot.column, spot.stub
        named = names.pop("commodity", "") or stub.unknown or stub.said.get("sector") or column.said("sector")
        if not named:
            spoken = bool(column.said("indicator"))
            heads = (one for one in column.heads if one.name and not (one.places or "basis" in one.said))
            named = next((head.name for head in heads if not spoken or "indicator" in head.said), "")
        names["sector"] = names.get("sector") or named
        place = names.pop("partner", "")
        if place and place != self.around.partner and code not in between():
            names["reporter"] = place

    def _names(self, spot: Spot) -> dict[str, str]:
        """The names of a cell by dimension: of its stubs, its headings, its sections, its captions."""
        names, kind_of, around = dict(spot.stub.names), self.table.reader.words.kind_of, self.around
        placed = bool({"partner", "reporter"} & set(names))
        alone = not (around.reporter or around.home or around.partnered)
        for head in [*spot.column.heads, *spot.column.lent, *spot.row.sections]:
            for facet in ("regime", "enterprise", "partner", "commodity"):
                if facet in head.said:
                    names.setdefault(facet, head.said[facet])
            both = any(directed for _, directed in head.places) and len(head.places) > 1
            for place, directed in head.places:
                if directed and head in spot.column.heads:
                    names["partner"] = place
                elif not placed:
                    own = alone or both or kind_of(place)[0] == "region"
                    names.setdefault("reporter" if own and not directed else "partner", place)
            kind = kind_of(head.name)[0] if head.name and not head.places else ""
            if self.goods and head.name and not (kind or head.said or head.places or head.time or head.units):
                kind = "commodity"
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
        time, stub, told = spot.column.time, spot.stub.time, self.around.time
        if time is not None and time.single and stub is not None and stub.first != stub.last:
            time = time._replace(single=False)
        for other in (stub, *(one.time for one in spot.row.sections)):
            time = time.over(other) if time is not None else other
        if time is None or not time.year or (not time.first and (time.ytd or time.single)):
            time = time.over(told) if time is not None else told
        if time is None:
            return None
        if not time.first and (time.ytd or time.single) and self.latest.last:
            last = self.latest.last
            time = time._replace(year=time.year or self.latest.year, first=last, last=last)
        time = time.published(self.article.published) if not time.year and self.article.published else time
        return time.back() if spot.column.said("lag") else time

    def _told(self, spot: Spot, topic: Topic) -> Told:
        """What is said around a cell of how it counts."""
        number, column = spot.number, spot.column
        own = (
            self.table.reader.words.unit(number.money + number.unit) if number.money or number.unit else None
        )
        units = tuple(column.units())
        if not units and column.heads:
            units = self.glossary.get(clean(column.heads[0].text), ())
        layers = [(own,) if own else (), units, tuple(spot.stub.units)]
        layers += [one.units for one in (*spot.row.sections, *self.around.captions)]
        lent = tuple(unit for head in column.lent for unit in head.units)
        return Told(
            spot.said("statistic"), self.around.said("statistic"), spot.said("measure"),
            column.said("counts"), bool(spot.said("indexed")), layers, lent,
            self.level, self.usual, topic.near,
        )  # fmt: skip

    def _add(self, spot: Spot, topic: Topic, names: dict[str, str], period: str, found: Measured) -> None:
        cell, number, article, said = spot.cell, spot.number, self.article, spot.said
        statistic, measure, scale, currency = found
        basis = (said("basis") or self.around.said("mom") or "yoy") if statistic in _CHANGES else ""
        deficit = topic.flow == "balance" and statistic == "level" and bool(said("deficit"))
        value = value_of(cell, number, scale, statistic, deficit)
        start, text = cell.start + number.start, cell.text[number.start : number.end]
        about = half(text, number.comma) * scale.factor
        words = [*spot.stub.words, *(clean(head.text) for head in reversed(spot.column.heads)), text]
        sure = "XXXX" not in period and scale.unit and names["reporter"]
        sector = self.table.reader.words.sectors.get(names.get("sector", ""), {})
        # fmt: off
        self.rows.append(Observation(
            self.report.name, article.number, start, start + len(text), text, period, names["reporter"],
            sector.get(topic.code) or topic.code, names.get("sector", ""), topic.flow,
            names.get("commodity", ""), names.get("partner", ""), names.get("enterprise", ""),
            names.get("regime", ""), measure, statistic, basis, value, scale.unit, currency, "=",
            said("status") or self.around.said("status") or "actual", "", f"table.{statistic}",
            "sure" if sure else "likely", self.grid.place(cell), article.published, article.published_from,
            " · ".join(dict.fromkeys(filter(None, words))), value - about, value + about,
        ))
        # fmt: on
