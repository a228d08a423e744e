"""Recall: what a part takes from what was said before it."""

from __future__ import annotations

from tradekit.extraction.context import Context
from tradekit.language.prepared import PreparedPart
from tradekit.language.said import Said


def traders(context: Context, one: PreparedPart) -> Said:
    """Firms counted: 民营企业60.9万家 after 有进出口实绩的企业 needs no such words of its own."""
    counts = one.firms and context.counting > 0 and not one.cues.founded
    return one.said.changed(counts=True) if counts else one.said


def named_again(context: Context, pointers: tuple[str, ...]) -> None:
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


def take_whole(context: Context, flow: str) -> None:
    """A partner of which nothing was said yet has its share of the whole's flow (占外贸总值的15%)."""
    spoken = {subject for subject, _ in context.recent}
    if context.subjects and not spoken.intersection(context.subjects):
        context.subjects = tuple([one.moving(flow) for one in context.subjects])
