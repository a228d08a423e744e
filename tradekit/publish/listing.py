"""The index of a folder of pages: what each was made from, what it read, and what its checks said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tradekit.language import labels
from tradekit.model.writing import write_text
from tradekit.publish.pagehtml import LANGUAGES, TEMPLATES
from tradekit.publish.render import RECORDS, Record, read_record


def write_index(out: Path) -> Path:
    """Write ``index.html`` over every page in the folder ``out`` that has a record, and return its path.

    It is in the language that most of the pages are in.
    """
    from jinja2 import Environment, FileSystemLoader, select_autoescape

    environment = Environment(
        loader=FileSystemLoader([TEMPLATES, TEMPLATES / "tradekit"]),
        autoescape=select_autoescape(default=True),
    )
    found = records(out)
    langs = Counter(record.parameters.get("lang", "en") for record in found)
    lang = max(langs, key=lambda one: langs[one], default="en")
    entries = [_entry(record, out, lang) for record in found]
    page = {"entries": entries, "words": labels.frame(lang), "language": LANGUAGES[lang]}
    html = environment.get_template("listing.html.j2").render(page)
    path = out / "index.html"
    write_text(path, html)
    return path


def records(out: Path) -> list[Record]:
    """The records of the pages in ``out`` whose HTML is there, those of the newest reports first."""
    found = [read_record(out, path.stem) for path in sorted((out / RECORDS).glob("*.json"))]
    there = [record for record in found if record is not None and (out / f"{record.name}.html").exists()]
    return sorted(there, key=lambda one: (one.summary.get("published", ""), one.date), reverse=True)


def _entry(record: Record, out: Path, lang: str) -> Mapping[str, Any]:
    from urllib.parse import quote

    data = out / f"{record.name}-data"
    files = sorted(str(path.relative_to(data)) for path in data.rglob("*") if path.is_file())
    summary = record.summary
    verdicts = summary.get("verdicts", {})
    return {
        "title": record.title,
        "link": quote(f"{record.name}.html"),
        "name": record.name,
        "files": [{"link": quote(f"{data.name}/{file}"), "name": file} for file in files],
        "notebook": record.notebook,
        "parameters": [f"{name} = {value}" for name, value in record.parameters.items()],
        "date": record.date,
        "reports": list(summary.get("reports", ())),
        "figures": summary.get("figures", ""),
        "verdicts": [f"{labels.word(name, lang)} {count}" for name, count in verdicts.items() if count],
    }
