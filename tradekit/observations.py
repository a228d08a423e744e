"""The observation table and the ledger: their rows, as values.

One :class:`Observation` is one stated figure about one thing in one period; one :class:`LedgerEntry`
is one number that is no row, with the reason. The columns are those of ``docs/observations.md``. Nobody
changes a row once it is made; to have Python forbid it would make each cost seven times as much.
"""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(slots=True, unsafe_hash=True)
class Observation:
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
    published: str
    published_from: str
    sentence: str
    low: float | None = None
    high: float | None = None


@dataclass(slots=True, unsafe_hash=True)
class LedgerEntry:
    """One number of a report that made no row: where it stands and why it is none."""

    report: str
    article: int
    start: int
    end: int
    text: str
    reason: str
    sentence: str


COLUMNS: tuple[str, ...] = tuple(f.name for f in fields(Observation))
LEDGER_COLUMNS: tuple[str, ...] = tuple(f.name for f in fields(LedgerEntry))

KEY: tuple[str, ...] = (
    "period",
    "reporter",
    "flow",
    "commodity",
    "partner",
    "enterprise",
    "regime",
    "measure",
    "statistic",
    "basis",
    "unit",
    "currency",
)
"""The columns that say what a figure is about; two rows with equal keys speak of the same thing."""
