"""MB of text a second in one process: the kit, the floor, and the peers, in turns in one run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import regex

from benchmarks import compiled
from benchmarks.compiled import Compiled
from benchmarks.measures import Measure, seconds
from benchmarks.peers import Peers
from benchmarks.texts import Texts, corpus, length, sources
from tradekit.documents.pages import read_text
from tradekit.extraction.observe import observe
from tradekit.language.lexicon import load

FLOOR = regex.compile(r"\d+(?:\.\d+)?")
KINDS = {"pages": 5.0, "dense": 1.5}
"""What is measured on, and the MB a second that are wanted."""
PEER_SIZES = {"jionlp": 60_000, "recognizers": 6_000}


def extraction(texts: Texts) -> None:
    """From texts to observations and ledgers."""
    words = load()
    for name, text in texts:
        observe(read_text(text, name), words)


def floor(texts: Texts) -> None:
    """One pass of a regex for numbers."""
    for _, text in texts:
        for _ in FLOOR.finditer(text):
            pass


def measured(size: int, repeats: int, peers: Peers | None, fast: Compiled | None) -> Iterator[Measure]:
    """The rates on each kind of text, of ``size`` bytes, new ones for each of the ``repeats``."""
    extraction(corpus("dense", 1, 0))
    for kind, wanted in KINDS.items():
        rates: dict[str, list[float]] = {}
        for seed in range(repeats):
            for name, texts, run in _turns(kind, size, seed, peers, fast):
                rates.setdefault(name, []).append(length(texts) / run(texts) / 1e6)
        ours = Measure("", "", "", tuple(rates["tradekit"])).median
        for name, values in rates.items():
            median = Measure("", "", "", tuple(values)).median
            own = name.startswith("tradekit")
            note = f"wanted {wanted}" if own else f"tradekit is {ours / median:.3g} times that"
            yield Measure(_title(kind), name, "MB/s", tuple(values), note)
        if kind == "pages":
            texts = sources(kind)[1]
            best = rates.get(compiled.SAYS, rates["tradekit"])
            yield from costs(Measure("", "", "", tuple(best)).median, length(texts) / len(texts))


def _title(kind: str) -> str:
    return f"Extraction, {kind}: {sources(kind)[0]}, other digits each time; processor time, one process"


def _turns(
    kind: str, size: int, seed: int, peers: Peers | None, fast: Compiled | None
) -> Iterator[tuple[str, Texts, Callable[[Texts], float]]]:
    texts = corpus(kind, size, seed)
    yield "floor: regex for numbers", texts * 10, lambda given: seconds(lambda: floor(given))
    yield "tradekit", texts, lambda given: seconds(lambda: extraction(given))
    if fast is not None:
        yield compiled.SAYS, texts, fast.run
    if peers is not None:
        for peer, most in PEER_SIZES.items():
            yield peers.says(peer), corpus(kind, min(size, most), seed), partial(peers.run, peer)


def costs(rate: float, page: float) -> Iterator[Measure]:
    """Core-hours and text of a million and a billion pages of ``page`` bytes, at ``rate`` MB a second."""
    section = f"What newspapers cost at the best of these rates, pages of {page / 1000:.1f} kB"
    for name, pages in (("a million pages", 1e6), ("a billion pages", 1e9)):
        note = f"{pages * page / 1e12:.3g} TB of text"
        yield Measure(section, name, "core-h", (pages * page / rate / 1e6 / 3600,), note)
