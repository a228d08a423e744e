"""Fit what each doubt weighs: rows with gold, outlets left out in turn; prints the calibration.

    python scripts/fit_certainty.py GOLD:TEXTS[:MANIFEST] … [--beside GOLD:TEXTS …] [--want 0.97] [--write]

A row counts as right where every field of the key is. Each outlet (of the manifest, else each report) is
judged by weights fitted on the others, so that the table says what they are worth on one they have not seen.
``--write`` puts the weights fitted on all into ``tradekit/language/doubts.csv``.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from pathlib import Path

import numpy as np

from tradekit.evaluate.scoring import cases, judged
from tradekit.extraction.certainty import all_doubts
from tradekit.extraction.observe import observe
from tradekit.extraction.survey import read_article
from tradekit.language.lexicon import load

TABLE = Path(__file__).parents[1] / "tradekit" / "language" / "doubts.csv"
FEWEST = 8
"""A doubt that fewer rows have is left out."""


def rows(gold: str, texts: str, manifest: str = "") -> list[tuple[str, frozenset[str], bool]]:
    """The judged rows of a set: outlet, doubts, right or not."""
    words = load()
    outlets = {}
    if manifest:
        lines = map(json.loads, Path(manifest).read_text("utf-8").splitlines())
        ids = [(one.get("id") or one["name"], one.get("outlet")) for one in lines]
        outlets = {name: outlet or name for name, outlet in ids}
    made = []
    for case in cases(gold, texts):
        doubts = {}
        for article in case.report.articles:
            reading = read_article(article, words)
            for draft in reading.drafts:
                start, end, _ = reading.text.placed(*draft.span)
                found = all_doubts(draft, reading.doubts, words.names["commodities"])
                doubts.setdefault((start, end), []).append(frozenset(found))
        for row, right in judged(case, observe(case.report, words)[0]):
            own = doubts.get((row.start, row.end))
            if own:
                name = Path(case.report.name).stem
                made.append((outlets.get(name, name), own.pop(0) if len(own) > 1 else own[0], right))
    return made


def fit(data, names, rounds=2000, rate=0.5, ridge=0.001):
    """Weights of a logistic regression of being wrong, the first the constant."""
    x = np.array([[1.0, *(name in doubts for name in names)] for _, doubts, _ in data], float)
    y = np.array([not right for _, _, right in data], float)
    w = np.zeros(x.shape[1])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-x @ w))
        w -= rate * (x.T @ (p - y) / len(y) + ridge * np.r_[0, w[1:]])
        w[1:] = np.maximum(w[1:], 0)  # a doubt never makes surer
    return w


def weigh(doubts, names, w):
    return sum(w[1 + at] for at, name in enumerate(names) if name in doubts)


def cut(rows, want):
    """The limit below which ``want`` of the rows are right."""
    right, limit = 0, 0.0
    for at, (weight, good, _) in enumerate(rows, 1):
        right += good
        following = rows[at][0] if at < len(rows) else weight + 1
        if following > weight + 1e-6 and right / at >= want:
            limit = (weight + following) / 2
    return limit


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("sets", nargs="+")
    args.add_argument(
        "--beside", nargs="*", default=[], help="sets to fit on too, not to choose the limit on"
    )
    args.add_argument("--write", action="store_true")
    args.add_argument("--want", type=float, default=0.97)
    args = args.parse_args()
    named = {Path(one.split(":")[0]).parent.name: one for one in (*args.sets, *args.beside)}
    judged_on = {Path(one.split(":")[0]).parent.name for one in args.sets}
    sets = {name: rows(*one.split(":")) for name, one in named.items()}
    data = [row for one in sets.values() for row in one]
    of = [name for name, one in sets.items() for _ in one]
    counts = Counter(name for _, doubts, _ in data for name in doubts)
    names = sorted(name for name, count in counts.items() if count >= FEWEST)
    left_out = []
    for outlet in sorted({one[0] for one in data}):
        w = fit([one for one in data if one[0] != outlet], names)
        left_out += [
            (weigh(one[1], names, w), one[2], name)
            for one, name in zip(data, of, strict=True)
            if one[0] == outlet
        ]
    left_out.sort()
    limit = cut([one for one in left_out if one[2] in judged_on], args.want)
    w = fit(data, names)
    print(f"{len(data)} rows, {sum(one[2] for one in data)} right, {len({one[0] for one in data})} outlets")
    for name in (*sets, ""):
        for label in ("sure", "likely"):
            good = [
                one[1] for one in left_out if name in ("", one[2]) and (one[0] < limit) == (label == "sure")
            ]
            print(f"{name or 'all':10} {label:7}{len(good):5} rows, {np.mean(good) if good else 0:.3f} right")
    for name, weight in sorted(zip(names, w[1:], strict=True), key=lambda one: -one[1]):
        wrong = np.mean([not one[2] for one in data if name in one[1]])
        print(f"  {weight:+.2f} {name:24} {counts[name]:5} rows, {wrong:.2f} wrong")
    if args.write:
        with TABLE.open(encoding="utf-8", newline="") as file:
            notes = {row["code"]: row["note"] for row in csv.DictReader(file)}
        with TABLE.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, lineterminator="\n")
            table.writerow(["code", "role", "weight", "note"])
            table.writerow(["limit", "limit", f"{limit:.2f}", notes.get("limit", "")])
            for name, weight in zip(names, w[1:], strict=True):
                table.writerow([name, "doubt", f"{weight:.2f}", notes.get(name, "")])


if __name__ == "__main__":
    main()
