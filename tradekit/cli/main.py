"""The ``tradekit`` command.

Exit codes: 0 all went well; 1 it failed, and says why; 2 it was called wrongly; 3 rows were written, but
some files could not be read, or not whole (each named on standard error); ``check`` exits 1 when an
identity fails.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tradekit.cli.check import check
from tradekit.cli.extract_folder import dated, extract_in_parts, in_parts, place, scaling
from tradekit.cli.lab import lab
from tradekit.cli.score import score
from tradekit.documents.checkout import named
from tradekit.documents.reading import Skipped, find
from tradekit.model.errors import TradekitError
from tradekit.model.observations import COLUMNS, LEDGER_COLUMNS
from tradekit.model.writing import FORMATS, write_rows

if TYPE_CHECKING:
    from tradekit.model.observations import LedgerEntry, Observation

SOME_SKIPPED = 3


class _Group(click.Group):
    """A group whose commands report a :class:`TradekitError` in one line, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except TradekitError as error:
            raise click.ClickException(printable(str(error))) from error


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tradekit-figures")
def main() -> None:
    """Trade indicators from Chinese-language reports: tidy, traceable, checked."""


def _rows(command: Any) -> Any:
    """The arguments and options that ``extract`` and ``ledger`` share."""
    for decorate in reversed(
        [
            click.argument("paths", nargs=-1, required=True, metavar="PATH..."),
            click.option(
                "--format",
                "format",
                type=click.Choice(FORMATS),
                help="jsonl, unless FILE's suffix says else.",
            ),
            click.option(
                "--out",
                callback=place,
                metavar="FILE",
                help="Write here, whole or not at all.",
            ),
            click.option(
                "--published",
                callback=dated,
                metavar="DATE",
                help="The reports' publication date, where they do not say it.",
            ),
            click.option(
                "--lexicon",
                type=click.Path(path_type=Path),
                metavar="DIR",
                help="Tables of words of your own.",
            ),
        ]
    ):
        command = decorate(command)
    return command


@main.command()
@_rows
@scaling
def extract(
    paths: Sequence[str], format: str | None, out: Path | str | None,
    jobs: int | None, cluster: str | None, **how: Any,
) -> None:  # fmt: skip
    """The figures of reports (files or folders), one row each, as JSON lines on standard output.

    With --jobs, --cluster or a folder as --out, a folder of any size: docs/scale.md.
    """
    if in_parts(out, jobs, cluster):
        extract_in_parts(paths, format, out, jobs, cluster, **how)
    else:
        _write(paths, 0, COLUMNS, format, out, **how)


@main.command()
@_rows
def ledger(paths: Sequence[str], format: str | None, out: Path | None, **how: Any) -> None:
    """The numbers of reports that are no figures of trade, each with the reason; options as for extract."""
    _write(paths, 1, LEDGER_COLUMNS, format, out, **how)


def _write(
    paths: Sequence[str], which: int, columns: Sequence[str], format: str | None, out: Path | str | None,
    published: str | None, lexicon: Path | None,
) -> None:  # fmt: skip
    if isinstance(out, str):
        raise click.UsageError("--out is a file of this machine")
    skipped: list[Skipped] = []
    files = find(named(paths), skipped)
    warned: list[str] = []
    observed = _observed(files, published, lexicon, skipped, warned)
    count = write_rows((row for rows in observed for row in rows[which]), columns, _format(format, out), out)
    for line in [*[f"skipped: {one.reason}" for one in skipped], *warned]:
        click.echo(printable(line), err=True)
    done = len({*files} - {one.path for one in skipped})
    if out is not None:
        click.echo(f"{count} rows from {done} reports in {out}", err=True)
    if skipped or warned:
        sys.exit(SOME_SKIPPED if done else 1)


def _observed(
    files: Sequence[Path],
    published: str | None,
    lexicon: Path | None,
    skipped: list[Skipped],
    warned: list[str],
) -> Iterator[tuple[tuple[Observation, ...], tuple[LedgerEntry, ...]]]:
    """Observations and ledger of each file.

    A file that cannot be read adds its reason to ``skipped``, one not read whole a line to ``warned``.
    """
    from tqdm import tqdm

    from tradekit.documents.pages import read
    from tradekit.extraction.cautions import cautions_of
    from tradekit.extraction.observe import observe
    from tradekit.language.lexicon import load

    words = load(str(lexicon)) if lexicon is not None else None
    for path in tqdm(files, unit="report", disable=len(files) < 2 or not sys.stderr.isatty()):
        try:
            rows, entries = observe(read(path, published=published), lexicon=words)
            warned += cautions_of(rows, entries)
            yield rows, entries
        except TradekitError as error:
            skipped.append(Skipped(path, str(error)))
    if files and len({*files} - {one.path for one in skipped}) == 0:
        raise TradekitError(f"no report could be read: {'; '.join(str(one) for one in skipped)}")


def _format(format: str | None, out: Path | None) -> str:
    suffix = out.suffix.lstrip(".") if out is not None else ""
    return format or (suffix if suffix in FORMATS else "jsonl")


@main.command()
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default="out",
    show_default=True,
    metavar="DIR",
    help="The folder of the pages.",
)
@click.option(
    "--notebook",
    "-n",
    "notebooks",
    multiple=True,
    metavar="NAME",
    help="Only this notebook (more than once for several).",
)
@click.option(
    "--param",
    "-p",
    "parameters",
    multiple=True,
    type=(str, str),
    metavar="NAME VALUE",
    help="Set a parameter.",
)
@click.option("--each", is_flag=True, help="One page for each report, not one over all.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Notebooks to run at the same time.",
)
def report(
    paths: Sequence[str],
    out: Path,
    notebooks: Sequence[str],
    parameters: Sequence[tuple[str, str]],
    each: bool,
    jobs: int,
) -> None:
    """Render the notebooks over reports (files or folders; the kit's own without any) as pages to share."""
    from tradekit.publish.listing import write_index
    from tradekit.publish.plan import plan
    from tradekit.publish.queue import run
    from tradekit.publish.render import Failed, Rendered, read_record

    pages = plan(paths, notebooks, parameters, each)
    failed = 0
    warned: dict[str, None] = {}
    for result in run(pages, out, jobs):
        record = read_record(out, result.page.name)
        warned.update(dict.fromkeys(record.summary.get("cautions", ()) if record else ()))
        match result:
            case Rendered(html=html, fresh=True, seconds=seconds):
                click.echo(f"{html}  ({seconds:.1f} s)")
            case Rendered(html=html):
                click.echo(f"{html}  unchanged")
            case Failed(error=error, kept=kept):
                failed += 1
                click.echo(f"{printable(error)}\nthe notebook as far as it ran: {kept}", err=True)
    for line in warned:
        click.echo(printable(line), err=True)
    index = write_index(out)
    click.echo(f"{len(pages) - failed} of {len(pages)} pages as they should be; open {index}")
    if failed or warned:
        sys.exit(1 if failed else SOME_SKIPPED)


main.add_command(check)
main.add_command(score)
main.add_command(lab)


def printable(text: str) -> str:
    """``text`` without the control characters that a file's name could carry to a terminal.

    >>> printable("a\\x1b[31m.txt")
    'a?[31m.txt'
    """
    return "".join(char if char.isprintable() or char == "\n" else "?" for char in text)
