"""Reports read once and kept: figures, other numbers and texts as Parquet parts, and a list of what counts.

:class:`Archive` is the way in: it adds and removes reports, and answers with tables and series.
``docs/archive.md`` is the manual.
"""

from tradekit.archive.adding import Added
from tradekit.archive.archive import Archive

__all__ = ["Added", "Archive"]
