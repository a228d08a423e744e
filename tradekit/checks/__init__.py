"""Figures that check themselves: identities in interval arithmetic, implied figures, the official series.

``docs/checks.md`` is the manual; ``identities.toml`` declares the identities.
"""

from __future__ import annotations

from tradekit.checks.frames import (
    AGAINST_COLUMNS,
    BESIDE_COLUMNS,
    IMPLIED_COLUMNS,
    VERDICT_COLUMNS,
    against,
    beside,
    check,
    implied,
)

__all__ = [
    "AGAINST_COLUMNS", "BESIDE_COLUMNS", "IMPLIED_COLUMNS", "VERDICT_COLUMNS", "against", "beside",
    "check", "implied",
]  # fmt: skip
