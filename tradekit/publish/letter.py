"""Pages that a mail client shows: tables for layout, styles in each tag, no class, no script, no picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

_FONT = "font-family:Arial,'PingFang SC','Microsoft YaHei',sans-serif;color:#222222"
_CELL = f"{_FONT};font-size:14px;line-height:1.5;padding:6px 12px 6px 0;vertical-align:top"
_TABLE = '<table role="presentation" cellpadding="0" cellspacing="0" border="0" width="100%"'
_RISE, _FALL = "#0072b2", "#d55e00"
_LONGEST = 220
"""Pixels of the longest bar."""


def letter(title: str, parts: Iterable[str], lang: str = "en") -> str:
    """A whole page from HTML made by the functions below, in one column that fits any window.

    >>> "<h1" in letter("a < b", [paragraph("x")]), "a &lt; b" in letter("a < b", [])
    (True, True)
    """
    rows = "".join(f'<tr><td style="{_CELL}">{part}</td></tr>' for part in parts)
    head = f'<h1 style="{_FONT};font-size:20px;margin:0">{escape(title)}</h1>'
    body = f'{_TABLE} style="max-width:720px"><tr><td style="{_CELL}">{head}</td></tr>{rows}</table>'
    return (
        f'<!DOCTYPE html><html lang="{"zh-CN" if lang == "zh" else "en"}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title></head>'
        f'<body style="margin:0;padding:16px;background:#ffffff">{body}</body></html>\n'
    )


def paragraph(lines: str | Sequence[str], head: str = "") -> str:
    """A paragraph of plain text, or of lines of it, below a line in bold."""
    said = [lines] if isinstance(lines, str) else lines
    bold = [f"<b>{escape(head)}</b>"] if head and said else [escape(head)] if head else []
    text = "<br>".join([*bold, *map(escape, said)])
    return f'<p style="{_FONT};font-size:14px;line-height:1.6;margin:0;word-break:break-word">{text}</p>'


def heading(text: str) -> str:
    """A heading of plain text."""
    return f'<h2 style="{_FONT};font-size:16px;margin:8px 0 0">{escape(text)}</h2>'


def grid(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of plain text."""
    line = "border-bottom:1px solid #d0d0d0"
    head = "".join(f'<th align="left" style="{_CELL};{line}">{escape(one)}</th>' for one in titles)
    body = "".join(
        "<tr>" + "".join(f'<td style="{_CELL};{line}">{escape(one)}</td>' for one in row) + "</tr>"
        for row in rows
    )
    return f'<table cellpadding="0" cellspacing="0" border="0" width="100%"><tr>{head}</tr>{body}</table>'


def bars(rows: Sequence[tuple[str, float, str]]) -> str:
    """A chart of bars: for each row its name, its size (falls are negative), and the number as written."""
    most = max((abs(size) for _, size, _ in rows), default=0) or 1
    return f"{_TABLE}>{''.join(_bar(name, size / most, number) for name, size, number in rows)}</table>"


def _bar(name: str, part: float, number: str) -> str:
    wide, colour = max(1, round(_LONGEST * abs(part))), _RISE if part >= 0 else _FALL
    bar = f'<td width="{wide}" bgcolor="{colour}" style="width:{wide}px;font-size:12px">&nbsp;</td>'
    rest = f'<td style="{_CELL};padding:0 0 0 6px;white-space:nowrap">{escape(number)}</td>'
    return (
        f'<tr><td width="40%" style="{_CELL}">{escape(name)}</td><td style="{_CELL}">'
        f'<table cellpadding="0" cellspacing="0" border="0"><tr>{bar}{rest}</tr></table></td></tr>'
    )
