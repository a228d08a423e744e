"""A chart as SVG for a page or a file: text stays text, ids are its own, nothing in it that tells nothing."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from html import escape, unescape
from typing import Any

from tradekit.charts import fonts

FAMILY = "tk-chart"
"""The name of the font that a page or a file has with it: the characters of its charts and no others."""


def slim(raw: str, alt: str) -> str:
    """Matplotlib's SVG without what a page has no use for, with its alt text."""
    body = raw[raw.index("<g id=") : raw.rindex("</svg>")]
    own = sha256(alt.encode()).hexdigest()[:8]
    used = set(re.findall(r"#([\w.-]+)[)\"]", body))
    body = re.sub(r' id="([^"]*)"', lambda one: f' id="{own}-{one[1]}"' if one[1] in used else "", body)
    body = re.sub(r"(url\(#|href=\"#)", rf"\g<1>{own}-", body)
    body = re.sub(r"xlink:href", "href", body)
    body = re.sub(r"font-family: [^;\"]*;? ?", "", body)
    body = re.sub(r"\d+\.\d{3,}", lambda one: f"{float(one[0]):.2f}".rstrip("0").rstrip("."), body)
    body = re.sub(
        r"<text[^>]*/>|<!--.*?-->|(?<=[\d.z]) *\n", lambda one: " " if one[0][-1] == "\n" else "", body
    )
    while (shorter := re.sub(r"<(g|defs)[^>]*/>|<(g|defs)[^>]*>\s*</\2>|\n\s*", "", body)) != body:
        body = shorter
    width, height, box = re.findall(r'(?:width|height|viewBox)="([^"]*)"', raw)[:3]
    style = f"stroke-linejoin:round;font-family:{FAMILY},'Noto Sans SC',sans-serif"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="tk-svg" role="img" aria-label="{escape(alt)}" '
        f'width="{width}" height="{height}" viewBox="{box}" style="{style}">'
        f"{body}</svg>"
    )


def with_font(picture: str, font: str) -> str:
    """A picture that brings its font with it, as the rule of CSS that :func:`font_of` gives."""
    return picture.replace(">", f"><style>{font}</style>", 1) if font else picture


def font_of(pictures: Iterable[str]) -> str:
    """The rule of CSS that brings the font with the characters of some SVG, and of no others.

    Empty where no font comes with the kit, so that one of the system's has to do.
    """
    path = fonts.bundled()
    text = "".join(unescape(one) for one in re.findall(r">([^<]+)</t", "".join(pictures)))
    if path is None or not text:
        return ""
    data = base64.b64encode(_subset(str(path), "".join(sorted(set(text))))).decode()
    return f"@font-face{{font-family:{FAMILY};src:url(data:font/woff;base64,{data})}}"


@cache
def _subset(path: str, text: str) -> bytes:
    from fontTools import subset

    options: Any = subset.Options(flavor="woff", hinting=False, layout_features=[], name_IDs=[])
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "vhea", "vmtx", "STAT"]
    maker, buffer = subset.Subsetter(options), io.BytesIO()
    maker.populate(text=text)
    with subset.load_font(path, options, lazy=True) as font:
        maker.subset(font)
        subset.save_font(font, buffer, options)
    return buffer.getvalue()
