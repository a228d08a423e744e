"""C13: what one figure was said to be, printing by printing."""

from __future__ import annotations

from itertools import groupby

import pandas as pd

from tradekit import tables
from tradekit.charts import data
from tradekit.charts.frame import Chart, Story, blank, finish, nothing, styled
from tradekit.charts.marks import Pen, mark_of
from tradekit.charts.palette import ACCENT, FLOWS, INK
from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.model.observations import Key
from tradekit.tables.fold import Entry, folded
from tradekit.tables.numbers import plain, scale

_PANELS = 3


@styled
def revisions(
    table: pd.DataFrame,
    *,
    lang: str = "zh",
    period: str | None = None,
    flow: str | None = None,
    statistic: str = "level",
    reporter: str | None = HOME,
) -> Chart:
    """What a period's figure was in each printing, by date of publication (C13), the most revised ones first.

    Takes the observation table or :func:`tradekit.tables.vintages`; ``period`` and ``flow`` None are those
    of which printings disagree most, at most three things, a panel each. Whiskers show what printed digits
    leave open: a revision is a step beyond them. Gives a Figure.
    """
    story = Story(lang)
    story.subtitle = story.say("Figures of one period, by date of publication")
    frame = table if "printings" in table.columns else tables.vintages(table, reporter)
    chosen = _most_revised(folded(frame, None), period, flow, statistic)
    if not chosen:
        return nothing(story, "No figure differs between printings")
    story.subtitle = story.say(
        "Each period's {statistic} by date of publication", statistic=story.word(statistic)
    )
    chart, axes = blank(1.3 * len(chosen) + 0.4, [1] * len(chosen))
    for ax, group in zip(axes, chosen, strict=True):
        _panel(Pen(ax, story), group)
    story.title = _title(story, chosen[0])
    return finish(chart, story)


def _most_revised(
    found: list[Entry], period: str | None, flow: str | None, statistic: str
) -> list[list[Entry]]:
    """The groups of printings that disagree, the largest relative change first, all goods before parts."""
    groups: dict[Key, list[Entry]] = {}
    for e in found:
        wanted = period in (None, e.period) and flow in (None, e.flow)
        if wanted and e.statistic == statistic and e.conflict and e.bound == "=":
            groups.setdefault(e.key, []).append(e)
    dated = [sorted(g, key=lambda e: e.published) for g in groups.values() if len({e.value for e in g}) > 1]
    dated.sort(key=lambda g: (not data.total(g[0]), -len({e.value for e in g}), -_spread(g)))
    return dated[:_PANELS]


def _spread(group: list[Entry]) -> float:
    values = [e.value for e in group]
    return (max(values) - min(values)) / (abs(values[0]) or 1)


def _panel(pen: Pen, group: list[Entry]) -> None:
    """One thing: a point each publication, a step between them, the change beside it."""
    ax, story, lang = pen.ax, pen.story, pen.story.lang
    pen.by = scale([e.value for e in group], group[0].unit, lang)
    colour = FLOWS.get(group[0].flow, ACCENT)
    for at, e in enumerate(group):
        one = mark_of(e)
        if one:
            pen.point(at, one, colour, size=34)
            fell = at > 0 and e.value < group[at - 1].value
            words = f"{labels.period(e.period, lang)} {e.published}"
            number = story.tell(words, one, pen.by, sign=e.statistic == "growth")
            pen.label(at, e.value, number, away=-9 if fell else 9)
        if at and e.value != group[at - 1].value:
            pen.note(at - 0.5, group[at - 1].value, _change(group[at - 1], e))
    heights = [e.value / pen.by.divisor for e in group]
    ax.step(range(len(group)), heights, where="post", color=colour, linewidth=1, zorder=2)
    ax.set_xticks(range(len(group)), [e.published for e in group])
    ax.set_xlim(-0.5, len(group) - 0.5)
    ax.margins(y=0.42)
    unit = pen.by.unit
    name = story.say(
        "{when}, {what}", when=labels.period(group[0].period, lang), what=data.phrase(group[0], lang)
    )
    ax.set_title(f"{name}{story.word('comma')}{unit}", color=INK)


def _change(old: Entry, new: Entry) -> str:
    if old.statistic != "level":
        return plain(new.value - old.value, 1, sign=True)
    return plain((new.value / old.value - 1) * 100, 1, sign=True) + "%" if old.value else ""


def _title(story: Story, group: list[Entry]) -> str:
    lang, marks = story.lang, [mark_of(e) for e in group]
    by = scale([e.value for e in group], group[0].unit, lang)
    steps = [text for text, _ in groupby(m.number(by) for m in marks)]
    when, noun = labels.period(group[0].period, lang), data.phrase(group[0], lang)
    whole = _change(group[0], group[-1])
    printed = labels.listed([*steps[:-1], story.much(steps[-1], by)], lang)
    template = "{noun} in {when} was printed as {printed}, {whole} from first to last"
    return story.say(template, noun=noun, when=when, printed=printed, whole=whole)
