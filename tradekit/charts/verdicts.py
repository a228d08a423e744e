"""C9: the checks at a glance, what was stated against what the other figures leave open."""

from __future__ import annotations

import math
from collections import Counter
from functools import lru_cache
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from tradekit import labels
from tradekit.charts.frame import Chart, Story, blank, finish, nothing, styled
from tradekit.palette import BLUE, GREY, INK, ORANGE, PAPER, VERMILLION
from tradekit.tables.amounts import scale
from tradekit.tables.fold import need
from tradekit.tables.indicators import DIMENSIONS

_ORDER = ("fails", "contradicted", "revised", "holds", "open")
_LOOKS = {"holds": ("✓", BLUE), "fails": ("!", VERMILLION), "contradicted": ("!", VERMILLION),
          "revised": ("≠", ORANGE), "open": ("○", GREY)}
_PLAIN = ("said twice", "official series")
_REACH = 2.0


@styled
def checks(verdicts: pd.DataFrame, *, lang: str = "zh", most: int = 14) -> Chart:
    """The check panel (C9): each identity with its mark, the interval that it leaves, and what was stated.

    Takes the table of verdicts that :func:`tradekit.check` makes (``identity``, ``verdict``, ``period``, ``stated``,
    ``low``, ``high``, and where they are there the key columns, ``stated_low``, ``stated_high``, ``terms``). The
    ``most`` telling rows are drawn: failures, then revisions, then identities between figures. Each row has a scale
    of its own: the point is what was stated, the hatched bar what the other figures allow. Gives a Figure.
    """
    story = Story(lang)
    need(verdicts, ("identity", "verdict"))
    counts = Counter(str(verdict) for verdict in verdicts["verdict"])
    said = [f"{labels.word(v, lang)} {counts[v]}" for v in _ORDER if counts[v]]
    story.subtitle = story.say("点：原文数；斜线条：其他数字所容的范围（各行自有尺度）",
                               "Point: as stated; hatched: what other figures leave open (each row has its own scale)")
    if not len(verdicts):
        return nothing(story, "没有可核对的恒等式", "No identity can be checked")
    rows = [{str(k): v for k, v in row.items()} for row in verdicts.to_dict("records")]
    shown = sorted(rows, key=_rank)[:most]
    chart, (ax,) = blank(0.4 + 0.36 * len(shown))
    for at, row in enumerate(shown):
        _draw(ax, at, row, story)
    ax.set_ylim(len(shown) - 0.4, -0.6)
    ax.set_xlim(-_REACH - 0.1, _REACH + 1.9)
    ax.set_xticks([])
    ax.grid(False)
    ax.spines["bottom"].set_visible(False)
    ax.set_yticks(range(len(shown)), [labels.clip(_name(row, lang), 54) for row in shown], fontsize=8.6)
    if len(rows) > len(shown):
        more = len(rows) - len(shown)
        story.notes.append(story.say(f"另有{more}项未画（重复所述、与官方数一致者在后）。", f"{more} more are not drawn."))
    story.notes.append(story.say("；", "; ").join(said) + story.say("。", "."))
    story.title = _title(story, counts)
    story.published = [str(r["vintage"]) for r in shown if len(str(r.get("vintage", ""))) == 10]
    return finish(chart, story)


def _rank(row: dict[str, Any]) -> tuple[int, bool, bool]:
    verdict = str(row["verdict"])
    empty = verdict == "open" and not _finite(row)
    return (_ORDER.index(verdict) if verdict in _ORDER else 9, str(row["identity"]) in _PLAIN, empty)


def _number(row: dict[str, Any], name: str) -> float:
    value = row.get(name)
    return float(value) if isinstance(value, int | float) else math.nan


def _finite(row: dict[str, Any]) -> bool:
    return math.isfinite(_number(row, "low")) and math.isfinite(_number(row, "high"))


@lru_cache(maxsize=1)
def _identities() -> dict[str, tuple[str, str]]:
    from tradekit.checks.identity import identities

    return {one.name: (one.zh, one.en) for one in identities()}


def _name(row: dict[str, Any], lang: str) -> str:
    """The identity in words, with the period that it is about."""
    code = str(row["identity"])
    words = _identities().get(code) or labels.WORDS.get(code) or (code, code)
    about = labels.subject(*(str(row.get(c) or "") for c in ("flow", *DIMENSIONS)), lang=lang) if row.get("flow") else ""
    when = labels.period(str(row.get("period") or ""), lang) if row.get("period") else ""
    parts = [part for part in (words[lang == "en"], about if code in _PLAIN else "", when) if part]
    return (" · ").join(parts)


def _draw(ax: Axes, at: int, row: dict[str, Any], story: Story) -> None:
    """One row: mark, interval, stated point with its own interval, and both in numbers."""
    sign, colour = _LOOKS.get(str(row["verdict"]), ("?", GREY))
    low, high, stated = (_number(row, c) for c in ("low", "high", "stated"))
    left, right = _number(row, "stated_low"), _number(row, "stated_high")
    half = [w / 2 for w in (high - low, right - left) if math.isfinite(w) and w > 0]
    unit = max(half, default=abs(stated) * 0.05 or 1.0) * 1.15
    middle = stated if math.isfinite(stated) else (low + high) / 2 if _finite(row) else low if math.isfinite(low) else high

    def place(value: float) -> float:
        return max(-_REACH, min(_REACH, (value - middle) / unit))

    if not (math.isnan(low) or math.isnan(high)):
        ax.barh(at, place(high) - place(low), 0.5, place(low), facecolor=PAPER, edgecolor=colour, hatch="/////",
                linewidth=0.9, zorder=2)
    if math.isfinite(stated):
        ends = [[max(0.0, place(stated) - place(left))], [max(0.0, place(right) - place(stated))]]
        if not (math.isnan(left) or math.isnan(right)):
            ax.errorbar([place(stated)], [at], xerr=ends, fmt="none", ecolor=INK, elinewidth=1, capsize=2.5, zorder=3)
        ax.scatter([place(stated)], [at], s=30, color=INK, zorder=4)
    numbers = _numbers(row, story.lang)
    ax.text(_REACH + 0.12, at, sign, color=colour, fontsize=12, ha="left", va="center")
    ax.text(_REACH + 0.38, at, numbers, color=INK, fontsize=8.6, ha="left", va="center")
    story.numbers.append(f"{_name(row, story.lang)}: {labels.word(str(row['verdict']), story.lang)} ({numbers})")
    terms = row.get("terms")
    story.sources += [t for t in terms if not t.startswith("official#")] if isinstance(terms, list | tuple) else []


def _numbers(row: dict[str, Any], lang: str) -> str:
    """What was stated, and the interval, in one scale."""
    low, high, stated = (_number(row, c) for c in ("low", "high", "stated"))
    unit = _unit(row)
    by = scale([v for v in (low, high, stated) if math.isfinite(v)], unit, lang)
    gap = "" if lang == "zh" or by.unit in ("%", "") else " "

    def short(value: float) -> str:
        if math.isinf(value):
            return "∞" if value > 0 else "−∞"
        return f"{value / by.divisor:.4g}".replace("-", "−")

    span = f"{short(low)}–{short(high)}" if not (math.isnan(low) or math.isnan(high)) else ""
    head = f"{short(stated)} | " if math.isfinite(stated) else ""
    return f"{head}{span}{gap}{by.unit}"


def _unit(row: dict[str, Any]) -> str:
    """The unit of what is computed: the missing figure's, where the row is about one, else its own."""
    missing = str(row.get("missing") or "").split()
    for statistic, unit in (("contribution", "pp"), ("growth", "percent"), ("share", "percent")):
        if statistic in missing:
            return unit
    return missing[-1] if len(missing) > 3 and missing[-1] not in ("yoy",) else str(row.get("unit") or "")


def _title(story: Story, counts: Counter[str]) -> str:
    judged = sum(counts[v] for v in _ORDER if v != "open")
    bad = counts["fails"] + counts["contradicted"]
    if not judged:
        return story.say(f"{counts['open']}项恒等式都缺项，未能判定", f"None of {counts['open']} identities can be judged yet")
    if bad:
        return story.say(f"{judged}项核对中{bad}项不成立", f"{bad} of {judged} checks fail")
    if counts["revised"]:
        return story.say(f"{judged}项核对无一矛盾，{counts['revised']}项因修订而异",
                         f"No contradiction in {judged} checks; {counts['revised']} differ by revision")
    return story.say(f"{judged}项核对全部成立", f"All {judged} checks hold")
