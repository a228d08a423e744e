"""Clauses: a sentence cut at its commas, and the spans in it that speak of something else.

A figure's clause says what it is about; but “占我国外贸总值的” names the whole, “比去年同期” the base and
“高于整体增速” another rate. Such asides are found here, so that no word in them is taken for the subject.
"""

from __future__ import annotations

import re
from typing import Final, final

from tradekit.language.mentions import Aside, Mention
from tradekit.language.zh.fragments import sought

LONGEST: Final = 2000
"""No sentence of a report is as long; text without an end is cut, so that time stays in bounds."""
LONGEST_CLAUSE: Final = 400
"""Nor is any clause; each of its figures looks at all its words."""
_ENDS: Final = frozenset("。！？!?\n")
_CLOSES: Final = frozenset("”）)")
_INLINE: Final = re.compile(
    r"[（(](?:(?:包括|含|不含|不包括|除)[^）)]{1,12}|\d+国(?:，[^）)]{1,10})?|(?:同比|按年|环比)?[，,]?(?:以)?下同|事|[^\d（）()，。；]{1,6}(?:前|后|口径)|[%％]|[十百千万亿]*(?:美元|欧元|日元|港元|元(?:人民币)?|吨|公斤|千克|辆|台|件))[）)]"
)
"""Brackets that cut no clause: what is counted in, and a unit (出口额（亿美元）)."""


@final
class Clause:
    """A stretch between two breaks: its span, its mentions, and the break before it."""

    __slots__ = ("end", "mentions", "opener", "start")

    def __init__(
        self,
        start: int,
        end: int,
        mentions: list[Mention],
        opener: str,
    ) -> None:
        self.start: Final = start
        self.end: Final = end
        self.mentions: Final = mentions
        self.opener: Final = opener


def sentences(text: str, marks: list[int], last: int) -> list[tuple[int, int]]:
    """The spans of the sentences in ``text``, whose breaks are ``marks``, up to the one with ``last`` in it.

    None of them is blank.

    >>> sentences("出口增长。进口下降。其他。", [4, 9, 12], 6)
    [(0, 5), (5, 10)]
    """
    made: list[tuple[int, int]] = []
    at, size = 0, len(text)
    for place in [*marks, size]:
        if at > last:
            break
        if place < at or (place < size and text[place] not in _ENDS):
            continue
        while at <= last and place - at > LONGEST:
            stop = at + LONGEST + (text[at + LONGEST] in _CLOSES)
            made.append((at, stop))
            at = stop
        stop = place + (place < size and text[place] != "\n")
        if place > at:
            stop += stop < size and text[stop] in _CLOSES
            made.append((at, stop))
        at = place + 1 if stop == place else stop
    return [(start, end) for start, end in made if not text[start].isspace() or text[start:end].strip()]


def clauses(text: str, inside: list[Mention], start: int, end: int, marks: list[int]) -> list[Clause]:
    """The clauses of the sentence ``[start, end)`` with the mentions ``inside`` it and the breaks ``marks``.

    Numbers and periods are not cut, nor are remarks in brackets (含台湾).
    """
    uncut = [one for one in inside if one.quantity or one.period or not _CLOSES.isdisjoint(one.text)]
    remarks = _remarks(text, start, end)
    made: list[Clause] = []
    at, opener, place, passed, turn = start, "", 0, 0, 0
    while at < end:
        first = stop = marks[turn] if turn < len(marks) else end
        while turn < len(marks) and marks[turn] == stop:
            stop += 1
            turn += 1
        while passed < len(uncut) and uncut[passed].end <= first:
            passed += 1
        if first < end and passed < len(uncut) and uncut[passed].start < stop:
            continue
        if remarks and _within(remarks, first, stop):
            continue
        if first > at:
            begun = place
            while place < len(inside) and inside[place].start < first:
                if inside[place].start - at > LONGEST_CLAUSE:
                    made.append(Clause(at, inside[place].start, inside[begun:place], opener))
                    at, begun, opener = inside[place].start, place, ""
                place += 1
            made.append(Clause(at, first, inside[begun:place], opener))
        opener = text[first:stop].strip()[:1]
        at = stop if stop > first else end
    return made


def _remarks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    if text.find("（", start, end) < 0 and text.find("(", start, end) < 0:
        return []
    return [found.span() for found in _INLINE.finditer(text, start, end)]


def _within(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether any of the ``spans`` shares a place with ``[start, end)``."""
    for first, last in spans:
        if first < end and start < last:
            return True
    return False


_WHOLE: Final = sought(
    r"在[^，]{2,30}?的(?:比重|占比|份额)中|占(?!比|绝对|主导|优势|有|领|多数)(?:据|到|了)?|(?:在|占).{1,30}?(?:[中里](?:的|所)*|(?=所))(?=所?占|比重|份额)"
)
_PARENT: Final = sought(r"(?:拉动|带动|拉高|拉低|拖累|推高|下拉|贡献)(?:了)?.*|对.{1,30}?(?=贡献)")
_RELATIVE: Final = sought(
    r"(?:高于|高出|高过|快于|低于|慢于|大于|小于|好于|优于|领先|超出|超过|跑赢|(?<![占同环])比(?![重例]|同期)|较).{0,25}?"
    r"(?:整体|总体|平均|全国|同期(?!相)|增速|增幅|增长率|水平|增长速度)[^，]{0,12}?(?:高出|高|快|低|慢|多)?$"
    r"|[高低快慢大小好优]于(?:同期)?(?:外贸|服务)?(?:进出口|出口|进口)$"
)
_TOP: Final = r"(?:首位|第[一二三四五六七八九十\d]+|前列|榜首|之首)"
_RANK: Final = sought(
    rf"(?:[位稳高跃仍]居|居|位列|名列|排名|排在|列)(?!第|前)[^，]{{2,14}}?{_TOP}(?:[、和][^，、]{{1,10}}?{_TOP})*"
)
_AHEAD_OF: Final = re.compile(r"(?:超|超过|超出|高出|领先|高于|低于|少于|多于|落后)$")
_OUTDONE: Final = sought(r"(?:超过|超越|取代|仅次于|反超|赶超)(?![\d一二三四五六七八九十百千万亿]).{2,20}$")
_CAUSE: Final = sought(r"受[^，。；]{1,20}?(?:影响|拉动|带动|推动|支撑|提振|驱动|冲击|拖累|刺激)")
"""What is named in a cause is nothing that is told of (进口额受单价上涨拉动，增长2%)."""
_OWN_RATE: Final = re.compile(
    r"的(?:同比)?(?:增长|下降|增|降|增速|降幅|增幅)?(?:约|近|不到|不足|超过|仅)*|(?:环比|同比)?(?:上涨|下跌|增长|下降)?"
)
_STOPS: Final = frozenset("，。；、,;")
_WORDED: Final = _CAUSE.bit | _WHOLE.bit | _PARENT.bit | _RELATIVE.bit | _RANK.bit
_COMPARE: Final = "比较与同跟和于"
_BEFORE_BASE: Final = frozenset(f"{_COMPARE}、及由从超过近起之越破平出如敌续了")
"""What stands right before a base, by its last character."""
_LEADS: Final = re.compile(
    r"(?:[当高低多少好优快慢强弱大小逊次]于|超过?|超[出越]|突破|接近|逼近|相[比较]|比起|对比|较之|追平|高[出过]|不[及如敌]|延续|打破)了?\Z"
)
"""What leads to the period of another figure: 已超2019年全年, 仅次于2008年8月."""
_COMPARED: Final = re.compile("(?:同期)?的?(?:水平)?相[比较]")
_WITH: Final = re.compile(r"[与同和跟][^，。；\d]{1,20}\Z")
"""A base with words of its own before it (跟实行限制前的2020年2月相比)."""
_ENDS_PERIOD: Final = frozenset("年月度期季份日")
_WITH_BASE: Final = re.compile(
    r"(?:的)?(?:同期|同月|全年)?(?:的)?(?:水平|平均水平|基数)?(?:相|比|基本|大体|大致|持平)"
    r"|的[^，。；]{1,20}(?:相[当近若同比]|持平|一致)"
)
_SINCE: Final = re.compile(
    r"(?:[（(][^（）()]{1,12}[）)])?以来|以?来(?![看讲说])|起|开始|后|以后|[^，。]{0,16}以来"
)
_RECORD: Final = re.compile(
    "(?:以?来|[内中])的?[^，。；、\\d]{0,6}?(?:最|新高|新低|首次|纪录|高[点位]|低[点位])"
)
"""Behind a stretch of time within which something is the most (近三年来最大逆差): nobody's period."""
_TOLD_THEN: Final = re.compile(
    r"(?:复检|公布|发布|作出)?(?:时的?|的)(?:(?<=时)|(?<=时的)|预测|估计)值?(?=\d)"
)
"""Behind the time at which a forecast was made (由5月复检时的3.5%): nobody's period."""
_AFTER_BASE: Final = re.compile(
    r"(?:的)?(?:同期|同月|全年)?(?:的)?(?:水平|平均水平|基数)?(?:相比|比较|相较)?(?:[（(](?:，)?(?:以)?下同[）)])?"
)


def asides(text: str, mentions: list[Mention], start: int, end: int, signs: int) -> list[Aside]:
    """The asides of the part ``[start, end)``, whose ``end`` is where its figure begins; ``signs`` are its
    signals.
    """
    found = _of_periods(text, mentions, start, end)
    if signs & _WORDED:
        found += _worded(text, start, end, signs, found)
    for one in mentions:
        actor = one.end == end and one.kind in ("regions", "partners")
        if actor and _AHEAD_OF.search(text, start, one.start):
            found.append(Aside(one.start, end, "relative"))
    if signs & _OUTDONE.bit and (end >= len(text) or text[end] in "，；。,;"):
        outdone = _OUTDONE.search(text[start:end])
        if outdone:
            found.append(Aside(start + outdone.start(), end, "outdone"))
    return found


def _of_periods(text: str, mentions: list[Mention], start: int, end: int) -> list[Aside]:
    """The bases and beginnings that periods of the part are."""
    found: list[Aside] = []
    for one in mentions:
        if one.kind != "period" or one.start < start or one.end > end:
            continue
        made = _base(text, one, start, end) or _since(text, one, start, end)
        listed = made is None and found and found[-1].kind == "base"
        if listed and text[found[-1].end : one.start] in ("、", "和", "与", "及"):
            made = Aside(one.start, one.end, "base", one)
        if _TOLD_THEN.match(text, one.end):
            made = Aside(one.start, one.end, "then", one)
        if made is not None:
            found.append(made)
    return found


def _worded(text: str, start: int, end: int, signs: int, bases: list[Aside]) -> list[Aside]:
    """The asides that words tell: of a whole, of what is contributed to, of other rates, of ranks."""
    found: list[Aside] = []
    part = text[start:end]
    match = _WHOLE.search(part) if signs & _WHOLE.bit else None
    if match:
        stop = start + match.end() if match[0][0] in "在对" else end
        found.append(Aside(start + match.start(), stop, "whole"))
    match = _PARENT.search(part) if signs & _PARENT.bit else None
    if match:
        of = match[0][0] == "对"
        if of or "贡献" in match[0] or "百分点" in text[end : end + 14]:
            found.append(Aside(start + match.start(), start + match.end() if of else end, "parent"))
    match = _RELATIVE.search(part) if signs & _RELATIVE.bit and _relates(part) else None
    if match:
        first = start + match.start()
        if not any([one.start <= first < one.end for one in bases]):
            found.append(Aside(first, end, "relative"))
    match = _CAUSE.search(part) if signs & _CAUSE.bit else None
    if match:
        found.append(Aside(start + match.start(), start + match.end(), "cause"))
    match = _RANK.search(part) if signs & _RANK.bit else None
    if match:
        found.append(Aside(start + match.start(), start + match.end(), "rank"))
    return found


def _relates(part: str) -> bool:
    """Whether a part has something of the words with which all rates of other things begin."""
    for sign in ("于", "比", "较", "出", "过", "领先", "跑赢"):
        if sign in part:
            return True
    return False


def _base(text: str, one: Mention, start: int, end: int) -> Aside | None:
    if one.start == start:
        return None
    if _COMPARED.match(text, one.end) and (far := _WITH.search(text, start, one.start)):
        return Aside(far.start(), one.end, "base", one)
    if text[one.start - 1] not in _BEFORE_BASE:
        return None
    before = text[one.start - 1]
    tail = _AFTER_BASE.match(text, one.end, end)
    stop = tail.end() if tail else one.end
    if before in "和与、及" and one.start - start <= 1 and text[one.end : end] == "的":
        return Aside(one.start, one.end, "base", one)
    if before in "由从自" and text[end : end + 1] not in _STOPS and _OWN_RATE.fullmatch(text, one.end, end):
        return Aside(one.start - 1, one.end, "base", one)
    joined = before == "和" or text[one.start - 2] in _ENDS_PERIOD
    if before in "与同和跟" and joined and not _WITH_BASE.match(text, one.end):
        return None
    if before in _COMPARE and before != "于":
        return Aside(one.start - 1, stop, "base", one)
    if one.text in ("同期", "同月"):
        return None  # 高于同期出口增速: another thing's rate
    led = _LEADS.search(text, start, one.start)
    return Aside(led.start(), stop, "base", one) if led else None


def _since(text: str, one: Mention, start: int, end: int) -> Aside | None:
    kind = one.period.kind if one.period else ""
    if kind == "lately" or _RECORD.match(text, one.end - (one.text[-1] in "来内中")):
        return Aside(one.start, one.end, "since", one)
    if kind in ("since", "years") or (one.period and one.period.offset == 0):
        return None
    led = one.start > start and text[one.start - 1] in ("自", "从")
    if led and _SINCE.match(text, one.end):
        return Aside(one.start - 1, one.end, "since", one)
    if one.period is not None and one.period.unit == 1 and kind == "span":
        return None  # 2023/24年度以来: that year up to now
    if text.startswith("以来", one.end) or one.text.endswith("以来"):
        return Aside(one.start, one.end, "since", one)
    return None
