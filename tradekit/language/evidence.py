"""Evidence: what speaks for a candidate and how much, as data: one table a slot, one named entry a line.

A table ``SLOT.csv`` stands in a language's folder and has the columns ``code``, ``role`` (what the evidence
speaks for), ``weight``, ``example`` (with the candidate in 【】) and ``note``. Evidence that a word beside
the candidate gives has it as a pattern, ``before`` it, ``behind`` it or both; the rest is found by a rule
in the code, which names it. So weights can be fitted, and words added, without touching a rule.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from tradekit.language.grammar import edge


@dataclass(frozen=True, slots=True)
class Evidence:
    """One named piece of evidence; ``of`` is the kind of candidate that it is for, empty for any.

    ``last`` are the characters with which ``before`` can end, ``first`` those with which ``behind`` begins;
    it counts ``most`` times.
    """

    code: str
    role: str
    weight: float
    of: str
    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    example: str
    last: frozenset[str] | None
    first: frozenset[str] | None
    most: int

    def stands(self, text: str, start: int, end: int, begin: int) -> bool:
        """Whether its words stand beside ``[start, end)`` in a part that begins at ``begin``."""
        if self.before is None and self.behind is None:
            return False
        if self.last is not None and text[start - 1 : start] not in self.last:
            return False
        if self.first is not None and text[end : end + 1] not in self.first:
            return False
        if self.before is not None and self.before.search(text, begin, start) is None:
            return False
        return self.behind is None or self.behind.match(text, end) is not None


def table(language: str, slot: str) -> dict[str, Evidence]:
    """The evidence of a slot by its code; of no ``language`` what all have in common.

    >>> table("zh", "who")["led"].role
    'partner'
    """
    path = Path(__file__).parent / language / f"{slot}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: _evidence(row) for row in csv.DictReader(lines)}


def _evidence(row: dict[str, str]) -> Evidence:
    before, behind = row.get("before"), row.get("behind")
    return Evidence(
        row["code"],
        row["role"],
        float(row["weight"]),
        row.get("of") or "",
        re.compile(rf"(?:{before})\Z") if before else None,
        re.compile(behind) if behind else None,
        row.get("example") or "",
        edge(before, backwards=True) if before else None,
        edge(behind) if behind else None,
        int(row.get("most") or 1),
    )
