"""Traditional characters read as simplified ones, one for one, so that every place in the text stays.

The pairs are those of OpenCC (Apache-2.0), from the package ``opencc-python-reimplemented``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from tradekit.model.errors import TradekitError

TRADITIONAL: Final = "進億萬貿國際總額關東車電產業對與個點減達過増丶"
"""Without one of these no text is taken for a traditional one."""
_TRADITIONAL: Final = re.compile(f"[{TRADITIONAL}]")
_NOT_OPENCC: Final = {"増": "增", "丶": "、"}


def simplified(text: str) -> str:
    """``text`` with each traditional character replaced by its simplified form; the length stays.

    >>> simplified("進出口總額41.76萬億元")
    '进出口总额41.76万亿元'
    >>> simplified("进出口总额")
    '进出口总额'
    """
    return text.translate(_table()) if _TRADITIONAL.search(text) else text


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    package = find_spec("opencc")
    if package is None or package.origin is None:
        raise TradekitError("traditional characters need opencc: pip install opencc-python-reimplemented")
    pairs = Path(package.origin).parent / "dictionary" / "TSCharacters.txt"
    made = {ord(old): new for old, new in _NOT_OPENCC.items()}
    for line in pairs.read_text("utf-8").splitlines():
        old, _, new = line.partition("\t")
        if len(old) == 1 and new:
            made[ord(old)] = new[0]
    return made
