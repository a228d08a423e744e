"""Explain: how each slot of a figure came to be, found by reading again without one word after the other.

What a reading depends on shows when a word is taken out of it: where 广东 goes, the reporter changes. So no
account has to be kept while a text is read, and none can be wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from tradekit.extraction.context import Draft
from tradekit.extraction.survey import Reading, read_article
from tradekit.language.headings import headings
from tradekit.language.interface import language
from tradekit.language.lexicon import Lexicon, load
from tradekit.language.mentions import Mention, Span
from tradekit.model.errors import TradekitError
from tradekit.model.report import Report

if TYPE_CHECKING:
    import pandas as pd

SLOTS: Final = (
    "indicator", "reporter", "flow", "commodity", "partner", "enterprise", "regime", "period", "measure",
    "statistic", "basis", "currency", "status", "speaker",
)  # fmt: skip
COLUMNS: Final = ("figure", "slot", "value", "how", "words", "place", "otherwise")
_KINDS: Final = {
    "reporter": ("regions", "partners"), "flow": ("flows",), "commodity": ("commodities",),
    "partner": ("partners",), "enterprise": ("enterprises",), "regime": ("regimes",), "period": ("period",),
    "measure": ("measures", "counts"), "basis": ("comparisons", "directions"), "status": ("statuses",),
}  # fmt: skip
"""The kinds of words that say a slot."""
_DEFAULTS: Final = ("", "trade", "actual")
_WORDS: Final = 150
"""So many words before a figure's sentence are tried."""
_SHOWN: Final = 3


_Slots = dict[Span, dict[str, str]]
"""The slots of the figures of a reading, by their place."""
_Without = list[tuple[Mention, _Slots]]
"""Words, and what is read without each of them."""


def explain(
    what: str | Mapping[str, Any],
    published: str | None = None,
    report: Report | None = None,
    lexicon: Lexicon | str | None = None,
) -> pd.DataFrame:
    """How each slot of the figures in a sentence came to be, as a small table.

    ``what`` is a text, or a row of the observation table; a row is read in its sentence, or in its ``report``
    where that is given, so that what was carried to it is found too. ``published`` (``YYYY-MM-DD``) dates a
    text. Columns: ``figure``, ``slot``, ``value``; ``how`` (``said`` in the sentence, ``carried`` from before
    it, ``unsaid``, ``stated``, ``rule``); the ``words`` on which it hangs, their ``place`` in the text, and
    what it would be ``otherwise``, without the nearest of them (``—``: no figure at all).
    Raises ``TradekitError`` where the figure of a row is not found.

    >>> made = explain("2023年，广东出口5.4万亿元，同比增长2.5%。", "2024-01-20")
    >>> made[made["slot"] == "reporter"][["figure", "value", "words"]].values.tolist()
    [['5.4万亿元', '广东', '广东'], ['2.5%', '广东', '广东']]
    """
    import pandas as pd

    from tradekit.documents.pages import read_text

    row = None if isinstance(what, str) else what
    text = str(what if row is None else row["sentence"])
    if row is not None and row.get("cell"):
        return pd.DataFrame(_of_cell(row, lexicon), columns=list(COLUMNS))
    dated = published or (str(row["published"]) if row is not None and row["published"] else None)
    words = lexicon if isinstance(lexicon, Lexicon) else load(lexicon)
    made = []
    for article in (report or read_text(text, "sentence", dated)).articles:
        if report is None or row is None or article.number == row["article"]:
            made += _explained(read_article(article, words), words, row, report is not None)
    if row is not None and not made:
        raise TradekitError(f"{row['text']}: not found in “{text}”; give the report: explain(row, report=…)")
    return pd.DataFrame(made, columns=list(COLUMNS))


def _of_cell(row: Mapping[str, Any], lexicon: Lexicon | str | None) -> list[list[str]]:
    """The lines of a figure in a table: which heading or stub says each slot; else its captions do."""
    read = headings(lexicon if isinstance(lexicon, Lexicon) else load(lexicon)).read
    parts = [read(part) for part in str(row["sentence"]).split(" · ")[:-1]]
    made = []
    for slot in SLOTS:
        value = str(row[slot])
        told = [
            part.text
            for part in parts
            if value in part.said.values() or value in dict(part.places) or value == part.name
        ]
        dated = [part.text for part in parts if slot == "period" and part.time is not None]
        if value:
            words = ", ".join(told or dated)
            made.append([row["text"], slot, value, "said" if words else "carried", words, row["cell"], ""])
    return made


def _told(reading: Reading) -> _Slots:
    return {draft.span: _slots(draft) for draft in [*reading.drafts, *reading.others]}


def _slots(draft: Draft) -> dict[str, str]:
    figure, subject = draft.figure, draft.subject
    made = {name: str(getattr(subject, name)) for name in SLOTS[:7]}
    return made | {
        "period": draft.period.name,
        "measure": figure.measure,
        "statistic": figure.statistic,
        "basis": draft.basis,
        "currency": draft.currency,
        "status": draft.status,
        "speaker": draft.speaker,
    }


def _explained(
    reading: Reading, words: Lexicon, row: Mapping[str, Any] | None, whole: bool
) -> list[list[str]]:
    """The lines of all figures of an article, or of the one that ``row`` is."""
    drafts = [*reading.drafts, *reading.others]
    if row is not None:
        drafts = [one for one in drafts if _is(reading, one, row, whole)][:1]
    if not drafts:
        return []
    first, last = min([one.sentence[0] for one in drafts]), max([one.sentence[1] for one in drafts])
    tried = [one for one in language(reading.article.language).words(reading.scanned) if one.start < last]
    passed = len([one for one in tried if one.end <= first])
    tried = tried[max(0, passed - _WORDS) :]
    without: _Without = []
    for one in tried:
        without.append((one, _told(read_article(reading.article, words, (one.start, one.end)))))
    slots = _told(reading)
    return [line for draft in drafts for line in _lines(reading, draft, slots[draft.span], without)]


def _is(reading: Reading, draft: Draft, row: Mapping[str, Any], whole: bool) -> bool:
    start, _, text = reading.text.placed(*draft.span)
    same = start == row["start"] if whole else text == row["text"]
    return bool(same and draft.figure.statistic == row["statistic"])


def _lines(reading: Reading, draft: Draft, slots: dict[str, str], without: _Without) -> list[list[str]]:
    """The lines of one figure; what is so by default and said by nobody is left out."""
    figure, printed, place = draft.figure, reading.text.cut(*draft.span), _place(reading, *draft.span)
    tongue = language(reading.article.language)
    made = []
    for name in SLOTS:
        value = slots[name]
        if name == "currency" and figure.quantity.kind == "money":
            made.append([printed, name, value, "stated", printed, place, ""])
            continue
        cause = _cause(reading, draft, name, value, without, tongue.home)
        if cause[0] != "unsaid" or value not in _DEFAULTS:
            by_rule = cause[0] == "unsaid" and name in ("measure", "statistic")
            made.append([printed, name, value, "rule" if by_rule else cause[0], *cause[1:]])
    made.append([printed, "value", f"{figure.value:g} {figure.unit}", "stated", printed, place, ""])
    made.append([printed, "rule", figure.rule, "rule", tongue.example(figure.rule), "", ""])
    return made


def _cause(
    reading: Reading, draft: Draft, name: str, value: str, without: _Without, home: str
) -> tuple[str, str, str, str]:
    """How a slot got its value, on which words it hangs, where they stand, and the value without them."""
    changed = [(one, other[draft.span][name]) for one, other in without if draft.span in other]
    found = [(one, other) for one, other in changed if other != value]
    if not found:
        lost = {one.start for one, other in without if draft.span not in other}
        named = [one for one, _ in without if _names(one, name, value, home)]
        named.sort(key=lambda one: (one.start > draft.span[0], abs(one.start - draft.span[0])))
        found = [(one, "—" if one.start in lost else value) for one in named[:1]]
    if not found:
        return "unsaid", "", "", ""
    found.sort(key=lambda pair: abs(pair[0].start - draft.span[0]))
    nearest, otherwise = found[0]
    causes = sorted([one for one, _ in found[:_SHOWN]], key=lambda one: one.start)
    here = any([draft.sentence[0] <= one.start < draft.sentence[1] for one in causes])
    words = " … ".join([reading.text.cut(one.start, one.end) for one in causes])
    place = _place(reading, nearest.start, nearest.end)
    return "said" if here else "carried", words, place, otherwise


def _names(one: Mention, slot: str, value: str, home: str) -> bool:
    """Whether a word says a slot's value by itself, so that another one would do as well."""
    if slot == "reporter" and one.get("code") == "home":
        return value == home
    if one.kind == "word":
        return one.text == value
    if one.kind not in _KINDS.get(slot, ()) or not value:
        return False
    return slot == "period" or value == one.get(slot) or one.name in value


def _place(reading: Reading, start: int, end: int) -> str:
    first, last, _ = reading.text.placed(start, end)
    return f"{first}–{last}"
