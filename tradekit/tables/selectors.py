"""What a word chooses: a code, a Chinese or an English name becomes what the tables have, or an error."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from functools import lru_cache

from tradekit.language import labels
from tradekit.language.families import vocabulary
from tradekit.language.lexicon import Lexicon, used
from tradekit.model.errors import TradekitError
from tradekit.model.schema import COLUMN, KEY

_CODES = ("code", "iso2", "m49", "customs")
"""Columns of the lexicon's tables that name an entry by a code."""
_HS = re.compile(r"(?:hs ?)?(\d\d(?:\d\d){0,3})")
OPEN = ("period", "unit")
"""Key columns whose words stand in no list: what a table has is what can be chosen."""


class SelectorError(TradekitError):
    """A word that chooses nothing: an unknown name or code, or a column that is none."""


def subject(word: str) -> dict[str, str]:
    """What is measured, by a word: the ``indicator`` and ``flow`` (and ``sector``, where the word has one).

    A deficit is the balance, below nothing. Flows have the codes of SDMX too (X, M, B).

    >>> subject("exports"), subject("进口")["flow"], subject("consumer prices")["indicator"]
    ({'indicator': 'trade', 'flow': 'export'}, 'import', 'cpi')
    >>> subject("exprots")
    Traceback (most recent call last):
        ...
    tradekit.tables.selectors.SelectorError: 'exprots': no flow or indicator; did you mean 'exports'?
    """
    known = _subjects(used())
    if word.casefold() not in known:
        raise SelectorError(f"{word!r}: no flow or indicator{_meant(word, known)}")
    return dict(known[word.casefold()])


@lru_cache(maxsize=8)
def _subjects(lexicon: Lexicon) -> dict[str, dict[str, str]]:
    """Every word for a flow or an indicator, in small letters."""
    known: dict[str, dict[str, str]] = {}
    for flow in COLUMN["flow"].values:
        code = COLUMN["flow"].codes[flow]
        for name in (flow, code, *(labels.word(flow, lang) for lang in labels.LANGUAGES)):
            known[name.casefold()] = {"indicator": "trade", "flow": flow}
    for word in lexicon.words:
        valued = word.data.get("measure") == "value" and not word.code.endswith(".bare")
        if word.kind == "flows" and not word.data.get("commodity") and (valued or not word.data["measure"]):
            for name in (word.form, word.data["en"] if valued else word.form):
                known.setdefault(name.casefold(), {"indicator": "trade", "flow": word.data["flow"]})
    for code in vocabulary(lexicon).indicators:
        known.setdefault(code, {"indicator": code, "flow": ""})
    for word in lexicon.topics:
        code, _, item = word.code.partition(".")
        sector = word.data.get("sector", "").split("|")[0] if item else ""
        if word.kind == "indicators" and code != "none" and not sector.startswith(("=", "-")):
            about = {"indicator": code, "flow": ""} | ({"sector": sector} if sector else {})
            for name in (word.form, *word.data.get("en", "").split("|")):
                known.setdefault(name.casefold(), about)
    return known


def selected(column: str, word: str, present: Iterable[str] = ()) -> str:
    """What a ``word`` chooses in a key column: a code, or the name that the lexicon writes first.

    Names are known in Chinese, in English, and by the codes of the lexicon's tables (ISO 3166, M49, customs);
    goods by a code of the Harmonised System where one good is that chapter or heading (27, HS27, 1201).
    ``present`` are names that the table has beside those. Empty stays empty: the whole.
    Raises :class:`SelectorError` with what was meant.

    >>> selected("partner", "ASEAN"), selected("partner", "USA"), selected("statistic", "增速")
    ('东盟', '美国', 'growth')
    """
    if column not in KEY:
        meant = _meant(column, KEY)
        raise SelectorError(f"{column}: no key column of a figure{meant}; choose by {', '.join(KEY)}")
    if not word:
        return word
    if COLUMN[column].table or column == "sector":
        return _name(column, word, present)
    if column == "currency":
        return _currency(word)
    codes = _words(used(), column) | {code: code for code in (*COLUMN[column].values, *present)}
    codes |= {labels.word(code, lang): code for code in COLUMN[column].values for lang in labels.LANGUAGES}
    if not COLUMN[column].values or word.startswith("since:"):
        return word
    if word not in codes:
        raise SelectorError(f"{column}={word!r} is not known{_meant(word, codes)}")
    return codes[word]


@lru_cache(maxsize=32)
def _words(lexicon: Lexicon, column: str) -> dict[str, str]:
    """Other words for the codes of a column: those of the wording, of the lexicon, and the codes of SDMX."""
    known = {sdmx: code for code, sdmx in COLUMN[column].codes.items() if column == "flow"}
    known |= {word.form: word.data[column] for word in lexicon.words if word.kind == f"{column}s"}
    return known | _worded(column)


def _worded(column: str) -> dict[str, str]:
    """The words for codes and names of a column that the wording has."""
    words: dict[str, list[str]] = labels.WORDING["selectors"].get(column, {})
    return {word: code for code, forms in words.items() for word in forms}


def _currency(word: str) -> str:
    known = _currencies(used())
    if word.casefold() not in known:
        raise SelectorError(f"currency={word!r} is not known{_meant(word, known)}")
    return known[word.casefold()]


@lru_cache(maxsize=8)
def _currencies(lexicon: Lexicon) -> dict[str, str]:
    """Every word for a currency, in small letters, with its code; ``dollar`` as the lexicon has it first."""
    known: dict[str, str] = {}
    for word in lexicon.units:
        if word.kind == "money" or word.data.get("kind") == "money":
            english = word.data.get("en", "")
            code = word.data["unit"]
            money = [one for one in english.split() if one.islower()]  # dollar, without Hong and Kong
            for form in (code, word.form, english, *money):
                known.setdefault(form.casefold(), code)
    return known


def _name(column: str, word: str, present: Iterable[str]) -> str:
    known = names(used(), column)
    code = _HS.fullmatch(word.casefold()) if column == "commodity" else None
    found = known.get(code[1] if code else word.casefold())
    if found is not None:
        return found
    folded = labels.fold(column, word)
    if folded != word or word in present or folded in {labels.fold(column, one) for one in present}:
        return folded
    if code and (goods := _goods(used()).get(code[1])):
        shown = ", ".join(goods[:8])
        raise SelectorError(f"{column}={word!r} is no one good; choose one of it by name, such as {shown}")
    raise SelectorError(f"{column}={word!r} is not known{_meant(word, {*known, *present})}")


def _goods(lexicon: Lexicon) -> dict[str, list[str]]:
    """The goods to which the lexicon gives a code of the Harmonised System, by that code."""
    made: dict[str, list[str]] = {}
    for word in dict.fromkeys(lexicon.names["commodities"].values()):
        if _HS.fullmatch(word.data.get("hs", "")) and word.name not in made.setdefault(word.data["hs"], []):
            made[word.data["hs"]].append(word.name)
    return made


@lru_cache(maxsize=32)
def names(lexicon: Lexicon, column: str) -> dict[str, str]:
    """Every name and code of a column's entries, in small letters, with the name that is written first."""
    if column == "sector":
        forms = [word.form for word in lexicon.topics if word.kind == "sectors"]
        sectors = {form: labels.fold(column, form) for form in forms}
        return {form.casefold(): name for form, name in sectors.items()}
    known: dict[str, str] = {"china": labels.HOME} if column == "reporter" else {}
    for table in COLUMN[column].table:
        for form, word in lexicon.names.get(table, {}).items():
            known.setdefault(form.casefold(), word.name)
    for table in COLUMN[column].table:
        for word in lexicon.names.get(table, {}).values():
            for code in filter(None, (word.data.get(one, "") for one in _CODES)):
                known.setdefault(code.casefold(), word.name)
    if column == "commodity":
        single = {code: goods[0] for code, goods in _goods(lexicon).items() if len(goods) == 1 and code[2:]}
        known |= single | _worded(column)
    return known


def present(what: str, word: str, there: Collection[str]) -> None:
    """Raises :class:`SelectorError` where a ``word`` is not among those that are there."""
    if word not in there:
        raise SelectorError(f"{what}{word!r} is not there{_meant(word, there)}")


def _meant(word: str, known: Collection[str]) -> str:
    """A hint at the nearest of the known words."""
    low = {one.casefold(): one for one in known}
    close = get_close_matches(word.casefold(), low, n=1, cutoff=0.5)
    return f"; did you mean {low[close[0]]!r}?" if close else ""
