"""A Chinese font for matplotlib, with nothing installed but Python packages.

``zhplot`` carries Noto Sans SC (SIL Open Font License). Its file is used where it lies; the package itself
is never imported. Where it is missing, a font of the system that has Chinese glyphs does; where there is
none either, an error says what to install, since a chart full of boxes tells nobody anything.
"""

from __future__ import annotations

import importlib.util
from functools import lru_cache
from pathlib import Path

from tradekit.model.errors import TradekitError

FALLBACKS: tuple[str, ...] = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei",
)  # fmt: skip
"""Fonts of the system that do instead of the bundled one, best first."""


class NoChineseFontError(TradekitError):
    """No font with Chinese glyphs can be found."""


def bundled() -> Path | None:
    """The font file that comes with ``zhplot``, or None where the package isn't installed.

    >>> bundled().name
    'NotoSansSC-Regular.ttf'
    """
    spec = importlib.util.find_spec("zhplot")
    if spec is None or not spec.submodule_search_locations:
        return None
    for folder in spec.submodule_search_locations:
        found = sorted((Path(folder) / "fonts").glob("*.[to]tf"))
        if found:
            return found[0]
    return None


@lru_cache(maxsize=1)
def chinese() -> str:
    """The name of a font with Chinese glyphs, known to matplotlib from now on.

    Raises :class:`NoChineseFontError` where there is none.

    >>> chinese()
    'Noto Sans SC'
    """
    from matplotlib import font_manager

    path = bundled()
    if path is not None:
        font_manager.fontManager.addfont(str(path))
        return str(font_manager.FontProperties(fname=str(path)).get_name())
    known = {entry.name for entry in font_manager.fontManager.ttflist}
    for name in FALLBACKS:
        if name in known:
            return name
    raise NoChineseFontError(
        "no font with Chinese glyphs was found; install the one that tradekit uses with "
        "'pip install zhplot', or one of: " + ", ".join(FALLBACKS)
    )


def use() -> str:
    """Make matplotlib draw Chinese from now on, in charts of one's own too; returns the font's name.

    >>> use()
    'Noto Sans SC'
    """
    import matplotlib as mpl

    name = chinese()
    mpl.rcParams["font.family"] = [name]
    mpl.rcParams["axes.unicode_minus"] = True
    return name
