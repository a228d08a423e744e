"""The frame of every chart: finding, measure and unit, plot, notes, source with its date.

A chart is a matplotlib Figure made without pyplot: nothing is shown or kept open, it is returned. It
carries the text that stands for it (:func:`alt`) and the ids of the figures that it shows
(:func:`sources`), and in a notebook it shows itself as a PNG with its alt text beside it.
"""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib import resources
from typing import Any, ParamSpec

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from tradekit.charts import fonts, svg
from tradekit.charts.marks import Mark, state_notes
from tradekit.charts.palette import GREY, INK, QUIET
from tradekit.charts.wrapping import WIDTH, wrapped
from tradekit.language import labels
from tradekit.model.schema import DIMENSIONS
from tradekit.tables.numbers import Scale, measured, plain

P = ParamSpec("P")
_TITLE, _SUBTITLE, _FOOT = 13.0, 10.0, 8.2


class Chart(Figure):
    """A Figure that knows its name, its alt text, its sources, the data behind it and how to show itself."""

    name: str = ""
    alt_text: str = ""
    source_ids: tuple[str, ...] = ()
    rows: tuple[dict[str, Any], ...] = ()
    """The figures drawn: ``name``, ``value``, ``low``, ``high``, ``state``, ``published``, ``sources``."""
    few: bool = False
    """It shows too little for a page: nothing, or one or two numbers on an empty field."""

    def png(self) -> bytes:
        """The chart as a PNG file's bytes."""
        return self._saved("png", dpi=self.dpi, pil_kwargs={"compress_level": 3})

    def svg(self, *, font: bool = True) -> str:
        """The chart as SVG whose text is text, with a ``font`` of its own characters in it."""
        with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": self.name}):
            raw = self._saved("svg", metadata={"Date": None}).decode()
        picture = svg.slim(raw, self.alt_text)
        return svg.with_font(picture, svg.font_of([picture])) if font else picture

    def csv(self) -> str:
        """The figures drawn, as CSV."""
        buffer = io.StringIO()
        lines = csv.DictWriter(buffer, list(self.rows[0]) if self.rows else [], lineterminator="\n")
        lines.writeheader()
        lines.writerows(self.rows)
        return buffer.getvalue()

    def _saved(self, kind: str, **options: Any) -> bytes:
        buffer = io.BytesIO()
        layout = self.get_layout_engine()
        if layout is not None:
            # savefig would draw all of it once, unseen, to have the layout done.
            layout.execute(self)
            self.set_layout_engine("none")
        self.savefig(buffer, format=kind, **options)
        return buffer.getvalue()

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, bytes | str], dict[str, Any]]:
        data: dict[str, bytes | str] = {"text/plain": self.alt_text}
        if not self.few:
            data |= {"image/svg+xml": self.svg(font=False), "image/png": self.png(), "text/csv": self.csv()}
        about: dict[str, Any] = {"alt": self.alt_text, "sources": " ".join(self.source_ids)}
        return data, {"image/svg+xml": about, "image/png": about, "nothing": self.few, "name": self.name}


def alt(figure: Figure) -> str:
    """The text that stands for a chart: its finding, its measure, its numbers, and what it lacks.

    Empty for a figure that no function of :mod:`tradekit.charts` made.
    """
    return figure.alt_text if isinstance(figure, Chart) else ""


def sources(figure: Figure) -> list[str]:
    """The ids (``report#start``) of the observations that a chart shows, each once, in order of drawing."""
    return list(figure.source_ids) if isinstance(figure, Chart) else []


def style() -> Any:
    """The settings of ``tradekit.mplstyle`` with the Chinese font in them, for ``rc_context``."""
    with resources.as_file(resources.files("tradekit") / "charts" / "tradekit.mplstyle") as path:
        settings = dict(mpl.rc_params_from_file(path, use_default_template=False))
    return settings | {"font.family": [fonts.chinese()]}


def styled(draw: Callable[P, Chart]) -> Callable[P, Figure]:
    """A chart function that draws in the kit's style and leaves the user's own settings alone."""

    @functools.wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> Figure:
        labels.check(str(kwargs.get("lang", "zh")))
        with mpl.rc_context(style()):
            chart = draw(*args, **kwargs)
        chart.name = draw.__name__
        return chart

    return drawn


@dataclass(slots=True)
class Story:
    """What stands around a plot, in the language of the chart.

    ``title`` is the finding, ``subtitle`` measure, unit and basis, ``notes`` what must be known to read it,
    ``rows`` the figures told, ``seen`` every mark that was drawn.
    """

    lang: str
    title: str = ""
    subtitle: str = ""
    notes: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    seen: list[Mark] = field(default_factory=list)
    whiskers: bool = False
    about: dict[str, str] = field(default_factory=dict)
    """The good, partner, trader or regime that the whole chart is about."""

    def noun(self, flow: str) -> str:
        """What a line of the chart is about: a flow, of the thing that the chart is about."""
        named = {kind: self.about[kind] for kind in DIMENSIONS if self.about.get(kind)}
        if not named:
            return self.word(flow)
        folded = {kind: labels.fold(kind, name) for kind, name in named.items()}
        return labels.lowered(labels.subject(flow, **folded, lang=self.lang))

    def tell(self, name: str, one: Mark, by: Scale, *, sign: bool = False) -> str:
        """One more figure that is shown, for the alt text and the data behind the chart; gives its number."""
        text = one.number(by, sign=sign)
        self.numbers.append(f"{name} {text}{'%' if by.unit == '%' else ''}")
        ends = {end: getattr(one, end) / by.divisor for end in ("value", "low", "high")}
        told = {"unit": by.unit, "state": one.state, "published": one.published}
        self.rows.append({"name": name} | ends | told | {"sources": " ".join(one.sources)})
        return text

    def say(self, template: str, **values: object) -> str:
        """A sentence in the chart's language, as :func:`tradekit.language.labels.say` has it."""
        return labels.say(self.lang, template, **values)

    def much(self, number: str, by: Scale) -> str:
        """A number with the unit of its scale."""
        return measured(number, by.unit, self.lang)

    def word(self, code: str) -> str:
        """The word for a code in the chart's language."""
        return labels.word(code, self.lang)

    def moved(self, value: float, places: int | None = None) -> str:
        """A change in words: grew 0.6%."""
        if not value:
            return self.say("did not change")
        return self.say("grew {much}" if value > 0 else "fell {much}", much=plain(abs(value), places) + "%")

    def note(self, template: str, **values: object) -> None:
        """One more note under the plot."""
        self.notes.append(capital(self.say(template, **values)))

    def lack(self, words: list[str]) -> None:
        """Note what is not stated, if anything: flows, periods."""
        if words:
            names = labels.listed(words, self.lang)
            self.note("Not stated: {names}.", names=names)


def blank(
    plot_height: float, rows: Sequence[float] = (1,), columns: Sequence[float] = (1,), **share: Any
) -> tuple[Chart, list[Axes]]:
    """An empty chart with panels in ``rows`` and ``columns`` of these sizes, ``plot_height`` inches high."""
    chart = Chart(figsize=(WIDTH, plot_height))
    sizes = {"height_ratios": list(rows), "width_ratios": list(columns)}
    grid = chart.subplots(len(rows), len(columns), squeeze=False, gridspec_kw=sizes, **share)
    for ax in grid.flat:
        ax.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    return chart, list(grid.flat)


def capital(sentence: str) -> str:
    """A sentence with a capital at its start."""
    return sentence[:1].upper() + sentence[1:]


def finish(chart: Chart, story: Story, *, few: bool = False) -> Chart:
    """Put title, subtitle, notes and source around the plot, and give the chart its alt text and sources."""
    first = [story.say("Whiskers: what the printed digits leave open.")] if story.whiskers else []
    first += state_notes({one.state for one in story.seen}, story.lang)
    story.notes[:0] = [" ".join(first)] if first else []
    source = source_line(story)
    story.title, story.subtitle = capital(story.title), capital(story.subtitle)
    title = wrapped(story.title, _TITLE)
    subtitle = wrapped(story.subtitle, _SUBTITLE)
    foot = [line for text in (*story.notes, source) if text for line in wrapped(text, _FOOT)]
    plot = float(chart.get_size_inches()[1])
    head_in = 0.14 + len(title) * _TITLE * 1.38 / 72 + len(subtitle) * _SUBTITLE * 1.4 / 72 + 0.12
    foot_in = len(foot) * _FOOT * 1.42 / 72 + 0.2
    height = plot + head_in + foot_in
    chart.set_size_inches(WIDTH, height)
    at = 1 - 0.12 / height
    for lines, size, colour in ((title, _TITLE, INK), (subtitle, _SUBTITLE, QUIET)):
        for line in lines:
            chart.text(0.022, at, line, fontsize=size, color=colour, va="top", ha="left")
            at -= size * 1.4 / 72 / height
    at = foot_in / height - 0.1 / height
    for line in foot:
        chart.text(0.022, at, line, fontsize=_FOOT, color=QUIET, va="top", ha="left")
        at -= _FOOT * 1.42 / 72 / height
    chart.set_layout_engine("constrained", rect=(0.012, foot_in / height, 0.976, plot / height), h_pad=0.05)
    chart.source_ids, chart.rows = _ids(story), tuple(story.rows)
    chart.alt_text = _alt(story, source)
    chart.few = few or len({row["name"] for row in story.rows}) < 3
    return chart


def _alt(story: Story, source: str) -> str:
    stop = story.word("stop")
    numbers = story.word("semicolon").join(story.numbers)
    parts = [story.title, story.subtitle, numbers, *story.notes, source]
    return (stop + ("" if story.lang == "zh" else " ")).join(
        p.rstrip("。. ") for p in parts if p
    ).strip() + stop


def _ids(story: Story) -> tuple[str, ...]:
    stated = [one.sources for one in story.seen if one.state != "official"]
    return tuple(dict.fromkeys(source for sources in stated for source in sources))


def source_line(story: Story) -> str:
    """The reports that the figures come from, with their dates: one by name, several by number."""
    reports = list(dict.fromkeys(s.rsplit("#", 1)[0] for s in _ids(story)))
    dates = sorted({one.published for one in story.seen if one.published and one.state != "official"})
    when = dates[0] if len(dates) == 1 else f"{dates[0]}–{dates[-1]}" if dates else ""
    if not reports:
        return ""
    if len(reports) <= 2:
        names = story.word("enumeration").join(labels.clip(name, 34) for name in reports)
    else:
        names = story.say("{count} reports", count=len(reports))
    dated = story.say(" ({when})", when=when) if when else ""
    return story.say("Source: ") + names + dated


def nothing(story: Story, template: str, **values: object) -> Chart:
    """A chart that says that there is nothing to draw, and what would have been drawn."""
    chart, (ax,) = blank(1.2)
    ax.set_axis_off()
    story.title = story.say(template, **values)
    ax.text(
        0.5, 0.5, story.say("Nothing to draw"), color=GREY, ha="center", va="center", transform=ax.transAxes
    )
    return finish(chart, story)
