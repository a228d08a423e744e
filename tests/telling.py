"""Telling: rows drawn at random, said in the constructions that the rules know, and read back.

``python tests/telling.py 2000 [SEED]`` tells so many passages and prints those that do not come back.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from typing import Any

from tradekit.documents.pages import read_text
from tradekit.extraction.observe import observe
from tradekit.model.observations import Observation

PUBLISHED = "2024-09-20"
PERIODS = {
    "8月": "2024-08",
    "8月份": "2024-08",
    "今年前8个月": "2024-01/2024-08",
    "上半年": "2024-H1",
    "2023年": "2023",
}
GOODS = (
    "机床 铝合金锭 可可产品 工业缝纫机 石墨电极 聚氯乙烯粉 烤鳗 化纤长丝 氢氧化锂 大豆 铁矿砂 轮胎 数控机床"
    " 光伏组件 未锻轧铜及铜材 人造草坪 二手车 陶瓷卫浴 天然橡胶 中成药 罐头 轴承 硅铁 乳清粉 无纺布"
).split()
PARTNERS = "日本 越南 东盟 欧盟 美国 巴西 俄罗斯 印度".split()
REPORTERS = {"我国": "中国", "中国": "中国", "全国": "中国", "浙江省": "浙江", "深圳市": "深圳"}
RISES = "增长 增加 上升 上涨 同比增长 同比增加 较上年同期增长 比去年同期上升".split()
FALLS = "下降 减少 下跌 同比下降 同比减少 较去年同期下降 下滑".split()
_LED = (("出口", "export", "对"), ("进口", "import", "自"), ("进口", "import", "从"))
_BASES = (("环比", "mom"), ("同比", "yoy"), ("较上月", "mom"), ("按年", "yoy"))
PASSING = ("", "", "", "受需求回暖影响，", "据海关统计，", "尽管运价大涨，", "在多重因素推动下，")


class Teller:
    """Draws facts and says them: the text grows, and with it the rows that it should give."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.text = ""
        self.rows: list[dict[str, Any]] = []
        name = self.random.choice(list(PERIODS))
        self.period, self.when = name, PERIODS[name]
        who = self.random.choice(list(REPORTERS))
        self.who, self.reporter = who, REPORTERS[who]

    def some(self, names: Any, count: int) -> list[str]:
        found: list[str] = self.random.sample(list(names), count)
        return found

    def say(self, *words: str) -> None:
        self.text += "".join(words)

    def figure(self, printed: str, value: float, unit: str, **about: Any) -> None:
        start = len(self.text)
        self.text += printed
        row = {"start": start, "end": len(self.text), "value": value, "unit": unit, "period": self.when}
        self.rows.append(row | {"reporter": self.reporter, "commodity": "", "partner": ""} | about)

    def level(self, measure: str, **about: Any) -> None:
        number = round(self.random.uniform(1, 900), self.random.choice((0, 1, 2)))
        unit, code, factor = ("万吨", "t", 1e4) if measure == "quantity" else ("亿美元", "USD", 1e8)
        if measure == "value" and self.random.random() < 0.4:
            unit, code = "亿元", "CNY"
        self.figure(f"{number:g}{unit}", number * factor, code, measure=measure, statistic="level", **about)

    def rate(self, sign: int, **about: Any) -> None:
        number = round(self.random.uniform(0.1, 80), 1)
        self.figure(
            f"{number:g}%", sign * number, "percent", **{"statistic": "growth", "basis": "yoy"} | about
        )

    def growth(self, **about: Any) -> None:
        sign = self.random.choice((1, -1))
        self.say("，", self.random.choice(RISES if sign > 0 else FALLS), self.random.choice(("", "", "了")))
        self.rate(sign, **about)

    def measure(self) -> str:
        return self.random.choice(("value", "quantity"))


def _flow(one: Teller) -> tuple[str, str]:
    return one.random.choice((("出口", "export"), ("进口", "import")))


def goods_behind(one: Teller) -> None:
    """出口G…，增长…。"""
    word, flow = _flow(one)
    (goods,), measure = one.some(GOODS, 1), one.measure()
    about = {"flow": flow, "commodity": goods, "measure": measure}
    one.say(one.random.choice(PASSING), one.period, "，", one.who, word, goods)
    one.level(**about)
    one.growth(**about)
    one.say("。")


def goods_before(one: Teller) -> None:
    """G出口…，增长…；more goods."""
    word, flow = _flow(one)
    one.say(one.random.choice(PASSING), one.period, one.who)
    for place, goods in enumerate(one.some(GOODS, one.random.choice((1, 2, 3)))):
        measure = one.measure()
        about = {"flow": flow, "commodity": goods, "measure": measure}
        ends = {"value": ("额", ""), "quantity": ("量", "")}[measure]
        one.say(
            "；" if place else "", goods, word, one.random.choice(ends), one.random.choice(("", "达", "为"))
        )
        one.level(**about)
        one.growth(**about)
    one.say("。")


def to_partner(one: Teller) -> None:
    """对P出口G…，占…。"""
    (goods,), partners = one.some(GOODS, 1), one.some(PARTNERS, 2)
    word, flow, lead = one.random.choice(
        (("出口", "export", "对"), ("进口", "import", "自"), ("进口", "import", "从"))
    )
    one.say(one.period, "，", one.who)
    for place, partner in enumerate(partners):
        about = {"flow": flow, "commodity": goods, "partner": partner, "measure": "value"}
        one.say("；" if place else "", lead, partner, word, goods)
        one.level(**about)
        one.growth(**about)
    one.say("。")


def respectively(one: Teller) -> None:
    """A、B和C出口分别增长…。"""
    word, flow = _flow(one)
    names = one.some(GOODS, one.random.choice((2, 3)))
    names = [name for name in names if "及" not in name]
    sign = one.random.choice((1, -1))
    one.say(one.period, "，", one.who, "、".join(names[:-1]), "和" if names[1:] else "", names[-1], word)
    one.say("分别" if names[1:] else "", "增长" if sign > 0 else "下降")
    for place, goods in enumerate(names):
        one.say("" if not place else "、" if place + 1 < len(names) else "和")
        one.rate(sign, flow=flow, commodity=goods)
    one.say("。")


def among(one: Teller) -> None:
    """G出口…。其中，对P出口…，占…。"""
    (goods,), partners = one.some(GOODS, 1), one.some(PARTNERS, 2)
    about = {"flow": "export", "commodity": goods, "measure": "value"}
    one.say(one.period, "，", one.who, goods, "出口")
    one.level(**about)
    one.growth(**about)
    one.say("。其中，")
    for place, partner in enumerate(partners):
        one.say("；" if place else "", "对", partner, "出口")
        one.level(**about | {"partner": partner})
        one.say("，占")
        share = round(one.random.uniform(1, 60), 1)
        one.figure(f"{share:g}%", share, "percent", **about | {"partner": partner, "statistic": "share"})
    one.say("。")


def both_flows(one: Teller) -> None:
    """G：出口…；进口…。"""
    (goods,), measure = one.some(GOODS, 1), one.measure()
    one.say(one.period, "，", one.who, goods)
    for place, (word, flow) in enumerate((("出口", "export"), ("进口", "import"))):
        about = {"flow": flow, "commodity": goods, "measure": measure}
        one.say("；" if place else "", word)
        one.level(**about)
        one.growth(**about)
    one.say("。")


def bare(one: Teller) -> None:
    """G出口…，增长…。出口均价每吨…。 The next sentence goes on with the goods."""
    (goods,) = one.some(GOODS, 1)
    word, flow = _flow(one)
    about = {"flow": flow, "commodity": goods, "measure": "quantity"}
    one.say(one.period, "，", one.who, goods, word, "量为")
    one.level(**about)
    one.growth(**about)
    one.say("。", word, "均价每吨")
    price = one.random.randrange(300, 9000)
    one.figure(f"{price}美元", price, "USD/t", **about | {"measure": "price", "statistic": "level"})
    one.growth(**about | {"measure": "price"})
    one.say("。")


def heading(one: Teller) -> None:
    """A heading names the goods, the text only flows."""
    (goods,), measure = one.some(GOODS, 1), one.measure()
    one.say(one.period, goods, "进出口情况\n", one.period, "，", one.who)
    for place, (word, flow) in enumerate((("出口", "export"), ("进口", "import"))):
        about = {"flow": flow, "commodity": goods, "measure": measure}
        one.say("；" if place else "", word)
        one.level(**about)
        one.growth(**about)
    one.say("。")


def shares_in_brackets(one: Teller) -> None:
    """出口前三位市场为P（…%）、Q（…%）。"""
    (goods,), partners = one.some(GOODS, 1), one.some(PARTNERS, 3)
    one.say(one.period, "，", one.who, goods, "出口前三位市场为")
    for place, partner in enumerate(partners):
        one.say("、" if place else "", partner, "（")
        share = round(one.random.uniform(1, 60), 1)
        about = {"flow": "export", "commodity": goods, "partner": partner, "statistic": "share"}
        one.figure(f"{share:g}%", share, "percent", **about)
        one.say("）")
    one.say("。")


def summed(one: Teller) -> None:
    """出口A…、B…，合计…。"""
    names, (word, flow) = one.some([name for name in GOODS if "及" not in name], 2), _flow(one)
    one.say(one.period, "，", one.who, word)
    for place, goods in enumerate(names):
        one.say("、" if place else "", goods)
        one.level("value", flow=flow, commodity=goods)
    one.say("，合计")
    one.level("value", flow=flow, commodity=["、".join(names), "和".join(names)])
    one.say("。")


def month_before(one: Teller) -> None:
    """G出口环比下降…，同比增长…。"""
    (goods,), (word, flow) = one.some(GOODS, 1), _flow(one)
    one.period, one.when = "8月", "2024-08"
    about = {"flow": flow, "commodity": goods, "measure": "value"}
    for place, (lead, basis) in enumerate(
        (("环比", "mom"), ("同比", "yoy"), ("较上月", "mom"), ("按年", "yoy"))
    ):
        sign = one.random.choice((1, -1))
        one.say("，" if place else f"{one.period}{one.who}{goods}{word}额")
        one.say(lead, one.random.choice(("增长", "上升") if sign > 0 else ("下降", "下跌")))
        one.rate(sign, **about | {"basis": basis})
    one.say("。")


def behind_number(one: Teller) -> None:
    """向P出口了…G。"""
    (goods,), (partner,) = one.some(GOODS, 1), one.some(PARTNERS, 1)
    about = {"flow": "export", "commodity": goods, "partner": partner, "measure": "quantity"}
    one.say(one.period, "，", one.who, "向", partner, "出口了")
    one.level(**about)
    one.say(goods)
    one.growth(**about)
    one.say("。")


def to_the_goods(one: Teller) -> None:
    """出口到P的G为…。"""
    (goods,), (partner,), measure = one.some(GOODS, 1), one.some(PARTNERS, 1), one.measure()
    about = {"flow": "export", "commodity": goods, "partner": partner, "measure": measure}
    one.say(one.period, "，", one.who, "出口到", partner, "的", goods, "为")
    one.level(**about)
    one.growth(**about)
    one.say("。")


def shares_respectively(one: Teller) -> None:
    """目的国依次为P、Q和R，占比分别为…。"""
    (goods,), partners = one.some(GOODS, 1), one.some(PARTNERS, 3)
    one.say(
        one.period, "，", one.who, goods, "出口前三大目的地依次为", "、".join(partners[:2]), "和", partners[2]
    )
    for place, partner in enumerate(partners):
        one.say("、" if place else "，占比分别为")
        share = round(one.random.uniform(1, 60), 1)
        about = {"flow": "export", "commodity": goods, "partner": partner, "statistic": "share"}
        one.figure(f"{share:g}%", share, "percent", **about)
    one.say("。")


def most(one: Teller) -> None:
    """增幅最大的是A、B和C，分别增长…。"""
    names, sign = one.some([name for name in GOODS if "及" not in name], 3), one.random.choice((1, -1))
    one.say(
        one.period,
        "，",
        one.who,
        "出口中，",
        "增幅" if sign > 0 else "降幅",
        "最大的",
        one.some("是 包括".split(), 1)[0],
    )
    one.say("、".join(names[:2]), "和", names[2], "，分别", "增长" if sign > 0 else "下降")
    for place, goods in enumerate(names):
        one.say(("", "、", "和")[place])
        one.rate(sign, flow="export", commodity=goods)
    one.say("。")


def net(one: Teller) -> None:
    """G进口…，出口…，净进口…。"""
    (goods,) = one.some(GOODS, 1)
    one.say(one.period, "，", one.who, goods)
    for place, (word, flow) in enumerate((("进口", "import"), ("出口", "export"))):
        one.say("，" if place else "", word)
        one.level("quantity", flow=flow, commodity=goods)
    sign, word = one.random.choice(((1, "净出口"), (-1, "净进口")))
    number = one.random.randrange(1, 400)
    about = {"flow": "balance", "commodity": goods, "measure": "quantity", "statistic": "level"}
    one.say("，", word)
    one.figure(f"{number}万吨", sign * number * 1e4, "t", **about)
    one.say("。")


def no_trade_beside(one: Teller) -> None:
    """G产量…；进口…；国内均价每吨…。 Only the trade makes rows of trade."""
    (goods,), (word, flow) = one.some(GOODS, 1), _flow(one)
    about = {"flow": flow, "commodity": goods, "measure": "quantity"}
    one.say(one.period, "，全国", goods, "产量", f"{one.random.randrange(10, 900)}万吨，增长3.1%；", word)
    one.reporter = "中国"
    one.level(**about)
    one.growth(**about)
    one.say("；国内", goods, "均价每吨5400元，下跌2.3%，社会库存31万吨。")


CONSTRUCTIONS: tuple[Callable[[Teller], None], ...] = (
    goods_behind,
    goods_before,
    to_partner,
    respectively,
    among,
    both_flows,
    bare,
    heading,
    shares_in_brackets,
    summed,
    month_before,
    behind_number,
    to_the_goods,
    shares_respectively,
    most,
    net,
    no_trade_beside,
)


def told(seed: int) -> Teller:
    """One passage with the rows that it should give."""
    one = Teller(seed)
    CONSTRUCTIONS[seed % len(CONSTRUCTIONS)](one)
    return one


def _trade(text: str) -> list[Observation]:
    rows, _ = observe(read_text(text, "told", published=PUBLISHED))
    return [row for row in rows if row.indicator == "trade"]


def faults(one: Teller) -> list[str]:
    """What does not come back: rows that are missing, strayed or read otherwise."""
    rows = {row.start: row for row in _trade(one.text)}
    found = []
    for right in one.rows:
        row = rows.pop(right["start"], None)
        if row is None:
            found.append(f"{one.text[right['start'] : right['end']]}: missing")
            continue
        for field, value in right.items():
            got = getattr(row, field)
            near = isinstance(value, float) and abs(got - value) <= 1e-6 * abs(value)
            if not near and got != value and not (isinstance(value, list) and got in value):
                found.append(f"{row.text}: {field} is {got!r}, should be {value!r}")
    return found + [f"{row.text}: stray" for row in rows.values()]


def read_back(tell: Callable[[int], Teller], names: list[str]) -> None:
    """Tell as many passages as the command line asks for, and print those that do not come back."""
    count, seed = int(sys.argv[1]), int((sys.argv[2:] or ["0"])[0])
    wrong = 0
    for at in range(seed, seed + count):
        one = tell(at)
        if found := faults(one):
            wrong += 1
            print(names[at % len(names)], one.text.replace("\n", "⏎"), *found, sep="\n    ")
    print(f"{count - wrong} of {count} passages come back")


if __name__ == "__main__":
    read_back(told, [one.__name__ for one in CONSTRUCTIONS])
