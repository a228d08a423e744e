"""Descriptions: what each column of the kit's tables holds, in Chinese and English."""

from __future__ import annotations

from tradekit.language import labels
from tradekit.tables.order import frequency

DESCRIPTIONS: dict[str, tuple[str, str]] = {
    "report": ("报道文件名", "the report file's name"),
    "article": ("报道中第几篇，从1起", "the article's place in the report, from 1"),
    "start": ("数字在文件中的起点（字符）", "where the figure starts in the file's text, in characters"),
    "end": ("数字在文件中的终点（不含）", "where it ends, exclusive"),
    "text": ("修复后的原文", "the figure as repaired"),
    "period": (
        "所指时期：2023、2023-H1、2023-Q1、2023-12、2023-01/2023-10",
        "the period the figure is about",
    ),
    "reporter": ("谁的贸易", "whose trade"),
    "flow": ("trade进出口，export出口，import进口，balance差额", "trade, export, import or balance"),
    "commodity": (
        "商品（表中按词表归并），空为全部",
        "goods or services, folded by the lexicon; empty for all",
    ),
    "partner": ("贸易伙伴，空为全球", "trading partner; empty for the world"),
    "enterprise": ("企业性质，空为全部", "kind of trader; empty for all"),
    "regime": ("贸易方式，空为全部", "customs regime; empty for all"),
    "measure": ("value值，quantity量，price价，count个数", "value, quantity, price or count"),
    "statistic": ("统计量", "level, growth, share, contribution or a change of one"),
    "basis": ("比较基准，yoy为同比", "what growth is measured against; yoy is the year before"),
    "value": ("数值，基本单位；百分数照写", "in base units; percent as written; falls are negative"),
    "unit": ("单位", "CNY, USD, percent, pp, t or the word for what is counted"),
    "currency": ("以何种货币计", "the currency in which it is reckoned"),
    "bound": (
        "= 原数，~ 约，>= 不低于，<= 不高于（指所写大小）",
        "= as stated, ~ about, >= at least, <= at most",
    ),
    "status": (
        "actual实际，preliminary初步，forecast预测，target目标",
        "actual, preliminary, forecast or target",
    ),
    "speaker": ("引述何人", "who is quoted as saying it"),
    "rule": ("得出此行的规则", "the rule that made the row"),
    "published": ("发布日期", "date of publication"),
    "published_from": ("日期从何而来", "where the date comes from"),
    "sentence": ("所在句子", "the repaired sentence"),
    "low": ("原文数位所容的下限", "the least that the printed digits stand for"),
    "high": ("原文数位所容的上限", "the most that the printed digits stand for"),
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
    "reason": ("为何不成一行", "why the number is no row"),
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
