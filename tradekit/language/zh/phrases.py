"""Phrases: goods named by the grammar of a clause, and lists such as 拉美、非洲.

What a lexicon doesn't know is taken from where it stands: between 出口 and the figure, or before 出口.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from tradekit.language.mentions import Mention
from tradekit.language.said import Listed

JOIN: Final = re.compile(r"\s*(?:、|和|与|及|以及|及其|或)\s*(?:对|自|从|向|与|同)?\s*")
SPLIT_ALL: Final = re.compile(r"、|和|与|以及|及其|及")
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
        " 绸 毛皮 皮革 花卉 种子 机 器 仪"
    ).split()
)
"""What a name of goods that no lexicon knows ends with."""
_SUFFIX_LENGTHS: Final = sorted({len(word) for word in SUFFIXES})
_LEADS: Final = (
    "的 和 及 与 以及 等 各 全 各类 主要 累计 合计 共 共计 总 已 以 将 让 使 由 把 为 即 每年 年 月 日 当"
    " 并 则 带动 扩大 增加 推动 促进 实现 积极 加快 鼓励 支持 通过 包括 例如 比如 如 如今 其中 尽管 虽然"
    " 但 而 在 成为 优化 大量 直接 得益于 受益于 年出口 平均"
    " 每(?:万?吨|台|辆|艘|桶|双|件|头|公斤|千克|立方米) 每个月 每月 月均 年均 单月 仅 就 还 也 又 且 是 有"
    " 来自 来看 一些 部分 不少 大多数 所有 全部 以及 从 向 对 用于 生产的? 制造的? 外贸 对外贸易 规模 口岸"
    " 关区"
).split()
_LEAD: Final = re.compile(f"(?:{'|'.join(_LEADS)})+")
_LEAD_FIRST: Final = frozenset(word[0] for word in _LEADS)
_TAILS: Final = (
    "的 等 等等 合计 累计 共计 总 年度 全年 行业 产业 领域 方面 项下 业务 贸易 方式 类 整体 总体 市场 企业"
    " 在内 同步 也 均 都 已 仍 继续 持续 保持 快速 稳步 稳定 大幅 明显 较快 不断 进一步 首次 单月 当月"
    " 表现 则 同样 单项 直接 年 月"
).split()
_TAIL: Final = re.compile(f"(?:{'|'.join(_TAILS)})+$")
_TAIL_LAST: Final = frozenset(word[-1] for word in _TAILS)
_JOINT: Final = re.compile(r"[\s、，,“”和及与][\s、，,“”和及与]*")
_JOINT_END: Final = re.compile(r"[\s、，,“”和及与][\s、，,“”和及与]*$")
_CUT: Final = re.compile(
    r"达|为|的|在|逐|也|已|约|超|较|呈|占|从|自|由|到|至|向|是|将|比|累计|共计|合计|总|仅|首|同|均|各|不|保|实|突|增|减|降|升|上|下|连|并|每|"
    r"等|业务|数|一|企|通|则|都|再|又|还|对|中|最|表|需|能|可|要|以|创|继|持|出现|方式|贸|金|额|量|值|价|规模|市场|来"
)
PRESS_STRIP: Final = re.compile(r"^(?:外贸)?(新三样|老三样|装备制造业|高端装备|自主品牌|宅经济)(?:产品)?$")


def _in_list(text: str, last: Mention, one: Mention) -> bool:
    """Whether two mentions stand in one list; countries by one character need no mark (日韩)."""
    short = one.kind == "partners" and one.end - one.start == 1 == last.end - last.start
    return (short and last.end == one.start) or JOIN.fullmatch(text[last.end : one.start]) is not None


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
    name = kind if of_class and kind else phrase
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
    at_last = (*head, *filter(None, SPLIT_ALL.split(last, maxsplit=1)))
    full = tuple(filter(None, SPLIT_ALL.split(phrase)))
    made = next((cut for cut in (by_comma, at_last, full) if len(cut) == count), at_last)
    return made if count else full


def _shown(name: str) -> str:
    for join, mark in _HIDDEN.items():
        name = name.replace(mark, join)
    return name


def _trim(text: str, start: int, end: int, mentions: list[Mention]) -> tuple[int, int]:
    """The span without leading and trailing words that are no part of a name; known goods are left whole."""
    first, last = end, start
    for one in mentions:
        if one.kind == "commodities" and start <= one.start and one.end <= end:
            first, last = min(first, one.start), one.end
    while start < end:
        new_start, new_end = start, end
        if start < first:
            lead = _LEAD.match(text, start, end) if text[start] in _LEAD_FIRST else None
            lead = lead or _JOINT.match(text, start, end)
            new_start = min(lead.end(), first) if lead else start
        if end > last:
            tail = _TAIL.search(text, start, end) if text[end - 1] in _TAIL_LAST else None
            tail = tail or _JOINT_END.search(text, start, end)
            new_end = max(tail.start(), last) if tail else end
        if (new_start, new_end) == (start, end):
            break
        start, end = new_start, max(new_end, new_start)
    return start, end


def _good(phrase: str, known: bool, goods: list[Mention]) -> str:
    """The phrase as a name of goods, or nothing; a list keeps its class (汽车、船舶等机电产品)."""
    if not phrase or len(phrase) > 40 or phrase in GENERIC or _REJECT.search(phrase):
        return ""
    if "等" in phrase:
        members, _, kind = phrase.partition("等")
        if members:
            phrase = phrase if kind in {one.text for one in goods} else members
    if stripped := PRESS_STRIP.match(phrase):
        phrase = stripped[1]
    return phrase if phrase and (known or _ends_as_goods(phrase)) else ""


def _ends_as_goods(phrase: str) -> bool:
    for length in _SUFFIX_LENGTHS:
        if phrase[-length:] in SUFFIXES:
            return True
    return False


_VERBS: Final = (
    "的 这 在 是 为 由 使 让 被 将 把 带动 推动 促进 扩大 拉动 通过 包括 代表 实现 超过 得益于 受益于"
    " 以(?!及) 采购 生产 销售 消费 使用 购买 研发 制造(?!业) 建造"
).split()
_VERB: Final = re.compile("|".join(_VERBS))
_VERB_FIRST: Final = re.compile(f"[{''.join({word[0] for word in _VERBS})}]")
_REJECT: Final = re.compile(
    r"企业|公司|客户|吨位|项目|供给|物流|货重|覆盖|订单|业务|情况|份额|潜力|便利|竞争|净$|[这那][家款批]|我国|增速"
)


def _stops(one: Mention) -> bool:
    """Whether a name of goods ends at the mention."""
    return one.kind != "commodities" and not (one.kind == "functions" and one.get("code") == "thing")


def _listed(text: str, one: Mention) -> bool:
    """Whether a word that is no trade of itself is a member of a list of goods (…、保险、…出口)."""
    return (
        one.kind == "others" and text[one.start - 1] == "、" and text[one.end : one.end + 1] in ("、", "和")
    )


Named = tuple[str, int, int]
"""A name of goods with its span; an empty name where there is none."""


def before(
    text: str,
    mentions: list[Mention],
    start: int,
    end: int,
    short: frozenset[str] = frozenset(),
    loose: bool = False,
) -> Named:
    """The goods named right before ``end`` (…机电产品|出口): name and span; empty where none are.

    ``loose`` takes a name that only begins with known goods (石英坩埚).
    """
    lo = start
    known_end = -1
    for one in mentions:
        if one.end > end:
            break
        if _stops(one) and not _listed(text, one):
            lo = max(lo, one.end)
        elif one.kind == "commodities":
            known_end = one.end
    if lo >= end:
        return "", lo, lo
    if end - lo == 1 and text[lo] in short:
        return text[lo], lo, end
    return _taken(text, mentions, lo, end, end if loose and known_end > lo else known_end)


def _taken(text: str, mentions: list[Mention], lo: int, hi: int, known_end: int) -> Named:
    goods = [one for one in mentions if one.kind == "commodities"]
    begin = _VERB_FIRST.search(text, lo, hi)
    if begin is not None:
        for found in _VERB.finditer(text, begin.start(), hi):
            if found.end() < hi and not _inside(goods, found.start()):
                lo = found.end()
    at, last = _trim(text, lo, hi, goods)
    phrase = text[at:last]
    known = known_end >= last and known_end > lo
    good = _good(phrase, known, goods)
    return (good, at, at + len(good)) if good else ("", lo, lo)


def _inside(goods: list[Mention], place: int) -> bool:
    for one in goods:
        if one.start <= place < one.end:
            return True
    return False


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
    hi, known_end = _reach(mentions, start, end)
    if hi <= start:
        return "", start, start
    at = max(start, known_end)
    cut = _CUT.search(text, at, hi)
    while cut and cut.start() == at == known_end and text[at : at + 1] in "及和、":
        cut = _CUT.search(text, cut.end(), hi)
    if cut:
        hi = cut.start()
    if text[start:hi] in short:
        return text[start:hi], start, hi
    goods = [one for one in mentions if one.kind == "commodities"]
    place, last = _trim(text, start, hi, goods)
    phrase = text[place:last]
    if not phrase or place > start + 2:
        return "", start, start
    good = _good(phrase, known_end > 0 or phrase in short or (loose and 2 <= len(phrase) <= 12), goods)
    return (good, place, place + len(good)) if good else ("", start, start)


def _reach(mentions: list[Mention], start: int, end: int) -> tuple[int, int]:
    """Where a name that begins at ``start`` ends at the latest, and where the last known goods in it end."""
    known_end = -1
    for one in mentions:
        if one.start >= end:
            break
        if one.start >= start:
            if _stops(one):
                return one.start, known_end
            if one.kind == "commodities":
                known_end = one.end
    return end, known_end
