"""``tradekit news``: what the newest report says that was not known before it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tradekit.cli import options
from tradekit.cli.observing import archived, rows_of

if TYPE_CHECKING:
    import pandas as pd


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@options.known
@click.option("--report", default="", metavar="NAME", help="Tell about this report, not the newest.")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE",
    callback=options.suffixed(".md", ".txt", ".html", ".htm"),
    help="Write here: .md with its chart beside it, or .html that a mail client shows.",
)  # fmt: skip
@options.published
@options.lexicon
@options.official
@options.lang
def news(
    paths: Sequence[str], archive: Path | None, report: str, out: Path | None, published: str | None,
    lexicon: Path | None, official: bool, lang: str,
) -> None:  # fmt: skip
    """What changed: the newest report (of PATH, else of the archive) against all published before its day."""
    from tradekit.documents.checkout import reports
    from tradekit.extraction.observe import extract
    from tradekit.model.errors import TradekitError
    from tradekit.publish.letter import markdown
    from tradekit.tables import whatsnew
    from tradekit.tables.fold import official as series

    kept, words = archived(archive), str(lexicon) if lexicon else None
    if paths:
        known = rows_of(archive, words) if archive and not kept else None
        new, before = whatsnew.newest(extract(reports(paths, published), lexicon=words), report, known)
        before = kept.before(new) if kept else before
    else:
        new, before = kept.newest(report) if kept else whatsnew.newest(rows_of(archive, words), report)
    if not len(new):
        where = ", ".join(paths) or archive
        raise TradekitError(
            f"{where}: no report with figures is there; add some: tradekit add PATH --archive DIR"
        )
    found = whatsnew.news(new, before, series() if official else None)
    name = str(new["report"].iat[0])
    if out is None:
        click.echo(options.printable(markdown(found, name, lang=lang)), nl=False)
    else:
        _written(found, name, out, lang)


def _written(found: pd.DataFrame, name: str, out: Path, lang: str) -> None:
    from tradekit.model.writing import whole, write_text
    from tradekit.publish.letter import mail, markdown

    if out.suffix.lower() in (".html", ".htm"):
        write_text(out, mail(found, name, lang=lang))
        return
    from tradekit.charts import changes

    picture = out.with_suffix(".png")
    with whole(picture) as part:
        changes(found, lang=lang).savefig(part)
    write_text(out, markdown(found, name, lang=lang, picture=picture.name))
