"""Phrases: goods named by the grammar of a clause, and lists such as 拉美、非洲.

What a lexicon doesn't know is taken from where it stands: between 出口 and the figure, or before 出口.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from tradekit.language.mentions import Mention
from tradekit.language.said import Listed
from tradekit.language.zh import nouns

_CLASSED: Final = re.compile("^(?:地区|市场|等国)(?=[、和与及])")
"""Behind a country of a list (中国香港地区及日本)."""
_REMARK: Final = re.compile("^[（(][^（）()]{1,16}[）)]")
JOIN: Final = re.compile(r"\s*(?:、|和|与|及|以及|及其|或)\s*(?:对|自|从|向|与|同)?\s*")
SPLIT_ALL: Final = re.compile(r"、|和|与|以及|及其(?!他)|及")
_HIDDEN: Final = {"和": "\1", "与": "\2", "及": "\3"}
_JOINS: Final = re.compile("[和与及]")
_PARTS: Final = re.compile(r"及(?=(?:零配件|零部件|零件|配件|部件|附件)(?:[、和与]|$))")
SPLIT_COMMA: Final = re.compile(r"、")
GENERIC: Final = frozenset(
    ("商品", "货物", "产品", "类商品", "类产品", "相关产品", "相关商品", "等产品", "等商品")
)
SUFFIXES: Final = frozenset(
    (
        "产品 制品 商品 用品 成品 食品 药品 药材 设备 装备 装置 仪器 器械 机械 机床 机器人 元件 器件 组件"
        " 零件 部件 配件 零部件 材料 原料 燃料 饲料 肥料 塑料 面料 涂料 染料 汽车 客车 货车 车辆 轿车"
        " 摩托车 自行车 电动车 列车 整车 船舶 船只 轮船 飞机 手机 电脑 计算机 家电 电器 电池 电缆 电机"
        " 发动机 发电机 电路 芯片 面板 模块 屏 钢材 钢铁 生铁 型材 板材 木材 建材 矿石 矿砂 精矿 原油"
        " 成品油 天然气 煤炭 焦炭 煤 油 气 矿 铜 铝 锌 镍 稀土 黄金 白银 粮食 大豆 玉米 小麦 大米 稻谷"
        " 大麦 高粱 棉花 羊毛 食糖 茶叶 烟草 水果 蔬菜 坚果 水产 海鲜 猪肉 牛肉 羊肉 肉类 鸡肉 禽肉 乳品"
        " 奶粉 奶 酒 饮料 食用油 植物油 橡胶 轮胎 纸浆 纸张 纸 化肥 农药 制剂 化工品 化学品 化妆品 护肤品"
        " 工艺品 奢侈品 消费品 日用品 服装 服饰 纺织品 纺织物 纱线 织物 布 鞋靴 鞋类 鞋 箱包 帽 家具 灯具"
        " 玩具 陶瓷 玻璃 钟表 首饰 珠宝 钻石 药 疫苗 口罩 物资 衣着 服务 软件 文物 艺术品 图书 乐器 瓷 丝"
        " 绸 锭 粉 板 管 箔 胶 酸 碱 醇 酯 烯 草坪 卫浴 电极 毛皮 皮革 花卉 种子 机 器 仪"
    ).split()
)
"""What a name of goods that no lexicon knows ends with."""
_SUFFIX_LENGTHS: Final = sorted({len(word) for word in SUFFIXES})
PRESS_STRIP: Final = re.compile(r"^(?:外贸)?(新三样|老三样|装备制造业|高端装备|自主品牌|宅经济)(?:产品)?$")


def _in_list(text: str, last: Mention, one: Mention) -> bool:
    """Whether two mentions stand in one list; countries by one character need no mark (日韩)."""
    short = one.kind == "partners" and one.end - one.start == 1 == last.end - last.start
    between = text[last.end : one.start]
    if between[:1] in ("（", "("):
        between = _REMARK.sub("", between, count=1)
    if one.kind == "partners":
        between = _CLASSED.sub("", between, count=1)
    return (short and last.end == one.start) or JOIN.fullmatch(between) is not None


def groups(text: str, found: list[Mention]) -> list[list[Mention]]:
    """Mentions that stand in one list (拉美、非洲; 出口和进口), as runs."""
    made: list[list[Mention]] = []
    for one in found:
        if made and _in_list(text, made[-1][-1], one):
            made[-1].append(one)
        else:
            made.append([one])
    return made


def listed(text: str, run: list[Mention], names: Iterable[str]) -> Listed:
    """A run of mentions as a list; a single one keeps its name."""
    own = tuple(names)
    joined = own[0] if len(own) == 1 else text[run[0].start : run[-1].end]
    return Listed(own, joined, run[0].start, run[-1].end)


def goods(phrase: str, start: int, end: int, whole: tuple[str, ...] = ()) -> Listed:
    """A phrase of goods: its class as the name where it has one (…等机电产品), its members for a list."""
    members, of_class, kind = phrase.partition("等")
    name = nouns.COUNTED.sub("", kind if of_class and kind else phrase, count=1)
    stripped = PRESS_STRIP.match(name)
    if stripped:
        name = stripped[1]
    return Listed((members if of_class else name,), name, start, end, whole)


def split(phrase: str, count: int, whole: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The members of a printed list, ``count`` of them where that can be; 0 cuts wherever it may.

    ``whole`` are names with a 和 of their own, which are never cut.

    >>> split("船舶和海洋工程装备、工程机械", 2)
    ('船舶和海洋工程装备', '工程机械')
    >>> split("手机、纺织机械和机床", 3)
    ('手机', '纺织机械', '机床')
    """
    for name in whole:
        phrase = phrase.replace(name, _JOINS.sub(lambda found: _HIDDEN[found[0]], name))
    made = _cut(_PARTS.sub(lambda found: _HIDDEN["及"], phrase), count)
    if count and len(made) != count:
        made = _cut(phrase, count)
    return tuple(_shown(name) for name in made)


def _cut(phrase: str, count: int) -> tuple[str, ...]:
    by_comma = tuple(filter(None, SPLIT_COMMA.split(phrase)))
    head, last = by_comma[:-1], by_comma[-1] if by_comma else ""
    join = max([last.rfind(one) for one in "和与"])
    parts = [last[:join], last[join + 1 :]] if join > 0 else SPLIT_ALL.split(last, maxsplit=1)
    at_last = (*head, *filter(None, parts))
    full = tuple(filter(None, SPLIT_ALL.split(phrase)))
    made = next((cut for cut in (by_comma, at_last, full) if len(cut) == count), at_last)
    return made if count else full


def _shown(name: str) -> str:
    for join, mark in _HIDDEN.items():
        name = name.replace(mark, join)
    return name


_CLASS: Final = 4
"""A class of goods that no lexicon knows is named by so many characters (…等橡胶产品)."""
_NEEDS_MORE: Final = frozenset(("混合物", "化合物", "衍生物", "零件", "部件", "附件", "制品", "盐类"))
"""Names that say nothing without what stands before their 的 (磷酸氢二铵的混合物)."""
_SOFT: Final = frozenset(("sayings", "statuses", "others", "stops"))
"""Words that end no name of goods where a longer word holds them (分析 in 分析仪器)."""
_OF_GOODS: Final = frozenset(("thing", "adverb"))
_LONGEST: Final = 14
"""A name of goods that no lexicon knows has so many characters at most."""

_SHORT: Final = 8
_WHOLE: Final = re.compile(r"(?![之其的该各])[\u3400-\u9fff]+(?<![的其各等])\Z")
_TOLD: Final = frozenset("为达约超近至到仅共是有")
"""What leads from a name to its figure, which the segmenter might join to it."""

Named = tuple[str, int, int]
"""A name of goods with its span; an empty name where there is none."""


def _hard(one: Mention) -> bool:
    """Whether a name of goods ends at a mention, however its words are cut."""
    if one.kind == "functions":
        return one.get("code") not in _OF_GOODS
    plain = one.quantity is not None and one.quantity.kind == "plain"
    return one.kind != "commodities" and one.kind not in _SOFT and not plain


def before(
    text: str,
    mentions: list[Mention],
    start: int,
    end: int,
    short: frozenset[str] = frozenset(),
    loose: bool = False,
) -> Named:
    """The goods named right before ``end`` (…机电产品|出口): name and span; empty where none are.

    ``loose`` takes a name that no lexicon knows.
    """
    lo = start
    for one in mentions:
        if one.end > end:
            break
        if _hard(one):
            lo = max(lo, one.end)
    if end - lo == 1 and text[lo] in short:
        return text[lo], lo, end
    if lo >= end:
        return "", lo, lo
    words = nouns.tokens(text, lo, end, mentions)
    found = _good(text, mentions, *nouns.ending(words), loose)
    at = found[1]
    if found[0] in _NEEDS_MORE and at > lo + 1 and text[at - 1] == "的":
        first, last = nouns.ending([one for one in words if one[1] < at])
        return (text[first : found[2]], first, found[2]) if first < last else found
    if found[0] and at > lo and text[at - 1] == "的":
        first, last = nouns.ending([one for one in words if one[1] < at])
        if "、" in text[first:last]:
            return f"{text[first:last]}等{found[0]}", first, found[2]
    return found


def after(
    text: str,
    mentions: list[Mention],
    start: int,
    end: int,
    short: frozenset[str] = frozenset(),
    loose: bool = True,
) -> Named:
    """The goods named right after ``start`` (进口|铁矿石|达到…): name and span; empty where none are.

    ``loose`` takes a name that no lexicon knows, as where a figure follows; ``short`` are goods of one
    character.
    """
    hi = end
    for one in mentions:
        if one.start >= start and _hard(one):
            hi = min(hi, one.start)
            break
    while hi > start and text[hi - 1] in _TOLD:
        hi -= 1
    if hi <= start:
        return "", start, start
    if text[start:hi] in short:
        return text[start:hi], start, hi
    first, last = nouns.beginning(nouns.tokens(text, start, hi, mentions))
    if (
        loose
        and last < hi <= start + _SHORT
        and _ends_as_goods(text[start:hi])
        and _WHOLE.match(text, start, hi)
    ):
        first, last = start, hi
    if first > start + 2:
        return "", start, start
    return _good(text, mentions, first, last, loose)


def _good(text: str, mentions: list[Mention], start: int, end: int, loose: bool) -> Named:
    """The phrase as a name of goods, or nothing; a list keeps its class (汽车、船舶等机电产品)."""
    phrase = text[start:end]
    if not phrase or len(phrase) > 40 or phrase in GENERIC:
        return "", start, start
    known = any([one.kind == "commodities" and one.end == end for one in mentions])
    if "等" in phrase:
        members, _, kind = phrase.partition("等")
        kind = nouns.COUNTED.sub("", kind, count=1)
        if members and not known and (len(kind) < _CLASS or kind in GENERIC or not _ends_as_goods(kind)):
            phrase = members
    if stripped := PRESS_STRIP.match(phrase):
        phrase = stripped[1]
    longest = max([len(one) for one in SPLIT_ALL.split(phrase)])
    if known or _ends_as_goods(phrase) or (loose and len(phrase) >= 2 and longest <= _LONGEST):
        return phrase, start, start + len(phrase)
    return "", start, start


def _ends_as_goods(phrase: str) -> bool:
    for length in _SUFFIX_LENGTHS:
        if phrase[-length:] in SUFFIXES:
            return True
    return False
