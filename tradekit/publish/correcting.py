"""The desk of ``explore.ipynb`` where figures are set right, the most doubtful first.

:class:`Desk` is what it does, without widgets; :func:`corrector` puts them around it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from tradekit.documents.corrections import CHANGED, REMOVED, correct, places
from tradekit.extraction.corrected import NEEDED
from tradekit.extraction.observe import extract, ledger
from tradekit.language import labels
from tradekit.model.errors import TradekitError
from tradekit.publish.explore import panel
from tradekit.publish.showing import Shown
from tradekit.publish.tabling import table
from tradekit.tables.briefing import figures
from tradekit.tables.fold import records, source_id
from tradekit.tables.reviewing import readable_review, review

if TYPE_CHECKING:
    from tradekit.model.report import Report

_COLUMNS = ("text", "subject", *CHANGED, "rule", "certainty", "sentence")


class Desk:
    """Reports with their rows, numbers that are no rows, and doubts, as they are after each correction.

    ``doubts`` is what :func:`tradekit.review` gives: the figures most likely wrong, first of all.
    """

    def __init__(
        self, reports: Sequence[Report], reference: pd.DataFrame | None = None, *, lang: str = "en",
        lexicon: str = "",
    ) -> None:  # fmt: skip
        self.reports = {report.name: report for report in reports}
        self.reference, self.lang, self.lexicon = reference, lang, lexicon
        self.rows, self.others = (read(reports, lexicon=lexicon or None) for read in (extract, ledger))
        self.doubts = review(self.rows, reference)

    def choices(self) -> list[tuple[str, str]]:
        """Pairs of a label and a place (``report#start``): doubtful figures first, then the others."""
        made: dict[str, str] = {}
        for frame in (self.doubts, self.rows, self.others):
            for row in records(frame):
                why = row.get("reasons") or row.get("reason") or labels.about(row, self.lang)
                said = labels.word("semicolon", self.lang).join(
                    labels.word(x, self.lang) for x in why.split(";")
                )
                place = source_id(row["report"], row["start"])
                made.setdefault(place, f"{row['text']} · {said} · {row['report']}")
        return [(label, place) for place, label in made.items()]

    def on(self, place: str, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows of a table that stand on the number at a place."""
        report, _, start = place.rpartition("#")
        return frame[(frame["report"] == report) & (frame["start"].astype(str) == start)]

    def ready(self, place: str, values: Mapping[str, str]) -> None:
        """Raise :class:`TradekitError` where no row stands at a place, and ``values`` do not yet make one."""
        name, start, end = self._stands(place)
        report = self.reports[name]
        kept = {one.column for one in report.corrections if (start, end) in places(report.text, one)}
        lacks = [one for one in NEEDED if one not in kept and one not in values]
        if lacks and not len(self.on(place, self.rows)):
            raise TradekitError(f"{place}: no row stands there, and a new one also needs {', '.join(lacks)}")

    def _stands(self, place: str) -> tuple[str, int, int]:
        spans = [row for frame in (self.rows, self.others) for row in records(self.on(place, frame))]
        if not spans:
            raise TradekitError(f"{place}: no number stands there; take a place from the list (report#start)")
        return spans[0]["report"], spans[0]["start"], spans[0]["end"]

    def put(self, place: str, values: Mapping[str, str | float | None], note: str = "") -> None:
        """Set the figure at a place right, and read its report again.

        Raises :class:`TradekitError` where nothing is at the place, or a value can't be.
        """
        name, start, end = self._stands(place)
        self.reports[name] = report = correct(self.reports[name], start, end, values, note=note)
        self.rows, self.others = (
            pd.concat(
                [old[old["report"] != name], read(report, lexicon=self.lexicon or None)], ignore_index=True
            )
            for old, read in ((self.rows, extract), (self.others, ledger))
        )
        self.doubts = review(self.rows, self.reference)

    def shown(self, place: str) -> Shown:
        """The rows on a figure, and below them what is most doubtful of all."""
        mine = figures(self.on(place, self.rows), lang=self.lang)
        top = readable_review(self.doubts.head(12), self.lang).drop(columns=["id"])
        parts = [table(mine[list(_COLUMNS)] if len(mine) else self.on(place, self.others), lang=self.lang)]
        parts.append(table(top, labels.say(self.lang, "Most doubtful"), lang=self.lang, faults=True))
        return Shown("".join(part.html for part in parts), "\n".join(part.text for part in parts))


def corrector(
    reports: Sequence[Report], reference: pd.DataFrame | None = None, *, lang: str = "en", lexicon: str = ""
) -> Any:
    """A widget: pick a figure, say what it is or that it is none; the correction is kept beside the report.

    ``reference`` is the official series. Nothing is kept of reports that were not read from a file.
    """
    import ipywidgets as widgets

    desk = Desk(reports, reference, lang=lang, lexicon=lexicon)
    pick, column, value, note, message = _controls(desk)

    def asked(button: str) -> dict[str, str | None]:
        if button == "No figure":
            return {REMOVED: ""}
        return {REMOVED: None, column.value: value.value if button == "Set right" else None}

    def prefill(_: Any = None) -> None:
        cells = desk.on(pick.value or "", desk.rows)[column.value].head(1)
        value.value = "".join(f"{cell:.15g}" if column.value == "value" else cell for cell in cells)

    def press(button: Any) -> None:
        place = pick.value
        try:
            desk.put(place, asked(button.tooltip), note.value)
        except TradekitError as error:
            message.value = str(error)
            return
        message.value = labels.say(lang, "Kept beside the report: {text}", text=place)
        pick.options = desk.choices()
        pick.value = next((one for _, one in pick.options if one == place), pick.options[0][1])
        update()

    buttons = [
        widgets.Button(description=labels.say(lang, name), tooltip=name)
        for name in ("Set right", "No figure", "Take back")
    ]
    for one in buttons:
        one.on_click(press)
    for one in (pick, column):
        one.observe(prefill, "value")
    prefill()
    controls = [pick, widgets.HBox([column, value, note]), widgets.HBox([*buttons, message])]
    box, update = panel(controls, [pick], lambda: desk.shown(pick.value or ""))
    return box


def _controls(desk: Desk) -> tuple[Any, Any, Any, Any, Any]:
    """What a figure is picked and set right with, and where it is said what came of it."""
    import ipywidgets as widgets

    names = {name: labels.say(desk.lang, name) for name in ("Figure", "Column", "Value", "Note")}
    wide, columns = widgets.Layout(width="98%"), [(labels.word(one, desk.lang), one) for one in CHANGED]
    return (
        widgets.Dropdown(options=desk.choices(), description=names["Figure"], layout=wide),
        widgets.Dropdown(options=columns, value="flow", description=names["Column"]),
        widgets.Text(description=names["Value"]),
        widgets.Text(description=names["Note"]),
        widgets.Label(),
    )
