"""Where things are: the kit's own notebooks and reports, and paths a user names."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from tradekit.model.errors import TradekitError

if TYPE_CHECKING:
    from tradekit.model.report import Report

PACKAGE = Path(__file__).resolve().parents[1]
ROOT = PACKAGE / "kit" if (PACKAGE / "kit").is_dir() else PACKAGE.parent
"""Where ``notebooks/`` and ``data/`` stand: beside the package, or in it where a wheel brought it."""
NOTEBOOKS = ROOT / "notebooks"
REPORTS = ROOT / "data" / "reports"
REFERENCE = ROOT / "data" / "reference"


def named(paths: str | Path | Iterable[str | Path]) -> list[Path]:
    """The paths a user named, each of them there; nothing named means the kit's own reports.

    A name that is not there, but in ``data/reports``, is that report of the kit. Raises
    :class:`TradekitError` for a path that is nowhere, with the nearest name beside it.

    >>> named("") == [REPORTS]
    True
    >>> named("tradekit/no-such.txt")
    Traceback (most recent call last):
        ...
    tradekit.model.errors.TradekitError: tradekit/no-such.txt: there is no such file or folder
    """
    given = list(paths) if isinstance(paths, Iterable) and not isinstance(paths, str) else [paths]
    found = [_own(Path(str(one))) for one in given if str(one)]
    for path in found:
        if not path.exists():
            raise TradekitError(f"{path}: there is no such file or folder{_nearest(path)}")
    return found or [REPORTS]


def reports(
    paths: str | Path | Iterable[str | Path],
    published: str | None = None,
    reporter: str | None = None,
    language: str | None = None,
) -> list[Report]:
    """The reports in files and folders (:func:`named` and ``reading.find`` say which), read.

    A file in a folder that cannot be read is left out with a warning that says why. Raises
    :class:`TradekitError` for a file that was named itself, or where no file could be read.
    """
    from tradekit.documents.pages import read_each
    from tradekit.documents.reading import Skipped

    asked = named(paths)
    skipped: list[Skipped] = []
    found = list(read_each(asked, published, skipped, reporter, language))
    for one in skipped:
        if one.path in asked and one.path.is_file():
            raise TradekitError(one.reason)
    if not found:
        raise TradekitError(f"no report could be read: {'; '.join(one.reason for one in skipped)}")
    for one in skipped:
        warnings.warn(f"left out: {one.reason}", stacklevel=2)
    return found


def _own(path: Path) -> Path:
    return REPORTS / path if not path.exists() and (REPORTS / path).exists() else path


def _nearest(path: Path) -> str:
    folder = path.parent
    while not folder.is_dir():
        if folder.parent == folder:
            return ""
        path, folder = folder, folder.parent
    close = get_close_matches(path.name, [entry.name for entry in folder.iterdir()], n=1)
    return f"; did you mean {folder / close[0]}?" if close else ""
