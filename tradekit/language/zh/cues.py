"""Cues: words of a part that point back to what was said, or say how its figures add up."""

from __future__ import annotations

import re
from typing import Final

from tradekit.language.grammar import Sought
from tradekit.language.mentions import Aside, Mention, Part, PeriodMention
from tradekit.language.prepared import Cues
from tradekit.language.zh.fragments import AGAIN, sought

_FORMER: Final = sought("前者")
_LATTER: Final = sought("后者")
_ONE_OF: Final = sought("一个[是为达]|一个则[是为]")
_EARLIER: Final = sought("前值")
_UNTIL: Final = sought(r"截至|截止|(?<![^。；，,;\s])[至到](?=(?:今年|去年|\d{4}年)?\d{1,2}月)")
_SUMMED: Final = sought("累计|年均")
_CUMULATED: Final = sought("累计(?:出口|进口|进出口|完成|实现)")
_AGAIN: Final = sought(rf"{AGAIN}\Z")
_FOUNDED: Final = sought("设立|新设|登记|注册|新批|新增")
_TOGETHER: Final = sought("[两二三四]者(?:合计|共|总)|上述[两二三四]")
_JOINT: Final = sought("合计|共计|总计|[两二三四五六]者|[两二三四五六][国地]|上述")
CUES: Final = (
    _FORMER.bit | _LATTER.bit | _ONE_OF.bit | _EARLIER.bit | _UNTIL.bit | _SUMMED.bit | _CUMULATED.bit
    | _AGAIN.bit | _FOUNDED.bit | _TOGETHER.bit | _JOINT.bit
)  # fmt: skip
"""The signals of all cues."""
_RECORD: Final = re.compile(r"(?:以来|来)?的?(?:同期|单月|月度|历史)?[最新首次第]")
_OPENING: Final = re.compile(
    r"[^\u4e00-\u9fff]*(?:进入|截[至止]|到了?|在|以|而|但是?|其中|同时|此外|据.{2,12}[：:，,]?)?"
)
_OF_PLACE: Final = re.compile("(?:部分|[东西南北中]部|大部)?(?:地区|产区|方面)?[在于]?")
_FORESEEN: Final = re.compile("的?(?:预测|预期|预估|估计)[^，。；]{0,3}?[为是\\d]")
"""Behind the time at which a figure of another was foreseen (上周预测为1350万吨)."""
_SEEN: Final = re.compile("[^，。；]{0,8}看")
_WEEK: Final = re.compile("的?(?:一|当)?周")
_DAYS: Final = frozenset(("days", "week"))
"""What is mostly told of events: 4月15日至20日在…举行."""
_NAMES: Final = frozenset(("partners", "regions", "functions"))
_NO_PERIOD: Final = frozenset(("lately", "date", "duration", "ordinal", "name", "ago"))
OTHER_SYSTEMS: Final = re.compile("协会|乘联会|工信部|工业和信息化部|外汇局|外汇管理局|国际收支|世贸组织")
"""Who counts the same things otherwise than customs: no figures to hold against the official series."""


def cues(text: str, part: Part, signs: int = CUES) -> Cues:
    """The cues of a part whose signals are ``signs``.

    >>> cues("累计出口5亿元", Part(0, 4, 8, [], [])).cumulated
    True
    """

    def said(one: Sought) -> bool:
        return bool(signs & one.bit) and one.search(text, part.start, part.end) is not None

    pointers: tuple[str, ...] = ("one of",)
    if not said(_ONE_OF):
        pointers = tuple([name for name, one in (("former", _FORMER), ("latter", _LATTER)) if said(one)])
    return Cues(
        pointers, said(_EARLIER), said(_UNTIL), said(_SUMMED), said(_CUMULATED), said(_AGAIN), said(_FOUNDED),
        said(_TOGETHER), said(_JOINT),
    )  # fmt: skip


def periods(text: str, part: Part, free: list[Mention], told: bool) -> list[Mention]:
    """The mentions that can be a figure's period: no dates, durations and ordinals, no 同期.

    Where nothing is ``told`` of trade, only one that opens or ends the part (not 受2008年的风波影响).
    """
    found: list[Mention] = []
    for one in free:
        known = one.period is not None and one.period.kind not in _NO_PERIOD
        if not known or one.text in ("同期", "同月") or _FORESEEN.match(text, one.end):
            continue
        days = one.period is not None and one.period.kind in _DAYS
        week = days and _WEEK.match(text, one.end) is not None
        if days and not part.group:
            told = False
        pointed = week or (one.period is not None and one.period.kind == "single")
        if told or found or pointed or one.end == part.end or (not days and _opens(text, part, one)):
            found.append(one)
    return found


def _opens(text: str, part: Part, period: Mention) -> bool:
    """Whether nothing but a name or a joining word stands before a period in its part."""
    if _OPENING.fullmatch(text, part.start, period.start):
        return True
    if text[period.start - 1] in "从就" and _SEEN.match(text, period.end, part.end):
        return True
    for one in part.mentions:
        if one.kind in _NAMES and one.end <= period.start:
            between = text[one.end : period.start]
            if _OF_PLACE.fullmatch(between) and (between in ("", "在", "于") or one.start == part.start):
                return True
    return False


def openings(text: str, apart: list[Aside]) -> tuple[PeriodMention, ...]:
    """The periods with which a stretch of time begins (自2015年4月以来); no records (十年来最高)."""
    found = []
    for aside in apart:
        period = aside.mention.period if aside.kind == "since" and aside.mention else None
        if period is not None and _RECORD.match(text, aside.end) is None:
            found.append(period)
    return tuple(found)
