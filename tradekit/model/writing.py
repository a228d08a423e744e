"""Rows to standard output or a file (whole or not at all), as JSON lines, CSV or Parquet."""

from __future__ import annotations

import csv
import errno
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from tradekit.model.errors import TradekitError

FORMATS = ("jsonl", "csv", "parquet")


@contextmanager
def told(place: object) -> Iterator[None]:
    """What the system refuses at ``place``, such as room on the disk, as a :class:`TradekitError`."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        raise TradekitError(
            f"{place}: {error.strerror or error}; mend that, or name another place"
        ) from error


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A temporary path beside ``path``, moved onto it when the block ends well, removed when it does not.

    A device or a pipe is written to as it is. Raises :class:`TradekitError` where it can't be written.

    >>> import tempfile
    >>> target = Path(tempfile.mkdtemp()) / "rows.txt"
    >>> with whole(target) as part:
    ...     _ = part.write_text("all of it")
    >>> target.read_text(), len(list(target.parent.iterdir()))
    ('all of it', 1)
    """
    with told(path):
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "a folder, where a file is to be")
        if path.exists() and not path.is_file():
            yield path
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.stem[:40]}-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        part = Path(name)
        try:
            yield part
            part.chmod(0o666 & ~_umask())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def write_text(path: str | Path, text: str) -> None:
    """Write ``text`` to a file, whole or not at all."""
    with whole(Path(path)) as part:
        part.write_text(text, "utf-8")


def write_rows(rows: Iterable[Any], columns: Sequence[str], format: str, out: Path | None) -> int:
    """Write ``rows`` (values with the attributes ``columns``) and return how many there were.

    ``format`` is one of :data:`FORMATS`; without ``out`` they go to standard output. A CSV file starts
    with a byte order mark, so that Excel reads its Chinese, and no text in it is a formula (:func:`inert`).

    >>> from tradekit.model.observations import LEDGER_COLUMNS, LedgerEntry
    >>> entry = LedgerEntry("a.txt", 1, 0, 2, "3天", "not trade", "为期3天。")
    >>> write_rows([entry], ("report", "text", "reason"), "jsonl", None)
    {"report": "a.txt", "text": "3天", "reason": "not trade"}
    1
    """
    if format == "parquet":
        if out is None:
            raise TradekitError("parquet is no text: name a file for it with --out FILE")
        with whole(out) as part:
            return _parquet(rows, columns, part)
    write = _jsonl if format == "jsonl" else _csv
    if out is None:
        with told("standard output"):
            count = write(rows, columns, sys.stdout)
            sys.stdout.flush()
            return count
    encoding = "utf-8-sig" if format == "csv" else "utf-8"
    with whole(out) as part, part.open("w", encoding=encoding, newline="") as stream:
        return write(rows, columns, stream)


def _jsonl(rows: Iterable[Any], columns: Sequence[str], stream: IO[str]) -> int:
    count = 0
    for row in rows:
        record = {name: getattr(row, name) for name in columns}
        stream.write(json.dumps(record, ensure_ascii=False) + "\n")
        count += 1
    return count


def _csv(rows: Iterable[Any], columns: Sequence[str], stream: IO[str]) -> int:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    count = 0
    for row in rows:
        writer.writerow([inert(getattr(row, name)) for name in columns])
        count += 1
    return count


_FORMULA = re.compile(r"[=@＝＠\t\r].|[-+－＋](?!\s?[\d.,]+[\s\w%‰]*\Z).", re.DOTALL)


def inert(cell: Any) -> Any:
    """A cell of a CSV file, with an apostrophe before text that a spreadsheet would compute.

    >>> [inert(one) for one in ("=HYPERLINK(1)", "+1+cmd", "-2.1%", "=", -2.1)]
    ["'=HYPERLINK(1)", "'+1+cmd", '-2.1%', '=', -2.1]
    """
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def _parquet(rows: Iterable[Any], columns: Sequence[str], path: Path) -> int:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise TradekitError("parquet needs pyarrow: pip install 'tradekit-figures[parquet]'") from None
    listed = list(rows)
    table = pa.table({name: [getattr(row, name) for row in listed] for name in columns})
    pq.write_table(table, path)
    return len(listed)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
