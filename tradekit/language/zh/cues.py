"""Cues: words of a part that point back to what was said, or say how its figures add up."""

from __future__ import annotations

import re
from typing import Final, final

from tradekit.language.zh.clauses import Aside, Part
from tradekit.language.zh.periods import PeriodMention
from tradekit.language.zh.scan import Mention

_TOGETHER: Final = re.compile("[两二三四]者(?:合计|共|总)|上述[两二三四]")
_ONE_OF: Final = re.compile("一个[是为达]|一个则[是为]")
_CUMULATED: Final = re.compile("累计(?:出口|进口|进出口|完成|实现)")
_AGAIN: Final = re.compile("(?:约合|折合|合|相当于|约相当于|折)(?:人民币|美元|约|约为|约合)*$")
_FOUNDED: Final = re.compile("设立|新设|登记|注册|新批|新增")
_RECORD: Final = re.compile(r"(?:以来|来)?的?(?:同期|单月|月度|历史)?[最新首次第]")
_NO_PERIOD: Final = frozenset(("lately", "date", "duration", "ordinal", "name", "ago"))
ONE_OF: Final = "一个"


@final
class Cues:
    """What the words of a part tell beside its subject and periods.

    ``pointers`` are 前者, 后者 and 一个 (一个是…); ``earlier``: its figure is that of the period before
    (前值); ``until``: 截至; ``summed``: 累计 or 年均; ``cumulated``: 累计出口 and the like; ``again``: the
    figure is told once more in other money (折合); ``founded``: firms are newly registered; ``together``: its
    figure is that of several things together (两者合计).
    """

    __slots__ = ("again", "cumulated", "earlier", "founded", "pointers", "summed", "together", "until")

    def __init__(
        self,
        pointers: tuple[str, ...] = (),
        earlier: bool = False,
        until: bool = False,
        summed: bool = False,
        cumulated: bool = False,
        again: bool = False,
        founded: bool = False,
        together: bool = False,
    ) -> None:
        self.pointers: Final = pointers
        self.earlier: Final = earlier
        self.until: Final = until
        self.summed: Final = summed
        self.cumulated: Final = cumulated
        self.again: Final = again
        self.founded: Final = founded
        self.together: Final = together


NONE: Final = Cues()


def cues(text: str, part: Part) -> Cues:
    """The cues of a part.

    >>> cues("累计出口5亿元", Part(0, 4, 8, [], [])).cumulated
    True
    """
    own = text[part.start : part.end]
    pointers = (ONE_OF,) if _ONE_OF.search(own) else tuple(one for one in ("前者", "后者") if one in own)
    return Cues(
        pointers,
        "前值" in own,
        "截至" in own,
        "累计" in own or "年均" in own,
        _CUMULATED.search(own) is not None,
        tells_again(own),
        _FOUNDED.search(own) is not None,
        _TOGETHER.search(own) is not None,
    )


def tells_again(lead: str) -> bool:
    """Whether what stands before an amount says that it is the figure before in other money.

    >>> tells_again("（约合人民币"), tells_again("增长")
    (True, False)
    """
    if "合" in lead or "折" in lead or "相当于" in lead:
        return _AGAIN.search(lead) is not None
    return False


def periods(free: list[Mention]) -> list[Mention]:
    """The mentions that can be a figure's period: no dates, durations and ordinals, no 同期."""
    found = []
    for one in free:
        known = one.period is not None and one.period.kind not in _NO_PERIOD
        if known and one.text not in ("同期", "同月"):
            found.append(one)
    return found


def openings(text: str, apart: list[Aside]) -> tuple[PeriodMention, ...]:
    """The periods with which a stretch of time begins (自2015年4月以来); no records (十年来最高)."""
    found = []
    for aside in apart:
        period = aside.mention.period if aside.kind == "since" and aside.mention else None
        if period is not None and _RECORD.match(text, aside.end) is None:
            found.append(period)
    return tuple(found)
