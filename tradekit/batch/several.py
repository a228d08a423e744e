"""The figures of files, in order; read on all cores where the files are worth the start of processes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tradekit.batch import workers
from tradekit.batch.catalogued import Told, observed
from tradekit.documents import apart
from tradekit.extraction.cautions import cautions_of
from tradekit.model.errors import TradekitError
from tradekit.model.observations import LedgerEntry, Observation

WORTH = 1_000_000
"""So many bytes of files are worth the start of processes."""
_CHUNK = 50_000


class How(NamedTuple):
    """What a reader tells of the files, whether their ledgers are wanted, and the language of cautions."""

    told: Told
    ledger: bool
    lang: str


class File(NamedTuple):
    """A file, and what its report is called."""

    path: Path
    name: str


class Outcome(NamedTuple):
    """What came of a file: figures, ledger, what to know before they are used; or what was in the way."""

    rows: tuple[Observation, ...] = ()
    entries: tuple[LedgerEntry, ...] = ()
    warned: tuple[str, ...] = ()
    problem: str = ""


def outcomes(files: Sequence[File], how: How) -> Iterator[Outcome]:
    """What comes of each of ``files``, in order; a file that can't be read ends nothing."""
    sizes = [_size(one.path) for one in files]
    jobs = min(workers.cores(), sum(sizes) // WORTH + 1)
    if jobs == 1:
        for one in files:
            yield _outcome(how, one)
        return
    chunks = list(_chunks(files, sizes))
    done: dict[int, list[Outcome]] = {}
    wanted = 0
    for at, found in workers.in_processes(jobs, partial(_read, how), partial(_alone, how), chunks):
        done[at] = found
        while wanted in done:
            yield from done.pop(wanted)
            wanted += 1


Chunk = tuple[int, tuple[File, ...]]


def _chunks(files: Sequence[File], sizes: Sequence[int]) -> Iterator[Chunk]:
    held: list[File] = []
    at = total = 0
    for one, size in zip(files, sizes, strict=True):
        held.append(one)
        total += size
        if total >= _CHUNK:
            yield at, tuple(held)
            held, at, total = [], at + 1, 0
    if held:
        yield at, tuple(held)


def _read(how: How, chunk: Chunk) -> tuple[int, list[Outcome]]:
    return chunk[0], [_outcome(how, one) for one in chunk[1]]


def _alone(how: How, chunk: Chunk) -> tuple[int, list[Outcome]]:
    """A chunk of which a file may be too much for a worker, file by file."""
    told = apart.TOO_MUCH.format(apart.SECONDS, apart.MEGABYTES)
    found = workers.one_by_one(
        partial(_outcome, how), chunk[1], lambda one: Outcome(problem=f"{one.path}: {told}")
    )
    return chunk[0], list(found)


def _outcome(how: How, file: File) -> Outcome:
    try:
        with apart.within(apart.SECONDS):
            _, rows, entries = observed(file.path, file.name, how.told, how.ledger)
    except TradekitError as error:
        return Outcome(problem=str(error))
    except MemoryError:
        return Outcome(problem=f"{file.path}: reading it takes too much memory; split it, or save it as text")
    return Outcome(rows, entries, tuple(cautions_of(rows, entries, how.lang)))


def _size(path: Path) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0
