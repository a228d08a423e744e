"""``tradekit report``: the notebooks over reports as pages to share."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from tradekit.cli.options import SOME_SKIPPED, printable


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default="out", show_default=True,
    metavar="DIR", help="The folder of the pages.",
)  # fmt: skip
@click.option(
    "--notebook", "-n", "notebooks", multiple=True, metavar="NAME",
    help="Only this notebook (more than once for several).",
)  # fmt: skip
@click.option(
    "--param", "-p", "parameters", multiple=True, type=(str, str), metavar="NAME VALUE",
    help="Set a parameter.",
)  # fmt: skip
@click.option("--each", is_flag=True, help="One page for each report, not one over all.")
@click.option(
    "--jobs", type=click.IntRange(min=1), default=1, show_default=True, metavar="N",
    help="Notebooks to run at the same time.",
)  # fmt: skip
def report(
    paths: Sequence[str], out: Path, notebooks: Sequence[str], parameters: Sequence[tuple[str, str]],
    each: bool, jobs: int,
) -> None:  # fmt: skip
    """Render the notebooks over reports (files or folders; the kit's own without any) as pages to share."""
    from tradekit.model.writing import told
    from tradekit.publish.listing import write_index
    from tradekit.publish.plan import apart, plan
    from tradekit.publish.queue import run
    from tradekit.publish.render import Failed, Rendered, read_record

    planned = plan(paths, notebooks, parameters, each)
    with told(out):
        out.mkdir(parents=True, exist_ok=True)
    pages = apart(planned, out)
    for one, page in zip(planned, pages, strict=True):
        if one.name != page.name:
            click.echo(f"{out / one.name}.html is of other reports and stays; this one is {page.name}.html")
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
                click.echo(printable(error), err=True)
                if kept:
                    click.echo(f"the notebook as far as it ran: {kept}", err=True)
    for line in warned:
        click.echo(printable(line), err=True)
    index = write_index(out)
    click.echo(f"{len(pages) - failed} of {len(pages)} pages as they should be; open {index}")
    if failed or warned:
        sys.exit(1 if failed else SOME_SKIPPED)
