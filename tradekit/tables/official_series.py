"""The official series that come with the kit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradekit.documents.checkout import REFERENCE
from tradekit.model.errors import TradekitError

if TYPE_CHECKING:
    import pandas as pd


def official() -> pd.DataFrame:
    """The official series (``data/reference``): the observation table's key columns, ``value`` with
    ``low`` and ``high``, ``vintage`` (when it was published) and ``source``.

    >>> {"period", "flow", "value", "vintage", "source"} <= set(official().columns)
    True
    """
    import pandas as pd

    path = REFERENCE / "official.csv"
    if not path.exists():
        raise TradekitError(f"{path}: the official series are not here; use a checkout of tradekit")
    table = pd.read_csv(path, dtype={"period": str, "vintage": str}, keep_default_na=False)
    numbers = {name: pd.to_numeric(table[name]) for name in ("value", "low", "high")}
    return table.assign(**numbers)
