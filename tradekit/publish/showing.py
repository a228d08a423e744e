"""What notebooks and pages show: HTML with its text and data; the lede, the summary, what must be told."""

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
from tradekit.publish.anchors import anchor

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
_WARNED = 3
_LISTED = 12
"""How many of a row's sources are listed where it has a column of them."""


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


def lede(
    reports: Sequence[Report], observations: pd.DataFrame, reporter: str = labels.HOME, *, lang: str = "en"
) -> Shown:
    """What :func:`tradekit.tables.lede.lede` says, each figure leading to its place.

    The page's title comes of it: the headline of a single report, where that is in ``lang``; else what it
    says most, with the headline below.
    """
    from tradekit.tables.lede import lede as told_of

    told = told_of(observations, reporter, lang=lang)
    place = int(told.figures[0].sources[0].rpartition("#")[2]) if told.figures else 0
    heads = [one.article_at(place).headline for one in reports if len(reports) == 1 and one.articles]
    headline = " ".join(heads[0].text.split()) if heads and heads[0] is not None else ""
    headline = "" if re.search(r"\d{4}-\d\d-\d\d", headline) else headline  # the line of date and source
    own = language_of(headline) == lang
    warned = cautions(_pairs(observations, "period"), [], lang)
    parts = _warned(warned, lang)
    if headline and not own:
        parts.append(f"<p>{escape(labels.say(lang, 'Headline: “{headline}”', headline=headline))}</p>")
    parts += _sentences(told, observations)
    if not told.sentences:
        parts.append(f"<p>{labels.say(lang, 'The text states no figures.')}</p>")
    text = "\n".join(map(told.plain, told.sentences))
    title = headline if own and headline else told.finding
    dates = sorted(filter(None, observations.get("published", ())))
    if len(reports) > 1 and dates:
        said = "{count} reports, published {first} to {last}; what the newest tell of comes first."
        parts.append(f"<p>{labels.say(lang, said, count=len(reports), first=dates[0], last=dates[-1])}</p>")
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
        by_hand = note if edited & {*figure.sources} else ""
        return linked(figure.text, figure.sources[: 1 + figure.computed]) + by_hand

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
    parts = [f"<p>{escape(line)}</p>", *_warned(warned, lang)]
    html = f'<div class="{NO_TYPESETTING}">{"".join(parts)}</div>'
    return Shown(html, "\n".join([line, *warned]), data, prose=lang)


def _warned(said: Sequence[str], lang: str) -> list[str]:
    """What must be told of what was read; of a long list the first lines, the others folded."""
    lines = [f'<p role="alert">{escape(one)}</p>' for one in said]
    if len(lines) <= _WARNED:
        return lines
    more = labels.say(lang, "and {more} more of this kind", more=len(lines) - _WARNED)
    return [*lines[:_WARNED], f"<details><summary>{more}</summary>", *lines[_WARNED:], "</details>"]


def _pairs(frame: pd.DataFrame, column: str) -> list[tuple[str, Any]]:
    return list(zip(frame["report"], frame[column], strict=True))


def linked(text: str, sources: Sequence[str]) -> str:
    """A cell's text with a link to its first sentence, and numbers that link to the others."""
    hrefs = [f'href="#{escape(anchor(source))}"' for source in sources]
    if not hrefs:
        return escape(text)
    if not text:
        return " ".join(f"<a {href}>{number}</a>" for number, href in enumerate(hrefs[:_LISTED], 1))
    others = [f"<sup><a {href}>{number}</a></sup>" for number, href in enumerate(hrefs[1:_LISTED], 2)]
    return "".join([f"<a {hrefs[0]}>{escape(text)}</a>", *others])
