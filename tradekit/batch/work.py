"""The work on one part, wherever it runs: files in, three Parquet files out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from tradekit.batch.catalogued import KINDS, LEDGER, OBSERVATIONS, Read, Told, read_one
from tradekit.batch.parquet import Sheets
from tradekit.batch.parts import Part
from tradekit.batch.stores import File, Store, store
from tradekit.documents import apart
from tradekit.extraction.cautions import cautions
from tradekit.model.errors import TradekitError

RECORDS = "records"
"""The folder of the parts' records, below the folder that is written to."""
READERS = ("lxml", "openpyxl", "pdfplumber", "pypdfium2", "python_calamine", "trafilatura", "xlrd")
"""Libraries of the extras: with another set of them, other files can be read."""


@dataclass(frozen=True, slots=True)
class Job:
    """What all parts share: addresses, options, recipe (a hash of what they are made with), a file's time."""

    folder: str
    out: str
    told: Told
    recipe: str
    seconds: int
    ledger: bool = True


@dataclass(frozen=True, slots=True)
class Done:
    """A part that is done: what went in and came out, why files were skipped, and what was not read whole."""

    part: str
    fresh: bool
    files: int
    size: int
    rows: int
    entries: int
    skipped: tuple[str, ...]
    warned: tuple[str, ...] = ()


@lru_cache(maxsize=8)
def recipe(told: Told, ledger: bool) -> str:
    """What figures are made with, as a hash: the kit's files, the user's lexicon, the options."""
    from tradekit.publish.fingerprint import fingerprint

    own = [Path(told.lexicon)] if told.lexicon else []
    readers = [name for name in READERS if find_spec(name)]
    options = {**told._replace(lexicon=None)._asdict(), "readers": readers, "ledger": ledger}
    return fingerprint(Path(__file__), options, own)


def work(job: Job, part: Part, left_out: Mapping[str, str] | None = None) -> Done:
    """Make the part's files, unless they are there as they were made and nothing has changed since.

    ``left_out`` are files that are not to be read, with the reason.
    """
    out = store(job.out)
    return _kept(out, job, part) or _made(out, job, part, left_out or {})


def work_elsewhere(job: Job, part: Part) -> Done:
    """:func:`work` on a machine that might have another version of the kit.

    Raises :class:`TradekitError` where it has.
    """
    if recipe(job.told, job.ledger) != job.recipe:
        raise TradekitError(
            "a worker of the cluster has another tradekit or lexicon than this machine: install the same"
        )
    return work(job, part)


def attempt(job: Job, file: File) -> str:
    """Read one file, to see whether the limits allow it; what is wrong with it is told by the work itself."""
    with suppress(Exception):
        _observed(store(job.folder), file.name, job)
    return ""


def _record(part: Part) -> str:
    return f"{RECORDS}/{part.name.removesuffix('.parquet')}.json"


def _kept(out: Store, job: Job, part: Part) -> Done | None:
    """The part as an earlier run made it: both files as written, and no file of it left unread."""
    try:
        with out.open(_record(part)) as file:
            found = json.load(file)
        rows, entries, digests = found["rows"], found["entries"], found["digests"]
        if found["mark"] != part.mark(job.recipe) or digests != [_digest(out, part, one) for one in KINDS]:
            return None
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
    warned = tuple(found.get("warned", ()))
    return Done(part.name, False, len(part.files), part.size, rows, entries, (), warned)


def _digest(out: Store, part: Part, folder: str) -> str:
    with out.open(f"{folder}/{part.name}") as file:
        return hashlib.sha256(file.read()).hexdigest()


def _made(out: Store, job: Job, part: Part, left_out: Mapping[str, str]) -> Done:
    """The record is written last, and only where every file was read: what failed is tried again."""
    sheets, skipped, warned = Sheets(), list[str](), list[str]()
    source = store(job.folder)
    for file in part.files:
        if file.name in left_out:
            skipped.append(left_out[file.name])
            continue
        try:
            read = _observed(source, file.name, job)
        except TradekitError as error:
            skipped.append(str(error))
        except MemoryError:
            skipped.append(f"{file.name}: reading it takes too much memory; split it, or save it as text")
        except Exception as error:  # one defect must not end a run of days
            skipped.append(f"{file.name}: a defect of the kit, please report it: {error!r}")
        else:
            sheets.add(file.name, read)
            warned += cautions(
                [(file.name, row.period) for row in read.rows],
                [(file.name, one.reason) for one in read.entries],
            )
    digests = []
    for folder, data in sheets.files():
        out.put(f"{folder}/{part.name}", data)
        digests.append(hashlib.sha256(data).hexdigest())
    rows, entries = sheets.count(OBSERVATIONS), sheets.count(LEDGER)
    if not skipped:
        record = {
            "mark": part.mark(job.recipe), "rows": rows, "entries": entries,
            "digests": digests, "warned": warned,
        }  # fmt: skip
        out.put(_record(part), json.dumps(record).encode())
    counts = len(part.files), part.size, rows, entries
    return Done(part.name, True, *counts, tuple(skipped), tuple(warned))


def _observed(source: Store, name: str, job: Job) -> Read:
    with source.local(name) as path, apart.within(job.seconds):
        try:
            return read_one(path, name, job.told, ledger=job.ledger)
        except TradekitError as error:
            raise TradekitError(str(error).replace(str(path), name)) from error
