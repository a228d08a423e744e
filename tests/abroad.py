"""Abroad: passages on other countries' trade, told at random and read back (see ``telling``).

``python tests/abroad.py 500 [SEED]`` prints those that do not come back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from telling import GOODS, Teller, read_back

ECONOMIES: Final = {
    "韩国": "韩国产业通商资源部",
    "日本": "日本财务省",
    "越南": "越南海关总局",
    "巴西": "巴西外贸秘书处",
    "德国": "德国联邦统计局",
    "马来西亚": "马来西亚统计局",
    "墨西哥": "墨西哥国家统计局",
    "台湾": "台湾财政部",
    "香港": "香港政府统计处",
    "新西兰": "新西兰统计局",
    "智利": "智利海关",
    "印尼": "印尼中央统计局",
}
PARTNERS: Final = "法国 荷兰 美国 泰国 加拿大 澳大利亚 欧盟 东盟 沙特 菲律宾".split()
TO_CHINA: Final = {"对华": "中国", "对美": "美国", "对中国大陆": "中国", "对欧盟": "欧盟", "对日": "日本"}
SPANS: Final = {
    "8月": "2024-08",
    "今年前8个月": "2024-01/2024-08",
    "截至8月底，": "2024-01/2024-08",
    "9月1日至10日": "2024-09-01/2024-09-10",
    "8月前20天": "2024-08-01/2024-08-20",
    "8月上半月": "2024-08-01/2024-08-15",
    "截至7月的12个月内，": "2023-08/2024-07",
    "截至7月止的三个月，": "2024-05/2024-07",
    "第二季": "2024-Q2",
}
UPS: Final = "增长 增加 上升 升 增 年增 同比增长 按年上升 同比增加 较去年同期增长".split()
DOWNS: Final = "下降 减少 下跌 跌 减 年减 同比下降 按年下跌 同比减少 较去年同期下降".split()
DIGITS: Final = str.maketrans("0123456789.", "〇一二三四五六七八九．")


class Abroad(Teller):
    """A teller of another country's trade."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.reporter = self.random.choice(list(ECONOMIES))
        self.office = ECONOMIES[self.reporter]
        self.period = self.random.choice(list(SPANS))
        self.when = SPANS[self.period]
        self.partners = [one for one in self.some(PARTNERS, 4) if one != self.reporter]

    def moved(self, **about: object) -> None:
        sign = self.random.choice((1, -1))
        self.say(self.random.choice(UPS if sign > 0 else DOWNS))
        self.rate(sign, **about)

    def dollars(self, **about: object) -> None:
        number = round(self.random.uniform(2, 900), 1)
        said = {"measure": "value", "statistic": "level"} | about
        self.figure(f"{number:g}亿美元", number * 1e8, "USD", **said)

    def figure_of(self, seller: str, buyer: str) -> None:
        self.dollars(reporter=seller, flow="export", partner=buyer)

    def deficit(self, partner: str) -> None:
        number = self.random.randrange(2, 300)
        about = {"flow": "balance", "partner": partner, "statistic": "level"}
        self.figure(f"{number}亿美元", -number * 1e8, "USD", **about)

    def opening(self) -> None:
        self.say(self.office, self.random.choice(("公布，", "数据显示，", "：")), self.period, self.reporter)
        self.say("出口")
        self.dollars(flow="export")
        self.say("，")
        self.moved(flow="export")


def both_and_balance(one: Abroad) -> None:
    """出口…，增…；进口…，减…，贸易逆差…。"""
    one.opening()
    one.say("；进口")
    one.dollars(flow="import")
    one.say("，")
    one.moved(flow="import")
    sign, word = one.random.choice(((1, "贸易顺差"), (-1, "贸易逆差"), (1, "出超"), (-1, "入超")))
    number = one.random.randrange(2, 300)
    one.say("，", word)
    one.figure(f"{number}亿美元", sign * number * 1e8, "USD", flow="balance", statistic="level")
    one.say("。")


def goods_and_partners(one: Abroad) -> None:
    """按商品看，A…，B…；对华…，对美…。"""
    one.opening()
    one.say("。其中，")
    names = [name for name in GOODS if "及" not in name and not name.endswith("产品")]
    for place, goods in enumerate(one.some(names, 2)):
        one.say("，" if place else "", goods)
        one.moved(flow="export", commodity=goods)
    leads = [lead for lead in one.some(TO_CHINA, 3) if TO_CHINA[lead] != one.reporter][:2]
    for place, lead in enumerate(leads):
        one.say("；" if not place else "，", lead, "出口" if not place else "")
        one.moved(flow="export", partner=TO_CHINA[lead])
    one.say("。")


def in_brackets(one: Abroad) -> None:
    """输往A（升…）、B（升…）的出口…；来自C（跌…）的进口…。"""
    one.opening()
    one.say("。输往")
    for place, partner in enumerate(one.partners[:2]):
        one.say("和" if place else "", partner, "（升")
        one.rate(1, flow="export", partner=partner)
        one.say("）")
    one.say("的出口录得升幅；来自", one.partners[2], "（跌")
    one.rate(-1, flow="import", partner=one.partners[2])
    one.say("）的进口则减少。")


def amounts_in_brackets(one: Abroad) -> None:
    """主要出口商品是A（…亿美元）、B（…）；主要市场为P（…）、Q（…）。"""
    one.opening()
    one.say("。主要出口商品是")
    for place, goods in enumerate(one.some(GOODS, 3)):
        one.say("、" if place else "", goods, "（")
        one.dollars(flow="export", commodity=goods)
        one.say("）")
    one.say("。主要出口市场为")
    for place, partner in enumerate(one.partners[:3]):
        one.say("、" if place else "", partner, "（")
        one.dollars(flow="export", partner=partner)
        one.say("）")
    one.say("。")


def ranking(one: Abroad) -> None:
    """从R的出口目的地来看，P居首位，R对P出口…；其次是Q，为…；第三位是S，…。"""
    one.opening()
    first, second, third = one.partners[:3]
    one.say("。从", one.reporter, "的出口目的地来看，", first, "居首位，", one.reporter, "对", first, "出口")
    one.dollars(flow="export", partner=first)
    one.say("；其次是", second, "，为")
    one.dollars(flow="export", partner=second)
    one.say("；", third, "位列第三，达")
    one.dollars(flow="export", partner=third)
    one.say("，")
    one.moved(flow="export", partner=third)
    one.say("。")


def sellers(one: Abroad) -> None:
    """从R的进口来源地来看，P居首位，对R出口…；名列第二的是Q，对R出口…。"""
    one.opening()
    one.say("。从", one.reporter, "的进口来源地来看，")
    for place, seller in enumerate(one.partners[:2]):
        one.say("；名列第二的是" if place else "", seller, "" if place else "居首位")
        one.say("，对", one.reporter, "出口")
        one.figure_of(seller, one.reporter)
    one.say("。")


def two_sides(one: Abroad) -> None:
    """R与P的贸易逆差为…；R与Q、S的贸易逆差分别为…和…。"""
    one.opening()
    names = one.partners[:3]
    one.say("。", one.reporter, "与", names[0], "的贸易逆差为")
    one.deficit(names[0])
    one.say("；", one.reporter, "与", names[1], "、", names[2], "的贸易逆差分别为")
    one.deficit(names[1])
    one.say("和")
    one.deficit(names[2])
    one.say("。")


def numerals(one: Abroad) -> None:
    """出口六四〇．五億美元，年增五．六％。"""
    one.reporter, one.period, one.when = "台湾", "8月", "2024-08"
    one.say("台湾财政部公布，8月")
    for place, (word, flow) in enumerate((("出口", "export"), ("进口", "import"))):
        number, rate = one.random.randrange(2001, 9999) / 10, one.random.randrange(11, 99) / 10
        one.say("；" if place else "", word)
        about = {"flow": flow, "measure": "value"}
        said = f"{number:.1f}".translate(DIGITS)
        one.figure(f"{said}亿美元", number * 1e8, "USD", statistic="level", **about)
        sign, verb = one.random.choice(((1, "年增"), (-1, "年减"), (1, "月增"), (-1, "月减")))
        one.say("，", verb)
        basis = "yoy" if verb[0] == "年" else "mom"
        said = f"{rate:.1f}".translate(DIGITS)
        one.figure(f"{said}％", sign * rate, "percent", statistic="growth", basis=basis, **about)
    one.say("。")


def sold(one: Abroad) -> None:
    """R出口G…万吨，其中…%销往P，出口额…。"""
    (goods,) = one.some(GOODS, 1)
    partner = one.partners[0]
    one.say(one.office, "数据显示，", one.period, one.reporter, "出口", goods)
    about = {"flow": "export", "commodity": goods}
    one.level("quantity", **about)
    one.say("，其中")
    share = round(one.random.uniform(1, 90), 1)
    one.figure(f"{share:g}%", share, "percent", partner=partner, statistic="share", **about)
    one.say("销往", partner, "，出口额")
    one.dollars(**about)
    one.say("，")
    one.moved(**about | {"measure": "value"})
    one.say("。")


def share_of_its_exports(one: Abroad) -> None:
    """P占R的G出口比重达…，高于去年同期的…。"""
    (goods,) = one.some([name for name in GOODS if "及" not in name and "铜" not in name], 1)
    partner = one.partners[0]
    one.opening()
    about = {"flow": "export", "commodity": goods, "partner": partner, "statistic": "share"}
    one.say("。", partner, "占", one.reporter, goods, "出口比重达")
    one.figure("41.5%", 41.5, "percent", **about)
    one.say("。")


CONSTRUCTIONS: Final[tuple[Callable[[Abroad], None], ...]] = (
    both_and_balance, goods_and_partners, in_brackets, amounts_in_brackets, ranking, sellers, two_sides,
    numerals, sold, share_of_its_exports,
)  # fmt: skip


def told(seed: int) -> Abroad:
    """One passage with the rows that it should give."""
    one = Abroad(seed)
    CONSTRUCTIONS[seed % len(CONSTRUCTIONS)](one)
    return one


if __name__ == "__main__":
    read_back(told, [one.__name__ for one in CONSTRUCTIONS])
