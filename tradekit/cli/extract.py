"""``tradekit extract`` and ``ledger``: the figures of reports as rows, or the other numbers.

Of a folder of any size as Parquet parts.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tradekit.cli import observing, options

if TYPE_CHECKING:
    from tradekit.batch.catalogued import Told


@click.command()
@options.paths
@observing.formats
@options.out
@options.reading
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N",
    help="Write Parquet parts to --out DIR, N processes at work (as many as cores); run again to go on.",
)  # fmt: skip
@click.option(
    "--cluster", metavar="ADDRESS", help="The same on a Dask cluster: its scheduler's address or file."
)
@click.option("--ledger/--no-ledger", default=True, help="Parts of the other numbers too.  [default: yes]")
def extract(
    paths: Sequence[str], format: str | None, out: Path | str | None, told: Told,
    jobs: int | None, cluster: str | None, ledger: bool,
) -> None:  # fmt: skip
    """The figures of reports (files or folders), one row each, as JSON lines on standard output.

    With --jobs, --cluster or a folder as --out, a folder of any size: docs/scale.md.
    """
    if not (jobs or cluster or isinstance(out, str) or (out is not None and out.is_dir())):
        observing.write(0, paths, format, out, told)
        return
    if len(paths) != 1 or out is None or format not in (None, "parquet"):
        raise click.UsageError("a folder is extracted in Parquet parts: tradekit extract FOLDER --out DIR")
    if jobs and cluster:
        raise click.UsageError("--jobs is for this machine, --cluster for others: give one of them")
    _in_parts(paths[0], out, jobs=jobs, cluster=cluster, ledger=ledger, **told._asdict())


@click.command("ledger")
@options.paths
@observing.formats
@options.out
@options.reading
def numbers(**how: Any) -> None:
    """The numbers of reports that are no figures of trade, each with the reason; options as for extract."""
    observing.write(1, **how)


def _in_parts(folder: str, out: Path | str, jobs: int | None, **how: Any) -> None:
    """Stream the folder to ``out``; exits with 3 where files were skipped."""
    from tradekit.batch import extract_folder
    from tradekit.batch.workers import cores

    done = extract_folder(folder, out, jobs=jobs or cores(), progress=True, **how)
    click.echo(
        f"{done.rows:,} rows and {done.entries:,} other numbers from {done.files - done.skipped:,} reports"
        f" in {out}: {done.parts:,} parts, {done.kept:,} of them kept from before",
        err=True,
    )
    if done.skipped:
        click.echo(f"{done.skipped:,} files could not be read", err=True)
    if done.warned:
        message = "not read whole (no year is told: give --published; or another language)"
        click.echo(f"{done.warned:,} reports were {message}", err=True)
    if done.skipped or done.warned:
        sys.exit(1 if done.skipped == done.files else options.SOME_SKIPPED)
