"""Economy: figures of other indicators than trade, from the numbers that trade left over.

The parts of an article are gone through as for trade; what a part names is told by its language's ``topics``,
what its figures say by the same readers. A sector without an indicator is one of the indicator spoken of.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from tradekit.extraction.article import open_clause, open_paragraph, open_sentence
from tradekit.extraction.context import Context, Draft, Targets
from tradekit.extraction.dealing import deal
from tradekit.extraction.rows import around_of, basis_of, expected, figure_of
from tradekit.extraction.timing import take_opening, take_periods
from tradekit.language.clock import Clock
from tradekit.language.families import Hit, Indicator, Topic, Vocabulary
from tradekit.language.figure import Figure
from tradekit.language.interface import Language
from tradekit.language.mentions import Mention, Part, Quantity, Span
from tradekit.language.prepared import PreparedPart, Sentence
from tradekit.language.said import Said, Subject
from tradekit.model.period import Period

RATES: Final = frozenset(("percent", "share", "times", "double", "flat", "digits", "pp"))
WIDEST: Final = 16
"""An unknown name of so many characters may be a sector of what is spoken of."""
NEAR: Final = 3
"""So many sentences behind its last naming an indicator is still spoken of."""


@dataclass(slots=True)
class Talk:
    """What is spoken of: the ``indicator``, whether it still is (``on``), its ``item``, a ``begun`` list.

    ``told`` is what each part names, by its span, as an earlier reading found it.
    """

    context: Context
    text: str
    vocabulary: Vocabulary
    left: frozenset[int]
    told: dict[Span, Topic]
    sentence: Span = (0, 0)
    indicator: Indicator | None = None
    on: bool = False
    alive: int = 0
    item: str = ""
    begun: list[Subject] = field(default_factory=list)
    here: bool = False
    loose: bool = False
    opening: bool = True
    lent: bool = False
    made: list[Draft] = field(default_factory=list)
    money: str = ""
    basis: str = ""


def read_topics(
    text: str,
    tongue: Language,
    prepared: tuple[Sentence, ...],
    clock: Clock,
    base: Subject,
    vocabulary: Vocabulary,
    hits: list[Hit],
    left: frozenset[int],
    told: dict[Span, Topic],
) -> list[Draft]:
    """The figures of other indicators among the numbers that begin at the places ``left``."""
    talk = Talk(Context(tongue, clock=clock, base=base, scope=base), text, vocabulary, left, told)
    talk.money = tongue.money(text)
    made = talk.made
    at, last = 0, max(left)
    for sentence in prepared:
        if sentence.span[0] > last:
            break
        _open(talk, sentence)
        done = sentence.span[0]
        for place, clause in enumerate(sentence.clauses):
            later = sentence.clauses[place + 1 : place + 3]
            start = clause.parts[0].part.start if clause.parts else done
            while at < len(hits) and hits[at].start < done:
                at += 1
            closing = clause.opener == ")"
            if closing:
                open_clause(talk.context, clause, later)
            if at < len(hits) and hits[at].end <= start:
                _between(talk, done, start, hits[at : at + 12])
            if not closing:
                open_clause(talk.context, clause, later)
            for one in clause.parts:
                done = one.part.tail
                while at < len(hits) and hits[at].end <= one.part.start:
                    at += 1
                made += _part(talk, one, _inside(hits, at, one.part))
    return made


def _inside(hits: list[Hit], at: int, part: Part) -> list[Hit]:
    """The first hits of a part, none of which stands before the one at ``at``."""
    inside = [hit for hit in hits[at : at + 24] if part.start < hit.end and hit.end <= part.tail]
    return [hit for hit in inside if hit.start >= part.start or hit.indicator is None]


def _open(talk: Talk, sentence: Sentence) -> None:
    context = talk.context
    subjects = context.subjects
    talk.sentence = sentence.span
    if sentence.paragraph:
        open_paragraph(context)
        talk.on, talk.opening = False, True
    open_sentence(context, sentence)
    talk.alive -= 1
    _back(talk)
    last = context.last
    goes_on = sentence.among and last is not None and last.statistic == "growth" and last.basis != "yoy"
    talk.begun, talk.here, talk.basis = [], False, last.basis if goes_on and last is not None else ""
    if subjects:
        kept = subjects[-1]
        context.subjects = (kept if sentence.among else kept.by(context.base.reporter),)


def _back(talk: Talk) -> None:
    """A sentence that ended with an earlier period for comparison hands on the one that it was about."""
    context, topic = talk.context, talk.context.clock.topic
    if topic is None or not talk.made or not context.periods or context.periods[-1].last >= topic.last:
        return
    sentence = talk.made[-1].sentence
    if any([one.period == topic for one in talk.made[-6:] if one.sentence == sentence]):
        context.periods = (topic,)


_DATED: Final = frozenset(("span", "year", "month", "season"))


def _take(context: Context, text: str, one: PreparedPart, own: list[Hit]) -> None:
    """Take up the periods and the status of a part; what it names an indicator of, it tells of that time."""
    told: list[Mention] = []
    if not one.part.group and any([hit.indicator is not None for hit in own]):
        for mention in one.free:
            period = mention.period
            if period is not None and period.kind in _DATED and (period.offset or 0) == 0:
                told.append(mention)
    if told or one.periods or one.cues.cumulated:
        take_periods(context, text, one, told)
    if one.opened or context.opened is not None:
        take_opening(context, one)
    context.status = one.status or context.status


def _part(talk: Talk, one: PreparedPart, own: list[Hit]) -> list[Draft]:
    context, part = talk.context, one.part
    before, clock = context.periods, context.clock
    _take(context, talk.text, one, own)
    theirs = bool(part.group) and part.group[0].start not in talk.left
    if theirs or (talk.indicator is None and not own):
        talk.on = talk.on and not theirs
        return []
    found = talk.told.get((part.start, part.tail))
    if found is None:
        found = talk.told[part.start, part.tail] = context.language.topic(talk.text, part, one.apart, own)
    if found.twice:
        context.periods, context.clock = before, clock
    if not part.group:
        talk.basis = (_compared(part) if found.places is not None else "") or talk.basis
        _say(talk, found)
        context.pending = one.base or context.pending
        return []
    _name(talk, found, figure=True, amount=part.group[0].kind not in RATES)
    if not context.periods and talk.indicator is not None and talk.indicator.says in ("rate", "index"):
        context.periods = (Period.of(clock.year, clock.month, clock.month),)
    made = _rows(talk, one, found) if talk.on and talk.indicator is not None else []
    if not made and part.group[0].kind == "flat":
        context.periods, context.clock = before, clock
    if not made:
        _behind(talk, part, own)
    elif before and one.in_passing:
        context.periods = before
    elif one.run:
        context.periods = context.periods[-1:]
    return made


def _compared(part: Part) -> str:
    """What a part without figures compares with (环比涨幅最高的是爱尔兰)."""
    found = [one for one in part.mentions if one.kind == "comparisons" and part.start <= one.start < part.end]
    return found[-1].get("basis") if found else ""


def _between(talk: Talk, start: int, end: int, hits: list[Hit]) -> None:
    """Take up what is named in clauses of which no part was made, as nothing else of weight is said there."""
    first = hits[0]
    now, named = talk.indicator, first.indicator
    again = talk.here and now is not None and named is not None and now.code == named.code
    if again and talk.text[first.end : end][:1] in _CLOSED:
        return
    inside = [hit for hit in hits if hit.end <= end]
    listed = not any([hit.indicator for hit in inside])
    spans = [(hit.start, hit.end) for hit in inside] if listed else [(start, end)]
    for first_at, last_at in spans:
        part = Part(first_at, last_at, last_at, [], [])
        _say(talk, talk.context.language.topic(talk.text, part, [], inside))


_CLOSED: Final = (")", "）")


def _behind(talk: Talk, part: Part, hits: list[Hit]) -> None:
    """Take up what is named behind a number that is no figure (25个省份用电量)."""
    end = part.group[-1].end
    if any([hit.start >= end and hit.indicator is not None for hit in hits]):
        rest = Part(end, part.tail, part.tail, [], part.mentions)
        _say(talk, talk.context.language.topic(talk.text, rest, [], hits))


def _say(talk: Talk, found: Topic) -> None:
    """A part without figures: it may name what the next speaks of, or begin a list."""
    context = talk.context
    if found.places is not None and found.listing and _spread(talk, found.places.names):
        return
    if found.foreign:
        if found.places is not None and context.subjects and talk.indicator is not None:
            context.subjects = (context.subject.by(found.places.joined),)
        return
    _name(talk, found, figure=False)
    if found.sector is not None and found.known and talk.indicator is not None:
        talk.begun.append(talk.context.subject)


def _spread(talk: Talk, places: tuple[str, ...]) -> bool:
    """Give the figure before to each of the places that are listed behind it (分别为海南、青海)."""
    if not talk.made or talk.context.last is not talk.made[-1].figure or not talk.here:
        return False
    last = talk.made.pop()
    subject = last.subject.naming("") if talk.loose else last.subject
    talk.made += [last.with_figure(last.figure, subject.by(place)) for place in places]
    return True


def _name(talk: Talk, found: Topic, figure: bool, amount: bool = False) -> None:
    """Take up what a part names; a figure of something unknown ends what is spoken of."""
    context = talk.context
    old = context.subject if context.subjects else context.base
    if found.joint and "commodity" in context.lists:
        context.subjects = (old.naming(context.lists["commodity"].joined),)
    talk.loose = found.foreign and figure
    if talk.loose:
        short = found.indicator is None and found.sector is not None and len(found.sector.joined) <= WIDEST
        talk.on = talk.on and talk.here and short
        if not talk.on:
            return
    code = _code(talk, found, amount)
    named = _named(talk, found, code, figure, old)
    if named is None or talk.indicator is None:
        return
    sector, enterprise = named
    if found.sector is not None:
        context.lists["commodity"] = found.sector
    if found.places is not None:
        context.lists["reporter"] = found.places
    place = found.places.joined if found.places is not None else context.language.home if found.home else ""
    reporter = place or (context.base.reporter if code and talk.lent else old.reporter)
    talk.lent = not code and found.places is not None if reporter != old.reporter or code else talk.lent
    partner = found.partners.joined if found.partners is not None else ""
    if found.partners is not None:
        context.lists["partner"] = found.partners
    context.subjects = (Subject(reporter, "", sector, partner, enterprise, indicator=talk.indicator.code),)


def _named(talk: Talk, found: Topic, code: str, figure: bool, old: Subject) -> tuple[str, str] | None:
    """The sector and the kind of firms that are spoken of from here on; None where a part changes nothing."""
    sector = found.sector.joined if found.sector is not None else ""
    if code and found.indicator is not None:
        _speak(talk, found.indicator, code)
        return sector, found.enterprise
    if found.indicator is not None:
        talk.on = talk.on and not figure
        return None
    if sector or found.enterprise:
        talk.on = talk.indicator is not None and talk.alive > 0 and not talk.opening
        return sector, found.enterprise
    if found.places is None and not found.home:
        return None
    return (talk.item if found.places is not None else "") or old.commodity, old.enterprise


def _speak(talk: Talk, indicator: Indicator, code: str) -> None:
    """From here on the indicator ``code`` is spoken of, by the form ``indicator``."""
    own = indicator.sector
    talk.item = own if len(own) > 1 and own[0] != "-" else ""
    talk.indicator = indicator if indicator.code == code else talk.vocabulary.indicators.get(code, indicator)
    talk.on, talk.alive, talk.here, talk.opening = True, NEAR, True, False


def _code(talk: Talk, found: Topic, amount: bool) -> str:
    """The indicator that is named; the one spoken of, where the form leaves it open.

    An amount is of an open form (投资, 贷款) only with a known sector, or where its indicator is spoken of.
    """
    indicator = found.indicator
    if indicator is None or (indicator.sector == "-" and found.sector is None):
        return ""
    now = talk.indicator.code if talk.indicator is not None else ""
    if now in indicator.within and not found.settled:
        return now
    if indicator.open and (indicator.sector == "-" or (amount and not found.known)):
        return found.code if found.listed and not amount else ""
    return found.code


def _rows(talk: Talk, one: PreparedPart, found: Topic) -> list[Draft]:
    context = talk.context
    if not context.subjects and talk.indicator is not None:
        context.subjects = (Subject(context.base.reporter, "", indicator=talk.indicator.code),)
    group = context.language.with_units(one.part.group)
    if talk.money:
        group = [q.counted(talk.money, "money", q.value) if q.unit == "CNY" else q for q in group]
    said = Said(commodity=found.sector, reporter=found.places, partner=found.partners)
    spoken = {subject for subject, _ in context.recent}
    if found.sector is None and len(spoken) == len(group) > 1:
        context.lists.pop("commodity", None)
    if found.twice:
        context.recent = context.recent[-1:]
    context.subjects = _several(talk, one, found, len(group)) or context.subjects
    periods = context.periods
    _, both, _ = context.language.foreseen(talk.text, one.part, group[0])
    if periods and one.cues.earlier and not both:
        context.periods = (periods[-1].back(periods[-1].months),)
    made: list[Draft] = []
    for quantity, targets in deal(context, said, group, one):
        if quantity.start in talk.left:
            made += _drafts(talk, one, found, said, quantity, group, targets)
    context.periods = periods
    talk.begun = []
    if made:
        _move(talk, made[-1].period)
        talk.alive = NEAR
    return made


def _several(talk: Talk, one: PreparedPart, found: Topic, count: int) -> tuple[Subject, ...]:
    """What the figures of a part are dealt to, where it lists it or speaks of each told before."""
    context = talk.context
    if "each" in one.lists and not (found.sector or found.indicator or found.places or talk.begun):
        told = tuple({subject.measured("value"): 0 for subject, _ in context.recent})
        return told if len(told) > 1 and len({subject.reporter for subject in told}) == 1 else ()
    if found.beside and len(found.beside) + 1 == count:
        place = context.subject.reporter
        return (*[Subject(place, "", name, indicator=code) for code, name in found.beside], context.subject)
    listed = talk.begun and len(talk.begun) + 1 == count and found.sector is not None
    return (*talk.begun, context.subject) if listed else ()


def _move(talk: Talk, period: Period) -> None:
    """A later period than the one spoken of is what the article is about from here on."""
    clock, first = talk.context.clock, talk.made[0].period if talk.made else period
    topic = clock.topic
    if topic is None or (period.last >= topic.last and (period == first or not period.within(topic))):
        talk.context.clock = clock.about(period)


def _drafts(
    talk: Talk,
    one: PreparedPart,
    found: Topic,
    said: Said,
    quantity: Quantity,
    group: list[Quantity],
    targets: Targets,
) -> list[Draft]:
    context, indicator, text = talk.context, talk.indicator, talk.text
    assert indicator is not None
    if targets and targets[0][0].indicator != indicator.code:
        indicator = talk.vocabulary.indicators.get(targets[0][0].indicator, indicator)
    around = around_of(context, text, one, said, targets, group[-1].end)
    read = figure_of(context, around, quantity, group, context.last, "")
    figure = context.language.state(indicator, found, around, quantity, read)
    if figure is None or not targets or (talk.loose and not figure.statistic.startswith("growth")):
        return []
    made: list[Draft] = []
    ahead, both, yearly = context.language.foreseen(text, one.part, quantity)
    figure = _shared(talk, found.basis, figure, one, quantity, targets[0][1])
    for subject, period in targets:
        status = ahead or expected(one.free) or context.status
        period = Period.of(period.year) if yearly else period
        own = figure.changed(measure=subject.measure) if subject.measure == "count" else figure
        if subject.indicator != indicator.code and figure.statistic.startswith("growth"):
            own = figure.changed(measure=talk.vocabulary.indicators[subject.indicator].grows)
        made.append(_draft(talk, own, subject.measured("value"), period, status))
        if both:
            made.append(_draft(talk, figure, subject, period.back(period.months), "actual"))
    talk.basis = figure.basis if talk.basis and figure.said_basis else talk.basis
    context.last, context.last_period = figure, made[-1].period
    context.recent += [(draft.subject.measured(draft.figure.measure), draft.period) for draft in made]
    if quantity.kind == "money":
        context.money = quantity.unit
    return made


def _shared(
    talk: Talk, basis: str, figure: Figure, one: PreparedPart, quantity: Quantity, period: Period
) -> Figure:
    """A rate that goes on from the last one (由上涨0.2%转为下降0.1%, 高于预期的0.3%) has its basis."""
    context = talk.context
    last = context.last
    told = figure.said_basis or figure.against is not None or figure.base is not None
    if figure.statistic != "growth" or told:
        return figure
    if basis or talk.basis:
        return figure.changed(basis=talk.basis or basis)
    if last is None:
        return figure
    if last.statistic == "level_change" and _noun(one, quantity):
        return figure.changed(basis=last.basis).compared(None, last.against, last.said_basis)
    on = one.part.start == last.quantity.end or figure.rule == "expected" or one.cues.earlier
    here = [draft for draft in talk.made[-8:] if draft.sentence == talk.sentence]
    grown = [draft for draft in here if draft.figure.statistic == "growth"] or here
    if not one.cues.earlier:
        grown = [draft for draft in grown if draft.period == period] or grown
    if grown and grown[-1].period == period:
        last, on = grown[-1].figure, True
    return figure.changed(basis=last.basis) if on and last.statistic == "growth" else figure


def _noun(one: PreparedPart, quantity: Quantity) -> bool:
    """Whether a rate is that of the change before it (较6月末上升340亿美元，升幅为1.06%)."""
    found = [word for word in one.words.directions if word.start < quantity.start]
    return bool(found) and found[-1].get("kind") == "noun"


def _draft(talk: Talk, figure: Figure, subject: Subject, period: Period, status: str) -> Draft:
    context = talk.context
    basis, kept = basis_of(context, figure, period)
    period = period if figure.basis == "saar" and figure.base is None else kept
    basis = "saar" if figure.basis == "saar" else "qoq" if basis == "mom" and period.months == 3 else basis
    money = figure.unit.partition("/")[0] if figure.quantity.kind == "money" else ""
    # fmt: off
    return Draft(
        figure, subject, period, status, context.speaker, money or context.currency, basis,
        (figure.quantity.start, figure.quantity.end), talk.sentence, True, False,
    )
    # fmt: on
