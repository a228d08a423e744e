"""The words of charts, tables and notebooks, in Chinese and English, for codes, names, periods and numbers.

Codes of the observation table stay codes in every table; these functions turn them into words for a reader.
``lang`` is ``"zh"`` or ``"en"`` throughout.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from tradekit.language.families import families, vocabulary
from tradekit.language.lexicon import Word, used
from tradekit.model.errors import TradekitError
from tradekit.model.observations import Key
from tradekit.model.schema import COLUMN, NAMED

LANGUAGES: tuple[str, ...] = ("zh", "en")


WORDING: Final[dict[str, dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("wording.toml").read_text("utf-8")
)
"""The words and sentences of ``wording.toml``, by section."""


class UnknownLanguageError(TradekitError):
    """A language other than ``zh`` and ``en`` was asked for."""


def check(lang: str) -> str:
    """The language itself if it is one that the kit speaks; raises :class:`UnknownLanguageError` else."""
    if lang not in LANGUAGES:
        raise UnknownLanguageError(f"lang={lang!r} is not a language of the labels; use 'zh' or 'en'")
    return lang


def say(lang: str, template: str, **values: object) -> str:
    """A sentence in ``lang``: the code has it in English, ``wording.toml`` in Chinese; ``values`` fill it.

    >>> say("en", "grew {much}", much="5%"), say("zh", "grew {much}", much="5%")
    ('grew 5%', '增长5%')
    """
    chosen = WORDING["sentences"].get(template, template) if check(lang) == "zh" else template
    return str(chosen).format(**values)


def frame(lang: str, section: str = "page") -> dict[str, str]:
    """The words in the frame of a page, or of the pages of a site (the ``section`` ``site``)."""
    index = LANGUAGES.index(check(lang))
    return {name: pair[index] for name, pair in WORDING[section].items()}


def word(code: str, lang: str = "zh") -> str:
    """The word for a code of the observation table; a code without one stands for itself.

    >>> word("export"), word("export", "en"), word("since:2019", "en")
    ('出口', 'exports', 'on 2019')
    """
    index = LANGUAGES.index(check(lang))
    if code in WORDING["words"]:
        return str(WORDING["words"][code][index])
    if code in COLUMN:
        return COLUMN[code].name[index]
    if code.startswith("since:"):
        base = code.removeprefix("since:")
        return f"较{period(base)}" if lang == "zh" else f"on {period(base, 'en')}"
    named = vocabulary(used()).word(code)
    if named is not None and named.kind == "indicators":
        english = named.data.get("en", "").split("|")[0].removesuffix(" of")
        return named.name if lang == "zh" else english or code
    return {one["name"]: one[lang] for one in families()}.get(code, code)


HOME: Final = "中国"
"""The reporter of whom nothing else is said."""


def _found(kind: str, name: str) -> Word | None:
    """The entry of a name in the lexicon that is used."""
    tables = [used().names.get(table, {}) for table in COLUMN[kind].table]
    low = name.casefold()
    forms = (name, low, f"{low}s") if name.isascii() else (name, low)
    return next((named[one] for one in forms for named in tables if one in named), None)


def fold(kind: str, name: str) -> str:
    """The first form that the lexicon of ``kind`` gives for a name, so that 铁矿砂 and 铁矿石 are one thing.

    ``kind`` is ``commodity``, ``partner``, ``enterprise``, ``regime`` or ``reporter``. An unknown name
    stays as it is.

    >>> fold("commodity", "不在词表里的东西")
    '不在词表里的东西'
    """
    if kind == "reporter" and name.casefold() == "china":
        return HOME
    if kind == "sector":
        known = vocabulary(used()).word(name)
        return known.name if known is not None and known.kind == "sectors" else name
    word = _found(kind, name) if name else None
    return word.name if word else name


def name(kind: str, chinese: str, lang: str = "zh") -> str:
    """The name of a commodity, partner, enterprise type, regime or reporter in a language.

    A name without an English one in the lexicon stays Chinese, in quotes.

    >>> name("commodity", "", "en"), name("commodity", "机电产品、词表外的货", "en")
    ('', 'Mechanical and electrical products and "词表外的货"')
    """
    if check(lang) == "zh" or not chinese:
        return fold(kind, chinese) if chinese.isascii() else chinese
    if chinese == HOME:
        return "China"
    if kind == "sector":
        known = vocabulary(used()).word(chinese)
        return (known.data.get("en", "").split("|")[0] if known is not None else "") or quoted(chinese)
    inner = chinese.removeprefix("除").removesuffix("外")
    if chinese == all_but(inner):
        return f"all but {lowered(name(kind, inner, lang))}"
    first, *rest = (_english(kind, one) or quoted(one) for one in chinese.split("、"))
    rest = [one if kind in ("partner", "reporter") else lowered(one) for one in rest]
    return _english(kind, chinese) or listed([first, *rest], lang, 20)


def quoted(name: str) -> str:
    """A Chinese name as English prose has it, in quotes; any other as it is."""
    return f'"{name}"' if any(places(char) > 1 for char in name) else name


def unit_name(unit: str, lang: str = "zh") -> str:
    """The word for money, a weight or what is counted, as it stands behind a number.

    >>> unit_name("USD", "en"), unit_name("头", "en"), unit_name("KRW")
    ('US$', 'head', '韩元')
    """
    if unit in WORDING["units"]:
        return str(WORDING["units"][unit][lang == "en"])
    found = next((one for one in used().units if one.data["unit"] == unit), None)
    return unit if found is None else found.name if lang == "zh" else found.data["en"].split(", ")[0]


def all_but(name: str) -> str:
    """The Chinese name of everything but ``name``."""
    return f"除{name}外"


def is_service(name: str) -> bool:
    """Whether a name is that of a service: services stand beside the total of goods, and are no part of it.

    >>> [is_service(name) for name in ("服务", "旅行服务", "机电产品")]
    [True, True, False]
    """
    word = _found("commodity", name) if name else None
    return "服务" in name or (word is not None and word.data.get("kind") == "service")


def folded(key: Key) -> Key:
    """The key with its names as the lexicon writes them first, so that 铁矿砂 and 铁矿石 are one thing."""
    return key._replace(**{column: fold(column, getattr(key, column)) for column in NAMED})


def _english(kind: str, name: str) -> str:
    word = _found(kind, name)
    return word.data.get("en", "").split("|")[0].strip().removesuffix(" (customs grouping)") if word else ""


MONTHS: tuple[str, ...] = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_QUARTERS = "一二三四"


def period(code: str, lang: str = "zh", *, year: bool = True, short: bool = False) -> str:
    """A period in words; ``year=False`` leaves the year out, and ``short`` says 一季 for 一季度.

    >>> period("2023-Q1"), period("2023-Q1", "en"), period("2023-01/2023-10", "en")
    ('2023年一季度', 'Q1 2023', 'Jan–Oct 2023')
    >>> period("2023-12", year=False), period("2023-H1", "en", year=False), period("2021/2023")
    ('12月', 'H1', '2021—2023年')
    """
    check(lang)
    if "/" in code:
        start, end = code.split("/", 1)
        return _run(start, end, lang, year)
    parts = code.split("-")
    if len(parts) == 1:
        return f"{code}年" if lang == "zh" and code else code
    part = _part(parts, lang)
    if not year:
        return part.replace("季度", "季") if short else part
    return f"{parts[0]}年{part}" if lang == "zh" else f"{part} {parts[0]}"


def _part(parts: list[str], lang: str) -> str:
    """What follows the year: a quarter, a half, a month or a day."""
    piece = parts[1]
    if piece[0] == "Q":
        return f"{_QUARTERS[int(piece[1]) - 1]}季度" if lang == "zh" else piece
    if piece[0] in "HS":
        halves = ("上半年", "下半年")
        return halves[int(piece[1]) - 1] if lang == "zh" else f"H{piece[1]}"
    day = int(parts[2]) if len(parts) > 2 else 0
    if lang == "zh":
        return f"{int(piece)}月" + (f"{day}日" if day else "")
    return MONTHS[int(piece) - 1] + (f" {day}" if day else "")


def _run(start: str, end: str, lang: str, year: bool) -> str:
    """A run of years, months or days."""
    first, last = start.split("-"), end.split("-")
    if len(first) == 1:
        return f"{start}—{end}年" if lang == "zh" else f"{start}–{end}"
    if first[0] != last[0] or len(first) != 2 or len(last) != 2:
        return (
            f"{period(start, lang)}至{period(end, lang)}"
            if lang == "zh"
            else (f"{period(start, lang)} to {period(end, lang)}")
        )
    if lang == "zh":
        return (f"{first[0]}年" if year else "") + f"{int(first[1])}—{int(last[1])}月"
    return f"{MONTHS[int(first[1]) - 1]}–{MONTHS[int(last[1]) - 1]}" + (f" {first[0]}" if year else "")


def subject(
    flow: str,
    commodity: str = "",
    partner: str = "",
    enterprise: str = "",
    regime: str = "",
    reporter: str = HOME,
    lang: str = "zh",
) -> str:
    """What a figure is about, in a phrase.

    >>> subject("export", "机电产品"), subject("trade", partner="东盟"), subject("import", partner="美国")
    ('机电产品出口', '对东盟进出口', '自美国进口')
    >>> subject("export", "机电产品", "东盟", "民营企业", lang="en")
    'Exports of mechanical and electrical products to ASEAN by private-owned enterprises'
    >>> subject("trade", regime="加工贸易", reporter="广东", lang="en")
    'Guangdong: trade under processing trade'
    """
    noun = word(flow, lang)
    foreign = reporter not in ("", "中国")
    if lang == "zh":
        partner, reporter = (name(*one) for one in (("partner", partner), ("reporter", reporter)))
        toward = f"{'自' if flow == 'import' else '对'}{partner}" if partner else ""
        return (reporter if foreign else "") + toward + enterprise + regime + commodity + noun
    where = {"export": "to", "import": "from"}.get(flow, "with")
    phrase = noun
    for joint, kind, named in (
        ("of", "commodity", commodity),
        (where, "partner", partner),
        ("by", "enterprise", enterprise),
        ("under", "regime", regime),
    ):
        if named:
            english = name(kind, named, lang)
            phrase += f" {joint} {english if _proper(kind, english) else lowered(english)}"
    return f"{name('reporter', reporter, lang)}: {phrase}" if foreign else phrase[:1].upper() + phrase[1:]


def about(row: Mapping[str, Any], lang: str = "zh") -> str:
    """What a row of a table is about, in a phrase; columns that it lacks count as empty.

    >>> about({"flow": "export", "partner": "东盟"}, "en")
    'Exports to ASEAN'
    """
    if row.get("indicator", "trade") not in ("trade", "", None):
        return _of_indicator({key: str(row.get(key) or "") for key in _NAMED}, lang)
    kinds = ("commodity", "partner", "enterprise", "regime")
    words = {kind: str(row.get(kind) or "") for kind in kinds}
    return subject(str(row["flow"]), **words, reporter=str(row.get("reporter") or ""), lang=lang)


_NAMED: Final = ("reporter", "enterprise", "sector", "indicator")


def _of_indicator(row: dict[str, str], lang: str) -> str:
    """What a figure of another indicator than trade is about: 广东：制造业固定资产投资."""
    what, place = word(row["indicator"], lang), row["reporter"] if row["reporter"] != HOME else ""
    if check(lang) == "zh":
        part = row["enterprise"] + row["sector"]
        return (f"{place}：" if place else "") + (f"{what}（{part}）" if part else what)
    named = (name(kind, row[kind], lang) for kind in ("enterprise", "sector"))
    part = ", ".join(one for one in named if one)
    phrase = what[:1].upper() + what[1:] + (f" ({part})" if part else "")
    return f"{name('reporter', place, lang)}: {phrase}" if place else phrase


def _proper(kind: str, english: str) -> bool:
    """Whether an English name keeps its capital inside a sentence: places do, kinds of places don't."""
    return kind == "partner" and not english.startswith(("Countries", "Other "))


_PROPER = ("Chinese",)


def lowered(phrase: str) -> str:
    """A name as it stands inside a sentence, its first letter small unless it is a proper one.

    >>> lowered("Integrated circuits"), lowered("LCD panels"), lowered("Chinese medicines")
    ('integrated circuits', 'LCD panels', 'Chinese medicines')
    """
    keep = phrase.split(" ")[0] in _PROPER or phrase[1:2].isupper()
    return phrase if keep else phrase[:1].lower() + phrase[1:]


def clip(text: str, width: int) -> str:
    """A text cut with an ellipsis where it is wider than ``width`` half-width places.

    >>> clip("abcdef", 6), clip("abcdefg", 6)
    ('abcdef', 'abcde…')
    """
    if places(text) <= width:
        return text
    out = ""
    for char in text:
        if places(out + char) > width - 1:
            break
        out += char
    return out.rstrip() + "…"


def places(text: str) -> int:
    """How many half-width places a text takes: a Chinese character two, a Latin letter one."""
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


def listed(words: list[str], lang: str, most: int = 6) -> str:
    """Words as a list in a sentence, cut after ``most``.

    >>> listed(["a", "b", "c"], "en", 2), listed(["甲", "乙"], "zh")
    ('a, b and 1 more', '甲、乙')
    """
    left = len(words) - most
    if lang == "zh":
        return "、".join(words[:most]) + (f"等{len(words)}个" if left > 0 else "")
    if left > 0:
        return f"{', '.join(words[:most])} and {left} more"
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
