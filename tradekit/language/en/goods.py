"""Goods: what a flow that names none is of, in a text that is about some goods and not about all trade."""

from __future__ import annotations

from tradekit.language.en.flowframe import Frame

_FIRST = 2
"""So many sentences with flows tell what a text is about."""


def carry_goods(read: list[tuple[bool, list[Frame]]]) -> None:
    """Give bare flows the goods spoken of last in the paragraph, else those that the text is about.

    ``read`` are the flows of each sentence, and whether it opens a paragraph. Nothing is carried where one of
    the first flows of a text is of all goods.
    """
    first = [found[0] for _, found in read if found and not found[0].supplied][:_FIRST]
    if not first or not first[0].commodity:
        return
    parted = first[0].flow == "trade" and first[-1].flow in ("export", "import")
    if not (first[-1].commodity or parted):
        return
    about = first[0].commodity
    spoken = about
    for opens, found in read:
        spoken = about if opens else spoken
        for frame in found:
            own = frame.total or frame.regime or frame.supplied
            own = own or (frame.flow == "balance" and "service" not in about)
            if own or (frame.reporter and not frame.commodity):
                continue
            frame.commodity = frame.commodity or spoken
            spoken = frame.commodity
