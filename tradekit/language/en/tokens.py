"""Tokens: a sentence as its words, marks, numbers and periods, each with what the vocabulary says of it."""

from __future__ import annotations

import re
from typing import Final, final

from tradekit.language.en.numerals import find_numbers
from tradekit.language.en.periods import find_periods
from tradekit.language.en.words import Vocabulary, key_of, words_of
from tradekit.language.mentions import Mention, PeriodMention, Quantity, Scan, Span

NOTHING: Final[dict[str, str]] = {}
_ENDS: Final = re.compile(
    r"(?!(?<=\d)\.\d)[.?!][”\"’')\]]*(?:\d{1,2})?(?=\s+[A-Z\"“‘'$£€(\d]|\s*$)|\n"
    r"|\.(?=[A-Z][a-z])"
)
_ABBREVIATED: Final = re.compile(
    r"(?:\b(?:Mr|Ms|Mrs|Dr|Prof|Gen|Sen|Rep|Gov|St|No|Nos|vs|approx|est|Inc|Ltd|Co|Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?"
    r"|Oct|Nov|Dec|f\.o\.b|c\.i\.f|fob|cif|i\.e|e\.g|a\.m|p\.m|Rs|S)|\b[A-Z]|\b(?:[A-Z]\.)+[A-Z])$"
)
_AFTER_NAME: Final = re.compile(
    r"\s+(?:The|In|It|But|And|However|Imports|Exports|This|That|Its|They|He|She|For|Total|Trade|On|As|At|By|With|From)\b"
)


@final
class Token:
    """A word or mark, a number, a period; ``codes`` are its meanings by kind, ``name`` that of a place.

    ``own``: it is in the possessive (China's); ``negated``: non-EU.
    """

    __slots__ = (
        "codes", "end", "key", "lower", "name", "negated", "own", "period", "quantity", "start", "text",
    )  # fmt: skip

    def __init__(
        self, start: int, end: int, text: str, codes: dict[str, str] = NOTHING, name: str = "",
        own: bool = False, quantity: Quantity | None = None, period: PeriodMention | None = None,
        negated: bool = False, key: str = "",
    ) -> None:  # fmt: skip
        self.start: Final = start
        self.end: Final = end
        self.text: Final = text
        self.lower: Final = text.lower()
        self.codes = codes
        self.key = key
        self.name: Final = name
        self.own: Final = own
        self.quantity: Final = quantity
        self.period: Final = period
        self.negated: Final = negated

    def __repr__(self) -> str:
        return f"Token({self.text!r}, {self.codes})"

    def recode(self, codes: dict[str, str]) -> None:
        """Give the token other meanings."""
        self.codes, self.key = codes, key_of(codes)

    def counting(self, quantity: Quantity) -> Token:
        """The same token with another number."""
        return Token(self.start, self.end, self.text, NOTHING, self.name, self.own, quantity)

    def timed(self, period: PeriodMention) -> Token:
        """The same token with another period."""
        return Token(self.start, self.end, self.text, NOTHING, self.name, self.own, None, period)

    @property
    def mention(self) -> Mention:
        """The period that the token is, as a mention."""
        return Mention(self.start, self.end, "period", self.text, None, None, self.period)

    def get(self, kind: str) -> str:
        """The code that the token has of a kind; empty where it has none."""
        return self.codes.get(kind, "")

    @property
    def amount(self) -> str:
        """The kind of the number that it is; empty where it is none."""
        return self.quantity.kind if self.quantity is not None else ""

    @property
    def time(self) -> str:
        """The kind of the period that it is; empty where it is none."""
        return self.period.kind if self.period is not None else ""

    @property
    def place(self) -> bool:
        """Whether it names a country, a group or a region."""
        return "place" in self.codes or "region" in self.codes

    @property
    def mark(self) -> bool:
        """Whether it is no word."""
        return not (self.text[:1].isalnum() or self.quantity is not None or self.period is not None)

    @property
    def word(self) -> bool:
        """Whether it is a word that may be part of a name of goods: it says nothing of its own."""
        if self.quantity is not None or self.period is not None or self.mark:
            return False
        return not self.codes or not self.codes.keys() - _HARMLESS


_HARMLESS: Final = frozenset(
    "agent group light nofollow nolead noun other supplier thing trader traders".split()
)


def scan(text: str, words: Vocabulary) -> Scan:
    """The numbers and periods of a text; its words are looked at where they are needed."""
    periods = find_periods(text)
    found = [Mention(one.start, one.end, "period", one.text, None, None, one) for one in periods]
    aside: list[tuple[int, int, str]] = []
    for one in find_numbers(text, words, [(period.start, period.end) for period in periods]):
        if one.kind == "name":
            aside.append((one.start, one.end, "name"))
        else:
            found.append(Mention(one.start, one.end, "quantity", one.text, None, one))
    found.sort(key=_start)
    return Scan(text, tuple(found), tuple(aside), [])


def _start(one: Mention) -> int:
    return one.start


def sentences(text: str, mentions: tuple[Mention, ...]) -> list[Span]:
    """The spans of the sentences of a text.

    >>> text = "U.S. exports rose 1.5 percent. Imports fell."
    >>> [text[a:b] for a, b in sentences(text, ())]
    ['U.S. exports rose 1.5 percent.', 'Imports fell.']
    """
    made: list[Span] = []
    start = 0
    for found in _ENDS.finditer(text):
        end = found.end()
        at = found.start()
        short = text[at] == "." and _ABBREVIATED.search(text, max(0, at - 8), at) is not None
        if short and (text[at - 1].islower() or not _AFTER_NAME.match(text, end)):
            continue
        _add(text, start, end, made)
        start = end
    _add(text, start, len(text), made)
    return made


def _add(text: str, start: int, end: int, made: list[Span]) -> None:
    while start < end and text[start].isspace():
        start += 1
    if start < end:
        made.append((start, end))


def rows_of(scanned: Scan, spans: list[Span], words: Vocabulary) -> list[list[Token]]:
    """The tokens of each sentence of a text."""
    mentions, place = scanned.mentions, 0
    made: list[list[Token]] = []
    for start, end in spans:
        first = place
        while place < len(mentions) and mentions[place].start < end:
            place += 1
        made.append(tokens(scanned.text, start, end, list(mentions[first:place]), words))
    return made


def tokens(text: str, start: int, end: int, mentions: list[Mention], words: Vocabulary) -> list[Token]:
    """The tokens of a sentence."""
    made: list[Token] = []
    at = start
    for one in [*mentions, Mention(end, end, "end", "")]:
        if one.start > at:
            _words(text, at, one.start, words, made)
        if one.kind != "end":
            own = text.startswith(("'s", "’s"), one.end - 2)
            made.append(Token(one.start, one.end, one.text, NOTHING, "", own, one.quantity, one.period))
        at = max(at, one.end)
    made = _without_short_names(made)
    _settle(made)
    return made


def _without_short_names(made: list[Token]) -> list[Token]:
    """The tokens without short names in brackets: liquefied natural gas (LNG) producers."""
    marks = [one.lower for one in made]
    apart: set[int] = set()
    for at in range(1, len(made) - 2):
        name = made[at + 1].text
        short = name.isupper() and len(name) > 1 and made[at + 1].word
        if short and marks[at] == "(" and marks[at + 2] == ")":
            apart.update((at, at + 1, at + 2))
    return [one for at, one in enumerate(made) if at not in apart] if apart else made


def _words(text: str, start: int, end: int, words: Vocabulary, made: list[Token]) -> None:
    """Add the words of a stretch without numbers, those of one form together."""
    spans = _apart(text, words_of(text, start, end))
    shown = [text[a:b] for a, b in spans]
    bare = [_bare(one) for one in shown]
    lower = [one.lower() for one in bare]
    at = 0
    while at < len(spans):
        entry = words.at(bare, lower, at)
        length = entry.length if entry is not None else 1
        first, last = spans[at][0], spans[at + length - 1][1]
        own = shown[at + length - 1] != bare[at + length - 1]
        if entry is None and "-" in bare[at] and _hyphened(text, first, bare[at], own, words, made):
            at += 1
            continue
        if entry is None:
            made.append(Token(first, last, text[first:last], NOTHING, "", own))
        else:
            name, codes = entry.name, entry.codes
            made.append(Token(first, last, text[first:last], codes, name, own, key=entry.key))
        at += length


def _bare(word: str) -> str:
    """A word without the mark of the possessive."""
    if word.endswith(("'s", "’s")):
        return word[:-2]
    return word[:-1] if word.endswith(("'", "’")) else word


def _apart(text: str, spans: list[Span]) -> list[Span]:
    """The spans of words, a compound whose last member is trade as two (goods-trade deficit)."""
    made: list[Span] = []
    for start, end in spans:
        cut = text.rfind("-", start, end)
        joined = cut > start and text[cut + 1 : end].lower() in ("trade", "import", "imports", "exports")
        made += [(start, cut), (cut + 1, end)] if joined else [(start, end)]
    return made


def _hyphened(text: str, start: int, word: str, own: bool, words: Vocabulary, made: list[Token]) -> bool:
    """Add a word with hyphens whose parts are places (US-China), or that is all but a place (non-EU)."""
    head, _, tail = word.rpartition("-")
    bound = tail.lower() == "bound"
    last = words.word(head if bound else tail)
    if last is None or "place" not in last.codes:
        return False
    end, middle = start + len(word), start + len(head)
    if bound or head.lower() == "non":
        name = last.name if bound else word
        made.append(Token(start, end, word, last.codes, name, own, negated=True, key=last.key))
        return True
    first = words.word("China" if head == "Sino" else head)
    if first is not None and "place" in first.codes:
        made.append(Token(start, middle, head, first.codes, first.name, False, key=first.key))
        made.append(Token(middle, middle + 1, "-"))
    elif head.isupper():
        made.append(Token(start, middle + 1, f"{head}-"))
    else:
        return False
    made.append(Token(middle + 1, end, tail, last.codes, last.name, own, key=last.key))
    return True


_ACCOUNTS: Final = frozenset(("current account", "current-account"))
"""Whose surplus or deficit is none of trade, until trade is named."""


def _settle(made: list[Token]) -> None:
    """Take from words what those beside them deny: no flow is trade in trade war, nor a budget deficit."""
    account = False
    for at, one in enumerate(made):
        flow = one.get("flow")
        account = (account or one.lower in _ACCOUNTS) and flow != "trade"
        if not flow:
            continue
        after = made[at + 1] if at + 1 < len(made) else None
        before = made[at - 1] if at else None
        group = flow if flow in ("trade", "export", "import") else "balance"
        denied = after is not None and not one.own and group in after.get("nofollow").split()
        single = " " not in one.lower
        led = before is not None and (
            (single and group in before.get("nolead").split()) or "office" in before.codes
        )
        of_account = account and group == "balance" and single
        if denied or led or of_account:
            one.recode({"other": "other"} if group == "balance" else NOTHING)
