"""Figures: what a quantity says of its subject: which statistic, against what, with which sign and bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from tradekit.interpret.clauses import Aside
from tradekit.quantities import Quantity
from tradekit.scan import Mention

RATES = frozenset(("percent", "share", "times", "double", "flat", "digits"))
GOODS_UNITS = frozenset("辆台艘架件只条双套部头支块张箱桶片米吨卷根株枚瓶盒包袋尾羽匹节颗粒副把筐")
NEAR_UNITS = frozenset(("家", "户", "个"))
_TO = regex.compile(r"(?:到|至|为|达|达到|达至|至约|到约|在|成)(?:了)?(?:约|近|超过|超)?$")
_GAP = regex.compile(
    r"(?:了|幅度|金额|额|量|速度|比例|达|达到|为|约|近|超|超过|逾|高达|仅|多达|接近|至少|也|均|分别|都|在|过|突破|不到|不足|将近|有|则|又)*"
)
_TAIL_GROWTH = regex.compile(
    r"(?:以上|左右|以下|多|的)*(?:的)?(?:同比|年均|平均|高|正|较快|快速|速度|年|较高|出口|进口|进出口|外贸|贸易|贸易额|增长|出口额|进口额)*"
    r"(?P<word>增长|增速|增幅|涨幅|增长率|降幅|跌幅|下降|下滑|跌|负增长|增长速度|增长幅度|递增)"
)
_PER = regex.compile(
    r"(?:/|每)(?P<unit>万?吨|公斤|千克|桶|台|辆|艘|架|件|双|套|立方米|只|条|部|米|平方米|头|个|克拉|日)"
)
_PER_BEFORE = regex.compile(
    r"(?:每|单)(?P<unit>吨|公斤|千克|桶|台|辆|艘|架|件|双|套|立方米|只|条|部|米|平方米|头|个|克拉)[^，。]{0,6}$"
)
PER_CODE = {"吨": "t", "立方米": "m3"}
_MODIFIER = regex.compile(
    r"(?:以上|以下|左右)?的(?:国家|地区|省|市|企业|商品|产品|大宗商品|贸易伙伴|伙伴|市场|城市|县|公司|经营主体|县市|口岸|国别|品类|种类)"
)
_THINGS = regex.compile(r"(?!以上|左右|以下|的|和|及|增|同比|上升|下降|减)\p{Han}")
_OF_FLOW = regex.compile(r"的?(?:外贸)?(?:进出口|出口|进口|外贸|贸易)(?:总)?(?:值|额|量)?")
_STEP = regex.compile(r"大关|级|台阶|关口|规模")
AGAIN = regex.compile(r"(?:约合|折合|合|相当于|约相当于|折)(?:人民币|美元|约|约为|约合)*$")


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity as read: ready to be joined with its subjects and periods.

    ``shift`` says that the figure speaks of the base period (较去年同期的283.2亿美元).
    """

    quantity: Quantity
    statistic: str
    measure: str
    value: float
    unit: str
    basis: str
    bound: str
    rule: str
    base: Mention | None = None
    against: Mention | None = None
    again: bool = False
    said_basis: bool = False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The part around a figure: its text, its mentions, and what was said before."""

    text: str
    start: int
    tail: int
    mentions: Sequence[Mention]
    asides: Sequence[Aside]
    measure: str
    last: Figure | None
    counts: bool
    per: str = ""
    group_end: int = 0
    money: str = ""

    def before(self, quantity: Quantity, kind: str) -> list[Mention]:
        """The mentions of ``kind`` in the part before the quantity."""
        return [one for one in self.mentions if one.kind == kind and self.start <= one.start < quantity.start]

    def aside(self, kind: str) -> Aside | None:
        """The part's first aside of ``kind``."""
        return next((one for one in self.asides if one.kind == kind), None)


def bound(around: Surroundings, quantity: Quantity) -> str:
    """``=``, ``~``, ``>=`` or ``<=`` from the words at the figure (超过, 近, 以上, 左右)."""
    for one in around.mentions:
        if one.kind == "qualifiers" and one.start == quantity.end and one.get("place") == "after":
            return one.get("bound")
    text = around.text
    for one in reversed(around.before(quantity, "qualifiers")):
        if one.get("place") == "before" and regex.fullmatch(
            r"(?:了|至|到|为|达|过|约|近|人民币|每[^，]{1,3}|增长|下降|增加|减少|上升|上涨|下跌|增|降|\s)*",
            text[one.end : quantity.start],
        ):
            return one.get("bound")
        if one.text == "约占":
            return "~"
    return ">=" if quantity.more else "="


def _direction(around: Surroundings, quantity: Quantity) -> tuple[Mention | None, int]:
    """The direction that governs a rate, and its sign."""
    found = around.before(quantity, "directions")
    if found:
        falling = [one for one in found if one.get("code") == "falling"]
        rates = [one for one in found if one.get("code") == "rate"]
        before = around.text[found[-1].end : quantity.start]
        if (falling or rates) and (found[-1].get("kind") == "noun" or _TO.search(before)):
            return found[-1], -1 if falling else 1
        return found[-1], int(found[-1].get("sign") or 1)
    tail = _TAIL_GROWTH.match(around.text, quantity.end, around.tail) or (
        _TAIL_GROWTH.match(around.text, around.group_end, around.tail) if around.group_end else None
    )
    if tail:
        word = next(
            (one for one in around.mentions if one.kind == "directions" and one.end == tail.end()), None
        )
        if word is not None:
            return word, int(word.get("sign") or 1)
        return None, -1 if tail["word"] in ("降幅", "跌幅", "下降", "下滑", "跌", "负增长") else 1
    return None, 0


def _basis(around: Surroundings, quantity: Quantity) -> str:
    found = around.before(quantity, "comparisons")
    return found[-1].get("basis") if found else ""


def _share_said(around: Surroundings, quantity: Quantity) -> bool:
    return around.aside("whole") is not None or any(
        one.get("code") == "share" for one in around.before(quantity, "shares")
    )


def read(around: Surroundings, quantity: Quantity) -> Figure | str:
    """The figure behind ``quantity``, or the reason why it is none."""
    if _MODIFIER.match(around.text, around.group_end or quantity.end):
        return "modifier"
    if any(one.kind == "others" and 0 <= one.start - quantity.end <= 1 for one in around.mentions):
        return "not trade"
    figure = _read(around, quantity)
    base = around.aside("base")
    if isinstance(figure, Figure) and figure.basis:
        figure = replace(figure, said_basis=bool(_basis(around, quantity)))
        if figure.base is None and base is not None:
            return replace(figure, against=base.mention)
    return figure


def _read(around: Surroundings, quantity: Quantity) -> Figure | str:
    if quantity.kind in RATES:
        return _rate(around, quantity)
    if quantity.kind == "pp":
        return _points(around, quantity)
    if quantity.kind == "money":
        return _money(around, quantity)
    if (
        quantity.kind == "plain"
        and around.measure == "value"
        and _STEP.match(around.text, quantity.end)
        and (quantity.value >= 1e8)
    ):
        return replace(
            _money(around, replace(quantity, unit=around.money or "CNY", kind="money")), rule="level by step"
        )
    if quantity.kind in ("plain", "time", "ratio"):
        return "no unit"
    return _counted(around, quantity)


def _rate(around: Surroundings, quantity: Quantity) -> Figure | str:
    limit, basis = bound(around, quantity), _basis(around, quantity)

    def made(statistic: str, sign: int, rule: str) -> Figure:
        value = quantity.value * (sign or 1)
        base = around.aside("base")
        touching = (
            base is not None
            and quantity.kind in ("percent", "share")
            and (
                "的" in around.text[base.end - 1 : quantity.start]
                or around.text[quantity.end : quantity.end + 1] == "的"
                or around.text[base.start] in "由从"
            )
            and regex.fullmatch(
                r"的?(?:同比)?(?:增速|降幅|增幅|涨幅|跌幅)?(?:为)?(?:[约近]|超过)?",
                around.text[base.end : quantity.start],
            )
            is not None
        )
        return Figure(
            quantity,
            statistic,
            around.measure,
            value,
            "percent",
            (basis or "yoy") if statistic == "growth" else "",
            limit,
            rule,
            base.mention if base and touching else None,
        )

    if around.aside("relative"):
        return "comparison"
    if around.aside("parent") or any(
        one.get("code") == "contribution" for one in around.before(quantity, "shares")
    ):
        return made("contribution", _direction(around, quantity)[1] or 1, "contribution")
    word, sign = _direction(around, quantity)
    if (
        around.last
        and around.last.statistic in ("share", "growth")
        and around.last.quantity.end == around.start
        and (
            regex.fullmatch(
                r"(?:上升|提高|提升|增加|扩大|下降|回落|降低|升|降|增|减)(?:到了?|至|为)(?:[^，]{2,10}的)?(?:约|近|超过)?",
                around.text[around.start : quantity.start],
            )
        )
    ):
        return made(around.last.statistic, -1 if around.last.value < 0 else 1, "from and to")
    if _share_said(around, quantity) and quantity.kind != "times":
        return made("share", 1, "share")
    if quantity.kind == "flat":
        return made("growth", 1, "flat")
    if quantity.kind == "double":
        return made("growth", 1, "double")
    if quantity.kind == "times":
        return _times(around, quantity, made, word, sign)
    if word is not None or sign:
        return made("growth", sign, "growth")
    if (
        around.last
        and around.last.statistic in ("share_change", "growth_change", "share")
        and regex.fullmatch(
            r"，?(?:达到|达|至|升至|降至|为)", around.text[around.last.quantity.end : quantity.start]
        )
    ):
        return made("growth" if around.last.statistic == "growth_change" else "share", 1, "change to")
    if quantity.kind == "share" and _OF_FLOW.match(around.text, quantity.end):
        return made("share", 1, "part of the whole")
    base = around.aside("base")
    if (
        base is not None
        and around.last
        and around.last.statistic == "growth"
        and (around.text[base.end - 1 : quantity.start] == "的")
    ):
        return made("growth", -1 if around.last.value < 0 else 1, "growth of the base")
    if basis:
        return made("growth", 1, "growth by comparison")
    return "no statistic"


def _times(around: Surroundings, quantity: Quantity, made, word: Mention | None, sign: int) -> Figure | str:  # type: ignore[no-untyped-def]
    if word is None or regex.search(
        r"(?:是|为|相当于)[^，]*的(?:近|约|超过)?$", around.text[around.start : quantity.start]
    ):
        return "multiple"
    figure: Figure = made("growth", sign, "times")
    if _TO.search(around.text[word.end : quantity.start]):
        return Figure(
            quantity,
            "growth",
            figure.measure,
            quantity.value - 100,
            "percent",
            figure.basis,
            figure.bound,
            "times to",
        )
    return figure


def _points(around: Surroundings, quantity: Quantity) -> Figure | str:
    limit, basis = bound(around, quantity), _basis(around, quantity) or "yoy"
    found = around.before(quantity, "directions")
    if around.aside("parent") or any(
        one.get("code") == "contribution" for one in around.before(quantity, "shares")
    ):
        sign = -1 if regex.search(r"拉低|拖累|下拉", around.text[around.start : quantity.start]) else 1
        return Figure(
            quantity, "contribution", around.measure, sign * quantity.value, "pp", "", limit, "contribution"
        )
    if around.aside("relative") or not found:
        return "comparison"
    sign = int(found[-1].get("sign") or 1)
    last = around.last.statistic if around.last else ""
    codes = {one.get("code") for one in found}
    if _share_said(around, quantity) or (
        last in ("share", "share_change") and not codes & {"rate", "falling"}
    ):
        return Figure(
            quantity,
            "share_change",
            around.measure,
            sign * quantity.value,
            "pp",
            basis,
            limit,
            "share change",
        )
    if codes & {"rate", "falling", "up.rate", "down.rate"} or last in ("growth", "growth_change"):
        nouns = [one for one in found if one.get("kind") == "noun"]
        if "falling" in codes or (
            not nouns
            and around.last
            and around.last.value < 0
            and last == "growth"
            and found[-1].text in ("收窄", "扩大", "缩窄")
        ):
            sign = (
                1
                if found[-1].text in ("收窄", "缩小", "回落", "缩窄", "放缓", "减小", "收缩", "下降", "减少")
                else -1
            )
        if (
            around.last
            and around.last.base
            and around.aside("base") is None
            and quantity.start - around.last.quantity.end < 12
        ):
            return Figure(
                quantity,
                "growth_change",
                around.measure,
                sign * quantity.value,
                "pp",
                basis,
                limit,
                "growth change",
                against=around.last.base,
            )
        return Figure(
            quantity,
            "growth_change",
            around.measure,
            sign * quantity.value,
            "pp",
            basis,
            limit,
            "growth change",
        )
    return "comparison"


def _changed(around: Surroundings, quantity: Quantity) -> int:
    """The sign of an absolute change (增加168.8亿美元); 0 where the quantity is a level."""
    found = around.before(quantity, "directions")
    if not found:
        return 0
    last = found[-1]
    if last.get("kind") == "noun":
        return 0
    gap = around.text[last.end : quantity.start]
    if last.get(
        "code",
    ).startswith("amount"):
        return int(last.get("sign")) if _GAP.fullmatch(gap) else 0
    if regex.fullmatch(r"(?:了)?(?:约|近|超|超过|逾|将近|接近|至少|不到|不足|金额达|额达|额为|金额为)*", gap):
        return int(last.get("sign") or 1)
    return 0


def _money(around: Surroundings, quantity: Quantity) -> Figure | str:
    limit = bound(around, quantity)
    text = around.text
    per = _PER.match(text, quantity.end, quantity.end + 6) or _PER_BEFORE.search(
        text[around.start : quantity.start]
    )
    if AGAIN.search(text[around.start : quantity.start]) and around.last:
        last = around.last
        unit = quantity.unit + (("/" + last.unit.partition("/")[2]) if "/" in last.unit else "")
        sign = -1 if last.value < 0 else 1
        return Figure(
            quantity,
            last.statistic if last.statistic != "growth" else "level",
            last.measure,
            sign * quantity.value,
            unit,
            last.basis if last.statistic != "growth" else "",
            "~",
            "in other money",
            again=True,
        )
    base = around.aside("base")
    if base and text[base.end : quantity.start] in ("", "的", "的约") and around.measure != "price":
        return Figure(
            quantity,
            "level",
            around.measure,
            quantity.value,
            quantity.unit,
            "",
            limit,
            "base level",
            base.mention,
        )
    if per or around.measure == "price":
        unit = per["unit"] if per else around.per
        touching = base is not None and text[base.end : quantity.start] in ("", "的", "的约")
        return Figure(
            quantity,
            "level",
            "price",
            quantity.value,
            f"{quantity.unit}/{PER_CODE.get(unit, unit)}",
            "",
            limit,
            "price",
            base.mention if base and touching else None,
        )
    sign = _changed(around, quantity)
    if sign:
        basis = _basis(around, quantity) or "yoy"
        return Figure(
            quantity,
            "level_change",
            around.measure,
            sign * quantity.value,
            quantity.unit,
            basis,
            limit,
            "change of level",
        )
    return Figure(quantity, "level", "value", quantity.value, quantity.unit, "", limit, "level")


def _counted(around: Surroundings, quantity: Quantity) -> Figure | str:
    limit = bound(around, quantity)
    traders = (around.counts or around.measure == "count") and quantity.unit in NEAR_UNITS
    if (
        quantity.kind == "count"
        and not traders
        and quantity.unit not in GOODS_UNITS
        and (quantity.unit != "个" or quantity.value < 100 or _THINGS.match(around.text, quantity.end))
    ):
        return "near trade"
    measure = "count" if traders else "quantity"
    sign = _changed(around, quantity)
    base = around.aside("base")
    touching = base is not None and around.text[base.end : quantity.start] in ("", "的", "的约")
    unit = quantity.unit
    if around.text[quantity.end : quantity.end + 2] in ("/日", "/天", "每日", "每天"):
        unit += "/日"
    if sign and not touching:
        return Figure(
            quantity,
            "level_change",
            measure,
            sign * quantity.value,
            unit,
            _basis(around, quantity) or "yoy",
            limit,
            "change of level",
        )
    return Figure(
        quantity,
        "level",
        measure,
        quantity.value,
        unit,
        "",
        limit,
        "traders" if traders else "quantity",
        base.mention if base and touching else None,
    )
