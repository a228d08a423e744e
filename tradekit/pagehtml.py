"""An executed notebook as one HTML page: nothing fetched, code hidden, in one language.

Prose stands in the notebook in English; its Chinese is the ``zh`` text in the metadata of the same
markdown cell, so that JupyterLab shows each paragraph once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TEMPLATES = Path(__file__).parent / "templates"
LANGUAGES = {"en": "en", "zh": "zh-CN"}
_SHOWN = ["text/html", "image/svg+xml", "image/png", "text/markdown", "text/plain"]
_WORDS = {
    "en": {
        "skip": "Skip to the content", "contents": "Contents", "no_alt": "A picture without a description",
        "made": "Made on {date} by tradekit {version} from {notebook}.ipynb", "with": "with {parameters}",
    },
    "zh": {
        "skip": "跳到正文", "contents": "目录", "no_alt": "没有说明的图",
        "made": "{date}由tradekit {version}据{notebook}.ipynb生成", "with": "参数：{parameters}",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageHtml:
    """A page's title and its HTML."""

    title: str
    html: str


def page_html(notebook: Any, name: str, parameters: Mapping[str, Any], date: str) -> PageHtml:
    """The page of an executed ``notebook``: ``name`` and ``date`` stand in its footer beside ``parameters``.

    The language is the notebook's parameter ``lang`` as it ran (``en`` or ``zh``).
    """
    lang = _language(notebook, parameters)
    shown = in_language(notebook, lang)
    headings = _headings(shown)
    title = next((text for level, text, _ in headings if level == 1), name)
    exporter = _exporter(LANGUAGES[lang])
    html, _ = exporter.from_notebook_node(
        shown,
        resources={
            "tradekit": {
                "title": title,
                "version": _version(),
                "words": _WORDS[lang],
                "contents": [_entry(text) for level, text, _ in headings if level == 2],
                "contents_after": next((at for level, _, at in headings if level == 1), 0),
                "footer": _footer(lang, name, parameters, date),
            }
        },
    )
    return PageHtml(title, html)


def in_language(notebook: Any, lang: str) -> Any:
    """A copy of ``notebook`` whose prose is in ``lang``; a cell without a translation keeps what it has."""
    shown = deepcopy(notebook)
    for cell in shown.cells:
        if cell.cell_type == "markdown" and lang in cell.metadata:
            cell.source = cell.metadata[lang]
    return shown


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


def _entry(heading: str) -> dict[str, str]:
    return {"id": heading.replace(" ", "-"), "text": heading}


def _exporter(language_code: str) -> Any:
    from nbconvert import HTMLExporter

    exporter: Any = HTMLExporter(  # type: ignore[no-untyped-call]
        template_name="tradekit",
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_input=True,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        exclude_anchor_links=True,
    )
    exporter.language_code = language_code
    exporter.display_data_priority = _SHOWN
    return exporter


def _version() -> str:
    from importlib.metadata import version

    return version("tradekit")


def _footer(lang: str, name: str, parameters: Mapping[str, Any], date: str) -> str:
    words = _WORDS[lang]
    made = words["made"].format(date=date, version=_version(), notebook=name)
    if not parameters:
        return made
    listed = ", ".join(f"{key} = {value}" for key, value in parameters.items())
    return f"{made}; {words['with'].format(parameters=listed)}"
