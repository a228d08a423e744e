"""``tradekit lab``: the kit's notebooks, copied to where the user stands, in JupyterLab."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tradekit.model.errors import TradekitError


@click.command()
@click.option("--copy-only", is_flag=True, help="Copy the notebooks, and do not open JupyterLab.")
@click.argument(
    "folder", type=click.Path(path_type=Path, file_okay=False), default="notebooks", metavar="[FOLDER]"
)
def lab(folder: Path, copy_only: bool) -> None:
    """Copy the kit's notebooks into FOLDER (notebooks), but for those that are there, and open JupyterLab."""
    copied = copy_notebooks(folder)
    click.echo(f"{len(copied)} notebooks copied into {folder}", err=True)
    if copy_only:
        return
    try:
        from jupyterlab.labapp import main as open_lab
    except ImportError:
        raise TradekitError("JupyterLab is not installed: pip install jupyterlab") from None
    sys.argv = ["jupyter-lab", str(folder)]
    open_lab()


def copy_notebooks(folder: Path) -> list[Path]:
    """Copy each notebook of the kit that ``folder`` does not have; what is there is the user's, and stays.

    Returns the copies. Raises ``TradekitError`` where the folder cannot be written.
    """
    from tradekit.documents.checkout import NOTEBOOKS
    from tradekit.model.writing import write_text

    copied = []
    for notebook in sorted(NOTEBOOKS.glob("*.ipynb")):
        target = folder / notebook.name
        if not target.exists():
            write_text(target, notebook.read_text("utf-8"))
            copied.append(target)
    return copied
