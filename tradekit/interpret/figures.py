"""Figures: what a quantity says of its subject: which statistic, against what, with which sign and bound."""

from __future__ import annotations

import re

from tradekit.interpret.amounts import read_counted, read_money, read_plain
from tradekit.interpret.figure import Figure, Surroundings
from tradekit.interpret.points import read_points
from tradekit.interpret.rates import read_rate
from tradekit.quantities import Quantity

_MODIFIER = re.compile(
    r"(?:以上|以下|左右)?的(?:国家|地区|省|市|企业|商品|产品|大宗商品|贸易伙伴|伙伴|市场|城市|县|公司|经营主体|县市|"
    r"口岸|国别|品类|种类|(?:约|近|超|有|共)*\d)"
)
_READERS = {
    **dict.fromkeys(("percent", "share", "times", "double", "flat", "digits"), read_rate),
    **dict.fromkeys(("plain", "time", "ratio"), read_plain),
    "pp": read_points,
    "money": read_money,
}


def read(around: Surroundings, quantity: Quantity) -> Figure | str:
    """The figure behind ``quantity``, or the reason why it is none."""
    if _MODIFIER.match(around.text, around.group_end or quantity.end):
        return "modifier"
    if any(one.kind == "others" and 0 <= one.start - quantity.end <= 1 for one in around.mentions):
        return "not trade"
    figure = _READERS.get(quantity.kind, read_counted)(around, quantity)
    if isinstance(figure, str) or not figure.basis:
        return figure
    base = around.aside("base")
    if figure.base is None and figure.against is None and base is not None:
        figure = figure._replace(against=base.mention)
    return figure._replace(said_basis=bool(around.basis(quantity)))
