"""Says whether the installed engine is compiled, and reads a sentence with it; exits 1 where it is plain."""

from __future__ import annotations

import sys

import tradekit as tk
import tradekit.extraction.observe as engine

rows = tk.extract("2023年，我国出口23.77万亿元，同比增长0.6%。", published="2024-01-13")
plain = engine.__file__.endswith(".py")
print(f"{len(rows)} rows; the engine is", "plain" if plain else "compiled")
sys.exit(plain or len(rows) != 2)
