"""What :func:`tradekit.checks.drafts.verify` finds, in words: for a terminal, and as a table to share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tradekit.checks.drafts import AGREES, COMPUTED, DRAFT_VERDICTS, ROUNDING
from tradekit.language import labels
from tradekit.tables.numbers import written

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]


def report_drafts(found: pd.DataFrame, lang: str = "en") -> str:
    """The table of :func:`tradekit.verify` as text: what is contradicted first, what agrees a line each.

    >>> import pandas as pd
    >>> print(report_drafts(pd.DataFrame({"verdict": []})), end="")
    No figure is in the draft.
    """
    rows = _rows(found)
    if not rows:
        return labels.say(lang, "No figure is in the draft.") + "\n"
    lines = [counted(found, lang)]
    for row in rows:
        head = f"{labels.word(row['verdict'], lang)}  {row['text']}  {_about(row, lang)}"
        if row["verdict"] in (AGREES, ROUNDING):
            lines.append(f"{head}  [{row['source']}]")
        else:
            more = (f"{row['report']}: {row['sentence']}", _known(row, lang), *_hints(row, lang))
            lines += ["", head, *(f"  {line}" for line in more if line)]
    return "\n".join(lines) + "\n"


def counted(found: pd.DataFrame, lang: str = "en") -> str:
    """How many figures there are of each verdict, in a line."""
    counts = found["verdict"].value_counts()
    said = [f"{labels.word(one, lang)} {counts[one]}" for one in DRAFT_VERDICTS if one in counts]
    return labels.say(
        lang, "{count} figures: {said}.", count=len(found), said=labels.word("comma", lang).join(said)
    )


def readable_drafts(found: pd.DataFrame, lang: str = "en") -> pd.DataFrame:
    """The same as a table of words: a row a figure, in the order of :func:`report_drafts`.

    Columns: ``verdict``, ``text``, ``subject`` (with the period), ``known`` (the figure that decides, and
    when it was published), ``source``, ``detail`` (what may have gone wrong), ``sentence``.
    """
    import pandas as pd

    rows = [
        {
            "verdict": labels.word(row["verdict"], lang),
            "text": row["text"],
            "subject": _about(row, lang),
            "known": _figure(row, lang),
            "source": row["source"],
            "detail": labels.word("semicolon", lang).join(_hints(row, lang)),
            "sentence": row["sentence"],
        }
        for row in _rows(found)
    ]
    return pd.DataFrame(rows, columns=["verdict", "text", "subject", "known", "source", "detail", "sentence"])


def _rows(found: pd.DataFrame) -> list[Row]:
    rows = [{str(name): value for name, value in row.items()} for row in found.to_dict("records")]
    return sorted(rows, key=lambda row: DRAFT_VERDICTS.index(row["verdict"]))


def _about(row: Row, lang: str) -> str:
    what = [labels.word(row[name], lang) for name in ("statistic", "basis") if row[name] not in ("", "level")]
    parts = [labels.about(row, lang), *what, labels.period(row["period"], lang)]
    return labels.word("comma", lang).join(parts)


def _figure(row: Row, lang: str) -> str:
    """The figure that decides, as printed or computed, and its date."""
    if not row["source"]:
        return ""
    text = row["known"] or written(row["known_value"], row["unit"], lang, bound="~")
    return labels.say(lang, "{text}, {when}", text=text, when=row["known_published"])


def _known(row: Row, lang: str) -> str:
    if not row["source"]:
        return ""
    source = labels.word(COMPUTED, lang) if row["source"] == COMPUTED else row["source"]
    said = " ".join(part for part in (row["known_sentence"], f"[{source}]") if part)
    return f"{_figure(row, lang)}{labels.word('colon', lang)}{said}"


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
        yield labels.say(lang, template, column=labels.word(column, lang), value=value, said=said)
