"""Rows as Parquet files: observations, entries of the ledger or reports, and the file's path.

Arrays are made by their buffers: ``pyarrow.array`` imports pandas where there is one, which costs each worker
50 MB and a second.
"""

from __future__ import annotations

import io
from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from operator import attrgetter
from typing import Any, get_type_hints

from tradekit.batch.catalogued import KINDS, LEDGER, OBSERVATIONS, REPORTS, Catalogued, Read
from tradekit.model.errors import TradekitError
from tradekit.model.observations import LedgerEntry, Observation

Row = Observation | LedgerEntry | Catalogued
BATCH = 5_000
"""Rows that are held as Python values before they become a batch of columns."""


def arrow() -> tuple[Any, Any]:
    """The modules ``pyarrow`` and ``pyarrow.parquet``. Raises :class:`TradekitError` without them."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise TradekitError("parquet needs pyarrow: pip install 'tradekit-figures[parquet]'") from None
    return pyarrow, parquet


def strings(arrow: Any, values: Sequence[str]) -> Any:
    """A string array; what can't be encoded becomes ``?``."""
    try:
        encoded = list(map(str.encode, values))
    except UnicodeEncodeError:
        encoded = [one.encode(errors="replace") for one in values]
    offsets = array("i", [*accumulate(map(len, encoded), initial=0)])
    buffers = [None, arrow.py_buffer(offsets), arrow.py_buffer(b"".join(encoded))]
    return arrow.Array.from_buffers(arrow.string(), len(values), buffers)


def integers(arrow: Any, values: Sequence[int]) -> Any:
    """An array of 64-bit integers."""
    buffers = [None, arrow.py_buffer(array("q", values))]
    return arrow.Array.from_buffers(arrow.int64(), len(values), buffers)


def numbers(arrow: Any, values: Sequence[float | None]) -> Any:
    """An array of doubles; ``None`` becomes null."""
    there = None
    if None in values:
        bits = "".join("01"[one is not None] for one in reversed(values))
        there = arrow.py_buffer(int(bits, 2).to_bytes((len(values) + 7) // 8, "little"))
    buffers = [there, arrow.py_buffer(array("d", [0.0 if one is None else one for one in values]))]
    return arrow.Array.from_buffers(arrow.float64(), len(values), buffers)


MAKERS: dict[Any, Callable[[Any, Any], Any]] = {
    str: strings, int: integers, float: numbers, float | None: numbers,
}  # fmt: skip
"""What makes an array of the values of a field, by its type."""


class Columns:
    """Rows of one kind, gathered as batches of columns.

    ``path`` comes first: the file's path below the folder, since names may repeat in it.
    """

    def __init__(self, kind: type[Row]) -> None:
        self._arrow, self._parquet = arrow()
        self._names = kind._fields
        self._makers = [strings, *(MAKERS[one] for one in get_type_hints(kind).values())]
        self._paths: list[str] = []
        self._rows: list[Row] = []
        self._batches: list[Any] = []
        self.count = 0
        self._settle()

    def add(self, path: str, rows: Sequence[Row]) -> None:
        """Add the rows of the file at ``path``."""
        self._paths += [path] * len(rows)
        self._rows += rows
        self.count += len(rows)
        if len(self._rows) >= BATCH:
            self._settle()

    def _settle(self) -> None:
        listed = [self._paths, *[list(map(attrgetter(name), self._rows)) for name in self._names]]
        arrays = [make(self._arrow, values) for make, values in zip(self._makers, listed, strict=True)]
        self._batches.append(self._arrow.RecordBatch.from_arrays(arrays, names=["path", *self._names]))
        self._paths, self._rows = [], []

    def parquet(self) -> bytes:
        """The rows as a Parquet file."""
        self._settle()
        table = self._arrow.Table.from_batches(self._batches)
        sink = io.BytesIO()
        self._parquet.write_table(table, sink, compression="zstd")
        return sink.getvalue()


class Sheets:
    """Reports gathered as the three files of a part."""

    def __init__(self) -> None:
        self._columns = {folder: Columns(kind) for folder, kind in KINDS.items()}

    def add(self, path: str, read: Read) -> None:
        """Add the report at ``path``."""
        self._columns[OBSERVATIONS].add(path, read.rows)
        self._columns[LEDGER].add(path, read.entries)
        self._columns[REPORTS].add(path, [read.about])

    def count(self, folder: str) -> int:
        """How many rows the file in ``folder`` has."""
        return self._columns[folder].count

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The files, each with its folder."""
        for folder, columns in self._columns.items():
            yield folder, columns.parquet()
