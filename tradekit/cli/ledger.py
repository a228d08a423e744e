"""``tradekit ledger``: the numbers of reports that are no figures, each with the reason."""

from __future__ import annotations

from typing import Any

import click

from tradekit.cli import observing, options


@click.command()
@options.paths
@observing.formats
@options.out
@options.reading
def ledger(**how: Any) -> None:
    """The numbers of reports that are no figures of trade, each with the reason; options as for extract."""
    from tradekit.model.observations import LEDGER_COLUMNS

    observing.write(1, LEDGER_COLUMNS, **how)
