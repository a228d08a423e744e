"""Evaluation: extracted rows against the rows that a careful reader finds, figure by figure.

A row and a gold row are the same figure where their spans overlap; the figure is right where every field of
the key is. Rows on peripheral figures are neither right nor wrong. A gold field that is a list accepts any
of its members; a field that a gold row leaves out isn't compared.
"""

from __future__ import annotations

import json
import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tradekit.documents.reading import find
from tradekit.extraction.observe import observe
from tradekit.language.labels import WORDING
from tradekit.language.lexicon import Lexicon, load
from tradekit.model.errors import TradekitError
from tradekit.model.observations import LedgerEntry, Observation
from tradekit.model.report import Report
from tradekit.model.schema import OBSERVATION

Gold = Mapping[str, Any]
"""A gold row: columns of the observation table, plus ``scope``."""

TRADE = "trade"
KEY = tuple(one.code for one in OBSERVATION if one.score == "key")
"""The fields that must all be right for a figure to be right."""
FIELDS = (*KEY, *(one.code for one in OBSERVATION if one.score == "told"))
"""The fields whose accuracy is told."""

_QUOTES = str.maketrans("", "", "“”\"'‘’「」『』《》 \u3000")
_SAME = WORDING["scoring"]


@dataclass(frozen=True, slots=True)
class Case:
    """A report with its gold rows."""

    report: Report
    gold: tuple[Gold, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One figure that came out wrong.

    ``kind`` is ``wrong`` (a field differs), ``missed`` (no row) or ``stray`` (a row on what is no indicator).
    ``rule`` is the rule that made the row; for a missed figure it is the reason in the ledger. ``wrong``
    holds (field, what came out, what is right) for each field that differs.
    """

    report: str
    start: int
    text: str
    kind: str
    rule: str
    wrong: tuple[tuple[str, Any, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """How extraction did on a set of reports.

    ``gold`` core figures were there to be found, ``predicted`` rows were judged, ``found`` of them stand on
    a core figure, and ``right`` of these have every field of the key right. ``fields`` is the share of found
    figures on which a field is right, ``reports`` (right, gold, stray) by report, ``rules`` the rows that
    each rule made.
    """

    gold: int
    predicted: int
    found: int
    right: int
    fields: Mapping[str, float]
    reports: Mapping[str, tuple[int, int, int]]
    rules: Mapping[str, int]
    mistakes: tuple[Mistake, ...]
    certainty: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Of the rows that are ``sure`` and ``likely``: how many, how many of them right."""

    @property
    def figure_precision(self) -> float:
        """The share of the judged rows that stand on a core figure."""
        return _ratio(self.found, self.predicted)

    @property
    def figure_recall(self) -> float:
        """The share of the core figures that have a row."""
        return _ratio(self.found, self.gold)

    @property
    def strict_precision(self) -> float:
        """The share of the judged rows that are right in every field."""
        return _ratio(self.right, self.predicted)

    @property
    def strict_recall(self) -> float:
        """The share of the core figures whose row is right in every field."""
        return _ratio(self.right, self.gold)

    @property
    def strict_f1(self) -> float:
        """The harmonic mean of strict precision and strict recall."""
        both = self.strict_precision + self.strict_recall
        return 2 * self.strict_precision * self.strict_recall / both if both else 0.0


def score(
    gold: str | Path,
    texts: str | Path | Iterable[str | Path] = "",
    lexicon: Lexicon | str | None = None,
    indicators: str = TRADE,
) -> Score:
    """What extraction makes of ``texts``, scored against ``gold``.

    ``gold`` is a folder of ``NAME.jsonl`` files of gold rows, and ``texts`` the folder or files with a report
    ``NAME.txt`` (or ``.html``, ``.pdf`` …) for each; or ``gold`` is one JSON lines file of single passages,
    each with ``id``, ``text``, ``published`` and ``rows``, and there are no ``texts``. ``indicators`` is
    ``trade``, which passes over rows of other indicators, or ``all``. Raises
    ``TradekitError`` where a file can't be read, holds no such rows, or a report is missing.

    >>> from tradekit.documents.checkout import ROOT
    >>> result = score(ROOT / "tests" / "cases" / "reports", ROOT / "data" / "reports")
    >>> result.gold > 600, result.figure_recall > 0.9
    (True, True)
    """
    words = lexicon if isinstance(lexicon, Lexicon) else load(str(lexicon) if lexicon else None)
    return scored(((case, *observe(case.report, words)) for case in cases(gold, texts)), indicators)


def cases(gold: str | Path, texts: str | Path | Iterable[str | Path] = "") -> Iterator[Case]:
    """The reports with their gold rows; arguments and errors as for :func:`score`."""
    from tradekit.documents.pages import read, read_text

    if not Path(gold).exists():
        raise TradekitError(f"{gold}: there is no such file or folder; give gold rows")
    if Path(gold).is_file():
        for one in _lines(Path(gold)):
            if not {"id", "text", "rows"} <= set(one):
                raise TradekitError(f"{gold}: a case needs id, text and rows; one has {', '.join(one)}")
            yield Case(read_text(one["text"], one["id"], one.get("published") or None), tuple(one["rows"]))
        return
    given = [texts] if isinstance(texts, str | Path) else list(texts)
    if not all(map(str, given)) or not given:
        raise TradekitError(f"{gold}: a folder of gold rows needs the folder of its reports beside it")
    files = {path.stem: path for path in find(given) if path.suffix != ".jsonl"}
    for path in sorted(Path(gold).glob("*.jsonl")):
        if path.stem not in files:
            raise TradekitError(f"{path}: no report {path.stem}.txt among the texts; give its folder")
        yield Case(read(files[path.stem]), tuple(_lines(path)))


def _lines(path: Path) -> list[dict[str, Any]]:
    made = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            made += [json.loads(line)] if line.strip() else []
        except ValueError as error:
            raise TradekitError(f"{path}:{number}: no JSON object ({error}); mend the line") from error
    return made


def scored(
    done: Iterable[tuple[Case, Sequence[Observation], Sequence[LedgerEntry]]], indicators: str = TRADE
) -> Score:
    """The score of cases whose rows and ledger are known; ``indicators`` as for :func:`score`."""
    totals: Counter[str] = Counter()
    right_fields: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    reports: dict[str, tuple[int, int, int]] = {}
    mistakes: list[Mistake] = []
    certain: Counter[tuple[str, bool]] = Counter()
    for case, every, ledger in done:
        rows = [row for row in every if indicators != TRADE or row.indicator == TRADE]
        core = [one for one in case.gold if one.get("scope", "core") == "core"]
        core = [one for one in core if indicators != TRADE or equal("indicator", one.get("indicator"), TRADE)]
        loose = [one for one in case.gold if one.get("scope") == "peripheral"]
        pairs, missed, extra = pair(core, rows)
        stray = [row for row in extra if not any(_overlap(one, row) for one in loose)]
        here = [_wrong(case, one, row) for one, row in pairs]
        right = here.count(None)
        mistakes += [one for one in here if one is not None]
        mistakes += [_missed(case, one, rows, ledger) for one in missed]
        mistakes += [Mistake(case.report.name, row.start, row.text, "stray", row.rule) for row in stray]
        certain.update((row.certainty, one is None) for (_, row), one in zip(pairs, here, strict=True))
        certain.update((row.certainty, False) for row in stray)
        right_fields.update(name for one, row in pairs for name in FIELDS if _right(name, one, row))
        rules.update(row.rule for row in (*(row for _, row in pairs), *stray))
        totals.update(gold=len(core), predicted=len(pairs) + len(stray), found=len(pairs), right=right)
        reports[case.report.name] = right, len(core), len(stray)
    fields = {name: _ratio(right_fields[name], totals["found"]) for name in FIELDS}
    return Score(
        totals["gold"], totals["predicted"], totals["found"], totals["right"],
        fields, reports, dict(rules), tuple(mistakes),
        {one: (certain[one, True] + certain[one, False], certain[one, True]) for one in ("sure", "likely")},
    )  # fmt: skip


def judged(case: Case, rows: Iterable[Observation]) -> Iterator[tuple[Observation, bool]]:
    """The rows of trade that a case judges, each with whether it is right; those on peripheral figures are
    left out."""
    core = [one for one in case.gold if one.get("scope", "core") == "core"]
    loose = [one for one in case.gold if one.get("scope") == "peripheral"]
    pairs, _, extra = pair(core, [row for row in rows if row.indicator == TRADE])
    for one, row in pairs:
        yield row, _wrong(case, one, row) is None
    yield from ((row, False) for row in extra if not any(_overlap(one, row) for one in loose))


def pair(
    gold: Sequence[Gold], rows: Sequence[Observation]
) -> tuple[list[tuple[Gold, Observation]], list[Gold], list[Observation]]:
    """Gold rows with the rows on the same figure, most equal fields first; then what is left of either."""
    options = sorted(
        (-sum(_right(name, one, row) for name in KEY), g, r)
        for g, one in enumerate(gold)
        for r, row in enumerate(rows)
        if _overlap(one, row)
    )
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, g, r in options:
        if g not in pairs and r not in used:
            pairs[g] = r
            used.add(r)
    return (
        [(gold[g], rows[r]) for g, r in pairs.items()],
        [one for g, one in enumerate(gold) if g not in pairs],
        [row for r, row in enumerate(rows) if r not in used],
    )


def equal(name: str, gold: Any, got: Any) -> bool:
    """Whether field ``name`` of a row says what the gold row says.

    >>> equal("reporter", "广东", "广东省"), equal("partner", ["英国", "美国"], "美国")
    (True, True)
    >>> equal("value", 2, 2.5)
    False
    """
    if isinstance(gold, list):
        return any(equal(name, one, got) for one in gold)
    if name == "value":
        return bool(gold not in (None, "") and math.isclose(float(gold), got, rel_tol=1e-6, abs_tol=1e-9))
    return _folded(name, gold) == _folded(name, got)


def _folded(name: str, value: Any) -> str:
    if name == "indicator":
        return str(value or TRADE)
    text = unicodedata.normalize("NFKC", str(value if value is not None else "")).translate(_QUOTES)
    if name == "reporter":
        for kind in _SAME["kinds"]:
            text = text.removesuffix(kind) or text
    text = str(_SAME["wholes"].get(text, text)).casefold()
    return text.removeprefix("the") if str(value).casefold().startswith("the ") else text


def _right(name: str, gold: Gold, row: Observation) -> bool:
    return name not in gold or equal(name, gold[name], getattr(row, name))


def _overlap(gold: Gold, row: Observation | LedgerEntry) -> bool:
    return bool(int(gold["start"]) < row.end and row.start < int(gold["end"]))


def _wrong(case: Case, gold: Gold, row: Observation) -> Mistake | None:
    wrong = tuple((name, getattr(row, name), gold[name]) for name in KEY if not _right(name, gold, row))
    return Mistake(case.report.name, row.start, row.text, "wrong", row.rule, wrong) if wrong else None


def _missed(case: Case, gold: Gold, rows: Sequence[Observation], ledger: Sequence[LedgerEntry]) -> Mistake:
    taken = next((f"another row: {row.rule}" for row in rows if _overlap(gold, row)), "not seen")
    reason = next((f"ledger: {entry.reason}" for entry in ledger if _overlap(gold, entry)), taken)
    about = tuple((name, "", gold.get(name, "")) for name in ("period", "flow", "commodity", "statistic"))
    return Mistake(case.report.name, int(gold["start"]), str(gold.get("text", "")), "missed", reason, about)


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def report_score(score: Score, title: str = "", most: int = 40) -> str:
    """``score`` as lines of text: counts, field accuracy, then the mistakes rule by rule, ``most`` of them.

    >>> print(report_score(Score(2, 2, 2, 2, {"unit": 1.0}, {"a.txt": (2, 2, 0)}, {"growth": 2}, ()), "mine"))
    mine: 1 texts, 2 core figures: figure P 1.000 R 1.000; strict P 1.000 R 1.000 F1 1.000
      fields all 1.000
    """
    head = (
        f"{title or 'score'}: {len(score.reports)} texts, {score.gold} core figures: "
        f"figure P {score.figure_precision:.3f} R {score.figure_recall:.3f}; "
        f"strict P {score.strict_precision:.3f} R {score.strict_recall:.3f} F1 {score.strict_f1:.3f}"
    )
    return "\n".join([head, _fields(score), *_certainty(score), *_mistakes(score, most)])


def _certainty(score: Score) -> Iterator[str]:
    """How many rows are sure, how many likely, and the share of each that is right."""
    for name, (rows, right) in score.certainty.items():
        if rows:
            yield f"  {name} {rows} rows, {right} right ({right / rows:.3f})"


def _fields(score: Score) -> str:
    short = [f"{name} {share:.3f}" for name, share in score.fields.items() if share < 1]
    rest = len(score.fields) - len(short)
    return "  fields " + ", ".join(
        [*short, *(["all others 1.000" if short else "all 1.000"] if rest else [])]
    )


def _mistakes(score: Score, most: int) -> Iterator[str]:
    groups: defaultdict[str, list[Mistake]] = defaultdict(list)
    for one in score.mistakes:
        groups[one.rule].append(one)
    left = most
    for rule, group in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        made = score.rules.get(rule)
        yield f"  {rule}: " + (f"{len(group)} wrong of {made} rows" if made else f"{len(group)} missed")
        yield from (f"    {_line(one)}" for one in group[: max(left, 0)])
        left -= len(group)
    if left < 0:
        yield f"  (+{-left} more; --errors says how many are listed)"


def _line(one: Mistake) -> str:
    place = f"{one.report} [{one.start}] {one.text}: "
    if one.kind == "stray":
        return place + "no such indicator"
    if one.kind == "missed":
        return place + "missed (" + " ".join(str(right) for _, _, right in one.wrong if right) + ")"
    return place + "; ".join(f"{name} is {got!r}, should be {right!r}" for name, got, right in one.wrong)
