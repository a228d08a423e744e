"""``tradekit site``: an archive as a folder of pages."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from tradekit.cli import options


@click.command()
@options.archive
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), required=True, metavar="DIR",
    help="The folder of the site.",
)  # fmt: skip
@click.option("--title", default="", metavar="TEXT", help="What stands above all pages.")
@click.option("--url", default="", metavar="ADDRESS", help="Where the site will be, for its feed.")
@options.official
@options.lang
def site(archive: Path, out: Path, title: str, url: str, official: bool, lang: str) -> None:
    """A folder of pages over an archive: what changed, a card a report, series, a feed; without scripts."""
    from tradekit.archive import Archive
    from tradekit.site import build
    from tradekit.tables.fold import official as series

    done: Counter[str] = Counter()
    reference = series() if official else None
    for path, what in build(Archive(archive), out, lang=lang, title=title, url=url, reference=reference):
        done[what] += 1
        if what != "unchanged":
            click.echo(options.printable(f"{what}: {out / path}"))
    counts = ", ".join(f"{done[what]} {what}" for what in ("made", "unchanged", "removed"))
    click.echo(f"{counts}; open {out / 'index.html'}")
