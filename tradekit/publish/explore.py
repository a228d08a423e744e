"""What ``explore.ipynb`` is made of: a browser of reports and their figures, and a box to try a sentence in.

The steps (:func:`choices`, :func:`chosen`, :func:`page`, :func:`reading`) are plain functions;
:func:`browser` and :func:`reader` put widgets around them. Where no kernel runs, both stand as at first.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from tradekit.language import labels
from tradekit.model.errors import TradekitError
from tradekit.publish.marking import legend, mark
from tradekit.publish.showing import Shown, style
from tradekit.publish.tabling import table

if TYPE_CHECKING:
    import pandas as pd

    from tradekit.model.report import Report

FILTERS: tuple[str, ...] = ("flow", "commodity", "partner", "statistic", "period")
"""The columns of the observation table by which the browser filters."""
_COLUMNS = ["id", "text", "subject", "period", "measure", "statistic", "basis", "rule", "sentence"]
_ROWS = 8
"""So many rows are shown at first sight; the filters find the others."""
_READ = ["text", "period", "reporter", "flow", "commodity", "partner", "enterprise", "regime", "measure",
         "statistic", "basis", "value", "unit", "bound", "status", "rule"]  # fmt: skip


def choices(observations: pd.DataFrame, column: str, lang: str = "en") -> list[tuple[str, str]]:
    """What can be chosen in ``column``: pairs of a label in ``lang`` and the code, any (``*``) first.

    >>> import pandas as pd
    >>> choices(pd.DataFrame({"flow": ["import", "export", "import"]}), "flow")
    [('any', '*'), ('exports', 'export'), ('imports', 'import')]
    """
    found = sorted(set(observations[column]), reverse=column == "period")
    return [(labels.say(lang, "any"), "*"), *((_label(column, code, lang), code) for code in found)]


def chosen(observations: pd.DataFrame, **wanted: str) -> pd.DataFrame:
    """The rows whose columns are as ``wanted`` (``*`` is any).

    >>> import pandas as pd
    >>> len(chosen(pd.DataFrame({"flow": ["import", "export"]}), flow="export"))
    1
    """
    kept = observations
    for column, code in wanted.items():
        if code != "*":
            kept = kept[kept[column] == code]
    return kept


def chart(observations: pd.DataFrame, lang: str = "en") -> Any:
    """The chart that suits the rows: levels over time where most are levels, growth by category else."""
    from tradekit import charts

    levels = (observations["statistic"] == "level").sum()
    draw = charts.levels if levels > len(observations) / 2 else charts.category_growth
    return draw(observations, lang=lang, reporter=None)


def reading(text: str, published: str = "", *, lang: str = "en", lexicon: str = "") -> Shown:
    """What the kit reads in ``text``: the text marked, its rows with their rules, the rest."""
    from tradekit.documents.pages import read_text
    from tradekit.extraction.observe import extract, ledger, mentions

    if not text.strip():
        return Shown(f"<p>{labels.say(lang, 'None.')}</p>", "")
    report = read_text(text, "sentence", published or None)
    rows, others = extract(report, lexicon=lexicon or None), ledger(report, lexicon=lexicon or None)
    found = mentions(text, published or None)
    parts = [str(mark(report, rows, others, lang=lang))]
    for title, frame, columns in (
        ("Figures read", rows, _READ),
        ("Other numbers", others, ["text", "reason"]),
        ("Recognised before it is interpreted", found, ()),
    ):
        shown = table(frame, columns=columns, lang=lang).html
        parts.append(f"<h4>{labels.say(lang, title)}</h4>{shown}")
    return Shown("".join(parts), rows.to_string())


def why(text: str, published: str = "", *, lang: str = "en", lexicon: str = "") -> Shown:
    """How each slot of the figures in ``text`` came to be: :func:`tradekit.explain` for readers."""
    from tradekit.extraction.explain import explain

    made = explain(text, published or None, lexicon=lexicon or None)
    for column in ("slot", "value", "how", "otherwise"):
        made[column] = [_read(one, lang) if one else "" for one in made[column]]
    return table(made, lang=lang)


def _read(said: str, lang: str) -> str:
    """A slot's content in words: a code, or a number with its unit."""
    from tradekit.tables.numbers import written

    number = re.fullmatch(r"(-?\d[\d.e+]*) (\S+)", said)
    return written(float(number[1]), number[2], lang) if number else labels.word(said, lang)


def page(
    report: Report, observations: pd.DataFrame, ledger: pd.DataFrame, *, lang: str = "en", **wanted: str
) -> Shown:
    """One report with the figures that are ``wanted`` marked, their table, and their chart."""
    from tradekit.tables import figures

    mine = observations[observations["report"] == report.name]
    kept = chosen(mine, **wanted)
    others = ledger[ledger["report"] == report.name] if len(kept) == len(mine) else None
    text = f"{legend(lang)}{mark(report, kept, others, lang=lang)}"
    if not len(kept):
        return Shown(f"{text}<p>{labels.say(lang, 'No figure is like that.')}</p>", "")
    shown = table(figures(kept, lang=lang), columns=_COLUMNS, lang=lang, limit=_ROWS)
    return Shown(text + shown.html + _picture(chart(kept, lang)), shown.text)


def browser(
    reports: Sequence[Report], observations: pd.DataFrame, ledger: pd.DataFrame, *, lang: str = "en"
) -> Any:
    """A widget: pick a report, filter its figures; page, table and chart follow at once."""
    import ipywidgets as widgets

    if not reports:
        raise TradekitError("no report to show; give at least one")
    by_name = {report.name: report for report in reports}
    pick = widgets.Dropdown(options=list(by_name), description=labels.say(lang, "Report"))
    filters = {
        column: widgets.Dropdown(
            options=[(labels.say(lang, "any"), "*")], description=labels.word(column, lang)
        )
        for column in FILTERS
    }

    def refill() -> None:
        mine = observations[observations["report"] == pick.value]
        for column, one in filters.items():
            one.options = choices(mine, column, lang)

    def show() -> Shown:
        wanted = {column: str(one.value or "*") for column, one in filters.items()}
        return page(by_name[pick.value], observations, ledger, lang=lang, **wanted)

    refill()
    pick.observe(lambda _: refill(), "value")
    boxes = widgets.HBox(list(filters.values()), layout=widgets.Layout(flex_flow="row wrap"))
    return panel([pick, boxes], [pick, *filters.values()], show)[0]


def reader(sentence: str = "", published: str = "", *, lang: str = "en", lexicon: str = "") -> Any:
    """A widget: type or paste a sentence; see what the kit reads, by which rules, and what it leaves."""
    import ipywidgets as widgets

    wide = widgets.Layout(width="98%", height="6em")
    box = widgets.Textarea(
        sentence, description=labels.say(lang, "Sentence"), layout=wide, continuous_update=False
    )
    date = widgets.Text(published, description=labels.say(lang, "Published"), continuous_update=False)

    def show() -> Shown:
        return reading(box.value, date.value, lang=lang, lexicon=lexicon)

    return panel([box, date], [box, date], show)[0]


def panel(
    controls: Sequence[Any], watched: Sequence[Any], show: Callable[[], Shown]
) -> tuple[Any, Callable[[], None]]:
    """Controls above what ``show`` gives, which is shown anew when one of ``watched`` changes.

    Gives the widget, and what shows it anew.
    """
    import ipywidgets as widgets

    class Panel(widgets.VBox):  # type: ignore[misc]
        """A box that stands as plain HTML where no kernel runs."""

        first = ""

        def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
            return {**super()._repr_mimebundle_(**kwargs), "text/html": self.first}

    view = widgets.HTML()

    def update(_: object = None) -> None:
        try:
            view.value = style() + show().html
        except TradekitError as error:
            view.value = f"<p>{escape(str(error))}</p>"

    for one in watched:
        one.observe(update, "value")
    update()
    made = Panel([*controls, view])
    made.first = view.value
    return made, update


def _picture(figure: Any) -> str:
    from tradekit.charts import alt

    data = base64.b64encode(figure.png()).decode()
    about = f'alt="{escape(alt(figure))}" style="max-width: 34rem; width: 100%"'
    return f'<img {about} src="data:image/png;base64,{data}">'


def _label(column: str, code: str, lang: str) -> str:
    if not code:
        return labels.say(lang, "all goods" if column == "commodity" else "the world")
    if column == "period":
        return labels.period(code, lang)
    return labels.name(column, code, lang) if column in ("commodity", "partner") else labels.word(code, lang)
