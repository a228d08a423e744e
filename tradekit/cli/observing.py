"""Observing: the reports a command was given, read one by one; what could not be read is told at the end."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tradekit.cli.options import SOME_SKIPPED, printable

if TYPE_CHECKING:
    import pandas as pd

    from tradekit.archive import Archive
    from tradekit.batch.catalogued import Told
    from tradekit.model.observations import LedgerEntry, Observation

FORMATS = ("jsonl", "csv", "parquet", "xlsx")


class Observed:
    """The observations and ledgers of the reports in ``paths``, in order; iterated once.

    ``read`` counts the reports, ``skipped`` has the reason for each file that is none, ``warned`` says of
    reports that they could not be read whole.
    """

    def __init__(self, paths: Sequence[str], told: Told, lang: str = "en", ledger: bool = False) -> None:
        from tradekit.batch.several import File, How
        from tradekit.documents.checkout import named
        from tradekit.documents.reading import Skipped, find, names_of
        from tradekit.language.lexicon import load

        load(told.lexicon)
        self.skipped: list[Skipped] = []
        self.warned: list[str] = []
        self.read = 0
        asked = named(paths)
        found = find(asked, self.skipped)
        self._files = list(map(File, found, names_of(asked, found)))
        self._how = How(told, ledger, lang)

    def __iter__(self) -> Iterator[tuple[tuple[Observation, ...], tuple[LedgerEntry, ...]]]:
        from tqdm import tqdm

        from tradekit.batch.several import outcomes
        from tradekit.documents.reading import Skipped

        hidden = len(self._files) < 2 or not sys.stderr.isatty()
        found = tqdm(outcomes(self._files, self._how), unit="report", total=len(self._files), disable=hidden)
        for file, outcome in zip(self._files, found, strict=True):
            if outcome.problem:
                self.skipped.append(Skipped(file.path, outcome.problem))
                continue
            self.warned += outcome.warned
            self.read += 1
            yield outcome.rows, outcome.entries

    def close(self, code: int = 0) -> None:
        """Tell what was skipped, and leave with ``code``, else the one that says so."""
        for line in (*(f"skipped: {one.reason}" for one in self.skipped), *self.warned):
            click.echo(printable(line), err=True)
        incomplete = SOME_SKIPPED if self.read else 1
        sys.exit(code or (incomplete if self.skipped or self.warned else 0))


def write(
    which: int, paths: Sequence[str], format: str | None, out: Path | str | None, told: Told
) -> None:
    """Write the observations (``which`` 0) or the ledger (1) of reports."""
    from tradekit.model.errors import TradekitError
    from tradekit.model.observations import COLUMNS, LEDGER_COLUMNS
    from tradekit.model.writing import write_rows

    if isinstance(out, str):
        raise click.UsageError("--out is a file of this machine")
    format = format or _format(out)
    observed = Observed(paths, told, ledger=which == 1)

    def rows() -> Iterator[Observation | LedgerEntry]:
        for both in observed:
            yield from both[which]
        if not observed.read:
            reasons = "; ".join(str(one) for one in observed.skipped)
            raise TradekitError(f"no report could be read: {reasons}")

    write_all = _workbook if format == "xlsx" else partial(write_rows, format=format)
    count = write_all(rows(), LEDGER_COLUMNS if which else COLUMNS, out=out)
    if out is not None:
        click.echo(f"{count} rows from {observed.read} reports in {out}", err=True)
    observed.close()


def archived(folder: Path | None) -> Archive | None:
    """The archive in a folder; None where that is a folder of reports."""
    from tradekit.archive import Archive

    there = folder is not None and any((folder / one).exists() for one in ("archive.json", "observations"))
    return Archive(folder) if folder is not None and there else None


def rows_of(folder: Path | None, lexicon: str | None) -> pd.DataFrame:
    """The observation table of a folder of reports, or of the kit's own reports."""
    from tradekit.documents.checkout import reports
    from tradekit.extraction.observe import extract

    return extract(reports(str(folder or "")), lexicon=lexicon)


def _format(out: Path | None) -> str:
    """The format that a file's suffix names; a file without one gets JSON lines, like standard output."""
    suffix = out.suffix.lstrip(".").lower() if out is not None else ""
    if suffix and suffix not in FORMATS:
        known = ", ".join(f".{one}" for one in FORMATS)
        raise click.UsageError(f"{out}: .{suffix} is no format of rows; use {known}, or say --format")
    return suffix or "jsonl"


def _workbook(rows: Iterator[Observation | LedgerEntry], columns: Sequence[str], out: Path | None) -> int:
    """Write rows as a workbook with a codebook; say how many there were."""
    import pandas as pd

    from tradekit.tables.export import to_excel

    if out is None:
        raise click.UsageError("xlsx is no text: name a file for it with --out FILE")
    table = pd.DataFrame([[getattr(row, name) for name in columns] for row in rows], columns=list(columns))
    to_excel({"observations" if "value" in table else "ledger": table}, out, lang="en")
    return len(table)


formats = click.option(
    "--format", "format", type=click.Choice(FORMATS), help="jsonl, unless FILE's suffix says else."
)
