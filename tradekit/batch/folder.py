"""From a folder of reports to a folder of Parquet parts."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tradekit.batch import workers as engines
from tradekit.batch.catalogued import KINDS, Told
from tradekit.batch.parts import NAME, SIZE, Part, parts
from tradekit.batch.stores import Store, store
from tradekit.batch.work import RECORDS, Done, Job, recipe
from tradekit.language.lexicon import load
from tradekit.language.zh.datelines import checked
from tradekit.model.errors import TradekitError

if TYPE_CHECKING:
    from distributed import Client

SOURCE = "source.json"
"""The file beside the parts that says which folder they were made from."""
NAMED = 1_000
"""Files that could not be read and are named in a :class:`Summary`; more are only counted."""
_LEFT_OVER = re.compile(r"\.part-[0-9a-f]{16}-.+\.(?:parquet|json)")


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: parts, of them kept from an earlier run; files, their bytes; rows, ledger entries.

    ``skipped`` counts the files that could not be read; ``reasons`` names the first thousand of them.
    ``warned`` counts those that were not read whole (no year is told, another language).
    """

    parts: int = 0
    kept: int = 0
    files: int = 0
    size: int = 0
    rows: int = 0
    entries: int = 0
    skipped: int = 0
    reasons: tuple[str, ...] = ()
    warned: int = 0

    def plus(self, done: Done) -> Summary:
        """The summary with one part more."""
        return Summary(
            self.parts + 1,
            self.kept + (not done.fresh),
            self.files + done.files,
            self.size + done.size,
            self.rows + done.rows,
            self.entries + done.entries,
            self.skipped + len(done.skipped),
            (*self.reasons, *islice(done.skipped, NAMED - len(self.reasons))),
            self.warned + len(done.warned),
        )


def extract_folder(
    folder: str | Path,
    out: str | Path,
    *,
    jobs: int = 1,
    cluster: str | None = None,
    client: Client | None = None,
    published: str | None = None,
    reporter: str | None = None,
    language: str | None = None,
    lexicon: str | Path | None = None,
    ledger: bool = True,
    part_size: int = SIZE,
    seconds: int = 60,
    progress: bool = False,
) -> Summary:
    """Write the figures of all reports below ``folder`` to ``out``, as Parquet parts; say what was done.

    ``out/observations`` gets the columns of the observation table, ``out/ledger`` those of the ledger and
    ``out/reports`` the texts, all with the file's ``path`` below ``folder`` before them:
    ``pandas.read_parquet`` reads each folder, :class:`tradekit.Archive` all of them. Both places are paths or
    fsspec addresses (``s3://bucket/pages``). The work is done in this process, in ``jobs`` processes, or on a
    Dask cluster: ``cluster`` is its scheduler's address or scheduler file, ``client`` a client of it. The
    parts are the same for all; ``part_size`` is how many bytes of files go into one. Processes are spawned: a
    script that asks for them needs ``if __name__ == "__main__":``.

    Without ``ledger`` the other numbers are not written: their files are empty.

    Run again, it keeps the parts whose files have not changed and were all read, and makes the others. A file
    that can't be read is skipped with a reason; so is one over which a process takes more than ``seconds``
    or three gigabytes. Raises :class:`TradekitError` where ``folder`` holds no file, ``out``
    stands in it or holds the figures of another folder, or an extra of the kit is missing.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "2024-01-13.txt").write_text("2023年，我国出口23.77万亿元，同比增长0.6%。", "utf-8")
    >>> out = tempfile.mkdtemp()
    >>> extract_folder(folder, out).rows, extract_folder(folder, out).kept
    (2, 1)
    """
    _equipped()
    if published:
        checked(published)
    source, target = store(folder), store(out)
    told = Told(published, reporter, language, str(Path(lexicon).resolve()) if lexicon else None)
    if told.lexicon:
        load(told.lexicon)
    if next(source.files(), None) is None:
        raise TradekitError(f"{folder}: no file in this folder; give a folder of reports")
    job = Job(source.address, target.address, told, recipe(told, ledger), seconds, ledger)
    _claimed(source, target)
    with ExitStack() as stack:
        if cluster is not None:
            client = stack.enter_context(engines.connected(cluster))
        engine = engines.here(job, jobs) if client is None else engines.on_cluster(job, client)
        return _run(source, target, engine, part_size, progress)


def _run(source: Store, target: Store, engine: engines.Engine, part_size: int, progress: bool) -> Summary:
    summary, planned = Summary(), set[str]()

    def plan() -> Iterator[Part]:
        for part in parts(source.files(), part_size):
            planned.add(part.name)
            yield part

    with _bar(source, progress) as bar:
        for done in engine(plan()):
            summary = summary.plus(done)
            _shown(bar, summary, done)
    _swept(target, planned)
    _there(target, planned)
    return summary


def _equipped() -> None:
    """Find pyarrow, but don't load it: the process that hands out the work needs none."""
    if find_spec("pyarrow") is None:
        raise TradekitError("parts are Parquet files: pip install 'tradekit-figures[parquet]'")


def _claimed(source: Store, target: Store) -> None:
    """Note beside the parts what they are made from, so that those of another folder are not lost."""
    if f"{target.address}/".startswith(f"{source.address}/"):
        raise TradekitError(
            f"{target.address}: stands in the folder of reports; give another place for --out"
        )
    try:
        with target.open(SOURCE) as file:
            folder = json.load(file)["folder"]
    except FileNotFoundError:
        target.put(SOURCE, json.dumps({"folder": source.address}, ensure_ascii=False).encode())
        return
    except (ValueError, LookupError, TypeError):
        raise TradekitError(f"{target.address}/{SOURCE}: damaged; remove it and run again") from None
    if folder != source.address:
        raise TradekitError(
            f"{target.address}: holds the figures of {folder}; give another place for --out,"
            f" or remove {SOURCE} there if the folder was moved"
        )


def _swept(target: Store, planned: Iterable[str]) -> None:
    """Remove the parts of files that are gone, and what stopped runs left half-written."""
    wanted = {name.partition(".")[0] for name in planned}
    for folder in (*KINDS, RECORDS):
        for name in target.names(folder):
            if (NAME.fullmatch(name) and name.partition(".")[0] not in wanted) or _LEFT_OVER.fullmatch(name):
                target.remove(f"{folder}/{name}")


def _there(target: Store, planned: set[str]) -> None:
    """See that what was written is still there at the end."""
    for folder in KINDS:
        gone = planned - set(target.names(folder))
        if gone:
            raise TradekitError(
                f"{target.address}: {len(gone)} of {len(planned)} parts were removed meanwhile; run again"
            )


def _bar(source: Store, progress: bool) -> Any:
    """A bar of bytes done, with rate and time left: twice a second on a terminal, twice a minute in a log."""
    from tqdm import tqdm

    total = sum(one.size for one in source.files()) if progress else None
    return tqdm(
        total=total, unit="B", unit_scale=True, disable=not progress,
        mininterval=0.5 if sys.stderr.isatty() else 30, dynamic_ncols=True, smoothing=0.05,
    )  # fmt: skip


def _shown(bar: Any, summary: Summary, done: Done) -> None:
    """Kept parts count neither as done nor as to be done, so rate and time left are those of the work."""
    if done.fresh:
        bar.update(done.size)
    elif bar.total is not None:
        bar.total -= done.size
    bar.set_postfix(rows=summary.rows, kept=summary.kept, skipped=summary.skipped, refresh=False)
    for reason in () if bar.disable else done.skipped:
        bar.write(f"skipped: {reason}", file=sys.stderr)
    for line in () if bar.disable else done.warned:
        bar.write(line, file=sys.stderr)
