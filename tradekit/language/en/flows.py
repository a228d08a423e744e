"""Frames: each flow of a sentence with what its noun phrase says: goods, partners, whose trade.

``China's exports of cars to Japan``, ``Japan's car imports from China``, ``the trade deficit with the EU``,
``Malaysia exported … of frozen durians to China``.
"""

from __future__ import annotations

from typing import Final, final

from tradekit.language.en.tokens import Token

_JOINS: Final = frozenset((",", "and", "&", "or"))
_LOC: Final = frozenset(("in", "at"))
_WITHIN: Final = frozenset(("of", "like", "including", "such", "as"))
_FILL: Final = frozenset(
    "member members countries country nations states economies the traditional other re-export hubs"
    " hub markets market major key big biggest largest key new neighboring neighbouring emerging"
    " trading partners partner bloc top-market its their all both mainly participating".split()
)
_THOSE: Final = frozenset(("those", "these", "the"))
_AGAIN: Final = frozenset(
    "three four five six ten countries country nations nation region bloc group economies markets"
    " partners two".split()
)
"""What takes up the partners that were spoken of before."""
_LINK: Final = {
    "to": "to",
    "into": "to",
    "from": "from",
    "with": "with",
    "between": "with",
    "for": "to",
    "out": "",
}


@final
class Frame:
    """A flow and what is said of it; ``first`` and ``last`` are the places of its first and last token.

    ``goods`` is the span of the tokens that name the goods; ``partners`` and ``flows`` have several members
    where they are listed; ``both`` is “exports and imports” as printed; ``aspect`` is ``growth`` or ``share``
    where that of the flow is the subject.
    """

    __slots__ = (
        "act", "aspect", "at", "both", "commodity", "enterprise", "first", "flow", "goods", "last", "measure",
        "negative", "partners", "regime", "reporter", "same", "says", "supplied", "total", "where",
    )  # fmt: skip

    def __init__(self, at: int, flow: str, act: bool = False) -> None:
        self.at: Final = at
        self.act = act
        self.both = ""
        self.first = at
        self.last = at
        self.flow = "balance" if flow in ("surplus", "deficit") else flow
        self.negative = flow == "deficit"
        self.commodity = ""
        self.goods: tuple[int, int] = (0, 0)
        self.partners: tuple[str, ...] = ()
        self.reporter = ""
        self.enterprise = ""
        self.regime = ""
        self.measure = ""
        self.aspect = ""
        self.total = False
        self.where = ""
        self.supplied = False
        self.says = ""
        self.same = False

    def like(self) -> Frame:
        """A copy, to be changed."""
        made = Frame(self.at, self.flow, self.act)
        made.first, made.last, made.negative = self.first, self.last, self.negative
        made.commodity, made.goods, made.partners = self.commodity, self.goods, self.partners
        made.reporter, made.enterprise, made.regime = self.reporter, self.enterprise, self.regime
        made.measure, made.aspect, made.total = self.measure, self.aspect, self.total
        made.supplied, made.says, made.both = self.supplied, self.says, self.both
        return made

    def carried(self) -> Frame:
        """A copy for another sentence, in which the places of the goods are not those of the words there."""
        made = self.like()
        made.goods = (0, 0)
        return made


def frames(text: str, row: list[Token]) -> list[Frame]:
    """The frames of a sentence in order."""
    made: list[Frame] = []
    low = 0
    for at, one in enumerate(row):
        flow = one.get("flow")
        act = one.get("act") if not flow else ""
        if one.get("supplier") and not flow and not (made and at <= made[-1].last):
            supplied = _supplied(row, at, low)
            if supplied is not None:
                before(text, row, supplied, low)
                made.append(supplied)
                low = at + 1
            continue
        if not (flow or act) or (made and at <= made[-1].last and not flow):
            continue
        if made and at <= made[-1].last:
            continue
        frame = Frame(at, (flow or act).split()[0], bool(act))
        frame.both = one.lower if one.lower.count("port") == 2 else ""
        if act:
            if not _acts(text, row, frame, low):
                continue
        else:
            before(text, row, frame, low)
            if one.lower in ("difference between", "gap between"):
                frame.last = next(
                    (
                        place - 1
                        for place in range(at, len(row))
                        if row[place].get("level") or row[place].get("dir")
                    ),
                    at,
                )
            else:
                behind(text, row, frame, at + 1)
        made.append(frame)
        low = frame.last + 1
    return made


def _supplied(row: list[Token], at: int, low: int) -> Frame | None:
    """Japan was China's largest trading partner, the biggest supplier to Taiwan: whose trade, with whom."""
    named = [place for place in range(low, at) if row[place].place]
    own = [place for place in named if row[place].own]
    names, end = (
        places("", row, at + 2)
        if at + 1 < len(row) and row[at + 1].lower in ("to", "of", "for")
        else ((), at)
    )
    subject = [
        place for place in named if not row[place].own and (place == low or row[place - 1].lower not in _LINK)
    ]
    if not subject or not (own or names):
        return None
    made = Frame(at, row[at].get("supplier").split()[0])
    made.last, made.supplied = max(at, end - 1 if names else at), True
    made.reporter = row[own[-1]].name if own else names[0]
    made.partners = (row[subject[0]].name,)
    return made if made.partners[0] != made.reporter else None


def before(text: str, row: list[Token], frame: Frame, low: int) -> None:
    """What stands in front of the flow: China's car | exports, EU | exports, state-run firms' | imports."""
    at = frame.at - 1
    while at >= low and _takes(text, row, frame, at, low):
        at -= 1
    _trim(text, row, frame)


def _takes(text: str, row: list[Token], frame: Frame, at: int, low: int) -> bool:
    """Take a token in front of the flow into its phrase; whether the phrase may begin still further ahead."""
    one, after = row[at], row[at + 1]
    if one.period is not None and (one.own or frame.at == at + 1 or after.get("light") or after.get("flow")):
        frame.first = at
    elif one.lower.endswith("ing") and (at == 0 or row[at - 1].mark or row[at - 1].get("stop")):
        return False
    elif one.place and not one.get("flow"):
        frame.first = at
        return _lead_place(row, frame, one, at)
    elif one.lower != "-" or at <= low or not row[at - 1].place:
        return _takes_word(text, row, frame, at, low)
    return True


def _takes_word(text: str, row: list[Token], frame: Frame, at: int, low: int) -> bool:
    """Take a word that is no time and no place: a regime, traders, goods; whether there may be more."""
    one = row[at]
    if one.get("regime"):
        frame.regime = one.lower
    elif one.get("trader") or (one.get("traders") and one.own) or _joins(row, at, low, frame):
        pass
    elif one.get("light") and not frame.commodity:
        frame.total = frame.total or one.lower in ("total", "overall")
    elif one.word and not one.get("stop") and not (one.own and not one.get("traders")):
        frame.goods = (at, frame.goods[1] or at + 1)
        frame.commodity = text[one.start : row[frame.goods[1] - 1].end]
    else:
        frame.first = at if one.own and one.word else frame.first
        if one.lower in ("of", "in") and at > low and row[at - 1].get("aspect"):
            _aspect(frame, row[at - 1])
            frame.first = at - 1
        return False
    frame.first = at
    return True


def _trim(text: str, row: list[Token], frame: Frame) -> None:
    """Leave out light words at the beginning of the goods."""
    first, last = frame.goods
    while first < last and (row[first].get("light") or row[first].lower in ("and", "-")):
        first += 1
    frame.goods = (first, last) if first < last else (0, 0)
    frame.commodity = text[row[first].start : row[last - 1].end] if first < last else ""


def _joins(row: list[Token], at: int, low: int, frame: Frame) -> bool:
    """Whether “and” joins two words before the flow (textile and apparel exports)."""
    if row[at].lower != "and" or not frame.commodity or at <= low:
        return False
    one = row[at - 1]
    return one.word and not one.get("stop") and not one.own and not one.get("other") and not one.get("light")


def _lead_place(row: list[Token], frame: Frame, one: Token, at: int) -> bool:
    """Take a place in front of the flow as whose trade it is, or as the partner; whether to go on."""
    if one.own or not frame.reporter:
        if frame.reporter and one.own:
            frame.partners = frame.partners or (frame.reporter,)
        frame.reporter = one.name
        if one.negated:
            frame.partners, frame.reporter = (one.name,), ""
        return not one.own
    if row[at + 1].lower == "-" or row[at + 1].place:
        frame.partners = (frame.reporter,)
        frame.reporter = one.name
        return True
    return False


def behind(text: str, row: list[Token], frame: Frame, at: int) -> int:
    """What stands behind the flow, from place ``at`` on: growth, of cars, to Japan, by private firms."""
    if at == frame.at + 1 and row[frame.at].lower.endswith((" to", " from")):
        names, end = places(text, row, at)
        frame.partners, at = frame.partners or names, end
        frame.last = at - 1
    while at < len(row):
        taken = _taken(text, row, frame, at)
        if not taken:
            break
        frame.last = at + taken - 1
        at += taken
    return at


def _taken(text: str, row: list[Token], frame: Frame, at: int) -> int:
    """How many tokens from a place behind the flow on belong to its phrase, which they are taken into."""
    one = row[at]
    if one.get("aspect") and at == frame.last + 1:
        return _aspect(frame, one)
    if one.period is not None:
        return 1
    if one.lower in ("in", "during", "for", "over", "between", "from") and _period_next(row, at):
        return 2 if not row[at + 1].mark else 0
    if one.lower == "(" and at + 2 < len(row) and row[at + 2].lower == ")" and row[at + 1].word:
        return 3
    if one.get("regime"):
        frame.regime = one.lower
        return 1
    if one.lower in ("of", "in", "on"):
        return _of(text, row, frame, at)
    if one.lower in _LINK or one.lower in ("by", "outside", "via", "under", "through"):
        return _with(text, row, frame, at)
    return 0


def _period_next(row: list[Token], at: int) -> bool:
    return at + 1 < len(row) and row[at + 1].period is not None and not row[at + 1].own


def _aspect(frame: Frame, one: Token) -> int:
    """Take growth, share, volume or price as what is told of the flow."""
    kind = one.get("aspect").split()[0]
    if kind in ("growth", "share"):
        frame.aspect = kind
    elif kind in ("quantity", "price") and not (frame.flow == "trade" and kind == "quantity"):
        frame.measure = kind
    return 1


def noun_phrase(row: list[Token], at: int, lists: bool = True) -> int:
    """Where a noun phrase that begins at a place ends; lists (toys, furniture and shoes) go on."""
    end = at
    while end < len(row):
        one = row[end]
        joint = lists and one.lower in _JOINS and end > at and _goes_on(row, end, at)
        if not (joint or _named(one)):
            break
        end += 1
    while end > at and row[end - 1].lower in ("and", ",", "or", "the", "of"):
        end -= 1
    return end


def _named(one: Token) -> bool:
    """Whether a token may be part of a noun phrase that names goods."""
    if one.quantity is not None or one.period is not None or one.mark:
        return one.lower in ("-", "/", "&")
    kinds = one.codes.keys()
    return not kinds & _BLOCKING


_BLOCKING: Final = frozenset(
    (
        "stop",
        "dir",
        "level",
        "status",
        "flow",
        "act",
        "basis",
        "share",
        "list",
        "bound",
        "aspect",
        "home",
        "place",
        "region",
        "regime",
    )
)


def _goes_on(row: list[Token], at: int, start: int) -> bool:
    """Whether a list goes on behind a comma or “and”."""
    after = at + 1
    while after < len(row) and row[after].lower in ("and", "or", "the", "other"):
        after += 1
    if after >= len(row) or not _named(row[after]):
        return False
    if row[at].lower != ",":
        return _no_clause(row, after)
    end = after
    while end < len(row) and (_named(row[end])) and row[end].lower not in ("and", ","):
        end += 1
    if end - after > 6 or end >= len(row):
        return row[at + 1].lower == "and" and end - after <= 6
    return row[at + 1].lower == "and" or (row[end].lower in ("and", ",") and _list_ends(row, end))


def _no_clause(row: list[Token], at: int) -> bool:
    """Whether what follows “and” is a noun, no clause of its own with a flow (and car exports rose)."""
    while at < len(row) and _named(row[at]):
        at += 1
    return at >= len(row) or not row[at].get("flow")


def _list_ends(row: list[Token], at: int) -> bool:
    """Whether an “and” ends the list before anything else does."""
    count = 0
    while at < len(row) and count < 24:
        if row[at].lower == "and":
            return True
        if row[at].lower != "," and not _named(row[at]):
            return False
        at, count = at + 1, count + 1
    return False


def _of(text: str, row: list[Token], frame: Frame, at: int) -> int:
    """Of goods, of a country, by value of; in services, in a country."""
    start = at + 1
    while start < len(row) and row[start].lower in ("the", "its", "all", "their", "various", "such"):
        start += 1
    if start >= len(row):
        return 0
    one = row[start]
    if frame.flow == "balance" and one.get("flow") == "trade" and start + 2 < len(row):
        end = noun_phrase(row, start + 2, False)
        if row[start + 1].lower in ("of", "in") and end > start + 2:
            frame.goods, frame.commodity = (start + 2, end), text[row[start + 2].start : row[end - 1].end]
            return end - at
        return start + 1 - at
    if one.lower == "which" or one.quantity is not None or one.get("flow"):
        return 0
    if one.place:
        return _of_place(text, row, frame, at, start)
    if (
        one.lower in ("goods and services", "goods", "services", "service")
        or row[at].lower == "of"
        or frame.flow in ("trade", "balance")
    ):
        end = noun_phrase(row, start)
        if end > start and _traders(text, row, frame, start, end):
            return end - at
        if end > start and not frame.commodity and not row[start].get("other"):
            frame.goods, frame.commodity = (start, end), text[row[start].start : row[end - 1].end]
            _trim(text, row, frame)
            return end - at
    return 0


def _of_place(text: str, row: list[Token], frame: Frame, at: int, start: int) -> int:
    """Of South Korea; of Korean ginseng soup; in Vietnam."""
    one = row[start]
    end = noun_phrase(row, start + 1)
    if row[at].lower == "of" and not one.own and end > start + 1 and not frame.commodity:
        frame.goods, frame.commodity = (start + 1, end), text[row[start + 1].start : row[end - 1].end]
        _trim(text, row, frame)
        if frame.commodity:
            _origin(frame, one.name)
            return end - at
    if one.own and end > start + 1:
        return 0
    if row[at].lower == "of":
        frame.reporter = frame.reporter or one.name
        return start + 1 - at
    frame.where = one.name
    return start + 1 - at


def _origin(frame: Frame, name: str) -> None:
    """Where goods are from: who exports them, from whom they are imported."""
    if frame.flow == "import":
        frame.partners = frame.partners or (name,)
    else:
        frame.reporter = frame.reporter or name


def _with(text: str, row: list[Token], frame: Frame, at: int) -> int:
    """To, from or with countries; by traders; outside the EU."""
    word = row[at].lower
    names, end = places(text, row, at + 1)
    if not names:
        again = row[at + 1 : at + 3]
        counted = len(again) == 2 and again[1].lower in ("two", "three", "four", "five", "six", "ten")
        if (again and again[0].lower in ("them", "both")) or (
            again[0:1] and again[0].lower in _THOSE and again[-1].lower in _AGAIN
        ):
            frame.same = True
            return 2 if again[0].lower in ("them", "both") else 4 if counted else 3
        if word in ("by", "of"):
            end = noun_phrase(row, at + 1, False)
            if end > at + 1 and _traders(text, row, frame, at + 1, end):
                return end - at
        return 0
    if word == "outside":
        frame.partners = (text[row[at].start : row[end - 1].end],)
    elif word == "by":
        frame.reporter = frame.reporter or names[0]
    elif word in ("via", "under", "through"):
        return 0
    else:
        link(frame, _LINK[word], names, word == "between")
    return end - at


def link(frame: Frame, how: str, names: tuple[str, ...], between: bool = False) -> None:
    """Put places behind to, from and with to their use."""
    names = tuple([name for name in names if name])
    if not names:
        return
    if how == "with":
        own = [name for name in names if name != frame.reporter]
        if len(names) == 2 and not frame.reporter and between:
            frame.reporter, own = names[0], [names[1]]
        frame.partners = frame.partners or tuple(own)
    elif (how == "to") == (frame.flow != "import"):
        frame.partners = frame.partners or names
    elif not frame.reporter:
        frame.reporter = names[0]
    elif frame.reporter != names[0]:
        frame.partners = frame.partners or names


def places(text: str, row: list[Token], at: int) -> tuple[tuple[str, ...], int]:
    """The places listed from a place on, and where the list ends: the US, China and ASEAN nations."""
    names: list[str] = []
    end = at
    while end < len(row):
        start = end
        while start < len(row) and _fills(row[start]):
            start += 1
        if (
            start >= len(row)
            or not row[start].place
            or start - end > 6
            or (row[start].own and _noun_follows(row, start))
        ):
            break
        names.append(row[start].name)
        end = start + 1
        while end < len(row) and row[end].lower in (
            "countries",
            "nations",
            "buyers",
            "customers",
            "markets",
            "market",
            "bloc",
            "region",
            "members",
        ):
            end += 1
        if end + 1 >= len(row) or row[end].lower not in ("and", ",", "&"):
            break
        step = end + 2 if row[end].lower == "," and row[end + 1].lower == "and" else end + 1
        if not _place_at(row, step):
            break
        end = step
    return tuple(names), end


def _fills(one: Token) -> bool:
    """Whether a word may stand before a place in a list (the 27-nation EU, hubs like ASEAN nations)."""
    return bool(
        one.lower in _FILL
        or one.lower in _WITHIN
        or one.get("light")
        or one.lower.endswith(("-nation", "-member"))
    )


def _place_at(row: list[Token], at: int) -> bool:
    """Whether a list of places goes on: a place that begins no clause of its own."""
    at += at < len(row) and row[at].lower in ("the", "to", "from", "with")
    if at >= len(row) or not row[at].place or row[at].own:
        return False
    after = row[at + 1] if at + 1 < len(row) else None
    return after is None or not (
        after.get("flow") or (after.get("level") and not after.get("dir") and row[at - 1].lower == ",")
    )


def _noun_follows(row: list[Token], at: int) -> bool:
    return at + 1 < len(row) and not row[at + 1].mark


def _traders(text: str, row: list[Token], frame: Frame, start: int, end: int) -> bool:
    """Take private enterprises, foreign-funded firms and the like from a noun phrase."""
    kind = next((at for at in range(start, end) if row[at].get("trader")), -1)
    if kind < 0 or not any(row[at].get("traders") for at in range(kind, end)):
        return False
    last = max(at for at in range(kind, end) if row[at].get("traders"))
    frame.enterprise = text[row[kind].start : row[last].end]
    return True


def traders_at(text: str, row: list[Token], start: int, end: int) -> str:
    """The kind of traders that a stretch names."""
    frame = Frame(start, "trade")
    return frame.enterprise if _traders(text, row, frame, start, end) else ""


def _acts(text: str, row: list[Token], frame: Frame, low: int) -> bool:
    """Who buys or sells what from or to whom; whether anybody does."""
    at = frame.at - 1
    while at >= low and (
        row[at].get("light")
        or row[at].get("level")
        or row[at].get("stop") in ("conj", "verb")
        or row[at].period is not None
        or (row[at].lower in ("in", ",") and at > low and row[at - 1].period is not None)
    ):
        at -= 1
    subject = row[at] if at >= low else None
    if subject is not None and subject.place and not subject.own:
        frame.reporter, frame.first = subject.name, at
    elif subject is not None and subject.get("home"):
        frame.first = at - 1 if at > low and row[at - 1].lower in ("the", "this") else at
    elif subject is not None and subject.lower in ("it", "that", "which", "by"):
        frame.first = at
    named = bool(frame.reporter) or (subject is not None and bool(subject.get("home")))
    strong = row[frame.at].lower in ("exported", "imported", "exporting", "importing")
    by = frame.at + 1 < len(row) and row[frame.at + 1].lower == "by"
    if by or row[frame.at - 1].lower in ("was", "were", "are", "is", "been"):
        first = at + 1
        while (
            first > low and (row[first - 1].word or row[first - 1].lower == "and") and not row[first - 1].own
        ):
            first -= 1
        frame.reporter, frame.goods = "", (first, at + 1)
        _trim(text, row, frame)
    end = noun_phrase(row, frame.at + 1)
    if end > frame.at + 1 and not row[frame.at + 1].get("light"):
        frame.goods, frame.commodity = (frame.at + 1, end), text[row[frame.at + 1].start : row[end - 1].end]
        _trim(text, row, frame)
        frame.last = end - 1
    behind(text, row, frame, frame.last + 1)
    return named or strong or bool(frame.partners)
