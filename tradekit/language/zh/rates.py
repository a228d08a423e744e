"""Rates: what a percentage, a multiple, 持平 or 两位数 says, and what percentage points say."""

from __future__ import annotations

import re
from typing import Final

from tradekit.language import figure as f
from tradekit.language.figure import Figure, Surroundings
from tradekit.language.grammar import BEHIND, END, GAP, LEAD, NEXT, TAIL, WIDEST, WORD, Rule
from tradekit.language.mentions import Mention, Quantity
from tradekit.language.zh.bounds import bound
from tradekit.language.zh.fragments import FROM_END, pattern

Found = re.Match[str] | None
_OF_FLOW: Final = pattern("的?(?:外贸)?{flow}(?:总)?(?:值|额|量)?")
_FLOW_BEHIND: Final = re.compile(_OF_FLOW)
_TO: Final = pattern(".*{to}了?{near}?")
_REACHED: Final = re.compile(_TO)
_GROWTH_BEHIND: Final = pattern(
    "(?:以上|左右|以下|多|的)*(?:同比|按年|环比|按月|年均|平均|高|正|恢复性|稳定|大幅|强劲|较快|快速|速度|年|较高|{flow}额?|增长)*"
    "(?:(?P<falls>{falls})|{grows})"
)
_NEXT_IS: Final = re.compile(r"(?:其次|再次|随后|紧随其后)的?[是为][^，。；]{1,14}，(?:为|达|约为|约)?$")
_SHARE_IS: Final = re.compile(
    r"(?:占比|份额|比重)[^，。；]{0,8}，(?:(?:再|已|也|大幅|更是)*(?:[上提回]?升|提高|增[至加]|[下回]?[降落滑]|降低)?(?:至|到)了?|为|达|达到|高达|约为|约)$"
)
_ONE_MORE: Final = pattern("[品类]?，?(?:则|也|均|分别|依次)*(?:为|是|达到?|录得|有|的|：)?{near}?")
_PULL_IS: Final = re.compile(r"(?:拉动|贡献)[^，。；]{0,8}，(?:为|达|达到|约为|约)$")
_LISTED_AS: Final = re.compile(
    r"(?P<falls>[降跌减]幅|(?:下降|下跌|减少)(?=较|最|明显|居|的|[：:]))|(?P<grows>增[幅速]|[涨升]幅|(?:增长|上涨|上升|增加)(?=较|最|明显|居|的|[：:]))"
    r"|(?P<sold>销往|输往|运往|出口[到至])|占比|份额|比重|比例|市场|来源|目的地|国家|地区|对象|伙伴|省市|集中"
)
_LIST_IS: Final = re.compile(
    r"[）)](?:[、和与及][^、，。；（）()]{1,16}[（(][\d.]+[%％][）)])*(?:等|[^、，。；（）()\d]{0,14}(?:的|均))?"
    r"[^、，。；（）()\d]{0,6}?(?:(?P<falls>[降跌减]幅|下降|下跌|减少)|(?P<grows>增[幅速]|[涨升]幅|增长|上涨|上升|增加)|占比|份额|比重)"
)
"""What a list of rates in brackets is told to be behind it: A（7%）、B（4%）等出口比重居前."""
_BASE_RATE: Final = re.compile(
    pattern("的?(?:同比)?(?:增速|降幅|增幅|涨幅|跌幅|增长|下降|上升|下滑|衰减|减少|增加)?为?{near}?")
)
_ITS_OWN: Final = re.compile("的(?:表现|[增涨升跌降]幅|增速|增长率|水平)")
_OWN_RATE: Final = re.compile("[增降涨跌][幅速]")
_BETTER: Final = frozenset(("优于", "好于", "逊于", "差于", "延续"))
_DRAGS: Final = re.compile("拉低|拖累|下拉")
_LESS: Final = frozenset(("收窄", "缩小", "回落", "缩窄", "放缓", "减小", "收缩", "下降", "减少"))
_OF_A_FALL: Final = frozenset(("收窄", "扩大", "缩窄"))
_NEAR: Final = 12
SOLD: Final = (
    r"(?:以上|左右|多)?的?[^，。；\d]{0,14}?"
    r"(?:(?:出口|进口|外销)(?:至|到|往|自)|销[往至]|输往|运往|来自|源自|销售到)(?!了?(?:国外|海外|境外|全球|世界|全国|各地))(?=[\u3400-\u9fff])"
)
"""Behind the share of what goes to some place or comes from it (80%以上的中药材出口至亚洲)."""

_TO_RULES: Final = frozenset(("from and to", "growth reached"))
"""Rules that read what a rate has become: what the change is held against is not its own base."""


def _made(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure:
    return _figure(rule, around, quantity, rule.sign)


def _figure(rule: Rule, around: Surroundings, quantity: Quantity, sign: int, says: str = "") -> Figure:
    says = says or rule.says
    growth = says == "growth"
    said = around.basis(quantity) if growth else ""
    base = _base(around, quantity) if around.asides else None
    return Figure(
        quantity,
        says,
        around.measure,
        quantity.value if quantity.value < 0 else quantity.value * sign,
        "percent",
        (said or (_going_on(around) if base is not None else "yoy")) if growth else "",
        bound(around, quantity),
        rule.name,
        base,
        around.base() if growth and base is None else None,
        False,
        bool(said),
        "to" if rule.name in _TO_RULES else "from" if FROM_END.search(around.lead(quantity)) else "",
    )


def _going_on(around: Surroundings) -> str:
    """The basis of another period's own rate: that of the rate which it stands beside."""
    last = around.last
    return last.basis if last is not None and last.basis in ("mom", "qoq", "saar") else "yoy"


def _base(around: Surroundings, quantity: Quantity) -> Mention | None:
    """The base period whose own rate this is: 由去年同期的37%, 比上半年26.3%的增幅."""
    base = around.aside("base")
    if base is None or quantity.kind not in ("percent", "share"):
        return None
    belongs = (
        "的" in around.text[base.end - 1 : quantity.start]
        or around.text[quantity.end : quantity.end + 1] == "的"
        or around.text[base.start] in "由从"
        or around.text[base.start : base.start + 2] in _BETTER
        or _OWN_RATE.match(around.text, base.end) is not None
    )
    own = _BASE_RATE.fullmatch(around.gap(base, quantity)) or _ITS_OWN.match(around.text, quantity.end)
    return base.mention if belongs and own else None


def _contributed(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure | None:
    if quantity.kind == "share" and _FLOW_BEHIND.match(around.text, quantity.end):
        return None
    return _figure(rule, around, quantity, _sign(around, quantity))


def _sign(around: Surroundings, quantity: Quantity) -> int:
    """The sign that words of direction give a rate: a noun of fall, else the last of them, else behind it."""
    signs = around.signs(quantity)
    if not signs & f.DIRECTED:
        behind = _BEHIND.found(around, quantity) or _BEHIND_LIST.found(around, quantity)
        return -1 if behind is not None and behind["falls"] else 1
    if signs & (f.RATE | f.FALLING):
        gap = around.gap(around.directions(quantity)[-1], quantity)
        if signs & f.NOUN or _REACHED.fullmatch(gap):
            return -1 if signs & f.FALLING else 1
    return -1 if signs & f.DOWN else 1


def _behind(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure:
    return _figure(rule, around, quantity, -1 if found is not None and found["falls"] else 1)


def _went_on(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure | None:
    """With the sign of the figure before, unless signs are printed."""
    last = around.last
    if quantity.kind == "share" and around.text.startswith("的", quantity.end):
        return None
    fell = last is not None and last.value < 0 <= last.quantity.value
    return _figure(rule, around, quantity, -1 if fell else 1)


def _second_end(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure | None:
    """The second end of a change is what the first one was."""
    last = around.last
    if last is None or last.statistic not in ("share", "growth"):
        return None
    return _figure(rule, around, quantity, -1 if last.value < 0 else 1, last.statistic)


def _share_change(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure | None:
    directions = around.directions(quantity)
    share = max([one.start for one in around.words.shares if one.start < quantity.start], default=-1)
    against = around.aside("base") or around.basis(quantity)
    if not against or not 0 <= share < directions[-1].start:
        return None
    made = _figure(rule, around, quantity, int(directions[-1].get("sign") or 1))
    return made.changed(basis=around.basis(quantity) or "yoy")


def _times(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure:
    made = _figure(rule, around, quantity, _sign(around, quantity))
    return made if found is None else made.changed(value=quantity.value - 100)


def _of_base(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure | None:
    base = around.aside("base")
    of = base is not None and around.text[base.end - 1 : quantity.start] == "的"
    return _went_on(rule, around, quantity, found) if of else None


_LEVEL: Final = re.compile("的(?:水平|比[例重]|占比|份额)")


def _share_of_base(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure | None:
    base = around.aside("base")
    above = base is not None and around.text[base.start] in "高低多少"
    if base is None or not (above or _LEVEL.match(around.text, quantity.end)):
        return None
    if around.gap(base, quantity).strip("的约"):
        return None
    return _figure(rule, around, quantity, 1).compared(base.mention, None, False)


def _signed(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure | None:
    signed = around.text[quantity.start - 1] in "+＋" or quantity.value < 0
    return _figure(rule, around, quantity, 1) if signed else None


def _next_is(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure | None:
    told = _NEXT_IS.search(around.text[max(0, quantity.start - WIDEST) : quantity.start])
    return _figure(rule, around, quantity, 1) if told else None


def _share_is(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure | None:
    told = _SHARE_IS.search(around.text[max(0, quantity.start - WIDEST) : quantity.start])
    return _figure(rule, around, quantity, 1) if told else None


def _rate_moved(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure | None:
    """How a rate moved since the period before, in percent: the rate is named, then the period, then how."""
    words, base = around.directions(quantity), around.aside("base")
    if base is None or not words[0].end <= base.start < words[-1].start:
        return None
    made = _figure(rule, around, quantity, -1 if around.signs(quantity) & f.DOWN else 1)
    return made.changed(basis=around.basis(quantity) or "yoy").compared(None, base.mention, made.said_basis)


def _unsigned(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure | None:
    """A decimal without a unit behind rates of the same list."""
    return _figure(rule, around, quantity, _sign(around, quantity)) if "." in quantity.text else None


def _rate_told(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure | None:
    if not around.rated & (f.OF_RATE | f.FALLING):
        return None
    return _figure(rule, around, quantity, -1 if around.rated & f.FALLING else 1)


def _in_brackets(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure | None:
    """A rate alone in brackets behind a name: A（21%）、B（9%）, a share unless the list is one of growth."""
    text = around.text
    if text[quantity.start - 1] not in "（(" or text[quantity.end : quantity.end + 1] not in ("）", ")"):
        return None
    listed = list(_LISTED_AS.finditer(text[text.rfind("。", 0, quantity.start) + 1 : quantity.start]))
    behind = _LIST_IS.match(text, quantity.end)
    told = listed[-1] if listed and not (behind and listed[-1]["sold"]) else behind
    last = around.last
    if told is None and rule.says == "share" and last is not None and last.statistic == "share":
        near = "。" not in text[last.quantity.end : quantity.start]
        return _figure(rule, around, quantity, 1) if near else None
    if told is None or (rule.says == "growth") != bool(told["falls"] or told["grows"]):
        return None
    return _figure(rule, around, quantity, -1 if told["falls"] else 1)


def _of_change(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure | None:
    """The rate in brackets right behind an amount of change, with its sign and basis: 减少62万吨（44%）."""
    last = around.last
    if last is None or last.statistic != "level_change" or quantity.value < 0:
        return None
    made = _figure(rule, around, quantity, -1 if last.value < 0 else 1)
    return made.changed(basis=last.basis).compared(None, last.against, last.said_basis)


_ANY: Final = "percent share times double flat digits"
_RATE: Final = "percent share double flat digits"
# fmt: off
_BEHIND: Final = Rule(
    "growth behind", _RATE, "growth", "2023年我国外贸实现[0.6%]的增长。 → growth 0.6",
    _behind, TAIL, _GROWTH_BEHIND, bars=f.DIRECTED,
)
_BEHIND_LIST: Final = Rule(
    "growth behind a list", _RATE, "growth", "2023年我国出口、进口分别有[3%]和2%的增长。 → growth 3",
    _behind, BEHIND, _GROWTH_BEHIND, bars=f.DIRECTED,
)
RATES: Final = (
    Rule("another's rate", _ANY, "comparison", "2023年我国出口增长5%，高于整体增速[3.3%]。 → comparison",
         None, needs=f.RELATIVE),
    Rule("contribution", _ANY, "contribution",
         "2023年民营企业对我国外贸增长的贡献率达到[40%]。 → contribution 40",
         _contributed, needs=f.CONTRIBUTED),
    Rule("from and to", _ANY, "", "2023年民营企业出口占比由37%上升到[45.9%]。 → share 45.9",
         _second_end, LEAD, pattern("{moved}(?:到了?|至|为)(?:[^，]{2,10}的)?{near}?"), f.NEXT_TO),
    Rule("part of a target", _ANY, "comparison", "2023年我国出口5亿元，占年度目标的[77%]。 → comparison",
         None, END, pattern("(?:占|完成|达到?)[^，。]{0,12}(?:目标|任务|计划|预算)(?:任务)?的?{near}?")),
    Rule("change of a share in percent", _RATE, "share_change",
         "2023年民营企业出口占我国出口总值的比重较上年提高[6.2%]。 → share_change 6.2",
         _share_change, GAP, pattern("了?{near}?"), f.SHARE | f.DIRECTED),
    Rule("rate of the change before", _RATE, "growth",
         "2023年我国出口比上年增加2000亿元（[3%]）。 → growth 3",
         _of_change, NEXT, "[（(]|，?[或即]"),
    Rule("change of a rate in percent", _RATE, "growth_change",
         "2023年我国出口增长9.8%，增幅较上年下降[14.3%]。 → growth_change -14.3",
         _rate_moved, GAP, pattern("了?{near}?"), f.RATE | f.COMPARED | f.DIRECTED, f.NOUN),
    Rule("share", _RATE, "share",
         "2023年机电产品占我国出口总值的[58.6%]。 → share 58.6", _made, needs=f.SHARE),
    Rule("rates that are alike", "flat", "comparison", "2023年我国出口增速与去年[持平]。 → comparison",
         None, needs=f.RATE),
    Rule("flat", "flat", "growth", "2023年我国出口与上年[持平]。 → growth 0", _made),
    Rule("doubled", "double", "growth", "2023年我国汽车出口[翻番]。 → growth 100", _made),
    Rule("multiple without growth", "times", "multiple", "2023年我国出口为2012年[2倍]。 → multiple",
         None, bars=f.DIRECTED),
    Rule("multiple of a base", "times", "multiple", "2023年我国出口增加，是2012年的[2倍]。 → multiple",
         None, END, pattern("(?:是|为|相当于)[^，]*的{near}?")),
    Rule("times to", "times", "growth", "2023年我国汽车出口增长到[3倍]。 → growth 200", _times, GAP, _TO),
    Rule("times", "times", "growth", "2023年我国汽车出口增长[2.3倍]。 → growth 230", _times),
    Rule("share moved to", _RATE, "share",
         "2023年民营企业占我国出口总值的53.5%，2024年升至[54%]。 → share 54",
         _made, GAP, pattern(r".*(?:[到至为成]|达[到至])了?(?:[\d年月]{5,8}的?|[去今]年的?)?{near}?"),
         f.LAST_SHARE, f.RATE | f.FALLING | f.NOUN),
    Rule("share below a step", _RATE, "share",
         "2023年民营企业占我国出口总值的20.5%，2024年跌破[20%]。 → share 20",
         _made, END, pattern("(?:跌破|失守|突破|升破)了?{near}?"), f.LAST_SHARE, f.RATE | f.FALLING | f.NOUN),
    Rule("rate of fall", _RATE, "growth", "2023年我国出口降幅为[4.6%]。 → growth -4.6",
         _made, needs=f.FALLING | f.NOUN, sign=-1),
    Rule("rate of fall reached", _RATE, "growth", "2023年我国出口降幅扩大到[4.6%]。 → growth -4.6",
         _made, GAP, _TO, f.FALLING, sign=-1),
    Rule("rate reached by a change of it", _RATE, "growth", "2023年我国出口量放缓到[5%]。 → growth 5",
         _made, GAP, _TO, f.OF_RATE),
    Rule("rise", _RATE, "growth", "2023年我国出口增长[0.6%]。 → growth 0.6", _made, needs=f.UP),
    Rule("fall", _RATE, "growth", "2023年我国出口下降[4.6%]。 → growth -4.6", _made, needs=f.DOWN, sign=-1),
    _BEHIND,
    _BEHIND_LIST,
    Rule("share reached", _RATE, "share",
         "2023年民营企业出口占我国出口总值的比重提高2个百分点，达[53.5%]。 → share 53.5",
         _made, NEXT, pattern("，?(?:[而则但][^，。；增降升减]{0,6})?{reached}"), f.LAST_SHARE),
    Rule("growth reached", _RATE, "growth", "2023年我国出口增速加快2个百分点，达[5%]。 → growth 5",
         _made, NEXT, pattern("，?{reached}"), f.LAST_MOVED),
    Rule("part of the whole", "share", "share", "2023年民营企业贡献了我国[五成]进出口。 → share 50",
         _made, TAIL, _OF_FLOW),
    Rule("growth of the base", _RATE, "growth", "2023年我国出口增长5%，比上年的[3%]高。 → growth 3",
         _of_base, needs=f.COMPARED | f.LAST_GROWTH),
    Rule("share of another time", _RATE, "share",
         "2023年民营企业占我国出口总值的53.5%，2012年曾为[33%]。 → share 33",
         _made, END, pattern("曾经?(?:一度)?(?:高?达到?|[为占有])?{near}?"), f.LAST_SHARE, f.DIRECTED),
    Rule("share of the base", _RATE, "share",
         "2023年我国出口中，47%输往东盟，高于上年[39%]的水平。 → share 39",
         _share_of_base, needs=f.COMPARED | f.LAST_SHARE, bars=f.DIRECTED),
    Rule("share by the same figure", _RATE, "share",
         "2023年民营企业占我国出口总值的53.5%，而2012年这一数字仅为[33%]。 → share 33",
         _made, END, pattern("(?:这一?个?|该|此)(?:数字|比[例重率]|占比|份额|数据|指标)"
         "(?:仅|才|已|还|只|就)*(?:为|是|有|达到?)?{near}?"), f.LAST_SHARE),
    Rule("expected", _RATE, "growth", "2023年12月我国出口增长2.3%，预期[1.7%]。 → growth 1.7", _went_on, END,
         pattern("(?:预期|前值|预测|预估|预计)(?:的|值|分别|依次|为|增长|下降)*"), f.LAST_GROWTH),
    Rule("growth as of the one before", _RATE, "growth",
         "2023年我国消费品出口增速为3.5%，中间品为[9.8%]。 → growth 9.8",
         _went_on, WORD, _ONE_MORE, f.LAST_GROWTH, beside="commodities partners"),
    Rule("share of what is named behind", _RATE, "share",
         "2023年我国出口的产品结构中，[45.7%]为化学原料药。 → share 45.7",
         _made, TAIL, "(?:以上|左右)?(?:为|是)(?=[\u4e00-\u9fff])", bars=f.DIRECTED),
    Rule("share as of the one before", _RATE, "share",
         "2023年我国出口中，消费品占比为3.5%，中间品为[9.8%]。 → share 9.8",
         _made, WORD, _ONE_MORE, f.LAST_SHARE, beside="commodities partners"),
    Rule("share named behind", _RATE, "share",
         "2023年我国进口集成电路2万亿元，以[15.4%]的份额居首。 → share 15.4",
         _made, TAIL, "的(?:市场|国际市场|全球市场|全国)?(?:份额|占比|比重|比例)", bars=f.DIRECTED),
    Rule("share that is sold", _RATE, "share", "2023年，我国[80%]以上的中药材出口至东盟。 → share 80",
         _made, TAIL, SOLD, bars=f.DIRECTED),
    Rule("share once more", "share", "share",
         "2023年民营企业占我国出口总值的33.3%，约为[三分之一]。 → share 33.3333",
         _made, NEXT, "，?(?:约|接近|近|即|大约|相当于)(?:为|占)?(?:总[额量值]的)?", f.LAST_SHARE),
    Rule("rate without its sign", "plain", "growth",
         "2023年我国对越南出口增长5.5%，对泰国出口下滑[8.61]。 → growth -8.61",
         _unsigned, GAP, pattern("了?{near}?"), f.DIRECTED | f.LAST_GROWTH),
    Rule("expected, told behind", _RATE, "growth",
         "2023年12月我国出口增长2.3%，高于调查中[1.7%]的预估中值。 → growth 1.7",
         _went_on, TAIL, "的?(?:市场|平均)?(?:预期|预估|预测)(?:中值|值|均值)?", f.LAST_GROWTH),
    Rule("growth by comparison", _RATE, "growth",
         "2023年我国出口同比[0.6%]。 → growth 0.6", _made, needs=f.BASIS),
    Rule("signed", _RATE, "growth", "2023年我国出口（+[0.6%]）。 → growth 0.6", _signed),
    Rule("share of the next", _RATE, "share",
         "2023年我国水果进口中，榴莲占36.4%，其次是樱桃，为[12.3%]。 → share 12.3",
         _next_is, needs=f.LAST_SHARE),
    Rule("rate told before", _RATE, "growth",
         "2023年浙江、江苏出口增速居前，分别为[9.1%]和8.2%。 → growth 9.1",
         _rate_told, LEAD, pattern("(?:分别|依次|均|都|仅|已|则)*(?:为|达到?|是|高达){near}?")),
    Rule("share told before", _RATE, "share",
         "2023年我国玩具出口市场中，美国占比最大，为[26%]。 → share 26", _share_is),
    Rule("growth in brackets behind a name", _RATE, "growth",
         "2023年我国进口增幅居前的是大豆（8%）、煤炭（[6%]）。 → growth 6", _in_brackets),
    Rule("share in brackets behind a name", _RATE, "share",
         "2023年我国出口主要市场为东盟（[16%]）、欧盟（15%）。 → share 16", _in_brackets),
)


def _points(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure:
    """The figure behind a number of percentage points."""
    change = rule.says != "contribution"
    sign = _sign_of_points(rule, around, quantity)
    said = around.basis(quantity) if change else ""
    return Figure(
        quantity, rule.says, around.measure, sign * quantity.value, "pp", (said or "yoy") if change else "",
        bound(around, quantity), rule.name, None,
        (_last_base(around, quantity) or around.base()) if change else None, False, bool(said),
    )
# fmt: on


def _contribution_is(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure | None:
    told = _PULL_IS.search(around.text[max(0, quantity.start - WIDEST) : quantity.start])
    return _points(rule, around, quantity, found) if told else None


def _sign_of_points(rule: Rule, around: Surroundings, quantity: Quantity) -> int:
    """The sign of a change: a fall (降幅) that narrows is a rise of the rate."""
    if rule.says == "contribution":
        return -1 if _DRAGS.search(around.lead(quantity)) else 1
    signs = around.signs(quantity)
    if rule.says == "growth_change" and signs & f.DIRECTED:
        directions, last = around.directions(quantity), around.last
        word = directions[-1].text
        fell = last is not None and last.statistic == "growth" and last.value < 0
        nouns = any([one.get("kind") == "noun" for one in directions])
        if signs & f.FALLING or (not nouns and fell and word in _OF_A_FALL):
            return 1 if word in _LESS else -1
    return -1 if signs & f.DOWN else 1


def _over(rule: Rule, around: Surroundings, quantity: Quantity, found: Found) -> Figure | None:
    """Points by which a rate lies over that of another period, or of a rise or fall that is told behind."""
    base = around.aside("base")
    behind = _MOVE.match(around.text, quantity.end)
    if behind is None and base is not None:
        behind = _ABOVE.search(around.text, base.start, quantity.start)
        near = quantity.start - base.end <= 2
        behind = behind if near else None
    if behind is None:
        return None
    value = -quantity.value if behind["down"] else quantity.value
    said = around.basis(quantity)
    return Figure(
        quantity,
        rule.says,
        around.measure,
        value,
        "pp",
        said or "yoy",
        bound(around, quantity),
        rule.name,
        None,
        around.base(),
        False,
        bool(said),
    )


def _last_base(around: Surroundings, quantity: Quantity) -> Mention | None:
    """The period of the rate right before (比上半年26.3%的增长幅度低9.2个百分点)."""
    last = around.last
    if last is None or last.base is None or around.aside("base") is not None:
        return None
    return last.base if quantity.start - last.quantity.end < _NEAR else None


_MOVE: Final = re.compile(
    "(?:左右)?的(?:大幅|明显|小幅)?(?:(?P<down>下降|回落|下滑|跌幅|降幅|放缓)|(?:上升|提升|提高|加快|增长|回升|升幅|增幅))"
)
_ABOVE: Final = re.compile("(?P<down>[低慢少])|[高快多]")

# fmt: off
POINTS: Final = (
    Rule("contribution in points", "pp", "contribution",
         "2023年民营企业出口拉动我国出口增长[1.5个百分点]。 → contribution 1.5",
         _points, needs=f.CONTRIBUTED),
    Rule("contribution told before", "pp", "contribution",
         "2023年我国对欧盟出口的拉动最大，为[2.1个百分点]。 → contribution 2.1", _contribution_is),
    Rule("points on another's rate", "pp", "comparison",
         "2023年我国出口增长5%，高于整体增速[3.3个百分点]。 → comparison", None, needs=f.RELATIVE),
    Rule("points over the base's rate", "pp", "growth_change",
         "2023年4月我国出口增长8%，高出一季度[3个百分点]。 → growth_change 3",
         _over, needs=f.COMPARED | f.LAST_GROWTH, bars=f.DIRECTED),
    Rule("points of a fall behind", "pp", "growth_change",
         "2023年5月我国出口增长9%，与上月相比出现[10个百分点]的下降。 → growth_change -10",
         _over, needs=f.LAST_GROWTH, bars=f.DIRECTED),
    Rule("points without a direction", "pp", "comparison", "2023年我国出口为[3个百分点]。 → comparison",
         None, bars=f.DIRECTED),
    Rule("change of a share", "pp", "share_change",
         "2023年民营企业出口占我国出口总值的比重提高[2个百分点]。 → share_change 2", _points, needs=f.SHARE),
    Rule("change of the share before", "pp", "share_change",
         "2023年民营企业占我国出口总值的53.5%，提升[2个百分点]。 → share_change 2",
         _points, needs=f.LAST_SHARE, bars=f.RATE | f.FALLING),
    Rule("change of a rate", "pp", "growth_change",
         "2023年我国出口增速加快[0.8个百分点]。 → growth_change 0.8",
         _points, needs=f.OF_RATE),
    Rule("change of the rate before", "pp", "growth_change",
         "2023年我国出口增长5%，比上年提高[2个百分点]。 → growth_change 2", _points, needs=f.LAST_GROWTH),
    Rule("change of the change before", "pp", "growth_change",
         "2023年我国出口增速加快1个百分点，比上年提高[2个百分点]。 → growth_change 2",
         _points, needs=f.LAST_MOVED),
    Rule("points of nothing said", "pp", "comparison", "2023年我国出口提高[2个百分点]。 → comparison", None),
)
