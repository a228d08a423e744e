"""What changed, in sentences: the table of :func:`tradekit.tables.whatsnew.news` for readers."""

from __future__ import annotations

from typing import Any

import pandas as pd

from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.tables.fold import records
from tradekit.tables.lede import Lede, Told
from tradekit.tables.numbers import written
from tradekit.tables.whatsnew import NEWS

Row = dict[str, Any]
MOVED: tuple[str, ...] = ("turned", "faster", "slower")
"""The kinds of news that are a rate beside that of the period before."""
_PLAIN = "{noun} {much} in {when}"
_AGAIN = ("first", "new")
"""What may be told of a figure that was told of already, and then is not."""
_NEW = 5
"""So many new figures are told with their values."""
_ITEMS = {
    "turned": "{noun} {much} in {when}, after {was} in {then}",
    "faster": "{noun} {much} in {when}, after {was} in {then}",
    "slower": "{noun} {much} in {when}, after {was} in {then}",
    "highest": "{noun} {much} in {when}, the highest {part} since {then} ({was})",
    "lowest": "{noun} {much} in {when}, the lowest {part} since {then} ({was})",
    "revised": "{noun} {much} in {when}, printed as {was} on {date}",
    "contradicted": "{noun} {much} in {when}, but {was} as published on {date}",
}
_OF_ALL = {
    "highest": "{noun} {much} in {when}, the highest {part} of the {count} known",
    "lowest": "{noun} {much} in {when}, the lowest {part} of the {count} known",
}


def tell(news: pd.DataFrame, *, lang: str = "zh", most: int = 6) -> Lede:
    """A sentence for each kind of news, each number leading to its place; ``most`` things in one of them.

    Gives a :class:`tradekit.tables.lede.Lede`: ``sentences`` with ``plain`` for their text, and ``finding``,
    the most telling as a title.

    >>> import pandas as pd
    >>> tell(pd.DataFrame({"kind": []}), lang="en").sentences
    ['Nothing in it is new.']
    """
    found = Lede(labels.check(lang))
    rows = records(news)
    before: set[tuple[str, ...]] = set()
    for kind in NEWS:
        told = {_told(row, lang): row for row in reversed(rows) if row["kind"] == kind}
        mine = [row for about, row in reversed(told.items()) if kind not in _AGAIN or about[:3] not in before]
        before |= {about[:3] for about in told}
        if mine:
            items = _items(found, mine, min(most, _NEW) if kind in _AGAIN else most)
            lead = _capital(
                labels.say(lang, "{kind} ({count}): ", kind=labels.word(kind, lang), count=len(mine))
            )
            found.finding = found.finding or _capital(found.plain(items[0]))
            found.sentences.append(
                lead + labels.word("semicolon", lang).join(items) + labels.word("stop", lang)
            )
    if not rows:
        found.sentences.append(labels.say(lang, "Nothing in it is new."))
    return found


def _told(row: Row, lang: str) -> tuple[str, ...]:
    """What a reader is told of a row: what is told once need not be told again."""
    return noun(row, lang), row["period"], *rates(row, lang), row["was_period"], row["was_published"]


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _items(found: Lede, rows: list[Row], most: int) -> list[str]:
    items = [_item(found, row) for row in rows[:most]]
    if len(rows) > most:
        items.append(found.say("and {count} more", count=str(len(rows) - most)))
    return items


def _item(found: Lede, row: Row) -> str:
    lang, kind = found.lang, row["kind"]
    much = found.figure(Told(_written(row, "", lang), (row["source"],), row["value"]))
    template = _ITEMS.get(kind, _PLAIN) if row["was_period"] else _OF_ALL.get(kind, _PLAIN)
    return found.say(
        template, noun=noun(row, lang), much=much, when=labels.period(row["period"], lang),
        was=_written(row, "was", lang), then=labels.period(row["was_period"], lang),
        date=row["was_published"], count=str(row["count"] + 1), part=_part(row, lang),
    )  # fmt: skip


def _part(row: Row, lang: str) -> str:
    """What a record is one of: months, quarters or years one after the other, or the same months of years."""
    year = "year" if "-" not in row["period"] else ""
    kind = {1: "month", 3: "quarter"}.get(row["every"], year)
    return labels.say(lang, kind) if kind else labels.period(row["period"], lang, year=False)


def rates(row: Row, lang: str) -> tuple[str, str]:
    """A figure and the one before it, as written."""
    return _written(row, "", lang), _written(row, "was", lang)


def thing_of(row: Row, lang: str) -> str:
    """What a rate is of, and when: exports, Dec 2023."""
    parts = noun(row | {"statistic": "level"}, lang), labels.period(row["period"], lang)
    return labels.word("comma", lang).join(parts)


def _written(row: Row, which: str, lang: str) -> str:
    """A figure of the table: its own, or that ``which`` names before it."""
    low, high = (row[f"{which}_{end}" if which else end] for end in ("low", "high"))
    unit = "pp" if row["statistic"] == "contribution" else row["unit"]
    signed = row["statistic"] in ("growth", "contribution") or row["unit"] == "pp"
    bound = row["bound"] if not which else "="
    return written(row[which or "value"], unit, lang, low=low, high=high, bound=bound, sign=signed)


def noun(row: Row, lang: str) -> str:
    """What a figure is about and what it says of it, in a phrase.

    >>> noun({"flow": "export", "statistic": "growth", "basis": "yoy", "measure": "quantity"}, "en")
    'growth of exports (quantity)'
    """
    abroad = "" if row.get("reporter") == HOME else str(row.get("reporter") or "")
    thing = labels.lowered(labels.about(row | {"reporter": abroad}, lang))
    said = [row["measure"]] if row["measure"] not in ("value", "", "volume") else []
    said += [row["basis"]] if row["basis"] not in ("yoy", "") else []
    said += (
        [row["currency"]] if row.get("currency", "") not in ("CNY", "") and row["unit"] == "percent" else []
    )
    if row["statistic"] != "level":
        thing = labels.say(lang, "{what} of {noun}", what=labels.word(row["statistic"], lang), noun=thing)
    words = labels.word("comma", lang).join(labels.word(one, lang) for one in said)
    return labels.say(lang, "{thing} ({words})", thing=thing, words=words) if words else thing


def readable_news(news: pd.DataFrame, lang: str = "zh") -> pd.DataFrame:
    """The table of news in words: ``id`` (the figure's place), ``kind``, ``subject``, ``period``, ``text``,
    ``was``, ``was_period``, ``published`` (when that was)."""
    rows = [
        {
            "id": row["source"],
            "kind": labels.word(row["kind"], lang),
            "subject": noun(row, lang),
            "period": row["period"],
            "text": _written(row, "", lang),
            "was": _written(row, "was", lang),
            "was_period": labels.period(row["was_period"], lang),
            "published": row["was_published"],
        }
        for row in records(news)
    ]
    columns = ["id", "kind", "subject", "period", "text", "was", "was_period", "published"]
    return pd.DataFrame(rows, columns=columns)
