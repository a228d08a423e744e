"""Evidence: what speaks for a candidate and how much, as data: one table a slot, one named entry a line.

A table ``SLOT.csv`` stands in a language's folder and has the columns ``code``, ``role`` (what the evidence
speaks for), ``weight``, ``example`` (with the candidate in 【】) and ``note``. The rules name the codes, the
table says what each is worth, so that weights can be fitted without touching a rule.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Evidence:
    """One named piece of evidence."""

    code: str
    role: str
    weight: float
    example: str


def table(language: str, slot: str) -> dict[str, Evidence]:
    """The evidence of a slot by its code; of no ``language`` what all have in common.

    >>> table("zh", "who")["led"].role
    'partner'
    """
    path = Path(__file__).parent / language / f"{slot}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return {
            row["code"]: Evidence(row["code"], row["role"], float(row["weight"]), row["example"])
            for row in csv.DictReader(lines)
        }
