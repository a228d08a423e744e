"""An engine that was compiled in place (``make fast``) must not outlive the sources it was made from."""

from __future__ import annotations

import os
from pathlib import Path

STAMP = "compiled.stamp"
"""The file that ``make fast`` leaves in the package; a wheel has none."""


def check(stamp: str | os.PathLike[str]) -> None:
    """Raise ``ImportError`` where a source beside ``stamp`` is newer than it.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     stamp, source = Path(place, STAMP), Path(place, "scan.py")
    ...     source.touch()
    ...     stamp.touch()
    ...     check(stamp)
    ...     os.utime(source, (2e9, 2e9))
    ...     check(stamp)
    Traceback (most recent call last):
        ...
    ImportError: scan.py is newer than the compiled engine; run make fast again, or go without: make pure
    """
    made = Path(stamp).stat().st_mtime
    for source in sorted(Path(stamp).parent.rglob("*.py")):
        if source.stat().st_mtime > made:
            fault = f"{source.name} is newer than the compiled engine"
            raise ImportError(f"{fault}; run make fast again, or go without: make pure")
