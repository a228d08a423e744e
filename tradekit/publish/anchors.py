"""Names for places: a figure's anchor on a page, and safe parts of file names."""

from __future__ import annotations

import hashlib
import re


def anchor(source: str) -> str:
    """The anchor of the figure with the id ``source`` (``report#start``), in its sentence on a page.

    >>> anchor("2024-01-13_t001.txt#512")
    '2024-01-13_t001.txt-512'
    """
    report, _, start = source.rpartition("#")
    return f"{slug(report)}-{start}"


def row_anchor(source: str) -> str:
    """The anchor of the same figure's row in the table of all figures.

    >>> row_anchor("a.txt#7")
    'row-a.txt-7'
    """
    return f"row-{anchor(source)}"


def slug(text: str) -> str:
    """``text`` as part of a file's name or an anchor: letters (Chinese too), digits, ``-``, ``_`` and ``.``.

    What had to be changed is told apart by a short hash.

    >>> slug("2024-01-13_海关.txt")
    '2024-01-13_海关.txt'
    >>> slug("<b>a</b>").startswith("b-a-b-")
    True
    """
    kept = re.sub(r"[^\w.-]+", "-", text).strip("-.")[:60]
    return kept if kept == text else f"{kept}-{hashlib.sha256(text.encode(errors='replace')).hexdigest()[:6]}"
