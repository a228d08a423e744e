"""The verdicts of :mod:`tradekit.checks`, on reports and on drafts, in words; and as JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from tradekit.checks.drafts import AGREES, COMPUTED, DRAFT_VERDICTS, ROUNDING
from tradekit.checks.identity import identities
from tradekit.checks.verdicts import FAILS, HEADLINE, HOLDS, LIMITS, OPEN, PART, REVISED, SAID_TWICE
from tradekit.language import labels
from tradekit.tables.fold import records
from tradekit.tables.numbers import written

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 30
"""How many verdicts of one kind a text shows, failures aside, unless all are asked for."""

_HEADS = {
    FAILS: "FAILS",
    REVISED: "REVISED",
    HOLDS: "holds",
    OPEN: "open",
}
Row = dict[str, Any]


def report_checks(
    verdicts: pd.DataFrame, format: str = "text", *, lang: str = "en", everything: bool = False
) -> str:
    """The table that :func:`tradekit.check` gives, as text: ``text`` for people, ``json`` (a list of rows).

    In text, failures come first and in full, with the sentences that they stand in and the likeliest culprit;
    then revisions, identities that hold and open ones, a line each, and no more than ``SHOWN`` of them unless
    ``everything``. In JSON an end without limit is null.

    >>> import pandas as pd
    >>> print(report_checks(pd.DataFrame({"verdict": []})), end="")
    no identity has its terms here
    """
    labels.check(lang)
    rows = [{str(name): value for name, value in row.items()} for row in verdicts.to_dict("records")]
    if format == "json":
        return json.dumps([_plain(row) for row in rows], ensure_ascii=False, indent=1) + "\n"
    if not rows:
        return labels.say(lang, "no identity has its terms here") + "\n"
    return "\n".join(_text(rows, lang, everything)) + "\n"


def _plain(row: Row) -> Row:
    return {
        name: None if isinstance(value, float) and not math.isfinite(value) else value
        for name, value in row.items()
    }


def _text(rows: list[Row], lang: str, everything: bool) -> Iterator[str]:
    found = {verdict: [row for row in rows if row["verdict"] == verdict] for verdict in _HEADS}
    counts = [
        f"{len(found[verdict])} {labels.say(lang, _HEADS[verdict]).lower()}"
        for verdict in _HEADS
        if found[verdict]
    ]
    yield labels.word("comma", lang).join(counts)
    for row in found[FAILS]:
        yield ""
        yield from _failure(row, lang)
    for verdict in (REVISED, HOLDS, OPEN):
        telling = [
            row for row in found[verdict] if row["identity"] not in (SAID_TWICE.name, "official series")
        ]
        quiet = len(found[verdict]) - len(telling)
        if telling or quiet:
            yield ""
        shown = telling if everything else telling[:SHOWN]
        for row in shown:
            yield f"{labels.say(lang, _HEADS[verdict]):8} {_line(row, lang)}"
        if len(telling) > len(shown):
            more = len(telling) - len(shown)
            yield labels.say(lang, "… and {more} more (--all lists them)", more=more)
        if quiet:
            words = labels.say(
                lang, "and {count} figures said twice or beside the official series", count=quiet
            )
            yield f"{labels.say(lang, _HEADS[verdict]):8} {words}"


def _failure(row: Row, lang: str) -> Iterator[str]:
    colon = labels.word("colon", lang)
    yield f"{labels.say(lang, _HEADS[FAILS])}  {title(row['identity'], lang)}"
    yield f"  {about(row, lang)} · {labels.say(lang, 'published')} {row['vintage']}"
    yield f"  {_numbers(row, lang)}; {labels.say(lang, 'apart by')} {number(row['gap'], row['unit'], lang)}"
    if row["culprit"]:
        others = [place for place in row["suspects"] if place != row["culprit"]]
        also = labels.say(lang, ", or ") + ", ".join(others) if others else ""
        blame = labels.say(lang, "likeliest misprint")
        yield f"  {blame}{colon}{row['mend']}  ({row['culprit']}{also})"
    for text, places in zip(row["figures"], row["places"], strict=True):
        yield f"  {text or labels.say(lang, 'official')}  ({', '.join(places)})"
    for sentence in row["sentences"]:
        yield f"    「{sentence}」"


def _line(row: Row, lang: str) -> str:
    dates = f" [{row['vintage']}]" if row["verdict"] == REVISED else ""
    return f"{title(row['identity'], lang)} · {about(row, lang)}: {_numbers(row, lang)}{dates}"


def title(identity: str, lang: str = "en") -> str:
    """The name of an identity in words.

    >>> title("total"), title("total", "zh")
    ('trade = exports + imports', '进出口＝出口＋进口')
    """
    return _titles().get(identity, (identity, identity))[lang == "en"]


@cache
def _titles() -> dict[str, tuple[str, str]]:
    from tradekit.checks.frames import OFFICIAL

    return {
        one.name: (one.zh, one.en) for one in (*identities(), SAID_TWICE, LIMITS, OFFICIAL, PART, HEADLINE)
    }


def about(row: Row, lang: str = "en") -> str:
    """What a verdict speaks of, in words: subject, statistic, period; of an open one, what is missing."""
    key = row["missing_key"] or row
    thing = labels.about(key, lang)
    gap = labels.word("space", lang)
    said = "" if key["measure"] == "value" else gap + labels.word(key["measure"], lang)
    kind = "" if key["statistic"] == "level" else gap + labels.word(key["statistic"], lang)
    return f"{thing}{said}{kind}, {labels.period(key['period'], lang)}"


def _numbers(row: Row, lang: str) -> str:
    """What is stated, and what the other figures leave open for it."""
    span = _computed(row, lang)
    if row["verdict"] == OPEN:
        close = not math.isnan(row["computed"])
        return labels.say(lang, "implied {span}" if close else "left open, {span}", span=span)
    stated = number(row["stated"], row["unit"], lang)
    return labels.say(lang, "stated {stated}, computed {span}", stated=stated, span=span)


def _computed(row: Row, lang: str) -> str:
    """What the other figures leave open: a number with its ends, where it is close enough to be one."""
    unit = row["missing_key"]["unit"] if row["missing_key"] else row["unit"]
    width = row["high"] - row["low"]
    low = number(row["low"], unit, lang, width, ROUND_FLOOR)
    high = number(row["high"], unit, lang, width, ROUND_CEILING)
    template = "at least {low}" if row["high"] == math.inf else "{low} to {high}"
    template = "at most {high}" if row["low"] == -math.inf else template
    span = labels.say(lang, template, low=low, high=high)
    if math.isnan(row["computed"]):
        return span
    return f"{number(row['computed'], unit, lang, width)} ({span})"


def number(
    value: float, unit: str, lang: str = "en", width: float = math.inf, rounding: str = ROUND_HALF_EVEN
) -> str:
    """A number in base units as a reader has it; without a unit as it is.

    ``width`` is that of the interval which it comes from, and says how many decimals mean anything; the ends
    of an interval are rounded outwards.

    >>> number(32.06e12, "CNY"), number(-0.28988, "percent", width=0.2), number(7.0334, "")
    ('32.06 trillion yuan', '−0.29%', '7.0334')
    """
    from tradekit.tables.numbers import scale

    if math.isinf(value) or math.isnan(value):
        return {math.inf: "∞", -math.inf: "−∞"}.get(value, "?")
    by = scale([value], unit, lang) if unit else None
    size = value / by.divisor if by else value
    known = math.isfinite(width) and width > 0
    places = max(0, math.ceil(1.5 - math.log10(width / (by.divisor if by else 1)))) if known else 4
    exact = Decimal(f"{size:.9g}").quantize(Decimal(1).scaleb(-places), rounding)
    text = f"{exact:,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    space = " " if by and lang == "en" and by.unit not in ("", "%") else ""
    return text.replace("-", "−") + space + (by.unit if by else "")


def readable_verdicts(verdicts: pd.DataFrame, lang: str = "zh") -> pd.DataFrame:
    """The table of verdicts for a notebook: words for codes, a row a verdict, failures first.

    Columns: ``verdict``, ``identity``, ``subject`` (with the period), what was stated, what the other figures
    say, the likeliest misprint, ``sentence``, and ``sources`` (lists of ``report#start``) for the links.
    """
    import pandas as pd

    order = list(_HEADS)
    rows = [{str(name): value for name, value in row.items()} for row in verdicts.to_dict("records")]
    rows.sort(key=lambda row: order.index(row["verdict"]))
    stated, computed, misprint = (labels.say(lang, x) for x in ("stated", "computed", "likeliest misprint"))
    table = [
        {
            "verdict": row["verdict"],
            "identity": title(row["identity"], lang),
            "subject": about(row, lang),
            stated: "" if row["verdict"] == OPEN else number(row["stated"], row["unit"], lang),
            computed: _computed(row, lang),
            misprint: row["mend"],
            "sentence": " ".join(row["sentences"]),
            "sources": [place for place in row["terms"] if not place.startswith("official#")],
        }
        for row in rows
    ]
    names = ["verdict", "identity", "subject", stated, computed, misprint, "sentence", "sources"]
    return pd.DataFrame(table, columns=names)


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
