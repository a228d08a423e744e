"""Statements: what a quantity says of its subject: the rules of its kind, tried in their order."""

from __future__ import annotations

import re
from typing import Final

from tradekit.language.figure import OTHER, Figure, Surroundings
from tradekit.language.grammar import BEHIND, Rule, Rules
from tradekit.language.mentions import Quantity
from tradekit.language.zh.amounts import COUNTED, MONEY, PLAIN
from tradekit.language.zh.fragments import pattern
from tradekit.language.zh.rates import POINTS, RATES


def _others(rule: Rule, around: Surroundings, quantity: Quantity, found: re.Match[str] | None) -> str | None:
    """What stands right behind the number is no trade."""
    for one in around.words.others:
        if 0 <= one.start - quantity.end <= 1:
            return rule.says
    return None


# fmt: off
_COMMON: Final = (
    Rule("number of a kind", "", "modifier",
         "2023年我国出口，增速在[10%]以上的国家有20个。 → modifier", None, BEHIND, pattern(
         "(?:以上|以下|左右)?的(?:国家|地区|省|市|企业|商品|产品|大宗商品|贸易伙伴|伙伴|市场|城市|县|公司|经营主体|县市"
         r"|口岸|国别|品类|种类|(?:{near}|有|共)*\d)")),
    Rule("number of another thing", "", "not trade",
         "2023年我国出口企业缴纳[500亿元]税收。 → not trade", _others,
         needs=OTHER),
)
# fmt: on


def _of(rules: tuple[Rule, ...], kind: str) -> Rules:
    return Rules((*_COMMON, *[rule for rule in rules if not rule.on or kind in rule.on]))


_COUNTED: Final = _of(COUNTED, "")
RULES: Final = {
    **{kind: _of(RATES, kind) for kind in ("percent", "share", "times", "double", "flat", "digits")},
    **{kind: _of((*RATES, *PLAIN), kind) for kind in ("plain", "time", "ratio")},
    "pp": _of(POINTS, "pp"),
    "money": _of(MONEY, "money"),
    "": _COUNTED,
}
"""The rules by the kind of number; what is counted or weighed has those of the empty one."""

EXAMPLES: Final = {rule.name: rule.example for rules in RULES.values() for rule in rules.rules}


def read(around: Surroundings, quantity: Quantity) -> Figure | str:
    """The figure behind ``quantity``, or the reason why it is none."""
    figure = RULES.get(quantity.kind, _COUNTED).read(around, quantity)
    if isinstance(figure, str) or not figure.basis:
        return figure
    against = figure.against
    if figure.base is None and against is None and figure.end != "to":
        against = around.base()
    basis = bool(around.basis(quantity))
    if against is figure.against and basis == figure.said_basis:
        return figure
    return figure.compared(figure.base, against, basis)
