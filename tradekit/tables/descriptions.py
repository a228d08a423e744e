"""Descriptions: what each column of the kit's tables holds, in Chinese and English."""

from __future__ import annotations

from tradekit.language import labels
from tradekit.model.schema import COLUMN
from tradekit.tables.order import frequency

DESCRIPTIONS: dict[str, tuple[str, str]] = {code: one.about for code, one in COLUMN.items()} | {
    "level": ("规模，基本单位", "level in base units (level_unit)"),
    "growth": ("增速，%", "growth on the year before, percent"),
    "share": ("占同一流向总值的比重，%", "share of the flow's total, percent"),
    "contribution": ("拉动，个百分点", "points added to the parent's growth"),
    "level_unit": ("规模的单位", "unit of the level"),
    "printed": ("原文所用名称，以|分隔", "names as printed, joined by |"),
    "sources": (
        "出处，report#start，以空格分隔",
        "every place that says it, report#start, joined by a space",
    ),
    "printings": ("几份报道这样说", "how many reports say it"),
    "conflict": ("各报道数字不同则为真", "true where printings disagree"),
    "id": ("数字的编号，report#start", "the figure's id, report#start"),
    "identity": ("恒等式", "the identity that was checked"),
    "verdict": (
        "结论",
        "holds, fails, open or revised; equal, revised or contradicted beside the official series",
    ),
    "vintage": ("各项的发布日期", "the publication whose figures meet in the identity"),
    "stated": ("原文数", "what was stated"),
    "computed": ("由其他数字推算", "what the other figures give"),
    "gap": ("两个区间之间的差", "what lies between the two intervals"),
    "missing": ("无人说出的数字", "the figure that nobody states"),
    "terms": ("各项出处", "report#start of every figure in it"),
    "figures": ("各项原文", "the figures as printed"),
    "sentences": ("所在各句", "the sentences they stand in"),
    "culprit": ("疑有误者", "the figure that one misprint would clear"),
    "mend": ("改为", "how it would read"),
    "suspects": ("疑误各项", "all figures about as likely"),
    "official": ("官方数", "the official figure"),
    "source": ("来源", "where it is published, or report#start"),
    "difference": ("与首次所印相差几个末位单位", "difference from the first printing, in last places"),
    "frequency": (
        "时期长短：A年 H半年 Q季 M月 C累计",
        "length of the period: A, H, Q, M or C (a run of months)",
    ),
    "subject": ("数字所说的事物", "what the figure is about, in words"),
}
"""What each column holds, in Chinese and English; ``level_low`` and its like follow from these."""


def describe(column: str, lang: str = "en") -> str:
    """What a column holds, for codebooks.

    >>> describe("growth_low")
    'growth on the year before, percent: the least that the printed digits stand for'
    >>> describe("export 2023-Q1")
    'growth of exports, Q1 2023, percent'
    """
    index = labels.LANGUAGES.index(labels.check(lang))
    if column in DESCRIPTIONS:
        return DESCRIPTIONS[column][index]
    stem, _, part = column.rpartition("_")
    if stem in DESCRIPTIONS and part in DESCRIPTIONS:
        return f"{DESCRIPTIONS[stem][index]}{('：', ': ')[index]}{DESCRIPTIONS[part][index]}"
    flow, _, period = column.partition(" ")
    if frequency(period):
        when, noun = labels.period(period, lang), labels.word(flow, lang)
        return (f"{when}{noun}增速，%", f"growth of {noun}, {when}, percent")[index]
    return labels.word(column, lang)
