"""A path becomes the text that stands in the file."""

from __future__ import annotations

from pathlib import Path

from tradekit.errors import TradekitError


def decode(path: str | Path) -> str:
    """The text of the file at ``path``, as it stands there: no line break or space is changed.

    UTF-8 with and without byte order mark is read. Raises :class:`~tradekit.errors.TradekitError`
    where there is no such file, or no text in it.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TradekitError(f"{path}: {error.strerror or error}; give the path of a report") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TradekitError(f"{path}: not UTF-8 text (byte {error.start})") from error
    if not text.strip():
        raise TradekitError(f"{path}: the file holds no text; give a report with text")
    return text
