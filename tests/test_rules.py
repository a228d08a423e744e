"""Each rule reads its own example, and is credited for it."""

from __future__ import annotations

import re

import pytest

from tradekit.documents.pages import read_text
from tradekit.extraction.observe import observe
from tradekit.language.en.periods import EXAMPLES as PERIODS
from tradekit.language.en.periods import find_periods
from tradekit.language.en.rates import RULES as ENGLISH
from tradekit.language.zh.statements import RULES as CHINESE

EXAMPLES = [("zh", rule.name, rule.example) for rules in CHINESE.values() for rule in rules.rules]
EXAMPLES += [("en", rule.name, rule.example) for rule in ENGLISH]
RULES = {f"{code} {name}": (code, name, example) for code, name, example in EXAMPLES}
EXAMPLE = re.compile(r"(.*)\[(.+)\](.*) → (?:(\w+) (-?[\d.e]+)|([a-z ]+))")


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_a_rule_reads_its_example(rule: tuple[str, str, str]) -> None:
    code, name, example = rule
    said = EXAMPLE.fullmatch(example)
    assert said is not None, f"write it as “出口增长[5%]。 → growth 5”: {example}"
    before, number, after, statistic, value, reason = said.groups()
    rows, ledger = observe(read_text(before + number + after, "a.txt", "2024-01-15", language=code))
    found = [(row.statistic, row.value, row.rule) for row in rows if row.start == len(before)]
    lost = [one.reason for one in ledger if one.start == len(before)]
    assert (found, lost) == (([], [reason]) if reason else ([(statistic, float(value), name)], []))


@pytest.mark.parametrize("name", PERIODS)
def test_a_period_of_english_is_found_in_its_example(name: str) -> None:
    before, period, behind = re.fullmatch(r"(.*)\[(.+)\](.*)", PERIODS[name]).groups()  # type: ignore[union-attr]
    found = [one.text for one in find_periods(before + period + behind)]
    assert found == [period]


def test_no_name_stands_twice() -> None:
    every = {id(rule): rule.name for rules in CHINESE.values() for rule in rules.rules}
    assert len(set(every.values())) == len(every)
    assert len({rule.name for rule in ENGLISH}) == len(ENGLISH)
