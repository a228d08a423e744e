"""The archive: where an analyst's figures live, from one report to the next."""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tradekit.archive import adding
from tradekit.archive.adding import Added
from tradekit.archive.query import Wanted, frame, names_in, scan
from tradekit.archive.state import STATE
from tradekit.batch.catalogued import LEDGER, OBSERVATIONS, REPORTS, Told
from tradekit.language import labels
from tradekit.model.errors import TradekitError
from tradekit.model.observations import COLUMNS, LEDGER_COLUMNS
from tradekit.model.schema import COLUMN, KEY
from tradekit.tables import timeseries
from tradekit.tables.selectors import OPEN, present, selected

if TYPE_CHECKING:
    import pandas as pd

    from tradekit.model.observations import Observation

_STATED = (
    "period", "published", "report", "start", "value", "low", "high", "bound", "unit", "status",
)  # fmt: skip
"""The columns that a series needs."""
_PRINTED = (*KEY, "report", "start", "text", "value", "low", "high", "bound", "status", "published")
"""The columns that earlier prints are told by."""
_DAY, _NEVER = datetime.timedelta(1), "0000"
_ABOUT = ("report", "published", "headline", "language", "articles", "rows", "entries", "added", "digest")


class Archive:
    """The reports in a folder, read once: their figures, other numbers and texts, and series made of them.

    ``folder`` holds an archive, a folder that ``tradekit extract --jobs`` wrote, or nothing yet: the first
    :meth:`add` makes it. Reports are called by their path below the folder that was added.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "2024-01-13.txt").write_text("2023年，我国出口23.77万亿元，同比增长0.6%。", "utf-8")
    >>> archive = Archive(folder / "archive")
    >>> archive.add(folder / "2024-01-13.txt").added
    ('2024-01-13.txt',)
    >>> archive.add(folder / "2024-01-13.txt").added, len(archive.rows())
    ((), 2)
    >>> archive.series("exports", frequency="annual").to_dict()
    {Period('2023', 'Y-DEC'): 23770000000000.0}
    """

    def __init__(self, folder: str | Path, *, until: str = "") -> None:
        if "://" in str(folder):
            raise TradekitError(f"{folder}: an archive is a folder of this machine; copy it here")
        self.folder = Path(folder)
        self.until = until

    def __repr__(self) -> str:
        return f"Archive({str(self.folder)!r}" + (f", until={self.until!r})" if self.until else ")")

    def add(
        self, paths: str | Path | Iterable[str | Path], published: str | None = None,
        reporter: str | None = None, language: str | None = None, lexicon: str | None = None,
        replace: bool = False, again: bool = False,
    ) -> Added:  # fmt: skip
        """Read the reports in files and folders that are new or changed; says of each what came of it.

        The options are those of :func:`tradekit.extract`. A report of the same name with another date is
        refused unless ``replace`` is given; ``again`` reads unchanged reports too, by a newer kit for one.
        What can't be read is refused, with the reason; the rest is kept.
        Raises :class:`TradekitError` for a path that is not there.
        """
        told = Told(published, reporter, language, lexicon)
        return sum(adding.add(self.folder, paths, told, replace, again), Added())

    def remove(self, *reports: str) -> None:
        """Take reports out, by their names. Raises :class:`TradekitError` where one is not there."""
        adding.remove(self.folder, reports)

    def reports(self) -> pd.DataFrame:
        """What is there: a row a report, the newest first.

        Columns: ``report`` (its name), ``published``, ``headline``, ``language``, ``articles``, ``rows`` and
        ``entries`` (how many figures and other numbers), ``added`` (when, empty in a folder of ``--jobs``),
        ``digest``.
        """
        found = frame(self._scan(REPORTS, _ABOUT, {}))
        order = ["published", "added", "report"]
        return found.sort_values(order, ascending=False, ignore_index=True, kind="stable")

    def text(self, report: str) -> str:
        """The text of a report as it was decoded; places of figures count in it."""
        texts = self._scan(REPORTS, ("text",), {"path": (report,)})["text"].to_pylist()
        if not texts:
            raise TradekitError(f"{report}: no report of {self.folder}")
        return str(texts[0])

    def rows(self, report: str | Collection[str] = (), **about: str) -> pd.DataFrame:
        """The observation table, of some reports and of what ``about`` chooses.

        ``about`` are key columns by name or code, as for :meth:`series`, with no defaults; ``""`` is the
        whole. All columns of ``docs/observations.md``, report by report.
        """
        wanted = {column: (self._there(column, word),) for column, word in about.items()}
        return frame(self._rows(wanted, self._named(report)))

    def ledger(self, report: str | Collection[str] = ()) -> pd.DataFrame:
        """The numbers that made no row, of some reports or of all."""
        return frame(self._scan(LEDGER, LEDGER_COLUMNS, _called(self._named(report)), dated=False))

    def subjects(self) -> pd.DataFrame:
        """What each report speaks of: a row for each ``report``, ``reporter``, ``indicator``, ``partner`` and
        ``commodity``, names as printed, with the ``count`` of its figures.
        """
        columns = ["report", "reporter", "indicator", "partner", "commodity"]
        read = self._scan(OBSERVATIONS, columns, {}).unify_dictionaries()
        if not read.num_rows:
            return frame(read).assign(count=0)
        counted = read.group_by(columns).aggregate([([], "count_all")])
        return frame(counted).rename(columns={"count_all": "count"}).sort_values(columns, ignore_index=True)

    def series(
        self, flow: str = "trade", *, frequency: str = "Q", vintage: str = "latest", **about: str
    ) -> pd.Series[float] | pd.DataFrame:
        """One indicator over all reports: :func:`tradekit.series` over what the archive has."""
        key, told = self._told(flow, about, frequency)
        made = timeseries.of_vintage(told, key, frequency, vintage)
        if not len(made):
            timeseries.hint(self._of_key, key, frequency)
        return made

    def said(
        self, flow: str = "trade", *, frequency: str = "Q", implied: bool = True,
        reference: pd.DataFrame | None = None, **about: str,
    ) -> pd.DataFrame:  # fmt: skip
        """Who said what when: stated, implied by other figures, official; a row for each, told by ``kind``.

        Columns as :func:`tradekit.tables.timeseries.said`. ``reference`` is the official series, the kit's
        own where it has them (an empty table for none).
        """
        if reference is None:
            from tradekit.tables.fold import official

            reference = official()
        key = self._key(flow, about)
        around = timeseries.surroundings(key) if implied else {one: (word,) for one, word in key.items()}
        if self.until:
            reference = reference[reference["vintage"] <= self.until]
        rows = frame(self._rows(around))
        return timeseries.said(rows, flow, frequency=frequency, implied=implied, reference=reference, **about)

    def revisions(self, flow: str = "trade", *, frequency: str = "Q", **about: str) -> pd.DataFrame:
        """First and latest value of each period: :func:`tradekit.tables.timeseries.revisions`.

        The triangle, a row a period and a column a date of publication, is ``series(…, vintage="all")``.
        """
        return timeseries.revised(self._told(flow, about, frequency)[1], frequency)

    def as_of(self, date: str | datetime.date) -> Archive:
        """The archive as it was known on a day: only what was published by then.

        ``date`` is ``YYYY-MM-DD``, a date or timestamp, or ``YYYY-MM`` for the end of the month.
        Raises :class:`TradekitError` where it is no date.
        """
        from tradekit.language.zh.datelines import checked

        day = date.strftime("%Y-%m-%d") if isinstance(date, datetime.date) else str(checked(date, "date"))
        if len(day) == len("YYYY-MM"):
            day += f"-{monthrange(int(day[:4]), int(day[5:]))[1]}"
        return Archive(self.folder, until=day)

    def newest(self, report: str = "") -> tuple[pd.DataFrame, pd.DataFrame]:
        """The rows of the newest report (or of ``report``), and those of what was published before its day.

        The latter are those on the same things only, as :func:`tradekit.news` needs them.
        """
        if not report:
            found = self.reports()
            found = found[found["rows"] > 0].sort_values(["published", "report"], ascending=[False, True])
            if not len(found):
                return self.rows(), self.rows()
            report = str(found["report"].iat[0])
        new = self.rows(report)
        return new, self.before(new)

    def before(self, new: pd.DataFrame) -> pd.DataFrame:
        """What was published before the day of some rows, on the same things in any period."""
        day = max(new["published"], default="")
        eve = str(datetime.date.fromisoformat(f"{day}-01-01"[:10]) - _DAY) if day else _NEVER
        wanted = {
            one: {name and timeseries.form(one, name) for name in new[one].unique()}
            for one in KEY
            if one != "period"
        }
        earlier = Archive(self.folder, until=min(eve, self.until or eve))
        return frame(earlier._rows(wanted, columns=_PRINTED))

    def beside(self, draft: Iterable[Observation] | pd.DataFrame) -> pd.DataFrame:
        """The rows that can bear on those of a draft: of about their periods, or with their numbers."""
        from tradekit.checks.drafts import bearing

        return frame(self._scan(OBSERVATIONS, COLUMNS, {}, either=bearing(draft)))

    def _key(self, flow: str, about: Mapping[str, str]) -> dict[str, str]:
        """The key of a series."""
        return timeseries.key(flow, {column: self._chosen(column, word) for column, word in about.items()})

    def _told(
        self, flow: str, about: Mapping[str, str], frequency: str
    ) -> tuple[dict[str, str], pd.DataFrame]:
        """The key of a series and what is stated of it."""
        key = self._key(flow, about)
        return key, timeseries.told(self._of_key(key, _STATED), "stated", frequency)

    def _of_key(self, key: Mapping[str, str], columns: Sequence[str] = KEY) -> pd.DataFrame:
        """The rows of a key."""
        return frame(self._rows({one: (word,) for one, word in key.items()}, columns=columns))

    def _chosen(self, column: str, word: str) -> str:
        """What a word chooses; names that no lexicon has are looked for in the parts."""
        try:
            return selected(column, word)
        except TradekitError:
            if column not in COLUMN:
                raise
            return selected(column, word, names_in(self._scan(OBSERVATIONS, (column,), {}), column))

    def _there(self, column: str, word: str) -> str:
        """What a word chooses, of a column without a list of words: one that the parts have."""
        chosen = self._chosen(column, word)
        if word and chosen == word and column in OPEN:
            present(f"{column}=", word, names_in(self._scan(OBSERVATIONS, (column,), {}), column))
        return chosen

    def _named(self, report: str | Collection[str]) -> str | Collection[str]:
        """Names of reports that are there."""
        asked = {report} if isinstance(report, str) else set(report)
        if asked - {""}:
            every = self._scan(REPORTS, ("report",), {}, dated=False)["report"].to_pylist()
            for one in sorted(asked - {""}):
                present("report ", one, every)
        return report

    def _rows(
        self, wanted: Mapping[str, Collection[str]], report: str | Collection[str] = (),
        columns: Sequence[str] = COLUMNS,
    ) -> Any:  # fmt: skip
        """Rows as an Arrow table; names by all forms of them that the parts have."""
        fitting = {one: self._forms(one, words) for one, words in wanted.items()}
        return self._scan(OBSERVATIONS, columns, fitting | _called(report))

    def _forms(self, column: str, names: Collection[str]) -> Collection[str]:
        """What the parts have in a column for some names."""
        if not any(names) or not timeseries.has_forms(column):
            return names
        there = names_in(self._scan(OBSERVATIONS, (column,), {}), column)
        return [one for one in there if labels.fold(column, one) in names]

    def _scan(
        self,
        kind: str,
        columns: Sequence[str],
        wanted: Wanted,
        dated: bool = True,
        either: Wanted | None = None,
    ) -> Any:
        if not (self.folder / STATE).exists() and not (self.folder / REPORTS).is_dir():
            raise TradekitError(f"{self.folder}: no archive; make one by tradekit add PATH --archive DIR")
        return scan(self.folder, kind, columns, wanted, self.until if dated else "", either)


def _called(report: str | Collection[str]) -> dict[str, Collection[str]]:
    return {"path": (report,) if isinstance(report, str) else report} if report else {}
