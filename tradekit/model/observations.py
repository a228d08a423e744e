"""The observation table and the ledger: their rows, as values.

One :class:`Observation` is one stated figure about one thing in one period; one :class:`LedgerEntry`
is one number that is no row, with the reason. ``schema.toml`` says what each column is; here they are named
again, in the same order, for the type checker.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from tradekit.model.schema import COLUMN, KEY


class Observation(NamedTuple):
    """One row of the observation table (``docs/observations.md`` defines every column).

    ``start`` and ``end`` are offsets into the report's text as decoded from the file, end exclusive.
    ``sentence`` is the repaired sentence in which the figure stands; ``low`` and ``high`` are the ends of the
    interval that the printed digits and the bound allow, ``None`` where there is no end.
    """

    report: str
    article: int
    start: int
    end: int
    text: str
    period: str
    reporter: str
    indicator: str
    sector: str
    flow: str
    commodity: str
    partner: str
    enterprise: str
    regime: str
    measure: str
    statistic: str
    basis: str
    value: float
    unit: str
    currency: str
    bound: str
    status: str
    speaker: str
    rule: str
    certainty: str
    cell: str
    published: str
    published_from: str
    sentence: str
    low: float | None = None
    high: float | None = None


class LedgerEntry(NamedTuple):
    """One number of a report that made no row: where it stands and why it is none."""

    report: str
    article: int
    start: int
    end: int
    text: str
    reason: str
    sentence: str


COLUMNS: tuple[str, ...] = Observation._fields
LEDGER_COLUMNS: tuple[str, ...] = LedgerEntry._fields


class Key(NamedTuple):
    """What a figure is about: the key columns of the observation table, in their order."""

    period: str
    reporter: str
    indicator: str
    sector: str
    flow: str
    commodity: str
    partner: str
    enterprise: str
    regime: str
    measure: str
    statistic: str
    basis: str
    unit: str
    currency: str


def key_of(row: Mapping[str, Any]) -> Key:
    """The key of a row: its cells as words, a missing one by the column's default.

    >>> key = key_of({"flow": "export", "indicator": None})
    >>> key.indicator, key.flow, key.commodity
    ('trade', 'export', '')
    """
    cells = [(row.get(column), COLUMN[column].default or "") for column in KEY]
    return Key(*[cell if isinstance(cell, str) and cell else default for cell, default in cells])
