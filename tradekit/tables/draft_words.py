"""What :func:`tradekit.checks.drafts.verify` finds, in words, for a terminal or a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tradekit.checks.drafts import AGREES, COMPUTED, DRAFT_VERDICTS, ROUNDING
from tradekit.language import labels
from tradekit.tables.fold import records
from tradekit.tables.numbers import written

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]
_WHOLE = {"commodity": "all goods", "partner": "all partners"}
"""What an empty cell of a column says."""


def report_drafts(found: pd.DataFrame, lang: str = "en") -> str:
    """The table of :func:`tradekit.verify` as text: what is contradicted first, what agrees a line each.

    >>> import pandas as pd
    >>> print(report_drafts(pd.DataFrame({"verdict": []})), end="")
    No figure is in the draft.
    """
    if not len(found):
        return labels.say(lang, "No figure is in the draft.") + "\n"
    lines = [counted(found, lang)]
    for head, *more in blocks(found, lang):
        lines += ["", head, *(f"  {line}" for line in more)] if more else [head]
    return "\n".join(lines) + "\n"


def blocks(found: pd.DataFrame, lang: str = "en") -> Iterator[tuple[str, ...]]:
    """A figure after the other: the verdict on it, then its sentence, what is known, and what went wrong.

    What agrees is said in one line, with its source.
    """
    for row in sorted(records(found), key=lambda row: DRAFT_VERDICTS.index(row["verdict"])):
        figure = _signed(row["text"], row["value"])
        head = f"{labels.word(row['verdict'], lang)}  {figure}  {_about(row, lang)}"
        if row["verdict"] in (AGREES, ROUNDING):
            yield (f"{head}  [{row['source']}]",)
        else:
            more = (f"{row['report']}: {row['sentence']}", _known(row, lang), *_hints(row, lang))
            yield head, *filter(None, more)


def counted(found: pd.DataFrame, lang: str = "en") -> str:
    """How many figures there are of each verdict, in a line."""
    counts = found["verdict"].value_counts()
    said = [f"{labels.word(one, lang)} {counts[one]}" for one in DRAFT_VERDICTS if one in counts]
    return labels.say(
        lang, "{count} figures: {said}.", count=len(found), said=labels.word("comma", lang).join(said)
    )


def _about(row: Row, lang: str) -> str:
    what = [labels.word(row[name], lang) for name in ("statistic", "basis") if row[name] not in ("", "level")]
    parts = [labels.about(row, lang), *what, labels.period(row["period"], lang)]
    return labels.word("comma", lang).join(parts)


def _signed(text: str, value: float) -> str:
    """A figure as printed, with the sign that a word beside it has."""
    return f"\u2212{text}" if value < 0 and text[:1].isdigit() else text


def _known(row: Row, lang: str) -> str:
    """The figure that decides, as printed or computed, its date, sentence and source."""
    if not row["source"]:
        return ""
    value = row["known_value"]
    text = _signed(row["known"], value) or written(value, row["unit"], lang, bound="~")
    figure = labels.say(lang, "{text}, {when}", text=text, when=row["known_published"])
    source = labels.word(COMPUTED, lang) if row["source"] == COMPUTED else row["source"]
    said = " ".join(part for part in (row["known_sentence"], f"[{source}]") if part)
    return f"{figure}{labels.word('colon', lang)}{said}"


def _hints(row: Row, lang: str) -> Iterator[str]:
    """What may have gone wrong: a misprint, or the number of something else."""
    if row["mend"]:
        yield labels.say(lang, "likeliest misprint") + labels.word("colon", lang) + row["mend"]
    if row["elsewhere"]:
        template = "the number is printed for {value} ({column}): {said}"
        said = " ".join(part for part in (row["elsewhere_sentence"], f"[{row['elsewhere_source']}]") if part)
        column, cells = row["elsewhere"], str(row["elsewhere_value"])
        words = [labels.word(cell, lang) for cell in cells.split(" ")]
        value = labels.period(cells, lang) if column == "period" else labels.word("space", lang).join(words)
        value = value or labels.say(lang, _WHOLE.get(column, "the total"))
        yield labels.say(lang, template, column=labels.word(column, lang), value=value, said=said)
