"""From rows to entries: the same figure said twice, or in two printings, is one entry with all its sources.

Two rows speak of the same thing when their key columns are equal (``KEY``), names of
goods, partners and traders folded by the lexicon. They say the same when their intervals meet: 41.76 and
41.8 do, 9.76 and 9.69 don't. Where printings disagree both stand, and ``conflict`` is True on each.
"""

from __future__ import annotations

import math
import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from typing import Any

import pandas as pd

from tradekit.documents.checkout import REFERENCE
from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.language.lexicon import used
from tradekit.language.zh.precision import interval
from tradekit.model.errors import TradekitError
from tradekit.model.observations import Key, key_of
from tradekit.model.schema import COLUMN, DIMENSIONS, KEY
from tradekit.tables.order import period_key

_STATED = ("actual", "preliminary", "")
_PLACE = re.compile(r"\S.*?#\d+(?!\S)")


class TableError(TradekitError):
    """A table lacks columns that an indicator table is made from."""


@dataclass(slots=True)
class Entry:
    """One thing said about one thing: its key, its figure, and every place that says it.

    ``printed`` holds the names as printed, ``sources`` the ids (``report#start``) in order of publication,
    ``printings`` the number of reports. ``low`` and ``high`` are the interval that the printed digits stand
    for. ``latest`` is when the figure was last printed, bounds that it fits left aside.
    """

    key: Key
    value: float
    low: float
    high: float
    bound: str
    status: str
    text: str
    printed: str
    published: str
    sources: list[str] = field(default_factory=list)
    printings: int = 1
    conflict: bool = False
    latest: str = ""

    def __getattr__(self, name: str) -> str:
        """A column of the key."""
        if name not in KEY:
            raise AttributeError(name)
        return str(getattr(self.key, name))


_READ = ("report", "start", "text", "value", "bound", "unit", "status", "published", "low", "high")
"""The columns beside the key that an entry is made from."""
_SAID: tuple[str, ...] = tuple(f.name for f in fields(Entry))[1:-1]
ENTRY_COLUMNS: tuple[str, ...] = (*KEY, *_SAID)


def source_id(report: str, start: int) -> str:
    """The id of an observation: its report and where its figure starts.

    >>> source_id("page.txt", 111)
    'page.txt#111'
    """
    return f"{report}#{start}"


def places(cell: object) -> list[str]:
    """The ids in a cell: in a list, or parted by spaces (reports' names may hold spaces too).

    >>> places("a.txt#1 my report.txt#25"), places(["a.txt#1"])
    (['a.txt#1', 'my report.txt#25'], ['a.txt#1'])
    """
    return (
        _PLACE.findall(cell)
        if isinstance(cell, str)
        else list(cell)
        if isinstance(cell, list | tuple)
        else []
    )


def entries(observations: pd.DataFrame, reporter: str | None = HOME) -> pd.DataFrame:
    """Every distinct figure of an observation table, once.

    Takes the observation table (columns as in ``docs/observations.md``) and the reporter whose trade is
    wanted (None: everyone's). Gives one row an entry, in order of period: the key columns, ``value`` with
    ``low`` and ``high``, ``bound``, ``status``, ``text`` as most closely printed, ``printed`` names,
    ``published`` first, ``sources`` (``report#start``, with spaces), ``printings``, ``conflict``. Raises
    :class:`TableError` where columns are missing.
    """
    return frame(folded(observations, reporter, None))


def frame(found: Iterable[Entry]) -> pd.DataFrame:
    """Entries as a DataFrame with ENTRY_COLUMNS, also when there is none."""
    rows = [[getattr(entry, column) for column in ENTRY_COLUMNS] for entry in found]
    table = pd.DataFrame(rows, columns=pd.Index(ENTRY_COLUMNS))
    return table.assign(sources=[" ".join(ids) for ids in table["sources"]])


def folded(
    observations: pd.DataFrame, reporter: str | None = HOME, indicator: str | None = "trade"
) -> list[Entry]:
    """The entries of an observation table as values, in order of period; ``indicator`` None: of all."""
    if set(ENTRY_COLUMNS) <= set(observations.columns):
        cells = records(observations.assign(sources=observations["sources"].map(places)))
        made = [Entry(Key(*(row[c] for c in KEY)), *(row[c] for c in _SAID)) for row in cells]
        return [one for one in made if indicator in (None, one.indicator)]
    need(observations, (*KEY, "report", "start", "text", "value", "bound", "status"))
    every = _every(_Table(observations))
    wanted = None if reporter is None else labels.fold("reporter", reporter)
    mine = [e for e in every if wanted is None or labels.fold("reporter", e.reporter) == wanted]
    return [replace(e) for e in mine if indicator in (None, e.indicator)]


class _Table:
    """An observation table, equal to another with the same rows read by the same words."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame
        told = [frame[name] for name in (*KEY, *_READ) if name in frame]
        self.mark = (
            id(used()),
            *(hash(tuple(c.tolist()) if c.dtype.kind == "O" else c.to_numpy().tobytes()) for c in told),
        )

    def __hash__(self) -> int:
        return hash(self.mark)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Table) and self.mark == other.mark


@lru_cache(maxsize=4)
def _every(table: _Table) -> list[Entry]:
    """The entries of a table, of all reporters and indicators: a notebook asks for them two dozen times."""
    groups: dict[tuple[Hashable, ...], list[Entry]] = {}
    for row in records(table.frame):
        entry = entry_of(row)
        if not math.isnan(entry.value):
            groups.setdefault(_key(entry), []).append(entry)
    out = [entry for group in groups.values() for entry in _settle(group)]
    return sorted(out, key=lambda e: (period_key(e.period), e.published))


def of(table: pd.DataFrame, reporter: str | None) -> pd.DataFrame:
    """The rows of one reporter, by any of its names; all where it is None."""
    if reporter is None or not len(table):
        return table
    wanted = labels.fold("reporter", reporter)
    names = {one: labels.fold("reporter", str(one)) == wanted for one in table["reporter"].unique()}
    return table[table["reporter"].map(names)]


def need(table: pd.DataFrame, columns: Iterable[str]) -> None:
    """Raise :class:`TableError` that names the columns a table lacks."""
    missing = [c for c in columns if c not in table.columns]
    missing = [c for c in missing if c not in COLUMN or COLUMN[c].default is None]
    if missing:
        raise TableError(
            f"the table has no column {', '.join(missing)}; give the observation table that tk.extract makes"
        )


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as dicts from column to cell."""
    columns = table.to_dict("list")
    names = [str(column) for column in columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _word(row: Mapping[str, Any], column: str) -> str:
    value = row.get(column)
    return value if isinstance(value, str) else ""


def entry_of(row: Mapping[str, Any]) -> Entry:
    """The entry that one observation makes by itself."""
    low, high = interval_of(row)
    key = key_of(row)
    value = row["value"]
    return Entry(
        labels.folded(key),
        value=math.nan if value is None else float(value),
        low=low,
        high=high,
        bound=_word(row, "bound") or "=",
        status=_word(row, "status") or "actual",
        text=_word(row, "text"),
        printed="、".join(name for column in DIMENSIONS if (name := getattr(key, column))),
        published=_word(row, "published"),
        sources=[source_id(row["report"], int(row["start"]))],
        latest=_word(row, "published"),
    )


def _key(entry: Entry) -> tuple[Hashable, ...]:
    kind = "stated" if entry.status in _STATED else entry.status
    return entry.key, kind


def _settle(group: list[Entry]) -> list[Entry]:
    """Entries of one key folded where they agree, the closest statement first; the rest stand in conflict."""
    kept: list[Entry] = []
    for entry in sorted(group, key=_closeness):
        home = next((one for one in kept if _meet(one, entry)), None)
        if home is None:
            kept.append(entry)
        else:
            _join(home, entry)
    for entry in kept:
        entry.conflict = len(kept) > 1
    return kept


def _closeness(entry: Entry) -> tuple[bool, float, str]:
    width = entry.high - entry.low
    exact = entry.bound == "="
    return not exact, width if math.isfinite(width) else -abs(entry.value), entry.published


def _meet(one: Entry, other: Entry) -> bool:
    if one.value == other.value:
        return True
    if one.bound == other.bound == "=" and math.isclose(
        one.high - one.low, other.high - other.low, rel_tol=1e-3
    ):
        return False
    return one.low <= other.high and other.low <= one.high


def _join(home: Entry, other: Entry) -> None:
    """Add what another row says of the same figure to its entry, sources in order of publication."""
    if (other.published or "9") < (home.published or "9"):
        home.sources = other.sources + home.sources
        home.published = other.published
    else:
        home.sources = home.sources + other.sources
    if other.bound == home.bound:
        home.latest = max(home.latest, other.latest)
    if other.status == "actual":
        home.status = "actual"
    if home.bound == other.bound != "=":
        home.low, home.high = max(home.low, other.low), min(home.high, other.high)
    names = home.printed.split("|")
    if other.printed not in names:
        home.printed = "|".join([*names, other.printed])
    home.printings = len({source.rsplit("#", 1)[0] for source in home.sources})


def interval_of(row: Mapping[str, Any]) -> tuple[float, float]:
    """Low and high of a row: its own columns, else what :mod:`tradekit.language.zh.precision` reads.

    >>> interval_of({"value": 41.76e12, "text": "41.76万亿元", "bound": "=", "unit": "CNY"})
    (41755000000000.0, 41765000000000.0)
    >>> interval_of({"value": 10.0, "text": "10%", "bound": ">=", "unit": "percent"})
    (10.0, inf)
    """
    low, high = row.get("low"), row.get("high")
    if (
        isinstance(low, float | int)
        and isinstance(high, float | int)
        and not (math.isnan(low) or math.isnan(high))
    ):
        return float(low), float(high)
    value = row.get("value")
    if not isinstance(value, float | int) or math.isnan(value):
        return math.nan, math.nan
    found = interval(
        str(row.get("text") or ""), float(value), str(row.get("bound") or "="), str(row.get("unit") or "")
    )
    return found.low, found.high


def with_intervals(observations: Any) -> Any:
    """The observation table with two more columns: each figure's interval as ``low`` and ``high``.

    Takes and gives a pandas DataFrame; in base units like ``value``, ``inf`` where there is no end.
    """
    rows = zip(*(observations[name] for name in ("text", "value", "bound", "unit")), strict=True)
    found = [interval(str(text), float(value), str(bound), str(unit)) for text, value, bound, unit in rows]
    return observations.assign(low=[i.low for i in found], high=[i.high for i in found])


def official() -> pd.DataFrame:
    """The official series (``data/reference``): the observation table's key columns, ``value`` with
    ``low`` and ``high``, ``vintage`` (when it was published) and ``source``.

    >>> {"period", "flow", "value", "vintage", "source"} <= set(official().columns)
    True
    """
    path = REFERENCE / "official.csv"
    if not path.exists():
        raise TradekitError(f"{path}: the official series are not here; use a checkout of tradekit")
    table = pd.read_csv(path, dtype={"period": str, "vintage": str}, keep_default_na=False)
    numbers = {name: pd.to_numeric(table[name]) for name in ("value", "low", "high")}
    return table.assign(**numbers)


def official_entries(reference: pd.DataFrame | None) -> list[Entry]:
    """The figures of a reference table as entries whose only source is the publication; none without a table.

    Raises :class:`tradekit.tables.TableError` where the table lacks the columns of the official series.
    """
    if reference is None or not len(reference):
        return []
    need(reference, (*KEY, "value", "vintage", "source"))
    return [entry for entry in map(_entry, records(reference)) if entry.value == entry.value]


def _entry(row: dict[str, Any]) -> Entry:
    ends = {end: row["value"] if row.get(end) != row.get(end) else row.get(end) for end in ("low", "high")}
    told = {"report": "", "start": 0, "published": row["vintage"], "status": "official"}
    made = entry_of(row | ends | told)
    made.sources, made.printed = [row["source"]], ""
    return made
