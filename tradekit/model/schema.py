"""The schema: every column of the observation table and of the ledger, read from ``schema.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``schema.toml`` says what each field holds. ``name`` and ``about`` are Chinese and English.

    ``default`` is what a table made before the column was has in it; None where every table has the column.
    """

    code: str
    role: str
    type: str
    name: tuple[str, str]
    about: tuple[str, str]
    default: str | None = None
    table: tuple[str, ...] = ()
    score: str = ""
    values: tuple[str, ...] = ()
    sdmx: str = ""
    empty: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)


def _column(code: str, entry: Mapping[str, Any]) -> Column:
    cells: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in entry.items()}
    return Column(code, **cells)


_READ = tomllib.loads(Path(__file__).with_name("schema.toml").read_text("utf-8"))
COLUMN: Mapping[str, Column] = {code: _column(code, entry) for code, entry in _READ["column"].items()}
"""Each column by its name."""
LEDGER: tuple[Column, ...] = tuple(COLUMN[code] for code in _READ["ledger"])
"""The columns of the ledger."""
OBSERVATION: tuple[Column, ...] = tuple(one for code, one in COLUMN.items() if code != "reason")
"""The columns of the observation table."""

DIMENSIONS: tuple[str, ...] = tuple(one.code for one in OBSERVATION if one.role == "dimension" and one.table)
"""The columns that narrow trade down to a part of it: goods, partner, trader, regime."""
NAMED: tuple[str, ...] = tuple(one.code for one in OBSERVATION if one.table)
"""The columns whose names the lexicon folds."""
KEY: tuple[str, ...] = tuple(one.code for one in OBSERVATION if one.role in ("key", "dimension"))
"""The columns that say what a figure is about; two rows with equal keys speak of the same thing."""
