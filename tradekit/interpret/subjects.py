"""Subjects: what a part of a clause says its figure is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tradekit.interpret import actors, items
from tradekit.interpret.actors import HOME
from tradekit.interpret.clauses import Aside
from tradekit.interpret.goods import goods
from tradekit.interpret.phrases import Listed
from tradekit.scan import Mention

_TOTAL = frozenset(
    ("trade.value2", "export.value2", "import.value2", "export.value", "import.value", "trade")
)
_TOGETHER = re.compile(r"[两二三四]者(?:合计|共|总)|上述[两二三四]")
_COUNTABLE = frozenset(("flows", "measures"))
_RANKED = frozenset("第首前各最平排之")
_LIVELY = frozenset(("period", "directions", "comparisons", "measures", "lists", "shares"))


class Subject(NamedTuple):
    """What a figure is about, but for its period."""

    reporter: str = HOME
    flow: str = ""
    commodity: str = ""
    partner: str = ""
    enterprise: str = ""
    regime: str = ""
    measure: str = "value"
    negative: bool = False


class Said(NamedTuple):
    """What one part of a clause says of its subject; ``None`` where it says nothing."""

    items: tuple[items.Item, ...] = ()
    commodity: Listed | None = None
    partner: Listed | None = None
    enterprise: Listed | None = None
    regime: Listed | None = None
    reporter: Listed | None = None
    home: bool = False
    china: bool = False
    local: bool = False
    total: bool = False
    other: bool = False
    counts: bool = False
    generic: bool = False
    periods: bool = False
    lively: bool = False
    together: bool = False
    residue: str = ""

    @property
    def flow(self) -> bool:
        """Whether a flow is named."""
        return bool(self.items) and any(item.flow for item in self.items)

    @property
    def dims(self) -> bool:
        """Whether anything narrower than the flow is named."""
        return bool(self.commodity or self.partner or self.enterprise or self.regime)

    @property
    def silent(self) -> bool:
        """Whether the part names no subject at all."""
        return not (self.items or self.dims or self.reporter or self.counts)


def free(mentions: Sequence[Mention], asides: Sequence[Aside], start: int, end: int) -> list[Mention]:
    """The mentions of ``[start, end)`` that stand in no aside."""
    return [
        one
        for one in mentions
        if start <= one.start
        and one.end <= end
        and not any(aside.start <= one.start < aside.end for aside in asides)
    ]


_PARTICLES = re.compile(
    r"(?:平均)?每(?:万?吨|公斤|千克|桶|台|辆|艘|架|件|双|套|立方米|只|条|部|米|平方米|头|个|克拉)|"
    r"录得|(?:按|以)?(?:同|可比)(?:口径|价格)(?:计算|计)?|[的了和及与、，,：:；;（）()\s“”也又还再仍则而但且并已均都只仅为是达至到从由在于有呈共总其各约以及同比较之中上下内来前后时期年月日"
    r"一这那该此本又被将所等与]+"
)


def read(
    text: str,
    mentions: Sequence[Mention],
    asides: Sequence[Aside],
    start: int,
    end: int,
    short: frozenset[str] = frozenset(),
    loose: bool = True,
) -> Said:
    """What the part ``[start, end)`` says, given its ``asides`` and free ``mentions`` (see :func:`free`).

    ``loose`` where a figure follows: then goods that no lexicon knows are taken from their place.
    """
    kinds = {one.kind for one in mentions}
    found = items.items(text, mentions) if kinds & _COUNTABLE else []
    run = items.last_run(text, found)
    partner, agent, china = (
        actors.partners(text, mentions, start, end) if "partners" in kinds else (None, None, False)
    )
    if agent and china and partner is None:
        partner = Listed((HOME,), HOME, start, start)
    stop = min((one.start for one in asides if run and one.start >= run[-1].end), default=end)
    commodity = goods(text, mentions, run, start, stop, short, loose)
    spans = [(one.start, one.end) for one in mentions]
    spans += [(aside.start, aside.end) for aside in asides]
    if commodity:
        spans.append((commodity.start, commodity.end))
    codes = {one.get("code") for one in mentions if one.kind == "functions" and not _ranks(text, one)}
    return Said(
        items=run,
        commodity=commodity,
        partner=partner,
        enterprise=actors.named(text, mentions, "enterprises") if "enterprises" in kinds else None,
        regime=actors.named(text, mentions, "regimes") if "regimes" in kinds else None,
        reporter=agent or (actors.reporter(text, mentions, start) if "regions" in kinds else None),
        home=not china and ("home" in codes or actors.names_home(mentions)),
        china=china,
        local="local" in codes,
        total=any(item.code in _TOTAL for item in run),
        other="others" in kinds and _other(mentions, found),
        counts="counts" in kinds,
        generic=any(one.kind == "functions" and one.text.startswith("相关") for one in mentions),
        periods="period" in kinds or any(one.mention for one in asides),
        lively=bool(kinds & _LIVELY) or bool(asides),
        together=_TOGETHER.search(text, start, end) is not None,
        residue=_residue(text, spans, start, end) if loose else "",
    )


def _ranks(text: str, one: Mention) -> bool:
    """Whether 全国 is only where something ranks (位列全国第八, 高于全国平均)."""
    return one.text == "全国" and text[one.end : one.end + 1] in _RANKED


def _other(mentions: Sequence[Mention], found: Sequence[items.Item]) -> bool:
    """Whether something that is no trade is named last: 出口退税额, 投资和出口 is not."""
    others = [one.end for one in mentions if one.kind == "others"]
    return bool(others) and others[-1] > max((item.end for item in found if item.flow), default=-1)


def _residue(text: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> str:
    """What is left of the part when mentions, asides, goods and particles are taken out."""
    left, at = [], start
    for first, last in sorted(spans):
        if first >= at:
            left.append(text[at:first])
        at = max(at, last)
    left.append(text[at:end])
    return _PARTICLES.sub("", "".join(left))
