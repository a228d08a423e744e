"""Grammar: what a rule is, and what must stand in a text for its pattern to be worth trying.

A rule is one construction by which a number is read: a pattern of named fragments, the place where it must
stand, what must be said beside it, an example, and what the number then says. The rules of a kind of number
are tried in their order; the first that fits reads it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any, Final, final

import ahocorasick_rs

from tradekit.language.figure import Figure, Surroundings
from tradekit.language.mentions import Quantity

ANYWHERE: Final = 0
LEAD: Final = 1
"""The pattern is all that stands between the part's start and the number."""
END: Final = 2
"""What stands before the number ends with the pattern."""
GAP: Final = 3
"""The pattern is all that stands between the last direction and the number."""
BASE: Final = 4
"""… between what is compared with and the number."""
NEXT: Final = 5
"""… between the figure before and the number."""
WORD: Final = 6
"""… between the word before and the number."""
TAIL: Final = 7
"""What stands behind the number begins with the pattern."""
BEHIND: Final = 8
"""What stands behind the list of numbers begins with the pattern."""
WIDEST: Final = 60
LONGEST: Final = 1 << 60
_PARSER: Any = import_module("re._parser")

Fragments = dict[str, str]
"""Words by the name under which patterns hold them."""


def filled(pattern: str, fragments: Fragments) -> str:
    """A pattern with its named fragments filled in: lists of words, longest first.

    >>> filled("{near}?[0-9]{2}", {"near": "about almost"})
    '(?:almost|about)?[0-9]{2}'
    """
    for name, words in fragments.items():
        if f"{{{name}}}" in pattern:
            longest = sorted(words.split(), key=len, reverse=True)
            pattern = pattern.replace(f"{{{name}}}", f"(?:{'|'.join(longest)})")
    return pattern


@final
class Rule:
    """One construction: ``pattern`` at a place, for numbers of the kinds ``on``, says ``says``.

    ``needs`` and ``bars`` are signs (see ``Surroundings.signs``) that must and must not be there; ``beside``
    are kinds of the word before. ``make`` makes the figure, or gives ``None`` where it is none after all;
    without it, ``says`` is the reason why the number is none. ``sign`` is −1 for a fall. ``example`` is a
    sentence with the number in brackets, and what it says: ``出口增长[5%]。 → growth 5``.
    """

    __slots__ = (
        "at", "bars", "beside", "edge", "example", "holds", "make", "name", "needs", "on", "pattern",
        "says", "sign",
    )  # fmt: skip

    def __init__(
        self, name: str, on: str, says: str, example: str,
        make: Callable[[Rule, Surroundings, Quantity, re.Match[str] | None], Figure | str | None] | None,
        at: int = ANYWHERE, pattern: str = "", needs: int = 0, bars: int = 0, sign: int = 1,
        beside: str = "",
    ) -> None:  # fmt: skip
        self.name: Final = name
        self.on: Final = frozenset(on.split())
        self.says: Final = says
        self.example: Final = example
        self.make: Final = make
        self.at: Final = at
        self.pattern: Final = re.compile(rf"(?:{pattern})\Z" if at == END else pattern)
        self.edge: Final = edge(pattern, backwards=at < TAIL) if at != ANYWHERE else None
        self.holds: Final = frozenset([one[0] for one in needed(pattern)] if at == END else [])
        self.needs: Final = needs
        self.bars: Final = bars
        self.sign: Final = sign
        self.beside: Final = frozenset(beside.split())

    def fits(self, signs: int, word: str, before: str, behind: str, after: str) -> bool:
        """Whether the signs, the kind of the ``word`` before, and the characters before the number, behind it
        and after its list let the rule be tried."""
        if signs & self.needs != self.needs or signs & self.bars or (self.beside and word not in self.beside):
            return False
        beside = before if self.at < TAIL else behind if self.at == TAIL else after
        return self.edge is None or beside in self.edge

    def read(self, around: Surroundings, quantity: Quantity) -> Figure | str | None:
        """What the rule reads in a number that has its signs; ``None`` where it does not fit."""
        found: re.Match[str] | None = None
        if self.at != ANYWHERE:
            found = self.found(around, quantity)
            if found is None:
                return None
        return self.says if self.make is None else self.make(self, around, quantity, found)

    def found(self, around: Surroundings, quantity: Quantity) -> re.Match[str] | None:
        """The pattern where it has to stand."""
        text, at, pattern = around.text, self.at, self.pattern
        stop = quantity.start
        if at == TAIL:
            return pattern.match(text, quantity.end)
        if at == BEHIND:
            return pattern.match(text, around.group_end or quantity.end)
        if at == END:
            begin = max(around.start, stop - WIDEST)
            if self.holds and self.holds.isdisjoint(text[begin:stop]):
                return None
            return pattern.search(text, begin, stop)
        start = _place(at, around, quantity)
        return None if start < 0 else pattern.fullmatch(text, start, stop)


def _place(at: int, around: Surroundings, quantity: Quantity) -> int:
    """Where a pattern begins that reaches up to the number; −1 where nothing is there to begin with."""
    if at == LEAD:
        return around.start
    if at == GAP:
        found = around.directions(quantity)
        return found[-1].end if found else -1
    if at == NEXT:
        return around.last.quantity.end if around.last is not None else -1
    if at == WORD:
        return around.words.before.end if around.words.before is not None else -1
    base = around.aside("base")
    return base.end if base is not None else -1


@final
class Rules:
    """The rules for a kind of number, in the order in which they are tried."""

    __slots__ = ("_edges", "_fitting", "rules")

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.rules: Final = rules
        self._edges: Final = frozenset[str]().union(*[rule.edge for rule in rules if rule.edge is not None])
        self._fitting: Final[dict[tuple[int, str, str, str, str], tuple[Rule, ...]]] = {}

    def read(self, around: Surroundings, quantity: Quantity) -> Figure | str:
        """What the first rule that fits reads in a number, or the reason why it is no figure."""
        text, word, edges = around.text, around.words.before, self._edges
        start, end, tail = quantity.start, quantity.end, around.group_end or quantity.end
        before, behind, after = text[start - 1 : start], text[end : end + 1], text[tail : tail + 1]
        seen = (
            around.signs(quantity), word.kind if word is not None else "",
            before if before in edges else "", behind if behind in edges else "",
            after if after in edges else "",
        )  # fmt: skip
        fitting = self._fitting.get(seen)
        if fitting is None:
            fitting = self._fitting[seen] = tuple([rule for rule in self.rules if rule.fits(*seen)])
        for rule in fitting:
            found = rule.read(around, quantity)
            if found is not None:
                return found
        return "no statistic"


def edge(pattern: str, backwards: bool = False) -> frozenset[str] | None:
    """The characters with which a match begins, or ends (``backwards``); ``None`` where it may be any.

    >>> sorted(edge("(?:up|down)(?:by)?")), sorted(edge("up(?:on)?", backwards=True)), edge("(?:up)?")
    (['d', 'u'], ['n', 'p'], None)
    """
    found, empty = _edge(_PARSER.parse(pattern), backwards)
    return None if found is None or empty else frozenset(found)


def _edge(items: Any, backwards: bool) -> tuple[set[str] | None, bool]:
    """The first or last characters of a sequence, and whether it may be empty."""
    made: set[str] = set()
    for item in reversed(list(items)) if backwards else items:
        kind, value = str(item[0]), item[1]
        found: set[str] | None = set()
        empty = True
        if kind == "BRANCH":
            ends = [_edge(one, backwards) for one in value[1]]
            empty = any([one[1] for one in ends])
            found = _all([one[0] for one in ends])
        elif kind == "SUBPATTERN":
            found, empty = _edge(value[3], backwards)
        elif kind.endswith("REPEAT"):
            found, empty = _edge(value[2], backwards)
            empty = empty or value[0] == 0
        elif not kind.startswith(("ASSERT", "AT")):
            found, empty = _letters(kind, value), False
        if found is None:
            return None, empty
        made |= found
        if not empty:
            return made, False
    return made, True


def _letters(kind: str, value: Any) -> set[str] | None:
    """The characters of a literal or a class; ``None`` where they are too many to name."""
    if kind == "LITERAL":
        return {chr(value)}
    if kind != "IN":
        return None
    made: set[str] = set()
    for what, one in value:
        if str(what) == "LITERAL":
            made.add(chr(one))
        elif str(what) == "RANGE" and one[1] - one[0] < WIDEST:
            made.update([chr(code) for code in range(one[0], one[1] + 1)])
        else:
            return None
    return made


def needed(pattern: str) -> frozenset[str]:
    """Words of which any match of a pattern holds one at least, the longest that there are; empty for none.

    >>> sorted(needed("(?:more|less) than [0-9]+")), sorted(needed("[^,]*(?=of all)|half"))
    (['less than ', 'more than '], ['half', 'of all'])
    """
    words = _needed(_PARSER.parse(pattern)) or set()
    return frozenset([word for word in words if not any([one in word for one in words if one != word])])


def _needed(items: Any) -> set[str] | None:
    best: set[str] | None = None
    run: set[str] = {""}
    for item in items:
        exact = _exact(item)
        whole = {head + tail for head in run for tail in exact} if exact is not None else None
        if whole is not None and len(whole) <= WIDEST:
            run = whole
            continue
        best = _better(best, run)
        run = exact or {""}
        if exact is None:
            best = _better(best, _inside(item))
    return _better(best, run)


def _inside(item: Any) -> set[str] | None:
    """The words that an item of no fixed wording needs."""
    kind, value = str(item[0]), item[1]
    if kind == "BRANCH":
        return _all([_needed(one) for one in value[1]])
    if kind == "SUBPATTERN":
        return _needed(value[3])
    if kind.endswith("REPEAT") and value[0] > 0:
        return _needed(value[2])
    return _needed(value[1]) if kind == "ASSERT" and value[0] > 0 else None


def _exact(item: Any) -> set[str] | None:
    """All wordings of an item, where they are few."""
    kind, value = str(item[0]), item[1]
    if kind in ("ASSERT_NOT", "AT"):
        return {""}
    if kind == "BRANCH":
        return _all([_wordings(one) for one in value[1]])
    if kind == "SUBPATTERN":
        return _wordings(value[3])
    if kind.endswith("REPEAT"):
        once = _wordings(value[2]) if value[1] == 1 else None
        return once | {""} if once is not None and value[0] == 0 else once
    return None if kind == "ASSERT" else _letters(kind, value)


def _wordings(items: Any) -> set[str] | None:
    made: set[str] = {""}
    for item in items:
        exact = _exact(item)
        if exact is None or len(made) * len(exact) > WIDEST:
            return None
        made = {head + tail for head in made for tail in exact}
    return made


def _all(found: list[set[str] | None]) -> set[str] | None:
    """The sets of all branches as one; ``None`` where one of them is unknown."""
    made: set[str] = set()
    for one in found:
        if one is None:
            return None
        made |= one
    return made


def _better(one: set[str] | None, other: set[str] | None) -> set[str] | None:
    """The set whose shortest word is longer, or whose words are longer on the whole."""
    if other is None or "" in other or not other:
        return one
    if one is None:
        return other
    sizes = [[len(word) for word in words] for words in (one, other)]
    rank = [(min(size), sum(size) / len(size)) for size in sizes]
    return one if rank[0] >= rank[1] else other


@final
class Sought:
    """A pattern that is tried only on a stretch in which a word stands that any match of it needs."""

    __slots__ = ("_pattern", "bit", "words")

    def __init__(self, pattern: str, bit: int) -> None:
        self._pattern: Final = re.compile(pattern)
        self.bit: Final = bit
        self.words: Final = needed(pattern)

    def search(self, text: str, start: int = 0, end: int = LONGEST) -> re.Match[str] | None:
        """The first match in ``[start, end)``."""
        return self._pattern.search(text, start, end)

    def match(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The match at ``start``."""
        return self._pattern.match(text, start, end)


@final
class Search:
    """The patterns that a language seeks in sentences and parts; one automaton finds their words.

    >>> search = Search()
    >>> total = search.of("total (?:trade|exports)")
    >>> search.signals("of total trade").within(0, 14) == total.bit, search.signals("in total").within(0, 8)
    (True, 0)
    """

    __slots__ = ("_automaton", "_bits", "sought")

    def __init__(self) -> None:
        self.sought: Final[list[Sought]] = []
        self._bits: list[int] = []
        self._automaton: ahocorasick_rs.AhoCorasick | None = None

    def of(self, pattern: str) -> Sought:
        """``pattern`` with a bit of its own; ``ValueError`` where no word tells where to try it."""
        made = Sought(pattern, 1 << len(self.sought))
        if not made.words:
            raise ValueError(f"no word stands in every match of {pattern!r}: search for it with re")
        self.sought.append(made)
        return made

    def signals(self, text: str) -> Signals:
        """The words of the patterns in ``text``."""
        if self._automaton is None:
            bits: dict[str, int] = {}
            for one in self.sought:
                for word in one.words:
                    bits[word] = bits.get(word, 0) | one.bit
            self._bits = list(bits.values())
            whole = ahocorasick_rs.Implementation.DFA
            self._automaton = ahocorasick_rs.AhoCorasick(list(bits), implementation=whole)
        made = Signals()
        for at, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            made.add(start, end, self._bits[at])
        return made


@final
class Signals:
    """Which patterns are worth trying where in a text, by the places of the words that they need."""

    __slots__ = ("_at", "_bits", "_ends", "_starts")

    def __init__(self) -> None:
        self._at = 0
        self._starts: Final[list[int]] = []
        self._ends: Final[list[int]] = []  # ascending: the words are found by where they end
        self._bits: Final[list[int]] = []

    def add(self, start: int, end: int, bits: int) -> None:
        """A word, behind those that end before."""
        self._starts.append(start)
        self._ends.append(end)
        self._bits.append(bits)

    def within(self, start: int, end: int) -> int:
        """The bits of the words in ``[start, end)``; asked for mostly from left to right."""
        ends, at, made = self._ends, self._at, 0
        while at > 0 and ends[at - 1] > start:
            at -= 1
        while at < len(ends) and ends[at] <= start:
            at += 1
        self._at = at
        while at < len(ends) and ends[at] <= end:
            if self._starts[at] >= start:
                made |= self._bits[at]
            at += 1
        return made
