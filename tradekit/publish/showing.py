"""Tables as notebooks and pages show them: headed, in words, each figure with a way to its sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tradekit.extraction.cautions import cautions
from tradekit.extraction.corrected import BY_HAND, EDITED
from tradekit.language import labels
from tradekit.language.scripts import language_of
from tradekit.publish.anchors import anchor, row_anchor

if TYPE_CHECKING:
    import pandas as pd

    from tradekit.model.report import Report
    from tradekit.tables.lede import Lede

SUMMARY = "application/vnd.tradekit.summary+json"
"""The mime type under which a notebook says what it read; the index page shows it."""
NO_TYPESETTING = "tex2jax_ignore mathjax_ignore"
"""Classes that keep a notebook from reading a dollar sign in a report as the start of a formula."""
CHINESE = "<style>div[lang=en]{display:none}div[lang=zh][style]{display:block!important}</style>"
"""What turns a notebook's prose Chinese wherever it is shown: in JupyterLab, or exported by nbconvert."""
_STATISTICS = ("level", "growth", "share", "contribution")
_LONG_TITLES = {labels.word(name, lang) for name in ("sentence", "detail") for lang in labels.LANGUAGES}
_NAME_TITLES = {
    labels.word(name, lang) for name in ("report", "period", "published") for lang in labels.LANGUAGES
}
_SHORT = 16
"""Up to so many half-width places a word is kept on one line."""
_FLOWS = ("trade", "export", "import", "balance")
_NAMES = ("reporter", "commodity", "partner", "enterprise", "regime", "sector")
_LISTED = 12
"""How many of a row's sources are listed where it has a column of them."""

Links = dict[str, list[list[str]]]
"""For a column, for each row, the ids (``report#start``) of the figures that its cell shows."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of HTML as a notebook's output, and the text and data that stand beside it."""

    html: str
    text: str
    data: Mapping[str, Any] | None = None
    about: Mapping[str, Any] = field(default_factory=dict)
    """What the page is told of it: its ``title``, or that it shows ``nothing``."""
    prose: str = "en"
    """The language that the notebook's prose is shown in from now on."""

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, Any], dict[str, Any]]:
        prose = CHINESE if self.prose == "zh" else ""
        bundle: dict[str, Any] = {"text/html": style() + prose + self.html, "text/plain": self.text}
        return bundle if self.data is None else bundle | {SUMMARY: dict(self.data)}, dict(self.about)


@cache
def style() -> str:
    """The style of marked pages and tables, as they stand in a notebook's output."""
    sheet = Path(__file__).parent / "templates" / "tradekit" / "outputs.css"
    return f"<style>{sheet.read_text('utf-8')}</style>"


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
    ``limit`` rows it says how many more there are. What a column says in every row is said once, above. A
    page leaves a table without rows out, unless its rows are ``faults``, so that none is good news.

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
    cut = frame.head(limit)
    words, links = (
        _indicators(cut, lang) if _is_indicator(frame) else _plain(cut, columns or list(cut.columns), lang)
    )
    words, same = _once(words, links, lang)
    rows = _rows(words, links, list(cut["id"]) if "id" in cut else [])
    html = same + _framed(caption or labels.word("figure", lang), caption, _head(words), rows)
    if more := len(frame) - len(cut):
        html += f"<p>{labels.say(lang, 'and {more} more rows', more=more)}</p>"
    return Shown(html, words.to_string())


def lede(
    reports: Sequence[Report], observations: pd.DataFrame, reporter: str = labels.HOME, *, lang: str = "en"
) -> Shown:
    """What :func:`tradekit.tables.lede.lede` says, each figure leading to its place.

    The page's title comes of it: the headline of a single report, where that is in ``lang``; else what it
    says most, with the headline below.
    """
    from tradekit.tables.lede import lede as told_of

    told = told_of(observations, reporter, lang=lang)
    heads = [one.articles[0].headline for one in reports if one.articles][: 1 if len(reports) == 1 else 0]
    headline = " ".join(heads[0].text.split()) if heads and heads[0] is not None else ""
    headline = "" if re.search(r"\d{4}-\d\d-\d\d", headline) else headline  # the line of date and source
    own = language_of(headline) == lang
    warned = cautions(_pairs(observations, "period"), [], lang)
    parts = [f'<p role="alert">{escape(one)}</p>' for one in warned]
    if headline and not own:
        parts.append(f"<p>{escape(labels.say(lang, 'Headline: {headline}', headline=headline))}</p>")
    parts += _sentences(told, observations)
    if not told.sentences:
        parts.append(f"<p>{labels.say(lang, 'The text states no figures.')}</p>")
    text = "\n".join(map(told.plain, told.sentences))
    title = headline if own and headline else told.finding if len(reports) == 1 else ""
    html = f'<div class="{NO_TYPESETTING}">{"".join(parts)}</div>'
    return Shown(html, text, about={"title": title}, prose=lang)


def sentences(told: Lede, *, title: bool = False, observations: pd.DataFrame | None = None) -> Shown:
    """Sentences made by the kit, each figure leading to its place; with ``title`` they give the page its own.

    Takes what :func:`tradekit.tables.news_words.tell` gives, or its like; where the ``observations`` behind
    it are given too, figures that were set right by hand are marked.
    """
    text = "\n".join(map(told.plain, told.sentences))
    about = {"title": told.finding} if title else {}
    html = "".join(_sentences(told, observations))
    return Shown(f'<div class="{NO_TYPESETTING}">{html}</div>', text, about=about)


def _sentences(told: Lede, observations: pd.DataFrame | None) -> list[str]:
    table = observations[observations["rule"] == EDITED] if observations is not None else None
    edited = set() if table is None else {f"{one}#{at}" for one, at in _pairs(table, "start")}
    note = f'<sup class="tk-note">{labels.word(EDITED, told.lang)}</sup>'

    def shown(char: str) -> str:
        if not told.holds(char):
            return escape(char)
        figure = told.figures[ord(char) - 0xE000]
        return _linked(figure.text, figure.sources[:3]) + (note if edited & {*figure.sources} else "")

    return [f'<p class="tk-lede">{"".join(map(shown, one))}</p>' for one in told.sentences]


def summary(
    observations: pd.DataFrame,
    ledger: pd.DataFrame,
    verdicts: pd.DataFrame | None = None,
    *,
    lang: str = "en",
) -> Shown:
    """What was read, in one line, and as data for the index of pages.

    Takes the observation table, the ledger, and the table of verdicts (its column ``verdict`` is counted).
    What could not be read, or not whole, is said in a line each (``cautions``).
    """
    reports = sorted({*observations["report"], *ledger["report"]})
    counts = (
        {} if verdicts is None else {str(k): int(v) for k, v in verdicts["verdict"].value_counts().items()}
    )
    warned = cautions(_pairs(observations, "period"), _pairs(ledger, "reason"), lang)
    data = {"reports": reports, "figures": len(observations), "others": len(ledger), "verdicts": counts}
    data |= {"cautions": warned, "published": max(observations.get("published", ()), default="")}
    said = {name: f"{labels.word(name, lang)} {count}" for name, count in counts.items()}
    template = "{reports} reports read: {figures} figures, {others} other numbers."
    if len(reports) == 1:
        template = "{reports} report read: {figures} figures, {others} other numbers."
    line = labels.say(lang, template, reports=len(reports), figures=len(observations), others=len(ledger))
    beyond = int((observations["indicator"] != "trade").sum()) if "indicator" in observations else 0
    if beyond:
        told = " Other indicators than trade: {count} figures (economy.ipynb)."
        line += labels.say(lang, told, count=beyond)
    by_hand = int((observations["rule"] == EDITED).sum() + (ledger["reason"] == BY_HAND).sum())
    if by_hand:
        line += labels.say(lang, " Set right by hand: {count}.", count=by_hand)
    if said:
        line += labels.say(lang, " Checks: {said}.", said=labels.word("comma", lang).join(said.values()))
    parts = [f"<p>{escape(line)}</p>", *[f'<p role="alert">{escape(one)}</p>' for one in warned]]
    html = f'<div class="{NO_TYPESETTING}">{"".join(parts)}</div>'
    return Shown(html, "\n".join([line, *warned]), data, prose=lang)


def _pairs(frame: pd.DataFrame, column: str) -> list[tuple[str, Any]]:
    return list(zip(frame["report"], frame[column], strict=True))


def _is_indicator(frame: pd.DataFrame) -> bool:
    return any(f"{name}_sources" in frame for name in _STATISTICS)


def _indicators(frame: pd.DataFrame, lang: str) -> tuple[pd.DataFrame, Links]:
    """A table of indicators in words; each statistic's figures link to where they stand."""
    from tradekit.tables import readable

    named = {labels.word(name, lang): f"{name}_sources" for name in _STATISTICS if f"{name}_sources" in frame}
    return readable(frame, lang), {title: _lists(frame[column]) for title, column in named.items()}


def _once(words: pd.DataFrame, links: Links, lang: str) -> tuple[pd.DataFrame, str]:
    """A table without the columns that say one thing in all of its rows, and a line that says it."""
    alike: dict[str, str] = {}
    for name in words.columns:
        blank = {""} if name == labels.word("currency", lang) else set()
        values = {str(value) for value in words[name]} - blank
        if name not in links and (values <= {""} or (len(words) > 2 and len(values) == 1)):
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
            inside = _linked(text, links[names[at]][place] if names[at] in links else [])
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
    return text.lstrip("+-−≥≤~≈[(")[:1].isdigit()


def _linked(text: str, sources: Sequence[str]) -> str:
    """A cell's text with a link to its first sentence, and numbers that link to the others."""
    hrefs = [f'href="#{escape(anchor(source))}"' for source in sources]
    if not hrefs:
        return escape(text)
    if not text:
        return " ".join(f"<a {href}>{number}</a>" for number, href in enumerate(hrefs[:_LISTED], 1))
    others = [f"<sup><a {href}>{number}</a></sup>" for number, href in enumerate(hrefs[1:_LISTED], 2)]
    return "".join([f"<a {hrefs[0]}>{escape(text)}</a>", *others])


def _framed(label: str, caption: str, head: str, rows: str) -> str:
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    return (
        f'<div class="tk-wide {NO_TYPESETTING}" tabindex="0" role="group" aria-label="{escape(label)}">'
        f'<table class="tk-table dataframe">{title}<thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )
