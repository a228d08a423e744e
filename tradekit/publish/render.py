"""From a notebook and its parameters to a page: papermill runs it, nbconvert writes one HTML file.

A :class:`Page` is what is asked for; :func:`render` makes it and returns what came of it, a
:class:`Rendered` or a :class:`Failed`. The final names only ever hold whole files.
"""

from __future__ import annotations

import base64
import json
import logging
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from tradekit.charts import svg
from tradekit.model.errors import TradekitError
from tradekit.model.writing import whole, write_text
from tradekit.publish.fingerprint import digest, fingerprint
from tradekit.publish.kernel import Kernel, Warm
from tradekit.publish.pagehtml import exporter, page_html, pictures
from tradekit.publish.showing import SUMMARY

RECORDS = ".tradekit"
"""The folder beside the pages with one record each: what the page was made from, and what came of it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page to make: ``name`` (of its files, no suffix), notebook, parameters, and the files it reads."""

    name: str
    notebook: Path
    parameters: Mapping[str, Any]
    inputs: tuple[Path, ...]
    takes_data: bool = False
    """Whether the notebook writes tables to the folder that its parameter ``data`` names."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page that is there: ``fresh`` is False where nothing had changed since it was made."""

    page: Page
    html: Path
    seconds: float
    fresh: bool


@dataclass(frozen=True, slots=True)
class Failed:
    """A page that was not made: the error, and where the notebook is kept, as far as it ran."""

    page: Page
    error: str
    kept: Path | None


@dataclass(frozen=True, slots=True)
class Record:
    """What is remembered of a page, as JSON in :data:`RECORDS`."""

    name: str
    title: str
    notebook: str
    parameters: dict[str, Any]
    date: str
    key: str
    summary: dict[str, Any] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)
    """The files of the page, each with its digest: what is no longer as it was made is made again."""


def render(page: Page, out: Path, warm: Warm | None = None) -> Rendered | Failed:
    """Make ``page`` in the folder ``out``, unless what it is made from has not changed.

    The kernel is that of ``warm``, which goes on to the next page, or one of its own.

    Writes ``NAME.html``, ``NAME.ipynb`` (executed), the tables to take away in ``NAME-data/``, and a record.
    Where a cell fails these stay as they were; the notebook as far as it ran is kept in ``failed/``.
    """
    began = time.perf_counter()
    html = out / f"{page.name}.html"
    key = fingerprint(page.notebook, page.parameters, page.inputs)
    before = read_record(out, page.name)
    if html.exists() and before is not None and before.key == key and before.made == _made(page, out):
        return Rendered(page, html, time.perf_counter() - began, fresh=False)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        own = warm or stack.enter_context(closing(Warm()))
        executed, data = Path(folder) / "executed.ipynb", Path(folder) / "data"
        try:
            with own.kernel(page.notebook, _load) as running:
                notebook = _run(page, executed, {"data": str(data)} if page.takes_data else {}, running)
            _write_charts(notebook, data / "charts")
            if data.exists():
                _move(data, out / f"{page.name}-data")
            _finish(page, notebook, key, out)
        except Exception as error:
            return Failed(page, _explain(page, error), _keep(executed, out / "failed" / f"{page.name}.ipynb"))
    return Rendered(page, html, time.perf_counter() - began, fresh=True)


def read_record(out: Path, name: str) -> Record | None:
    """The record of page ``name`` in ``out``; None where there is none that can be read."""
    try:
        return Record(**json.loads((out / RECORDS / f"{name}.json").read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _made(page: Page, out: Path) -> dict[str, str]:
    data = out / f"{page.name}-data"
    files = [out / f"{page.name}.html", out / f"{page.name}.ipynb", *sorted(data.rglob("*"))]
    return {str(file.relative_to(out)): digest(file).hex() for file in files if file.is_file()}


CELL_SECONDS = 1_200
"""No cell of a notebook takes longer."""


def _run(page: Page, executed: Path, more: Mapping[str, Any], running: Kernel) -> Any:
    from papermill import execute_notebook

    from tradekit.publish.papermill_engine import NAME

    logging.getLogger("papermill").setLevel(logging.ERROR)
    return execute_notebook(
        page.notebook,
        executed,
        parameters={**page.parameters, **more},
        engine_name=NAME,
        progress_bar=False,
        kernel=running,
        execution_timeout=CELL_SECONDS,
    )


def _finish(page: Page, notebook: Any, key: str, out: Path) -> None:
    """Write what a notebook that ran well becomes: itself, its page, the record."""
    today, summary = date.today().isoformat(), _summary(notebook)
    made = page_html(notebook, page.name, page.parameters, today, summary.get("reports", ()))
    write_text(out / f"{page.name}.ipynb", json.dumps(notebook, ensure_ascii=False, indent=1) + "\n")
    write_text(out / f"{page.name}.html", made.html)
    values = dict(page.parameters)
    record = Record(page.name, made.title, page.notebook.stem, values, today, key, summary, _made(page, out))
    kept = json.dumps(asdict(record), ensure_ascii=False, indent=1)
    write_text(out / RECORDS / f"{page.name}.json", kept)


def _load() -> None:
    """Load what runs a notebook and what makes a page of it.

    jsonschema builds a grammar of addresses, in a second, for a check that nbformat does not ask for;
    papermill looks for Hadoop's files, in a third of one.
    """
    with _without("rfc3987_syntax"), _without("pyarrow"):
        import_module("tradekit.publish.papermill_engine")
    import_module("fontTools.subset")
    exporter()


@contextmanager
def _without(name: str) -> Iterator[None]:
    """As if the module ``name`` were not installed, unless it is loaded."""
    there = name in sys.modules
    if not there:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if not there:
            del sys.modules[name]


def _explain(page: Page, error: Exception) -> str:
    """One line on what went wrong, and where."""
    cell = getattr(error, "exec_count", None)
    name, value = getattr(error, "ename", type(error).__name__), getattr(error, "evalue", str(error))
    place = f", cell {cell}" if cell is not None else ""
    return f"{page.notebook.name}{place}: {name}: {' '.join(str(value).split())}"


def _keep(executed: Path, target: Path) -> Path | None:
    try:
        write_text(target, executed.read_text("utf-8"))
    except (OSError, TradekitError):
        return None
    return target


def _write_charts(notebook: Any, folder: Path) -> None:
    """Each chart of ``notebook`` as files: SVG with its font, PNG (which then leaves the notebook), data."""
    drawn = pictures(notebook, "image/svg+xml")
    font = svg.font_of(drawn.values())
    for name, picture in drawn.items():
        write_text(folder / f"{name}.svg", svg.with_font(picture, font))
    for name, picture in pictures(notebook, "image/png").items():
        with whole(folder / f"{name}.png") as part:
            part.write_bytes(base64.b64decode(picture))
    for name, rows in pictures(notebook, "text/csv").items():
        write_text(folder / f"{name}.csv", rows)
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if "image/svg+xml" in output.get("data", {}):
                output["data"].pop("image/png", None)


def _move(data: Path, target: Path) -> None:
    """The whole folder to its final name; what was there before goes only once all of it is beside it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh, old = target.with_name(f".{target.name}-new"), target.with_name(f".{target.name}-old")
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    try:
        shutil.copytree(data, fresh)
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise TradekitError(
            f"{target}: the tables can't be written there ({_first_reason(error)})"
        ) from error
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _first_reason(error: OSError) -> str:
    """What the system said first: copying a folder gathers what it said of each file."""
    return str(error.args[0][0][2]) if isinstance(error, shutil.Error) else str(error)


def _summary(notebook: Any) -> dict[str, Any]:
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if SUMMARY in output.get("data", {}):
                return dict(output["data"][SUMMARY])
    return {}
