"""Parts read: the rows of some columns, chosen while they are read, as Arrow or pandas tables."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import reduce
from operator import and_, or_
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

from tradekit.archive.state import load, refuse, unreadable
from tradekit.batch.catalogued import KINDS
from tradekit.batch.parquet import arrow

if TYPE_CHECKING:
    import pandas as pd

PATH = "path"
"""The first column of every part: what the report is called."""
_PLAIN = ("sentence", "text", "headline", "digest")
"""Columns whose values seldom repeat: they are not read as numbers of words."""
Wanted = Mapping[str, Collection[Any]]
"""The values that columns may have."""
TRIES = 5
"""A part that another run has just replaced is looked for so often."""


def scan(
    folder: Path,
    kind: str,
    columns: Sequence[str],
    wanted: Wanted,
    until: str = "",
    either: Wanted | None = None,
) -> Any:
    """The ``columns`` of the parts of a ``kind`` as an Arrow table.

    ``wanted`` are the values that columns may have, ``until`` is the last date of publication; of the columns
    in ``either`` one has to have such a value.
    """
    for attempt in range(TRIES):
        try:
            return _scan(folder, kind, columns, wanted, until, either)
        except (OSError, ValueError) as error:
            if not isinstance(error, FileNotFoundError) or attempt == TRIES - 1:
                refuse(unreadable(folder, load(folder), deep=True))
                raise


def _scan(
    folder: Path, kind: str, columns: Sequence[str], wanted: Wanted, until: str, either: Wanted | None
) -> Any:
    pa, _ = arrow()
    import pyarrow.dataset as ds

    schema = schema_of(kind)
    words = [one.name for one in schema if pa.types.is_dictionary(one.type)]
    read = ds.ParquetFileFormat(dictionary_columns=words)
    tables = []
    for files, gone in load(folder).files(folder, kind):
        wheres = [_one_of(ds.field(name), sorted(values)) for name, values in wanted.items()]
        wheres += [~ds.field(PATH).isin(sorted(gone))] if gone else []
        wheres += [_known(ds.field("published"), until)] if until else []
        ors = [_one_of(ds.field(name), sorted(values)) for name, values in (either or {}).items()]
        wheres += [reduce(or_, ors)] if ors else []
        where = reduce(and_, wheres) if wheres else None
        tables.append(ds.dataset(files, schema=schema, format=read).to_table(list(columns), filter=where))
    if not tables:
        return schema.empty_table().select(list(columns))
    return pa.concat_tables(tables)


def _one_of(field: Any, values: Sequence[Any]) -> Any:
    """Whether a field has one of a few values; comparing costs half of looking up."""
    import pyarrow.compute as pc

    if not values:
        return pc.scalar(False)
    return reduce(or_, [field == one for one in values]) if len(values) < 4 else field.isin(values)


def _known(day: Any, until: str) -> Any:
    """What was published by a day: a month is over before what only has it for a date is known."""
    return (day != "") & (day <= until) & (day != until[:7]) & (day != until[:4])


def schema_of(kind: str) -> Any:
    """The Arrow schema of a kind of part; words that repeat are read as numbers of a list of them."""
    pa, _ = arrow()
    word = pa.dictionary(pa.int32(), pa.string())
    types = {int: pa.int64(), float: pa.float64(), float | None: pa.float64()}
    hints = {PATH: str, **get_type_hints(KINDS[kind])}
    return pa.schema([
        (name, types.get(of) or (pa.string() if name in _PLAIN else word)) for name, of in hints.items()
    ])  # fmt: skip


def names_in(table: Any, column: str) -> list[str]:
    """The different words in a column."""
    return [str(one) for one in table[column].unique().to_pylist()]


def frame(table: Any) -> pd.DataFrame:
    """A table as pandas has it, words as strings."""
    pa, _ = arrow()
    plain = pa.schema([
        (one.name, one.type.value_type if pa.types.is_dictionary(one.type) else one.type)
        for one in table.schema
    ])  # fmt: skip
    made: pd.DataFrame = table.cast(plain).to_pandas()
    return made
