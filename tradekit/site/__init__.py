"""A folder of pages over an archive: its reports, indicators, partners and goods, and a feed.

:func:`build` makes it; nothing in it needs a server, a script or the network.
"""

from tradekit.site.building import build

__all__ = ["build"]
