"""Interpret: the mentions of an article become figures with their subjects and periods.

What a clause leaves unsaid comes from its context: the sentence, the paragraph, the article. What is
carried and what resets it stands in ``advance``; lists are dealt out in ``dealing``; the figures are read in
``figures``.
"""

from __future__ import annotations

from tradekit.extraction.advance import advance
from tradekit.extraction.context import Context, Interpretation, Left
from tradekit.extraction.reporter import carried
from tradekit.extraction.rows import Made, rows_of
from tradekit.extraction.timing import base_period, is_held, take_opening, take_periods
from tradekit.language.clock import Clock
from tradekit.language.figure import basis_of_words, rated
from tradekit.language.interface import Language
from tradekit.language.prepared import PreparedClause, PreparedPart, Sentence
from tradekit.language.said import Said, Subject
from tradekit.model.period import Period


def interpret(
    text: str,
    tongue: Language,
    prepared: tuple[Sentence, ...],
    clock: Clock,
    base: Subject,
    told: bool = False,
    whole: bool = True,
    first: bool = False,
) -> Interpretation:
    """The figures of one article in order, and the numbers that are none.

    ``prepared`` are its sentences; ``clock`` holds the publication month and, on the second reading, the
    article's period; ``base`` what the article as a whole is about; ``told`` that it is about trade;
    ``whole`` that it speaks of all trade, not of some goods alone.
    """
    context = Context(tongue, clock, base, base, about=clock.topic, alive=int(told), whole=whole, first=first)
    made = Interpretation([], [], [])
    context.headed = bool(next((one.heading for one in prepared if one.clauses), ""))
    headed = False
    for sentence in prepared:
        if sentence.paragraph:
            open_paragraph(context)
            context.paragraph = None
            context.here = sentence.heading or (context.here if headed else base.commodity)
            headed = bool(sentence.heading)
        context.opening = sentence.paragraph
        open_sentence(context, sentence)
        _read(context, text, sentence, made)
    return made


def _read(context: Context, text: str, sentence: Sentence, made: Interpretation) -> None:
    """The figures of a sentence; what it names behind the last of them is nothing of what follows."""
    rows_before, before = len(made.drafts), (context.clock, context.periods)
    spoken: tuple[Subject, ...] = ()
    for place, clause in enumerate(sentence.clauses):
        open_clause(context, clause, sentence.clauses[place + 1 : place + 3])
        if place and _opens(clause):
            _tell_base(context, sentence.clauses[place - 1], clause)
        for one in clause.parts:
            if not one.part.group:
                _say(context, text, one)
                continue
            rows, lost = _figures(context, text, one, sentence)
            made.drafts.extend(rows)
            made.told.extend([] if context.carried else rows)
            spoken = context.subjects if rows else spoken
            for quantity, reason in lost:
                made.left.append(Left(quantity.start, quantity.end, reason, sentence.span))
    context.subjects = spoken or context.subjects
    if len(made.drafts) == rows_before and context.about is not None and not context.flow_here:
        context.clock, context.periods = before  # what is said of no trade dates none


def open_paragraph(context: Context) -> None:
    """A new paragraph speaks of the article's period again."""
    topic, about = context.clock.topic, context.about
    if topic is not None and about is not None and about.within(topic):
        topic = about
    context.earlier = context.periods
    context.alive = min(context.alive, 1)
    context.head = None
    context.market = ""
    context.clock = context.clock.after(topic)
    context.carried = True
    if topic is not None:
        context.periods = (topic,)


def open_sentence(context: Context, sentence: Sentence) -> None:
    """A new sentence starts from the article's subject, or with “其中” from what was spoken of before."""
    if len(context.periods) > 1 and context.clock.topic:
        open_paragraph(context)
    context.scope = context.subject if sentence.among and context.subjects else context.base
    if sentence.side and context.head is not None:
        context.scope = context.head
    if not sentence.among:
        context.scope = context.scope.by(carried(context, sentence))
    context.fresh = not sentence.among
    if not sentence.among:
        context.clock = context.clock.opening(context.about)
    context.recent, context.amounts, context.saved, context.pair = [], [], [], ()
    context.levels, context.of_month = [], None
    context.spoken, context.beside, context.foreseen = "", (), None
    context.named = context.timed = False
    context.since = context.origin = context.opened = context.pending = None
    context.trade = context.alive > 0 or sentence.evidence
    context.alive -= 1
    context.counting = 2 if sentence.counts else context.counting - 1
    narrow = bool(context.base.commodity or context.base.partner)
    context.flow_here = sentence.among or sentence.evidence or narrow
    context.basis = ""
    context.status = "preliminary" if sentence.preliminary else "actual"
    context.currency = ""
    context.speaker = sentence.speaker
    context.until, context.rated = None, 0
    context.quiet = context.clock.topic is not None and _is_quiet(sentence)


def _is_quiet(sentence: Sentence) -> bool:
    """Whether a sentence has neither a number nor a word of trade: what it names moves nothing."""
    if sentence.evidence:
        return False
    for clause in sentence.clauses:
        for one in clause.parts:
            if one.said.flow or one.part.group:
                return False
    return True


def open_clause(context: Context, clause: PreparedClause, later: tuple[PreparedClause, ...]) -> None:
    """Brackets keep the subject as it was before them; “以美元计” holds from its clause on.

    Alone in a bracket it holds for the clause before it: 增长2%（以美元计）.
    """
    context.bracketed = clause.opener == ")"
    alone = not later or later[0].opener == ")"
    if _opens(clause):
        currency = context.currency if clause.figures else clause.money or context.currency
        context.saved.append((context.subjects, context.trade, context.last, context.periods, currency))
        context.dated = alone and any([_is_period(one) for one in clause.parts])
        context.unsaid = context.fresh
        if clause.after_other:
            context.trade = False
    elif context.saved and clause.opener == ")":
        periods = context.periods if context.dated else ()
        context.subjects, context.trade, context.last, context.periods, context.currency = context.saved.pop()
        context.periods = periods or context.periods
        context.fresh = context.unsaid
    if clause.money:
        context.currency = clause.money
    elif later and later[0].money and _opens(later[0]) and not later[0].figures:
        closed = later[-1] is later[0] or later[1].opener == ")"
        context.currency = later[0].money if closed else context.currency


def _is_period(one: PreparedPart) -> bool:
    """Whether a part is nothing but a period: 长假（10月1日至7日）."""
    found, part = one.periods, one.part
    return len(found) == 1 and (found[0].start, found[0].end) == (part.start, part.end)


def _tell_base(context: Context, before: PreparedClause, clause: PreparedClause) -> None:
    """What stands in a bracket behind a base is the base's own: 较去年同月（逆差2万亿日元）减少70%."""
    if not before.parts or not clause.parts or not context.periods:
        return
    last, first = before.parts[-1], clause.parts[0]
    outdone = [aside for aside in last.apart if aside.kind == "relative" and aside.end == last.part.end]
    if outdone and not last.part.group:
        _tell_outdone(context, last, outdone[-1].start)
    money = first.part.group and first.part.group[0].kind in ("money", "mass", "count")
    bases = [one.mention for one in last.apart if one.kind in ("base", "since") and one.mention is not None]
    if not bases or last.part.group or first.periods or not money or first.base is not None:
        return
    if bases[-1].end + 1 == first.part.start:
        base = base_period(context, bases[-1], context.periods[-1], growth=False)
        context.periods = (base,) if base is not None else context.periods


def _tell_outdone(context: Context, last: PreparedPart, start: int) -> None:
    """What stands in a bracket behind a place that is outdone is that one's own (高于全省（16.6%）)."""
    for one in last.part.mentions:
        home = one.kind == "functions" and one.get("code") == "home"
        if start <= one.start < last.part.end and (home or one.kind in ("regions", "partners")):
            name = context.language.home if home else one.name
            context.subjects = tuple([subject.by(name) for subject in context.subjects])


def _opens(clause: PreparedClause) -> bool:
    return clause.opener == "("


def _take(context: Context, text: str, one: PreparedPart, said: Said) -> None:
    """Take up what a part names: periods, those that it points to, its subject, its status."""
    if "among" in one.lists and context.subjects:
        context.scope = context.subject
    if context.carried and len(context.earlier) == 1:
        context.periods = _meanwhile(one, context.earlier[0]) or context.periods
    if (one.periods or one.cues.cumulated) and not context.quiet:
        take_periods(context, text, one)
        context.timed = True
    if one.cues.until and one.periods and context.periods:
        context.until = Period(context.periods[-1].last, context.periods[-1].last)
    if one.opened or context.opened is not None:
        take_opening(context, one)
    if context.of_month is not None and not one.periods and _is_of_month(one):
        context.periods = (context.of_month,)
    if one.cues.pointers:
        _named_again(context, one.cues.pointers)
    advance(context, said, one.home, bool(one.part.group))
    context.status = one.status or context.status


def _is_of_month(one: PreparedPart) -> bool:
    """Whether a part holds a month against the one before: none of its figures is of several months."""
    return "mom" in [each.get("basis") for each in one.words.comparisons]


def _meanwhile(one: PreparedPart, earlier: Period) -> tuple[Period, ...]:
    """The period of the paragraph before, or its last month, where a part tells of it (同期, 同月)."""
    for each in one.free:
        period = each.period
        if period is not None and period.kind == "same" and period.offset is None and period.year is None:
            return (Period(earlier.last, earlier.last) if period.unit and earlier.months > 1 else earlier,)
    return ()


def _say(context: Context, text: str, one: PreparedPart) -> None:
    """A clause without figures may give the next one its base (与2019年相比) or its status (该协会预计)."""
    _take(context, text, one, one.said)
    context.pending = one.base or context.pending
    context.rated |= rated(one.free)
    if not one.said.flow:
        context.basis = basis_of_words(one.free) or context.basis


def _figures(context: Context, text: str, one: PreparedPart, sentence: Sentence) -> Made:
    """The figures of a part, read after what it names."""
    before, clock, held = context.periods, context.clock, is_held(context, text, one)
    said = _told_next(sentence, one) if one.leads else _traders(context, one)
    subjects = context.subjects
    _take(context, text, one, said)
    if said.partner is not None and said.partner.start >= one.part.end:
        context.beside = subjects
    if one.whole and said.silent:
        _take_whole(context, one.whole)
    periods = context.periods
    if said.flow and one.base is None:
        context.origin = None
    if periods and one.cues.earlier:
        context.periods = (periods[-1].back(periods[-1].months),)
    made = rows_of(context, text, one, said, sentence.span)
    passing = bool(one.in_passing and one.periods)
    context.periods = before if before and (passing or held) else periods
    context.clock = clock if passing else context.clock
    if one.run:
        context.periods = context.periods[-1:]
    return made


def _told_next(sentence: Sentence, one: PreparedPart) -> Said:
    """What the first part with a flow behind a part says, the part's own where there is none."""
    for clause in sentence.clauses:
        for other in clause.parts:
            if other.part.start > one.part.start and other.said.flow:
                return other.said
    return one.said


def _traders(context: Context, one: PreparedPart) -> Said:
    """Firms counted: 民营企业60.9万家 after 有进出口实绩的企业 needs no such words of its own."""
    counts = one.firms and context.counting > 0 and not one.cues.founded
    return one.said.changed(counts=True) if counts else one.said


def _named_again(context: Context, pointers: tuple[str, ...]) -> None:
    """“前者” and “后者” are the two that were spoken of last, “一个是” one of them after the other."""
    if "one of" in pointers:
        two = len(context.subjects) == 2
        context.pair = context.subjects if two else context.pair
        context.subjects = context.pair[:1] if two else context.pair[1:] or context.subjects
        return
    pair = context.pair or tuple(dict.fromkeys(subject for subject, _ in context.recent))[-2:]
    if len(pair) == 2:
        for word, one in zip(("former", "latter"), pair, strict=True):
            if word in pointers:
                context.pair, context.subjects = pair, (one,)


def _take_whole(context: Context, flow: str) -> None:
    """A partner of which nothing was said yet has its share of the whole's flow (占外贸总值的15%)."""
    spoken = {subject for subject, _ in context.recent}
    if context.subjects and not spoken.intersection(context.subjects):
        context.subjects = tuple([one.moving(flow) for one in context.subjects])
