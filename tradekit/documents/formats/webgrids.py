"""The tables of a web page: found in its tree and set into the text of its article whole, never flattened."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from tradekit.documents.grids import Composer, Loaded, Raw

_MARK: Final = "TKGRID{}TABLE"
_MARKED: Final = re.compile(r"[^\n]*?TKGRID(\d+)TABLE[^\n]*")
_SUPERS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BLOCKS: Final = "ancestor-or-self::*[self::p or self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6 or self::caption]"
_MOST_ABOVE: Final = 6


def with_tables(page: str, name: str, article: Callable[[str], str]) -> Loaded:
    """The text that ``article`` gives of a page, its tables of figures in place; those that it leaves out, with
    the lines above them, at the end."""
    from lxml import html

    if "<table" not in page.casefold():
        return Loaded(article(page))
    tree = html.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", page))
    tables = [one for one in tree.iter("table") if _has_figures(one)]
    if not tables:
        return Loaded(article(page))
    above = [_above(one) for one in tables]
    rows = [_rows(one) for one in tables]
    for number, table in enumerate(tables):
        mark = html.fromstring(f"<p>{_MARK.format(number)}</p>")
        mark.tail = table.tail
        table.getparent().replace(table, mark)
    try:
        text = article(html.tostring(tree, encoding="unicode"))
    except Exception:
        text = "\n".join(filter(None, [_title(tree)]))
        if not any(above) and not text:
            raise
    return _composed(name, text, rows, above)


def _composed(name: str, text: str, rows: list[list[list[Raw]]], above: list[list[str]]) -> Loaded:
    made, placed, at = Composer(name), set(), 0
    for found in _MARKED.finditer(text):
        number = int(found[1])
        if number >= len(rows) or number in placed:
            continue
        placed.add(number)
        made.add(text[at : found.start()])
        _missing(made, text, above[number])
        made.table(rows[number])
        at = found.end() + 1
    made.add(text[at:])
    for number in range(len(rows)):
        if number not in placed:
            made.add("\n\n")
            _missing(made, text, above[number])
            made.table(rows[number])
    return made.done()


def _missing(made: Composer, text: str, lines: list[str]) -> None:
    """Add the lines above a table that the article's text does not have."""
    bare = re.sub(r"\s", "", text + "".join(made.parts))
    for line in lines:
        if re.sub(r"\s", "", line) not in bare:
            made.add(f"{line}\n")


def _title(tree: Any) -> str:
    return next((" ".join(one.text_content().split()) for one in tree.iter("h1", "h2", "title") if one.text_content().strip()), "")


def _has_figures(table: Any) -> bool:
    """Whether a table holds cells of figures of its own, and no other table."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    cells = [cell.text_content().strip() for cell in table.iter("td", "th")]
    return len(cells) > 1 and any(len(one) < 30 and any(char.isdigit() for char in one) for one in cells) and (
        sum(len(one) > 200 for one in cells) * 4 < len(cells)
    )


def _above(table: Any) -> list[str]:
    """The lines above a table, from the page's heading down to its caption."""
    lines: list[str] = []
    caption = next(table.iter("caption"), None)
    if caption is not None:
        lines.append(_words(caption))
    for one in table.iterancestors():
        if one.tag == "body":
            break
    seen = 0
    for node in table.itersiblings(preceding=True):
        seen += 1
        words = _words(node)
        if node.tag == "table" or seen > _MOST_ABOVE:
            break
        if words and len(words) < 200:
            lines.append(words)
    heads = [_words(one) for one in table.xpath("preceding::*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5]")[-3:]]
    lines += [head for head in reversed(heads) if head not in lines]
    if len(lines) < 2:
        near = [_words(one) for one in table.xpath("preceding::*[self::p or self::div][not(.//div) and not(.//p)]")[-_MOST_ABOVE:]]
        lines += [one for one in reversed(near) if one and len(one) < 120 and one not in lines]
    return list(reversed(list(dict.fromkeys(filter(None, lines)))))


def _words(node: Any) -> str:
    return " ".join(node.text_content().split()) if isinstance(node.tag, str) and node.tag not in ("script", "style") else ""


def _rows(table: Any) -> list[list[Raw]]:
    rows = []
    for row in table.iter("tr"):
        cells = [_cell(cell) for cell in row.iterchildren("td", "th")]
        if cells:
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
