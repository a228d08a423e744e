"""The tables of a web page: found in its tree and set into the text of its article whole, never flattened."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import Any, Final

from tradekit.documents.grids import MARK, Loaded, Raw, composed

_SUPERS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HEADS: Final = "preceding::*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5]"
_NEAR: Final = "preceding::*[self::p or self::div][not(.//div) and not(.//p)]"
_PARTS: Final = ("tr", "tbody", "thead", "tfoot", "col", "colgroup", "caption")
_MOST_ABOVE: Final = 6
_LONG: Final = 30
"""A cell with more characters holds no figure alone."""
_TEXT: Final = 200
"""A cell with more is a paragraph."""


def with_tables(page: str, name: str, article: Callable[[str], str]) -> Loaded:
    """The text that ``article`` gives of a page, its tables of figures in place.

    Those that the article leaves out stand at the end, with the lines above them.
    """
    from lxml import html

    if "<table" not in page.casefold():
        return Loaded(article(page))
    tree = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", page))
    tables = [one for one in tree.iter("table") if _has_figures(one)]
    if not tables:
        return Loaded(article(page))
    above = [_above(one) for one in tables]
    rows = [_rows(one) for one in tables]
    for number, table in enumerate(tables):
        mark = html.fromstring(f"<p>{MARK.format(number)}</p>")
        mark.tail = table.tail
        table.getparent().replace(table, mark)
    try:
        text = article(html.tostring(tree, encoding="unicode"))
    except Exception:
        text = "\n".join(filter(None, [_title(tree)]))
        if not any(above) and not text:
            raise
    return composed(name, text, rows, above)


def _title(tree: Any) -> str:
    return next(filter(None, map(_words, tree.iter("h1", "h2", "title"))), "")


def _has_figures(table: Any) -> bool:
    """Whether a table holds cells of figures of its own, and no other table."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    cells = [cell.text_content().strip() for cell in table.iter("td", "th")]
    figures = any(len(one) < _LONG and any(char.isdigit() for char in one) for one in cells)
    return len(cells) > 1 and figures and sum(len(one) > _TEXT for one in cells) * 4 < len(cells)


def _above(table: Any) -> list[str]:
    """The lines above a table, from the page's heading down to its caption."""
    lines: list[str] = []
    loose = [node for node in table if node.tag not in _PARTS]
    lines += [_words(node) for node in [*table.iter("caption"), *reversed(loose)]]
    for node in islice(table.itersiblings(preceding=True), _MOST_ABOVE):
        if node.tag == "table":
            break
        lines.append(_words(node))
    lines += map(_words, reversed(table.xpath(_HEADS)[-3:]))
    if sum(map(bool, lines)) < 2:
        lines += map(_words, reversed(table.xpath(_NEAR)[-_MOST_ABOVE:]))
    kept = dict.fromkeys(line for line in lines if 0 < len(line) < _TEXT)
    return list(reversed(kept))


def _words(node: Any) -> str:
    shown = isinstance(node.tag, str) and node.tag not in ("script", "style")
    return " ".join(node.text_content().split()) if shown else ""


def _rows(table: Any) -> list[list[Raw]]:
    rows: list[list[Raw]] = []
    spanned = 0
    for row in table.iter("tr"):
        cells = [_cell(cell) for cell in row.iterchildren("td", "th")]
        if cells or spanned > len(rows):
            spanned = max([spanned, *(len(rows) + cell.rows for cell in cells)])
            rows.append(cells)
    return rows


def _cell(cell: Any) -> Raw:
    for part in cell.iter("br"):
        part.tail = "\n" + (part.tail or "")
    for part in list(cell.iter("sup")):
        if part.text and part.text.strip("()[] ").isdecimal():
            part.text = part.text.strip("()[] ").translate(_SUPERS)
    text = cell.text_content().replace("\r", "")
    lead = re.match(r"[\s\u00a0\u3000]*", text)
    indent = sum(2 if char == "\u3000" else 1 for char in lead[0] if char in " \u00a0\u3000") if lead else 0
    style = cell.get("style", "")
    set_in = re.search(r"(?:padding-left|text-indent)\s*:\s*([\d.]+)", style)
    indent = indent if "\u00a0" in text[: lead.end() if lead else 0] or "\u3000" in text[:4] else 0
    if set_in:
        indent += int(float(set_in[1]))
    text = re.sub(r"[ \t\r\n\xa0]+", " ", text.replace("\n", "" if _wide(text) else " ")).strip()
    return Raw(text, _span(cell, "rowspan"), _span(cell, "colspan"), indent, None, cell.tag == "th")


def _wide(text: str) -> bool:
    """Whether a cell is of signs that are written without blanks."""
    solid = "".join(text.split())
    return sum(ord(char) > 0x2E80 for char in solid) * 2 > len(solid)


def _span(cell: Any, name: str) -> int:
    found = re.match(r"\d{1,4}", cell.get(name, "") or "")
    return max(1, min(1000, int(found[0]))) if found else 1
