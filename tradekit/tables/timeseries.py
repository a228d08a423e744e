"""One indicator over time and across reports: who said what when, the first value and the latest, revisions.

Takes the observation table, an archive's rows or the official series. What is wanted is said by any word for
it (:mod:`tradekit.tables.selectors`). A bound is never a value: rows such as 10万亿元以上 appear in
:func:`said`, and in no series.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import inf, nan
from typing import Any
from warnings import warn

import pandas as pd

from tradekit.checks.figures import REALISED
from tradekit.checks.frames import beside
from tradekit.checks.spans import span
from tradekit.language import labels
from tradekit.language.families import vocabulary
from tradekit.language.labels import HOME
from tradekit.language.lexicon import used
from tradekit.model.errors import TradekitError
from tradekit.model.period import Period
from tradekit.model.schema import COLUMN, DIMENSIONS, KEY
from tradekit.tables.fold import with_intervals
from tradekit.tables.order import frequency as length
from tradekit.tables.order import frequency_of
from tradekit.tables.selectors import selected, subject

_PANDAS = {"A": ("Y", 12), "H": ("2Q", 6), "Q": ("Q", 3), "M": ("M", 1), "C": ("M", 0)}
"""Each length of period as pandas calls it, and its months; C is at the month that it runs to."""
_LEFT_OUT: tuple[tuple[str, ...], ...] = (
    (), ("sector",), ("statistic", "basis", "measure"), ("currency",), *((one,) for one in DIMENSIONS),
    ("reporter",),
)  # fmt: skip
"""What is left out of a key that chooses nothing, one after the other, to see what there is."""
_FLOW = ("flow",)
SAID_COLUMNS: tuple[str, ...] = (
    "period", "kind", "published", "report", "start", "article", "speaker", "text", "value", "low", "high",
    "bound", "unit", "status", "sentence",
)  # fmt: skip
REVISION_COLUMNS: tuple[str, ...] = (
    "first", "first_published", "first_report", "latest", "latest_published", "latest_report", "revision",
    "revision_percent", "revised", "vintages",
)  # fmt: skip


class EmptySeries(UserWarning):
    """Nothing is known of what was asked; the message says what is known beside it."""


class SeriesError(TradekitError):
    """A series was asked for that the table cannot give: a wrong vintage, or two units at once."""


def series(
    observations: pd.DataFrame,
    flow: str = "trade",
    *,
    frequency: str = "Q",
    vintage: str = "latest",
    **about: str,
) -> pd.Series[float] | pd.DataFrame:
    """One indicator by period, as a plain pandas Series with a PeriodIndex, in base units, NaN in its gaps.

    ``flow`` is a flow of trade or another indicator, in Chinese, English or by its code (``"cpi"``; of prices
    the growth is meant). ``frequency`` is ``A``, ``H``, ``Q``, ``M``, or ``ytd`` for the months from January
    on, each at the month that it runs to (any word of :data:`tradekit.tables.order.FREQUENCIES`). ``vintage``
    is ``latest``, ``first``, a date (what was known then), or ``all``: a DataFrame with a column for each
    date of publication, a figure where that day's reports state it. ``about`` are key columns of the
    observation table, by name or code: ``reporter`` (中国), ``sector``, ``commodity``, ``partner``,
    ``enterprise``, ``regime`` (all), ``measure`` (``value``), ``statistic`` (``level``), ``basis`` (``yoy``
    for growth), ``unit``, ``currency``. The name holds the unit, ``attrs`` all that was chosen. Where nothing
    is known of it, an :class:`EmptySeries` warning says what is. Raises :class:`SeriesError`, and
    ``SelectorError`` for a word that is not known.

    >>> from tradekit.extraction.observe import extract
    >>> rows = extract("一季度，我国进出口9.9万亿元；三季度，进出口10.8万亿元。", "2023-10-13")
    >>> found = series(rows, "进出口", frequency="quarterly")
    >>> found.name, found.index.astype(str).tolist(), found.tolist()
    ('trade, CNY', ['2023Q1', '2023Q2', '2023Q3'], [9900000000000.0, nan, 10800000000000.0])
    """
    wanted = chosen(observations, flow, about)
    made = of_vintage(_stated(observations, wanted, frequency), wanted, frequency, vintage)
    if not len(made):
        hint(lambda key: matching(observations, key), wanted, frequency)
    return made


def hint(rows: Callable[[dict[str, str]], pd.DataFrame], wanted: Mapping[str, str], frequency: str) -> None:
    """Warn of an empty series, and say what there is: of other lengths, else of another sector and so on.

    Other flows are always told. ``rows`` gives the rows of a key that lacks some columns of ``wanted``.
    """
    said: list[str] = []
    for gone in (*_LEFT_OUT, _FLOW):
        if said and gone != _FLOW:
            continue
        found = rows({name: word for name, word in wanted.items() if name not in gone})
        if gone == _FLOW:
            found = found[found["flow"] != wanted["flow"]]
        if len(found):
            cells = found[gone[0]] if gone else found["period"].map(length)
            there = [f"{one or 'none'} ({count})" for one, count in cells.value_counts().head(8).items()]
            said.append(f"{gone[0] if gone else 'frequency'} {', '.join(there)}")
    if said:
        asked = f"{_name(wanted, pd.DataFrame())!r} at frequency {frequency!r}"
        told = f"no value of {asked} is known; there are figures of {'; of '.join(said)}"
        warn(told, EmptySeries, stacklevel=3)


def of_vintage(
    told: pd.DataFrame, wanted: Mapping[str, str], frequency: str, vintage: str
) -> pd.Series[float] | pd.DataFrame:
    """The series of a vintage, made of statements (:func:`told`) on the key ``wanted``."""
    table = _values(told)
    made: pd.Series[float] | pd.DataFrame
    if vintage == "all":
        wide = table.pivot_table(index="at", columns="published", values="value", aggfunc="last")
        made = wide.reindex(_index(wide.index, frequency))
    else:
        if vintage not in ("first", "latest"):
            table = table[table["published"] <= _date(vintage)]
        groups = table.groupby("at")["value"]
        found = groups.first() if vintage == "first" else groups.last()
        made = found.astype(float).reindex(_index(found.index, frequency)).rename(_name(wanted, table))
    made.attrs.update(wanted, unit=_unit(table), frequency=frequency_of(frequency))
    return made


def said(
    observations: pd.DataFrame,
    flow: str = "trade",
    *,
    frequency: str = "Q",
    implied: bool = False,
    reference: pd.DataFrame | None = None,
    **about: str,
) -> pd.DataFrame:
    """Who said what when about one indicator: a row for each statement, by period and date of publication.

    Columns ``SAID_COLUMNS`` and ``at``, the period as pandas has it. ``kind`` is ``stated``; with ``implied``
    also ``implied``: what the other figures of a day's reports leave for it (``report`` names the identity);
    with a ``reference`` (:func:`tradekit.official`) also ``official``. Options as for :func:`series`.
    """
    wanted = chosen(observations, flow, about)
    parts = [_stated(observations, wanted, frequency)]
    if reference is not None:
        parts.append(_stated(reference, wanted, frequency))
    if implied:
        parts.append(_implied(around(observations, wanted), wanted, frequency))
    parts = [one for one in parts if len(one)] or parts[:1]
    order = ["at", "published", "report", "start"]
    return pd.concat(parts, ignore_index=True).sort_values(order, ignore_index=True, kind="stable")


def revisions(
    observations: pd.DataFrame, flow: str = "trade", *, frequency: str = "Q", **about: str
) -> pd.DataFrame:
    """First and latest value of each period and what was revised, a PeriodIndex with ``REVISION_COLUMNS``.

    ``revision`` is latest less first, in base units; ``revised`` says whether their intervals fail to meet,
    so that 41.76万亿 after 417600亿 is no revision. Options as for :func:`series`; the triangle of all
    printings is ``series(…, vintage="all")``.
    """
    return revised(_stated(observations, chosen(observations, flow, about), frequency), frequency)


def revised(told: pd.DataFrame, frequency: str) -> pd.DataFrame:
    """First and latest value of each period, made of statements (:func:`told`) on one thing."""
    rows = {at: _revision(group) for at, group in _values(told).groupby("at")}
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=list(REVISION_COLUMNS))
    return frame.set_axis(_index(frame.index, frequency, dense=False)).sort_index()


def chosen(observations: pd.DataFrame, flow: str, about: Mapping[str, str]) -> dict[str, str]:
    """The key that words choose, but for the period; ``observations`` may hold names that no lexicon has."""
    there = {one: set(observations[one]) if one in observations else set() for one in about}
    return key(flow, {one: selected(one, word, there[one]) for one, word in about.items()})


def key(flow: str, given: Mapping[str, str]) -> dict[str, str]:
    """The key of a series by a word for what is measured and by codes and names.

    What is meant where nothing is said: China's, of everything, a level in yuan or growth on the year.
    """
    what = subject(flow)
    other = vocabulary(used()).indicators.get(what["indicator"])
    grows = other is not None and other.measure == "price" and other.says != "index"
    statistic = given.get("statistic", "growth" if grows else "level")
    usual = {
        "reporter": HOME, "sector": "", **dict.fromkeys(DIMENSIONS, ""), "measure": "value",
        "statistic": statistic, **what,
    }  # fmt: skip
    if other is not None:
        usual["measure"] = other.measure if statistic.startswith("level") else other.grows
    if statistic in ("growth", "level_change", "growth_change", "share_change"):
        usual["basis"] = "yoy"
    if other is None and given.get("measure", "value") == "value" and "unit" not in given:
        usual["currency"] = "CNY"
    return usual | dict(given)


def matching(table: pd.DataFrame, wanted: Mapping[str, str | tuple[str, ...]]) -> pd.DataFrame:
    """The rows of a table whose key is as ``wanted``, names by any of their forms."""
    for column, value in wanted.items():
        values = (value,) if isinstance(value, str) else value
        if column not in table:
            table = table if COLUMN[column].default in values else table.iloc[:0]
            continue
        fits = {one: form(column, one) in values for one in table[column].unique()}
        table = table[table[column].map(fits).astype(bool)]
    return table


def has_forms(column: str) -> bool:
    """Whether names in a column of the key have other forms."""
    return bool(COLUMN[column].table) or column == "sector"


def form(column: str, name: object) -> str:
    """What a cell of a column of the key says: a name in its first form, the usual where it is empty."""
    word = name if isinstance(name, str) and name else COLUMN[column].default or ""
    return labels.fold(column, word) if has_forms(column) else word


def around(table: pd.DataFrame, wanted: Mapping[str, str]) -> pd.DataFrame:
    """The rows from which a figure of the key ``wanted`` may follow: of the same thing, and of the whole."""
    return matching(table, surroundings(wanted))


def surroundings(wanted: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The key columns that rows around a figure share with it, each with its values."""
    shared = ("reporter", "indicator", *DIMENSIONS)
    return {one: tuple(dict.fromkeys((wanted[one], "")))[: 2 if one in DIMENSIONS else 1] for one in shared}


def _stated(table: pd.DataFrame, wanted: Mapping[str, str], frequency: str) -> pd.DataFrame:
    """What a table states of one thing, by period: the columns of :func:`said`."""
    kind = "official" if "vintage" in table and "published" not in table else "stated"
    if kind == "official":
        table = table.rename(columns={"vintage": "published", "source": "report"})
    return told(matching(table, wanted), kind, frequency)


def _implied(table: pd.DataFrame, wanted: Mapping[str, str], frequency: str) -> pd.DataFrame:
    """What other figures of a day leave for one thing."""
    said_once = table.drop_duplicates([*KEY, "published", "value", "bound"])
    found = matching(beside(said_once), wanted)
    found = found[found["implied"].notna()]
    names = {"implied": "value", "implied_low": "low", "implied_high": "high", "identity": "report"}
    bare = found.drop(columns=["bound"]).rename(columns=names)
    return told(bare, "implied", frequency)


def told(found: pd.DataFrame, kind: str, frequency: str) -> pd.DataFrame:
    """The rows of one thing as statements: the columns of :func:`said`; forecasts and targets left out."""
    if "status" in found:
        found = found[found["status"].isin(REALISED)]
    found_at = {one: at(str(one), frequency) for one in found["period"].unique()}
    found = found[found["period"].map(lambda one: found_at[one] is not None).astype(bool)]
    blank: dict[str, Any] = {
        "bound": "=",
        "start": 0,
        "article": 0,
        "status": "actual",
        "low": nan,
        "high": nan,
    }
    lacking = {name: blank.get(name, "") for name in SAID_COLUMNS if name not in found}
    periods = pd.Series([found_at[one] for one in found["period"]], found.index, dtype=object)
    table = _bounded(found.assign(**lacking).assign(kind=kind, at=periods)[["at", *SAID_COLUMNS]])
    if table["unit"].nunique() > 1:
        units = ", ".join(sorted(set(table["unit"])))
        raise SeriesError(f"figures in {units} make no one series; choose one by unit=")
    return table.sort_values(["at", "published", "report", "start"], ignore_index=True, kind="stable")


def _bounded(table: pd.DataFrame) -> pd.DataFrame:
    """The table with the ends of its intervals as numbers: open ones endless, those not told by the text."""
    low, high = (pd.to_numeric(table[one], errors="coerce") for one in ("low", "high"))
    bare = low.isna() & high.isna()
    if bare.any():
        found = with_intervals(table[bare])
        low, high = low.astype(float).mask(bare, found["low"]), high.astype(float).mask(bare, found["high"])
    return table.assign(low=low.fillna(-inf), high=high.fillna(inf))


def _values(table: pd.DataFrame) -> pd.DataFrame:
    """What is a value, one for each period and day: the one that is most closely printed."""
    table = table[table["bound"] == "="]
    table = table.assign(width=table["high"] - table["low"]).sort_values("width", kind="stable")
    return table.drop_duplicates(["at", "published"]).sort_values(["at", "published"], kind="stable")


def _index(periods: Any, frequency: str, dense: bool = True) -> pd.PeriodIndex:
    """The periods as an index, those between the first and the last too where it is ``dense``."""
    freq = _PANDAS[frequency_of(frequency)][0]
    if len(periods) and dense:
        return pd.period_range(min(periods), max(periods), freq=freq, name="period")
    return pd.PeriodIndex(list(periods), freq=freq, name="period")


def _name(wanted: Mapping[str, str], table: pd.DataFrame) -> str:
    """What a series is about, in codes, and its unit."""
    usual = {"reporter": HOME, "indicator": "trade", "measure": "value", "statistic": "level", "basis": "yoy"}
    words = [wanted["flow"] or wanted["indicator"]]
    shown = [one for one in KEY if one in wanted and one not in ("flow", "indicator", "currency", "unit")]
    words += [wanted[one] for one in shown if wanted[one] not in ("", usual.get(one))]
    return " ".join(words) + f", {_unit(table) or wanted.get('currency', '')}".rstrip(", ")


def _unit(table: pd.DataFrame) -> str:
    return str(table["unit"].iat[0]) if len(table) else ""


def _revision(group: pd.DataFrame) -> list[Any]:
    first, latest = group.iloc[0], group.iloc[-1]
    change = float(latest["value"]) - float(first["value"])
    return [
        first["value"], first["published"], first["report"], latest["value"], latest["published"],
        latest["report"], change, 100 * change / first["value"] if first["value"] else float("nan"),
        bool(latest["low"] > first["high"] or latest["high"] < first["low"]), group["published"].nunique(),
    ]  # fmt: skip


def at(period: str, frequency: str) -> pd.Period | None:
    """The period as pandas has it, None where it is of another length."""
    months = span(period)
    if months is None or not months.dated:
        return None
    freq, wanted = _PANDAS[frequency_of(frequency)]
    if not wanted:
        return _period(months, freq) if months.first % 12 == 0 and months.months <= 12 else None
    return _period(months, freq) if months.months == wanted and months.first % wanted == 0 else None


def _period(months: Period, freq: str) -> pd.Period:
    month = months.first if freq == "2Q" else months.last
    return pd.Period(year=month // 12, month=month % 12 + 1, freq=freq)


def _date(vintage: str) -> str:
    try:
        return str(pd.Timestamp(vintage).date())
    except ValueError as error:
        raise SeriesError(f"vintage={vintage!r} is no date; use latest, first, all or YYYY-MM-DD") from error
