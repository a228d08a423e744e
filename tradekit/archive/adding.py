"""Reports go into an archive, and out of it: what is new or changed is read, all else stays as it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tradekit.archive.query import PATH, scan
from tradekit.archive.state import (
    Part,
    State,
    changing,
    drop,
    hidden,
    load,
    new_name,
    refuse,
    save,
    unreadable,
)
from tradekit.batch.catalogued import KINDS, OBSERVATIONS, REPORTS, Catalogued, Read, Told, read_one
from tradekit.batch.parquet import Sheets, arrow
from tradekit.documents.checkout import named
from tradekit.documents.reading import Skipped, find, names_of
from tradekit.extraction.cautions import cautions_of
from tradekit.model.errors import TradekitError
from tradekit.model.writing import whole

TOGETHER = 1_000_000
"""Characters of text that are held before they are written as a part."""
MOST = 200_000
"""Rows of a part that is put together of smaller ones, at most."""
STALE = 50
"""A part of which so many reports no longer count is written again without them."""


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding reports, each by its name in the archive; of those refused the reason in a line.

    ``warned`` says of reports that they could not be read whole.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()

    def __add__(self, other: Added) -> Added:
        """Both together."""
        return Added(
            self.added + other.added, self.changed + other.changed, self.unchanged + other.unchanged,
            self.refused + other.refused, self.warned + other.warned,
        )  # fmt: skip


def known(folder: Path, names: Collection[str]) -> dict[str, tuple[str, str]]:
    """The digest and the date of publication of those reports that are there."""
    table = scan(folder, REPORTS, ("report", "digest", "published"), {PATH: names})
    columns = [table[name].to_pylist() for name in table.column_names]
    return {report: (digest, published) for report, digest, published in zip(*columns, strict=True)}


def add(
    folder: Path, paths: str | Path | Iterable[str | Path], told: Told, replace: bool = False,
    again: bool = False,
) -> Iterator[Added]:  # fmt: skip
    """Add the reports in files and folders; says of each what came of it, once it is safely there.

    ``replace``: a report may take the place of one with another date; ``again``: unchanged ones are read too.
    """
    asked = named(paths)
    skipped: list[Skipped] = []
    files = find(asked, skipped)
    yield Added(refused=tuple(str(one) for one in skipped))
    names = names_of(asked, files)
    lost = drop(folder, names) - set(names) if again else set()
    refuse([] if again else unreadable(folder, load(folder)))
    yield Added(refused=tuple(f"{one}: its part could not be read and is gone; add it again" for one in lost))
    there = known(folder, names)
    held: list[Read] = []
    size = 0
    for path, name in zip(files, names, strict=True):
        try:
            digest, published = there.get(name, ("", ""))
            if told.digest(path) == digest and not again:
                yield Added(unchanged=(name,))
                continue
            read = read_one(path, name, told, datetime.now(UTC).isoformat(timespec="seconds"))
            if not replace:
                _same(read.about, published)
        except (TradekitError, OSError) as error:
            yield Added(refused=(str(error),))
            continue
        yield Added(warned=tuple(cautions_of(read.rows, read.entries)))
        held.append(read)
        size += len(read.about.text)
        if size > TOGETHER:
            yield _written(folder, held, there)
            held, size = [], 0
    if held:
        yield _written(folder, held, there)


def _same(about: Catalogued, published: str) -> None:
    """Another report of the same name, told by its date, must not take the place of one that is there."""
    if published and about.published and about.published != published:
        raise TradekitError(
            f"{about.report}: a report of this name, published {published}, is there, and this one is of"
            f" {about.published}; rename it, or say that it replaces that one"
        )


def _written(folder: Path, reads: Sequence[Read], there: dict[str, tuple[str, str]]) -> Added:
    sheets = Sheets()
    for read in reads:
        sheets.add(read.about.report, read)
    names = {read.about.report for read in reads}
    with changing(folder) as state:
        state = _without(folder, state, names)
        part = Part(new_name(), sheets.count(OBSERVATIONS) + len(reads))
        for kind, made in sheets.files():
            with whole(folder / kind / part.name) as path:
                path.write_bytes(made)
        save(folder, _compact(folder, State((*state.own, part), state.gone)))
    old = tuple(read.about.report for read in reads if read.about.report in there)
    return Added(tuple(read.about.report for read in reads if read.about.report not in there), old)


def remove(folder: Path, reports: Iterable[str]) -> None:
    """Take reports out. Raises :class:`TradekitError` where one is not there."""
    names = set(reports)
    refuse(unreadable(folder, load(folder)))
    with changing(folder) as state:
        missing = names - known(folder, names).keys()
        if missing:
            from difflib import get_close_matches

            every = scan(folder, REPORTS, ("report",), {})["report"].to_pylist()
            close = get_close_matches(min(missing), every, n=1)
            hint = f"; did you mean {close[0]}?" if close else ""
            raise TradekitError(f"{min(missing)}: no report of this archive{hint}")
        save(folder, _compact(folder, _without(folder, state, names)))


def _without(folder: Path, state: State, names: set[str]) -> State:
    """The state in which some reports no longer count."""
    where: dict[str, set[str]] = {}
    for part in state.own:
        where[part.name] = _among(names, [str(folder / REPORTS / part.name)]) - part.gone
    made = State(gone=state.gone).files(folder, REPORTS)
    where[""] = {name for files, _ in made for name in _among(names, files)}
    return hidden(state, where)


def _among(names: set[str], files: list[str]) -> set[str]:
    """Those of some reports that are in parts."""
    import pyarrow.dataset as ds

    here = ds.field(PATH).isin(sorted(names))
    return set(ds.dataset(files).to_table([PATH], filter=here)[PATH].to_pylist())


def _compact(folder: Path, state: State) -> State:
    """Few parts: as in counting, two of about a size become one; what no longer counts is left out then."""
    parts = list(state.own)
    for at, part in enumerate(parts):
        if len(part.gone) >= STALE:
            parts[at] = _joined(folder, [part])
    while len(parts) > 1 and parts[-2].rows <= 2 * parts[-1].rows and parts[-2].rows + parts[-1].rows <= MOST:
        parts[-2:] = [_joined(folder, parts[-2:])]
    return State(tuple(part for part in parts if part.rows), state.gone)


def _joined(folder: Path, parts: Sequence[Part]) -> Part:
    """A new part with all that counts in some."""
    pa, parquet = arrow()
    import pyarrow.compute as pc

    name, rows = new_name(), 0
    for kind in KINDS:
        tables = []
        for part in parts:
            table = parquet.ParquetFile(folder / kind / part.name).read()
            gone = pa.array(sorted(part.gone), pa.string())
            tables.append(table.filter(pc.invert(pc.is_in(table[PATH], gone))) if part.gone else table)
        joined = pa.concat_tables(tables)
        rows += joined.num_rows if kind in (OBSERVATIONS, REPORTS) else 0
        with whole(folder / kind / name) as path:
            parquet.write_table(joined, path, compression="zstd")
    return Part(name, rows)
