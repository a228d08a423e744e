"""A saved web page becomes the text of its article, without the site's menus, its tables set in whole."""

from __future__ import annotations

import re
from email import message_from_bytes
from html import unescape
from importlib.util import find_spec
from itertools import islice
from typing import Any, Final

from tradekit.documents.formats.encodings import text_of
from tradekit.documents.grids import MARK, Loaded, Raw, composed
from tradekit.language.times import marks
from tradekit.language.zh.datelines import full_day
from tradekit.model.errors import TradekitError

_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.I)
_XML = re.compile(rb"<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w-]{2,20})", re.I)
_HEAD = 4096
_TITLE = re.compile(r"<title[^>]{0,100}>([^<]{1,300})</title>", re.I)
_OF_TITLE = re.compile(r"\s+[-–—]\s+|\s*[_|]\s*|(?<=[\u4e00-\u9fff])-")
_LONG = re.compile(r"<(\w+)\s[^<>]{4000,}>")
"""A tag with attributes of such a length, which no reader needs: parsers compare each with all others."""
_BOXES = ("div", "section", "span", "font", "center", "b", "i", "em", "strong", "a", "ul", "ol")
_INSTEAD = "save its text as a .txt file"
_SUPERS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HEADS: Final = "preceding::*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5]"
_NEAR: Final = "preceding::*[self::p or self::div][not(.//div) and not(.//p)]"
_PARTS: Final = ("tr", "tbody", "thead", "tfoot", "col", "colgroup", "caption")
_MOST_ABOVE: Final = 6
_FIGURE: Final = 30
"""A cell with more characters holds no figure alone."""
_TEXT: Final = 200
"""A cell with more is a paragraph."""


def web_text(data: bytes, name: str) -> Loaded:
    """The text of the article in an HTML page: title, date, paragraphs, a line each; and its tables.

    The charset that the page declares is used. Raises ``TradekitError`` where there is
    no article, or where the extra ``tradekit-figures[html]`` is not installed.
    """
    if find_spec("trafilatura") is None or find_spec("lxml") is None:
        raise TradekitError(f"{name}: HTML needs an extra: pip install 'tradekit-figures[html]'")
    declared = _CHARSET.search(data[: 4 * _HEAD]) or _XML.match(data[:_HEAD].lstrip())
    page = _LONG.sub(r"<\1>", text_of(data, name, declared[1].decode("ascii") if declared else ""))
    return _with_tables(_flat(page, name), name)


def _flat(page: str, name: str) -> str:
    """``page``, or where it is nested deeper than parsers go by default, the same with its boxes undone."""
    from lxml import html
    from lxml.etree import LxmlError

    def tree(huge: bool) -> Any:
        parser = html.HTMLParser(huge_tree=huge, encoding="utf-8")
        try:
            parsed = html.document_fromstring(page.encode(), parser=parser)
        except LxmlError as error:
            raise _broken(name, error) from error
        return None if any("depth" in entry.message for entry in parser.error_log) else parsed

    if tree(huge=False) is not None:
        return page
    whole = tree(huge=True)
    if whole is None:
        raise TradekitError(f"{name}: elements nested more than 2,000 deep; {_INSTEAD}")
    for box in list(whole.iter(*_BOXES)):
        box.drop_tag()
    return str(html.tostring(whole, encoding="unicode"))


def _broken(name: str, error: Exception) -> TradekitError:
    return TradekitError(f"{name}: this web page can't be taken apart ({error}); {_INSTEAD}")


def _article(page: str, name: str) -> str:
    """The text of the article in a page."""
    from trafilatura import bare_extraction

    dates = {"original_date": True, "extensive_search": False}
    try:
        found = bare_extraction(
            page, include_comments=False, with_metadata=True, favor_recall=True, date_extraction_params=dates
        )
    except Exception as error:  # whatever a parser may meet in a page is the page's fault
        raise _broken(name, error) from error
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        raise TradekitError(f"{name}: no article found in this web page; {_INSTEAD}")
    body = "\n".join(filter(None, map(_row, str(found.text).strip().splitlines())))
    return _joined(body, found.title or "", found.date or "", _office(page))


def archive_text(data: bytes, name: str) -> Loaded:
    """The text of the article in a web archive (``.mht``, ``.mhtml``), as browsers save pages."""
    try:
        parts = [part for part in message_from_bytes(data).walk() if part.get_content_type() == "text/html"]
        pages = [(part.get_payload(decode=True), part.get_content_charset() or "") for part in parts]
    except Exception as error:
        raise TradekitError(f"{name}: broken web archive ({error}); {_INSTEAD}") from error
    for page, charset in pages:
        if isinstance(page, bytes):
            return web_text(text_of(page, name, charset).encode("utf-8-sig"), name)
    raise TradekitError(f"{name}: no web page in this web archive; {_INSTEAD}")


def _row(line: str) -> str:
    """A line; the row of a table without its rules."""
    if not line.startswith("|"):
        return line
    cells = [cell.strip() for cell in line.replace("\\|", " ").strip("| ").split("|")]
    return "" if all(set(cell) <= set("-:") for cell in cells) else "\u3000".join(cells)


def _office(page: str) -> str:
    """The office that the page's title names beside the article's (… – Statistics Office of Georgia)."""
    found = _TITLE.search(page[: 16 * _HEAD])
    parts = _OF_TITLE.split(unescape(found[1]).strip())[1:] if found else []
    return next((part.strip() for part in parts if marks("office").search(part)), "")


def _joined(body: str, title: str, day: str, office: str) -> str:
    """The article as text: title, office and date, where the body does not begin with them, and the body."""
    title = re.split(r"\s*[_|]\s*", title.strip())[0]
    title = f"{title} – {office}" if title and office and office not in title + body[:_HEAD] else title
    parts = ["" if full_day(body[:400]) else day, body]
    if title and title not in body[: 2 * len(title) + 40]:
        parts.insert(0, title)
    return "\n\n".join(filter(None, parts))


def _with_tables(page: str, name: str) -> Loaded:
    """The text of the article in a page, its tables of figures in place.

    Those that the article leaves out stand at the end, with the lines above them.
    """
    from lxml import html

    if "<table" not in page.casefold():
        return Loaded(_article(page, name))
    tree = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", page))
    tables = [one for one in tree.iter("table") if _has_figures(one)]
    if not tables:
        return Loaded(_article(page, name))
    above = [_above(one) for one in tables]
    rows = [_rows(one) for one in tables]
    for number, table in enumerate(tables):
        mark = html.fromstring(f"<p>{MARK.format(number)}</p>")
        mark.tail = table.tail
        table.getparent().replace(table, mark)
    try:
        text = _article(html.tostring(tree, encoding="unicode"), name)
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
    figures = any(len(one) < _FIGURE and any(char.isdigit() for char in one) for one in cells)
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
