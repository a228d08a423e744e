"""Tables as notebooks and pages show them: headed, in words, each figure with a way to its sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from tradekit.language import labels
from tradekit.publish.anchors import row_anchor
from tradekit.publish.showing import NO_TYPESETTING, Shown, linked

if TYPE_CHECKING:
    import pandas as pd


_STATISTICS = ("level", "growth", "share", "contribution")
_LONG_TITLES = {labels.word(name, lang) for name in ("sentence", "detail") for lang in labels.LANGUAGES}
_NAME_TITLES = {
    labels.word(name, lang) for name in ("report", "period", "published") for lang in labels.LANGUAGES
}
_SHORT = 16
"""Up to so many half-width places a word is kept on one line."""
_FLOWS = ("trade", "export", "import", "balance")
_NAMES = ("reporter", "commodity", "partner", "enterprise", "regime", "sector")
Links = dict[str, list[list[str]]]
"""For a column, for each row, the ids (``report#start``) of the figures that its cell shows."""


def table(
    frame: pd.DataFrame,
    caption: str = "",
    *,
    columns: Sequence[str] = (),
    lang: str = "en",
    limit: int = 500,
    faults: bool = False,
) -> Shown:
    """``frame`` as a table for readers, in ``lang``; figures link to their sentences.

    Tidy tables of indicators are put into words (:func:`tradekit.tables.readable`); the links come from their
    ``sources`` columns (each ``report#start``), or from a column ``id`` of such. ``columns`` are the ones
    shown (none named: all); figures are in the units of ``lang`` where the frame has their unit. After
    ``limit`` rows it says how many more there are; of more rows than that the newest are shown, if they have
    a date or a period. What a column says in every row is said once, above. A page leaves a table without
    rows out, unless its rows are ``faults``, so that none is good news.

    >>> import pandas as pd
    >>> shown = table(pd.DataFrame({"id": ["a.txt#7"], "text": ["<b>5%"]}), "Growth")
    >>> shown.html.split("<tbody>")[1].startswith('<tr id="row-a.txt-7"><th scope="row"')
    True
    >>> '<a href="#a.txt-7">&lt;b&gt;5%</a>' in shown.html
    True
    """
    labels.check(lang)
    if not len(frame):
        template = "No fault was found." if faults else "Nothing of this was found."
        nothing = labels.say(lang, template)
        return Shown(f"<p>{nothing}</p>", nothing, about={"nothing": not faults})
    cut, dated = _newest(frame, limit)
    words, links = (
        _indicators(cut, lang) if _is_indicator(frame) else _plain(cut, columns or list(cut.columns), lang)
    )
    words, same = _once(words, links, lang)
    rows = _rows(words, links, list(cut["id"]) if "id" in cut else [])
    html = same + _framed(caption or labels.word("figure", lang), caption, _head(words), rows)
    if _is_indicator(frame) and labels.word("subject", lang) in words:
        html = _stacking(html, len(words.columns), labels.word("period", lang) in words)
    if more := len(frame) - len(cut):
        template = "and {more} older rows" if dated else "and {more} more rows"
        template = "and one more row" if more == 1 else template
        html += f"<p>{labels.say(lang, template, more=f'{more:,}')}</p>"
    return Shown(html, words.to_string())


def _newest(frame: pd.DataFrame, limit: int) -> tuple[pd.DataFrame, bool]:
    """The rows that are shown, in their own order, and whether they are the newest."""
    from tradekit.tables.order import span

    date = next((name for name in ("published", "vintage", "period") if name in frame), "")
    if len(frame) <= limit or not date:
        return frame.head(limit), False
    days = frame[date].map(lambda one: span(str(one))[1])
    newest = days.sort_values(ascending=False, kind="stable").index[:limit].sort_values()
    return frame.loc[newest], days.nunique() > 1


def _is_indicator(frame: pd.DataFrame) -> bool:
    return any(f"{name}_sources" in frame for name in _STATISTICS)


def _indicators(frame: pd.DataFrame, lang: str) -> tuple[pd.DataFrame, Links]:
    """A table of indicators in words; each statistic's figures link to where they stand."""
    from tradekit.tables import readable

    named = {labels.word(name, lang): f"{name}_sources" for name in _STATISTICS if f"{name}_sources" in frame}
    if "currency" in frame and "level" in frame and frame.loc[frame["currency"] != "", "level"].notna().all():
        frame = frame.assign(currency="")  # each level tells its own
    return readable(frame, lang), {title: _lists(frame[column]) for title, column in named.items()}


def _once(words: pd.DataFrame, links: Links, lang: str) -> tuple[pd.DataFrame, str]:
    """A table without the columns that say one thing in all of its rows, and a line that says it."""
    alike: dict[str, str] = {}
    for name in words.columns:
        blank = {""} if name == labels.word("currency", lang) else set()
        values = {str(value) for value in words[name]} - blank
        if name not in links and (values <= {""} or (len(words) > 1 and len(values) == 1)):
            alike[str(name)] = "".join(values)
    said = [f"{name}{labels.say(lang, ': ')}{value}" for name, value in alike.items() if value]
    joined = escape(labels.word("semicolon", lang).join(said))
    line = f'<p class="tk-same {NO_TYPESETTING}">{joined}</p>' if said else ""
    left = [name for name in words.columns if name not in alike]
    return (words[left], line) if left else (words, "")


def _plain(frame: pd.DataFrame, wanted: Sequence[str], lang: str) -> tuple[pd.DataFrame, Links]:
    """Any other table in words; ``text`` links by ``id``, ``sources`` are numbered."""
    import pandas as pd

    kept = [str(name) for name in wanted if name in frame and _tells(str(name), frame[name])]
    titles = {name: _title(name, lang) for name in kept}
    columns = {titles[name]: _cells(frame, name, lang) for name in kept}
    links: Links = {}
    if "id" in frame and "text" in frame:
        links[titles["text"]] = [[source] for source in frame["id"]]
    if "sources" in frame and "sources" in wanted:
        title = labels.word("sources", lang)
        columns[title] = [""] * len(frame)
        links[title] = _lists(frame["sources"])
    return pd.DataFrame(columns), links


_FIGURES = {
    "text": ("value", ""),
    "official_text": ("official", "official_"),
    "reference": ("official", "official_"),
}
"""The columns of figures as printed, each with that of the number, and how its interval's begin."""
_NUMBERS = ("value", "stated", "computed", "low", "high", "official", "latest", "gap")


def _cells(frame: pd.DataFrame, name: str, lang: str) -> list[str]:
    """The cells of a column in words; figures in the units of ``lang``, where the frame tells of units."""
    from tradekit.tables.numbers import as_read, written

    number, stem = _FIGURES.get(name, (name, ""))
    if "unit" not in frame or number not in frame or name not in (*_FIGURES, *_NUMBERS):
        return [_written(name, value, lang) for value in frame[name]]
    ends = (frame.get(f"{stem}{end}", frame[number]) for end in ("low", "high"))
    cells = zip(
        frame[name], frame[number], frame["unit"], *ends, frame.get("bound", [""] * len(frame)), strict=True
    )
    if name in _NUMBERS:
        return [
            written(float(value), str(unit), lang) if value == value else "" for _, value, unit, *_ in cells
        ]
    return [
        as_read(str(text), float(value), str(unit), lang, low=low, high=high, bound=bound or "=")
        if text == text else ""
        for text, value, unit, low, high, bound in cells
    ]  # fmt: skip


def _tells(name: str, column: pd.Series[Any]) -> bool:
    """Whether a column tells a reader anything: no link, not empty, not the obvious in every row."""
    if name == "id" or name.endswith("sources"):
        return False
    obvious = {"reporter": labels.HOME, "status": "actual", "bound": "=", "conflict": False}.get(name, "")
    return not len(column) or not all(value == obvious or value is None or value != value for value in column)


def _title(name: str, lang: str) -> str:
    """A column's heading: ``export 2023-Q1`` names a flow and a period, others are words of the codebook."""
    flow, _, period = name.partition(" ")
    if period and flow in _FLOWS:
        return f"{labels.word(flow, lang)} {labels.period(period, lang)}"
    return labels.word(name, lang)


def _lists(column: pd.Series[Any]) -> list[list[str]]:
    from tradekit.tables.fold import places

    return [list(dict.fromkeys(places(value))) for value in column]


def _written(name: str, value: object, lang: str) -> str:
    """A cell of the column ``name`` in words."""
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return labels.word("yes", lang) if value else ""
    if isinstance(value, float):
        number = f"{value:,.12g}".replace("-", "−")
        rate = name == "growth" or name.partition(" ")[0] in _FLOWS
        return f"{'+' if value > 0 else ''}{number}%" if rate else number
    value = str(value).split() if name == "statistics" else value
    if isinstance(value, list):
        return labels.word("enumeration", lang).join(labels.word(str(one), lang) for one in value)
    if name in ("period", "first", "last"):
        return labels.period(str(value), lang)
    if name in _NAMES:
        return labels.name(name, str(value), lang)
    return labels.word(value, lang) if isinstance(value, str) else str(value)


def _head(words: pd.DataFrame) -> str:
    titles = zip(words.columns, _kinds(words), strict=True)
    return "".join(f'<th scope="col"{kind}>{escape(str(name))}</th>' for name, kind in titles)


def _rows(words: pd.DataFrame, links: Links, ids: Sequence[str]) -> str:
    names = [str(name) for name in words.columns]
    texts: list[list[str]] = words.astype(str).to_numpy().tolist()
    kinds = _kinds(words)
    seen: set[str] = set()
    out = []
    for place, row in enumerate(texts):
        cells = []
        for at, text in enumerate(row):
            inside = linked(text, links[names[at]][place] if names[at] in links else [])
            tag = 'th scope="row"' if inside and not at else "td"
            cells.append(f"<{tag}{kinds[at]}>{inside}</{tag[:2]}>")
        mark = row_anchor(ids[place]) if ids else ""
        out.append(f'<tr id="{escape(mark)}">' if mark and mark not in seen else "<tr>")
        out += [*cells, "</tr>"]
        seen.add(mark)
    return "".join(out)


def _kinds(words: pd.DataFrame) -> list[str]:
    """Each column's class: numbers to the right, short words on one line, sentences wide."""
    kinds = []
    for name in words.columns:
        texts = [str(text) for text in words[name] if text]
        if name in _LONG_TITLES:
            kinds.append(' class="tk-text"')
        elif texts and name not in _NAME_TITLES and all(_is_number(text) for text in texts):
            kinds.append(' class="tk-number"')
        else:
            kinds.append("" if any(labels.places(text) > _SHORT for text in texts) else ' class="tk-short"')
    return kinds


def _is_number(text: str) -> bool:
    return re.match(r"[+\-−≥≤~≈\[(]*(?:[A-Z]+\$)?\d", text) is not None


def _stacking(html: str, columns: int, dated: bool) -> str:
    """A table whose rows become two lines on a phone, what is spoken of above its figures."""
    kind = "tk-figures tk-dated" if dated else "tk-figures"
    many = columns - 1 - dated
    html = html.replace(
        'class="tk-table', f'style="--tk-many:{max(many - 1, 1)}" role="table" class="{kind} tk-table'
    )
    roles = {"<thead": "rowgroup", "<tbody": "rowgroup", "<tr": "row", "<td": "cell",
             '<th scope="col"': "columnheader", '<th scope="row"': "rowheader"}  # fmt: skip
    for tag, role in roles.items():
        html = re.sub(rf"{tag}(?=[ >])", f'{tag} role="{role}"', html)
    return html


def _framed(label: str, caption: str, head: str, rows: str) -> str:
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    return (
        f'<div class="tk-wide {NO_TYPESETTING}" tabindex="0" role="group" aria-label="{escape(label)}">'
        f'<table class="tk-table dataframe">{title}<thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )
