"""A report read once: its figures, the other numbers, and what the catalogue keeps of it."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from tradekit.documents.corrections import beside
from tradekit.model.observations import LedgerEntry, Observation
from tradekit.model.report import Report


class Catalogued(NamedTuple):
    """What is kept of a report beside its rows.

    ``digest`` is that of its file and of what the reader told of it, ``published`` and ``headline`` are those
    of its first article that has any, ``rows`` and ``entries`` how many figures and other numbers it has,
    ``added`` when it came into an archive (empty where it was extracted with a folder), ``text`` its text as
    decoded: places (``start``, ``end``) count in it.
    """

    report: str
    digest: str
    published: str
    headline: str
    language: str
    articles: int
    rows: int
    entries: int
    added: str
    text: str


OBSERVATIONS, LEDGER, REPORTS = "observations", "ledger", "reports"
KINDS = {OBSERVATIONS: Observation, LEDGER: LedgerEntry, REPORTS: Catalogued}
"""What the parts in each folder hold, in the order in which they are written."""


class Told(NamedTuple):
    """What a reader tells of reports: date of publication, whose trade, the language, words of their own."""

    published: str | None = None
    reporter: str | None = None
    language: str | None = None
    lexicon: str | None = None

    def digest(self, path: Path) -> str:
        """The digest of a file as read with this, and of what was set right in it by hand."""
        with path.open("rb") as stream:
            whole = hashlib.file_digest(stream, "sha256")
        told = (*self, *beside(path), *(words(self.lexicon) if self.lexicon else ()))
        if any(told):
            whole.update(repr(told).encode())
        return whole.hexdigest()


@lru_cache(maxsize=8)
def words(folder: str) -> tuple[str, ...]:
    """The digests of the tables in a folder of words."""
    return tuple(hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(Path(folder).glob("*.csv")))


class Read(NamedTuple):
    """A report as it goes into three files."""

    rows: tuple[Observation, ...]
    entries: tuple[LedgerEntry, ...]
    about: Catalogued


def observed(
    path: Path, name: str, told: Told, ledger: bool
) -> tuple[Report, tuple[Observation, ...], tuple[LedgerEntry, ...]]:
    """The report in a file, called ``name``, with its rows and entries."""
    from tradekit.documents.pages import read
    from tradekit.extraction.observe import observe
    from tradekit.language.lexicon import load

    report = read(path, told.published, told.reporter, name, told.language)
    return report, *observe(report, load(told.lexicon), ledger)


def read_one(path: Path, name: str, told: Told, added: str = "", ledger: bool = True) -> Read:
    """The report in a file as it is kept. Raises :class:`TradekitError` where it can't be read."""
    report, rows, entries = observed(path, name, told, ledger)
    articles = report.articles
    published = next((one.published for one in articles if one.published), "")
    headline = next((" ".join(one.headline.text.split()) for one in articles if one.headline), "")
    about = Catalogued(
        report.name, told.digest(path), published, headline, articles[0].language if articles else "",
        len(articles), len(rows), len(entries), added, report.text,
    )  # fmt: skip
    return Read(rows, entries, about)
