"""C4, C6 and C15: what a growth rate is made of. Price and quantity, parts of exports, exports and imports over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from tradekit import labels, tables
from tradekit.charts import data
from tradekit.charts.frame import Chart, Story, blank, finish, nothing, styled, two_lines
from tradekit.charts.growth import PERCENT, close, moved, zero_line
from tradekit.charts.marks import Mark, Pen, mark, mark_of
from tradekit.palette import FLOWS, INK, ORANGE, SKY
from tradekit.tables.amounts import Scale, plain
from tradekit.tables.fold import Entry
from tradekit.tables.order import period_key

_MEASURES = ("price", "quantity", "value")


@styled
def price_quantity(
    table: pd.DataFrame,
    *,
    lang: str = "zh",
    flow: str | None = None,
    period: str | None = None,
    commodity: str | None = None,
    reporter: str | None = "中国",
) -> Chart:
    """Growth of value as price times quantity (C4): a waterfall with the cross term, what is unsaid implied.

    Takes the observation table or :func:`tradekit.tables.entries`. ``flow``, ``period`` and ``commodity`` None are
    the ones of which most is said, all goods first. Two of price, quantity and value are needed. Gives a Figure.
    """
    story = Story(lang)
    key, found = _best_group(data.entries_of(table, reporter), flow, period, commodity)
    marks = {name: m for name, e in found.items() if (m := mark_of(e))}
    if len(marks) < 2 or any(m.state == "bound" for m in marks.values()):
        story.subtitle = story.say(
            "价格、数量与值的同比增速", "Growth of price, quantity and value on the year before"
        )
        return nothing(
            story, "没有同一对象的价格和数量增速", "No price and quantity growth of one thing is stated"
        )
    marks |= _implied(marks)
    when, thing = labels.period(key[0], lang), labels.subject(key[1], key[2], lang=lang)
    story.subtitle = story.say(
        f"{thing}同比增速的构成，{when}，个百分点",
        f"What growth of value is made of: {thing}, {when}, percentage points",
    )
    cross = marks["price"].value * marks["quantity"].value / 100
    steps = [
        ("price", marks["price"]),
        ("quantity", marks["quantity"]),
        ("cross", Mark(cross, state="implied")),
    ]
    chart, (ax,) = blank(2.8)
    pen = Pen(ax, Scale(1, ""))
    waterfall(pen, [m for _, m in steps], marks["value"], [SKY, ORANGE, INK], FLOWS[key[1]])
    names = {
        "price": ("价格", "Price"),
        "quantity": ("数量", "Quantity"),
        "cross": ("交叉项", "Cross term"),
        "value": ("值", "Value"),
    }
    ax.set_xticks(range(4), [names[name][lang == "en"] for name in (*(n for n, _ in steps), "value")])
    story.numbers = [
        f"{names[n][lang == 'en']} {m.number(PERCENT, sign=True)}"
        for n, m in (*steps, ("value", marks["value"]))
    ]
    story.title = _price_title(story, thing, when, marks)
    close(story, [pen])
    return finish(chart, story)


def _best_group(
    found: Sequence[Entry], flow: str | None, period: str | None, commodity: str | None
) -> tuple[tuple[str, str, str], dict[str, Entry]]:
    """The period, flow and good of which most of price, quantity and value growth is said; all goods first."""
    groups: dict[tuple[str, str, str], dict[str, Entry]] = {}
    for e in found:
        if e.statistic != "growth" or e.basis != "yoy" or e.measure not in _MEASURES or e.flow not in FLOWS:
            continue
        if e.partner or e.enterprise or e.regime or e.currency not in ("", "CNY"):
            continue
        if flow in (None, e.flow) and period in (None, e.period) and commodity in (None, e.commodity):
            groups.setdefault((e.period, e.flow, e.commodity), {})[e.measure] = e
    if not groups:
        return ("", "", ""), {}
    best = max(groups, key=lambda k: (len(groups[k]), "price" in groups[k], not k[2], period_key(k[0])))
    return best, groups[best] if len(groups[best]) == 3 or "price" in groups[best] else {}


def _implied(marks: dict[str, Mark]) -> dict[str, Mark]:
    """The one of price, quantity and value that the other two imply, with the interval that they leave it."""
    missing = next((name for name in _MEASURES if name not in marks), None)
    if missing is None:
        return {}
    one, other = (marks[name] for name in _MEASURES if name != missing)
    product = missing == "value"

    def put(a: float, b: float) -> float:
        return (
            ((1 + a / 100) * (1 + b / 100) - 1) * 100
            if product
            else ((1 + b / 100) / (1 + a / 100) - 1) * 100
        )

    low, high = (
        put(one.low if product else one.high, other.low),
        put(one.high if product else one.low, other.high),
    )
    return {
        missing: Mark(
            put(one.value, other.value),
            low,
            high,
            "=",
            "implied",
            one.sources + other.sources,
            max(one.published, other.published),
        )
    }


def waterfall(pen: Pen, steps: list[Mark], total: Mark, colours: list[str], final: str) -> None:
    """Steps that add up to a total: each bar starts where the one before ends, the total starts from zero."""
    base = 0.0
    for at, (step, colour) in enumerate(zip(steps, colours, strict=True)):
        pen.bar(at, step, colour, width=0.55, base=base, whiskers=True)
        _step_label(pen, at, base, step)
        base += step.value
        pen.ax.hlines(base, at, at + 1, color=INK, linewidth=0.7, linestyle=(0, (2, 2)), zorder=1)
    pen.bar(len(steps), total, final, width=0.55, whiskers=True)
    _step_label(pen, len(steps), 0.0, total)
    zero_line(pen)
    pen.ax.margins(y=0.16)
    pen.ax.set_xlim(-0.55, len(steps) + 0.55)


def _step_label(pen: Pen, at: int, base: float, step: Mark) -> None:
    """The number beyond the end of its bar; just inside it where the end comes near the zero line from below."""
    rise = step.value >= 0
    edge = base + (step.high if rise else step.low)
    end = edge if edge == edge and abs(edge) != float("inf") else base + step.value
    inside = rise and base < 0 and abs(end) < 0.2 * abs(step.value)
    up = rise and not inside
    pen.ax.annotate(
        step.number(pen.by, sign=True),
        (at, end - (step.high - step.low if inside else 0)),
        (0, 5 if up else -5),
        textcoords="offset points",
        ha="center",
        va="bottom" if up else "top",
        fontsize=9.5,
        color=INK,
        zorder=6,
    )


def _price_title(story: Story, thing: str, when: str, marks: dict[str, Mark]) -> str:
    price, much, value = (marks[name].value for name in _MEASURES)
    text = moved(value, story.lang, 1)
    p, q = plain(abs(price), 1), plain(abs(much), 1)
    up, more = ("上涨" if price > 0 else "下跌"), ("增加" if much > 0 else "减少")
    if price * much < 0:
        strong = abs(price) > abs(much)
        zh = f"价格{up}{p}%，{'盖过' if strong else '不敌'}数量{more}{q}%"
        en = (
            f"{'Higher' if price > 0 else 'Lower'} prices {'outweighed' if strong else 'were outweighed by'} "
            f"{'larger' if much > 0 else 'smaller'} quantities"
        )
        return story.say(f"{when}{thing}{zh}，值{text}", f"{en}: {labels.lowered(thing)} {text} in {when}")
    both = "Prices and quantities both rose" if price > 0 else "Prices and quantities both fell"
    return story.say(
        f"{when}{thing}价格{up}{p}%，数量{more}{q}%，值{text}",
        f"{both}: {labels.lowered(thing)} {text} in {when}",
    )


@styled
def contribution(
    table: pd.DataFrame,
    *,
    lang: str = "zh",
    flow: str | None = None,
    period: str | None = None,
    reporter: str | None = "中国",
) -> Chart:
    """Contributions to growth (C6): each stated part, the rest that it implies, and the total.

    Takes the observation table or :func:`tradekit.tables.entries`; ``flow`` and ``period`` None are those with most
    contributions. The rest is drawn only for a single part, since parts of trade overlap. Gives a Figure.
    """
    story = Story(lang)
    found = data.entries_of(table, reporter)
    parts = [
        e
        for e in found
        if e.statistic == "contribution"
        and e.unit == "pp"
        and not data.total(e)
        and flow in (None, e.flow)
        and period in (None, e.period)
    ]
    story.subtitle = story.say(
        "对同比增速的拉动，个百分点", "Contribution to growth on the year before, percentage points"
    )
    if not parts:
        return nothing(story, "没有拉动增长的数字", "No contribution to growth is stated")
    when_code, flow = data.commonest_pair((e.period, e.flow) for e in parts)
    parts = sorted((e for e in parts if (e.period, e.flow) == (when_code, flow)), key=lambda e: -e.value)[:8]
    whole = next(
        (
            e
            for e in found
            if data.total(e)
            and e.statistic == "growth"
            and e.measure == "value"
            and e.basis == "yoy"
            and (e.period, e.flow) == (when_code, flow)
            and e.currency in ("CNY", "")
        ),
        None,
    )
    when, noun = labels.period(when_code, lang), labels.word(flow, lang)
    story.subtitle = story.say(
        f"对{when}{noun}同比增速的拉动，个百分点",
        f"Contribution to growth of {noun} on the year before, {when}, percentage points",
    )
    marks = [(data.thing(e, lang), m) for e in parts if (m := mark_of(e))]
    total = mark_of(whole)
    rest = _rest(marks[0][1], total) if len(marks) == 1 and total else None
    chart = _draw_contributions(story, marks, rest, total, noun, FLOWS.get(flow, INK))
    story.title = _contribution_title(story, marks, rest, total, noun, when)
    return finish(chart, story)


def _rest(part: Mark, total: Mark) -> Mark | None:
    if part.state == "bound" or total.state == "bound":
        return None
    return Mark(
        total.value - part.value,
        total.low - part.high,
        total.high - part.low,
        "=",
        "implied",
        part.sources + total.sources,
        part.published,
    )


def _draw_contributions(
    story: Story, marks: list[tuple[str, Mark]], rest: Mark | None, total: Mark | None, noun: str, colour: str
) -> Chart:
    chart, (ax,) = blank(2.7)
    pen = Pen(ax, Scale(1, ""))
    names = [two_lines(name) for name, _ in marks]
    everything = [*marks]
    if rest and total:
        waterfall(pen, [marks[0][1], rest], total, [ORANGE, SKY], colour)
        extra = [
            (story.say("其余全部", "All the rest"), rest),
            (story.say(f"{noun}合计", f"All {noun}"), total),
        ]
    else:
        extra = [(story.say(f"{noun}合计", f"All {noun}"), total)] if total else []
        for at, (_, one) in enumerate([*marks, *((name, m) for name, m in extra)]):
            pen.bar(at, one, ORANGE if at < len(marks) else colour, width=0.55, whiskers=True)
            _step_label(pen, at, 0.0, one)
        zero_line(pen)
        ax.margins(y=0.18)
        story.notes.append(story.say("各部分可能重叠，不能相加。", "Parts may overlap and don't add up."))
    everything += extra
    ax.set_xticks(range(len(everything)), [*names, *(name for name, _ in extra)])
    story.numbers = [f"{name} {m.number(PERCENT, sign=True)}" for name, m in everything]
    if total is None:
        story.notes.append(story.say(f"未见{noun}总体增速。", f"Growth of all {noun} is not stated."))
    close(story, [pen])
    return chart


def _contribution_title(
    story: Story, marks: list[tuple[str, Mark]], rest: Mark | None, total: Mark | None, noun: str, when: str
) -> str:
    name, top = marks[0]
    much = top.number(PERCENT)
    if rest and total and rest.value * total.value < 0:
        fell = rest.value < 0
        return story.say(
            f"不计{name}，{when}其余{noun}{'拖累' if fell else '拉高'}增速{plain(abs(rest.value), 1)}个百分点",
            f"{name} added {much} points; all other {noun} {'took' if fell else 'added'} "
            f"{plain(abs(rest.value), 1)} {'away' if fell else ''}".rstrip()
            + f" in {when}",
        )
    return story.say(
        f"{name}拉动{when}{noun}增长{much}个百分点",
        f"{name} added {much} points to growth of {noun} in {when}",
    )


@styled
def contributions_over_time(
    table: pd.DataFrame,
    *,
    lang: str = "zh",
    frequency: str | None = None,
    currency: str = "CNY",
    reporter: str | None = "中国",
) -> Chart:
    """What exports and imports added to the growth of trade, period by period (C15), total as a line.

    Only parts that do not overlap are stacked: exports and imports. Their contributions are implied by level and
    growth of one printing. Takes the observation table; ``frequency`` (A, Q, M) None is the one with most periods.
    Gives a Figure.
    """
    story = Story(lang)
    story.subtitle = story.say(
        f"进出口同比增速及出口、进口的拉动，个百分点，按{labels.word(currency)}计",
        f"Growth of trade and what exports and imports added, points, in {labels.word(currency, 'en')}",
    )
    makers = {"A": tables.annual, "Q": tables.quarterly, "M": tables.monthly}
    by_kind = (
        {
            kind: _contributions(data.rows_of(table, make, reporter), currency)
            for kind, make in makers.items()
            if frequency in (None, kind)
        }
        if data.is_observations(table)
        else {"": _contributions(data.rows_of(table, tables.quarterly, reporter), currency)}
    )
    found = max(by_kind.values(), key=len, default={})
    if not found:
        return nothing(
            story,
            "没有同时给出规模和增速的出口、进口",
            "No period has both level and growth of exports and imports",
        )
    periods = data.timeline(found)
    chart, (ax,) = blank(2.9)
    pen = Pen(ax, PERCENT)
    _stack(pen, story, periods, found)
    ax.set_xticks(range(len(periods)), data.ticks(periods, lang))
    ax.set_xlim(-0.6, len(periods) - 0.4)
    ax.margins(y=0.14)
    missing = [labels.period(p, lang) for p in data.gaps(periods, found)]
    if missing:
        names = data.listed(missing, lang)
        story.notes.append(story.say(f"未见：{names}。", f"Not stated: {names}."))
    story.title = _driver_title(story, found)
    close(story, [pen])
    return finish(chart, story)


def _contributions(rows: list[data.Row], currency: str) -> dict[str, dict[str, Mark]]:
    """By period the contributions of exports and imports to the growth of trade, where one printing has it all."""
    whole: dict[str, dict[str, data.Row]] = {}
    for row in data.said(data.said(rows, "level"), "growth"):
        if row["currency"] == currency and row["level_bound"] == row["growth_bound"] == "=":
            whole.setdefault(row["period"], {})[row["flow"]] = row
    out: dict[str, dict[str, Mark]] = {}
    for period, flows in whole.items():
        if not {"export", "import"} <= set(flows):
            continue
        base = {flow: _base(flows[flow]) for flow in ("export", "import")}
        before = sum(base.values())
        parts = {flow: _added(flows[flow], base[flow], before) for flow in ("export", "import")}
        stated = mark(flows["trade"], "growth") if "trade" in flows else None
        total = sum(part.value for part in parts.values())
        out[period] = parts | {"trade": stated or Mark(total, state="implied")}
    return out


def _base(row: data.Row) -> float:
    return float(row["level"] / (1 + row["growth"] / 100))


def _added(row: data.Row, base: float, before: float) -> Mark:
    """What one flow added, in points of the growth of both, from its level and growth."""
    one = mark(row, "growth")
    levels = mark(row, "level")
    assert one is not None and levels is not None
    weight = base / before
    return replace(
        one,
        value=one.value * weight,
        low=one.low * weight,
        high=one.high * weight,
        state="implied",
        sources=one.sources + levels.sources,
    )


def _stack(pen: Pen, story: Story, periods: list[str], found: dict[str, dict[str, Mark]]) -> None:
    """Bars stacked away from zero on either side, the total as points on a line that breaks at gaps."""
    for period, parts in found.items():
        at, above, below = periods.index(period), 0.0, 0.0
        for flow in ("export", "import"):
            one = replace(parts[flow], low=float("nan"), high=float("nan"))
            pen.bar(at, one, FLOWS[flow], width=0.55, base=above if one.value >= 0 else below)
            above, below = (above + one.value, below) if one.value >= 0 else (above, below + one.value)
        total = parts["trade"]
        pen.point(at, total, INK, size=26)
        pen.label(at, max(above, total.value), total.number(PERCENT, sign=True), away=8)
        story.numbers.append(
            f"{labels.period(period, story.lang)}: "
            + ", ".join(
                f"{labels.word(f, story.lang)} {parts[f].number(PERCENT, sign=True)}"
                for f in ("trade", "export", "import")
            )
        )
    line = [found[p]["trade"].value if p in found else float("nan") for p in periods]
    pen.ax.plot(range(len(periods)), line, color=INK, linewidth=1.2, zorder=3)
    for flow in ("export", "import"):
        pen.ax.bar(
            [0],
            [0],
            color="none",
            edgecolor=FLOWS[flow],
            hatch="/////",
            label=labels.word(flow, story.lang).capitalize(),
        )
    pen.ax.plot([], [], color=INK, marker="o", markersize=4, label=story.say("进出口增速", "Growth of trade"))
    pen.ax.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=3, borderaxespad=0.2)
    zero_line(pen)


def _driver_title(story: Story, found: dict[str, dict[str, Mark]]) -> str:
    ahead = sum(parts["export"].value > parts["import"].value for parts in found.values())
    count, last = len(found), max(found, key=period_key)
    when, parts = labels.period(last, story.lang), found[last]
    flow = "export" if parts["export"].value >= parts["import"].value else "import"
    much = plain(parts[flow].value, 1, sign=True)
    if count == 1:
        return story.say(
            f"{when}进出口增速主要来自{labels.word(flow)}（{much}个百分点）",
            f"In {when} {labels.word(flow, 'en')} did more for growth of trade ({much} points)",
        )
    most = "export" if ahead * 2 >= count else "import"
    times = ahead if most == "export" else count - ahead
    return story.say(
        f"{count}期中有{times}期{labels.word(most)}拉动更大，最近一期（{when}）为{labels.word(flow)}{much}个百分点",
        f"{labels.word(most, 'en').capitalize()} added more to growth of trade in {times} of {count} periods; "
        f"in {when}, {labels.word(flow, 'en')} added {much} points",
    )
