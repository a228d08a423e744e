"""An executed notebook as one HTML page: nothing fetched, code hidden, in one language.

A cell of prose has both languages, each in a ``div`` with its ``lang``; the Chinese one is not displayed
until the outputs say that it is wanted, so that JupyterLab shows each paragraph once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import count
from pathlib import Path
from typing import Any

from tradekit.charts import svg
from tradekit.language import labels
from tradekit.publish.anchors import anchor
from tradekit.publish.showing import CHINESE, style

TEMPLATES = Path(__file__).parent / "templates"
LANGUAGES = {"en": "en", "zh": "zh-CN"}
_SHOWN = ["text/html", "image/svg+xml", "image/png", "text/markdown", "text/plain"]


@dataclass(frozen=True, slots=True)
class PageHtml:
    """A page's title and its HTML."""

    title: str
    html: str


def page_html(
    notebook: Any, name: str, parameters: Mapping[str, Any], date: str, reports: Sequence[str] = ()
) -> PageHtml:
    """The page of an executed ``notebook``: ``name`` and ``date`` stand in its footer beside ``parameters``.

    Its title is the notebook's, with the report where there is one.

    The language is the notebook's parameter ``lang`` as it ran (``en`` or ``zh``).
    """
    lang = _language(notebook, parameters)
    shown = _showable(in_language(notebook, lang))
    missing = _left_out(shown)
    _folds(shown)
    headings = _headings(shown)
    title = next((text for level, text, _ in headings if level == 1), name)
    told = _told(shown, "title")
    if told:
        title = str(told[0])
    elif len(reports) == 1:
        title += f" – {reports[0]}"
    texts = _figure_texts(shown)
    html = _exported(
        shown,
        {
            "tradekit": {
                "language": LANGUAGES[lang],
                "title": title,
                "version": _version(),
                "words": labels.frame(lang),
                "contents": [text for level, text, _ in headings if level == 2],
                "links": lambda sources: [_link(source, texts) for source in sources.split(" ") if source],
                "contents_before": next((at for level, _, at in headings if level == 2), 0),
                "missing": labels.listed([labels.lowered(one) for one in missing], lang, 20),
                "folded": any(cell.metadata.get("opens") for cell in shown.cells),
                "footer": _footer(lang, name, parameters, date),
                "font": svg.font_of(pictures(shown, "image/svg+xml").values()),
            }
        },
    )
    described = re.sub(r"<img(?![^>]*\balt=)", f'<img alt="{labels.frame(lang)["no_alt"]}"', html)
    folded = r'<details class="tk-fold"><summary>\1</summary>'
    described = re.sub(r"<!--fold-->\s*(<h2>.*?</h2>)", folded, described)
    if told:
        described = re.sub(r"<h1>.*?</h1>", lambda _: f"<h1>{escape(title)}</h1>", described, count=1)
    return PageHtml(title, _reachable(described))


def _told(notebook: Any, name: str) -> list[Any]:
    """What the outputs of ``notebook`` say of themselves under ``name``."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    return [one for output in outputs if (one := output.get("metadata", {}).get(name))]


def pictures(notebook: Any, kind: str) -> dict[str, str]:
    """What the charts of ``notebook`` are as ``kind`` (a MIME type), by their names, each told apart."""
    found: dict[str, str] = {}
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            data, name = output.get("data", {}), output.get("metadata", {}).get("name", "")
            if name and kind in data:
                number = next(n for n in count(1) if f"{name}-{n}" not in found)
                found[f"{name}-{number}"] = data[kind]
    return found


def in_language(notebook: Any, lang: str) -> Any:
    """A copy of ``notebook`` whose prose is in ``lang``; a cell without a translation keeps what it has."""
    shown = deepcopy(notebook)
    for cell in shown.cells:
        said = dict(_PROSE.findall(cell.source)) if cell.cell_type == "markdown" else {}
        cell.source = said.get(lang, cell.source)
    return shown


_PROSE = re.compile(r'<div lang="(\w+)"[^>]*>\n\n(.*?)\n\n</div>', re.DOTALL)


def _showable(notebook: Any) -> Any:
    """``notebook`` without outputs that a page has no form for (scripts, widgets, data), style said once.

    Of a cell tagged ``aside``, which tells a reader of the notebook what the next does, the headings stay.
    """
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and "aside" in cell.metadata.get("tags", ()):
            cell.metadata["name"] = _name(cell.source)
            cell.source = "\n".join(line for line in cell.source.split("\n") if line.startswith("#"))
        if cell.cell_type == "code":
            cell.outputs = [one for one in cell.outputs if not {*one.get("data", _SHOWN)}.isdisjoint(_SHOWN)]
            for output in cell.outputs:
                if "text/html" in output.get("data", {}):
                    html = output.data["text/html"].replace(style(), "")
                    output.data["text/html"] = html.replace(CHINESE, "")
    return notebook


def _name(source: str) -> str:
    """What a cell of prose is called: its heading, or its first words."""
    heading = re.search(r"^#+[ \t]+(.+)$", source, re.MULTILINE)
    return heading[1] if heading else re.split(r"[.。:：;；,，]", source.strip())[0]


def _left_out(notebook: Any) -> list[str]:
    """Take out what has nothing to show, its prose too; the names of what was taken out."""
    names: list[str] = []
    parts: list[list[Any]] = [[]]
    for prose, cell in zip([None, *notebook.cells], notebook.cells, strict=False):
        if cell.cell_type == "markdown":
            parts += [[]] if cell.source.startswith("## ") else []
        elif cell.outputs:
            cell.outputs = [one for one in cell.outputs if not one.get("metadata", {}).get("nothing")]
            if prose is not None and not cell.outputs:
                names.append(prose.metadata.get("name") or _name(prose.source))
                prose.source = prose.source.split("\n")[0] if prose.source.startswith("#") else ""
                parts[-1][0].metadata["emptied"] = True
        parts[-1].append(cell)
    for part in parts:
        if part and "aside" in part[0].metadata.get("tags", ()) and not _tells(part):
            names.append(part[0].metadata["name"])
    notebook.cells = [cell for part in parts if _tells(part) for cell in part]
    return list(dict.fromkeys(names))


def _tells(part: list[Any]) -> bool:
    """Whether a part of a notebook has something left to show."""
    about = part[0].metadata if part and part[0].source.startswith("## ") else {}
    emptied = about.get("emptied") or "aside" in about.get("tags", ())
    return not emptied or any(cell.get("outputs") for cell in part)


def _folds(notebook: Any) -> None:
    """Mark where a part that is tagged ``fold`` begins, and where it ends."""
    inside = False
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and re.match(r"#{1,2} ", cell.source):
            cell.metadata["closes"], inside = inside, "fold" in cell.metadata.get("tags", ())
            cell.metadata["opens"] = inside
    notebook.metadata["closes"] = inside


def _language(notebook: Any, parameters: Mapping[str, Any]) -> str:
    lang = parameters.get("lang")
    if lang is None:
        sources = [cell.source for cell in notebook.cells if "parameters" in cell.metadata.get("tags", ())]
        found = re.search(r"^lang\b[^=]*=\s*[\"'](\w+)[\"']", "\n".join(sources), re.MULTILINE)
        lang = found[1] if found else "en"
    return lang if lang in LANGUAGES else "en"


def _headings(notebook: Any) -> list[tuple[int, str, int]]:
    found = []
    for at, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            for marks, text in re.findall(r"^(#{1,2})[ \t]+(.+?)[ \t]*$", cell.source, re.MULTILINE):
                found.append((len(marks), text, at))
    return found


def _figure_texts(notebook: Any) -> dict[str, str]:
    """The figures that are marked in the text somewhere in ``notebook``: anchor to figure, both as HTML."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    pages = "".join(output.get("data", {}).get("text/html", "") for output in outputs)
    return dict(re.findall(r'<(?:a|span) class="tk-fig[^"]*" id="([^"]*)"[^>]*>([^<]*)<', pages))


def _link(source: str, texts: Mapping[str, str]) -> dict[str, str]:
    place = escape(anchor(source))
    return {"href": f"#{place}", "text": texts.get(place, escape(source))}


def _reachable(html: str) -> str:
    """``html`` with its sections named, and every link within the page leading somewhere.

    A link to a figure's sentence leads to its row where the sentence is not on this page; where neither is,
    only its text stays.

    >>> _reachable('<h2>A</h2><a href="#t-1">5%</a><a href="#t-2">6%</a><tr id="row-t-2">')
    '<h2 id="part-1">A</h2>5%<a href="#row-t-2">6%</a><tr id="row-t-2">'
    """
    numbers = count(1)
    html = re.sub(r"<h2>", lambda _: f'<h2 id="part-{next(numbers)}">', html)
    there = set(re.findall(r'\bid="([^"]*)"', html))

    def lead(found: re.Match[str]) -> str:
        if found[1] in there:
            return found[0]
        return f'<a href="#row-{found[1]}">{found[2]}</a>' if f"row-{found[1]}" in there else found[2]

    html = re.sub(r'<a href="#([^"]*)">([^<]*)</a>', lead, html)
    return re.sub(
        r'(<a class="tk-fig[^>]*) href="#([^"]*)"', lambda found: found[0 if found[2] in there else 1], html
    )


@cache
def exporter() -> Any:
    """nbconvert's exporter with the kit's template, read and compiled."""
    from nbconvert import HTMLExporter
    from traitlets.config import Config

    made: Any = HTMLExporter(  # type: ignore[no-untyped-call]
        config=Config(NbConvertBase={"display_data_priority": _SHOWN}),
        template_name="tradekit",
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_anchor_links=True,
        optimistic_validation=True,
    )
    assert made.template
    return made


def _exported(notebook: Any, resources: dict[str, Any]) -> str:
    from nbconvert import TemplateExporter

    # HTMLExporter's own reads the page again, to make the cells of JupyterLab's template focusable.
    html, _ = TemplateExporter.from_notebook_node(exporter(), notebook, resources)
    return html


def _bare(value: Any) -> str:
    """A parameter as a page tells it: of files their names, without where they lie on this machine."""
    if isinstance(value, list | tuple):
        return ", ".join(map(_bare, value[:3])) + (f" + {len(value) - 3}" if len(value) > 3 else "")
    return Path(value).name if isinstance(value, str) and Path(value).is_absolute() else str(value)


def _version() -> str:
    from importlib.metadata import version

    return version("tradekit-figures")


def _footer(lang: str, name: str, parameters: Mapping[str, Any], date: str) -> str:
    words: dict[str, str] = labels.frame(lang)
    made = words["made"].format(date=date, version=_version(), notebook=name)
    if not parameters:
        return made
    listed = ", ".join(f"{key} = {_bare(value)}" for key, value in parameters.items())
    return f"{made}; {words['with'].format(parameters=listed)}"
