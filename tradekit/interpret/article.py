"""Interpret: the mentions of an article become figures with their subjects and periods.

What a clause leaves unsaid comes from its context: the sentence, the paragraph, the article. The rules for what
is carried and what resets it stand in ``advance``; lists are dealt out in ``dealing``; figures read in ``figures``.
"""

from __future__ import annotations

from dataclasses import replace

import regex

from tradekit.interpret import complete, subjects
from tradekit.interpret.advance import advance
from tradekit.interpret.clauses import Clause, asides, clauses, sentences
from tradekit.interpret.context import Context, Draft, Left, Part
from tradekit.interpret.parts import parts
from tradekit.interpret.rows import rows_of
from tradekit.interpret.subjects import Subject
from tradekit.interpret.timing import take_periods
from tradekit.periods import Clock
from tradekit.quantities import Quantity
from tradekit.scan import Scan

_TRADE = regex.compile(r"外贸|海关统计|海关总署|海关数据|进出口|对外贸易|货物贸易|服务贸易|外贸主体")


_MONEY_OF = regex.compile(r"(?:以|按)(?P<name>美元|人民币|欧元|日元|英镑|卢布|韩元)(?:币值)?(?:计价|计算|计|统计|口径)|(?P<name2>美元|人民币)计价|(?P<name3>美元|人民币)口径")

_CODES = {"美元": "USD", "人民币": "CNY", "欧元": "EUR", "日元": "JPY", "英镑": "GBP", "卢布": "RUB", "韩元": "KRW"}

_SPEAKER = regex.compile(r"(?P<who>[\p{Han}A-Za-z·]{2,24}?)(?:此前|日前|近日|当天|今天|\d+日|在[\p{Han}]+上)*(?:表示|介绍|指出|透露|称|说|强调)(?=[，,：:])")


def interpret(scanned: Scan, clock: Clock, base: Subject, short: frozenset[str] = frozenset(),
              told: bool = False) -> tuple[list[Draft], list[Left], str]:
    """The figures of one article, in order, and the numbers that are none.

    The third value is the reporter that is named first with a flow. ``clock`` holds the publication month; ``base`` what the article as a whole is about.
    """
    context = Context(clock=clock, base=base, scope=base, short=short, alive=int(told))
    drafts: list[Draft] = []
    left: list[Left] = []
    paragraph = -1
    for start, end in sentences(scanned.text):
        here = scanned.text.count("\n", 0, start)
        if here != paragraph:
            paragraph = here
            context.alive = min(context.alive, 1)
            context.clock = replace(context.clock, near=context.clock.topic)
            context.periods = (context.clock.topic,) if context.clock.topic else ()
        _open_sentence(context, scanned, start, end)
        before: Clause | None = None
        for clause in clauses(scanned, start, end):
            _parentheses(context, clause, before)
            money = _MONEY_OF.search(scanned.text, clause.start, clause.end)
            if money:
                context.currency = _CODES[money["name"] or money["name2"] or money["name3"]]
            before = clause
            for part in parts(scanned.text, clause):
                made, lost = _part(context, scanned.text, part, (start, end), clause)
                drafts += made
                left += [Left(quantity.start, quantity.end, reason, (start, end)) for quantity, reason in lost]
    return drafts, left, context.first


def _open_sentence(context: Context, scanned: Scan, start: int, end: int) -> None:
    text = scanned.text[start:end]
    own = [one for one in scanned.mentions if start <= one.start < end]
    among = bool(regex.match(r"\s*(?:（?[一二三四五六七八九十\d]+[）、.])?\s*(?:其中|这其中|其间)", text))
    if len(context.periods) > 1 and context.clock.topic:
        context.periods = (context.clock.topic,)
        context.clock = replace(context.clock, near=context.clock.topic)
    context.scope = context.subject if among and context.subjects else context.base
    context.fresh = not among
    context.recent = []
    context.pair = ()
    context.since = context.origin = None
    context.saved = []
    context.trade = context.alive > 0 or _TRADE.search(text) is not None
    context.alive -= 1
    context.counting = 2 if any(one.kind == "counts" for one in own) else context.counting - 1
    context.flow_here = among or _TRADE.search(text) is not None or context.base.commodity != "" or context.base.partner != ""
    context.pending = None
    context.status = "preliminary" if any(one.get("status") == "preliminary" for one in own) else "actual"
    context.currency = ""
    speaker = _SPEAKER.search(text)
    context.speaker = speaker["who"] if speaker and "海关统计" not in speaker["who"] else ""


def _parentheses(context: Context, clause: Clause, before: Clause | None) -> None:
    if clause.opener in ("（", "("):
        context.saved.append((context.subjects, context.trade, context.last, context.periods))
        if before and before.mentions and before.mentions[-1].kind == "others":
            context.trade = False
    elif clause.opener in ("）", ")") and context.saved:
        context.subjects, context.trade, context.last, context.periods = context.saved.pop()


def _part(context: Context, text: str, part: Part, sentence: tuple[int, int],
          clause: Clause) -> tuple[list[Draft], list[tuple[Quantity, str]]]:
    own = [one for one in part.mentions if part.start <= one.start < part.end]
    if any(one.get("code") == "among" for one in own) and context.subjects:
        context.scope = context.subject
    apart = asides(text, own, part.start, part.end)
    free = subjects.free(own, apart, part.start, part.end)
    take_periods(context, text, free, part)
    said = subjects.read(text, free, apart, part.start, part.end, context.short, bool(part.group))
    if part.group and not said.flow:
        said = complete.with_tail(said, text, part, apart, context.short)
    if part.group:
        said = complete.traders(context, said, part)
    if any(aside.kind in ("whole", "parent") and complete.other_whole(part, aside) for aside in apart):
        said = replace(said, other=True)
    complete.named_again(context, text, part)
    said = complete.of_whole(said, part, apart)
    advance(context, said, apart, text, bool(part.group))
    if not part.group:
        base = next((one.mention for one in apart if one.kind == "base"), None)
        context.pending = base or context.pending
        expected = [one.get("status") for one in own if one.kind == "statuses" and one.end >= part.end - 1]
        context.status = expected[-1] if expected else context.status
        return [], []
    made = rows_of(context, text, part, sentence, said, free, apart)
    if any(one.period and one.period.kind == "run" for one in free):
        context.periods = context.periods[-1:]
    return made
