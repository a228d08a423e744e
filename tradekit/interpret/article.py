"""Interpret: the mentions of an article become figures with their subjects and periods.

What a clause leaves unsaid comes from its context: the sentence, the paragraph, the article. The rules for what
is carried and what resets it stand in :func:`advance`; lists are dealt out by :func:`deal`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import regex

from tradekit.interpret import figures, phrases, subjects
from tradekit.interpret.clauses import Aside, Clause, asides, clauses, sentences
from tradekit.interpret.figures import Figure, Surroundings
from tradekit.interpret.phrases import Listed
from tradekit.numerals import scale as factor_of
from tradekit.periods import Clock, Period
from tradekit.quantities import Quantity
from tradekit.scan import Mention, Scan
from tradekit.interpret.subjects import Said, Subject


@dataclass(frozen=True, slots=True)
class Draft:
    """A row before it knows its report: figure, subject and period; ``told`` says what its clause named."""

    figure: Figure
    subject: Subject
    period: Period
    status: str
    speaker: str
    currency: str
    basis: str
    span: tuple[int, int]
    sentence: tuple[int, int]
    explicit: bool
    named: bool


@dataclass(frozen=True, slots=True)
class Left:
    """A number that made no row, with the reason."""

    start: int
    end: int
    reason: str
    sentence: tuple[int, int]


@dataclass(slots=True)
class Context:
    """What is known while reading on: the subject, the periods, and what the next clause may inherit."""

    clock: Clock
    base: Subject
    scope: Subject = field(default_factory=Subject)
    subjects: tuple[Subject, ...] = ()
    periods: tuple[Period, ...] = ()
    fresh: bool = True
    trade: bool = False
    alive: int = 0
    flow_here: bool = False
    counting: int = 0
    pending: Mention | None = None
    short: frozenset[str] = frozenset()
    last: Figure | None = None
    last_flow: str = ""
    goods: str = ""
    first: str = ""
    pair: tuple[Subject, ...] = ()
    lists: dict[str, Listed] = field(default_factory=dict)
    recent: list[tuple[Subject, Period]] = field(default_factory=list)
    since: Period | None = None
    origin: Period | None = None
    units: dict[str, str] = field(default_factory=dict)
    last_period: Period | None = None
    currency: str = ""
    money: str = ""
    status: str = "actual"
    speaker: str = ""
    saved: list[tuple[tuple[Subject, ...], bool, Figure | None, tuple[Period, ...]]] = field(default_factory=list)

    @property
    def subject(self) -> Subject:
        """The subject spoken of last."""
        return self.subjects[-1] if self.subjects else self.scope


@dataclass(frozen=True, slots=True)
class Part:
    """A clause up to and with one group of quantities (none for a clause without figures)."""

    start: int
    end: int
    tail: int
    group: tuple[Quantity, ...]
    mentions: tuple[Mention, ...]


_BETWEEN = regex.compile(
    r"(?:以上|左右|以下|多|有余)?(?:、|，|和|及|与|以及|,|；)?(?:则|且|并|分别|又)?(?:的)?"
    r"(?:增长|下降|增加|减少|上升|上涨|下跌|提高|回落|下滑|扩大|收窄|微增|微降|增|降|涨|跌|为|达|占)?(?:了)?(?:超过|超|约|近|逾|至|到)?(?:每(?:万?吨|\p{Han}|立方米|平方米|公斤|千克))?")
_RANGE = regex.compile(r"(?:[-—–－─~～至到]|--|——)")
_OF = regex.compile(r"的")
_TRADE = regex.compile(r"外贸|海关统计|海关总署|海关数据|进出口|对外贸易|货物贸易|服务贸易|外贸主体")
_LIST_MARK = regex.compile(r"、|和|及|与|以及")
_MONEY_OF = regex.compile(r"(?:以|按)(?P<name>美元|人民币|欧元|日元|英镑|卢布|韩元)(?:币值)?(?:计价|计算|计|统计|口径)|(?P<name2>美元|人民币)计价|(?P<name3>美元|人民币)口径")
_CODES = {"美元": "USD", "人民币": "CNY", "欧元": "EUR", "日元": "JPY", "英镑": "GBP", "卢布": "RUB", "韩元": "KRW"}
_SPEAKER = regex.compile(r"(?P<who>[\p{Han}A-Za-z·]{2,24}?)(?:此前|日前|近日|当天|今天|\d+日|在[\p{Han}]+上)*(?:表示|介绍|指出|透露|称|说|强调)(?=[，,：:])")


def parts(text: str, clause: Clause) -> Iterator[Part]:
    """Cut a clause at its figures; figures of one list stay together."""
    found = [one.quantity for one in clause.mentions if one.quantity is not None]
    runs: list[list[Quantity]] = []
    for quantity in found:
        if runs and _joined(text, runs[-1][-1], quantity):
            runs[-1].append(quantity)
        else:
            runs.append([quantity])
    at = clause.start
    for place, run in enumerate(runs):
        tail = runs[place + 1][0].start if place + 1 < len(runs) else clause.end
        yield Part(at, run[0].start, tail, tuple(run), clause.mentions)
        at = run[-1].end
    if not runs or any(one.kind == "flows" and one.start >= at for one in clause.mentions):
        yield Part(at, clause.end, clause.end, (), clause.mentions)


def _joined(text: str, one: Quantity, other: Quantity) -> bool:
    between = text[one.end:other.start]
    if _RANGE.fullmatch(between):
        return True
    return bool(_LIST_MARK.search(between)) and _BETWEEN.fullmatch(between) is not None


def interpret(scanned: Scan, clock: Clock, base: Subject, short: frozenset[str] = frozenset(),
              told: bool = False) -> tuple[list[Draft], list[Left], str]:
    """The figures of one article, in order, and the numbers that are none.

    The third value is the reporter that is named first with a flow. ``clock`` holds the publication month; ``base`` what the article as a whole is about.
    """
    context = Context(clock=clock, base=base, scope=base, short=short, alive=int(told))
    drafts: list[Draft] = []
    left: list[Left] = []
    paragraph = -1
    for start, end in sentences(scanned.text):
        here = scanned.text.count("\n", 0, start)
        if here != paragraph:
            paragraph = here
            context.alive = min(context.alive, 1)
            context.clock = replace(context.clock, near=context.clock.topic)
            context.periods = (context.clock.topic,) if context.clock.topic else ()
        _open_sentence(context, scanned, start, end)
        before: Clause | None = None
        for clause in clauses(scanned, start, end):
            _parentheses(context, clause, before)
            money = _MONEY_OF.search(scanned.text, clause.start, clause.end)
            if money:
                context.currency = _CODES[money["name"] or money["name2"] or money["name3"]]
            before = clause
            for part in parts(scanned.text, clause):
                made, lost = _part(context, scanned.text, part, (start, end), clause)
                drafts += made
                left += [Left(quantity.start, quantity.end, reason, (start, end)) for quantity, reason in lost]
    return drafts, left, context.first


def _open_sentence(context: Context, scanned: Scan, start: int, end: int) -> None:
    text = scanned.text[start:end]
    own = [one for one in scanned.mentions if start <= one.start < end]
    among = bool(regex.match(r"\s*(?:（?[一二三四五六七八九十\d]+[）、.])?\s*(?:其中|这其中|其间)", text))
    if len(context.periods) > 1 and context.clock.topic:
        context.periods = (context.clock.topic,)
        context.clock = replace(context.clock, near=context.clock.topic)
    context.scope = context.subject if among and context.subjects else context.base
    context.fresh = not among
    context.recent = []
    context.pair = ()
    context.since = context.origin = None
    context.saved = []
    context.trade = context.alive > 0 or _TRADE.search(text) is not None
    context.alive -= 1
    context.counting = 2 if any(one.kind == "counts" for one in own) else context.counting - 1
    context.flow_here = among or _TRADE.search(text) is not None or context.base.commodity != "" or context.base.partner != ""
    context.pending = None
    context.status = "preliminary" if any(one.get("status") == "preliminary" for one in own) else "actual"
    context.currency = ""
    speaker = _SPEAKER.search(text)
    context.speaker = speaker["who"] if speaker and "海关统计" not in speaker["who"] else ""


def _parentheses(context: Context, clause: Clause, before: Clause | None) -> None:
    if clause.opener in ("（", "("):
        context.saved.append((context.subjects, context.trade, context.last, context.periods))
        if before and before.mentions and before.mentions[-1].kind == "others":
            context.trade = False
    elif clause.opener in ("）", ")") and context.saved:
        context.subjects, context.trade, context.last, context.periods = context.saved.pop()


def _part(context: Context, text: str, part: Part, sentence: tuple[int, int],
          clause: Clause) -> tuple[list[Draft], list[tuple[Quantity, str]]]:
    own = [one for one in part.mentions if part.start <= one.start < part.end]
    if any(one.get("code") == "among" for one in own) and context.subjects:
        context.scope = context.subject
    apart = asides(text, own, part.start, part.end)
    free = subjects.free(own, apart, part.start, part.end)
    _periods(context, text, free, part)
    said = subjects.read(text, free, apart, part.start, part.end, context.short, bool(part.group))
    if part.group and not said.flow:
        said = _with_tail(said, text, part, apart, context.short)
    if part.group:
        said = _traders(context, said, part)
    if any(aside.kind in ("whole", "parent") and _other_whole(part, aside) for aside in apart):
        said = replace(said, other=True)
    _named_again(context, text, part)
    said = _of_whole(said, part, apart)
    advance(context, said, apart, text, bool(part.group))
    if not part.group:
        base = next((one.mention for one in apart if one.kind == "base"), None)
        context.pending = base or context.pending
        expected = [one.get("status") for one in own if one.kind == "statuses" and one.end >= part.end - 1]
        context.status = expected[-1] if expected else context.status
        return [], []
    made = _figures(context, text, part, sentence, said, free, apart)
    if any(one.period and one.period.kind == "run" for one in free):
        context.periods = context.periods[-1:]
    return made


def _of_whole(said: Said, part: Part, apart: Sequence[Aside]) -> Said:
    """A share or contribution without a flow of its own has that of its whole (机电产品占出口总值的57.2%)."""
    if said.flow or not said.dims:
        return said
    for aside in apart:
        if aside.kind in ("whole", "parent"):
            flows = [one for one in part.mentions if one.kind == "flows" and aside.start <= one.start < aside.end]
            if flows:
                return replace(said, items=(subjects.Item(flows[-1].get("flow"), "value", aside.start, aside.end),))
    return said


def _with_tail(said: Said, text: str, part: Part, apart: Sequence[Aside], short: frozenset[str]) -> Said:
    """A subject that stands behind its figure: 0.6%的出口增速, 占出口总值17.6%的劳动密集型产品."""
    end = part.group[-1].end
    if not said.dims and any(aside.kind == "whole" for aside in apart) and text[end:end + 1] == "的":
        behind = [one for one in part.mentions if end < one.start and one.end <= part.tail]
        tail = subjects.read(text, behind, (), end + 1, part.tail, short, False)
        if tail.dims:
            return tail
    after = [one for one in part.mentions if end < one.start < part.tail]
    if after and after[0].kind == "flows" and text[end:after[0].start] == "的":
        one = after[0]
        return replace(said, items=(subjects.Item(one.get("flow"), one.get("measure"), one.start, one.end),))
    return said


def _other_whole(part: Part, aside: Aside) -> bool:
    """Whether the whole is no trade: 占社会消费品零售总额的比重, 对世界经济增长贡献率."""
    kinds = [one.kind for one in part.mentions if aside.start <= one.start < aside.end]
    return "others" in kinds and "flows" not in kinds


def _traders(context: Context, said: Said, part: Part) -> Said:
    """Firms counted: 民营企业60.9万家 needs no 有进出口实绩 of its own."""
    quantity = part.group[0]
    if context.counting > 0 and said.enterprise and not said.flow and quantity.unit in ("家", "户") and quantity.start - said.enterprise.end <= 8:
        return replace(said, counts=True)
    return said


def _named_again(context: Context, text: str, part: Part) -> None:
    """“前者” and “后者” are the two that were spoken of last."""
    pair = context.pair or tuple(dict.fromkeys(subject for subject, _ in context.recent))[-2:]
    if len(pair) == 2:
        for word, one in zip(("前者", "后者"), pair, strict=True):
            if word in text[part.start:part.end]:
                context.pair, context.subjects = pair, (one,)


def _periods(context: Context, part_text: str, free: Sequence[Mention], part: Part) -> None:
    """Take up the periods that the part names."""
    found: list[Period] = []
    each = any(one.get("code") == "each" for one in free)
    for one in free:
        if one.period is None:
            continue
        kind = one.period.kind
        if kind in ("date", "duration", "ordinal", "name", "ago") or one.text in ("同期", "同月"):
            continue
        if not part.group and (kind in ("run", "same") or context.clock.topic and _OF.match(part_text, one.end)):
            continue
        if kind == "months":
            found = _thirds(context, one.period.count, part) or found
            continue
        resolved = context.clock.resolve(one.period)
        if each and len(resolved) == 1 and one.text.endswith("个季度"):
            resolved = tuple(Period(at, at + 2) for at in range(resolved[0].first, resolved[0].last + 1, 3))
        if not resolved:
            continue
        latest = context.clock.year * 12 + context.clock.month - 1
        if resolved[-1].first > latest and not any(m.kind == "statuses" for m in part.mentions):
            continue
        listing = found and context.clock.near == found[-1] and one.period.year is None
        found = [*found, *resolved] if listing and _adjacent(free, one) else list(resolved)
        context.clock = replace(context.clock, near=resolved[-1])
    if found:
        context.periods = tuple(found)


def _adjacent(free: Sequence[Mention], one: Mention) -> bool:
    """Whether the period follows another one in a list (一季度、二季度)."""
    earlier = [other for other in free if other.kind == "period" and other.end <= one.start]
    return bool(earlier) and one.start - earlier[-1].end <= 1 and not any(
        earlier[-1].end <= other.start < one.start for other in free)


def _thirds(context: Context, count: int, part: Part) -> list[Period]:
    """“3个月” after a quarter: its months, where as many figures follow."""
    near = context.clock.near
    if near is None or near.months != count or len(part.group) != count:
        return []
    return [Period(month, month) for month in range(near.first, near.last + 1)]


def advance(context: Context, said: Said, apart: Sequence[Aside], text: str, figure: bool) -> None:
    """Move the context's subject on by what a part says.

    A new sentence starts from what the article is about, “其中” from what was spoken of before. Within a sentence
    a bare flow keeps the goods and partners named before; a new partner or good with its own flow does not.
    """
    if said.commodity:
        context.goods = said.commodity.joined
    if said.other:
        context.trade = False
        return
    if figure and not (said.flow or said.counts) and (not context.trade or len(said.residue) >= 4):
        context.trade = False
        return
    if said.silent:
        if figure and context.fresh and not said.lively:
            context.trade = False
        if figure and context.fresh and said.periods and not _narrow(context.subject) and context.base.flow:
            context.subjects = (context.base,)
        return
    if said.flow or said.counts or said.regime:
        context.trade = True
        context.flow_here = True
        context.alive = 2
    old = context.subject
    start = _start(context, said, old)
    context.fresh = False
    changes: dict[str, str] = {}
    for name in ("commodity", "partner", "enterprise", "regime"):
        listed = getattr(said, name)
        if listed is not None:
            changes[name] = listed.joined
            context.lists[name] = listed
    if said.generic and not said.commodity and context.goods:
        changes["commodity"] = context.goods
    if said.reporter is not None:
        changes["reporter"] = said.reporter.joined
        context.lists["reporter"] = said.reporter
    elif said.home or (said.commodity and said.flow and _home_whole(apart, text)):
        changes["reporter"] = subjects.HOME
    elif said.local:
        changes["reporter"] = context.base.reporter
    if said.china and start.reporter != subjects.HOME and not said.partner:
        changes["partner"] = subjects.HOME
    if said.flow and not context.first:
        context.first = changes.get("reporter", "")
    made = replace(start, **changes)  # type: ignore[arg-type]
    context.subjects = tuple(_with(made, item) for item in said.items) or (made,)
    if said.counts:
        context.subjects = tuple(replace(one, measure="count") for one in context.subjects)
    if context.subject.flow:
        context.last_flow = context.subject.flow


def _narrow(subject: Subject) -> bool:
    return bool(subject.commodity or subject.partner or subject.enterprise or subject.regime)


def _home_whole(apart: Sequence[Aside], text: str) -> bool:
    return any(aside.kind == "whole" and regex.search(r"我国|全国|中国", text[aside.start:aside.end]) for aside in apart)


def _with(subject: Subject, item: subjects.Item) -> Subject:
    flow = item.flow or subject.flow
    measure = item.measure or ("value" if item.flow else subject.measure)
    return replace(subject, flow=flow, measure=measure, negative=item.negative if item.flow else subject.negative)


def _start(context: Context, said: Said, old: Subject) -> Subject:
    """What a new subject phrase is added to."""
    if context.fresh:
        if said.flow and said.total and (said.home or said.reporter or said.local) and not said.dims:
            return Subject(reporter=context.base.reporter)
        flow = "trade" if said.counts else context.scope.flow if said.flow else context.last_flow or context.base.flow
        return replace(context.scope, flow=flow)
    if said.flow and said.dims:
        only_partner = said.partner and not (said.commodity or said.enterprise or said.regime)
        if only_partner and old.commodity and (old.partner or old not in [subject for subject, _ in context.recent]):
            return replace(old, flow="", measure="value")
        only_goods = said.commodity and not (said.partner or said.enterprise or said.regime)
        if only_goods and old.commodity and (old.partner or old.enterprise or old.regime):
            return replace(old, flow="", measure="value")
        return replace(context.scope, reporter=old.reporter, flow="")
    if said.dims:
        return replace(old, measure="value")
    if said.flow and (said.reporter or (said.home and said.total)):
        return replace(context.scope, reporter=old.reporter)
    if said.counts:
        return replace(context.scope, reporter=old.reporter, flow="trade")
    return old


def _figures(context: Context, text: str, part: Part, sentence: tuple[int, int], said: Said, free: Sequence[Mention],
             apart: Sequence[Aside]) -> tuple[list[Draft], list[tuple[Quantity, str]]]:
    group = _with_units(text, part.group)
    again = context.last is not None and figures.AGAIN.search(text[part.start:part.end]) is not None
    if not context.trade and not (again and context.recent):
        context.alive = 0
        return [], [(quantity, "not trade") for quantity in group]
    pairs = deal(context, text, said, group, part)
    rows: list[Draft] = []
    lost: list[tuple[Quantity, str]] = []
    at = part.start
    last = context.last
    first_bound = ""
    bases = [aside.mention for aside in apart if aside.kind == "base"]
    for quantity, targets in pairs:
        measure = targets[0][0].measure if targets else "value"
        around = Surroundings(text, at, part.tail, part.mentions, apart, measure, context.last, said.counts,
                              context.units.get(targets[0][0].commodity, "") if targets else "", group[-1].end, context.money)
        figure = figures.read(around, quantity)
        if figure == "no statistic" and last is not None and at != part.start:
            figure = replace(last, quantity=quantity, value=abs(quantity.value) * (-1 if last.value < 0 else 1),
                             bound=figures.bound(around, quantity))
        if isinstance(figure, Figure) and len(bases) == len(group) > 1:
            figure = replace(figure, against=bases[group.index(quantity)], base=None)
        if isinstance(figure, Figure) and figure.basis == "yoy" and not figure.against and not figure.base:
            figure = replace(figure, against=context.pending)
        if isinstance(figure, Figure) and figure.bound == "=" and first_bound:
            figure = replace(figure, bound=first_bound)
        if isinstance(figure, str):
            lost.append((quantity, figure))
            continue
        if figure.statistic in ("level", "level_change") and not (said.flow or said.dims or said.counts) and (
                len(said.residue) >= 2) and not (context.recent or figure.again):
            lost.append((quantity, "not trade"))
            continue
        if not context.flow_here and said.commodity and figure.statistic not in ("growth", "growth_change"):
            lost.append((quantity, "no flow"))
            continue
        made = _rows(context, figure, targets, sentence, said, free)
        rows += made
        if not made:
            lost.append((quantity, "no subject"))
        last = figure
        first_bound = figure.bound if figure.bound != "=" and quantity.end != part.tail else first_bound
        if made:
            context.alive = 2
            if quantity.kind == "money":
                context.money = quantity.unit
            context.last, context.last_period = figure, made[-1].period
            if figure.measure == "quantity" and figure.statistic == "level":
                context.units[made[-1].subject.commodity] = figures.PER_CODE.get(figure.unit, figure.unit)
            context.recent += [(row.subject, row.period) for row in made]
            if figure.measure != measure and figure.statistic == "level":
                context.subjects = tuple(replace(one, measure=figure.measure) for one in context.subjects)
    if rows and not context.first:
        context.first = subjects.HOME
    if rows and context.periods:
        _topic(context, rows)
    return rows, lost


def _topic(context: Context, rows: Sequence[Draft]) -> None:
    """A period inside the one spoken of is an aside; another one becomes the topic."""
    topic, period = context.clock.topic, rows[-1].period
    if rows[-1].figure.base is None and (topic is None or not (period.within(topic) or len({r.period for r in rows}) > 1)):
        context.clock = replace(context.clock, topic=period)


def _with_units(text: str, group: Sequence[Quantity]) -> list[Quantity]:
    """A number without unit takes that of the next in its list (3.44万亿和1.98万亿元)."""
    made = list(group)
    for place in range(len(made) - 2, -1, -1):
        one, other = made[place], made[place + 1]
        if one.kind == "count" and one.unit == "个" and other.kind == "pp":
            made[place] = replace(one, unit="pp", kind="pp")
        elif one.kind == "plain" and other.kind != "plain":
            factor = 1.0
            if other.kind == "money" and one.value < 1e4 <= other.value:
                scale = regex.search(r"[万亿千百]+", other.text)
                factor = factor_of(scale[0]) if scale else 1.0
            made[place] = replace(one, unit=other.unit, kind=other.kind, value=one.value * factor)
    return made


Targets = list[tuple[Subject, Period]]


def deal(context: Context, text: str, said: Said, group: Sequence[Quantity],
         part: Part) -> list[tuple[Quantity, Targets]]:
    """Pair the figures of a list with the subjects or periods they belong to.

    ``分别`` and lists of figures deal the i-th to the i-th; ``均`` gives one figure to every member.
    """
    words = {one.get("code") for one in part.mentions if one.kind == "lists" and part.start <= one.start < part.end}
    periods = context.periods
    current: Targets = [(one, periods[-1]) for one in context.subjects] if periods else []
    count = len(group)
    if not current:
        base = next((one.period for one in part.mentions if one.period and part.start <= one.start < part.end), None)
        found = context.clock.resolve(base) if base else ()
        return [(quantity, [(context.subject, found[-1])] if found else []) for quantity in group]
    if count > 1:
        for members in _lists(context, said, count):
            if len(members) == count:
                context.subjects = tuple(dict.fromkeys(subject for subject, _ in members))
                return [(quantity, [member]) for quantity, member in zip(group, members, strict=True)]
        recent = list(dict.fromkeys(context.recent))
        if "respectively" in words and len(recent) >= count:
            return [(quantity, [member]) for quantity, member in zip(group, recent[-count:], strict=True)]
        return [(quantity, current[-1:]) for quantity in group]
    if "each" in words or group[0].kind == "digits" or len(periods) > 1:
        for members in _lists(context, said, 0):
            if len(members) > 1:
                return [(group[0], members)]
    return [(group[0], current if len(current) == 1 or "each" in words else current[-1:])]


def _lists(context: Context, said: Said, count: int) -> Iterator[Targets]:
    """The lists that a group of ``count`` figures may be dealt to, nearest first; 0 asks for any."""
    periods = context.periods
    subject = context.subject
    if len(context.subjects) > 1:
        yield [(one, periods[-1]) for one in context.subjects]
    for name in ("partner", "enterprise", "regime", "reporter"):
        listed = getattr(said, name) or context.lists.get(name)
        if listed is not None and len(listed.names) > 1 and listed.joined == getattr(subject, name):
            yield [(replace(subject, **{name: one}), periods[-1]) for one in listed.names]
    if len(periods) > 1:
        yield [(subject, period) for period in periods]
    goods = said.commodity or context.lists.get("commodity")
    if goods is not None and goods.joined == subject.commodity:
        wanted = count or max(len(phrases.SPLIT_ALL.split(goods.names[0])), 1)
        names = phrases.split(goods.names[0], wanted, frozenset())
        if len(names) > 1:
            yield [(replace(subject, commodity=name), periods[-1]) for name in names]


def _rows(context: Context, figure: Figure, targets: Targets, sentence: tuple[int, int], said: Said,
          free: Sequence[Mention]) -> list[Draft]:
    made = []
    for subject, period in targets:
        row = _row(context, figure, subject, period, sentence, said, free)
        if row is not None:
            made.append(row)
    return made


def _row(context: Context, figure: Figure, subject: Subject, period: Period, sentence: tuple[int, int], said: Said,
         free: Sequence[Mention]) -> Draft | None:
    flow = subject.flow or ("trade" if subject.partner or subject.enterprise or subject.regime else "")
    if not flow and subject.commodity:
        flow = "export"
    if figure.measure == "count":
        flow = flow or "trade"
    if not flow:
        return None
    if figure.measure == "quantity" and figure.statistic == "level" and not subject.commodity:
        return None
    subject = replace(subject, flow=flow)
    basis = figure.basis
    if figure.again and context.last_period is not None:
        period = context.last_period
    elif figure.base is not None and figure.base.period is not None:
        base = _base_period(context, figure.base, period, growth=False)
        if base is not None:
            period = base
            if figure.statistic == "level":
                context.origin = base
    elif figure.basis:
        basis, period = _against(context, figure, period)
    value = figure.value
    if flow == "balance" and figure.statistic == "level" and subject.negative:
        value = -abs(value)
    status = context.status
    if any(one.get("status") in ("forecast", "target") for one in free):
        status = next(one.get("status") for one in free if one.get("status") in ("forecast", "target"))
    money = figure.unit.partition("/")[0] if figure.quantity.kind == "money" else ""
    named = bool(said.flow and said.total and not said.dims)
    return Draft(replace(figure, value=value), subject, period, status, context.speaker, money or context.currency, basis,
                 (figure.quantity.start, figure.quantity.end), sentence, not said.silent, named)


def _base_period(context: Context, base: Mention, period: Period, growth: bool = True) -> Period | None:
    """The period that a comparison names, for the subject's ``period``."""
    mention = base.period
    assert mention is not None
    if mention.kind == "same" or "同期" in base.text or "同月" in base.text or (
            mention.offset is not None and mention.spans == ((1, 12),) and growth):
        return period.back(12) if mention.year is None else Period.of(mention.year, period.first % 12 + 1,
                                                                     period.first % 12 + period.months)
    if mention.offset is not None and mention.text.startswith("上年") and mention.spans == ((1, 12),):
        return Period.of(period.year - 1)
    if mention.kind == "last":
        return period.back(period.months)
    if mention.kind == "ago":
        return period.back(12 * mention.count)
    if growth and mention.kind == "year" and period.months < 12 and mention.year is not None:
        return Period.of(mention.year, period.first % 12 + 1, period.first % 12 + period.months)
    found = replace(context.clock, near=period).resolve(mention)
    return found[-1] if found else None


def _against(context: Context, figure: Figure, period: Period) -> tuple[str, Period]:
    """The basis of a growth figure, and its period where the basis changes it (年均)."""
    basis = figure.basis
    if basis == "avg":
        if context.origin is not None and context.origin.last < period.first:
            return basis, Period(context.origin.first, period.last)
        if context.since is not None:
            return basis, Period(context.since.last + 1, period.last)
        longest = max(context.periods, key=lambda one: one.months, default=period)
        return basis, longest if longest.months > period.months else period
    if figure.against is not None:
        base = _base_period(context, figure.against, period)
        if base is not None and base not in (period, period.back(12)):
            if base == period.back(period.months):
                return {1: "mom", 3: "qoq"}.get(period.months, f"since:{base.name}"), period
            context.since = base
            return f"since:{base.name}", period
        return "yoy", period
    if basis == "yoy" and context.origin is not None and context.origin.last < period.first and (
            context.origin != period.back(12) and not figure.said_basis):
        return f"since:{context.origin.name}", period
    return ("qoq" if basis == "mom" and period.months == 3 else basis), period
