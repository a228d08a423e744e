"""Deixis: 全市, 我省, 该区, 该国 are the place of that rank which the text is about, 国内： is the country.

The places that the article names are weighed: in its title, in its dateline, how often, how near. Where it
names none of the rank, the word stays what it is, and the reporter unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tradekit.language.lexicon import Lexicon, Word
from tradekit.language.mentions import Mention
from tradekit.language.zh.actors import EVIDENCE, HOME

_RANKS: Final = frozenset("省市区县州国港岸")
_MUNICIPAL: Final = frozenset(("北京", "上海", "天津", "重庆"))
_AUTONOMOUS: Final = frozenset(("内蒙古", "广西", "西藏", "宁夏", "新疆"))
_AREA: Final = ("地区", "区域")
"""What 该地区 means: a part of the country (长三角) where one is named."""
_US: Final = Word("partners", HOME, HOME, "CHN", {"kind": "self"})
_SEVERAL: Final = 3
"""What is named so often is not named in passing."""

_OUTLETS: Final = frozenset(("台湾", "马来西亚", "新加坡"))
"""Whose 我国 is not China."""

Ranked = tuple[int, str, str, float]
"""A place in the text, the name and the rank of what stands there, and how much it counts."""


def resolved(
    text: str, mentions: Sequence[Mention], lexicon: Lexicon, dateline: Sequence[Word], told: str
) -> list[Mention]:
    """The mentions, with 全市 and the like as the place that they mean, where that is known.

    ``dateline`` holds the places of the article's; ``told`` is the reporter that the reader gave.
    """
    places: list[Ranked] = []
    made: list[Mention] = []
    sums: dict[str, dict[str, float]] = {}
    for one in mentions:
        rank = _rank(one)
        if one.get("code") == "inland" and text[one.end : one.end + 1] in (":", "："):
            one = Mention(one.start, one.end, "partners", one.text, _US)
        if not rank:
            made.append(_meant(one, told, "国") if told in _OUTLETS and one.text == "我国" else one)
            continue
        if not places:
            places = _places(mentions, lexicon, dateline)
            sums = _sums(places, text.find("\n"))
        area = [place for at, place, of, _ in places if of == rank == _AREA[0] and at < one.start]
        rank = rank[-1]
        name = area[-1] if area else _best(text, places, sums.get(rank, {}), rank, one.start)
        name = name or (told if told != HOME else "")
        made.append(_meant(one, name, rank) if name else one)
    return made


def _rank(one: Mention) -> str:
    """The rank of the place that a word such as 全市 means; empty for other words."""
    if one.kind != "functions" or one.get("code") != "local":
        return ""
    if one.text.endswith(_AREA):
        return _AREA[0]
    return one.text[-1] if one.text[-1] in _RANKS else ""


def _meant(one: Mention, name: str, rank: str) -> Mention:
    kind = "partners" if rank == "国" else "regions"
    return Mention(one.start, one.end, kind, one.text, Word(kind, one.text, name, "", {"kind": "city"}))


def _places(mentions: Sequence[Mention], lexicon: Lexicon, dateline: Sequence[Word]) -> list[Ranked]:
    """The places that an article names, in order; those of its dateline first."""
    made: list[Ranked] = []
    for word in dateline:
        made += _ranked(-1, word, lexicon)
    for one in mentions:
        if one.word is not None:
            made += _ranked(one.start, one.word, lexicon)
    return made


def _ranked(at: int, word: Word, lexicon: Lexicon) -> list[Ranked]:
    """The ranks that a place has, and the province that a city lies in."""
    if word.kind not in ("regions", "partners"):
        return []
    kind, name = word.data.get("kind", ""), word.name
    if word.kind == "partners":
        rank = "港" if name == "香港" else "国" if kind == "economy" and name != HOME else ""
        return [(at, name, rank, 1.0)] if rank else []
    if kind == "province":
        made = [(at, name, "市" if name in _MUNICIPAL else "省", 1.0)]
        return [*made, (at, name, "区", 1.0)] if name in _AUTONOMOUS else made
    parent = lexicon.provinces.get(word.data.get("parent", ""))
    made = [(at, one, rank, 0.5 * by) for _, one, rank, by in _ranked(at, parent, lexicon)] if parent else []
    own = name[-1] if name[-1] in "县州区港岸" and kind not in ("city",) else "市"
    return [(at, name, _AREA[0], 1.0)] if kind in ("macro", "cluster") else [*made, (at, name, own, 1.0)]


def _sums(places: list[Ranked], title: int) -> dict[str, dict[str, float]]:
    """What speaks for each place of each rank, wherever the word stands."""
    sums: dict[str, dict[str, float]] = {}
    often: dict[tuple[str, str], int] = {}
    for at, name, rank, share in places:
        code = "local.dateline" if at < 0 else "local.title" if at < title else "local.often"
        often[rank, name] = often.get((rank, name), 0) + 1
        if often[rank, name] <= _SEVERAL:
            own = sums.setdefault(rank, {})
            own[name] = own.get(name, 0.0) + EVIDENCE[code].weight * share
    return sums


def _best(text: str, places: list[Ranked], sums: dict[str, float], rank: str, at: int) -> str:
    """The place of a rank that a word at a place means; one named nearer by counts for more."""
    near = ""
    for start, name, own, share in reversed(places):
        if own == rank and share == 1.0 and 0 <= start < at:
            near = "" if text.find("\n", start, at) >= 0 else name
            break
    best, most = "", 0.0
    for name, weight in sums.items():
        weight += EVIDENCE["local.near"].weight if name == near else 0.0
        if weight > most:
            best, most = name, weight
    return best
