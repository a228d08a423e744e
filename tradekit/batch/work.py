"""The work on one part, wherever it runs: files in, two Parquet files out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tradekit.batch.parquet import Columns, notes
from tradekit.batch.parts import Part
from tradekit.batch.stores import Store, store
from tradekit.model.errors import TradekitError
from tradekit.model.observations import LedgerEntry, Observation

OBSERVATIONS, LEDGER = "observations", "ledger"
"""The folders of the parts, below the folder that is written to."""


@dataclass(frozen=True, slots=True)
class Job:
    """What all parts share: addresses, options, and the recipe, a hash of kit, lexicon and options."""

    folder: str
    out: str
    published: str | None
    lexicon: str | None
    recipe: str


@dataclass(frozen=True, slots=True)
class Done:
    """A part that is done: what went in and came out, and why files were skipped."""

    part: str
    fresh: bool
    files: int
    size: int
    rows: int
    entries: int
    skipped: tuple[str, ...]


@lru_cache(maxsize=8)
def recipe(published: str | None, lexicon: str | None) -> str:
    """What figures are made with, as a hash: the kit's files, the user's lexicon, the options."""
    from tradekit.publish.fingerprint import fingerprint

    own = [Path(lexicon)] if lexicon else []
    return fingerprint(Path(__file__), {"published": published}, own)


def work(job: Job, part: Part) -> Done:
    """Make the part's two files, unless they are there and nothing has changed since."""
    out = store(job.out)
    return _kept(out, job, part) or _made(out, job, part)


def work_elsewhere(job: Job, part: Part) -> Done:
    """:func:`work` on a machine that might have another version of the kit.

    Raises :class:`TradekitError` where it has.
    """
    if recipe(job.published, job.lexicon) != job.recipe:
        raise TradekitError(
            "a worker of the cluster has another tradekit or lexicon than this machine: install the same"
        )
    return work(job, part)


def _kept(out: Store, job: Job, part: Part) -> Done | None:
    try:
        with out.open(f"{OBSERVATIONS}/{part.name}") as file:
            found = notes(file)
    except FileNotFoundError:
        return None
    if found.get("mark") != part.mark(job.recipe):
        return None
    rows, entries, skipped = json.loads(found["made"])
    return Done(part.name, False, len(part.files), part.size, rows, entries, tuple(skipped))


def _made(out: Store, job: Job, part: Part) -> Done:
    """The observations are written last: where they are, the ledger is."""
    observations, ledger, skipped = Columns(Observation), Columns(LedgerEntry), []
    source = store(job.folder)
    for file in part.files:
        try:
            rows, entries = _observed(source, file.name, job)
        except TradekitError as error:
            skipped.append(str(error))
        except Exception as error:  # one defect must not end a run of days
            skipped.append(f"{file.name}: a defect of the kit, please report it: {error!r}")
        else:
            observations.add(file.name, rows)
            ledger.add(file.name, entries)
    mark = part.mark(job.recipe)
    made = json.dumps([observations.count, ledger.count, skipped])
    out.put(f"{LEDGER}/{part.name}", ledger.parquet({"mark": mark}))
    out.put(f"{OBSERVATIONS}/{part.name}", observations.parquet({"mark": mark, "made": made}))
    return Done(part.name, True, len(part.files), part.size, observations.count, ledger.count, tuple(skipped))


def _observed(source: Store, name: str, job: Job) -> tuple[tuple[Observation, ...], tuple[LedgerEntry, ...]]:
    from tradekit.documents.pages import read
    from tradekit.extraction.observe import observe
    from tradekit.language.lexicon import load

    with source.local(name) as path:
        try:
            return observe(read(path, job.published), load(job.lexicon))
        except TradekitError as error:
            raise TradekitError(str(error).replace(str(path), name)) from error
