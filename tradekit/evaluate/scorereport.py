"""A score as text: the figures, and every mistake under the rule that made it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tradekit.evaluate.scoring import Mistake, Score


def report_score(score: Score, title: str = "", most: int = 40) -> str:
    """``score`` as lines of text: counts, field accuracy, then the mistakes rule by rule, ``most`` of them.

    >>> print(report_score(Score(2, 2, 2, 2, {"unit": 1.0}, {"a.txt": (2, 2, 0)}, {"growth": 2}, ()), "mine"))
    mine: 1 texts, 2 core figures: figure P 1.000 R 1.000; strict P 1.000 R 1.000 F1 1.000
      fields all 1.000
    """
    head = (
        f"{title or 'score'}: {len(score.reports)} texts, {score.gold} core figures: "
        f"figure P {score.figure_precision:.3f} R {score.figure_recall:.3f}; "
        f"strict P {score.strict_precision:.3f} R {score.strict_recall:.3f} F1 {score.strict_f1:.3f}"
    )
    return "\n".join([head, _fields(score), *_certainty(score), *_mistakes(score, most)])


def _certainty(score: Score) -> Iterator[str]:
    """How many rows are sure, how many likely, and the share of each that is right."""
    for name, (rows, right) in score.certainty.items():
        if rows:
            yield f"  {name} {rows} rows, {right} right ({right / rows:.3f})"


def _fields(score: Score) -> str:
    short = [f"{name} {share:.3f}" for name, share in score.fields.items() if share < 1]
    rest = len(score.fields) - len(short)
    return "  fields " + ", ".join(
        [*short, *(["all others 1.000" if short else "all 1.000"] if rest else [])]
    )


def _mistakes(score: Score, most: int) -> Iterator[str]:
    groups: defaultdict[str, list[Mistake]] = defaultdict(list)
    for one in score.mistakes:
        groups[one.rule].append(one)
    left = most
    for rule, group in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        made = score.rules.get(rule)
        yield f"  {rule}: " + (f"{len(group)} wrong of {made} rows" if made else f"{len(group)} missed")
        yield from (f"    {_line(one)}" for one in group[: max(left, 0)])
        left -= len(group)
    if left < 0:
        yield f"  (+{-left} more; --errors says how many are listed)"


def _line(one: Mistake) -> str:
    place = f"{one.report} [{one.start}] {one.text}: "
    if one.kind == "stray":
        return place + "no such indicator"
    if one.kind == "missed":
        return place + "missed (" + " ".join(str(right) for _, _, right in one.wrong if right) + ")"
    return place + "; ".join(f"{name} is {got!r}, should be {right!r}" for name, got, right in one.wrong)
