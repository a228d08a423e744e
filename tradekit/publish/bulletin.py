"""What changed, to be sent: as Markdown, and as a page that a mail client shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradekit.language import labels
from tradekit.publish import letter
from tradekit.tables.fold import records
from tradekit.tables.news_words import noun, readable_news, tell
from tradekit.tables.numbers import plain

if TYPE_CHECKING:
    import pandas as pd

_DIFFER = ("contradicted", "revised")
_MOVED = ("turned", "faster", "slower")
_BARS = 12


def markdown(news: pd.DataFrame, report: str, *, lang: str = "en", picture: str = "") -> str:
    """The news of ``report`` (:func:`tradekit.news`) as Markdown; ``picture`` is the file of its chart.

    >>> import pandas as pd
    >>> print(markdown(pd.DataFrame({"kind": []}), "a.txt"), end="")
    # What changed: a.txt
    <BLANKLINE>
    Nothing in it is new.
    """
    told = tell(news, lang=lang)
    title = labels.say(lang, "What changed: {report}", report=report)
    lines = [f"# {title}", *map(told.plain, told.sentences)]
    if picture:
        lines.append(f"![{told.finding}]({picture})")
    return "\n\n".join(line.replace("|", "\\|").replace("<", "&lt;") for line in lines) + "\n"


def mail(news: pd.DataFrame, report: str, *, lang: str = "en") -> str:
    """The same as HTML in tables with inline styles, its chart of bars too: any mail client shows it."""
    told = tell(news, lang=lang)
    parts = [letter.paragraph(told.plain(one)) for one in told.sentences]
    moved = records(news[news["kind"].isin(_MOVED)].head(_BARS))
    if moved:
        parts += [letter.heading(labels.say(lang, "Growth now; in brackets that of the period before"))]
        parts += [letter.bars([(*_named(row, lang), _rates(row)) for row in moved])]
    differ = readable_news(news[news["kind"].isin(_DIFFER)], lang).drop(columns=["id", "was_period"])
    if len(differ):
        titles = [labels.word(str(name), lang) for name in differ.columns]
        parts.append(letter.grid(titles, differ.astype(str).to_numpy().tolist()))
    return letter.letter(labels.say(lang, "What changed: {report}", report=report), parts, lang)


def _named(row: dict[str, object], lang: str) -> tuple[str, float]:
    when = labels.period(str(row["period"]), lang)
    return f"{noun(row | {'statistic': 'level'}, lang)}{labels.word('comma', lang)}{when}", float(
        str(row["value"])
    )


def _rates(row: dict[str, object]) -> str:
    now, was = (plain(float(str(row[name])), sign=True) for name in ("value", "was"))
    return f"{now}% ({was}%)"
