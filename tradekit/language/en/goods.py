"""Goods: what a flow that names none is of, in a text that is about some goods and not about all trade."""

from __future__ import annotations

from tradekit.language.en.flowframe import Frame

_FIRST = 2
"""So many flows at the beginning tell what a text is about."""


def carry_goods(read: list[tuple[bool, list[Frame]]]) -> None:
    """Give bare flows the goods spoken of last in the paragraph, else those that the text is about.

    ``read`` are the flows of each sentence, and whether it opens a paragraph. Nothing is carried where one of
    the first flows of a text is of all goods.
    """
    first = [frame for _, found in read for frame in found if not frame.supplied][:_FIRST]
    if not first or not all([frame.commodity for frame in first]):
        return
    about = first[0].commodity
    spoken = about
    for opens, found in read:
        spoken = about if opens else spoken
        for frame in found:
            own = frame.total or frame.regime or frame.supplied or frame.flow == "balance"
            if own or (frame.reporter and not frame.commodity):
                continue
            frame.commodity = frame.commodity or spoken
            spoken = frame.commodity
