"""The figures of a table: what caption, headings and stubs say of each cell together becomes a row."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import isfinite
from typing import Final, final

from tradekit.extraction.tabular import Column, Row, Table, time_of
from tradekit.language.cellnumbers import CellNumber, is_nil
from tradekit.language.headings import Heading, Headings, Scale, clean, headings
from tradekit.language.lexicon import Lexicon
from tradekit.language.times import Time, home, marks
from tradekit.model.grid import Cell, Grid
from tradekit.model.intervals import ends
from tradekit.model.observations import LedgerEntry, Observation
from tradekit.model.report import Article, Report

_DIMENSIONS: Final = ("commodity", "partner", "reporter", "regime", "enterprise", "sector")
_ROLES: Final = {"country": "partner", "partnercode": "partner"}
_SHARED: Final = ("flow", "deficit", "indicator", "topic", "status", "measure")
_RATES: Final = frozenset(("growth", "share", "contribution", "growth_change", "share_change"))
_MONEYED: Final = frozenset(("value", "price"))


@final
class Stub:
    """What the stubs of a row say: facets, names by dimension, period and units; ``kept`` is what rows above it spoke of."""

    __slots__ = ("among", "indent", "kept", "names", "said", "time", "total", "units", "unknown", "words")

    def __init__(self, indent: int = 0, among: bool = False) -> None:
        self.said: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.time: Time | None = None
        self.units: list[Scale] = []
        self.indent: int = indent
        self.among: bool = among
        self.total: bool = False
        self.unknown: str = ""
        self.words: list[str] = []
        self.kept: str = ""


@final
class _Around:
    """What stands around a table: captions by nearness, the reporter, the partner, the period, the units."""

    __slots__ = ("captions", "home", "named", "partner", "published", "reporter", "time")

    def __init__(self, table: Table, article: Article, text: str) -> None:
        read = table.reader.read
        lines = [line for line in table.grid.before if not marks("apart").search(line)]
        self.captions: list[Heading] = [*table.titles, *(read(line) for line in lines)]
        if article.headline is not None and article.headline.text:
            self.captions.append(read(article.headline.text.split("\n")[0]))
        self.published = article.published
        self.time: Time | None = None
        told = sorted(self.captions, key=lambda one: one.said.get("role") != "period")
        for one in told:
            if one.time is not None and not marks("day").search(one.text):
                self.time = one.time if self.time is None else self.time.over(one.time)
        self.reporter, self.partner = _whose(self.captions, table.reader)
        shown = "\n".join(one.text for one in self.captions)
        cells = "\n".join(cell.text for row in table.grid.rows[:8] for cell in row if cell is not None)
        self.home = home(f"{shown}\n{cells}") or home(text[:2000])
        self.named = bool(self.reporter)


def _whose(captions: Iterable[Heading], reader: Headings) -> tuple[str, str]:
    """Reporter and partner that the lines above a table name."""
    reporter = partner = ""
    for one in reversed(list(captions)):
        role = one.said.get("role", "") if re.match(r"[^:：]{1,20}[:：]", one.text) else ""
        for place, directed in one.places:
            if directed or role == "partner":
                partner = partner or place
            elif not reporter or role == "reporter":
                reporter = place
            elif place != reporter and not partner and reader.kind_of(place)[0] != "region":
                partner = place
        partner = one.said.get("partner", partner)
    return reporter, partner


def read_grids(report: Report, lexicon: Lexicon) -> tuple[list[Observation], list[LedgerEntry]]:
    """The rows of a report's tables, and the numbers in them that are none."""
    reader, rows, left = headings(lexicon), [], []
    glossary: dict[str, list[Scale]] = {}
    for grid in report.grids:
        found, others = read_grid(report, grid, reader, glossary)
        rows += found
        left += others
        if not found:
            _explain(grid, reader, glossary)
    return rows, left


def _explain(grid: Grid, reader: Headings, glossary: dict[str, list[Scale]]) -> None:
    """A table that names the columns of others may tell their units."""
    for row in grid.rows:
        cells = [cell for cell in row if cell is not None]
        units = [unit for cell in cells[1:] for unit in reader.read(cell.text).units]
        if cells and units:
            glossary[clean(cells[0].text)] = units


def read_grid(
    report: Report, grid: Grid, reader: Headings, glossary: dict[str, list[Scale]]
) -> tuple[list[Observation], list[LedgerEntry]]:
    """The rows of a table, and its numbers that are none; ``glossary`` has the units that other tables tell."""
    table = Table(grid, reader)
    article = report.article_at(grid.start)
    made = _Reader(report, table, article, glossary)
    made.read()
    return made.rows, made.left


@final
class _Reader:
    """A table while it is read, row by row."""

    def __init__(self, report: Report, table: Table, article: Article, glossary: dict[str, list[Scale]]) -> None:
        self.report: Final = report
        self.table: Final = table
        self.grid: Final = table.grid
        self.article: Final = article
        self.glossary: Final = glossary
        self.around: Final = _Around(table, article, report.text)
        self.rows: list[Observation] = []
        self.left: list[LedgerEntry] = []
        self.parents: list[Stub] = []
        self.kept = ""
        self.year = self.month = 0
        self.last: Stub | None = None
        self.known = self._known_names()

    def read(self) -> None:
        """Read all rows of figures."""
        for row in self.table.rows:
            stub = self._stub(row)
            for column, cell in enumerate(self.grid.rows[row.number]):
                if cell is None or (cell.row, cell.column) != (row.number, column) or is_nil(cell.text):
                    continue
                number = self.table.number(cell)
                if number is not None and not row.columns[column].stub:
                    self._cell(row, row.columns[column], stub, cell, number)
                elif number is not None:
                    self._leave(cell, number, _NAMED.get(row.columns[column].role, "name"))

    def _known_names(self) -> bool:
        """Whether most stubs of a table are names of places, regimes or traders."""
        names = kinds = 0
        for row in self.table.rows[:200]:
            for column, cell in enumerate(self.grid.rows[row.number]):
                if cell is not None and row.columns[column].stub and cell.text.strip():
                    names += 1
                    kinds += bool(self.table.reader.kind_of(clean(cell.text))[0] not in ("", "commodity"))
        return kinds * 2 > names

    def _stub(self, row: Row) -> Stub:
        """What the row's stubs say, with what their parents say."""
        stub = Stub()
        texts = [(column, cell) for column, cell in self._stubs(row)]
        if not texts and self.last is not None and self._all_bracketed(row):
            under = Stub(self.last.indent)
            under.said, under.names, under.time, under.units = {**self.last.said, "statistic": "growth"}, self.last.names, self.last.time, self.last.units
            under.words, under.unknown, under.total = self.last.words, self.last.unknown, self.last.total
            return under
        for at, (column, cell) in enumerate(texts):
            if not at:
                stub.indent = cell.indent
                stub.among = marks("among").match(cell.text) is not None
            stub.words.append(clean(cell.text))
            self._take(stub, column, cell)
        self._inherit(stub)
        self.last = stub
        return stub

    def _stubs(self, row: Row) -> list[tuple[Column, Cell]]:
        found: list[tuple[Column, Cell]] = []
        for column, cell in enumerate(self.grid.rows[row.number]):
            if cell is not None and row.columns[column].stub and cell.text.strip() and not any(cell is one for _, one in found):
                found.append((row.columns[column], cell))
        return found

    def _all_bracketed(self, row: Row) -> bool:
        numbers = [self.table.number(cell) for cell in self.table.own(row.number)]
        return bool(numbers) and all(number is not None and number.bracketed for number in numbers)

    def _take(self, stub: Stub, column: Column, cell: Cell) -> None:
        """Take up what one stub says, by the role of its column."""
        role, text = column.role, cell.text
        if role == "period":
            time = time_of(text) or self.table.reader.read(text).time
            if time is not None:
                stub.time = time if stub.time is None else time.over(stub.time)
                stub.time = self._dated(stub.time)
            return
        if role == "unit":
            scale = self.table.reader.unit(text)
            stub.units += [scale] if scale is not None else []
            return
        if role in ("index", "rank"):
            return
        heading = self.table.reader.read(text)
        if role == "code":
            stub.said.setdefault("code", text.strip())
            return
        if role == "partnercode":
            stub.names.setdefault("partner", self.table.reader.coded(text))
            return
        if heading.said.get("total") and not heading.name and not heading.places:
            stub.total = True
            _said(stub, heading)
            return
        dimension = self._dimension(role)
        if dimension:
            self._named(stub, dimension, heading)
        elif role != "currency":
            self._free(stub, heading)

    def _dimension(self, role: str) -> str:
        if role == "country" and not (self.around.named or self.around.home):
            return "reporter"
        dimension = _ROLES.get(role, role)
        return dimension if dimension in _DIMENSIONS else ""

    def _named(self, stub: Stub, dimension: str, heading: Heading) -> None:
        """A name in a column of names."""
        if heading.said.get("flow") and not heading.name and not heading.places:
            _said(stub, heading)
            return
        name = clean(heading.text)
        kind, known = self.table.reader.kind_of(name)
        if dimension in ("partner", "reporter") and (kind in ("place", "region") or heading.places):
            name = known or heading.places[0][0]
        stub.names[dimension] = name

    def _free(self, stub: Stub, heading: Heading) -> None:
        """A stub in a column without a role: words that say something, and perhaps a name."""
        _said(stub, heading)
        stub.units += heading.units
        if heading.time is not None:
            stub.time = heading.time if stub.time is None else heading.time.over(stub.time)
            stub.time = self._dated(stub.time)
        for facet in ("regime", "enterprise", "partner", "commodity"):
            if facet in heading.said:
                stub.names[facet] = heading.said[facet]
        for place, directed in heading.places:
            region = self.table.reader.kind_of(place)[0] == "region"
            mine = (region and not directed) or not (self.around.named or self.around.home or directed)
            stub.names["reporter" if mine else "partner"] = place
        if heading.name and not heading.places:
            kind, known = self.table.reader.kind_of(heading.name)
            kind = {"place": "partner", "region": "reporter"}.get(kind, kind)
            if kind:
                stub.names[kind] = heading.name if kind == "commodity" else known
            elif not any(facet in heading.said for facet in _DIMENSIONS):
                stub.unknown = heading.name

    def _dated(self, time: Time) -> Time:
        """A month without a year is of the year that the stubs above it named."""
        if time.year:
            self.year = time.year
        elif self.year and time.first and not time.shift:
            self.year += (time.first == 1 and self.month == 12) - (time.first == 12 and self.month == 1)
            time = Time(self.year).over(time) if not time.year else time
        if time.first:
            self.month = time.last
        return time

    def _inherit(self, stub: Stub) -> None:
        """What a row set in, or one that begins with 其中, leaves open is said by the row that it is a part of."""
        while self.parents and self.parents[-1].indent >= stub.indent and not (stub.among and not self.parents[-1].among):
            self.parents.pop()
        for parent in reversed(self.parents):
            for facet in _SHARED:
                if facet in parent.said:
                    stub.said.setdefault(facet, parent.said[facet])
            for dimension in ("reporter", "partner", "regime", "enterprise"):
                if dimension in parent.names and not ({"partner", "reporter"} & set(stub.names) and dimension in ("partner", "reporter")):
                    stub.names.setdefault(dimension, parent.names[dimension])
            if parent.time is not None and stub.time is None:
                stub.time = parent.time
        stub.kept = self.kept
        if "indicator" in stub.said or "flow" in stub.said:
            self.kept = stub.said.get("topic") or stub.said.get("flow", "")
        self.parents.append(stub)

    def _cell(self, row: Row, column: Column, stub: Stub, cell: Cell, number: CellNumber) -> None:
        """One number becomes a row, or an entry with the reason why not."""
        reason = self._row(row, column, stub, cell, number)
        if reason:
            self._leave(cell, number, reason)

    def _leave(self, cell: Cell, number: CellNumber, reason: str) -> None:
        start = cell.start + number.start
        text = cell.text[number.start : number.end]
        self.left.append(
            LedgerEntry(self.report.name, self.article.number, start, start + len(text), text, reason, self.grid.place(cell))
        )

    def _said(self, facet: str, row: Row, column: Column, stub: Stub) -> str:
        """What headings, stubs and sections say of a facet, in this order; captions are asked apart."""
        if facet == "statistic" and stub.said.get(facet) and column.said(facet) in ("", "level"):
            return stub.said[facet]
        found = column.said(facet) or stub.said.get(facet, "")
        if found:
            return found
        return next((one.said[facet] for one in row.sections if facet in one.said), "")

    def _caption(self, facet: str) -> str:
        return next((one.said[facet] for one in self.around.captions if facet in one.said), "")

    def _row(self, row: Row, column: Column, stub: Stub, cell: Cell, number: CellNumber) -> str:
        """Make the row; the reason where there is none."""
        if column.said("none") or stub.said.get("none"):
            return "no indicator"
        flow, topic, nearby = self._topic(row, column, stub)
        if not flow and not topic:
            return "not trade"
        names = self._names(row, column, stub)
        reason = self._goods(names, stub, flow, nearby) if flow else self._sector(names, column, stub)
        if reason:
            return reason
        time = self._time(row, column, stub)
        period = time.period(names.get("reporter", "")) if time is not None else ""
        if not period:
            return "no period"
        statistic, measure, scale, currency = self._measured(row, column, stub, number, nearby, topic)
        if scale is None:
            return "no unit"
        deficit = bool(self._said("deficit", row, column, stub))
        value = _value(cell, number, scale, statistic, deficit and flow == "balance" and statistic == "level", bool(stub.words))
        indicator = self._code(topic, names) if topic else "trade"
        self._add(row, column, stub, cell, number, names, period, indicator, flow, statistic, measure, scale, currency, value)
        return ""

    def _topic(self, row: Row, column: Column, stub: Stub) -> tuple[str, str, bool]:
        """The flow or else the indicator that is spoken of nearest to a cell, and whether in the table itself."""
        near = [*(head.said for head in column.heads), stub.said, *(one.said for one in row.sections)]
        for at, said in enumerate([*near, *(one.said for one in self.around.captions)]):
            if "indicator" in said:
                return "", said["topic"], at < len(near)
            if "flow" in said:
                return said["flow"], "", at < len(near)
            if at == len(near) - 1 and stub.kept and (stub.names or stub.among):
                return ("", stub.kept, True) if stub.kept in self.table.reader.indicators else (stub.kept, "", True)
        return "", "", False

    def _goods(self, names: dict[str, str], stub: Stub, flow: str, nearby: bool) -> str:
        """Name the goods that a stub or a code tells; the reason where the stub is of something unknown."""
        if stub.unknown and not names.get("commodity"):
            if self.known or not (self._caption("flow") or nearby):
                return "not trade"
            names["commodity"] = stub.unknown
        if "commodity" not in names and "code" in stub.said and not stub.total and len(stub.names) < 1:
            names["commodity"] = stub.said["code"]
        names.pop("sector", None)
        return ""

    def _sector(self, names: dict[str, str], column: Column, stub: Stub) -> str:
        """Name the sector of another indicator: by its stub, its heading, or the indicator's word itself."""
        own = stub.said.get("sector", "") if "topic" in stub.said else ""
        named = names.pop("commodity", "") or stub.unknown or own or column.said("sector")
        if not named and not column.said("indicator"):
            named = next((head.name for head in column.heads if head.name and not head.places), "")
        names["sector"] = names.get("sector") or named
        names.pop("partner", None)
        return ""

    def _names(self, row: Row, column: Column, stub: Stub) -> dict[str, str]:
        names = dict(stub.names)
        for head in [*column.heads, *row.sections]:
            for facet in ("regime", "enterprise", "partner", "commodity"):
                if facet in head.said:
                    names.setdefault(facet, head.said[facet])
            for place, directed in head.places:
                region = self.table.reader.kind_of(place)[0] == "region"
                if not {"partner", "reporter"} & set(stub.names):
                    names.setdefault("reporter" if region and not directed else "partner", place)
            if head.name and not head.places and head not in row.sections:
                kind = self.table.reader.kind_of(head.name)[0]
                if kind in ("commodity", "regime", "enterprise"):
                    names.setdefault(kind, head.name)
        around = self.around
        if "reporter" not in names:
            names["reporter"] = around.reporter or around.home
        if around.partner and "partner" not in names:
            names["partner"] = around.partner
        for facet in ("regime", "enterprise"):
            said = self._caption(facet)
            if said and facet not in names:
                names[facet] = said
        if names.get("partner") == names["reporter"]:
            del names["partner"]
        return names

    def _time(self, row: Row, column: Column, stub: Stub) -> Time | None:
        time = column.time
        if stub.time is not None:
            time = stub.time if time is None else time.over(stub.time)
        for one in row.sections:
            if one.time is not None:
                time = one.time if time is None else time.over(one.time)
        around = self.around
        if around.time is not None and (time is None or not (time.year and (time.first or not (time.ytd or time.single)))):
            time = around.time if time is None else time.over(around.time)
        if time is not None and not time.year and around.published:
            year, month = int(around.published[:4]), int(around.published[5:7] or 12)
            time = Time(year - (time.last > month)).over(time) if time.first else Time(year, month - 1 or 12, month - 1 or 12).over(time) if not time.whole else Time(year).over(time)
            time = Time(time.year, time.first, time.last, 0, time.shift, time.ytd, time.single, time.whole)
        return time

    def _code(self, topic: str, names: dict[str, str]) -> str:
        """An indicator's code; the value added of some sectors is another one's."""
        code = topic.partition(".")[0]
        if code == "value_added":
            return self.table.reader.sectors.get(names.get("sector", ""), "") or code
        return code

    def _measured(
        self, row: Row, column: Column, stub: Stub, number: CellNumber, nearby: bool, topic: str
    ) -> tuple[str, str, Scale | None, str]:
        """Statistic, measure, unit and currency of a cell."""
        layers = self._units(column, stub, row, number)
        statistic = self._said("statistic", row, column, stub)
        measure = self._said("measure", row, column, stub)
        captions = [unit for layer in layers[3:] for unit in layer]
        indicator = self.table.reader.indicators.get(topic) if topic else None
        if not statistic:
            near = next((layer for layer in layers if layer), [])
            only = bool(near) and all(unit.kind == "ratio" for unit in near)
            if indicator is not None and indicator.says in ("index", "rate"):
                statistic = "level"
            elif only or number.percent:
                statistic = self._caption("statistic") or "growth"
        money = next((unit.unit for layer in layers for unit in layer if unit.kind == "money"), "")
        if statistic in _RATES:
            told = [unit for layer in layers[:3] for unit in layer if unit.kind == "ratio"]
            points = statistic not in ("growth", "share") and not any(unit.unit == "percent" for unit in told)
            scale = next((unit for unit in told if unit.unit == "pp"), None) or Scale("pp" if points else "percent", 1.0, "ratio")
            measure = measure or (indicator.grows if indicator is not None else "value")
            return statistic, measure, scale, money or self._usual() if measure in _MONEYED else ""
        if indicator is not None:
            measure = measure or indicator.measure
            scale = Scale(indicator.unit, 1.0, "ratio") if indicator.unit else _chosen(layers, "value" if measure == "value" else "")
            return statistic or "level", measure, scale, scale.unit if scale is not None and scale.kind == "money" else ""
        scale = _chosen(layers, measure)
        if scale is None and measure != "quantity":
            counts = column.said("counts")
            scale = _scale_of(counts) if counts else Scale("", 1.0, "money") if nearby or captions else None
        elif scale is None:
            counts = column.said("counts")
            scale = _scale_of(counts) if counts else None
        if scale is not None and not measure:
            measure = "value" if scale.kind == "money" else "quantity"
        return statistic or "level", measure, scale, scale.unit if scale is not None and scale.kind == "money" else ""

    def _usual(self) -> str:
        return next((unit.unit for one in self.around.captions for unit in one.units if unit.kind == "money"), _HOME_MONEY.get(self.around.home, ""))

    def _units(self, column: Column, stub: Stub, row: Row, number: CellNumber) -> list[list[Scale]]:
        """The units that hold for a cell, the nearest first: its own, headings, stubs, sections, captions."""
        own = self.table.reader.unit(number.money + number.unit) if number.money or number.unit else None
        heads = [unit for head in column.heads for unit in head.units]
        if not heads and column.heads:
            heads = self.glossary.get(clean(column.heads[0].text), [])
        near = [[own] if own is not None else [], heads, stub.units]
        return [*near, *[list(one.units) for one in row.sections], *[list(one.units) for one in self.around.captions]]

    def _add(
        self, row: Row, column: Column, stub: Stub, cell: Cell, number: CellNumber, names: dict[str, str], period: str,
        indicator: str, flow: str, statistic: str, measure: str, scale: Scale, currency: str, value: float,
    ) -> None:  # fmt: skip
        basis = ""
        if statistic in ("growth", "growth_change", "share_change", "level_change"):
            basis = self._said("basis", row, column, stub) or self._caption("mom") or "yoy"
        start = cell.start + number.start
        text = cell.text[number.start : number.end]
        unit = scale.unit
        low, high, _, _ = ends(text.strip("()（）"), value, "=", unit)
        said = [*stub.words, *(head.text for head in reversed(column.heads)), text]
        sure = "XXXX" not in period and bool(unit) and "reporter" in names and bool(names["reporter"])
        # fmt: off
        self.rows.append(Observation(
            self.report.name, self.article.number, start, start + len(text), text, period,
            names.get("reporter", ""), indicator, names.get("sector", ""), flow, names.get("commodity", ""),
            names.get("partner", ""), names.get("enterprise", ""), names.get("regime", ""), measure, statistic, basis,
            value, unit, currency if measure in _MONEYED else "", "=",
            self._said("status", row, column, stub) or self._caption("status") or "actual", "",
            f"table.{statistic}", "sure" if sure else "likely", self.grid.place(cell),
            self.article.published, self.article.published_from, " · ".join(dict.fromkeys(filter(None, map(clean, said)))),
            low if isfinite(low) else None, high if isfinite(high) else None,
        ))
        # fmt: on


_NAMED: Final = {"period": "date", "index": "ordinal", "rank": "ordinal"}
_HOME_MONEY: Final = {"中国": "CNY", "韩国": "USD", "日本": "JPY", "香港": "HKD", "台湾": "USD"}


def _said(stub: Stub, heading: Heading) -> None:
    for facet, said in heading.said.items():
        if facet in ("flow", "deficit", "statistic", "basis", "mom", "measure", "status", "none", "indicator", "topic", "sector"):
            stub.said[facet] = said


def _scale_of(code: str) -> Scale:
    unit, _, factor = code.partition("=")
    return Scale(unit, float(factor or 1), "money" if unit.isupper() else "quantity")


def _chosen(layers: list[list[Scale]], measure: str) -> Scale | None:
    """The unit of a level: the nearest of the measure's kind, a scale that stands apart from it counted in."""
    factor = 1.0
    for layer in layers:
        for unit in layer:
            if unit.kind == "scale":
                factor *= unit.factor
        for unit in layer:
            if unit.kind in ("ratio", "scale") or (measure == "value" and unit.kind != "money"):
                continue
            if measure == "quantity" and unit.kind != "quantity":
                continue
            return Scale(unit.unit, unit.factor * factor, unit.kind)
    return Scale("", factor, "money") if factor != 1.0 and measure != "quantity" else None


def _value(cell: Cell, number: CellNumber, scale: Scale, statistic: str, deficit: bool, level: bool) -> float:
    value = number.value if cell.value is None or number.percent else cell.value
    if number.bracketed and statistic == "level" and not number.signed:
        value = -abs(value)
    if deficit:
        value = -abs(value)
    return float(f"{value * scale.factor:.15g}")
