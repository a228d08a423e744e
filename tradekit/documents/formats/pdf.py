"""The pages of a PDF become text, newspaper columns in reading order."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

from tradekit.documents.formats.columns import Run, page_text
from tradekit.documents.formats.pdfgrids import PageTable, joined, page_tables, without
from tradekit.documents.grids import Loaded, composed
from tradekit.model.errors import TradekitError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

_MOST_PAGES = 1000
_WORDS, _CELLS = 1.5, 0.7
"""The gap that parts two runs of a line of text, and two cells of a table, in heights of a character."""
_UNREADABLE = 0.3
"""The share of characters without a meaning beyond which a text layer is none."""


def pdf_text(data: bytes, name: str) -> Loaded:
    """The text layer of a PDF, its pages one after the other, and its tables.

    Raises ``TradekitError`` where it is encrypted, broken, or has no text layer, or
    where the extra ``tradekit-figures[pdf]`` is not installed.
    """
    try:
        from pypdfium2 import PdfDocument, PdfiumError
    except ImportError as error:
        raise TradekitError(f"{name}: PDF needs an extra: pip install 'tradekit-figures[pdf]'") from error
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        locked = "password" in str(error)
        message = (
            "encrypted PDF; remove its password first" if locked else "broken PDF; open it and save it anew"
        )
        raise TradekitError(f"{name}: {message}") from error
    try:
        return _text(document, name)
    except PdfiumError as error:
        raise TradekitError(f"{name}: broken PDF; open it and save it anew") from error
    finally:
        document.close()


def _text(document: PdfDocument, name: str) -> Loaded:
    if len(document) > _MOST_PAGES:
        raise TradekitError(f"{name}: {len(document)} pages; split it into files of up to {_MOST_PAGES}")
    pages = []
    tables: list[PageTable] = []
    for page in document:
        layer = page.get_textpage()
        runs = _runs(layer, _WORDS)
        found = page_tables(_runs(layer, _CELLS), runs, len(tables))
        pages.append(page_text(without(runs, found)))
        tables += found
        layer.close()
        page.close()
    text = "\n\n".join(filter(None, pages))
    unread = sum(text.count(mark) for mark in "\ufffd\ufffe\uffff") + sum(
        "\ue000" <= c <= "\uf8ff" for c in text
    )
    if not text.strip():
        raise TradekitError(
            f"{name}: this PDF holds only pictures; put it through text recognition (OCR) first"
        )
    if unread > _UNREADABLE * len(text):
        raise TradekitError(f"{name}: the PDF's fonts don't say which characters they draw; use OCR")
    return composed(name, *joined(text, tables))


def _runs(layer: PdfTextPage, gap: float) -> list[Run]:
    """The page's characters in drawing order, as runs along a line; a wider gap, in heights, parts them."""
    from pypdfium2 import raw

    runs: list[Run] = []
    box = raw.FS_RECTF()
    place = ctypes.byref(box)
    text: list[str] = []
    left = right = low = high = 0.0
    for index in range(layer.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(layer, index))
        if char in "\r\n\x00" or not raw.FPDFText_GetLooseCharBox(layer, index, place):
            continue
        size = box.top - box.bottom
        same = text and abs(box.bottom - low) < 0.4 * size and -0.5 * size < box.left - right < gap * size
        if not same:
            if text:
                runs.append(Run(left, right, low, high, "".join(text)))
            text, left, low, high = [], box.left, box.bottom, box.top
        text.append(char)
        right = box.right
    if text:
        runs.append(Run(left, right, low, high, "".join(text)))
    return [run for run in runs if run.text.strip()]
