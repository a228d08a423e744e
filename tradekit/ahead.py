"""What the kit's notebooks ask for, loaded; the kernel imports it while the notebook is being made ready."""

from __future__ import annotations

import matplotlib.pyplot  # noqa: F401

import tradekit.charts
import tradekit.checks
import tradekit.export
import tradekit.extraction
import tradekit.marking
import tradekit.places
import tradekit.showing
import tradekit.tables  # noqa: F401
