"""``tradekit check``: the verdicts on reports, for people or programs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from tradekit.documents.checkout import named
from tradekit.documents.reading import Skipped, find
from tradekit.model.errors import TradekitError
from tradekit.model.observations import Observation


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format",
    "format",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help="Write here, whole or not at all."
)
@click.option("--published", metavar="DATE", help="The reports' publication date, where they do not say it.")
@click.option(
    "--lexicon", type=click.Path(path_type=Path), metavar="DIR", help="Tables of words of your own."
)
@click.option(
    "--official/--no-official", default=True, help="Beside the official series too.  [default: yes]"
)
@click.option(
    "--lang",
    type=click.Choice(("en", "zh")),
    default="en",
    show_default=True,
    help="Language of the text.",
)
@click.option("--all", "everything", is_flag=True, help="List every verdict, not the first few of a kind.")
def check(
    paths: Sequence[str],
    format: str,
    out: Path | None,
    published: str | None,
    lexicon: Path | None,
    official: bool,
    lang: str,
    everything: bool,
) -> None:
    """Check the figures of reports against each other; exits 1 when an identity fails."""
    from tradekit.checks import check as checked
    from tradekit.cli.main import printable
    from tradekit.documents.pages import read
    from tradekit.extraction.cautions import cautions_of
    from tradekit.extraction.observe import observe
    from tradekit.language.lexicon import load
    from tradekit.model.writing import whole
    from tradekit.tables.official_series import official as series
    from tradekit.tables.verdict_words import report_checks

    words = load(str(lexicon)) if lexicon else None
    found: list[Observation] = []
    warned: list[str] = []
    skipped: list[Skipped] = []
    files = find(named(paths), skipped)
    for path in files:
        try:
            rows, entries = observe(read(path, published=published), lexicon=words)
            found += rows
            warned += cautions_of(rows, entries, lang)
        except TradekitError as error:
            skipped.append(Skipped(path, str(error)))
    verdicts = checked(found, series() if official else None)
    text = report_checks(verdicts, format, lang=lang, everything=everything)
    if out is None:
        click.echo(printable(text), nl=False)
    else:
        with whole(out) as part:
            part.write_text(text, "utf-8")
    for line in [*[f"skipped: {one.reason}" for one in skipped], *warned]:
        click.echo(printable(line), err=True)
    if not {*files} - {one.path for one in skipped} or bool((verdicts["verdict"] == "fails").any()):
        sys.exit(1)
    if skipped or warned:
        sys.exit(3)
