"""What ``tradekit report`` is asked for, as a list of pages; what is wrong is said before any is begun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import chain, count
from pathlib import Path
from typing import Any

from tradekit.documents.checkout import NOTEBOOKS, REFERENCE, named
from tradekit.documents.corrections import CORRECTIONS
from tradekit.documents.reading import find
from tradekit.model.errors import TradekitError
from tradekit.publish.anchors import slug
from tradekit.publish.parameters import checked, declared
from tradekit.publish.render import Page, read_record


def plan(
    paths: Sequence[str], notebooks: Sequence[str], parameters: Sequence[tuple[str, str]], each: bool
) -> list[Page]:
    """The pages to make of ``notebooks`` (by name or path; all that the kit has without any).

    ``paths`` are files and folders of reports; with ``each`` every report has a page of its own (of
    ``report.ipynb``, where no notebook is named), else one page reads them all. A parameter must be declared
    by one of the notebooks. Raises :class:`TradekitError`.
    """
    inputs = named(paths)
    wanted = notebooks or (["report"] if each else [])
    chosen = [find_notebook(name) for name in wanted] or _all_notebooks()
    types = {notebook: declared(notebook) for notebook in chosen}
    known = {name: type_name for declares in types.values() for name, type_name in declares.items()}
    checked(chosen[0], [given for given in parameters if given[0] not in known], types[chosen[0]])
    pages = []
    for notebook in chosen:
        own = [given for given in parameters if given[0] in types[notebook]]
        values = checked(notebook, own, types[notebook])
        takes_data = "data" in types[notebook] and "data" not in values
        made = _pages(notebook, values, inputs, paths, each)
        pages += [replace(page, takes_data=takes_data) for page in made]
    return pages


def apart(pages: Sequence[Page], out: Path) -> list[Page]:
    """The pages under names that are not those of pages in ``out`` that were made of other reports.

    The second report's page is called after it (``report-h1-2024``), or numbered.
    """
    names = _distinct([next(_free(page, out)) for page in pages])
    return [replace(page, name=name) for page, name in zip(pages, names, strict=True)]


def _free(page: Page, out: Path) -> Iterator[str]:
    """Names for a page, the best first, that no page of other reports has."""
    given = page.parameters.get("reports")
    own = slug(Path(given).stem) if isinstance(given, str) else ""
    after = f"{page.name}-{own}" if own and own not in page.name else page.name
    for name in chain((page.name, after), (f"{after}-{number}" for number in count(2))):
        record = read_record(out, name)
        if record is None or record.parameters.get("reports") == given:
            yield name


def find_notebook(name: str) -> Path:
    """The notebook called ``name``: a path, or one of the kit's own with or without its suffix."""
    for path in (Path(name), NOTEBOOKS / name, NOTEBOOKS / f"{name}.ipynb"):
        if path.suffix == ".ipynb" and path.is_file():
            if path.stem == "index":
                raise TradekitError(f"{path}: index.html lists the pages; name the notebook otherwise")
            return path
    there = [path.stem for path in _all_notebooks()]
    close = get_close_matches(name, there, n=1)
    hint = f"did you mean {close[0]!r}? " if close else ""
    raise TradekitError(f"there is no notebook {name!r}; {hint}The kit has: {', '.join(there)}")


def _all_notebooks() -> list[Path]:
    found = sorted(NOTEBOOKS.glob("*.ipynb"), key=lambda path: (path.stem != "report", path.stem))
    if not found:
        raise TradekitError(
            f"{NOTEBOOKS}: no notebooks here; use a checkout of tradekit, or name one by -n PATH"
        )
    return found


def _pages(
    notebook: Path, values: dict[str, Any], inputs: Sequence[Path], given: Sequence[str], each: bool
) -> list[Page]:
    also = tuple(Path(values[name]) for name in ("lexicon", "archive") if values.get(name))
    also += (REFERENCE,) if REFERENCE.exists() else ()
    also += tuple(one.parent / CORRECTIONS for one in inputs)
    if not each:
        reports = {"reports": given[0] if len(given) == 1 else list(given)} if given else {}
        return [Page(notebook.stem, notebook, {**reports, **values}, (*inputs, *also))]
    files = find(inputs)
    names = _distinct([f"{notebook.stem}-{slug(file.stem)}" for file in files])
    return [
        Page(name, notebook, {"reports": str(file), **values}, (file, *also))
        for name, file in zip(names, files, strict=True)
    ]


def _distinct(names: Sequence[str]) -> list[str]:
    """``names`` with a number behind those that stand there already.

    >>> _distinct(["a", "a", "a-2"])
    ['a', 'a-2', 'a-2-2']
    """
    out: dict[str, None] = {}
    for name in names:
        own, number = name, 2
        while own in out:
            own, number = f"{name}-{number}", number + 1
        out[own] = None
    return list(out)
