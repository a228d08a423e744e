"""Every error a user can meet derives from :class:`TradekitError`."""

from __future__ import annotations


class TradekitError(Exception):
    """Something a user can mend. The message names the file and place, and says what to do.

    >>> str(TradekitError("a.txt: the file is empty; give a report with text"))
    'a.txt: the file is empty; give a report with text'
    """
