"""What was set right by hand: a small CSV beside the reports, each line kept by the text around its figure.

So a correction outlives a changed file, another line break, and a new version of the kit.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from tradekit.model.errors import TradekitError
from tradekit.model.period import Period
from tradekit.model.report import Correction, Report
from tradekit.model.schema import KEY
from tradekit.model.writing import whole

CORRECTIONS = "corrections.csv"
"""The file beside the reports; it is no report itself."""
REMOVED = "removed"
"""The column of a correction that says: this is no figure."""
CHANGED: tuple[str, ...] = (*KEY, "value", "bound", "status", "speaker")
"""The columns that can be set right."""
CODES: Mapping[str, frozenset[str]] = MappingProxyType({
    "flow": frozenset(("", "trade", "export", "import", "balance")),
    "measure": frozenset(("value", "quantity", "price", "count", "volume")),
    "statistic": frozenset(
        ("level", "growth", "share", "contribution", "level_change", "growth_change", "share_change")
    ),
    "bound": frozenset(("=", "~", ">=", "<=")),
    "status": frozenset(("actual", "preliminary", "forecast", "target")),
})  # fmt: skip
_AROUND, _MOST = 12, 60
"""So many characters on each side tell a figure, or up to so many where the same stand elsewhere."""
_NEAR = (8, 5, 3)
"""Where the text has changed, so many of them have to be there, in one place only."""
_HEAD = ("report", *Correction._fields)


def is_report(name: str) -> bool:
    """Whether a file in a folder of reports is one of them: it is not hidden, and not what is kept here."""
    return not name.startswith(".") and name != CORRECTIONS


def beside(path: str | Path) -> tuple[Correction, ...]:
    """The corrections of the report in a file. Raises :class:`TradekitError` for a line that makes none."""
    file = Path(path).parent / CORRECTIONS
    try:
        found = file.stat()
    except OSError:
        return ()
    return _read(file, found.st_mtime_ns, found.st_size).get(Path(path).name, ())


@lru_cache(maxsize=64)
def _read(file: Path, changed: int, size: int) -> Mapping[str, tuple[Correction, ...]]:
    made: dict[str, list[Correction]] = defaultdict(list)
    with file.open(encoding="utf-8-sig", newline="") as stream:
        for number, line in enumerate(csv.DictReader(stream), 2):
            if set(line) != set(_HEAD) or None in line.values():
                raise TradekitError(f"{file}:{number}: a correction has the columns {', '.join(_HEAD)}")
            one = Correction(**{name: line[name] for name in Correction._fields})
            if problem := _problem(one.column, one.value):
                raise TradekitError(f"{file}:{number}: {problem}")
            made[line["report"]].append(one)
    return {name: tuple(found) for name, found in made.items()}


def _problem(column: str, value: str) -> str:
    """What is wrong with a correction, if anything is."""
    if column == REMOVED:
        return ""
    if column not in CHANGED:
        return f"{column!r} is no column that can be set right; use {', '.join(CHANGED)} or {REMOVED}"
    if column in CODES and value not in CODES[column]:
        return f"{value!r} is no {column}; use {', '.join(sorted(filter(None, CODES[column])))}"
    if column == "period" and not value.startswith("XXXX") and Period.read(value) is None:
        return f"{value!r} is no period; write it like 2023, 2023-Q1, 2023-12 or 2023-01/2023-10"
    try:
        float(value if column == "value" else 0)
    except ValueError:
        return f"{value!r} is no number; give it in base units, like 23770000000000 or -0.3"
    return ""


def correct(
    report: Report, start: int, end: int, values: Mapping[str, str | float | None], *, note: str = ""
) -> Report:
    """Set a figure of a report right, and keep that beside it; gives the report with its corrections.

    ``start`` and ``end`` are the figure's place in ``report.text``. ``values`` are columns of the observation
    table (:data:`CHANGED`) and what they have to be; None takes a correction back. Where no row stands on the
    figure, one is made of them. ``{"removed": ""}`` says that it is no figure. Raises
    :class:`TradekitError` where the report was not read from a file, or a value can't be.
    """
    if not report.path:
        raise TradekitError(f"{report.name}: was not read from a file, so that no correction can be kept")
    around = _around(report.text, start, end)
    gone = {*values, REMOVED} if REMOVED not in values else {*CHANGED, REMOVED}
    kept = [one for one in beside(report.path) if one[:3] != around or one.column not in gone]
    for column, value in values.items():
        if value is not None:
            if problem := _problem(column, str(value)):
                raise TradekitError(f"{report.name}: {problem}")
            kept.append(Correction(*around, column, str(value), note))
    _write(Path(report.path), kept)
    return replace(report, corrections=tuple(kept))


def _write(path: Path, kept: list[Correction]) -> None:
    """The file with the corrections of one report as they now are, those of others as they were."""
    file = path.parent / CORRECTIONS
    lines: list[list[str]] = []
    if file.exists():
        with file.open(encoding="utf-8-sig", newline="") as stream:
            lines = [line for line in csv.reader(stream) if line[:1] not in ([path.name], ["report"])]
    with whole(file) as part, part.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(
            [_HEAD, *lines, *([path.name, *one] for one in kept)]
        )
    _read.cache_clear()


def _around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The text before a figure, the figure, and the text after it, without spaces; enough to tell it."""
    before, figure, after = ("".join(part.split()) for part in (text[:start], text[start:end], text[end:]))
    plain, reach = before + figure + after, _AROUND
    while reach < _MOST and plain.count(before[-reach:] + figure + after[:reach]) > 1:
        reach += _AROUND
    return before[-reach:], figure, after[:reach]


def places(text: str, one: Correction) -> list[tuple[int, int]]:
    """Where in a text the figure of a correction stands: wherever all that is around it does, else the one
    place where the nearest of it does; none where there is no such place.

    >>> one = Correction("2023年，我国出口", "23.77万亿元", "，增长0.6%。", "flow", "import")
    >>> places("全年数据：我国出口 23.77万亿元，增长0.6%。", one)
    [(10, 18)]
    """
    at = [place for place, char in enumerate(text) if not char.isspace()]
    plain = "".join(text.split())
    for reach in (_MOST, *_NEAR):
        before, after = one.before[-reach:], one.after[:reach]
        found = _all(plain, before + one.text + after)
        if len(found) == 1 or (found and reach == _MOST):
            first = [place + len(before) for place in found]
            return [(at[place], at[place + len(one.text) - 1] + 1) for place in first]
    return []


def _all(text: str, sought: str) -> list[int]:
    found, at = [], text.find(sought)
    while at >= 0:
        found.append(at)
        at = text.find(sought, at + 1)
    return found
