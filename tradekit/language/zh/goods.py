"""Goods: what a part trades, named by the lexicon or by where it stands."""

from __future__ import annotations

import re
from typing import Final

from tradekit.language.mentions import Mention
from tradekit.language.said import Item, Listed
from tradekit.language.zh import phrases
from tradekit.language.zh.actors import TOWARDS
from tradekit.language.zh.phrases import Named

_JOINS: Final = frozenset("和与及")
_GOES_ON: Final = re.compile("[、和及]|其中")
"""With what the next goods of a list begin (出口轮胎5亿美元、石墨电极3亿美元)."""
_OWING: Final = "(?:[这其也]|主要|部分)*(?:是?因|由于|受|随着|得益于|受益于|鉴于|反映|原因|归因|尽管|虽然)"
OWING: Final = re.compile(_OWING)
"""How a clause begins that tells why: what it names in passing dates nothing (随着6月起实施新政)."""
_CAUSE: Final = re.compile(
    f"{_OWING}|"
    "[^，。]*(?:需求|供应|供给|消费|生产|库存)(?:[^，。口]{0,6}(?:[减增]|疲|旺|强|弱|上升|下降|回升|改善|不足|充足))"
)
"""A clause that tells why: the goods in it are not those that the next figure is about."""
_MAKERS: Final = re.compile("(?:主要)?(?:生产|制造|消费)(?:国|商|企业|基地|大国)|生产线|板块|概念股")
_OF_GOODS: Final = re.compile("产量|产能|库存|消费量|销量|消费$")
"""What is no trade itself, but names the goods that the next clause trades (原铝产量370万吨；进口…)."""
_TELLS: Final = re.compile(
    r"(?:领域|产品|商品|品种|货物|项目|物项|品项|货品|品类|种类)[^，]{0,6}?(?:有|为|是|包括)|(?<!目)的(?:主要|仍然?|依然|还|分别|依次)?(?:是|为|有|包括)"
)
_HEADS: Final = re.compile(
    "(?:作为|仍?是|成为|系)[^，。]{0,16}?(?:出口|进口|外贸)的?[^，。]{0,6}(?:主力军?|第一大|最大|主要|重要|支柱|龙头|拳头)[^，。]{0,8}$"
)
"""A clause that tells what its subject is to trade: that one is the goods (植物提取物作为出口的主力军)."""
_ITS_OWN: Final = re.compile("[出进]口(?!业)[^，。]{0,4}(?:为|使|令|带动|拉动|推动|促进|支撑)")
"""Behind goods a flow of their own, by which another one is moved (粮食进口为南京进出口增长…)."""
_NOTHING: Final[Named] = ("", 0, 0)
_ENDS: Final = ("directions", "lists", "comparisons")


def goods(
    text: str,
    mentions: list[Mention],
    run: tuple[Item, ...],
    start: int,
    end: int,
    short: frozenset[str],
    loose: bool,
) -> Listed | None:
    """The goods of the part ``[start, end)`` whose flows and measures are ``run``.

    The object of the flow, what stands before it, or a known name on its own. ``short`` are goods of one
    character; ``loose`` takes names that no lexicon knows, as where a figure follows.
    """
    flows = [item for item in run if item.flow]
    if not (flows or loose) and (_CAUSE.match(text, start, end) or _made_by(text, mentions)):
        return None
    if flows:
        found = _traded(text, mentions, run, flows, start, end, short, loose)
    else:
        found = _untraded(text, mentions, bool(run), start, end, short, loose)
    if found[0]:
        whole = [
            one.text
            for one in mentions
            if one.kind == "commodities" and found[1] <= one.start and one.end <= found[2]
        ]
        return phrases.goods(*found, tuple([name for name in whole if not _JOINS.isdisjoint(name)]))
    for item in run:
        if item.commodity:
            return Listed((item.commodity,), item.commodity, start, end)
    return None


def _untraded(
    text: str,
    mentions: list[Mention],
    measured: bool,
    start: int,
    end: int,
    short: frozenset[str],
    loose: bool,
) -> Named:
    """The goods of a part that names no flow; ``measured`` where it names a measure."""
    found = _NOTHING if loose else _told(text, mentions, start, end)
    found = found if loose or found[0] else _each(text, mentions, start, short)
    found = found if found[0] else _known(text, mentions, [], start, end)
    if not loose:
        return found
    if not measured:
        found = _going_on(text, mentions, start, end, short, found)
    for one in mentions:
        if one.kind == "others" and _OF_GOODS.search(one.text):
            made = phrases.before(text, mentions, start, one.start, short, True)
            found = made if made[0] else found
    return found if found[0] else _alone(text, mentions, start, end, short)


def _traded(
    text: str,
    mentions: list[Mention],
    run: tuple[Item, ...],
    flows: list[Item],
    start: int,
    end: int,
    short: frozenset[str],
    loose: bool,
) -> Named:
    """The goods of a part that names ``flows``."""
    heads = _HEADS.search(text, start, end) if not loose else None
    if heads is not None:
        found = phrases.before(text, mentions, start, heads.start(), short, True)
        if found[0]:
            return found
    found = _told(text, mentions, flows[-1].end, end) if not loose else _NOTHING
    if not found[0]:
        found = _at_flow(text, mentions, run, flows, start, end, short, loose)
    if found[0] and loose and text.startswith("、", run[-1].end):
        first = phrases.before(text, mentions, start, flows[0].start, short)
        found = _and_more(text, mentions, first, run[-1].end, end, short) if first[0] else found
    if found[0]:
        found = _most_traded(text, found)
    owing = -1 if found[0] or loose else text.find("因", flows[-1].end, end)
    if owing >= 0:
        told = phrases.after(text, mentions, owing + 1, end, short)
        found = told if told[2] == end else found
    if not found[0]:
        found = _known(text, mentions, flows, start, end)
    return found if found[0] else _before_partner(text, mentions, flows[0], start)


_MOST: Final = re.compile(r"前?[一二三四五六七八九十\d]+大(?:主力|主要|重点)?")
_MOST_GOODS: Final = re.compile("(?:出口|进口)?(?:商品|产品|货品|货物|品目|品项|品类)")


def _most_traded(text: str, found: Named) -> Named:
    """The name of the most traded goods is no name without 商品 (十大出口商品)."""
    tail = _MOST_GOODS.match(text, found[2]) if _MOST.fullmatch(found[0]) else None
    if tail is None:
        return found
    start = found[1] - text.startswith("前", found[1] - 1)
    return text[start : tail.end()], start, tail.end()


def _told(text: str, mentions: list[Mention], start: int, end: int) -> Named:
    """Goods told after the flow (出口增长较快的领域有知识产权使用费、娱乐服务)."""
    goods = text[start - 2 : start] in ("商品", "货物")  # 出口商品 is the flow, and what tells of goods
    found = _TELLS.search(text, start - 2 if goods else start, end)
    if found is None:
        return _NOTHING
    return phrases.after(text, mentions, found.end(), end)


def _last(mentions: list[Mention], stop: int) -> Mention | None:
    """The last known goods that end by ``stop``."""
    found = None
    for one in mentions:
        if one.kind == "commodities" and one.end <= stop:
            found = one
    return found


def _and_more(
    text: str, mentions: list[Mention], first: Named, start: int, end: int, short: frozenset[str]
) -> Named:
    """The list that goes on behind the flow (工业机器人出口、风力发电机组及零件增长54.9%和23.9%)."""
    name, _, last = phrases.after(text, mentions, start + 1, end, short, True)
    return (f"{first[0]}、{name}", first[1], last) if name else first


def _at_flow(
    text: str,
    mentions: list[Mention],
    run: tuple[Item, ...],
    flows: list[Item],
    start: int,
    end: int,
    short: frozenset[str],
    loose: bool,
) -> Named:
    """进口|铁矿石, 机电产品|出口."""
    last = run[-1]
    loose = loose and last.flow != "balance"
    if not last.measure:
        bare = text[last.end - 2 : last.end] in ("出口", "进口")
        found = phrases.after(text, mentions, last.end, end, short, loose and bare)
        if not found[0] and loose and bare:
            found = _behind_partner(text, mentions, last.end, end, short)
        if found[0]:
            return found
    return phrases.before(text, mentions, start, flows[0].start, short, loose)


def _behind_partner(text: str, mentions: list[Mention], start: int, end: int, short: frozenset[str]) -> Named:
    """The goods behind flow and partner: 出口到越南的热轧卷板为…, 进口巴西大豆…."""
    for one in mentions:
        if one.kind == "partners" and one.start >= start:
            at = one.end + text.startswith("的", one.end)
            led = one.start == start or (one.start == start + 1 and at > one.end)
            return phrases.after(text, mentions, at, end, short) if led else _NOTHING
    return _NOTHING


def _made_by(text: str, mentions: list[Mention]) -> bool:
    """Whether the last goods only say what somebody makes (第二大医疗器械生产国)."""
    last = _last(mentions, len(text))
    return last is not None and _MAKERS.match(text, last.end) is not None


def _each(text: str, mentions: list[Mention], start: int, short: frozenset[str]) -> Named:
    """The list of goods of which something is told together (医用敷料、牙科设备均增长，分别…)."""
    for one in mentions:
        if one.get("code") == "each":
            found = phrases.before(text, mentions, start, one.start, short, True)
            return found if "、" in found[0] else _NOTHING
    return _NOTHING


def _known(text: str, mentions: list[Mention], flows: list[Item], start: int, end: int) -> Named:
    """The last known goods before the flow: 汽车零件自欧盟进口."""
    stop = flows[0].start if flows else len(text)
    known = _last(mentions, stop)
    if known is None or (flows and _ITS_OWN.search(text, known.end, stop)):
        return _NOTHING
    reach = _reach(text, mentions, known, end)
    found = phrases.before(text, mentions, start, reach, loose=reach > known.end)
    return found if found[0] else (known.text, start, start)


def _reach(text: str, mentions: list[Mention], known: Mention, end: int) -> int:
    """Where goods end that go on behind a known name, up to a figure or a period (纺织|纤维14.6亿美元)."""
    stop = end
    for one in mentions:
        beside = one.start == known.end and one.end < end
        if beside or (one.start >= known.end and one.get("code") != "thing"):
            stop = one.start
            break
    stop = _up_to_base(text, known.end, stop)
    told = phrases.after(text, mentions, known.start, stop)
    return stop if told[2] == stop and stop > known.end else known.end


def _going_on(
    text: str, mentions: list[Mention], start: int, end: int, short: frozenset[str], known: Named
) -> Named:
    """The goods of a part without a flow: what a list goes on with, or a name that ends as goods do
    (出口增5%、电子零组件增3%)."""
    led = _GOES_ON.match(text, start, end)
    if known[0] and led is None:
        return known
    stop = next((one.start for one in mentions if one.start > start and one.kind in _ENDS), end)
    stop = _up_to_base(text, start, stop)
    first = led.end() if led else start
    if text[first:stop] in short:
        return text[first:stop], first, stop
    found = phrases.before(text, mentions, first, stop, short, led is not None)
    return found if found[0] else known


_BASE: Final = re.compile(r"[较比与](?:[去上前][年月个一]|\d{4}年|同期)")


def _up_to_base(text: str, start: int, stop: int) -> int:
    """Where goods end at the latest: before what they are compared with (铝锭较去年同期下降)."""
    base = _BASE.search(text, start, stop)
    return base.start() if base is not None else stop


def _alone(text: str, mentions: list[Mention], start: int, end: int, short: frozenset[str]) -> Named:
    """Goods of one character that are a clause's subject: 煤2.5亿吨."""
    stop = end
    for one in mentions:
        if one.kind in _ENDS:
            stop = one.start
            break
    name = text[start:stop].strip()
    return (name, start, stop) if name in short else _NOTHING


def _before_partner(text: str, mentions: list[Mention], flow: Item, start: int) -> Named:
    """Goods before 对 or 自: 农药制剂对非洲出口."""
    for one in mentions:
        if one.kind == "partners" and one.end <= flow.start and text[one.start - 1 : one.start] in TOWARDS:
            return phrases.before(text, mentions, start, one.start - 1)
    return _NOTHING
