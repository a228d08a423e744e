"""Interpret: the mentions of an article become figures with their subjects and periods.

What a clause leaves unsaid comes from its context: the sentence, the paragraph, the article. What is
carried and what resets it stands in ``advance``; lists are dealt out in ``dealing``; the figures are read in ``figures``.
"""

from __future__ import annotations

from dataclasses import replace

import regex

from tradekit.interpret import complete, subjects
from tradekit.interpret.advance import advance
from tradekit.interpret.clauses import Clause, asides, clauses, sentences
from tradekit.interpret.context import Context, Interpretation, Left, Part, Span
from tradekit.interpret.parts import parts
from tradekit.interpret.rows import Made, rows_of
from tradekit.interpret.subjects import Subject
from tradekit.interpret.timing import take_periods
from tradekit.periods import Clock
from tradekit.scan import Mention, Scan

_TRADE = regex.compile(r"外贸|海关统计|海关总署|海关数据|进出口|对外贸易|货物贸易|服务贸易|外贸主体")
_AMONG = regex.compile(r"\s*(?:（?[一二三四五六七八九十\d]+[）、.])?\s*(?:其中|这其中|其间)")
_MONEY = "美元|人民币|欧元|日元|英镑|卢布|韩元"
_MONEY_OF = regex.compile(
    rf"(?:以|按)(?P<a>{_MONEY})(?:币值)?(?:计价|计算|计|统计|口径)|(?P<b>{_MONEY})(?:计价|口径)"
)
_CODES = dict(zip(_MONEY.split("|"), ("USD", "CNY", "EUR", "JPY", "GBP", "RUB", "KRW"), strict=True))
_SPEAKER = regex.compile(
    r"(?P<who>[\p{Han}A-Za-z·]{2,24}?)(?:此前|日前|近日|当天|今天|\d+日|在[\p{Han}]+上)*"
    r"(?:表示|介绍|指出|透露|称|说|强调)(?=[，,：:])"
)


def interpret(
    scanned: Scan, clock: Clock, base: Subject, short: frozenset[str] = frozenset(), told: bool = False
) -> Interpretation:
    """The figures of one article in order, and the numbers that are none.

    ``clock`` holds the publication month and, on the second reading, the article's period; ``base`` what the
    article as a whole is about; ``short`` the goods of one character; ``told`` that it is about trade.
    """
    context = Context(clock=clock, base=base, scope=base, short=short, alive=int(told))
    made = Interpretation([], [], "")
    at = -1
    for start, end in sentences(scanned.text):
        if at < 0 or "\n" in scanned.text[at:start]:
            _open_paragraph(context)
        at = start
        _open_sentence(context, scanned, start, end)
        before: Clause | None = None
        for clause in clauses(scanned, start, end):
            _open_clause(context, scanned.text, clause, before)
            before = clause
            for part in parts(scanned.text, clause):
                rows, lost = _part(context, scanned.text, part, (start, end))
                made.drafts.extend(rows)
                made.left.extend(Left(q.start, q.end, reason, (start, end)) for q, reason in lost)
    return replace(made, reporter=context.first)


def _open_paragraph(context: Context) -> None:
    """A new paragraph speaks of the article's period again."""
    topic = context.clock.topic
    context.alive = min(context.alive, 1)
    context.clock = replace(context.clock, near=topic)
    context.periods = (topic,) if topic else ()


def _open_sentence(context: Context, scanned: Scan, start: int, end: int) -> None:
    """A new sentence starts from the article's subject, or with “其中” from what was spoken of before."""
    text = scanned.text[start:end]
    own = [one for one in scanned.mentions if start <= one.start < end]
    among = _AMONG.match(text) is not None
    evidence = _TRADE.search(text) is not None
    if len(context.periods) > 1 and context.clock.topic:
        _open_paragraph(context)
    context.scope = context.subject if among and context.subjects else context.base
    context.fresh = not among
    context.recent, context.saved, context.pair = [], [], ()
    context.since = context.origin = context.pending = None
    context.trade = context.alive > 0 or evidence
    context.alive -= 1
    context.counting = 2 if any(one.kind == "counts" for one in own) else context.counting - 1
    context.flow_here = among or evidence or bool(context.base.commodity or context.base.partner)
    context.status = "preliminary" if any(one.get("status") == "preliminary" for one in own) else "actual"
    context.currency = ""
    speaker = _SPEAKER.search(text)
    context.speaker = speaker["who"] if speaker and "海关统计" not in speaker["who"] else ""


def _open_clause(context: Context, text: str, clause: Clause, before: Clause | None) -> None:
    """Brackets keep the subject as it was before them; “以美元计” holds from its clause on."""
    if clause.opener in ("（", "("):
        context.saved.append((context.subjects, context.trade, context.last, context.periods))
        if before and before.mentions and before.mentions[-1].kind == "others":
            context.trade = False
    elif clause.opener in ("）", ")") and context.saved:
        context.subjects, context.trade, context.last, context.periods = context.saved.pop()
    money = _MONEY_OF.search(text, clause.start, clause.end)
    if money:
        context.currency = _CODES[money["a"] or money["b"]]


def _part(context: Context, text: str, part: Part, sentence: Span) -> Made:
    own = [one for one in part.mentions if part.start <= one.start < part.end]
    if any(one.get("code") == "among" for one in own) and context.subjects:
        context.scope = context.subject
    apart = asides(text, own, part.start, part.end)
    free = subjects.free(own, apart, part.start, part.end)
    take_periods(context, text, free, part)
    said = subjects.read(text, free, apart, part.start, part.end, context.short, bool(part.group))
    said = complete.complete(context, said, text, part, apart)
    complete.named_again(context, text, part)
    advance(context, said, apart, text, bool(part.group))
    if not part.group:
        _pending(context, own, part, next((one.mention for one in apart if one.kind == "base"), None))
        return [], []
    made = rows_of(context, text, part, sentence, said, free, apart)
    if any(one.period and one.period.kind == "run" for one in free):
        context.periods = context.periods[-1:]
    return made


def _pending(context: Context, own: list[Mention], part: Part, base: Mention | None) -> None:
    """A clause without figures may give the next one its base (与2019年相比) or its status (该协会预计)."""
    context.pending = base or context.pending
    expected = [one.get("status") for one in own if one.kind == "statuses" and one.end >= part.end - 1]
    context.status = expected[-1] if expected else context.status
