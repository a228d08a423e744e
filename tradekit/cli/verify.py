"""``tradekit verify``: the figures of a draft beside archive and official series."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tradekit.cli import options
from tradekit.cli.observing import Observed, archived, rows_of

if TYPE_CHECKING:
    import pandas as pd

    from tradekit.batch.catalogued import Told


@click.command()
@click.argument("drafts", nargs=-1, required=True, metavar="DRAFT...")
@options.known
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help="Write here: text, or .csv or .html.",
    callback=options.suffixed(".txt", ".md", ".csv", ".html", ".htm"),
)  # fmt: skip
@options.reading
@options.official
@options.lang
def verify(
    drafts: Sequence[str], archive: Path | None, out: Path | None, told: Told, official: bool, lang: str
) -> None:
    """Set each figure of a draft beside what reports and the official series say.

    It agrees, is a rounding, was revised since, is contradicted, is doubtful, or nobody says it. Exits 1
    when one is contradicted.
    """
    from tradekit.checks import drafts as checks
    from tradekit.model.writing import write_text
    from tradekit.tables.fold import official as series
    from tradekit.tables.verdict_words import report_drafts

    observed = Observed(drafts, told, lang)
    rows = [row for found, _ in observed for row in found]
    kept = archived(archive)
    known = kept.beside(rows) if kept else rows_of(archive, told.lexicon)
    found = checks.verify(rows, known, series() if official else None)
    if out is None:
        click.echo(options.printable(report_drafts(found, lang)), nl=False)
    else:
        write_text(out, _written(found, out.suffix.lower(), lang))
    observed.close(1 if (found["verdict"] == checks.CONTRADICTED).any() else 0)


def _written(found: pd.DataFrame, suffix: str, lang: str) -> str:
    from tradekit.model.writing import inert
    from tradekit.publish.letter import verified
    from tradekit.tables.verdict_words import report_drafts

    if suffix == ".csv":
        return "\ufeff" + str(found.map(inert).to_csv(index=False, lineterminator="\n"))
    return verified(found, lang=lang) if suffix in (".html", ".htm") else report_drafts(found, lang)
