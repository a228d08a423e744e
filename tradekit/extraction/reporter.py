"""Reporter: whose trade an article tells of, and who a sentence is about before it names anybody.

Both are chosen by evidence (``who.csv``): candidates with what speaks for each; the best one wins.
"""

from __future__ import annotations

from typing import Final, final

from tradekit.extraction.context import Context
from tradekit.language.evidence import Evidence, table
from tradekit.language.prepared import PreparedPart, Sentence

_WEIGHTS: Final[dict[str, Evidence]] = table("", "whose")
MOST: Final = 4
"""What is named more often speaks no louder."""


@final
class Candidates:
    """The reporters that may be meant, each with the sum of its evidence."""

    __slots__ = ("found", "sums")

    def __init__(self) -> None:
        self.sums: Final[dict[str, float]] = {}
        self.found: Final[dict[str, list[str]]] = {}

    def add(self, name: str, code: str) -> None:
        """One piece of evidence for ``name``."""
        self.sums[name] = self.sums.get(name, 0.0) + _WEIGHTS[code].weight
        self.found.setdefault(name, []).append(code)

    def has(self, name: str, code: str) -> bool:
        """Whether ``name`` has a piece of evidence already."""
        return code in self.found.get(name, ())

    def best(self) -> tuple[str, float]:
        """The one with the most, and its lead over the next."""
        name, most, second = "", -1.0, 0.0
        for one, weight in self.sums.items():
            if weight > most:
                name, most, second = one, weight, max(most, 0.0)
            elif weight > second:
                second = weight
        return name, most - second


def topic(prepared: tuple[Sentence, ...], title: int, home: str, told: str) -> tuple[str, float]:
    """The reporter of an article as a whole, and how clearly; empty where it only says 我市.

    ``title`` is where its headline ends; ``home`` whose it is where nobody is named; ``told`` whose the
    reader says it is.
    """
    found = Candidates()
    found.add(told or home, "told" if told else "default")
    first, spoken = True, ""
    for sentence in prepared:
        if sentence.agency:
            found.add(sentence.agency, "office.again" if found.has(sentence.agency, "office") else "office")
        for clause in sentence.clauses:
            for one in clause.parts:
                name = _named(one, home)
                traded = one.said.flow or one.said.counts
                for place in _spoken_of(one):
                    _weigh(found, place, False, one.part.start < title)
                if name is not None:
                    if traded and one.said.home and not found.has(home, "ours"):
                        found.add(home, "ours")
                    _weigh(found, name, traded, one.part.start < title)
                    if one.part.group and not traded and one.said.reporter is not None:
                        spoken = spoken or name
                if first and traded and (name is not None or (one.part.group and one.part.start >= title)):
                    first = False
                    _weigh_first(found, name, sentence.agency or spoken or told, home)
    return found.best()


def _weigh_first(found: Candidates, name: str | None, told: str, home: str) -> None:
    """What the first of the text that trades says for who it names, or for whom the text tells of else."""
    if name is not None:
        found.add(name, "first")
    else:
        found.add(told or home, "first.unnamed" if told else "first.default")


def _spoken_of(one: PreparedPart) -> list[str]:
    """The countries that a part names and gives no role (马来西亚的棕榈油库存)."""
    if one.said.reporter is not None or one.said.partner is not None:
        return []
    part = one.part
    named = [each for each in part.mentions if part.start <= each.start < part.end]
    return [each.name for each in named if each.kind == "partners" and each.get("kind") == "economy"]


def _weigh(found: Candidates, name: str, traded: bool, titled: bool) -> None:
    """What it says for a reporter to be named in a part."""
    if titled:
        found.add(name, "title" if traded else "title.named")
    elif traded:
        if found.found.get(name, []).count("agent") < MOST:
            found.add(name, "agent")
    elif found.found.get(name, []).count("named" if name else "unknown") < (MOST if name else 1):
        found.add(name, "named" if name else "unknown")


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
