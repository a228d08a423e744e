"""Rows as Parquet files: the columns of the observation table or of the ledger, and the file's path."""

from __future__ import annotations

import io
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from tradekit.batch.arrays import MAKERS, strings
from tradekit.model.errors import TradekitError
from tradekit.model.observations import LedgerEntry, Observation
from tradekit.model.schema import LEDGER, OBSERVATION

Row = Observation | LedgerEntry
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


class Columns:
    """Rows of one kind, gathered as batches of columns.

    ``path`` comes first: the file's path below the folder, since names may repeat in it.
    """

    def __init__(self, kind: type[Row]) -> None:
        self._arrow, self._parquet = arrow()
        columns = OBSERVATION if kind is Observation else LEDGER
        self._names = tuple(one.code for one in columns)
        self._makers = [strings, *(MAKERS[one.type] for one in columns)]
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
