"""What stands around a table and before its rows: captions, stubs, what a part takes from its whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final, final

from tradekit.extraction.gridcolumns import Column, time_of
from tradekit.extraction.tabular import Row, Table
from tradekit.language.cellnumbers import is_nil
from tradekit.language.headings import Heading, Headings, clean
from tradekit.language.headwords import Scale
from tradekit.language.times import Time, home, marks
from tradekit.model.grid import Cell
from tradekit.model.report import Article

DIMENSIONS: Final = ("commodity", "partner", "reporter", "regime", "enterprise", "sector")
_ROLES: Final = {"country": "partner", "place": "partner", "region": "reporter"}
_HANDED: Final = ("flow", "deficit", "indicator", "topic", "status", "measure")
_TAKEN: Final = frozenset((*_HANDED, "statistic", "basis", "mom", "none", "sector", "local"))
_HEADED: Final = frozenset(("flow", "topic"))
_MONTHS: Final = {"month": 1, "quarter": 3}
_ENDS: Final = 2000
_OPENING: Final = 60
"""So many characters of the article's text tell its period where no line above the table does."""
_CODED: Final = re.compile(r"\s*[(（](?![QH]\d|FY)[\dA-Z]{2,4}[)）]\s*\Z")
"""A code behind a name: 842, CHN."""
_KEYED: Final = re.compile(r"[^:：]{1,20}[:：]")


@dataclass(slots=True)
class Stub:
    """What the stubs of a row say: facets, names by dimension, period and units.

    ``unknown`` is a name of no known dimension, ``total`` that it is the whole; ``kept`` the flow or the
    indicator that rows above it spoke of.
    """

    indent: int = 0
    among: bool = False
    total: bool = False
    unknown: str = ""
    kept: str = ""
    time: Time | None = None
    said: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    units: list[Scale] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def kinds(self) -> set[str]:
        """The dimensions that it names."""
        return set(self.names) | ({"commodity"} if self.unknown else set())

    def hear(self, heading: Heading) -> None:
        """Take up the facets of a heading."""
        self.said.update({facet: said for facet, said in heading.said.items() if facet in _TAKEN})


@final
class Around:
    """What stands around a table: captions by nearness, reporter, partner and period that they name.

    ``home`` is the reporter where nobody is named.
    """

    def __init__(self, table: Table, article: Article, text: str) -> None:
        read = table.reader.read
        lines = [line for line in table.grid.before if not marks("apart").search(line)]
        self.captions = [*table.titles, *(read(marks("tabled").sub("", line)) for line in lines)]
        if article.headline is not None and article.headline.text:
            self.captions.append(read(article.headline.text.split("\n")[0]))
        self.captions += [read(line) for line in table.grid.after if marks("captions").match(line)]
        self.published: Final = article.published
        self.time: Time | None = None
        for one in sorted(self.captions, key=lambda one: one.said.get("role") != "period"):
            if one.time is not None and not marks("day").search(one.text):
                self.time = one.time if self.time is None else self.time.over(one.time)
        opening = read(article.body.text[:_OPENING]).time if self.time is None else None
        self.time = opening if opening is not None and opening.year else self.time
        self.partnered: Final = any(marks("partnered").search(one.text) for one in self.captions)
        goods = (table.reader.words.goods(one.text) for one in self.captions if "flow" in one.said)
        self.goods: Final = next(filter(None, goods), "")
        self.reporter, self.partner = _whose(self.captions, table.reader, self.partnered)
        issued = [
            place
            for line in table.grid.after
            if marks("office").search(line)
            for place, _ in read(line).places
        ]
        self.reporter = self.reporter or (issued[0] if len(issued) == 1 else "")
        cells = (cell.text for row in table.grid.rows[:8] for cell in row if cell is not None)
        shown = "\n".join([*(one.text for one in self.captions), *cells])
        self.home: Final = home(shown) or home(text[:_ENDS] + text[-_ENDS:])

    def said(self, facet: str) -> str:
        """What the nearest caption that speaks of a facet says."""
        return next((one.said[facet] for one in self.captions if facet in one.said), "")


def _whose(captions: Iterable[Heading], reader: Headings, partnered: bool) -> tuple[str, str]:
    """Reporter and partner that the lines above a table name."""
    reporter = partner = ""
    for one in reversed(list(captions)):
        key = _KEYED.match(one.text)
        role = reader.read(key[0]).said.get("role", "") if key else ""
        for place, directed in one.places:
            if directed or role == "partner" or (role == "country" and partnered):
                partner = partner or place
            elif not reporter or role == "reporter":
                reporter = place
            elif place != reporter and not partner and reader.words.kind_of(place)[0] != "region":
                partner = place
        partner = one.said.get("partner", partner)
    return reporter, partner


@final
class Stubs:
    """The stubs of a table, read from its first row to its last.

    ``first`` and ``last`` bound the columns, where tables stand side by side. ``released``: its days are
    those of release, where it shows the figure before beside the new one.
    """

    def __init__(self, table: Table, around: Around, first: int = 0, last: int = 1 << 20) -> None:
        self.table: Final = table
        self.span: Final = (first, last)
        self.part: Final = last - first < table.grid.width
        self.reader: Final = table.reader
        self.around: Final = around
        self.parents: list[Stub] = []
        self.last: Stub | None = None
        columns = table.columns
        self.released: Final = any(column.said("lag") for column in columns)
        self.named: Final = any(_ROLES.get(column.role, column.role) in DIMENSIONS for column in columns)
        self.sided: Final = {"country", "partner"} <= {column.role for column in columns}
        self.kept = ""
        self.section: Heading | None = None
        self.filled: dict[int, tuple[str, str]] = {}
        self.year = self.month = 0

    def read(self, row: Row) -> Stub:
        """What the row's stubs say, with what the row that it is a part of says."""
        texts = list(self._cells(row))
        if not texts and self.last is not None and self._bracketed(row):
            return replace(self.last, said={**self.last.said, "statistic": "growth"})
        stub = Stub()
        self._turn(row.sections)
        if texts:
            stub.indent = texts[0][1].indent
            stub.among = marks("among").match(texts[0][1].text) is not None
        for role, text in self._above(row, texts):
            self._take(stub, role, text)
        for at, (column, cell) in enumerate(texts):
            text = cell.text if at or not row.begun else f"{row.begun}{cell.text.strip()}"
            stub.words.append(clean(text))
            both = marks("bilingual").match(text.strip())
            self._take(stub, column.role, both["first"] if both else text)
        for column, _ in texts if self.part else ():
            if column.said("flow"):
                stub.said.setdefault("flow", column.said("flow"))
        self._go_on(stub)
        self._inherit(stub)
        self.last = stub
        return stub

    def _turn(self, sections: list[Heading]) -> None:
        """A section that says what is spoken of ends what the rows before it did."""
        if sections and sections[0] is not self.section:
            self.section = sections[0]
            if {"flow", "topic"} & set(self.section.said):
                self.parents.clear()
                self.kept = ""

    def _above(self, row: Row, texts: list[tuple[Column, Cell]]) -> Iterator[tuple[str, str]]:
        """What stubs that are left empty before others said in the row above (a name over its measures)."""
        first = texts[0][1].column if texts else 0
        for at, column in list(enumerate(row.columns))[self.span[0] : self.span[1]]:
            cell = self.table.grid.rows[row.number][at]
            if column.stub and cell is not None and not is_nil(cell.text):
                self.filled = {place: said for place, said in self.filled.items() if place < at}
                self.filled[at] = (column.role, cell.text)
            elif column.stub and at < first and at in self.filled:
                yield self.filled[at]

    def _go_on(self, stub: Stub) -> None:
        """A row that names a statistic alone is of what the row before it names (年增率 under 出口)."""
        last = self.last
        if last is None or "statistic" not in stub.said or _HEADED & set(stub.said):
            return
        if not (stub.unknown or stub.total) and stub.names in ({}, last.names):
            stub.said |= {facet: said for facet, said in last.said.items() if facet in _HANDED}
            stub.names, stub.unknown, stub.total = dict(last.names), last.unknown, last.total

    def _cells(self, row: Row) -> Iterator[tuple[Column, Cell]]:
        last: Cell | None = None
        first, end = self.span
        cells = self.table.grid.rows[row.number]
        for column, cell in zip(row.columns[first:end], cells[first:end], strict=True):
            if cell is not None and cell is not last and column.stub and not is_nil(cell.text):
                whole = row.columns[cell.column + cell.columns - 1]
                yield whole if whole.stub else column, cell
            last = cell

    def _bracketed(self, row: Row) -> bool:
        """Whether all numbers of a row stand in brackets: the growth of the levels above them."""
        numbers = [self.table.number(cell) for cell in self.table.own(row.number)]
        return bool(numbers) and all(number is not None and number.bracketed for number in numbers)

    def _take(self, stub: Stub, role: str, text: str) -> None:
        """Take up what one stub says, by the role of its column."""
        if role in _MONTHS:
            last = int(text) * _MONTHS[role]
            self._dated(stub, Time(0, last - _MONTHS[role] + 1, last))
        elif role == "period":
            time = time_of(text) or self.reader.read(text).time
            released = time is not None and self.released and marks("day").search(text) is not None
            self._dated(stub, time.back() if time is not None and released else time)
        elif role == "unit":
            scale = self.reader.words.counted(text)
            stub.units += [scale] if scale is not None else []
        elif role == "code":
            stub.said.setdefault("code", text.strip())
        elif role == "partnercode":
            coded = self.reader.words.coded(text)
            stub.names |= {"partner": coded} if coded and "partner" not in stub.names else {}
        elif role not in ("index", "rank", "currency", "translation"):
            self._hear(stub, role, self.reader.read(_CODED.sub("", text)))

    def _hear(self, stub: Stub, role: str, heading: Heading) -> None:
        """Take up a stub of words: the whole, a name of its column's dimension, or whatever it says."""
        dimension = _ROLES.get(role, role)
        known = self.around.reporter or self.around.home or self.around.partnered
        if role == "country" and (self.sided or not known):
            dimension = "reporter"
        if "total" in heading.said and heading.places and marks("owned").match(heading.text):
            stub.total = True
            stub.names |= {"reporter": heading.places[0][0], "partner": ""}
        elif "total" in heading.said and not (heading.name or heading.places or "commodity" in heading.said):
            stub.total = True
            stub.hear(heading)
        elif dimension in DIMENSIONS and not (
            (dimension == "commodity" and _HEADED & set(heading.said))
            or ("statistic" in heading.said and not (heading.name or heading.places))
        ):
            self._named(stub, dimension, heading)
        elif role or not self.named or not heading.name:
            self._free(stub, heading, role)

    def _named(self, stub: Stub, dimension: str, heading: Heading) -> None:
        """A name in a column of names."""
        if "flow" in heading.said and not heading.name and not heading.places:
            stub.hear(heading)
            return
        stub.units += heading.units
        name = clean(heading.text)
        kind, known = self.reader.words.kind_of(name)
        if dimension == "reporter" and any(directed for _, directed in heading.places):
            dimension = "partner"
        if dimension in ("partner", "reporter") and (kind in ("place", "region") or heading.places):
            name = known or (heading.places[0][0] if len(heading.places) == 1 else name)
            self._dated(stub, heading.time)
        stub.names[dimension] = name

    def _free(self, stub: Stub, heading: Heading, role: str = "") -> None:
        """A stub in a column without a role: words that say something, and perhaps a name."""
        stub.hear(heading)
        stub.units += heading.units if role != "flow" else ()
        self._dated(stub, heading.time)
        for facet in ("regime", "enterprise", "partner", "commodity"):
            if facet in heading.said:
                alone = (
                    facet in ("regime", "enterprise") and set(heading.said) == {facet} and not heading.name
                )
                stub.names[facet] = clean(heading.text) if alone else heading.said[facet]
        for place, directed in heading.places:
            known = self.around.reporter or self.around.home
            region = self.reader.words.kind_of(place)[0] == "region"
            own = not directed and (region or not (known or self.around.partnered))
            alone = len(heading.places) == 1 and not heading.name
            printed = self.reader.words.kind_of(clean(heading.text))[1] if alone else ""
            stub.names["reporter" if own else "partner"] = printed or place
        if len(heading.places) > 1:
            whom = marks("whom").fullmatch(clean(heading.text))
            who = "partner" if whom or "partner" in stub.names else "reporter"
            stub.names[who] = whom["who"] if whom else clean(heading.text)
        if heading.said.get("role") and not heading.name:
            stub.unknown = clean(heading.text)
        if heading.name and not heading.places:
            kind, known = self.reader.words.kind_of(heading.name)
            kind = _ROLES.get(kind, kind)
            if kind:
                stub.names[kind] = heading.name if kind == "commodity" else known
            elif not any(facet in heading.said for facet in DIMENSIONS):
                stub.unknown = heading.name

    def _dated(self, stub: Stub, time: Time | None) -> None:
        """Take up a period; a month without a year is of the year that the stubs above it named."""
        if time is None:
            return
        time = time.over(stub.time)
        if time.year:
            self.year = time.year
        elif self.year and time.first and not time.shift:
            self.year += time.turn(self.month)
            time = time._replace(year=self.year)
        self.month = time.last or self.month
        stub.time = time

    def _inherit(self, stub: Stub) -> None:
        """What a row leaves open is said by the one that it is set in under, or that it is among."""
        before = self.parents[-1] if self.parents else None
        if before is not None and before.among and before.indent == stub.indent and before.kinds & stub.kinds:
            stub.among = True
        while self.parents and self.parents[-1].indent >= stub.indent:
            level = self.parents[-1].indent == stub.indent
            if stub.among and not self.parents[-1].among and level and len(self.parents) == 1:
                break
            self.parents.pop()
        for parent in reversed(self.parents):
            stub.said = {facet: said for facet, said in parent.said.items() if facet in _HANDED} | stub.said
            placed = {"partner", "reporter"} & set(stub.names)
            for dimension in ("regime", "enterprise", *(() if placed else ("partner", "reporter"))):
                if dimension in parent.names:
                    stub.names.setdefault(dimension, parent.names[dimension])
            stub.time = stub.time or parent.time
            stub.units = stub.units or parent.units
        stub.kept = self.kept
        told = stub.said.get("topic") or stub.said.get("flow") or self.kept
        whole = self.around.said("topic")
        self.kept = whole if whole and told.endswith(whole) else told
        self.parents.append(stub)
