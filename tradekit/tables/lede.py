"""What a reader of one minute is told: sentences whose figures are rows, or marked as computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pandas as pd

from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.model.schema import DIMENSIONS
from tradekit.tables.briefing import main_period
from tradekit.tables.fold import Entry, folded, of, records
from tradekit.tables.indicators import flow_key, spread
from tradekit.tables.numbers import written
from tradekit.tables.order import span

_STATISTICS = ("level", "growth", "share", "contribution")
_INDEX = ("period", "reporter", "indicator", "sector", "flow", *DIMENSIONS, "measure", "currency")


class Told(NamedTuple):
    """A figure in a sentence: as written, where it or what it is computed from is printed, its value."""

    text: str
    sources: tuple[str, ...]
    value: float
    computed: bool = False


@dataclass(slots=True)
class Lede:
    """Sentences with their figures: figure ``n`` stands in them as the character ``chr(0xE000 + n)``."""

    lang: str
    sentences: list[str] = field(default_factory=list)
    figures: list[Told] = field(default_factory=list)
    finding: str = ""

    def plain(self, sentence: str) -> str:
        """A sentence as text."""
        return "".join(self.figures[ord(c) - 0xE000].text if self.holds(c) else c for c in sentence)

    def holds(self, char: str) -> bool:
        """Whether a character stands for a figure."""
        return 0 <= ord(char) - 0xE000 < len(self.figures)

    def figure(self, told: Told) -> str:
        """The character that stands for one more figure."""
        self.figures.append(told)
        return chr(0xE000 + len(self.figures) - 1)

    def written(self, entry: Entry, *, sign: bool = False, size: bool = False) -> str:
        """An entry's figure; its ``size`` is without a sign."""
        value, low, high = entry.value, entry.low, entry.high
        if size and value < 0:
            value, low, high = -value, -high, -low
        unit = "pp" if entry.statistic == "contribution" else entry.unit
        text = written(value, unit, self.lang, low=low, high=high, bound=entry.bound, sign=sign)
        return self.figure(Told(text, tuple(entry.sources), entry.value))

    def say(self, template: str, **values: str) -> str:
        """A piece of a sentence in the lede's language."""
        return labels.say(self.lang, template, **values)


def main_reporter(observations: pd.DataFrame, wanted: str = HOME) -> str:
    """The reporter ``wanted`` if the table has figures of it; else the one that most figures are about."""
    if not len(observations) or len(of(observations, wanted)):
        return wanted
    return str(observations["reporter"].mode().iat[0])


def lede(observations: pd.DataFrame, reporter: str = HOME, *, lang: str = "zh") -> Lede:
    """Up to three sentences on the period that most figures are about.

    The totals with their growth (of a report without them, what it says first); the goods and the partners
    that stand out; the balance, computed from exports and imports where nobody prints it. ``finding`` is the
    first of it, as a title.
    """
    told = Lede(labels.check(lang))
    found = folded(observations, reporter, None)
    trade = [e for e in found if e.indicator == "trade" and e.statistic in _STATISTICS]
    period = main_period(observations, reporter)
    now = [e for e in trade if e.period == period and e.measure == "value" and e.status != "target"]
    whole = [e for e in now if not any(getattr(e, d) for d in DIMENSIONS) and e.basis in ("", "yoy")]
    money = [e.currency for e in whole or now if e.currency]
    main = max(dict.fromkeys(money), key=money.count, default="")
    whole = [e for e in whole if e.currency in ("", main)]
    if not whole or len(trade) * 2 < len(found):
        _totals(told, _first([e for e in found if e.period == period] or found), reporter)
    if whole:
        _totals(told, whole, reporter)
    _standing_out(told, [e for e in now if e.currency in ("", main)])
    if whole:
        _balance(told, whole)
    told.sentences = list(dict.fromkeys(told.sentences))[:3]
    told.sentences = [one[:1].upper() + one[1:] + labels.word("stop", lang) for one in told.sentences]
    return told


def _first(found: list[Entry]) -> list[Entry]:
    """The figures of the thing that is spoken of first."""
    ranked = sorted((e for e in found if e.statistic in _STATISTICS[:2]), key=lambda e: _place(e.sources[0]))
    return [e for e in ranked if e.key[:10] == ranked[0].key[:10]]


def _place(source: str) -> tuple[str, int]:
    report, _, start = source.rpartition("#")
    return report, int(start)


def _totals(told: Lede, found: list[Entry], reporter: str) -> None:
    """What came to how much, and grew by how much."""
    groups: dict[str, list[Entry]] = {}
    for entry in sorted(found, key=lambda e: flow_key(e.flow)):
        if entry.flow != "balance":
            groups.setdefault(entry.flow, []).append(entry)
    clauses = [clause for group in groups.values() if (clause := _clause(told, group))]
    if not clauses:
        return
    when = labels.period(found[0].period, told.lang)
    place = "" if reporter == HOME else labels.name("reporter", reporter, told.lang) + told.say(": ")
    said = labels.word("semicolon", told.lang).join(clauses)
    told.sentences.append(place + told.say("in {when} {said}", when=when, said=said))
    finding = told.say("{said} in {when}", said=told.plain(clauses[0]), when=when)
    told.finding = told.finding or place + finding[:1].upper() + finding[1:]


def _clause(told: Lede, group: Sequence[Entry]) -> str:
    """One thing: its level and its growth."""
    level = next((e for e in group if e.statistic == "level"), None)
    growth = next((e for e in group if e.statistic == "growth"), None)
    noun = _noun(group[0], told.lang)
    said = told.say("{noun} came to {much}", noun=noun, much=told.written(level)) if level else noun
    if growth is None:
        return said if level else ""
    basis, grew = labels.word(growth.basis, told.lang), _grew(told, growth)
    template = "{said} and {grew} {basis}" if level else "{said} {grew} {basis}"
    return told.say(template, said=said, grew=grew, basis=basis)


def _grew(told: Lede, growth: Entry) -> str:
    if growth.value == 0:
        return told.say("did not change") + (f" ({told.written(growth)})")
    template = "grew {much}" if growth.value > 0 else "fell {much}"
    return told.say(template, much=told.written(growth, size=True))


def _noun(entry: Entry, lang: str) -> str:
    row = {column: getattr(entry, column) for column in _INDEX}
    return labels.lowered(labels.about(row | {"reporter": HOME}, lang))


def _standing_out(told: Lede, now: list[Entry]) -> None:
    """The largest and the fastest of the goods, and the largest partner."""
    clauses = []
    for kind, template in (("commodity", "the largest of the goods named: {said}"),
                           ("partner", "the largest of the partners named: {said}")):  # fmt: skip
        parts = [e for e in now if [d for d in DIMENSIONS if getattr(e, d)] == [kind]]
        if levels := [e for e in parts if e.statistic == "level" and e.bound == "="]:
            top = max(levels, key=lambda e: e.value)
            about = [e for e in parts if e.key[:10] == top.key[:10] and e.basis in ("", "yoy")]
            clauses.append(told.say(template, said=_clause(told, [top, *about])))
        rates = [e for e in parts if e.statistic == "growth" and e.basis == "yoy" and e.bound == "="]
        if kind == "commodity" and len(rates) > 1:
            best = max(rates, key=lambda e: e.value)
            rate = told.written(best, sign=True)
            clauses.append(told.say("the fastest: {noun}, {rate}", noun=_noun(best, told.lang), rate=rate))
    if clauses:
        told.sentences.append(labels.word("semicolon", told.lang).join(clauses))


def _balance(told: Lede, whole: list[Entry]) -> None:
    """The balance, as printed or as exports and imports leave it."""
    levels = {e.flow: e for e in whole if e.statistic == "level"}
    if said := levels.get("balance"):
        told.sentences.append(_clause(told, [said, *(e for e in whole if e.flow == "balance")]))
    elif "export" in levels and "import" in levels:
        out, into = levels["export"], levels["import"]
        gap, low, high = out.value - into.value, out.low - into.high, out.high - into.low
        if out.bound == into.bound == "=" and low * high > 0:
            low, high = sorted((abs(low), abs(high)))
            much = written(abs(gap), out.unit, told.lang, low=low, high=high)
            marked = told.figure(Told(much, (*out.sources, *into.sources), gap, computed=True))
            more = "exports exceeded imports by {much}" if gap > 0 else "imports exceeded exports by {much}"
            told.sentences.append(told.say(more, much=marked) + told.say(" (computed)"))


def overview(observations: pd.DataFrame, reporter: str = HOME, *, lang: str = "zh") -> pd.DataFrame:
    """Every thing that is spoken of with its level, growth on the year, share and contribution side by side.

    The main period first, in it ``reporter``'s own totals, then goods, partners, traders and regimes.
    Columns: ``period``, ``subject`` (in ``lang``), ``currency``, and the parts of each statistic.
    """
    found = [e for e in folded(observations, None, None) if e.basis in ("", "yoy") and e.status != "target"]
    table, main = spread(found, _INDEX, _STATISTICS), main_period(observations, reporter)
    home = labels.fold("reporter", reporter)

    def rank(row: dict[str, Any]) -> tuple[Any, ...]:
        kinds = [at for at, dimension in enumerate(DIMENSIONS, 1) if row[dimension]]
        other = (row["period"] != main, -span(row["period"])[1], row["reporter"] != home)
        return (*other, row["indicator"] != "trade", kinds, flow_key(row["flow"]), row["measure"] != "value")

    rows = sorted(records(table), key=rank)
    for row in rows:
        named = row | {"reporter": "" if row["reporter"] == home else row["reporter"]}
        measure = [] if row["measure"] in ("value", "") else [labels.word(row["measure"], lang)]
        row["subject"] = labels.word("comma", lang).join([labels.about(named, lang), *measure])
    kept = ["period", "subject", "currency", *(c for c in table.columns if c not in (*_INDEX, "printed"))]
    return pd.DataFrame(rows, columns=pd.Index([*table.columns, "subject"]))[kept]
