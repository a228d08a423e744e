"""Figures: what a quantity says of its subject: which statistic, against what, with which sign and bound."""

from __future__ import annotations

import re
from typing import Final

from tradekit.language.figure import Figure, Surroundings
from tradekit.language.mentions import Quantity
from tradekit.language.zh.amounts import read_counted, read_money, read_plain
from tradekit.language.zh.points import read_points
from tradekit.language.zh.rates import read_rate

_MODIFIER: Final = re.compile(
    r"(?:以上|以下|左右)?的(?:国家|地区|省|市|企业|商品|产品|大宗商品|贸易伙伴|伙伴|市场|城市|县|公司|经营主体|县市|"
    r"口岸|国别|品类|种类|(?:约|近|超|有|共)*\d)"
)
_MODIFIES: Final = frozenset("以左的")
_READERS: Final = {
    **dict.fromkeys(("percent", "share", "times", "double", "flat", "digits"), read_rate),
    **dict.fromkeys(("plain", "time", "ratio"), read_plain),
    "pp": read_points,
    "money": read_money,
}


def read(around: Surroundings, quantity: Quantity) -> Figure | str:
    """The figure behind ``quantity``, or the reason why it is none."""
    at = around.group_end or quantity.end
    if around.text[at : at + 1] in _MODIFIES and _MODIFIER.match(around.text, at):
        return "modifier"
    for one in around.words.others:
        if 0 <= one.start - quantity.end <= 1:
            return "not trade"
    figure = _READERS.get(quantity.kind, read_counted)(around, quantity)
    if isinstance(figure, str) or not figure.basis:
        return figure
    against = figure.against
    if figure.base is None and against is None:
        against = around.base()
    basis = bool(around.basis(quantity))
    if against is figure.against and basis == figure.said_basis:
        return figure
    return figure.compared(figure.base, against, basis)
