"""Observing: the reports a command was given, read one by one; what could not be read is told at the end."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tradekit.cli.options import SOME_SKIPPED, printable

if TYPE_CHECKING:
    import pandas as pd

    from tradekit.model.observations import LedgerEntry, Observation

FORMATS = ("jsonl", "csv", "parquet")


class Observed:
    """The observations and ledgers of the reports in ``paths``, in order; iterated once.

    ``read`` counts the reports, ``skipped`` has the reason for each file that is none, ``warned`` says of
    reports that they could not be read whole.
    """

    def __init__(
        self,
        paths: Sequence[str],
        published: str | None,
        told: tuple[str | None, str | None],
        lexicon: Path | None,
        lang: str = "en",
    ) -> None:
        from tradekit.documents.checkout import named
        from tradekit.documents.reading import Skipped, find
        from tradekit.language.lexicon import load

        self.words = load(str(lexicon)) if lexicon is not None else None
        self.skipped: list[Skipped] = []
        self.warned: list[str] = []
        self.read = 0
        self._published, self._told, self._lang = published, told, lang
        self._asked = named(paths)
        self._count = len(find(self._asked, []))

    def __iter__(self) -> Iterator[tuple[tuple[Observation, ...], tuple[LedgerEntry, ...]]]:
        from tqdm import tqdm

        from tradekit.documents.pages import read_each
        from tradekit.extraction.cautions import cautions_of
        from tradekit.extraction.observe import observe

        hidden = self._count < 2 or not sys.stderr.isatty()
        reports = read_each(self._asked, self._published, self.skipped, *self._told)
        for report in tqdm(reports, unit="report", total=self._count, disable=hidden):
            rows, entries = observe(report, lexicon=self.words)
            self.warned += cautions_of(rows, entries, self._lang)
            self.read += 1
            yield rows, entries

    def close(self, code: int = 0) -> None:
        """Tell what was skipped, and leave with ``code``, else the one that says so."""
        for line in (*(f"skipped: {one.reason}" for one in self.skipped), *self.warned):
            click.echo(printable(line), err=True)
        incomplete = SOME_SKIPPED if self.read else 1
        sys.exit(code or (incomplete if self.skipped or self.warned else 0))


def write(
    which: int, columns: Sequence[str], paths: Sequence[str], format: str | None, out: Path | str | None,
    published: str | None, reporter: str | None, language: str | None, lexicon: Path | None,
) -> None:  # fmt: skip
    """Write the observations (``which`` 0) or the ledger (1) of reports."""
    from tradekit.model.errors import TradekitError
    from tradekit.model.writing import write_rows

    if isinstance(out, str):
        raise click.UsageError("--out is a file of this machine")
    suffix = out.suffix.lstrip(".") if out is not None else ""
    format = format or (suffix if suffix in FORMATS else "jsonl")
    observed = Observed(paths, published, (reporter, language), lexicon)

    def rows() -> Iterator[Observation | LedgerEntry]:
        for both in observed:
            yield from both[which]
        if not observed.read:
            reasons = "; ".join(str(one) for one in observed.skipped)
            raise TradekitError(f"no report could be read: {reasons}")

    count = write_rows(rows(), columns, format, out)
    if out is not None:
        click.echo(f"{count} rows from {observed.read} reports in {out}", err=True)
    observed.close()


def known_rows(archive: Path | None, lexicon: Path | None) -> pd.DataFrame:
    """The observation table of an archive, of a folder of reports, or of the kit's own reports."""
    from tradekit.archive import Archive
    from tradekit.documents.checkout import reports
    from tradekit.extraction.observe import extract

    if archive is not None and (archive / "observations").is_dir():
        return Archive(archive).rows()
    return extract(reports(str(archive or "")), lexicon=str(lexicon) if lexicon else None)


formats = click.option(
    "--format", "format", type=click.Choice(FORMATS), help="jsonl, unless FILE's suffix says else."
)
