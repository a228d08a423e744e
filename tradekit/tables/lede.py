"""What a reader of one minute is told: sentences whose figures are rows, or marked as computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pandas as pd

from tradekit.language import labels
from tradekit.language.labels import HOME
from tradekit.model.schema import DIMENSIONS
from tradekit.tables.briefing import main_period, recent
from tradekit.tables.fold import Entry, folded, of, records
from tradekit.tables.indicators import flow_key, spread
from tradekit.tables.numbers import decimals, measured, plain, scale, short, written
from tradekit.tables.order import span

_STATISTICS = ("level", "growth", "share", "contribution")
_LISTED = 5
"""With the levels of so many goods and no total, the largest of them is what a page opens with."""
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
    about: set[tuple[str, ...]] = field(default_factory=set)
    """What a clause has told of, without its statistic."""

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
        """An entry's figure, shortened; its ``size`` is without a sign."""
        value, low, high = entry.value, entry.low, entry.high
        if size and value < 0:
            value, low, high = -value, -high, -low
        by = scale([value], "pp" if entry.statistic == "contribution" else entry.unit, self.lang)
        places = decimals(low, high, by.divisor) if entry.bound == "=" else None
        number = plain(value / by.divisor, short(places, value / by.divisor), sign=sign)
        bound = (
            ""
            if entry.bound in ("=", "")
            else labels.word(entry.bound, self.lang) + labels.word("space", self.lang)
        )
        text = bound + measured(number, by.unit, self.lang)
        return self.figure(Told(text, tuple(entry.sources), entry.value))

    def say(self, template: str, **values: str) -> str:
        """A piece of a sentence in the lede's language."""
        return labels.say(self.lang, template, **values)


def main_reporter(observations: pd.DataFrame, wanted: str = HOME) -> str:
    """The reporter ``wanted`` if the table tells of its trade; else the one that most figures are about."""
    trade = observations[observations["indicator"] == "trade"] if len(observations) else observations
    told = trade if len(trade) else observations
    if not len(told) or len(of(told, wanted)):
        return wanted
    return str(told["reporter"].mode().iat[0])


def lede(observations: pd.DataFrame, reporter: str = HOME, *, lang: str = "zh") -> Lede:
    """Up to three sentences on the period that most figures are about.

    The totals with their growth (of a report without them, what it says first, or the largest of many
    goods); the goods and the partners that stand out; the balance, as printed, or as exports and imports
    leave it. ``finding`` is a title.
    """
    told = Lede(labels.check(lang))
    found = folded(observations, reporter, None)
    period = told_period(observations, reporter)
    now = [e for e in found if (e.period, e.indicator, e.measure) == (period, "trade", "value")]
    now = [e for e in now if e.statistic in _STATISTICS and e.status != "target"]
    whole = [e for e in now if not any(getattr(e, d) for d in DIMENSIONS) and e.basis in ("", "yoy")]
    money = [e.currency for e in whole or now if e.currency]
    main = max(dict.fromkeys(money), key=money.count, default="")
    whole = [e for e in whole if e.currency in ("", main)]
    now = [e for e in now if e.currency in ("", main)]
    listed = sum(e.statistic == "level" and _told_apart(e) == ["commodity"] for e in now) >= _LISTED
    if whole or not listed:
        _totals(told, whole or _first([e for e in found if e.period == period] or found), reporter)
    _standing_out(told, now, "" if whole or not listed else period)
    if whole:
        _balance(told, whole)
    told.sentences = list(dict.fromkeys(told.sentences))[:3]
    told.sentences = [one[:1].upper() + one[1:] + labels.word("stop", lang) for one in told.sentences]
    return told


def told_period(observations: pd.DataFrame, reporter: str | None = HOME) -> str:
    """The main period of trade; of a report that is mostly about something else, of all figures."""
    found = folded(recent(observations), reporter, None)
    trade = sum(e.indicator == "trade" for e in found)
    return main_period(observations, reporter, indicator="trade" if trade * 2 >= len(found) else None)


def _told_apart(entry: Entry) -> list[str]:
    return [dimension for dimension in DIMENSIONS if getattr(entry, dimension)]


def _first(found: list[Entry]) -> list[Entry]:
    """The figures of the thing that is spoken of first; a share where there is nothing else."""
    usual = [e for e in found if e.statistic in ("level", "growth")]
    ranked = sorted(usual or [e for e in found if e.statistic == "share"], key=lambda e: _place(e.sources[0]))
    alike = 10 if ranked and ranked[0].indicator == "trade" else 9  # growth of a volume stands beside a level
    return [e for e in ranked if e.key[:alike] == ranked[0].key[:alike]]


def _place(source: str) -> tuple[str, int]:
    report, _, start = source.rpartition("#")
    return report, int(start)


def _totals(told: Lede, found: list[Entry], reporter: str) -> None:
    """What came to how much, and grew by how much."""
    groups: dict[str, list[Entry]] = {}
    for entry in sorted(found, key=lambda e: flow_key(e.flow)):
        if entry.flow != "balance" or {e.flow for e in found} == {"balance"}:
            groups.setdefault(entry.flow, []).append(entry)
    clauses, basis = [], ""
    for group in groups.values():
        clauses.append(_clause(told, group, basis))
        basis = next((e.basis for e in group if e.statistic == "growth"), basis)
    if not any(clauses):
        return
    when = labels.period(found[0].period, told.lang)
    place = "" if reporter == HOME else labels.name("reporter", reporter, told.lang) + told.say(": ")
    said = labels.word("semicolon", told.lang).join(filter(None, clauses))
    told.sentences.append(place + told.say("in {when} {said}", when=when, said=said))
    finding = _finding(told, list(groups.values()), clauses[0], when)
    told.finding = place + (finding if place else finding[:1].upper() + finding[1:])


def _finding(told: Lede, groups: list[list[Entry]], clause: str, when: str) -> str:
    """A title: how all flows grew; of one thing, how it grew and to how much."""
    growth = [next((e for e in group if e.statistic == "growth"), None) for group in groups]
    rates = [(group[0], e) for group, e in zip(groups, growth, strict=True) if e is not None]
    level = next((e for e in groups[0] if e.statistic == "level"), None)
    if not rates or rates[0][0] is not groups[0][0] or rates[0][1].basis != "yoy":
        said = clause
    else:
        parts = [
            told.say("{noun} {grew}", noun=_noun(one, told.lang), grew=_grew(told, e)) for one, e in rates
        ]
        said = labels.word("comma", told.lang).join(parts)
        if level and len(rates) == 1:
            said = told.say("{said} to {much}", said=said, much=told.written(level, size=True))
    return told.plain(told.say("{said} in {when}", said=said, when=when))


def _clause(told: Lede, group: Sequence[Entry], known: str = "") -> str:
    """One thing: its level and its growth, on a basis that is not said again where it is ``known``."""
    level = next((e for e in group if e.statistic == "level"), None)
    growth = next((e for e in group if e.statistic == "growth"), None)
    share = next((e for e in group if e.statistic == "share"), None)
    noun = _noun(level or group[0], told.lang)
    told.about.add(group[0].key[:10])
    if growth is None and level is None:
        return told.say("{noun} made up {much}", noun=noun, much=told.written(share)) if share else ""
    said = (
        told.say("{noun} came to {much}", noun=noun, much=told.written(level, size=True)) if level else noun
    )
    if growth is None:
        return said
    basis = "" if growth.basis == known else told.say(" {basis}", basis=labels.word(growth.basis, told.lang))
    if level is None:
        return told.say("{said} {grew}{basis}", said=said, grew=_grew(told, growth), basis=basis)
    if growth.value == 0:
        return told.say(
            "{said}, unchanged{basis} ({much})", said=said, basis=basis, much=told.written(growth)
        )
    template = "{said}, up {much}{basis}" if growth.value > 0 else "{said}, down {much}{basis}"
    return told.say(template, said=said, basis=basis, much=told.written(growth, size=True))


def _grew(told: Lede, growth: Entry) -> str:
    if growth.value == 0:
        return told.say("did not change") + (f" ({told.written(growth)})")
    template = "grew {much}" if growth.value > 0 else "fell {much}"
    return told.say(template, much=told.written(growth, size=True))


def _noun(entry: Entry, lang: str) -> str:
    """What an entry is about; a balance whose level it is, is a surplus or a deficit."""
    row = {column: getattr(entry, column) for column in _INDEX} | {"reporter": HOME}
    if entry.flow == "balance" and entry.statistic == "level" and entry.value:
        row["flow"] = "surplus" if entry.value > 0 else "deficit"
    return labels.lowered(labels.about(row, lang))


def _standing_out(told: Lede, now: list[Entry], period: str) -> None:
    """The largest and the fastest of the goods, and the largest partner; of a ``period`` where they open."""
    clauses = []
    for kind, template in (("commodity", "the largest of the goods named: {said}"),
                           ("partner", "the largest of the partners named: {said}")):  # fmt: skip
        parts = [e for e in now if _told_apart(e) == [kind] and e.flow != "balance"]
        if levels := [e for e in parts if e.statistic == "level" and e.bound == "="]:
            top = max(levels, key=lambda e: e.value)
            about = [e for e in parts if e.key[:10] == top.key[:10] and e.basis in ("", "yoy")]
            known, said = top.key[:10] in told.about, _clause(told, about)
            clauses += [] if known else [told.say(template, said=said) if len(levels) > 1 else said]
            if period and not told.finding:
                finding = _finding(told, [about], said, labels.period(period, told.lang))
                told.finding = finding[:1].upper() + finding[1:]
        rates = [e for e in parts if e.statistic == "growth" and e.basis == "yoy" and e.bound == "="]
        if kind == "commodity" and len(rates) > 1:
            best = max(rates, key=lambda e: e.value)
            rate = told.written(best, sign=True)
            clauses.append(told.say("the fastest: {noun}, {rate}", noun=_noun(best, told.lang), rate=rate))
    if clauses:
        said = labels.word("semicolon", told.lang).join(clauses)
        when = labels.period(period, told.lang)
        told.sentences.append(told.say("in {when} {said}", when=when, said=said) if period else said)


def _balance(told: Lede, whole: list[Entry]) -> None:
    """The balance, as printed or as exports and imports leave it."""
    levels = {e.flow: e for e in whole if e.statistic == "level"}
    if (said := levels.get("balance")) and said.key[:10] not in told.about:
        told.sentences.append(_clause(told, [said, *(e for e in whole if e.flow == "balance")]))
    elif not said and "export" in levels and "import" in levels:
        out, into = levels["export"], levels["import"]
        gap, low, high = out.value - into.value, out.low - into.high, out.high - into.low
        if out.bound == into.bound == "=" and low * high > 0:
            low, high = sorted((abs(low), abs(high)))
            much = written(abs(gap), out.unit, told.lang, low=low, high=high)
            marked = told.figure(Told(much, (out.sources[0], into.sources[0]), gap, computed=True))
            more = "exports exceeded imports by {much}" if gap > 0 else "imports exceeded exports by {much}"
            told.sentences.append(told.say(more, much=marked) + told.say(" (computed)"))


def overview(observations: pd.DataFrame, reporter: str = HOME, *, lang: str = "zh") -> pd.DataFrame:
    """Every thing that is spoken of with its level, growth on the year, share and contribution side by side.

    The main period first, in it ``reporter``'s own totals, then goods, partners, traders and regimes.
    Columns: ``period``, ``subject`` (in ``lang``), ``currency``, and the parts of each statistic.
    """
    found = [e for e in folded(observations, None, None) if e.basis in ("", "yoy") and e.status != "target"]
    table, main = spread(found, _INDEX, _STATISTICS), told_period(observations, reporter)
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
