"""What changed: a report against what was known before it, figure by figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from math import nan
from typing import Any

import pandas as pd

from tradekit.checks.frames import against
from tradekit.checks.official import LARGEST_RATE_REVISION
from tradekit.checks.spans import span
from tradekit.checks.verdicts import LARGEST_REVISION
from tradekit.language import labels
from tradekit.model.errors import TradekitError
from tradekit.model.observations import Key
from tradekit.model.period import Period
from tradekit.model.schema import DIMENSIONS, KEY, NAMED
from tradekit.tables.fold import Entry, folded, official_entries

NEWS: tuple[str, ...] = (
    "contradicted", "turned", "highest", "lowest", "faster", "slower", "revised", "first", "new",
)  # fmt: skip
"""What a figure can be news for, the most telling first."""
RECORDS = frozenset({"highest", "lowest"})
"""The kinds of news that are of periods only which nobody told of before."""
NEWS_COLUMNS: tuple[str, ...] = (
    "kind", *KEY, "value", "low", "high", "bound", "text", "published", "source", "was", "was_low",
    "was_high", "was_period", "was_published", "was_source", "count", "every",
)  # fmt: skip
_ENOUGH = {1: 6, 3: 4}
"""So many months or quarters without a gap make a record; of longer periods, three."""


@dataclass(frozen=True, slots=True)
class Told:
    """A piece of news: the figure, the one before it, how many periods a record is of, how far apart."""

    kind: str
    entry: Entry
    was: Entry | None = None
    count: int = 0
    every: int = 0


def newest(
    observations: pd.DataFrame, report: str = "", known: pd.DataFrame | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of the newest report (or of ``report``), and those of what was published before its day.

    What was published before is looked for in ``known``, an archive's rows, where that is given. Raises
    :class:`TradekitError` where the report is not in the table.

    >>> rows = pd.DataFrame({"report": ["a", "b"], "published": ["2024-01-12", "2024-02-07"]})
    >>> [list(part["report"]) for part in newest(rows)]
    [['b'], ['a']]
    """
    known = observations if known is None else known
    published = observations.groupby("report")["published"].max().sort_index()
    if report and report not in published:
        close = get_close_matches(report, list(published.index), n=1)
        hint = f"; did you mean {close[0]}?" if close else ""
        raise TradekitError(f"{report}: no figure of a report of this name is there{hint}")
    if not len(published):
        return observations, known
    name = report or published.index[published.to_numpy() == published.max()][0]
    before = known[(known["published"] < published[name]) & (known["published"] != "")]
    return observations[observations["report"] == name], before


def news(new: pd.DataFrame, before: pd.DataFrame, reference: pd.DataFrame | None = None) -> pd.DataFrame:
    """What a report says that was not known before it: a row a piece of news, the most telling first.

    ``new`` and ``before`` are observation tables (:func:`newest` parts one), ``reference`` the official
    series. ``kind`` is ``contradicted`` (an earlier print or the official series says otherwise by more than
    revisions do), ``revised`` (by less), ``turned`` (growth has another sign than in the period before),
    ``faster``, ``slower``, ``highest``, ``lowest`` (since the period ``was_period``, or of all ``count``
    before it, ``every`` so many months; never of a period that was printed before), ``first`` (of a thing not
    told of before), ``new`` (of another period). What was printed before as it is now is no news. ``was`` is
    the figure before it; columns ``NEWS_COLUMNS``.
    """
    told = [e for e in folded(new, None, None) if e.status in ("actual", "preliminary")]
    dates = [e.published for e in told if e.published]
    day = max(dates, default="")
    earlier = [e for e in official_entries(reference) if not day or e.published < day]
    known = folded(_about(before, new), None, None)
    printed = [*_printed(told, known), *_against(new, told, reference)]
    wrong = {id(one.entry) for one in printed if one.kind == "contradicted"}
    fresh = {id(one.entry) for one in printed if one.kind in ("first", "new")} - wrong
    right = {id(one.entry) for one in printed} - wrong
    moved = _moved(told, [*known, *earlier])
    found = printed + [x for x in moved if id(x.entry) in (fresh if x.kind in RECORDS else right)]
    main = max((e.period for e in told), key=[e.period for e in told].count, default="")
    found.sort(key=lambda one: (_size(one.entry), one.entry.period != main, NEWS.index(one.kind)))
    found.sort(key=lambda one: NEWS.index(one.kind))
    return pd.DataFrame([_row(one) for one in found], columns=pd.Index(NEWS_COLUMNS))


def _size(entry: Entry) -> int:
    """How small a part of trade it is about."""
    return sum(bool(getattr(entry, name)) for name in DIMENSIONS) + 2 * (entry.indicator != "trade")


def _about(table: pd.DataFrame, wanted: pd.DataFrame) -> pd.DataFrame:
    """The rows of a table on the things, in any period, that ``wanted`` is on."""
    columns = [name for name in KEY if name != "period" and name in table and name in wanted]

    def keys(rows: pd.DataFrame) -> pd.MultiIndex:
        named = {
            name: rows[name].map({one: labels.fold(name, one) for one in rows[name].unique()})
            for name in columns
            if name in NAMED
        }
        return pd.MultiIndex.from_frame(rows[columns].assign(**named))

    return table[keys(table).isin(keys(wanted))] if len(table) and len(wanted) else table.iloc[:0]


def _printed(told: Iterable[Entry], known: Iterable[Entry]) -> Iterable[Told]:
    """Each figure beside earlier prints of the same: revised, contradicted, or not said before."""
    prints: dict[Key, list[Entry]] = defaultdict(list)
    for entry in known:
        prints[entry.key].append(entry)
    things = {key._replace(period="") for key in prints}
    for entry in told:
        earlier = prints.get(entry.key, [])
        if not earlier:
            yield Told("new" if entry.key._replace(period="") in things else "first", entry)
        elif not any(_meet(entry, one) for one in earlier):
            was = max(earlier, key=lambda one: one.published)
            yield Told("revised" if _small(entry, was) else "contradicted", entry, was)


def _meet(one: Entry, other: Entry) -> bool:
    return one.low <= other.high and other.low <= one.high


def _small(one: Entry, was: Entry) -> bool:
    """Whether two prints are no further apart than revisions go."""
    gap = max(one.low - was.high, was.low - one.high)
    rate = one.unit in ("percent", "pp")
    return gap <= (LARGEST_RATE_REVISION if rate else LARGEST_REVISION * abs(was.value))


def _against(new: pd.DataFrame, told: Iterable[Entry], reference: pd.DataFrame | None) -> Iterable[Told]:
    """The figures that the official series contradicts."""
    if reference is None or not len(new):
        return
    entries = {source: entry for entry in told for source in entry.sources}
    table = against(new, reference)
    for row in table[table["verdict"] == "contradicted"].to_dict("records"):
        entry = next((entries[place] for place in row["terms"] if place in entries), None)
        if entry is not None:
            was = Entry(
                entry.key, row["official"], row["official_low"], row["official_high"], "=", "official",
                row["official_text"], "", row["official_vintage"], [row["source"]],
            )  # fmt: skip
            yield Told("contradicted", entry, was)


def _moved(told: Sequence[Entry], known: Iterable[Entry]) -> Iterable[Told]:
    """Rates that rose, fell or turned since the period before, and levels and rates that are records."""
    lines: dict[Key, dict[Period, Entry]] = defaultdict(dict)
    for entry in sorted([*known, *told], key=lambda e: e.published):
        months = span(entry.period)
        if months is not None and entry.bound == "=" and entry.status != "target":
            lines[entry.key._replace(period="")][months] = entry
    for entry in told:
        months = span(entry.period)
        if months is None:
            continue
        line = lines[entry.key._replace(period="")]
        if entry.statistic == "growth" and entry.basis == "yoy":
            yield from _turn(entry, _before(months, line))
        measured = entry.statistic in ("level", "growth") and entry.basis in ("", "yoy")
        if measured and entry.bound == "=" and entry.flow != "balance":
            steps = (months.months, 12) if months.months in _ENOUGH else (12,)
            records = [list(_record(entry, _run(months, step, line), step)) for step in steps]
            yield from next(filter(None, records), [])


def _before(months: Period, line: Mapping[Period, Entry]) -> Entry | None:
    """The figure of the period before: as long as this, else cumulated over fewer months of the year."""
    own = line.get(Period(months.first - months.months, months.first - 1))
    if own is not None or months.first % 12 or months.months == 12:
        return own
    shorter = [one for one in line if one.first == months.first < one.last < months.last]
    return line[max(shorter, key=lambda one: one.last)] if shorter else None


def _turn(entry: Entry, was: Entry | None) -> Iterable[Told]:
    if was is None or _meet(entry, was):
        return
    turned = entry.high < 0 < was.low or was.high < 0 < entry.low
    if turned or entry.bound == "=":
        yield Told("turned" if turned else "faster" if entry.value > was.value else "slower", entry, was)


def _run(months: Period, step: int, line: Mapping[Period, Entry]) -> list[Entry]:
    """The figures of the periods before, each so many months from the next, up to a gap; the latest first."""
    found, at = [], months.back(step)
    while at in line:
        found.append(line[at])
        at = at.back(step)
    return found


def _record(entry: Entry, run: Sequence[Entry], every: int) -> Iterable[Told]:
    """Whether a figure is the highest or lowest for long: it names the last that was as high or as low."""
    enough = _ENOUGH.get(every, 3)
    for kind, sign in (("highest", 1), ("lowest", -1)):
        over = [at for at, one in enumerate(run) if sign * one.value >= sign * entry.value]
        if len(run) >= enough and (not over or over[0] >= enough):
            yield Told(kind, entry, run[over[0]] if over else None, len(run), every)


def _row(one: Told) -> list[Any]:
    entry, was = one.entry, one.was
    before: list[Any] = [nan, nan, nan, "", "", ""]
    if was is not None:
        source = was.sources[0] if was.sources else ""
        before = [was.value, was.low, was.high, was.period, was.published, source]
    said = entry.value, entry.low, entry.high, entry.bound, entry.text, entry.published, entry.sources[0]
    return [one.kind, *entry.key, *said, *before, one.count, one.every]
