"""Folders of reports for the tests of streaming: the project's own reports, several times over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

REPORTS = sorted((Path(__file__).parents[1] / "data" / "reports").glob("*.txt"))
PART = 4_000
"""Bytes of a part: small enough that a few reports make several."""


def a_folder(place: Path, copies: int = 1) -> Path:
    """A folder with ``copies`` subfolders of reports, each text a little different."""
    for number in range(copies):
        folder = place / f"{number:02}"
        folder.mkdir(parents=True)
        for path in REPORTS:
            text = path.read_text("utf-8")
            (folder / path.name).write_text(text.replace("7%", f"{number}.7%"), "utf-8")
    return place


def contents(out: Path) -> dict[str, bytes]:
    """Every part under ``out``, byte by byte."""
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*.parquet"))}


def rows(out: Path, kind: str = "observations") -> pd.DataFrame:
    """The rows of all parts, in order of file and place."""
    read: Any = pd.concat([pd.read_parquet(path) for path in (out / kind).glob("*.parquet")])
    return read.sort_values(["path", "start", "end"], kind="stable", ignore_index=True)
