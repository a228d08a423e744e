"""Cautions: what could not be read of a report, or not whole, in a plain line each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tradekit.extraction.corrected import LOST
from tradekit.language.labels import say
from tradekit.model.observations import LedgerEntry, Observation

IN = "in "
"""With what the reason begins for which a number is left: the language that is not read."""


def cautions_of(rows: Iterable[Observation], entries: Iterable[LedgerEntry], lang: str = "en") -> list[str]:
    """:func:`cautions` of observations and ledger entries as values."""
    return cautions(
        [(row.report, row.period) for row in rows], [(one.report, one.reason) for one in entries], lang
    )


def cautions(
    rows: Iterable[tuple[str, str]], entries: Iterable[tuple[str, str]], lang: str = "en"
) -> list[str]:
    """What a reader has to know before the figures are used.

    ``rows`` are (report, period) of the observations, ``entries`` (report, reason) of the ledger.

    >>> for line in cautions([("a.txt", "XXXX-03")], [("b.txt", "in Korean")]): print(line)
    a.txt: no year is told, so that 1 figure has none (XXXX); give the date with --published YYYY-MM-DD
    b.txt: it is in Korean, which is not read; 1 numbers are left in the ledger
    """
    undated = Counter(report for report, period in rows if period.startswith("XXXX"))
    listed = list(entries)
    unread = Counter(entry for entry in listed if entry[1].startswith(IN))
    lost = Counter(report for report, reason in listed if reason == LOST)
    template = "{report}: {count} corrections have lost their place: the text around them is no longer there"
    made = [say(lang, template, report=report, count=count) for report, count in lost.items()]
    for report, count in undated.items():
        has = "1 figure has" if count == 1 else f"{count} figures have"
        template = (
            "{report}: no year is told, so that {has} none (XXXX); give the date with --published YYYY-MM-DD"
        )
        made.append(say(lang, template, report=report, has=has, count=count))
    for (report, reason), count in unread.items():
        template = "{report}: it is {reason}, which is not read; {count} numbers are left in the ledger"
        made.append(say(lang, template, report=report, reason=reason, count=count))
    return made
