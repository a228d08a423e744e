"""A saved web page becomes the text of its article: title, date and body, without the site's menus."""

from __future__ import annotations

import re
from email import message_from_bytes
from importlib.util import find_spec
from typing import Any

from tradekit.documents.formats.encodings import text_of
from tradekit.documents.formats.webgrids import with_tables
from tradekit.documents.grids import Loaded
from tradekit.language.zh.datelines import full_day
from tradekit.model.errors import TradekitError

_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.I)
_XML = re.compile(rb"<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w-]{2,20})", re.I)
_HEAD = 4096
_LONG = re.compile(r"<(\w+)\s[^<>]{4000,}>")
"""A tag with attributes of such a length, which no reader needs: parsers compare each with all others."""
_BOXES = ("div", "section", "span", "font", "center", "b", "i", "em", "strong", "a", "ul", "ol")
_INSTEAD = "save its text as a .txt file"


def web_text(data: bytes, name: str) -> Loaded:
    """The text of the article in an HTML page: title, date, paragraphs, a line each; and its tables.

    The charset that the page declares is used. Raises ``TradekitError`` where there is
    no article, or where the extra ``tradekit-figures[html]`` is not installed.
    """
    if find_spec("trafilatura") is None or find_spec("lxml") is None:
        raise TradekitError(f"{name}: HTML needs an extra: pip install 'tradekit-figures[html]'")
    declared = _CHARSET.search(data[: 4 * _HEAD]) or _XML.match(data[:_HEAD].lstrip())
    page = _LONG.sub(r"<\1>", text_of(data, name, declared[1].decode("ascii") if declared else ""))
    return with_tables(_flat(page, name), name, lambda page: _article(page, name))


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
    return _joined(body, found.title or "", found.date or "")


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


def _joined(body: str, title: str, day: str) -> str:
    """The article as text: its title and date, where the body does not begin with them, and its body."""
    title = re.split(r"\s*[_|]\s*", title.strip())[0]
    parts = ["" if full_day(body[:400]) else day, body]
    if title and title not in body[: 2 * len(title) + 40]:
        parts.insert(0, title)
    return "\n\n".join(filter(None, parts))
