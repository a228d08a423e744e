"""What a site has pages on: the indicators, partners and goods that its reports speak of."""

from __future__ import annotations

from dataclasses import dataclass

from tradekit.archive import Archive
from tradekit.language import labels
from tradekit.publish.anchors import slug
from tradekit.tables.indicators import place

KINDS = {"indicator": 1, "partner": 2, "commodity": 2}
"""The columns of the observation table whose names have pages, where so many reports speak of them."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that has a page: the column and the name of it, and the reports that speak of it."""

    column: str
    name: str
    reports: frozenset[str]

    @property
    def path(self) -> str:
        """Its page, below the site's folder."""
        return f"{self.column}/{slug(self.name)}.html"

    def title(self, lang: str) -> str:
        """Its name in a language."""
        if self.column != "indicator":
            return labels.name(self.column, self.name, lang)
        word = labels.word(self.name, lang)
        return word[:1].upper() + word[1:]

    @property
    def about(self) -> dict[str, str]:
        """What chooses its rows."""
        return {self.column: self.name}


def subjects(archive: Archive, reporter: str) -> list[Subject]:
    """What there are pages on, of one reporter: indicators in their order, then what most reports name."""
    table = archive.subjects()
    home = labels.fold("reporter", reporter)
    table = table[[labels.fold("reporter", one) == home for one in table["reporter"]]]
    made = []
    for column, least in KINDS.items():
        names: dict[str, set[str]] = {}
        for name, report in zip(table[column], table["report"], strict=True):
            if name:
                names.setdefault(labels.fold(column, name), set()).add(report)
        found = [Subject(column, name, frozenset(of)) for name, of in names.items() if len(of) >= least]
        order = (lambda one: place(one.name)) if column == "indicator" else (lambda one: -len(one.reports))
        made += sorted(sorted(found, key=lambda one: one.name), key=order)
    return made
