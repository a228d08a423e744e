"""The index of a folder of pages: what each was made from, what it read, and what its checks said."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tradekit.model.writing import write_text
from tradekit.publish.pagehtml import TEMPLATES
from tradekit.publish.render import RECORDS, Record, read_record


def write_index(out: Path) -> Path:
    """Write ``index.html`` over every page in the folder ``out`` that has a record, and return its path."""
    from jinja2 import Environment, FileSystemLoader, select_autoescape

    environment = Environment(
        loader=FileSystemLoader([TEMPLATES, TEMPLATES / "tradekit"]),
        autoescape=select_autoescape(default=True),
    )
    entries = [_entry(record, out) for record in records(out)]
    html = environment.get_template("listing.html.j2").render(entries=entries)
    path = out / "index.html"
    write_text(path, html)
    return path


def records(out: Path) -> list[Record]:
    """The records of the pages in ``out`` whose HTML is there, by name."""
    found = [read_record(out, path.stem) for path in sorted((out / RECORDS).glob("*.json"))]
    return [record for record in found if record is not None and (out / f"{record.name}.html").exists()]


def _entry(record: Record, out: Path) -> Mapping[str, Any]:
    from urllib.parse import quote

    data = out / f"{record.name}-data"
    files = sorted(path.name for path in data.iterdir()) if data.is_dir() else []
    summary = record.summary
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
        "verdicts": [f"{name} {count}" for name, count in summary.get("verdicts", {}).items() if count],
    }
