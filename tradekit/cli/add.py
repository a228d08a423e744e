"""``tradekit add``: reports go into an archive, each of them read once."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tradekit.cli import options

if TYPE_CHECKING:
    from tradekit.batch.catalogued import Told


@click.command()
@options.paths
@options.archive
@options.reading
@click.option("--replace", is_flag=True, help="A report may take the place of one with another date.")
@click.option("--again", is_flag=True, help="Read unchanged reports too, by a newer kit for one.")
@click.option("--remove", is_flag=True, help="Take the reports named PATH out of the archive.")
def add(
    paths: Sequence[str], archive: Path, told: Told, replace: bool, again: bool, remove: bool
) -> None:
    """Add reports (files or folders) to an archive: what is new or changed is read, all else left alone."""
    if remove:
        from tradekit.archive import Archive

        Archive(archive).remove(*paths)
        click.echo(f"{len(paths)} removed from {archive}")
        return
    from tradekit.archive import Added, adding

    done = Added()
    for one in adding.add(archive, paths, told, replace, again):
        done += one
        for what, names in (("added", one.added), ("changed", one.changed)):
            for name in names:
                click.echo(options.printable(f"{what}: {name}"))
        for reason in one.refused:
            click.echo(options.printable(f"refused: {reason}"), err=True)
        for line in one.warned:
            click.echo(options.printable(line), err=True)
    counts = {what: len(getattr(done, what)) for what in ("added", "changed", "unchanged", "refused")}
    click.echo(f"{archive}: " + ", ".join(f"{count:,} {what}" for what, count in counts.items()))
    if done.refused or done.warned:
        sys.exit(options.SOME_SKIPPED if sum(counts.values()) > counts["refused"] else 1)
