"""Misprints put in on purpose: how many the checks catch, and how often they name the right figure.

    python benchmarks/misprints.py [--reference] [--rows] [--each N] [--seed N]

Every figure of the reports in ``data/reports`` is misprinted in turn: a digit, the point, 万 for 亿, the
sign. The misprint is set into the text, the report read anew, and everything of that day checked. Counted are
the misprints that an identity can see (some identity that holds for the clean figures would not hold with the
misprinted one), those that ``check`` fails on, and those whose named culprit is the misprinted figure.
``--rows`` misprints the rows of ``tests/cases/reports`` instead, so that the reading plays no part.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from tradekit.checks.figures import figures
from tradekit.checks.frames import Checked, checked
from tradekit.checks.misprints import KINDS, Misprint, misprints
from tradekit.checks.verdicts import HOLDS, SAID_TWICE, Verdict, verdict
from tradekit.documents.pages import read_text
from tradekit.extraction.observe import observe
from tradekit.model.observations import COLUMNS, Observation

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT / "data" / "reports"
CASES = ROOT / "tests" / "cases" / "reports"
TURNED = {"增长": "下降", "增加": "减少", "上涨": "下跌", "扩大": "收窄", "加快": "回落", "提升": "下降"}
TURNED |= {down: up for up, down in reversed(TURNED.items())}

Day = list[Observation]
Change = Callable[[Day, Day, Misprint], Day | None]
"""From a day's rows, those of one printed number, and a misprint: the day's rows as they then are."""


@dataclass(frozen=True)
class Trial:
    """One misprint: its kind, whether an identity can see it, whether it was caught, and what was named."""

    kind: str
    visible: bool
    caught: bool
    named: bool
    suspected: bool


def from_cases() -> list[Observation]:
    """The rows of ``tests/cases/reports`` as observations, dated by the name of their report."""
    found = []
    for path in sorted(CASES.glob("*.jsonl")):
        usual = {"article": 1, "published": path.name[:10], "report": f"{path.stem}.txt"}
        blank: dict[str, Any] = dict.fromkeys(COLUMNS, "") | usual
        for line in path.read_text("utf-8").splitlines():
            said = json.loads(line).items()
            row = {name: value[0] if isinstance(value, list) else value for name, value in said}
            if row.pop("scope") == "core":
                found.append(Observation(**blank | row))
    return found


def from_texts() -> list[Observation]:
    """The figures of ``data/reports`` as the kit reads them."""
    return [
        row for path in sorted(REPORTS.glob("*.txt")) for row in _read(path.read_text("utf-8"), path.name)
    ]


def _read(text: str, name: str) -> list[Observation]:
    return list(observe(read_text(text, name))[0])


def in_rows(day: Day, said: Day, wrong: Misprint) -> Day | None:
    """The misprint put into the rows."""
    figure = wrong.figure
    return [one._replace(text=figure.text, value=figure.value) if one in said else one for one in day]


def in_text(day: Day, said: Day, wrong: Misprint) -> Day | None:
    """The misprint put into the text, which is read anew; None where no word tells the sign."""
    first = said[0]
    text = (REPORTS / first.report).read_text("utf-8")
    before, after = text[: first.start], text[first.end :]
    figure = wrong.figure.text
    if wrong.kind == "sign":
        figure = text[first.start : first.end]
        at, word = max((before.rfind(word), word) for word in TURNED)
        if at < 0 or first.start - at > 6:
            return None
        before = before[:at] + TURNED[word] + before[at + len(word) :]
    others = [one for one in day if one.report != first.report]
    return others + _read(before + figure + after, first.report)


def trials(rows: Sequence[Observation], change: Change, reference: Any, each: int, seed: int) -> list[Trial]:
    """Each figure misprinted ``each`` times in every way that there is for it."""
    chance = random.Random(seed)
    by_day: dict[str, Day] = defaultdict(list)
    for one in rows:
        by_day[one.published].append(one)
    found = []
    for day in by_day.values():
        clean = checked(day, reference)
        for place in dict.fromkeys((one.report, one.start) for one in day):
            said = [one for one in day if (one.report, one.start) == place]
            for wrong in _chosen(said, each, chance):
                changed = change(day, said, wrong)
                if changed is not None:
                    found.append(_trial(wrong, said, changed, day, clean, reference))
    return found


def _chosen(said: Day, each: int, chance: random.Random) -> list[Misprint]:
    ways = [way for figure in figures(said[:1]) for way in misprints(figure)]
    by_kind = [[way for way in ways if way.kind == kind] for kind in KINDS]
    return [way for kind in by_kind for way in chance.sample(kind, min(each, len(kind)))]


def _trial(wrong: Misprint, said: Day, changed: Day, day: Day, clean: Checked, reference: Any) -> Trial:
    place = f"{said[0].report}#{said[0].start}"
    result = checked(changed, reference)
    blamed = [
        result.suspects.get(at, ())
        for at, one in enumerate(result.verdicts)
        if one.failed and any(place in figure.places for figure in one.instance.figures)
    ]
    first = max((s[0] for s in blamed if s), key=lambda suspect: suspect.rank, default=None)
    return Trial(
        kind=wrong.kind,
        visible=_visible(place, in_rows(day, said, wrong) or [], clean.verdicts),
        caught=bool(blamed),
        named=first is not None and place in first.figure.places,
        suspected=any(place in suspect.figure.places for s in blamed for suspect in s),
    )


def _visible(place: str, changed: Day, clean: Iterable[Verdict]) -> bool:
    """Whether some identity that holds for the clean figures fails with the misprinted one in its place."""
    said = figures(changed)
    wrong = {one.key: one for one in said if place in one.places}
    if any(one.key in wrong and not one.interval.meets(wrong[one.key].interval) for one in said):
        return True
    for one in clean:
        instance = one.instance
        if one.verdict != HOLDS or instance.identity is SAID_TWICE:
            continue
        parts = {
            term: tuple(wrong.get(f.key, f) if place in f.places else f for f in group)
            for term, group in instance.parts.items()
        }
        if verdict(replace(instance, parts=parts)).failed:
            return True
    return False


def table(found: Sequence[Trial]) -> pd.DataFrame:
    """The count for each kind of misprint and for all."""
    rows = []
    for kind in (*KINDS, "all"):
        of_kind = [one for one in found if kind in (one.kind, "all")]
        fields = ("visible", "caught", "named", "suspected")
        counts = Counter(name for one in of_kind for name in fields if getattr(one, name))
        rows.append(
            {
                "kind": kind,
                "misprints": len(of_kind),
                "visible": counts["visible"],
                "of these caught": sum(one.visible and one.caught for one in of_kind),
                "caught": counts["caught"],
                "culprit right": counts["named"],
                "among suspects": counts["suspected"],
            }
        )
    return pd.DataFrame(rows).set_index("kind")


def main() -> None:
    """Run the experiment and print its counts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reference", action="store_true", help="compare with the official series as well")
    parser.add_argument("--rows", action="store_true", help="misprint the rows of tests/cases/reports")
    parser.add_argument("--each", type=int, default=1, help="misprints of each kind and figure")
    parser.add_argument("--seed", type=int, default=2024)
    options = parser.parse_args()
    official = ROOT / "data" / "reference" / "official.csv"
    reference = pd.read_csv(official, keep_default_na=False) if options.reference else None
    rows, change = (from_cases(), in_rows) if options.rows else (from_texts(), in_text)
    alarms = sum(one.failed for one in checked(rows, reference).verdicts)
    print(f"{len(rows)} figures; false alarms on the clean reports: {alarms}")
    print(table(trials(rows, change, reference, options.each, options.seed)).to_string())


if __name__ == "__main__":
    main()
