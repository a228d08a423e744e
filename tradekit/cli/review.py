"""``tradekit review``: what is most likely wrong first, and corrections that are kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tradekit.cli import options

if TYPE_CHECKING:
    from tradekit.batch.catalogued import Told
    from tradekit.publish.correcting import Desk


@click.command()
@options.paths
@click.option(
    "--set", "changes", type=(str, str, str), multiple=True, metavar="PLACE COLUMN VALUE",
    help="Set a figure right: its place (report#start), a column, what it has to be.",
)  # fmt: skip
@click.option("--remove", "removed", multiple=True, metavar="PLACE", help="Say that a number is no figure.")
@click.option("--note", default="", metavar="TEXT", help="Why, kept with what is set right.")
@click.option(
    "--gold", type=click.Path(path_type=Path), callback=options.suffixed(".jsonl"), metavar="FILE",
    help="Write the reports that were set right as gold rows, for tradekit score.",
)  # fmt: skip
@click.option("--most", type=click.IntRange(min=0), default=30, show_default=True, help="Figures to list.")
@options.reading
@options.official
@options.lang
def review(
    paths: Sequence[str], changes: Sequence[tuple[str, str, str]], removed: Sequence[str], note: str,
    gold: Path | None, most: int, told: Told, official: bool, lang: str,
) -> None:  # fmt: skip
    """List the figures that are most likely wrong; set them right with --set and --remove.

    A correction is kept in corrections.csv beside the report, by the text around its figure, and applied
    whenever that report is read.
    """
    from tradekit.documents.checkout import reports
    from tradekit.documents.corrections import REMOVED
    from tradekit.publish.correcting import Desk
    from tradekit.tables.fold import official as series

    found = reports(paths, told.published, told.reporter, told.language)
    desk = Desk(found, series() if official else None, lang=lang, lexicon=told.lexicon or "")
    wanted: dict[str, dict[str, str]] = {}
    for place, column, value in changes:
        wanted.setdefault(place, {})[column] = value
    for place, values in wanted.items():
        desk.ready(place, values)
    for place, values in wanted.items():
        desk.put(place, values, note)
    for place in removed:
        desk.put(place, {REMOVED: ""}, note)
    click.echo(options.printable("\n".join(_listed(desk, most))))
    if gold is not None:
        _offered(desk, gold)


def _listed(desk: Desk, most: int) -> list[str]:
    from tradekit.language import labels
    from tradekit.tables.fold import records
    from tradekit.tables.reviewing import readable_review

    lines = [labels.say(desk.lang, "{count} figures to look at:", count=len(desk.doubts))]
    for row in records(readable_review(desk.doubts.head(most), desk.lang)):
        mend = f" ({row['mend']})" if row["mend"] else ""
        period = labels.period(row["period"], desk.lang)
        lines.append(f"{row['id']}  {row['text']}  {row['subject']}, {period}: {row['reasons']}{mend}")
        lines.append(f"    {row['sentence']}")
    return lines


def _offered(desk: Desk, gold: Path) -> None:
    from tradekit.evaluate.goldrows import passages
    from tradekit.model.writing import write_text

    lines = [json.dumps(one, ensure_ascii=False) for one in passages(desk.reports.values())]
    write_text(gold, "".join(f"{line}\n" for line in lines))
    click.echo(f"{len(lines)} reports in {gold}", err=True)
