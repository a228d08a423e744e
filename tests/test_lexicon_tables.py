"""The entity tables of the lexicon: their columns, codes and forms."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import iso3166
import pytest

import tradekit

FOLDER = Path(tradekit.__file__).parent / "language" / "tables"
COMMON = ("code", "kind", "zh", "en", "source", "note")
COLUMNS = {
    "partners": (*COMMON, "abbrev", "iso2", "m49", "customs", "members"),
    "regions": (*COMMON, "abbrev", "parent", "gb"),
    "commodities": (*COMMON, "parent", "unit", "hs"),
    "enterprises": (*COMMON, "parent"),
    "regimes": (*COMMON, "parent", "gacc"),
    "units": (*COMMON, "unit", "factor"),
    "stops": ("code", "zh", "en", "source", "note"),
}
ENTITIES = ("partners", "regions", "commodities", "enterprises", "regimes")
PROVINCES = "AH BJ CQ FJ GD GS GX GZ HA HB HE HI HL HN JL JS JX LN NM NX QH SC SD SH SN SX TJ XJ XZ YN ZJ"
UNITS = "money ratio mass volume length area energy power capacity transport time count ordinal index"
PRINTED = """
partners    南朝鲜            韩国
partners    南韓              韩国
partners    中国香港          香港
partners    香港特别行政区    香港
partners    台湾地区          台湾
partners    臺灣              台湾
partners    东盟十国          东盟
partners    東協              东盟
partners    歐盟              欧盟
partners    拉丁美洲          拉美
partners    RCEP其他成员国    RCEP
partners    俄罗斯联邦        俄罗斯
partners    一带一路共建国家  共建一带一路国家
partners    沿线国家          一带一路沿线国家
partners    中亚五国          中亚五国
partners    紐西蘭            新西兰
partners    西德              德国
regions     广东省            广东
regions     广西壮族自治区    广西
regions     深圳市            深圳
regions     遼寧省            辽宁
regions     上海海关关区      上海关区
regions     自由贸易试验区    自由贸易试验区
regions     自贸试验区        自贸试验区
regions     海南自由贸易港    海南自由贸易港
enterprises 三资企业          外商投资企业
enterprises 外资企业          外商投资企业
enterprises 民企              民营企业
enterprises 国企              国有企业
enterprises 私营企业          私营企业
regimes     跨境电子商务      跨境电商
regimes     市场采购贸易      市场采购
regimes     边境小额          边境小额贸易
regimes     来料加工贸易      来料加工
units       人民币元          元
units       百分点            个百分点
"""
GOODS = """
机电产品 高新技术产品 农产品 新三样 劳动密集型产品 自主品牌产品 铁矿石
铁矿砂 大豆 原油 天然气 煤炭 成品油 初级形状塑料
初级形状的塑料 集成电路 汽车 汽车零件 乘用车 商用车 电动载人汽车
新能源汽车 锂电池 太阳能电池 纺织品服装 船舶和海洋工程装备 服务 旅行服务
知识密集型服务 运输服务 其他商业服务 知识产权使用费 电信、计算机和信息服务
个人、文化和娱乐服务 可数字化交付服务
"""


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def forms(row: dict[str, str]) -> list[str]:
    return row["zh"].split("|")


def printed(name: str) -> dict[str, str]:
    """Every form of a table with the name that it prints."""
    return {form: forms(row)[0] for row in rows(name) for form in forms(row)}


@pytest.mark.parametrize("name", COLUMNS)
def test_table_is_well_formed(name: str) -> None:
    table = rows(name)
    assert set(COLUMNS[name]) <= set(table[0])
    assert all(None not in row and None not in row.values() for row in table), "cells too many or too few"
    for row in table:
        assert row["code"] and row["en"] and row["source"] and row["zh"], row
        assert all(form and form == form.strip() for form in forms(row)), row
        assert not re.search('[“”"‘’「」『』]', row["zh"]), row
    codes = [row["code"] for row in table]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("name", COLUMNS)
def test_no_form_twice_in_a_table(name: str) -> None:
    seen: dict[str, str] = {}
    for row in rows(name):
        for form in forms(row):
            assert form not in seen, f"{form}: {seen[form]} and {row['code']}"
            seen[form] = row["code"]


@pytest.mark.parametrize("name", COLUMNS)
def test_sources_are_explained(name: str) -> None:
    explained = set(re.findall(r"`([A-Z0-9+-]+)`", (FOLDER / "README.md").read_text(encoding="utf-8")))
    assert {row["source"] for row in rows(name)} <= explained


def test_no_form_in_two_entity_tables() -> None:
    seen: dict[str, str] = {}
    for name in (*ENTITIES, "stops"):
        for row in rows(name):
            for form in forms(row):
                assert form not in seen, f"{form}: {seen[form]} and {name}"
                seen[form] = name


@pytest.mark.parametrize("name", ["regions", "commodities", "enterprises", "regimes"])
def test_parents_exist(name: str) -> None:
    table = rows(name)
    known = {row["code"] for row in table} | {"", "TOTAL"}
    assert {row["parent"] for row in table} <= known


def test_economies_have_iso_codes() -> None:
    numbers = {one.alpha3: one for one in iso3166.countries}
    for row in rows("partners"):
        if row["kind"] in ("economy", "self"):
            country = numbers[row["code"]]
            assert (row["iso2"], row["m49"]) == (country.alpha2, country.numeric), row["code"]
        for member in filter(None, row["members"].split("|")):
            assert member in numbers or member == "G_EU", f"{row['code']}: {member}"


def test_abbreviations_are_unambiguous() -> None:
    for name in ("partners", "regions"):
        short = [form for row in rows(name) for form in row["abbrev"].split("|") if form]
        assert len(short) == len(set(short)), name


def test_regions_have_codes() -> None:
    table = rows("regions")
    assert {row["code"][3:] for row in table if row["kind"] == "province"} == set(PROVINCES.split())
    assert sum(row["kind"] == "city" for row in table) > 320
    assert sum(row["kind"] == "customs" for row in table) == 42
    for row in table:
        if row["kind"] in ("city", "county"):
            assert re.fullmatch(r"CN-\d{6}", row["code"]) and row["gb"] == row["code"][3:]
        if row["note"] == "full-form-only":
            assert all(len(form) > 2 for form in forms(row)), row


def test_one_character_goods_are_short() -> None:
    for row in rows("commodities"):
        assert all(len(form) == 1 for form in forms(row)) == (row["kind"] == "short"), row
        assert row["kind"] == "short" or all(len(form) > 1 for form in forms(row)), row


def test_goods_and_regimes_leave_the_flow_word_alone() -> None:
    for name, allowed in (("commodities", ()), ("regimes", ("设备", "設備", "物品", "货物", "貨物"))):
        for row in rows(name):
            for form in forms(row):
                assert not re.search("[出进進]口", form) or form.endswith(allowed), form


def test_units() -> None:
    for row in rows("units"):
        assert row["kind"] in UNITS.split(), row
        assert row["unit"] and (row["factor"] == "" or float(row["factor"]) > 0), row
        if row["kind"] == "money":
            assert re.fullmatch("[A-Z]{3}", row["unit"]) and row["code"] == row["unit"], row


@pytest.mark.parametrize("line", PRINTED.strip().split("\n"))
def test_names_that_are_printed(line: str) -> None:
    name, form, expected = line.split()
    assert printed(name)[form] == expected


def test_goods_that_reports_name() -> None:
    assert set(GOODS.split()) <= set(printed("commodities"))
