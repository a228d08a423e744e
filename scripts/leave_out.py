"""Which rules and which evidence carry over: each is left out in turn, over reports with gold.

    python scripts/leave_out.py GOLD:TEXTS[:MANIFEST] … [--only NAME …]

Prints for each rule of Chinese figures and each line of ``who.csv`` and ``whose.csv`` how many rows come out
right or wrong without it, in how many reports and outlets: one that helps a single report, or harms as many
as it helps, is a special case that will not carry over to a report nobody has read.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from tradekit.evaluate.scoring import cases, judged
from tradekit.extraction import reporter
from tradekit.extraction.observe import observe
from tradekit.language.grammar import Rules
from tradekit.language.lexicon import load
from tradekit.language.zh import actors, statements

Right = dict[tuple[str, int, int], int]


def right(read: list[tuple[str, Any]]) -> Right:
    """How many rows of each figure are right."""
    words, made = load(), {}
    for name, case in read:
        for row, good in judged(case, observe(case.report, words)[0]):
            key = (name, row.start, row.end)
            made[key] = made.get(key, 0) + good
    return made


@contextmanager
def without_rule(name: str) -> Iterator[None]:
    """The rules of figures but one."""
    kept = dict(statements.RULES)
    for kind, rules in kept.items():
        statements.RULES[kind] = Rules(tuple(one for one in rules.rules if one.name != name))
    yield
    statements.RULES.update(kept)


@contextmanager
def without_who(code: str) -> Iterator[None]:
    """The evidence for a place's role but one line."""
    kept = actors.weigh
    actors.weigh = lambda codes: kept([one for one in codes if one != code])
    yield
    actors.weigh = kept


@contextmanager
def without_whose(code: str) -> Iterator[None]:
    """The evidence for whose trade it is but one line."""
    kept = reporter._WEIGHTS[code]
    reporter._WEIGHTS[code] = replace(kept, weight=0.0)
    yield
    reporter._WEIGHTS[code] = kept


def main() -> None:
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=plain)
    parser.add_argument("sets", nargs="+", metavar="GOLD:TEXTS[:MANIFEST]")
    parser.add_argument("--only", nargs="*", default=[])
    asked = parser.parse_args()
    read, outlets = [], {}
    for one in asked.sets:
        gold, texts, *manifest = one.split(":")
        for path in manifest:
            for line in map(json.loads, Path(path).read_text("utf-8").splitlines()):
                outlets[line.get("id") or line.get("name")] = line.get("outlet")
        read += [(Path(case.report.name).stem, case) for case in cases(gold, texts)]
    whole = right(read)
    left: list[tuple[str, Callable[[str], Any]]] = [(name, without_rule) for name in statements.EXAMPLES]
    left += [(code, without_who) for code in actors.EVIDENCE]
    left += [(code, without_whose) for code in reporter._WEIGHTS]
    print("left out\tlost\tgained\treports that lose\toutlets that lose\treports that gain", flush=True)
    for name, without in left:
        if asked.only and name not in asked.only:
            continue
        with without(name):
            now = right(read)
        lost = {key for key in whole if now.get(key, 0) < whole[key]}
        won = {key for key in now if now[key] > whole.get(key, 0)}
        reports = sorted({key[0] for key in lost})
        print(
            f"{without.__name__[8:]} {name}", len(lost), len(won), len(reports),
            len({outlets.get(one, one) for one in reports}), len({key[0] for key in won}),
            " ".join(reports[:2]), sep="\t", flush=True,
        )  # fmt: skip


if __name__ == "__main__":
    main()
