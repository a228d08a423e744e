"""Topics: which indicator a part of a clause names, and of which sector."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tradekit.language.families import Hit, Topic
from tradekit.language.mentions import Aside, Mention, Part, Span
from tradekit.language.said import Listed
from tradekit.language.zh.actors import HOME
from tradekit.language.zh.phrases import groups, listed

_PARTING: Final = frozenset(
    ("period", "quantity", "regions", "partners", "lists", "comparisons", "directions", "functions", "statuses",
     "sayings", "shares")
)  # fmt: skip
"""Kinds of mentions that end a name."""
_BREAK: Final = re.compile(
    r"[，,：:；;（）()“”\s]|实现|完成|录得|按?可比价格?(?:计算)?|按?不变价格?(?:计算)?|扣除[^，]{1,8}?(?:因素)?(?=实际|$)|实际|名义|日均|平均|月均|"
    r"分[^，]{1,8}看|从[^，]{1,10}看|方面|受[^，]{1,12}影响|[中里](?=[，,]|$)|以来|连续[^，]{1,4}|由|转为|报(?=$)"
)
_LEAD: Final = re.compile(
    r"(?:其中|其|而|但|另外|此外|同时|、|的|和(?=$)|与(?=$)|及(?=$)|以及|中|内|全|各|该|本|当|以|也|较|主要|累计|共|总|新(?=$)|今年|"
    r"了|为|在|是|有|又|则|末|底|初|份|城市中|随着|拉动|带动|使|占|对|比|类|按|等|到|至|从)+"
)
_TAIL: Final = re.compile(
    r"(?:的|等|为|达到?|实现|完成|累计|合计|总额|总值|总量|规模|余额|增加值|增量|存量|数|额|水平|分别|中|，|、|达|至|到|是|有|继续|保持|也|均|都|"
    r"已|约|近|超|超过|突破|逾|总体|则|同比|小幅|大幅|略|微|较快|出现|呈|在|共|仍|再|又|当月|单月|指数|净流入|净流出|平均|价格)+$"
)
_SECTOR: Final = re.compile(
    r"(?:业|产业|行业|门类|地区|领域|居民|单位|企业|部门|商品|城镇|农村|乡村|城市|住宅|旅客|游客|零售|收入|支出|投资|贷款|存款|类|用品|产品|食品)$"
)
_NUMBERED: Final = re.compile(r"(?P<list>[一二三](?:、[一二三])+)(?P<tail>线城市.*)")
_LED: Final = re.compile(r"[对向自从在与由到赴除经]$")
_OF_PRICES: Final = re.compile(r"实际(?!使用|利用|到位|吸收|外资)|可比价|不变价|扣除[^，]{0,4}价格|剔除[^，]{0,4}价格")
_WIDEST: Final = 30


def topic(text: str, part: Part, apart: list[Aside], hits: list[Hit]) -> Topic:
    """What the part names; ``hits`` are the words of indicators and sectors in it."""
    end = part.group[0].start if part.group else part.end
    own = part.mentions
    inside = [hit for hit in hits if hit.end <= end and not _aside(apart, hit.start)]
    pieces = _pieces(text, part.start, end, own, apart, inside)
    head: Hit | None = None
    for hit in inside:
        if hit.indicator is not None:
            head = hit
    lead = text[part.start : end]
    places, home = _places(text, own, apart, part.start, end)
    real = _OF_PRICES.search(lead) is not None
    named = _headed(text, pieces, head, inside) if head is not None else _bare(text, pieces, inside)
    phrase, start, stop, known, enterprise, tier = named
    sector = Listed((_numbered(phrase),), phrase, start, stop) if phrase else None
    foreign = head is None and bool(phrase) and not known or (head is not None and _not_one(head))
    return Topic(
        head.indicator if head is not None and not foreign else None,
        sector, enterprise, places, home, known, foreign, real, "名义" in lead, tier,
    )  # fmt: skip


def _not_one(head: Hit) -> bool:
    return head.indicator is not None and not head.indicator.code


def _aside(apart: list[Aside], place: int) -> bool:
    for one in apart:
        if one.start <= place < one.end:
            return True
    return False


def _pieces(
    text: str, start: int, end: int, own: list[Mention], apart: list[Aside], hits: list[Hit]
) -> list[Span]:
    """The stretches of the part that can be names, cut at periods, places, verbs and asides."""
    cuts: list[Span] = [(one.start, min(one.end, end)) for one in apart if start <= one.start < end]
    for one in own:
        if one.kind in _PARTING and start <= one.start < end and not _holds(hits, one.start, one.end):
            cuts.append((one.start, one.end))
    for found in _BREAK.finditer(text, start, end):
        if not _holds(hits, found.start(), found.end()):
            cuts.append(found.span())
    cuts.sort()
    made: list[Span] = []
    at = start
    for first, last in cuts:
        if first > at:
            made.append((at, first))
        at = max(at, last)
    if end > at:
        made.append((at, end))
    return made


def _holds(hits: list[Hit], start: int, end: int) -> bool:
    for hit in hits:
        if hit.start < end and start < hit.end:
            return True
    return False


Name = tuple[str, int, int, bool, str, bool]
"""A sector with its span, whether it is known, the kind of enterprise, and whether a tier of cities."""
_NONE: Final[Name] = ("", 0, 0, False, "", False)


def _headed(text: str, pieces: list[Span], head: Hit, hits: list[Hit]) -> Name:
    """The sector of a named indicator: before it, else behind it."""
    assert head.indicator is not None
    found = _NONE
    for at in range(len(pieces) - 1, -1, -1):
        first, last = pieces[at]
        if last <= head.start or first > head.start:
            continue
        found = _name(text, first, head.start, hits)
        if not found[0] and not found[4] and at > 0 and head.start - pieces[at - 1][1] <= 3:
            before = _name(text, *pieces[at - 1], hits)
            found = before if before[3] else found
        break
    if not found[0] and not found[4]:
        for first, last in pieces:
            if last > head.end:
                behind = _name(text, max(first, head.end), last, hits)
                found = behind if behind[3] else found
    phrase, start, stop, known, enterprise, tier = found
    own = head.indicator.sector
    if own == "=":
        phrase, start, stop, known = phrase + head.form, start or head.start, head.end, True
    elif own.startswith("-") and len(own) > 1:
        phrase, start, stop = phrase + head.form.removesuffix(own[1:]), start or head.start, head.end
    elif own and own != "-":
        phrase, start, stop, known = phrase + own, start or head.start, head.end, True
    return phrase, start, stop, known, enterprise, tier


def _bare(text: str, pieces: list[Span], hits: list[Hit]) -> Name:
    """The last name in a part that names no indicator."""
    for first, last in reversed(pieces):
        found = _name(text, first, last, hits)
        if found[0] or found[4]:
            return found
    return _NONE


def _name(text: str, start: int, end: int, hits: list[Hit]) -> Name:
    """The name in a piece, without what leads to it and what hangs on it."""
    own = [hit for hit in hits if start <= hit.start and hit.end <= end and hit.indicator is None]
    first = own[0].start if own else end
    last = own[-1].end if own else start
    while start < first:
        lead = _LEAD.match(text, start, end)
        if lead is None:
            break
        start = min(lead.end(), first)
    while end > max(last, start):
        tail = _TAIL.search(text, max(last, start), end)
        if tail is None:
            break
        end = tail.start()
    enterprise = ""
    tier = False
    for hit in own:
        if hit.word.data.get("dimension") == "enterprise" and hit.start == start:
            enterprise, start = hit.word.form, hit.end
        elif hit.word.data.get("dimension") == "tier":
            tier = True
    phrase = text[start:end]
    if len(phrase) > _WIDEST + 20 or len(phrase) == 1:
        return "", start, start, False, enterprise, tier
    known = last == end > start or bool(phrase and _SECTOR.search(phrase))
    return phrase, start, end, known, enterprise, tier


def _numbered(phrase: str) -> str:
    """一、二线城市… as the list of its members."""
    found = _NUMBERED.fullmatch(phrase)
    return "、".join([one + found["tail"] for one in found["list"].split("、")]) if found else phrase


def _places(
    text: str, own: list[Mention], apart: list[Aside], start: int, end: int
) -> tuple[Listed | None, bool]:
    """The places of which a part tells, and whether it is the country."""
    found: list[Mention] = []
    home = False
    for one in own:
        if not start <= one.start < end or _aside(apart, one.start):
            continue
        if one.kind in ("regions", "partners") and _LED.search(text, start, one.start) is None:
            if one.name == HOME:
                home = True
            else:
                found.append(one)
        elif one.kind == "functions" and one.get("code") == "home":
            home = True
    if not found:
        return None, home
    run = groups(text, found)[-1]
    return listed(text, run, [one.name for one in run]), home


_OPENING: Final = 200
_HOME_BODIES: Final = re.compile(r"国家统计局(?!.{0,6}(?:调查|总队))|国新办|国务院|央行|人民银行|财政部|商务部|外汇局|国家发改委|国家能源局|人社部|我国|全国|中国|国民经济")


def place(text: str, mentions: Sequence[Mention]) -> str:
    """The place that a text is about: the first one of its opening that no 对, 在 or 由 leads to; else China."""
    home = _HOME_BODIES.search(text, 0, _OPENING)
    first = home.start() if home is not None else _OPENING
    for one in mentions:
        if one.start >= _OPENING:
            break
        named = one.kind in ("regions", "partners") and one.name not in (HOME, "世界")
        if named and not _LED.search(text, 0, one.start):
            return one.name if one.start < first else HOME
    return HOME
