"""Subjects: what a part of a clause says its figure is about."""

from __future__ import annotations

import re
from typing import Final, final

from tradekit.interpret import actors, kinds
from tradekit.interpret.actors import HOME
from tradekit.interpret.clauses import Aside
from tradekit.interpret.goods import goods
from tradekit.interpret.items import Item, last_run
from tradekit.interpret.items import items as items_of
from tradekit.interpret.kinds import kinds_of
from tradekit.interpret.phrases import Listed
from tradekit.scan import Mention

_TOTAL = frozenset(
    ("trade.value2", "export.value2", "import.value2", "export.value", "import.value", "trade")
)
_RANKED = frozenset("第首前各最平排之")


@final
class Subject:
    """What a figure is about, but for its period."""

    __slots__ = ("commodity", "enterprise", "flow", "measure", "negative", "partner", "regime", "reporter")

    def __init__(
        self,
        reporter: str = HOME,
        flow: str = "",
        commodity: str = "",
        partner: str = "",
        enterprise: str = "",
        regime: str = "",
        measure: str = "value",
        negative: bool = False,
    ) -> None:
        self.reporter: Final = reporter
        self.flow: Final = flow
        self.commodity: Final = commodity
        self.partner: Final = partner
        self.enterprise: Final = enterprise
        self.regime: Final = regime
        self.measure: Final = measure
        self.negative: Final = negative

    def _key(self) -> tuple[str, str, str, str, str, str, str, bool]:
        return (
            self.reporter,
            self.flow,
            self.commodity,
            self.partner,
            self.enterprise,
            self.regime,
            self.measure,
            self.negative,
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Subject) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def by(self, reporter: str) -> Subject:
        """The same of another reporter."""
        return self if reporter == self.reporter else self._with(reporter, self.flow, self.measure)

    def moving(self, flow: str) -> Subject:
        """The same with another flow."""
        return self if flow == self.flow else self._with(self.reporter, flow, self.measure)

    def measured(self, measure: str) -> Subject:
        """The same in another measure."""
        return self if measure == self.measure else self._with(self.reporter, self.flow, measure)

    def _with(self, reporter: str, flow: str, measure: str) -> Subject:
        return Subject(
            reporter,
            flow,
            self.commodity,
            self.partner,
            self.enterprise,
            self.regime,
            measure,
            self.negative,
        )

    def naming(self, commodity: str) -> Subject:
        """The same of other goods."""
        return Subject(
            self.reporter,
            self.flow,
            commodity,
            self.partner,
            self.enterprise,
            self.regime,
            self.measure,
            self.negative,
        )


@final
class Said:
    """What one part of a clause says of its subject; ``None`` where it says nothing.

    ``flow``: a flow is named; ``dims``: anything narrower; ``silent``: no subject at all; ``residue``: what
    it says besides, where it names neither a flow nor traders counted.
    """

    __slots__ = (
        "china",
        "commodity",
        "counts",
        "dims",
        "enterprise",
        "flow",
        "generic",
        "home",
        "items",
        "lively",
        "local",
        "other",
        "partner",
        "periods",
        "regime",
        "reporter",
        "residue",
        "silent",
        "total",
    )

    def __init__(
        self,
        items: tuple[Item, ...] = (),
        commodity: Listed | None = None,
        partner: Listed | None = None,
        enterprise: Listed | None = None,
        regime: Listed | None = None,
        reporter: Listed | None = None,
        home: bool = False,
        china: bool = False,
        local: bool = False,
        total: bool = False,
        other: bool = False,
        counts: bool = False,
        generic: bool = False,
        periods: bool = False,
        lively: bool = False,
        residue: str = "",
    ) -> None:
        self.items: Final = items
        self.commodity: Final = commodity
        self.partner: Final = partner
        self.enterprise: Final = enterprise
        self.regime: Final = regime
        self.reporter: Final = reporter
        self.home: Final = home
        self.china: Final = china
        self.local: Final = local
        self.total: Final = total
        self.other: Final = other
        self.counts: Final = counts
        self.generic: Final = generic
        self.periods: Final = periods
        self.lively: Final = lively
        self.residue: Final = residue
        self.flow: Final = _has_flow(items)
        self.dims: Final = bool(commodity or partner or enterprise or regime)
        self.silent: Final = not (items or self.dims or reporter or counts)

    def changed(
        self, items: tuple[Item, ...] | None = None, other: bool = False, counts: bool = False
    ) -> Said:
        """The same with other ``items``, with a thing that is no trade (``other``), of traders counted."""
        return Said(
            self.items if items is None else items,
            self.commodity,
            self.partner,
            self.enterprise,
            self.regime,
            self.reporter,
            self.home,
            self.china,
            self.local,
            self.total,
            self.other or other,
            self.counts or counts,
            self.generic,
            self.periods,
            self.lively,
            self.residue,
        )


def _has_flow(found: tuple[Item, ...]) -> bool:
    for item in found:
        if item.flow:
            return True
    return False


def free(mentions: list[Mention], asides: list[Aside], start: int, end: int) -> list[Mention]:
    """The mentions of ``[start, end)`` that stand in no aside."""
    found = [one for one in mentions if start <= one.start and one.end <= end]
    for aside in asides:
        found = [one for one in found if not aside.start <= one.start < aside.end]
    return found


_PARTICLES = re.compile(
    r"(?:平均)?每(?:万?吨|公斤|千克|桶|台|辆|艘|架|件|双|套|立方米|只|条|部|米|平方米|头|个|克拉)|"
    r"录得|(?:按|以)?(?:同|可比)(?:口径|价格)(?:计算|计)?|[的了和及与、，,：:；;（）()\s“”也又还再仍则而但且并已均都只仅为是达至到从由在于有呈共总其各约以及同比较之中上下内来前后时期年月日"
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
) -> Said:
    """What the part ``[start, end)`` says, given its ``asides`` and free ``mentions`` (see :func:`free`).

    ``loose`` where a figure follows: then goods that no lexicon knows are taken from their place.
    """
    has = kinds_of(mentions)
    found = items_of(text, mentions) if has & (kinds.FLOWS | kinds.MEASURES) else []
    run = last_run(text, found) if found else ()
    partner = agent = None
    china = False
    if has & kinds.PARTNERS:
        partner, agent, china = actors.partners(text, mentions, start, end)
        if agent and china and partner is None:
            partner = Listed((HOME,), HOME, start, start)
    commodity = None
    if run or loose or has & kinds.COMMODITIES:
        commodity = goods(text, mentions, run, start, _stop(run, asides, end), short, loose)
    enterprise = actors.named(text, mentions, "enterprises") if has & kinds.ENTERPRISES else None
    regime = actors.named(text, mentions, "regimes") if has & kinds.REGIMES else None
    reporter = agent or (actors.reporter(text, mentions, start) if has & kinds.REGIONS else None)
    home, local, generic = _functions(text, mentions) if has & kinds.FUNCTIONS else (False, False, False)
    counts = bool(has & kinds.COUNTS)
    beside = loose and not counts and not _has_flow(run)
    return Said(
        run,
        commodity,
        partner,
        enterprise,
        regime,
        reporter,
        not china and (home or (bool(has & kinds.PARTNERS) and actors.names_home(mentions))),
        china,
        local,
        _is_total(run),
        bool(has & kinds.OTHERS) and _other(mentions, found),
        counts,
        generic,
        bool(has & kinds.PERIOD) or _has_mention(asides),
        bool(asides) or bool(has & kinds.LIVELY),
        _residue(text, mentions, asides, commodity, start, end) if beside else "",
    )


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
    """Whether 全国 is only where something ranks (位列全国第八, 高于全国平均)."""
    return one.text == "全国" and text[one.end : one.end + 1] in _RANKED


def _other(mentions: list[Mention], found: list[Item]) -> bool:
    """Whether something that is no trade is named last: 出口退税额, 投资和出口 is not."""
    others = [one.end for one in mentions if one.kind == "others"]
    return bool(others) and others[-1] > max((item.end for item in found if item.flow), default=-1)


def _residue(
    text: str,
    mentions: list[Mention],
    asides: list[Aside],
    commodity: Listed | None,
    start: int,
    end: int,
) -> str:
    """What is left of the part when mentions, asides, goods and particles are taken out."""
    spans = [(one.start, one.end) for one in mentions]
    if asides or commodity:
        spans += [(aside.start, aside.end) for aside in asides]
        if commodity:
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
    return _PARTICLES.sub("", left) if left else ""
