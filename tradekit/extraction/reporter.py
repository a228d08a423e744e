"""Reporter: whose trade an article tells of, and who a sentence is about before it names anybody.

Both are chosen by evidence (``whose.csv``): candidates with what speaks for each; the best one wins.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Final, final

from tradekit.extraction.context import Context
from tradekit.language.evidence import Evidence, table
from tradekit.language.mentions import Scan
from tradekit.language.prepared import PreparedPart, Sentence

_WEIGHTS: Final[dict[str, Evidence]] = table("", "whose")
_PLACES: Final = frozenset(("partners", "regions"))
_GROUPS: Final = frozenset(("group", "continent", "region", "macro", "cluster", "historic", "residual"))

Hints = list[tuple[str, str]]
"""Places with the code of what speaks for each."""


@final
class Candidates:
    """The reporters that may be meant, each with how often there is each piece of evidence for it."""

    __slots__ = ("found",)

    def __init__(self) -> None:
        self.found: Final[dict[str, dict[str, int]]] = {}

    def add(self, name: str, code: str) -> None:
        """One piece of evidence for ``name``; what is found more often than counts speaks no louder."""
        own = self.found.setdefault(name, {})
        own[code] = min(own.get(code, 0) + 1, _WEIGHTS[code].most)

    def has(self, name: str, code: str) -> bool:
        """Whether ``name`` has a piece of evidence already."""
        return code in self.found.get(name, ())

    def best(self) -> tuple[str, float]:
        """The one with the most, and its lead over the next."""
        sums = sorted([(self._sum(name), -at, name) for at, name in enumerate(self.found)], reverse=True)
        return sums[0][2], sums[0][0] - (sums[1][0] if len(sums) > 1 else 0.0)

    def _sum(self, name: str) -> float:
        return sum([_WEIGHTS[code].weight * count for code, count in self.found[name].items()])


def topic(
    prepared: tuple[Sentence, ...], scanned: Scan, title: int, home: str, told: str, hints: Hints
) -> Candidates:
    """The candidates for the reporter of an article as a whole; the empty one where it only says 我市.

    ``title`` is where its headline ends; ``home`` whose it is where nobody is named; ``told`` whose the
    reader says it is; ``hints`` what its words, script and money tell.
    """
    found = Candidates()
    found.add(told or home, "told" if told else "default")
    printed = _mentioned(found, prepared, scanned, title)
    for name, code in hints:
        found.add(printed.get(name, name), code)
    _traded(found, prepared, title, home, told or home)
    return found


def _mentioned(
    found: Candidates, prepared: tuple[Sentence, ...], scanned: Scan, title: int
) -> dict[str, str]:
    """What it says to be named, wherever it is and in whatever role; also how each is printed first."""
    printed: dict[str, str] = {}
    ends = [sentence.span[1] for sentence in prepared]
    seen: set[tuple[int, str]] = set()
    for one in scanned.mentions:
        if one.kind not in _PLACES or one.word is None or one.get("kind") == "aggregate":
            continue
        at = bisect_right(ends, one.start)
        if (at, one.name) in seen:
            continue
        seen.add((at, one.name))
        found.add(one.name, "headline" if one.start < title else "mentioned")
        if one.get("kind") in _GROUPS:
            found.add(one.name, "group")
        printed.setdefault(one.word.name, one.name)
    return printed


def _traded(found: Candidates, prepared: tuple[Sentence, ...], title: int, home: str, usual: str) -> None:
    """What it says to trade, or to be traded with.

    ``usual`` is whose trade it is that nobody is named for.
    """
    first, spoken = True, ""
    for sentence in prepared:
        agents: list[str] = []
        for clause in sentence.clauses:
            for one in clause.parts:
                name = _named(one, home)
                traded, titled = one.said.flow or one.said.counts, one.part.start < title
                if traded and one.said.partner is not None:
                    for partner in one.said.partner.names:
                        found.add(partner, "partner")
                if name is not None:
                    found.add(name, _role(one, traded, titled))
                    spoken = spoken or (name if one.part.group and not traded else "")
                if first and traded and (name is not None or (one.part.group and not titled)):
                    agents.append(sentence.agency or spoken or usual if name is None else name)
                    if name is None and len(agents) == 1:
                        found.add(agents[0], "first.unnamed")
                        first = False
        if first and agents:
            found.add(agents[0], "first.among" if len({*agents} - {home}) > 1 else "first")
            first = False


def _role(one: PreparedPart, traded: bool, titled: bool) -> str:
    """The code of what a part says for the one that it names."""
    if not traded:
        return "named"
    return "title" if titled else "agent" if one.part.group else "agent.bare"


def _named(one: PreparedPart, home: str) -> str | None:
    """Who trades in a part; empty for an unknown 我市, ``None`` where nobody is named."""
    if one.said.reporter is not None:
        return one.said.reporter.joined if len(one.said.reporter.names) == 1 else None
    if one.said.home:
        return home
    return "" if one.said.local else None


def carried(context: Context, sentence: Sentence) -> str:
    """Who a sentence is about before it names anybody."""
    whole = context.base.reporter
    before = context.subject.reporter if context.subjects and not sentence.paragraph else whole
    if before == whole and context.paragraph in (None, whole) and sentence.agency in ("", whole):
        return whole
    found = Candidates()
    found.add(whole, "carry.article")
    if context.paragraph is not None:
        found.add(context.paragraph, "carry.paragraph")
    if context.subjects and not sentence.paragraph:
        found.add(context.subject.reporter, "carry.before")
    if sentence.agency:
        found.add(sentence.agency, "carry.office")
    return found.best()[0]
