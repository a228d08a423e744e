"""What is sent: news as Markdown, and news and verified drafts as pages that a mail client shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tradekit.language import labels
from tradekit.tables.fold import records
from tradekit.tables.news_words import MOVED, rates, tell, thing_of
from tradekit.tables.verdict_words import blocks, counted

if TYPE_CHECKING:
    import pandas as pd

_BARS, _LONGEST = 12, 220
"""So many bars, the longest of so many pixels."""


def markdown(news: pd.DataFrame, report: str, *, lang: str = "en", picture: str = "") -> str:
    """The news of ``report`` (:func:`tradekit.news`) as Markdown; ``picture`` is the file of its chart.

    >>> import pandas as pd
    >>> print(markdown(pd.DataFrame({"kind": []}), "a.txt"), end="")
    # What changed: a.txt
    <BLANKLINE>
    Nothing in it is new.
    """
    told = tell(news, lang=lang)
    lines = [
        "# " + labels.say(lang, "What changed: {report}", report=report),
        *map(told.plain, told.sentences),
    ]
    lines += [f"![{told.finding}]({picture})"] if picture else []
    return "\n\n".join(line.replace("|", "\\|").replace("<", "&lt;") for line in lines) + "\n"


def mail(news: pd.DataFrame, report: str, *, lang: str = "en") -> str:
    """The same as HTML in tables with inline styles, its chart of bars too."""
    told = tell(news, lang=lang)
    moved = records(news[news["kind"].isin(MOVED)].head(_BARS))
    most = max((abs(row["value"]) for row in moved), default=0) or 1
    bars = [
        (thing_of(row, lang), round(_LONGEST * row["value"] / most) or 1, "{} ({})".format(*rates(row, lang)))
        for row in moved
    ]
    caption = labels.say(lang, "Growth now; in brackets that of the period before")
    title = labels.say(lang, "What changed: {report}", report=report)
    return _page(title, lang, ([told.plain(one)] for one in told.sentences), bars=bars, caption=caption)


def verified(found: pd.DataFrame, *, lang: str = "en") -> str:
    """The figures of a draft (:func:`tradekit.verify`) as such a page."""
    return _page(
        labels.say(lang, "The figures of a draft"), lang, [[counted(found, lang)], *blocks(found, lang)]
    )


def _page(title: str, lang: str, paragraphs: Iterable[Sequence[str]], **more: Any) -> str:
    from jinja2 import Environment, FileSystemLoader

    folder = Path(__file__).parent / "templates" / "tradekit"
    made = Environment(loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return made.get_template("letter.html.j2").render(title=title, lang=lang, blocks=paragraphs, **more)
