"""Parts: a clause cut at its figures; figures of one list stay together."""

from __future__ import annotations

import re
from typing import Final

from tradekit.language import kinds
from tradekit.language.kinds import kinds_of
from tradekit.language.mentions import Mention, Part, Quantity
from tradekit.language.zh.clauses import Clause
from tradekit.language.zh.nouns import COUNTED
from tradekit.language.zh.numerals import scale as factor_of

_BETWEEN: Final = re.compile(
    r"(?:以上|左右|以下|多|有余)?(?:、|，|和|及|与|以及|,|；|/)?(?:则|且|并|分别|又)?(?:的)?"
    r"(?:增长|下降|增加|减少|上升|上涨|下跌|提高|回落|下滑|扩大|收窄|微增|微降|增|降|涨|跌|为|达|占)?(?:了)?(?:超过|超|约|近|逾|至|到)?(?:每(?:万?吨|[\u3400-\u9fff]|立方米|平方米|公斤|千克))?[+＋]?"
)

_RANGE: Final = re.compile(r"(?:[-—–－─~～至到]|--|——|)")
_RANGE_LONGEST: Final = 2
_ONES: Final = frozenset("一两二三四五六七八")


_ABOVE: Final = re.compile("(?:[于过]|高出)(?:全国|我国)")
BRACKETED: Final = re.compile(r"[（(](?![^（）()]*[年月日])[^（）()]{0,6}\d[^（）()]*[）)]")
"""A bracket with a figure, behind what it is of (天然气（4.1%）)."""
_JOINS: Final = frozenset("、和与及")
_LIST_MARK: Final = re.compile("[、和及与/]")


def is_mute(mentions: list[Mention], points: bool) -> bool:
    """Whether a stretch with such mentions and without a figure leaves all as it is for what follows.

    ``points`` where it may have words such as 前者, which take up a subject.
    """
    found = kinds_of(mentions) & ~kinds.FUNCTIONS
    if found == kinds.RELATIONS and any([one.kind == "comparisons" for one in mentions]):
        return False
    return not (found if points else found & ~kinds.RELATIONS)


def parts(text: str, clause: Clause, points: bool) -> list[Part]:
    """A clause cut at its figures; those of one list stay together. A mute one has no part (see is_mute)."""
    runs: list[list[Quantity]] = []
    flow = -1
    for one in clause.mentions:
        if one.quantity is not None:
            if runs and _joined(text, runs[-1][-1], one.quantity):
                runs[-1].append(one.quantity)
            else:
                runs.append([one.quantity])
        elif one.kind == "flows":
            flow = one.start
    listed = text[clause.start] in _JOINS and BRACKETED.match(text, clause.end) is not None
    mute = not (runs or listed) and is_mute(clause.mentions, points)
    if mute and not _ABOVE.search(text, clause.start, clause.end):
        return []
    made: list[Part] = []
    at = clause.start
    for place, run in enumerate(runs):
        tail = runs[place + 1][0].start if place + 1 < len(runs) else clause.end
        made.append(Part(at, run[0].start, tail, run, clause.mentions))
        if not COUNTED.match(text, run[0].start):
            at = run[-1].end
    if not runs or flow >= at:
        made.append(Part(at, clause.end, clause.end, [], clause.mentions))
    return made


RATES: Final = frozenset(("percent", "share", "times", "double", "flat", "digits", "pp"))
"""The kinds of quantities that say no amount: an amount and its rate are no list (155亿元、增长2%)."""


def is_range(between: str) -> bool:
    """Whether the text between two quantities makes them the ends of a range (2%—4%, 2至4个百分点, 两三成).

    >>> is_range("至"), is_range("、")
    (True, False)
    """
    return len(between) <= _RANGE_LONGEST and _RANGE.fullmatch(between) is not None


def _joined(text: str, one: Quantity, other: Quantity) -> bool:
    between = text[one.end : other.start]
    if is_range(between) and (one.kind == other.kind or one.kind == "plain"):
        return between != "" or one.text[-1] in _ONES
    unsaid = one.kind == "plain" or (one.kind == "count" and other.kind == "pp")
    if not unsaid and (one.kind in RATES) != (other.kind in RATES):
        return False
    scaled = one.kind == "plain" and between in ("，", ",") and one.text[-1] in "万亿"
    return scaled or (_LIST_MARK.search(between) is not None and _BETWEEN.fullmatch(between) is not None)


def with_units(group: list[Quantity]) -> list[Quantity]:
    """A number without unit takes that of the next in its list (3.44万亿和1.98万亿元)."""
    if len(group) == 1:
        return group
    made = list(group)
    last = re.search(r"[万亿千百]+", group[-1].text)
    for place in range(len(made) - 2, -1, -1):
        one, other = made[place], made[place + 1]
        if one.kind == "count" and one.unit == "个" and other.kind == "pp":
            made[place] = one.counted("pp", "pp", one.value)
        elif one.kind == "plain" and other.kind != "plain":
            factor = factor_of(last[0]) if last and one.value < 1e4 <= other.value else 1.0
            made[place] = one.counted(other.unit, other.kind, one.value * factor)
    return made
