"""Subjects: what a part of a clause says its figure is about."""

from __future__ import annotations

import re
from typing import Final

from tradekit.language import kinds
from tradekit.language.kinds import kinds_of
from tradekit.language.mentions import Aside, Mention
from tradekit.language.said import Item, Listed, Said, has_flow
from tradekit.language.zh import actors
from tradekit.language.zh.fragments import IN_MONEY
from tradekit.language.zh.goods import goods
from tradekit.language.zh.items import items as items_of
from tradekit.language.zh.items import last_run

_TOTAL: Final = frozenset(
    ("trade.value2", "export.value2", "import.value2", "export.value", "import.value", "trade", "goods.all")
)
_WHOLE: Final = frozenset(("export.value2", "import.value2", "trade.value2"))
_ACTORS: Final = kinds.PARTNERS | kinds.REGIONS | kinds.FUNCTIONS
_HOME_MARKET: Final = re.compile("国内|国产|内盘|产区|产地|现货|期货")
_TRADED: Final = re.compile("[出进]口|贸易|外贸")
_USE: Final = re.compile(
    "(?:的|市场)?(?:消费|需求|产出|库存|开采|生产(?!企业|国|商|线|基地|型|性))(?!品|电子|税|者)(?!.*(?:出口|进口))"
)
_BEYOND: Final = re.compile("(?:[高低好差强弱快慢优]于|不及|超出?|符合).*(?:预期|预测|预估)")
"""What was foreseen of the very thing spoken of (高于经济学家预测的5.6%)."""
_THESE: Final = re.compile("这些|上述|以上(?=[\u3400-\u9fff]*(?:市场|国家|地区))")
"""What points back to partners of whom goods were told (对这些市场的出口额)."""
_RANKED: Final = re.compile("[第首各最排之]|平均|前(?![一二三四五六七八九十\\d]+(?:个?月|季|年|周))")


def free(mentions: list[Mention], asides: list[Aside], start: int, end: int) -> list[Mention]:
    """The mentions of ``[start, end)`` that stand in no aside."""
    found = mentions
    for one in mentions:
        if one.start < start or one.end > end:
            found = [one for one in mentions if start <= one.start and one.end <= end]
            break
    for aside in asides:
        found = [one for one in found if not aside.start <= one.start < aside.end]
    return found


_PARTICLES: Final = re.compile(
    r"(?:平均)?每(?:万?吨|公斤|千克|桶|台|辆|艘|架|件|双|套|立方米|只|条|部|米|平方米|头|个|克拉)|"
    r"录得|[经按]?季节(?:性|因素)?调整后?|开始|逐[步渐年]|创下|最[低高]|回升|下滑|(?:按|以)?(?:同|可比)(?:口径|价格)(?:计算|计)?|"
    rf"[以按]?(?:美元|人民币|[欧日韩港澳]元|英镑|卢布|新?台币){IN_MONEY}|"
    r"[的了和及与、，,：:；;（）()\s“”也又还再仍则而但且并已均都只仅为是达至到从由在于有呈共总其各约以及同比较之中上下内来前后时期年月日"
    r"一这那该此本又被将所等与]+"
)


def read(
    text: str,
    mentions: list[Mention],
    asides: list[Aside],
    start: int,
    end: int,
    short: frozenset[str] = frozenset(),
    loose: bool = True,
    listed: bool = False,
) -> Said:
    """What the part ``[start, end)`` says, given its ``asides`` and free ``mentions`` (see :func:`free`).

    ``loose`` where a figure follows: then goods that no lexicon knows are taken from their place; ``listed``
    where it follows in a bracket.
    """
    has = kinds_of(mentions)
    found = items_of(text, mentions) if has & (kinds.FLOWS | kinds.MEASURES | kinds.COMPOUNDS) else []
    run = last_run(text, found) if found else ()
    who = actors.read(text, mentions, start, end) if has & _ACTORS else actors.NOBODY
    commodity = None
    if run or loose or listed or has & kinds.COMMODITIES:
        stop = _stop(run, asides, end)
        commodity = goods(text, mentions, run, start, stop, short, loose)
        commodity = commodity or (goods(text, mentions, run, start, stop, short, True) if listed else None)
    commodity = None if commodity is not None and _summed(text, run, found, commodity) else commodity
    enterprise = actors.named(text, mentions, "enterprises") if has & kinds.ENTERPRISES else None
    regime = actors.named(text, mentions, "regimes") if has & kinds.REGIMES else None
    home, local, generic = _functions(text, mentions) if has & kinds.FUNCTIONS else (False, False, False)
    these = commodity is None and who.partner is not None and _THESE.search(text, start, end) is not None
    counts = bool(has & kinds.COUNTS)
    told = bool(has & kinds.STATUSES) and _BEYOND.search(text, start, end) is not None
    beside = loose and not told and not counts and not has_flow(run)
    other = bool(has & kinds.OTHERS) and _other(text, mentions, found, asides)
    return Said(
        run, commodity, who.partner, enterprise, regime, who.reporter,
        who.home if who.china else home or who.home, who.china, local, _is_total(run),
        other or (not has_flow(run) and _no_trade(text, mentions, start, end, loose)),
        counts, generic or these, bool(has & kinds.PERIOD) or _has_mention(asides),
        bool(asides) or bool(has & kinds.LIVELY),
        _residue(text, mentions, asides, commodity, start, end) if beside else 0, who.weak,
    )  # fmt: skip


def _no_trade(text: str, mentions: list[Mention], start: int, end: int, loose: bool) -> bool:
    """Whether goods are named as used or made, or a price as one at home."""
    has = kinds_of(mentions)
    used = bool(has & kinds.COMMODITIES) and _used(text, mentions)
    return used or (loose and bool(has & kinds.MEASURES) and _at_home(text, start, end))


def _summed(text: str, run: tuple[Item, ...], found: list[Item], commodity: Listed) -> bool:
    """Whether goods belong to an earlier flow, a part of all that is told (转口与港产品出口的整体出口)."""
    if not run or run[-1].code not in _WHOLE:
        return False
    last = run[-1].start
    return any([commodity.end <= one.start < last and "的" in text[one.end : last] for one in found])


def _stop(run: tuple[Item, ...], asides: list[Aside], end: int) -> int:
    """Where the goods of the last flow end: at the first aside behind it."""
    if run:
        for one in asides:
            if one.start >= run[-1].end:
                end = min(end, one.start)
    return end


def _is_total(run: tuple[Item, ...]) -> bool:
    for item in run:
        if item.code in _TOTAL:
            return True
    return False


def _at_home(text: str, start: int, end: int) -> bool:
    """Whether a price or an amount is one at home (国内玉米均价), not of goods that cross the border."""
    return _HOME_MARKET.search(text, start, end) is not None


def _used(text: str, mentions: list[Mention]) -> bool:
    """Whether goods are named as used, made or kept (葡萄酒消费会继续增长): no trade."""
    for one in mentions:
        if one.kind == "commodities" and _USE.match(text, one.end):
            return True
    return False


def _has_mention(asides: list[Aside]) -> bool:
    for one in asides:
        if one.mention is not None:
            return True
    return False


def _functions(text: str, mentions: list[Mention]) -> tuple[bool, bool, bool]:
    """Whether 我国 and the like, 本地 and the like, and 相关 (of the goods before) are said."""
    home = local = generic = False
    for one in mentions:
        if one.kind == "functions":
            generic = generic or one.text.startswith("相关")
            code = one.get("code")
            if code == "home":
                home = home or not _ranks(text, one)
            elif code == "local":
                local = local or not _ranks(text, one)
    return home, local, generic


def _ranks(text: str, one: Mention) -> bool:
    """Whether 全国, 全省 is only where something ranks (位列全国第八, 高于全国平均)."""
    return one.text[0] == "全" and _RANKED.match(text, one.end) is not None


def _other(text: str, mentions: list[Mention], found: list[Item], asides: list[Aside]) -> bool:
    """Whether something that is no trade is named last: 出口退税额, not 投资和出口, 因油价下跌在出口中占…."""
    other = flow = -1
    for one in mentions:
        other = one.end if one.kind == "others" else other
    for item in found:
        flow = max(flow, item.end) if item.flow else flow
    for aside in asides:
        if aside.kind == "whole" and _TRADED.search(text, aside.start, aside.end):
            flow = max(flow, aside.end)
    return other > flow


def _residue(
    text: str,
    mentions: list[Mention],
    asides: list[Aside],
    commodity: Listed | None,
    start: int,
    end: int,
) -> int:
    """How much is left of the part when mentions, asides, goods and particles are taken out."""
    spans = [(one.start, one.end) for one in mentions]
    if asides or commodity is not None:
        spans += [(aside.start, aside.end) for aside in asides]
        if commodity is not None:
            spans.append((commodity.start, commodity.end))
        spans.sort()
    left, at = "", start
    for first, last in spans:
        if first > at:
            left += text[at:first]
        if last > at:
            at = last
    if end > at:
        left += text[at:end]
    return len(_PARTICLES.sub("", left)) if left else 0
