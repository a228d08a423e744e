"""Kinds: which kinds of mentions stand in a stretch of text, as bits, looked at once for all who ask."""

from __future__ import annotations

from typing import Final

from tradekit.language.mentions import Mention

FLOWS: Final = 1
MEASURES: Final = 2
COMMODITIES: Final = 4
PARTNERS: Final = 8
ENTERPRISES: Final = 16
REGIMES: Final = 32
REGIONS: Final = 64
FUNCTIONS: Final = 128
COUNTS: Final = 256
OTHERS: Final = 512
PERIOD: Final = 1024
LISTS: Final = 2048
STATUSES: Final = 4096
RELATIONS: Final = 8192
"""Words that relate a figure to others: directions, comparisons, shares."""
UNKNOWN: Final = 16384
"""Numbers, and tables of the user's own."""
COMPOUNDS: Final = 32768
LIVELY: Final = PERIOD | MEASURES | LISTS | RELATIONS
"""What a subject of which nothing is said still goes on with."""

_BITS: Final[dict[str, int]] = {
    "flows": FLOWS,
    "measures": MEASURES,
    "commodities": COMMODITIES,
    "partners": PARTNERS,
    "enterprises": ENTERPRISES,
    "regimes": REGIMES,
    "regions": REGIONS,
    "functions": FUNCTIONS,
    "counts": COUNTS,
    "others": OTHERS,
    "period": PERIOD,
    "lists": LISTS,
    "statuses": STATUSES,
    "directions": RELATIONS,
    "comparisons": RELATIONS,
    "shares": RELATIONS,
    "sayings": 0,
    "stops": 0,
    "compounds": COMPOUNDS,
    "qualifiers": 0,
    "offices": 0,
}


def kinds_of(mentions: list[Mention]) -> int:
    """The kinds of ``mentions``."""
    made = 0
    for one in mentions:
        made |= _BITS.get(one.kind, UNKNOWN)
    return made
