"""Said: what a figure is about, and what a part of a clause says of it."""

from __future__ import annotations

from typing import Final, final


@final
class Item:
    """A flow, a measure, or both, as one member of a list (出口和进口; 数量和金额)."""

    __slots__ = ("code", "commodity", "end", "flow", "measure", "negative", "start")

    def __init__(
        self, flow: str, measure: str, start: int, end: int, code: str = "", negative: bool = False,
        commodity: str = "",
    ) -> None:  # fmt: skip
        self.flow: Final = flow
        self.measure: Final = measure
        self.start: Final = start
        self.end: Final = end
        self.code: Final = code
        self.negative: Final = negative
        self.commodity: Final = commodity

    def measured(self, measure: str) -> Item:
        """The same, of another measure."""
        return Item(self.flow, measure, self.start, self.end, self.code, self.negative, self.commodity)

    def moving(self, flow: str) -> Item:
        """The same with another flow."""
        return Item(flow, self.measure, self.start, self.end, self.code, self.negative, self.commodity)


@final
class Listed:
    """A printed list: its members and the phrase; ``whole`` are names with a 和 of their own."""

    __slots__ = ("end", "joined", "names", "start", "whole")

    def __init__(
        self,
        names: tuple[str, ...],
        joined: str,
        start: int,
        end: int,
        whole: tuple[str, ...] = (),
    ) -> None:
        self.names: Final = names
        self.joined: Final = joined
        self.start: Final = start
        self.end: Final = end
        self.whole: Final = whole


@final
class Subject:
    """What a figure is about, but for its period; of other indicators the sector stands in ``commodity``."""

    __slots__ = (
        "commodity", "enterprise", "flow", "indicator", "measure", "negative", "partner", "regime",
        "reporter",
    )  # fmt: skip

    def __init__(
        self, reporter: str = "", flow: str = "", commodity: str = "", partner: str = "",
        enterprise: str = "", regime: str = "", measure: str = "value", negative: bool = False,
        indicator: str = "trade",
    ) -> None:  # fmt: skip
        self.reporter: Final = reporter
        self.flow: Final = flow
        self.commodity: Final = commodity
        self.partner: Final = partner
        self.enterprise: Final = enterprise
        self.regime: Final = regime
        self.measure: Final = measure
        self.negative: Final = negative
        self.indicator: Final = indicator

    def _key(self) -> tuple[str, str, str, str, str, str, str, bool, str]:
        return (
            self.reporter, self.flow, self.commodity, self.partner, self.enterprise, self.regime,
            self.measure,
            self.negative, self.indicator,
        )  # fmt: skip

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Subject) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def but(
        self, reporter: str | None = None, flow: str | None = None, commodity: str | None = None,
        partner: str | None = None, enterprise: str | None = None, regime: str | None = None,
        measure: str | None = None, negative: bool | None = None,
    ) -> Subject:  # fmt: skip
        """The same with what is given in place of its own."""
        return Subject(
            self.reporter if reporter is None else reporter, self.flow if flow is None else flow,
            self.commodity if commodity is None else commodity,
            self.partner if partner is None else partner,
            self.enterprise if enterprise is None else enterprise,
            self.regime if regime is None else regime, self.measure if measure is None else measure,
            self.negative if negative is None else negative, self.indicator,
        )  # fmt: skip

    def by(self, reporter: str) -> Subject:
        """The same of another reporter."""
        return self if reporter == self.reporter else self.but(reporter)

    def moving(self, flow: str) -> Subject:
        """The same with another flow."""
        return self if flow == self.flow else self.but(flow=flow)

    def measured(self, measure: str) -> Subject:
        """The same in another measure."""
        return self if measure == self.measure else self.but(measure=measure)

    def naming(self, commodity: str) -> Subject:
        """The same of other goods."""
        return self.but(commodity=commodity)


@final
class Said:
    """What one part of a clause says of its subject; ``None`` where it says nothing.

    ``flow``: a flow is named; ``dims``: anything narrower; ``silent``: no subject at all; ``residue``:
    how much it says besides, where it names neither a flow nor traders counted (in Chinese, characters);
    ``weak``: its reporter may as well be the partner (巴西大豆进口量).
    """

    __slots__ = (
        "china", "commodity", "counts", "dims", "enterprise", "flow", "generic", "home", "items", "lively",
        "local", "other", "partner", "periods", "regime", "reporter", "residue", "silent", "total", "weak",
    )  # fmt: skip

    def __init__(
        self,
        items: tuple[Item, ...] = (),
        commodity: Listed | None = None,
        partner: Listed | None = None,
        enterprise: Listed | None = None,
        regime: Listed | None = None,
        reporter: Listed | None = None,
        home: bool = False,
        china: bool = False,
        local: bool = False,
        total: bool = False,
        other: bool = False,
        counts: bool = False,
        generic: bool = False,
        periods: bool = False,
        lively: bool = False,
        residue: int = 0,
        weak: bool = False,
    ) -> None:
        self.items: Final = items
        self.commodity: Final = commodity
        self.partner: Final = partner
        self.enterprise: Final = enterprise
        self.regime: Final = regime
        self.reporter: Final = reporter
        self.home: Final = home
        self.china: Final = china
        self.local: Final = local
        self.total: Final = total
        self.other: Final = other
        self.counts: Final = counts
        self.generic: Final = generic
        self.periods: Final = periods
        self.lively: Final = lively
        self.residue: Final = residue
        self.weak: Final = weak
        self.flow: Final = has_flow(items)
        self.dims: Final = bool(commodity or partner or enterprise or regime)
        self.silent: Final = not (items or self.dims or reporter or counts or china)

    def changed(
        self,
        items: tuple[Item, ...] | None = None,
        other: bool = False,
        counts: bool = False,
        commodity: Listed | None = None,
        reporter: Listed | None = None,
        partner: Listed | None = None,
        residue: int = -1,
    ) -> Said:
        """The same with other ``items``, goods or places, of no trade (``other``), of traders counted."""
        return Said(
            self.items if items is None else items,
            commodity or self.commodity,
            partner or self.partner,
            self.enterprise,
            self.regime,
            reporter or self.reporter,
            self.home,
            self.china,
            self.local,
            self.total,
            self.other or other,
            self.counts or counts,
            self.generic,
            self.periods,
            self.lively,
            self.residue if residue < 0 else residue,
            self.weak,
        )


def has_flow(found: tuple[Item, ...]) -> bool:
    """Whether any of the items is a flow."""
    for item in found:
        if item.flow:
            return True
    return False
