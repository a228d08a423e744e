"""Subjects: what a part of a clause says its figure is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from tradekit.interpret import phrases
from tradekit.interpret.clauses import Aside
from tradekit.interpret.phrases import Listed, groups, listed
from tradekit.scan import Mention

HOME = "中国"
_TOWARDS = "对自从向与同跟往至和"
_TO_CHINA = regex.compile(r"[对自从向与同和]$")
_LED = regex.compile(r"[对自从向与同][^，对自从向与同出进]{0,30}$")
_PARTNER_OF = regex.compile(r"伙伴|市场|来源|目的地")
_PLACE_TAIL = regex.compile(r"口岸|关区|港口")
_AND_OTHERS = regex.compile(
    r"等(?:[\d一二三四五六七八九十]+(?:个)?)?(?:省区市|省市区|省市|省份|省|市|地区|地)?"
)
_TOTAL = frozenset(("trade.value2", "export.value2", "import.value2", "export.value", "import.value"))


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure is about, but for its period."""

    reporter: str = HOME
    flow: str = ""
    commodity: str = ""
    partner: str = ""
    enterprise: str = ""
    regime: str = ""
    measure: str = "value"
    negative: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A flow, a measure, or both, as one member of a list (出口和进口; 数量和金额)."""

    flow: str
    measure: str
    start: int
    end: int
    code: str = ""
    negative: bool = False
    commodity: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What one part of a clause says of its subject; ``None`` where it says nothing."""

    items: tuple[Item, ...] = ()
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
    residue: str = ""

    @property
    def flow(self) -> bool:
        """Whether a flow is named."""
        return any(item.flow for item in self.items)

    @property
    def dims(self) -> bool:
        """Whether anything narrower than the flow is named."""
        return any((self.commodity, self.partner, self.enterprise, self.regime))

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


def _items(text: str, mentions: Sequence[Mention]) -> list[Item]:
    """Flows and measures in order, those that touch folded into one (出口|总额)."""
    made: list[Item] = []
    for one in mentions:
        if one.kind not in ("flows", "measures"):
            continue
        item = Item(
            one.get("flow"),
            one.get("measure"),
            one.start,
            one.end,
            one.word.code if one.word else "",
            one.get("code") == "deficit",
            one.get("commodity"),
        )
        if made and text[made[-1].end : item.start] in ("", "的", "商品", "货物"):
            old = made.pop()
            flow = (
                item.flow if item.flow and (item.flow != "trade" or not old.flow) else old.flow or item.flow
            )
            item = Item(
                flow,
                item.measure or old.measure,
                old.start,
                item.end,
                item.code if item.flow else old.code,
                item.negative or old.negative,
                item.commodity or old.commodity,
            )
        made.append(item)
    return made


def _last_run(text: str, items: Sequence[Item]) -> tuple[Item, ...]:
    """The last list of items that name a flow or follow one."""
    run: list[Item] = []
    for item in items:
        if run and not phrases.JOIN.fullmatch(text[run[-1].end : item.start]):
            carried = run[-1].flow if not item.flow else ""
            run = []
            if carried:
                item = Item(
                    carried, item.measure, item.start, item.end, item.code, item.negative, item.commodity
                )
        run.append(item)
    if len(run) > 1 and run[0].flow:
        run = [
            run[0],
            *(
                item if item.flow else Item(run[0].flow, item.measure, item.start, item.end, item.code)
                for item in run[1:]
            ),
        ]
    return tuple(run)


def _named(text: str, mentions: Sequence[Mention], kind: str) -> Listed | None:
    runs = groups(text, [one for one in mentions if one.kind == kind])
    if not runs:
        return None
    return listed(text, runs[-1], [one.name for one in runs[-1]])


def _partners(
    text: str, mentions: Sequence[Mention], start: int, end: int
) -> tuple[Listed | None, Listed | None, bool]:
    """Partners and, where another country's trade is told, that country; whether China is the partner."""
    found = [one for one in mentions if one.kind == "partners"]
    abroad = [one for one in found if one.name != HOME]
    china = any(one.name == HOME and _TO_CHINA.search(text[start : one.start]) for one in found)
    partner = agent = None
    ranked = any(one.kind in ("compounds", "partners") and _PARTNER_OF.search(one.text) for one in mentions)
    for run in groups(text, abroad):
        names = listed(text, run, [one.name for one in run])
        before = text[max(start, run[0].start - 1) : run[0].start]
        if before == "等" and partner is not None:
            continue
        led = _LED.search(text[start : run[0].start]) is not None
        if (
            before
            and (before in _TOWARDS + "中" or (before in "—-–－·" and HOME in text[start : run[0].start]))
        ) or led:
            partner = names
        elif not _PARTNER_OF.search(names.joined) and _is_agent(text, mentions, run[-1]):
            agent = names
        elif ranked and not _PARTNER_OF.search(names.joined):
            partner = names
        elif _stands_alone(text, mentions, run, start, end) or ranked:
            partner = partner or names
    if partner and "世界" in partner.names:
        partner = None
    return partner, agent, china


def _stands_alone(
    text: str, mentions: Sequence[Mention], run: Sequence[Mention], start: int, end: int
) -> bool:
    """Whether a partner is named as the subject itself: 日本，608.1亿美元; 东盟增长5%; 美国市场增长."""
    before = [
        one
        for one in mentions
        if start <= one.start < run[0].start and one.kind not in ("period", "functions", "lists", "sayings")
    ]
    if before:
        return False
    tail = regex.match(r"(?:市场|地区|等|国家|和地区)*", text[run[-1].end :])
    at = run[-1].end + (tail.end() if tail else 0)
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


def _is_agent(text: str, mentions: Sequence[Mention], last: Mention) -> bool:
    """Whether a country trades itself: 欧盟从中国进口, 德国出口."""
    if any(one.kind == "functions" and one.get("code") == "home" and one.text == "我国" for one in mentions):
        return False
    for one in mentions:
        if one.start >= last.end:
            gap = text[last.end : one.start]
            if one.kind == "flows":
                return regex.fullmatch(r"(?:的|货物|商品|全年)*", gap) is not None
            if one.kind == "partners":
                return regex.fullmatch(r"(?:[对自从向与同和])", gap) is not None
            if one.kind in ("period", "functions"):
                continue
            return False
    return False


def _reporter(text: str, mentions: Sequence[Mention], start: int) -> Listed | None:
    found = [
        one
        for one in mentions
        if one.kind == "regions" and text[max(start, one.start - 1) : one.start] != "在"
    ]
    runs = groups(text, found)
    if not runs:
        return None
    run = runs[-1]
    touching = len(run) > 1 and all(a.end == b.start for a, b in zip(run, run[1:], strict=False))
    if touching:
        run = run[-1:]
    names = listed(text, run, [one.name for one in run])
    tail = _PLACE_TAIL.match(text, names.end)
    if tail and len(run) == 1:
        return Listed((names.names[0] + tail[0],), names.names[0] + tail[0], names.start, tail.end())
    others = _AND_OTHERS.match(text, names.end)
    if others and len(run) > 1:
        joined = text[names.start : others.end()]
        return Listed((joined,), joined, names.start, others.end())
    return names


def _goods(
    text: str,
    mentions: Sequence[Mention],
    run: Sequence[Item],
    start: int,
    end: int,
    short: frozenset[str],
    loose: bool,
) -> Listed | None:
    """The goods of the part: the object of the flow, what stands before it, or a known name on its own."""
    name, first, last = "", start, start
    flows = [item for item in run if item.flow]
    if flows:
        if not run[-1].measure:
            bare = text[run[-1].end - 2 : run[-1].end] in ("出口", "进口")
            name, first, last = phrases.after(text, mentions, run[-1].end, end, short, loose and bare)
        if not name:
            name, first, last = phrases.before(text, mentions, start, flows[0].start, short)
    if not name and flows and loose:
        name, first, last = phrases.before(text, mentions, start, flows[0].start, short, True)
    if not name:
        goods = [
            one for one in mentions if one.kind == "commodities" and (not flows or one.end <= flows[0].start)
        ]
        if goods:
            name, first, last = phrases.before(text, mentions, start, goods[-1].end)
            name = name or goods[-1].text
        elif not flows and loose:
            stop = next(
                (one.start for one in mentions if one.kind in ("directions", "lists", "comparisons")), end
            )
            if text[start:stop].strip() in short:
                name, first, last = text[start:stop].strip(), start, stop
    if not name and flows:
        for one in mentions:
            if (
                one.kind == "partners"
                and one.end <= flows[0].start
                and text[one.start - 1 : one.start] in _TOWARDS
            ):
                name, first, last = phrases.before(text, mentions, start, one.start - 1)
                break
    if not name:
        service = next((item.commodity for item in run if item.commodity), "")
        return Listed((service,), service, start, end) if service else None
    return phrases.goods(name, first, last)


_PARTICLES = regex.compile(
    r"(?:平均)?每(?:万?吨|公斤|千克|桶|台|辆|艘|架|件|双|套|立方米|只|条|部|米|平方米|头|个|克拉)|"
    r"[的了和及与、，,：:；;（）()\s“”也又还再仍则而但且并已均都只仅为是达至到从由在于有呈共总其各约以及同比较之中上下内来前后时期年月日"
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
    items = _items(text, mentions)
    run = _last_run(text, items)
    others = [one for one in mentions if one.kind == "others"]
    last_flow = max((item.end for item in items if item.flow), default=-1)
    partner, agent, china = _partners(text, mentions, start, end)
    reporter = agent or _reporter(text, mentions, start)
    if agent and china and partner is None:
        partner = Listed((HOME,), HOME, start, start)
    words = [one for one in mentions if one.kind == "functions"]
    home = any(one.get("code") == "home" for one in words) or any(
        one.kind == "partners" and one.name == HOME for one in mentions
    )
    stop = min((one.start for one in asides if run and one.start >= run[-1].end), default=end)
    commodity = _goods(text, mentions, run, start, stop, short, loose)
    spans = [(one.start, one.end) for one in (*mentions, *asides)]
    if commodity:
        spans.append((commodity.start, commodity.end))
    return Said(
        items=run,
        commodity=commodity,
        partner=partner,
        enterprise=_named(text, mentions, "enterprises"),
        regime=_named(text, mentions, "regimes"),
        reporter=reporter,
        home=home and not china,
        china=china,
        local=any(one.get("code") == "local" for one in words),
        total=any(item.code in _TOTAL or item.code == "trade" for item in run),
        other=bool(others) and others[-1].end > last_flow,
        counts=any(one.kind == "counts" for one in mentions),
        generic=any(one.text.startswith("相关") for one in words),
        periods=any(one.kind == "period" for one in mentions) or any(one.mention for one in asides),
        lively=any(
            one.kind in ("period", "directions", "comparisons", "measures", "lists", "shares")
            for one in mentions
        )
        or bool(asides),
        residue=_residue(text, spans, start, end),
    )


def _residue(text: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> str:
    """What is left of the part when mentions, asides, goods and particles are taken out."""
    left, at = [], start
    for first, last in sorted(spans):
        if first >= at:
            left.append(text[at:first])
        at = max(at, last)
    left.append(text[at:end])
    return _PARTICLES.sub("", "".join(left))
