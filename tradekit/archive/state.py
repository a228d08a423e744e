"""What counts in an archive: its parts, and the reports that were taken out of them.

Parts never change. A change writes new parts and then, in one step, the list of those that count
(``archive.json``); what a stopped run left behind is in no list, and goes with the next change.
Parts that :func:`tradekit.batch.extract_folder` made stand in no list: they count as they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from tradekit.batch.catalogued import KINDS, REPORTS
from tradekit.batch.parquet import arrow
from tradekit.batch.parts import NAME
from tradekit.model.errors import TradekitError
from tradekit.model.writing import write_text

STATE = "archive.json"
WAIT = 600
"""Seconds that a change waits for another one to end."""
_OWN = re.compile(r"\.?own-[0-9a-f]{16}.*\.parquet")


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its file's name, how many rows and reports it has, and the reports that no longer count."""

    name: str
    rows: int
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class State:
    """The parts of an archive in the order in which they came.

    ``gone`` are the reports that no longer count in the parts of a folder that was extracted with ``--jobs``.
    """

    own: tuple[Part, ...] = ()
    gone: frozenset[str] = frozenset()

    def files(self, folder: Path, kind: str) -> list[tuple[list[str], frozenset[str]]]:
        """The files of a kind, in groups that have the same reports gone."""
        made = sorted(one.name for one in (folder / REPORTS).glob("part-*") if NAME.fullmatch(one.name))
        groups: dict[frozenset[str], list[str]] = {self.gone: [str(folder / kind / name) for name in made]}
        for part in self.own:
            groups.setdefault(part.gone, []).append(str(folder / kind / part.name))
        return [(files, gone) for gone, files in groups.items() if files]


def load(folder: Path) -> State:
    """The state of the archive in ``folder``; an empty one where there is none yet."""
    path = folder / STATE
    try:
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
        own = [Part(one["name"], one["rows"], frozenset(one["gone"])) for one in found["parts"]]
        return State(tuple(own), frozenset(found["gone"]))
    except FileNotFoundError:
        return State()
    except (ValueError, KeyError, TypeError) as error:
        raise TradekitError(
            f"{path}: no list of parts ({error!r}); put back a copy of this file, or remove the"
            f" folder {folder} and add the reports again: tradekit add PATH --archive {folder}"
        ) from None


def save(folder: Path, state: State) -> None:
    """Make ``state`` the one that counts, and remove the files that do not."""
    parts = [{"name": one.name, "rows": one.rows, "gone": sorted(one.gone)} for one in state.own]
    text = json.dumps({"parts": parts, "gone": sorted(state.gone)}, ensure_ascii=False, indent=1)
    write_text(folder / STATE, text + "\n")
    for left in folder.glob(".archive-*.json"):
        left.unlink(missing_ok=True)
    names = {one.name for one in state.own}
    for kind in KINDS:
        for path in (folder / kind).glob("*own-*"):
            if _OWN.fullmatch(path.name) and path.name not in names:
                path.unlink(missing_ok=True)


def new_name() -> str:
    """A name for a new part."""
    return f"own-{uuid4().hex[:16]}.parquet"


@contextmanager
def changing(folder: Path) -> Iterator[State]:
    """The state, held for the block so that nobody else changes it meanwhile.

    Raises :class:`TradekitError` where another change does not end.
    """
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / ".lock", timeout=WAIT):
            yield load(folder)
    except Timeout:
        raise TradekitError(f"{folder}: another run is changing it for {WAIT} seconds; try again") from None


def hidden(state: State, where: dict[str, set[str]]) -> State:
    """The state without some reports: ``where`` has them by part, those of extracted parts under ``""``."""
    own = [replace(one, gone=one.gone | where.get(one.name, set())) for one in state.own]
    return State(tuple(own), state.gone | where.get("", set()))


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
