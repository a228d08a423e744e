"""Leave-one-out honesty: what of the engine exists for a single report, and where every number went.

    python benchmarks/honesty.py [TEXTS GOLD] [--elsewhere FOLDER ...]

TEXTS and GOLD are the corpus beside the checkout unless they are given. Counted and named are

- words of the lexicon, forms of periods and quantities, patterns, rules of rows and lines of the engine that
  only one report of the corpus uses, and how many of these no text elsewhere (the kit's own reports, the
  unlabelled texts of the corpus) uses either;
- the score when each report is read without the words that it alone uses: as if it had never been seen;
- the ledger's account: numbers in all, in rows, and in the ledger by reason.
"""

from __future__ import annotations

import argparse
import importlib
import linecache
import pkgutil
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from types import FrameType
from typing import Any, ClassVar

import ahocorasick_rs
import regex

import tradekit.extraction
import tradekit.language.zh
from tradekit.documents.checkout import REPORTS, ROOT
from tradekit.documents.pages import read
from tradekit.documents.reading import find
from tradekit.evaluate.scoring import Case, cases, scored
from tradekit.extraction.observe import observe
from tradekit.extraction.survey import read_article
from tradekit.language.lexicon import Lexicon, Word, load
from tradekit.model.report import Report

CORPUS = ROOT.parent / "shared" / "corpus"
ENGINE = [
    f"{room.__name__}.{one.name}"
    for room in (tradekit.extraction, tradekit.language.zh)
    for one in pkgutil.iter_modules(room.__path__)
]
DRAWN_UP_ELSEWHERE = ("GACC", "ISO", "GB2260", "SDMX", "MOFCOM", "WCO", "SITC", "SHIP")
"""Sources that are lists of somebody else: such a word was not put in for a report."""

Item = tuple[str, str]
"""What was used: its kind (a table, ``pattern``, ``rule`` …) and its name."""


@dataclass
class Use:
    """Who uses what: for each item the names of the reports that use it."""

    reports: defaultdict[Item, set[str]] = field(default_factory=lambda: defaultdict(set))

    def note(self, report: str, items: Iterable[Item]) -> None:
        for item in items:
            self.reports[item].add(report)

    def single(self) -> dict[Item, str]:
        """The items that one report uses, with the report."""
        return {item: next(iter(names)) for item, names in self.reports.items() if len(names) == 1}


class Watched:
    """A pattern that notes when it matches."""

    note: ClassVar[Callable[[Item], None]]

    def __init__(self, pattern: Any, name: str) -> None:
        self._pattern, self._item = pattern, ("pattern", name)

    def _seen(self, found: Any) -> Any:
        if found:
            Watched.note(self._item)
        return found

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._pattern, name)
        if name in ("search", "match", "fullmatch", "findall"):
            return lambda *given, **named: self._seen(method(*given, **named))
        if name == "finditer":
            return lambda *given, **named: iter(self._seen(list(method(*given, **named))))
        if name in ("sub", "split", "subn"):
            return lambda *given, **named: self._noted(name, method, given, named)
        return method

    def _noted(self, name: str, method: Callable[..., Any], given: Any, named: Any) -> Any:
        self._seen(self._pattern.search(given[0] if name == "split" else given[1]))
        return method(*given, **named)


def watch(note: Callable[[Item], None]) -> None:
    """Put every module-level pattern of the engine under watch."""
    Watched.note = staticmethod(note)
    kinds = (type(regex.compile("")), type(re.compile("")))
    for name in ENGINE:
        module = importlib.import_module(name)
        for constant, value in list(vars(module).items()):
            if isinstance(value, kinds):
                setattr(module, constant, Watched(value, f"{name.removeprefix('tradekit.')}.{constant}"))


class Lines:
    """The lines of the engine that run while it is entered."""

    def __init__(self) -> None:
        self._files = {str(Path(importlib.import_module(name).__file__ or "")) for name in ENGINE}
        self.seen: set[Item] = set()

    def __enter__(self) -> Lines:
        sys.settrace(self._call)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(None)

    def _call(self, frame: FrameType, event: str, argument: object) -> Any:
        return self._line if frame.f_code.co_filename in self._files else None

    def _line(self, frame: FrameType, event: str, argument: object) -> Any:
        if event == "line":
            place = Path(frame.f_code.co_filename)
            self.seen.add(("line", f"{place.parent.name}/{place.name}:{frame.f_lineno}"))
        return self._line


def words_of(report: Report, lexicon: Lexicon) -> Iterator[tuple[Item, Word | None]]:
    """The lexicon's words in a report, and the forms of its periods and quantities."""
    for article in report.articles:
        for one in read_article(article, lexicon).scanned.mentions:
            if one.word is not None:
                yield (one.kind, one.word.form), one.word
            elif one.period is not None:
                yield ("period", one.period.kind), None
            elif one.quantity is not None:
                yield ("quantity", one.quantity.kind), None
                yield ("unit", one.quantity.unit), None


def used(reports: Iterable[Report], lexicon: Lexicon) -> tuple[Use, dict[Item, Word]]:
    """What each report uses of words, forms, patterns, rules and lines; and the words themselves."""
    use = Use()
    words: dict[Item, Word] = {}
    now: set[Item] = set()
    watch(now.add)
    for report in reports:
        now.clear()
        with Lines() as lines:
            rows, _ = observe(report, lexicon)
        told = dict(words_of(report, lexicon))
        words |= {item: word for item, word in told.items() if word is not None}
        use.note(report.name, chain(now, lines.seen, told, (("rule", row.rule) for row in rows)))
    return use, words


def without(lexicon: Lexicon, forms: set[str]) -> Lexicon:
    """The lexicon without some forms."""
    kept = tuple(word for word in lexicon.words if word.form not in forms)
    found = ahocorasick_rs.AhoCorasick(
        [word.form for word in kept], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    )
    spared = {form: word for form, word in lexicon.abbreviations.items() if form not in forms}
    return replace(lexicon, words=kept, automaton=found, abbreviations=spared)


def unseen(known: Sequence[Case], lexicon: Lexicon, own: Mapping[str, set[str]]) -> float:
    """Strict F1 when each report is read without the words that it alone uses."""
    done = []
    for case in known:
        forms = own.get(case.report.name, set())
        done.append((case, *observe(case.report, without(lexicon, forms) if forms else lexicon)))
    return scored(done).strict_f1


def account(reports: Iterable[Report], lexicon: Lexicon) -> Counter[str]:
    """How many numbers stand in rows, and in the ledger by reason."""
    made: Counter[str] = Counter()
    for report in reports:
        rows, ledger = observe(report, lexicon)
        made["in rows"] += len({(row.start, row.end) for row in rows})
        made["rows"] += len(rows)
        made.update(f"ledger: {entry.reason}" for entry in ledger)
    return made


def tell(texts: Path, gold: Path, elsewhere: Sequence[Path]) -> Iterator[str]:
    """The report, line by line."""
    lexicon = load()
    known = list(cases(gold, texts))
    scores = scored((case, *observe(case.report, lexicon)) for case in known)
    numbers = account((case.report for case in known), lexicon)
    others = [read(path) for path in find(elsewhere)]
    observe(others[0], lexicon)
    use, words = used((case.report for case in known), lexicon)
    away, _ = used(others, lexicon)
    single = use.single()
    alone = {item: report for item, report in single.items() if item not in away.reports}
    yield f"{len(known)} reports of the corpus, {len(others)} texts elsewhere"
    yield from _counts(use, single, alone, words)
    yield from _named(alone, words)
    yield from _left_out(known, lexicon, scores.strict_f1, (single, alone), words)
    yield from _account(numbers)


def _counts(
    use: Use, single: Mapping[Item, str], alone: Mapping[Item, str], words: Mapping[Item, Word]
) -> Iterator[str]:
    yield "\nused by the corpus / by a single report of it / by that report and no text elsewhere"
    last = ("line", "pattern", "rule")
    kinds = sorted({kind for kind, _ in use.reports}, key=lambda kind: (kind in last, kind))
    for kind in kinds:
        row = [sum(item[0] == kind for item in items) for items in (use.reports, single, alone)]
        yield f"  {kind:12} {row[0]:5} {row[1]:5} {row[2]:5}"
    listed = sum(_listed(words[item]) for item in alone if item in words)
    yield f"  words of the last column that come from somebody else's list: {listed}"


def _listed(word: Word) -> bool:
    return word.data.get("source", "").startswith(DRAWN_UP_ELSEWHERE)


def _named(alone: Mapping[Item, str], words: Mapping[Item, Word]) -> Iterator[str]:
    yield "\nfor a single report, by name (words from others' lists in brackets)"
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for item in sorted(alone):
        kind, name = item
        if kind == "line":
            file, _, number = name.rpartition(":")
            source = linecache.getline(str(ROOT / "tradekit" / file.removeprefix("tradekit/")), int(number))
            name = f"{file}:{number}  {source.strip()}"
        groups[kind].append(f"[{name}]" if item in words and _listed(words[item]) else name)
    for kind, names in groups.items():
        gap = "\n    " if kind == "line" else " "
        yield f"  {kind}:{gap}{gap.join(names)}"


def _left_out(
    known: Sequence[Case],
    lexicon: Lexicon,
    whole: float,
    sets: tuple[Mapping[Item, str], Mapping[Item, str]],
    words: Mapping[Item, Word],
) -> Iterator[str]:
    yield f"\nstrict F1 with every word: {whole:.3f}"
    for items, what in zip(
        sets, ("that no other report of the corpus uses", "that no other text uses"), strict=True
    ):
        for spare, but in ((False, ""), (True, ", but for words from others' lists")):
            own: defaultdict[str, set[str]] = defaultdict(set)
            for item, report in items.items():
                if item in words and not (spare and _listed(words[item])):
                    own[report].add(item[1])
            yield f"strict F1 without the words {what}{but}: {unseen(known, lexicon, own):.3f}"


def _account(numbers: Counter[str]) -> Iterator[str]:
    rows = numbers.pop("rows")
    yield f"\nnumbers in all: {numbers.total()}; in rows: {numbers.pop('in rows')} ({rows} rows)"
    for reason, count in numbers.most_common():
        yield f"  {reason}: {count}"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", nargs="?", type=Path, default=CORPUS / "text")
    parser.add_argument("gold", nargs="?", type=Path, default=CORPUS / "gold")
    parser.add_argument("--elsewhere", nargs="*", type=Path, help="texts that are not scored")
    given = parser.parse_args()
    usual = [folder for folder in (CORPUS / "unlabelled", REPORTS) if folder.is_dir()]
    if not given.gold.is_dir():
        parser.error(f"{given.gold}: no gold rows here; give TEXTS and GOLD")
    for line in tell(given.texts, given.gold, given.elsewhere or usual):
        print(line)


if __name__ == "__main__":
    main()
