"""Goods: what a flow that names none is of, in a text that is about some goods and not about all trade."""

from __future__ import annotations

from tradekit.language.en.told import Line

_FIRST = 2
"""So many sentences with flows tell what a text is about."""


def carry_goods(read: list[Line]) -> str:
    """Give bare flows the goods spoken of last in the paragraph, else those that the text is about; these.

    Nothing is carried where one of the first flows of a text is of all goods.
    """
    first = [(line.found[0], line.row) for line in read if line.found and not line.found[0].supplied][:_FIRST]
    if not first or not first[0][0].commodity:
        return ""
    about, (last, row) = first[0][0].commodity, first[-1]
    parted = first[0][0].flow == "trade" and last.flow in ("export", "import")
    shipped = last.act or row[last.at].lower.startswith("shipment")
    names = [frame.commodity.lower() for line in read for frame in line.found if frame.commodity]
    alone = all([about.lower() in name or name in about.lower() for name in names])
    sure = last.commodity or parted or shipped
    if not (sure or alone) or last.total:
        return ""
    spoken = about
    for line in read:
        spoken = about if line.opens else spoken
        for frame in line.found:
            spoken = "" if frame.total and not frame.commodity else spoken
            own = frame.total or frame.regime or frame.supplied
            own = own or (frame.flow == "balance" and "service" not in about)
            own = own or not (sure or frame.flow == first[0][0].flow)
            if not own and (frame.commodity or not frame.reporter):
                dated = line.row[frame.first].period is not None
                frame.commodity = frame.commodity or (about if dated else spoken)
                spoken = spoken if frame.act else frame.commodity or spoken
    return about
