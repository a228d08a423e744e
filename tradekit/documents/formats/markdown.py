"""Markdown's marks are hidden from the reading of a report; its text keeps every place."""

from __future__ import annotations

import re

HIDDEN = "\u200b"
"""Stands for each character of a mark; repair leaves it out."""

_MARKS = re.compile(
    r"^[ ]{0,3}#{1,6}(?=[ \t])"  # a heading
    r"|^[ ]{0,3}(?:>[ ]?)+"  # a quotation
    r"|^[ ]{0,3}[-*+](?=[ \t])"  # an item
    r"|^[ ]{0,3}(?:[-*_][ ]*){3,}$"  # a rule
    r"|^[ ]{0,3}(?:```|~~~).*$"  # a fence
    r"|^[ ]{0,3}\|?(?:[ ]*:?-{3,}:?[ ]*\|)+[ ]*(?::?-{3,}:?)?[ ]*$"  # a table's rule
    r"|!\[[^\[\]\n]{0,200}\]\([^()\n]{0,500}\)"  # a picture
    r"|\[(?=[^\[\]\n]{1,200}\]\([^()\n]{0,500}\))"  # a link's opening
    r"|(?<=[^\[\]\n])\]\([^()\n]{0,500}\)"  # its address
    r"|\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|`+"  # emphasis, code
    r"|<!--(?:[^-]|-(?!->)){0,200}-->|\\(?=[\\`*_{}\[\]()#+.!|-])",
    re.MULTILINE,
)
_BARS = re.compile(r"(?<=[^\n])\|(?=[^\n])")


def unmarked(text: str) -> str:
    """``text`` with its marks hidden, as long as it was.

    >>> unmarked("**41.76**万亿元").replace(HIDDEN, "·")
    '··41.76··万亿元'
    """
    text = _MARKS.sub(lambda mark: HIDDEN * len(mark[0]), text)
    return _BARS.sub("\u3000", text)
