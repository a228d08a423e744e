"""Fit what each piece of evidence weighs for whose trade an article tells of; outlets left out in turn.

    python scripts/fit_whose.py GOLD:TEXTS[:MANIFEST] … [--cases FILE …] [--write]

The reporter of an article is the one of most of its gold rows. The weights are those of a choice among the
candidates (conditional logit). Each outlet (of the manifest, else each report) is judged by weights fitted
on the others; sentences of ``--cases`` are fitted on too, each for a fifth of an article. ``--write`` puts
the weights fitted on all into ``tradekit/language/whose.csv``.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from pathlib import Path

import numpy as np

from tradekit.evaluate.scoring import cases, equal
from tradekit.extraction import survey
from tradekit.extraction.reporter import Candidates
from tradekit.language.lexicon import load

TABLE = Path(__file__).parents[1] / "tradekit" / "language" / "whose.csv"


def articles(gold, texts, manifest=""):
    """The articles of a set that have core figures: outlet, candidates with their evidence, right ones."""
    words, outlets, seen, made = load(), {}, [], []
    if manifest and Path(manifest).exists():
        lines = map(json.loads, Path(manifest).read_text("utf-8").splitlines())
        outlets = {one.get("id") or one["name"]: one.get("outlet") or "" for one in lines}
    kept = Candidates.best
    Candidates.best = lambda self: (seen.append(self.found), kept(self))[1]
    for case in cases(gold, texts):
        core = [g for g in case.gold if g.get("scope", "core") == "core" and "reporter" in g]
        for article in case.report.articles:
            seen.clear()
            reading = survey.read_article(article, words)
            spans = [reading.text.placed(*draft.span)[:2] for draft in reading.drafts]
            own = [g for g in core if any(g["start"] < end and start < g["end"] for start, end in spans)]
            if own and seen:
                told = Counter(json.dumps(g["reporter"], ensure_ascii=False) for g in own)
                most = json.loads(told.most_common(1)[0][0])
                right = {name for name in seen[0] if equal("reporter", most, name)}
                stem = Path(case.report.name).stem
                made.append((outlets.get(stem) or stem, dict(seen[0]), right, case.report.name, most))
    Candidates.best = kept
    return made


SENTENCE = 0.2
AGAINST = ("group", "partner")
"""What can speak against a candidate; nothing else does."""


def fit(data, codes, ridge, rounds=1500, rate=0.3):
    """The weights under which the right candidates win most surely."""
    data = [one for one in data if one[2] and len(one[1]) > 1]
    most = max(len(one[1]) for one in data)
    x = np.zeros((len(data), most, len(codes)))
    there, right = np.zeros((2, len(data), most))
    for at, one in enumerate(data):
        size = len(one[1])
        x[at, :size], right[at, :size] = matrix(one, codes)
        there[at, :size] = 1
    share = np.array([1.0 if one[3].endswith(".txt") else SENTENCE for one in data])
    speaks = [at for at, code in enumerate(codes) if code not in AGAINST]
    w = np.zeros(len(codes))
    for _ in range(rounds):
        score = x @ w
        p = np.exp(score - score.max(1, keepdims=True)) * there
        p /= p.sum(1, keepdims=True)
        own = p * right / (p * right).sum(1, keepdims=True)
        slope = ((p - own) * share[:, None])[:, :, None] * x
        w -= rate * (slope.sum((0, 1)) / share.sum() + ridge * w)
        w[speaks] = np.maximum(w[speaks], 0)
    return w


def matrix(one, codes):
    names = list(one[1])
    x = np.array([[one[1][name].get(code, 0) for code in codes] for name in names], float)
    return x, np.array([name in one[2] for name in names], float)


def chosen(one, codes, w):
    names = list(one[1])
    x, _ = matrix(one, codes)
    return names[int(np.argmax(x @ w))]


def read_arguments():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("sets", nargs="+")
    args.add_argument("--cases", nargs="*", default=[], help="sentences with rows, fitted on too")
    args.add_argument("--write", action="store_true")
    args.add_argument("--ridge", type=float, default=0.003)
    args.add_argument("--verbose", action="store_true", help="show the articles that are wrong")
    return args.parse_args()


def left_out(data, beside, codes, ridge):
    """Who is chosen for each article by weights fitted on the other outlets, in twelve parts."""
    folds = {name: at % 12 for at, name in enumerate(sorted({one[0] for one in data}))}
    made = {}
    for fold in range(12):
        w = fit([one for one in data if folds[one[0]] != fold] + beside, codes, ridge)
        made |= {at: chosen(one, codes, w) for at, one in enumerate(data) if folds[one[0]] == fold}
    return made


def write(table, codes, w):
    for row in table:
        if row["code"] in codes:
            row["weight"] = f"{w[codes.index(row['code'])]:.2f}"
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        made = csv.DictWriter(file, list(table[0]), lineterminator="\n")
        made.writeheader()
        made.writerows(table)


def main() -> None:
    args = read_arguments()
    sets = {Path(one.split(":")[0]).parent.name: articles(*one.split(":")) for one in args.sets}
    beside = [one for path in args.cases for one in articles(path, "")]
    data = [one for own in sets.values() for one in own]
    of = [name for name, own in sets.items() for _ in own]
    with TABLE.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    codes = [row["code"] for row in table if row["role"] == "topic" and row["code"] != "told"]
    start = np.array([float(row["weight"]) for row in table if row["code"] in codes])
    out = left_out(data, beside, codes, args.ridge)
    w = fit(data + beside, codes, args.ridge)
    print(f"{len(data)} articles; right: as it stands, fitted, left out")
    for name in (*sets, ""):
        own = [at for at, one in enumerate(of) if name in ("", one)]
        now, fitted = ([chosen(data[at], codes, by) in data[at][2] for at in own] for by in (start, w))
        held = [out[at] in data[at][2] for at in own]
        print(f"{name or 'all':12}{len(own):5} {np.mean(now):.3f} {np.mean(fitted):.3f} {np.mean(held):.3f}")
    for code, weight, old in zip(codes, w, start, strict=True):
        print(f"  {weight:+.2f} (was {old:+.2f}) {code}")
    for at in [at for at, one in enumerate(data) if args.verbose and out[at] not in one[2]]:
        print(of[at], *data[at][3:], "left out:", out[at])
        for name in {out[at], *data[at][2]}:
            print("     ", name, data[at][1][name])
    if args.write:
        write(table, codes, w)


if __name__ == "__main__":
    main()
