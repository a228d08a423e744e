"""Parts that cannot be read: which they are, what was in them, and what to do."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from tradekit.archive.state import State, changing, load, save
from tradekit.batch.catalogued import KINDS
from tradekit.batch.parquet import arrow
from tradekit.model.errors import TradekitError

_PATH = "path"


def unreadable(folder: Path, state: State, deep: bool = False) -> list[Path]:
    """The files of parts that are missing or no Parquet; ``deep`` reads them whole, else only their ends."""
    _, parquet = arrow()
    found = []
    for kind in KINDS:
        for name in [Path(one).name for files, _ in state.files(folder, kind) for one in files]:
            path = folder / kind / name
            if not (path.parent.is_dir() or any(part.name == name for part in state.own)):
                continue
            try:
                with parquet.ParquetFile(path) as file:
                    if deep:
                        file.read()
            except (OSError, ValueError):
                found.append(path)
    return found


def refuse(paths: Sequence[Path]) -> None:
    """Raises :class:`TradekitError` where there are unreadable parts: which they are and what to do."""
    if paths:
        named = ", ".join(str(path) for path in paths)
        what = "cannot be read" if any(path.exists() for path in paths) else "is missing"
        mend = "tradekit add PATH --archive DIR --again"
        if paths[0].name.startswith("part-"):
            mend = f"tradekit extract FOLDER --out DIR, or {mend}"
        raise TradekitError(
            f"{named}: this part of the archive {what}; put back a copy, or read again: {mend}"
        )


def drop(folder: Path, asked: Collection[str]) -> set[str]:
    """Take parts that cannot be read out of the archive; says which reports were in them, as far as is told.

    Those of the reports ``asked`` for, which are read again, don't count in a part that ``tradekit extract
    --jobs`` may make again.
    """
    if not unreadable(folder, load(folder), deep=True):
        return set()
    with changing(folder) as state:
        bad = unreadable(folder, state, deep=True)
        own = {part.name: part.gone for part in state.own}
        lost = {path.name for path in bad}
        found = {name: _reports(folder, name, bad) - own.get(name, state.gone) for name in lost}
        made = {report for name in lost - own.keys() for report in found[name] if report in asked}
        save(folder, State(tuple(part for part in state.own if part.name not in lost), state.gone | made))
        for name in lost - own.keys():
            for kind in reversed(KINDS):  # reports first: they say that a part is there
                (folder / kind / name).unlink(missing_ok=True)
    return set[str]().union(*found.values())


def _reports(folder: Path, name: str, bad: Sequence[Path]) -> set[str]:
    """The reports of a part, by those of its files that can be read."""
    _, parquet = arrow()
    read = [folder / kind / name for kind in KINDS if folder / kind / name not in bad]
    return {str(one) for path in read for one in parquet.read_table(path, columns=[_PATH])[_PATH].to_pylist()}
