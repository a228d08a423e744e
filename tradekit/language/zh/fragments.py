"""Fragments: the lists of words that patterns name, and the patterns that are sought in every sentence."""

from __future__ import annotations

import re
from typing import Final

from tradekit.language.grammar import Search, Signals, Sought, filled

FRAGMENTS: Final = {
    "near": "约 近 仅 超 超过 逾 将近 接近 至少 不到 不足",
    "earlier": "此前 之前 先前 原先 原来 早先 前次 上次 最初",
    "to": "到 至 为 达 达到 达至 至约 到约 在 成",
    "reached": "达到 达 至 升至 降至 为",
    "moved": "上升 提高 提升 增长 增加 扩大 下降 回落 降低 升 降 增 减 转",
    "grows": "增长 上涨 上升 增加 扩张 成长 增速 增幅 涨幅 升幅 增长率 增长速度 增长幅度 递增",
    "falls": "降幅 跌幅 减幅 下降 下滑 下跌 减少 萎缩 衰退 下挫 回落 跌 负增长 负成长",
    "flow": "进出口 出口 进口 外贸 贸易",
    "told": "达到 达 为 是 有 在 到 至 将 额 规模 占 了 ："
    " 共 计 共计 合计 累计 总计 高达 多达 均 都 分别 依次 完成 实现 已 首次 首 再次 连续"
    " 一举 破 突破 冲破 过 越过 站上 站稳 稳定 保持 维持 运行",
    "again": "约合 折合 合 相当于 约相当于 折",
    "per": "公斤 千克 市?斤 磅 盎司 加仑 蒲式耳 百升 千升 升 短吨 长吨 担"
    " 桶 台 辆 艘 架 件 双 套 立方米 只 条 部 米"
    " 平方米 头 个 克拉 kg KG ㎡ m² 平米 支 块 张 箱 瓶",
}  # fmt: skip
"""Words by the name under which a pattern holds them: ``{near}``."""
_SEARCH: Final = Search()


def pattern(body: str) -> str:
    """A pattern with its fragments filled in."""
    return filled(body, FRAGMENTS)


AGAIN: Final = pattern("{again}(?:人民币|美元|约|约为|约合)*")
"""What stands before an amount that is told once more in other money."""


FROM: Final = pattern("[从由](?:{earlier}的?(?:预[测估期计])?的?)?{near}?")
"""What stands before the first of the two ends of a change."""


FROM_END: Final = re.compile(rf"{FROM}\Z")
IN_MONEY: Final = "(?:币值)?(?:计价|计算|统计|计|口径)"
"""What stands behind the money in which something is told: 以美元计, 按人民币计算."""


def sought(body: str) -> Sought:
    """A pattern that is tried only where a word of it stands."""
    return _SEARCH.of(pattern(body))


def signals(text: str) -> Signals:
    """What is worth being sought where in ``text``."""
    return _SEARCH.signals(text)
