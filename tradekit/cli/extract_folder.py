"""``tradekit extract`` over a folder of any size: options, and what is said at the end."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from tradekit.language.zh.datelines import checked

SOME_SKIPPED = 3
INTERRUPTED = 130


def place(ctx: click.Context, param: click.Parameter, value: str | None) -> Path | str | None:
    """A click callback: a path, or an address such as ``s3://bucket/folder``, which stays a string."""
    return Path(value) if value is not None and "://" not in value else value


def dated(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """A click callback: a date that there is, before anything is read or written."""
    return checked(value) if value else None


def scaling(command: Any) -> Any:
    """The options that turn ``extract`` to a folder of any size."""
    jobs = click.option(
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        help="Write a folder of Parquet parts to --out DIR, N processes at work; run again to go on.",
    )
    cluster = click.option(
        "--cluster",
        metavar="ADDRESS",
        help="The same on a Dask cluster: its scheduler's address or scheduler file.",
    )
    return jobs(cluster(command))


def in_parts(out: Path | str | None, jobs: int | None, cluster: str | None) -> bool:
    """Whether parts are asked for, not one file: by an option, or by a folder or an address as the place."""
    return bool(jobs or cluster or isinstance(out, str) or (out is not None and out.is_dir()))


def extract_in_parts(
    paths: Sequence[str],
    format: str | None,
    out: Path | str | None,
    jobs: int | None,
    cluster: str | None,
    published: str | None,
    lexicon: Path | None,
) -> None:
    """Stream the folder in ``paths`` to ``out``; exits with 3 where files were skipped, 130 on Ctrl-C."""
    from tradekit.batch import extract_folder

    if len(paths) != 1 or out is None or format not in (None, "parquet"):
        raise click.UsageError("a folder is extracted in Parquet parts: tradekit extract FOLDER --out DIR")
    if jobs and cluster:
        raise click.UsageError("--jobs is for this machine, --cluster for others: give one of them")
    try:
        done = extract_folder(
            paths[0],
            out,
            jobs=jobs or 1,
            cluster=cluster,
            published=published,
            lexicon=lexicon,
            progress=True,
        )
    except KeyboardInterrupt:
        click.echo("\nstopped; what is done is kept: the same command goes on", err=True)
        sys.exit(INTERRUPTED)
    click.echo(
        f"{done.rows:,} rows and {done.entries:,} other numbers from {done.files - done.skipped:,} reports"
        f" in {out}: {done.parts:,} parts, {done.kept:,} of them kept from before",
        err=True,
    )
    if done.skipped:
        click.echo(f"{done.skipped:,} files could not be read", err=True)
        sys.exit(1 if done.skipped == done.files else SOME_SKIPPED)
