"""Actors: who trades and with whom, told by the words around a country or a region."""

from __future__ import annotations

import re
from typing import Final

from tradekit.language.mentions import Mention
from tradekit.language.said import Listed
from tradekit.language.zh.phrases import groups, listed

HOME: Final = "中国"
TOWARDS: Final = "对自从向与同跟往至和"
_TO_CHINA: Final = frozenset("对自从向与同和")
_RANKING: Final = frozenset(("compounds", "partners"))
_LED: Final = re.compile(r"[对自从向与同][^，对自从向与同出进]{0,30}$")
_TRADES: Final = re.compile(r"(?:的|货物|商品|全年|上旬|中旬|下旬|上中旬)*")
_TRADES_WITH: Final = frozenset("对自从向与同和") | {""}
_PLACES: Final = frozenset(("province", "city", "county"))
_OWN: Final = re.compile(r"(?![的和与及、对]).{0,2}")
_PARTNER_OF: Final = re.compile(r"伙伴|市场|来源|目的地")
_PLACE_TAIL: Final = re.compile(r"口岸|关区|港口")
_AND_OTHERS: Final = re.compile(
    r"等(?:[\d一二三四五六七八九十]+(?:个)?)?(?:省区市|省市区|省市|省份|省|市|地区|地)?"
)


def names_home(mentions: list[Mention]) -> bool:
    """Whether China is named as a country."""
    for one in mentions:
        if one.kind == "partners" and one.name == HOME:
            return True
    return False


def named(text: str, mentions: list[Mention], kind: str) -> Listed | None:
    """The last list of mentions of ``kind`` (民营企业、外商投资企业), by their names."""
    runs = groups(text, [one for one in mentions if one.kind == kind])
    if not runs:
        return None
    return listed(text, runs[-1], [one.name for one in runs[-1]])


def partners(
    text: str, mentions: list[Mention], start: int, end: int
) -> tuple[Listed | None, Listed | None, bool]:
    """Partners and, where another country's trade is told, that country; whether China is the partner."""
    found = [one for one in mentions if one.kind == "partners"]
    abroad = [one for one in found if one.name not in (HOME, "世界")]
    china = any([one.name == HOME and (one.text == "中" or _led_to(text, start, one)) for one in found])
    partner = agent = None
    ranked = any([one.kind in _RANKING and _PARTNER_OF.search(one.text) for one in mentions])
    for run in groups(text, abroad):
        names = listed(text, run, [one.name for one in run])
        lead = text[start : run[0].start]
        market = _PARTNER_OF.search(names.joined) is not None
        if lead.endswith("在"):
            continue
        if lead.endswith("等") and partner is not None:
            if not market:
                partner = Listed(partner.names, names.joined, partner.start, names.end)
            continue
        if _is_led(lead):
            partner = names
        elif not market and _is_agent(text, mentions, run[-1]):
            agent = names
        elif ranked and not market:
            partner = names
        elif _stands_alone(text, mentions, run, start, end) or ranked:
            partner = partner or names
    return partner, agent, china


def _led_to(text: str, start: int, one: Mention) -> bool:
    return one.start > start and text[one.start - 1] in _TO_CHINA


def _is_led(lead: str) -> bool:
    """Whether what stands before makes a partner: 对, 自, 与, 中—."""
    if lead.endswith("其中"):
        return False
    last = lead[-1:]
    joined = last in "—-–－·" and HOME in lead
    return bool(last) and (last in TOWARDS + "中" or joined or _LED.search(lead) is not None)


def _stands_alone(text: str, mentions: list[Mention], run: list[Mention], start: int, end: int) -> bool:
    """Whether a partner is named as the subject itself: 日本，608.1亿美元; 东盟增长5%; 美国市场增长."""
    before = [
        one
        for one in mentions
        if start <= one.start < run[0].start and one.kind not in ("period", "functions", "lists", "sayings")
    ]
    if before:
        return False
    tail = re.match(r"(?:市场|地区|等|国家|和地区)*", text[run[-1].end :])
    at = run[-1].end + (tail.end() if tail else 0)
    if text[at : at + 1] in ("对", "占", "在"):
        return True
    follow = next((one for one in mentions if one.start >= at), None)
    if follow is None:
        return text[at : at + 1] in ("", "，", "：", "对", "占", "在") or at >= end
    return follow.start == at and follow.kind in (
        "directions",
        "lists",
        "comparisons",
        "flows",
        "shares",
        "qualifiers",
        "commodities",
    )


def _is_agent(text: str, mentions: list[Mention], last: Mention) -> bool:
    """Whether a country trades itself: 欧盟从中国进口, 德国出口."""
    if any(one.kind == "functions" and one.get("code") == "home" and one.text == "我国" for one in mentions):
        return False
    at = last.end
    passed: set[str] = set()
    for one in mentions:
        if one.start < last.end:
            continue
        gap = text[at : one.start]
        if one.kind in ("flows", "others"):
            return _TRADES.fullmatch(gap) is not None
        if one.kind == "partners":
            return gap in _TRADES_WITH
        goods = one.kind == "commodities" and "period" in passed
        if one.kind not in ("period", "functions") and not goods:
            return False
        passed.add(one.kind)
        at = one.end
    return False


def _trades(text: str, one: Mention, before: int) -> bool:
    """Whether a region trades; where something is (在上海) or which way it goes (经陆海新通道) does not."""
    lead = text[before : one.start]
    if text.endswith("作为", 0, one.start):
        return False
    return lead != "在" and (lead != "经" or _PLACE_TAIL.search(text, one.end, one.end + 6) is not None)


def _is_zone_of(text: str, place: Mention, zone: Mention) -> bool:
    """Whether a zone is named with its place (成都高新综合保税区)."""
    between = text[place.end : zone.start]
    return zone.get("kind") == "zone" and place.get("kind") in _PLACES and _OWN.fullmatch(between) is not None


def reporter(text: str, mentions: list[Mention], start: int) -> Listed | None:
    found = [
        one for one in mentions if one.kind == "regions" and _trades(text, one, max(start, one.start - 1))
    ]
    runs = groups(text, found)
    if not runs:
        return None
    run = runs[-1]
    names = listed(text, run, [one.name for one in run])
    if len(runs) > 1 and len(run) == 1 == len(runs[-2]) and _is_zone_of(text, runs[-2][0], run[0]):
        joined = text[runs[-2][0].start : run[0].end]
        return Listed((joined,), joined, runs[-2][0].start, run[0].end)
    tail = _PLACE_TAIL.match(text, names.end)
    if tail and len(run) == 1:
        return Listed((names.names[0] + tail[0],), names.names[0] + tail[0], names.start, tail.end())
    others = _AND_OTHERS.match(text, names.end)
    if others and len(run) > 1:
        joined = text[names.start : others.end()]
        return Listed((joined,), joined, names.start, others.end())
    return names
