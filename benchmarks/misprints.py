"""Misprints put in on purpose: how many the checks catch, and how often they name the right figure.

    python benchmarks/misprints.py [--reference] [--each N] [--seed N]

Every figure of the reports of 2021–2024 in ``data/reports`` is misprinted in turn: a digit, the point, 万 for 亿, the
sign. Counted are the misprints that an identity can see (some identity that holds for the clean figures would
not hold for the misprinted one), those that ``check`` fails on, and those whose named culprit is the right one.
The figures come from the extraction, or with ``--cases`` from the rows in ``tests/cases/reports``.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from tradekit.checks.figures import Figure, cells, figures
from tradekit.checks.frames import Checked, checked
from tradekit.checks.misprints import KINDS, misprints
from tradekit.checks.verdicts import HOLDS, Verdict, verdict
from tradekit.observations import COLUMNS, Observation

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Trial:
    """One misprint: its kind, whether an identity can see it, whether it was caught, and what was named."""

    kind: str
    visible: bool
    caught: bool
    named: bool
    suspected: bool


def from_cases() -> list[Observation]:
    """The rows of ``tests/cases/reports`` as observations; each report's date is the start of its name."""
    found = []
    for path in sorted((ROOT / "tests" / "cases" / "reports").glob("*.jsonl")):
        text = (ROOT / "data" / "reports" / f"{path.stem}.txt").read_text("utf-8")
        for line in path.read_text("utf-8").splitlines():
            row = {name: _first(value) for name, value in json.loads(line).items()}
            if row["scope"] == "core":
                found.append(_observation(row, path.stem, text))
    return found


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) else value


def _observation(row: dict[str, Any], name: str, text: str) -> Observation:
    blank: dict[str, Any] = dict.fromkeys(COLUMNS, "")
    start, end = text.rfind("。", 0, row["start"]) + 1, text.find("。", row["end"]) + 1
    blank |= {key: value for key, value in row.items() if key in blank}
    return Observation(
        **blank | {"report": f"{name}.txt", "article": 1, "published": name[:10], "value": float(row["value"]),
                   "sentence": "".join(text[start:end].split())}
    )


def trials(observations: Sequence[Observation], reference: Any, each: int, seed: int) -> list[Trial]:
    """Each figure misprinted ``each`` times in every way that there is for it."""
    chance = random.Random(seed)
    found = []
    by_day: dict[str, list[Observation]] = {}
    for one in observations:
        by_day.setdefault(one.published, []).append(one)
    for day in by_day.values():
        clean = checked(day, reference)
        places = dict.fromkeys((one.report, one.start) for one in day)
        for place in places:
            said = [one for one in day if (one.report, one.start) == place]
            for kind in KINDS:
                ways = [way for way in misprints(figures(said[:1])[0]) if way.kind == kind] if _actual(said) else []
                for way in chance.sample(ways, min(each, len(ways))):
                    found.append(_trial(kind, way.figure, said, day, clean, reference))
    return found


def _actual(said: Sequence[Observation]) -> bool:
    return bool(figures(said[:1]))


def _trial(
    kind: str, wrong: Figure, said: Sequence[Observation], day: Sequence[Observation], clean: Checked, reference: Any
) -> Trial:
    place = f"{said[0].report}#{said[0].start}"
    changed = [replace(one, text=wrong.text, value=wrong.value) if one in said else one for one in day]
    result = checked(changed, reference)
    blamed = [result.suspects.get(at, ()) for at, one in enumerate(result.verdicts)
              if one.failed and any(place in figure.places for figure in one.instance.figures)]
    first = max((s[0] for s in blamed if s), key=lambda suspect: suspect.rank, default=None)
    return Trial(
        kind=kind, visible=_visible(place, changed, said, clean.verdicts), caught=bool(blamed),
        named=first is not None and place in first.figure.places,
        suspected=any(place in suspect.figure.places for s in blamed for suspect in s),
    )


def _visible(place: str, changed: Sequence[Observation], said: Sequence[Observation], clean: Iterable[Verdict]) -> bool:
    """Whether some identity that holds for the clean figures fails with the misprinted one in its place."""
    wrong = [one for one in changed if f"{one.report}#{one.start}" == place]
    now = {f.key: f for keys in cells(figures(wrong)).values() for versions in keys.values() for f in versions}
    for one in clean:
        if one.verdict == HOLDS and any(place in figure.places for figure in one.instance.figures):
            parts = {}
            for term, group in one.instance.parts.items():
                parts[term] = tuple(now.get(f.key, f) if place in f.places else f for f in group)
            if len(one.instance.parts) > 1 and verdict(replace(one.instance, parts=parts)).failed:
                return True
    return False


def table(found: Sequence[Trial]) -> pd.DataFrame:
    """The count for each kind of misprint and for all."""
    rows = []
    for kind in (*KINDS, "all"):
        of_kind = [one for one in found if kind in (one.kind, "all")]
        counts = Counter(
            name for one in of_kind for name in ("visible", "caught", "named", "suspected") if getattr(one, name)
        )
        both = sum(one.visible and one.caught for one in of_kind)
        rows.append({"kind": kind, "misprints": len(of_kind), "visible": counts["visible"],
                     "visible and caught": both, "caught": counts["caught"], "culprit right": counts["named"],
                     "among suspects": counts["suspected"]})
    return pd.DataFrame(rows).set_index("kind")


def main() -> None:
    """Run the experiment and print its counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reference", action="store_true", help="compare with the official series as well")
    parser.add_argument("--cases", action="store_true", help="take the figures from tests/cases/reports")
    parser.add_argument("--each", type=int, default=2, help="misprints of each kind and figure")
    parser.add_argument("--seed", type=int, default=2024)
    options = parser.parse_args()
    official = ROOT / "data" / "reference" / "official.csv"
    reference = pd.read_csv(official, keep_default_na=False) if options.reference else None
    observations = from_cases() if options.cases else extracted()
    clean = checked(observations, reference)
    print(f"{len(observations)} figures; false alarms on the clean reports: {sum(v.failed for v in clean.verdicts)}")
    print(table(trials(observations, reference, options.each, options.seed)).to_string())


def extracted() -> list[Observation]:
    """The figures of ``data/reports`` as the kit extracts them."""
    import tradekit as tk

    rows = tk.extract([ROOT / "data" / "reports"])
    return [Observation(**{name: row[name] for name in COLUMNS}) for row in rows.to_dict("records")]


if __name__ == "__main__":
    main()
