"""Tables as pandas likes them: periods, dates and categories as such, no lists, currencies kept apart."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from tradekit.language import labels
from tradekit.language.lexicon import Word, used
from tradekit.model.schema import COLUMN, KEY
from tradekit.tables.export import flat
from tradekit.tables.fold import TableError
from tradekit.tables.indicators import flow_key
from tradekit.tables.order import frequency, period_key
from tradekit.tables.timeseries import at

_DATES = ("published", "vintage", "official_vintage", "latest_vintage")
_CODES = ("bound", "status", "certainty", "level_unit", "kind", "language", "verdict", "family")
_SECTION = re.compile(r"SITC (\d(?:–\d)?)")
_CHAPTER = re.compile(r"(?<!\d)(\d\d)(?:\d\d){0,2}(?!\d)")


def tidy(table: pd.DataFrame) -> pd.DataFrame:
    """A table with the types of pandas.

    Takes the observation table or any table made of it. A column ``at`` comes after ``period``: the period as
    ``pandas.Period`` where it is a year, half, quarter or month, else NaT; its dtype is one of periods where
    all are of one length. ``period`` itself and the columns of codes and names become categories (periods
    in order of time), dates of publication dates (a month alone is its last day), lists words joined by a
    space.

    >>> found = tidy(pd.DataFrame({"period": ["2024-Q1", "2023-Q4"], "flow": ["import", "export"]}))
    >>> str(found["at"].dtype), list(found["period"].cat.categories), list(found["flow"].cat.categories)
    ('period[Q-DEC]', ['2023-Q4', '2024-Q1'], ['export', 'import'])
    """
    made = flat(table)
    for column in [str(one) for one in made.columns]:
        if column in _DATES or column.endswith("_published"):
            made[column] = [_day(str(one)) for one in made[column]]
        elif column in KEY or column in _CODES or column.endswith(("_bound", "_status")):
            order: Any = {"period": period_key, "flow": flow_key}.get(column, str)
            kinds = sorted(set(made[column]), key=order)
            made[column] = pd.Categorical(made[column], kinds, ordered=column == "period")
    if "period" in made:
        made.insert(list(made.columns).index("period") + 1, "at", periods(table["period"]))
    return made


def periods(codes: pd.Series[Any]) -> pd.Series[Any]:
    """Codes of periods as ``pandas.Period``, NaT where they are none that is regular.

    >>> periods(pd.Series(["2023", "2023-01/2023-10"])).tolist()
    [Period('2023', 'Y-DEC'), NaT]
    """
    lengths_of = {str(code): frequency(str(code)) for code in codes}
    known = {one: at(one, kind) if kind in tuple("AHQM") else None for one, kind in lengths_of.items()}
    made = pd.Series([known[str(code)] or pd.NaT for code in codes], codes.index, dtype=object)
    lengths = {one.freqstr for one in known.values() if one is not None}
    return made.astype(pd.PeriodDtype(lengths.pop())) if len(lengths) == 1 else made


def pivoted(
    table: pd.DataFrame, values: str = "growth", *, index: str = "period", columns: str | list[str] = "flow"
) -> pd.DataFrame:
    """A statistic of a table spread out: a row for each ``index``, a column for each of ``columns``.

    Takes a table of indicators or the observation table. Where its figures are in several currencies or
    units these stand above the columns: they never share a cell. The index is of periods where all are of
    one length. As in :func:`series`, a bound (10万亿元以上) or an "about" is no value: NaN, where nothing
    exact is printed; ``values`` such as ``level_low``, ``level_high``, ``level_bound`` give the bounds. Of
    printings that disagree (``conflict``) the one last printed is taken, in its closest digits, never a
    mean; the table keeps them all, :func:`revisions` and ``series(…, vintage="all")`` show them. Raises
    :class:`TableError`.

    >>> rows = [("2023", "export", "CNY", 23.77e12), ("2023", "export", "USD", 3.38e12)]
    >>> found = pivoted(pd.DataFrame(rows, columns=["period", "flow", "currency", "level"]), "level")
    >>> found.columns.tolist(), found.index.tolist()
    ([('CNY', 'export'), ('USD', 'export')], [Period('2023', 'Y-DEC')])
    """
    asked = [index, *([columns] if isinstance(columns, str) else columns)]
    if lacking := [one for one in (values, *asked) if one not in table]:
        raise TableError(f"the table has no column {', '.join(lacking)}; it has {', '.join(table.columns)}")
    found = table[table[values].notna()]
    apart = [one for one in KEY[1:] if one in found and one not in asked and found[one].nunique() > 1]
    if values == "level" and "currency" not in apart and "level_unit" in found:
        apart += ["level_unit"] if found["level_unit"].nunique() > 1 else []
    if (bound := "bound" if values == "value" else f"{values}_bound") in found:
        found = found.assign(**{values: found[values].where(found[bound].astype(str) == "=")})
    days = [one for one in (f"{values.partition('_')[0]}_published", "published") if one in found]
    if days:
        found = found.sort_values(days[0], kind="stable", na_position="first")
    cells = found.groupby([index, *apart, *asked[1:]], sort=False, observed=True)[values].last()
    made: pd.DataFrame = cells.unstack([*apart, *asked[1:]], sort=False)
    if index != "period":
        return made
    made = made.loc[sorted(made.index, key=period_key)]
    at_index = periods(pd.Series(made.index, made.index))
    return made.set_axis(pd.Index(at_index if at_index.notna().all() else made.index, name="period"))


def coded(table: pd.DataFrame) -> pd.DataFrame:
    """A table with the codes by which it joins others, as far as the lexicon knows them.

    ``reporter_iso`` and ``partner_iso`` (ISO 3166-1 alpha-3, of a province 3166-2), ``partner_m49``, and of
    goods ``commodity_hs`` (the chapter of the Harmonised System in which all of them are) and
    ``commodity_sitc`` (the section of the SITC). Empty for the whole, and where there is none.

    >>> found = coded(pd.DataFrame({"partner": ["美国", "东盟"], "commodity": ["大豆", ""]}))
    >>> found[["partner_iso", "partner_m49", "commodity_hs"]].values.tolist()
    [['USA', '840', '12'], ['', '', '']]
    """
    made = table.copy()
    for name, (column, code) in _CODED.items():
        if column in table:
            words = {one: _word(column, str(one)) for one in set(table[column])}
            made[name] = [code(word) if (word := words[one]) else "" for one in table[column]]
    return made


def _iso(word: Word) -> str:
    place = word.data.get("iso2") or word.data.get("kind") in ("province", "province-level")
    return word.code if place else ""


def _chapter(word: Word) -> str:
    """The one chapter of which a good is; that of its parent where it has none of its own."""
    said = word.data.get("hs", "")
    chapters = set(_CHAPTER.findall(said))
    if not said and (parent := _by_code("commodities", word.data.get("parent", ""))):
        return _chapter(parent)
    return chapters.pop() if len(chapters) == 1 and not _section(word) else ""


def _section(word: Word) -> str:
    """The section of the SITC that a name is of."""
    found = _SECTION.fullmatch(word.data.get("hs", ""))
    return found[1] if found else ""


_CODED: dict[str, tuple[str, Any]] = {
    "reporter_iso": ("reporter", _iso),
    "partner_iso": ("partner", _iso),
    "partner_m49": ("partner", lambda word: word.data.get("m49", "")),
    "commodity_hs": ("commodity", _chapter),
    "commodity_sitc": ("commodity", _section),
}
"""Each column of codes with the column of names, and what gives the code of a name's entry."""


def _word(column: str, name: str) -> Word | None:
    named = labels.fold(column, name)
    tables = [used().names.get(table, {}) for table in COLUMN[column].table]
    return next((table[named] for table in reversed(tables) if named in table), None)


def _by_code(table: str, code: str) -> Word | None:
    words = used().names.get(table, {}).values() if code else ()
    return next((one for one in words if one.code == code), None)


def _day(published: str) -> Any:
    """A date of publication as a timestamp; a month, or a year, alone is its last day."""
    if not published:
        return pd.NaT
    return pd.Timestamp(published) if len(published) == 10 else pd.Period(published).end_time.normalize()
