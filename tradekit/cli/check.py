"""``tradekit check``: the verdicts on reports, for people or programs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tradekit.cli import options
from tradekit.cli.observing import Observed

if TYPE_CHECKING:
    from tradekit.batch.catalogued import Told


@click.command()
@options.paths
@click.option(
    "--format", "format", type=click.Choice(("text", "json")),
    help="For people, or for programs.  [default: text, unless FILE ends in .json]",
)  # fmt: skip
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help="Write here, whole or not at all.",
    callback=options.suffixed(".txt", ".md", ".json"),
)  # fmt: skip
@options.reading
@options.official
@options.lang
@click.option("--all", "everything", is_flag=True, help="List every verdict, not the first few of a kind.")
def check(
    paths: Sequence[str], format: str | None, out: Path | None, told: Told, official: bool, lang: str,
    everything: bool,
) -> None:  # fmt: skip
    """Check the figures of reports against each other; exits 1 when an identity fails."""
    from tradekit.checks import check as checked
    from tradekit.model.writing import told as refusals
    from tradekit.model.writing import write_text
    from tradekit.tables.fold import official as series
    from tradekit.tables.verdict_words import report_checks

    observed = Observed(paths, told, lang)
    found = [row for rows, _ in observed for row in rows]
    verdicts = checked(found, series() if official else None)
    as_json = out is not None and out.suffix.lower() == ".json"
    format = format or ("json" if as_json else "text")
    text = report_checks(verdicts, format, lang=lang, everything=everything)
    if out is None:
        with refusals("standard output"):
            click.echo(options.printable(text), nl=False)
    else:
        write_text(out, text)
    observed.close(1 if (verdicts["verdict"] == "fails").any() else 0)
