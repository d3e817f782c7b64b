"""Every node has a sensible Chinese text."""

from datetime import date
from decimal import Decimal
from inspect import isclass

import pytest

from gongjian import (
    All,
    Any,
    Band,
    Bands,
    Before,
    Compare,
    Condition,
    During,
    GrowthOf,
    Has,
    Is,
    Lasting,
    Lump,
    Matches,
    Minus,
    Not,
    OneOf,
    Past,
    Period,
    Quotient,
    Rate,
    UpTo,
    Within,
    describe,
    expression,
    fact,
    param,
    percent,
    permille,
    wan,
    years,
    yi,
    yuan,
)
from gongjian.node import Node

OUTPUT, BEFORE = fact("gross_output"), fact("gross_output_last_year")
SCALE = Is(fact("above_scale"))
CONDITIONS: list[tuple[Condition, str]] = [
    (SCALE, "规模以上 是"),
    (Not(SCALE), "非(规模以上 是)"),
    (All((SCALE, Is(fact("tax_normal")))), "规模以上 是 且 正常纳税 是"),
    (All((Any((SCALE, SCALE)), SCALE)), "(规模以上 是 或 规模以上 是) 且 规模以上 是"),
    (Any((All((SCALE, SCALE)), SCALE)), "(规模以上 是 且 规模以上 是) 或 规模以上 是"),
    (All((Any((SCALE,)), SCALE)), "规模以上 是 且 规模以上 是"),
    (Compare(OUTPUT, "ge", param("x", wan(5_000))), "工业总产值 ≥ 5000万元"),
    (Compare(OUTPUT, "gt", BEFORE), "工业总产值 > 上年同期工业总产值"),
    (Compare(GrowthOf(OUTPUT, BEFORE), "le", param("x", percent(25))), "工业总产值同比增速 ≤ 25%"),
    (Compare(Minus(OUTPUT, BEFORE), "lt", param("x", yuan(1))), "工业总产值 − 上年同期工业总产值 < 1元"),
    (Compare(Quotient(fact("tax_paid"), fact("land_mu")), "eq", param("x", wan(3))), "税收 ÷ 用地面积 = 3万元"),
    (
        Bands(OUTPUT, GrowthOf(OUTPUT, BEFORE), "ge", (Band(param("a", yi(1)), param("b", percent(10))),)),
        "工业总产值同比增速按工业总产值分档(1亿元起 ≥10%)",
    ),
    (Matches(fact("industry_code"), ("C15", "D")), "行业代码 属 C15、D"),
    (OneOf(fact("origin"), ("investment_promotion",)), "项目来源 为 招商引资"),
    (OneOf(fact("park"), ("mini-park",)), "园区 为 mini-park"),
    (Has(fact("lists"), "key-projects", yearly=True), "清单 列入 key-projects-年度"),
    (Has(fact("lists"), "idle"), "清单 列入 idle"),
    (During(fact("started_on")), "开工日期 在 本期 内"),
    (During(fact("started_on"), Period.parse("2024-Q1")), "开工日期 在 2024-Q1 内"),
    (UpTo(fact("started_on")), "开工日期 不晚于 期末"),
    (Before(fact("started_on")), "开工日期 早于 期初"),
    (Past(fact("expires_on")), "有效期至 早于 期末"),
    (
        Within(fact("above_scale_entered_on"), fact("previous_above_scale_entered_on"), param("x", years(3))),
        "纳入规上日期距上一次纳入规上日期3年以内",
    ),
    (Lasting(fact("suspended_on"), param("x", years(2))), "停产日期至今满2年"),
    (
        Is(fact("certification_first", kind="little_giant", level="national")),
        "首次认定(专精特新“小巨人”企业、国家级) 是",
    ),
]


@pytest.mark.parametrize(("condition", "text"), CONDITIONS)
def test_every_condition_is_said_in_one_line(condition: Condition, text: str) -> None:
    assert describe.condition(condition) == text


def test_no_condition_goes_unsaid() -> None:
    said = {type(condition) for condition, _ in CONDITIONS}
    conditions = {kind for kind in vars(expression).values() if isclass(kind) and issubclass(kind, Node)}
    assert conditions - said == {
        Node, expression.Param, expression.Fact, Minus, Quotient, GrowthOf, Band, Lump, Rate,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("condition", "wanted"),
    [
        (During(fact("started_on")), "在 2024-Q2 内"),
        (UpTo(fact("started_on")), "不晚于 2024-06-30"),
        (Before(fact("started_on")), "早于 2024-04-01"),
        (Past(fact("expires_on")), "早于 2024-06-30"),
        (Lasting(fact("suspended_on"), param("x", years(2))), "满2年"),
        (Within(fact("started_on"), fact("signed_on"), param("x", years(1))), "1年以内"),
    ],
)
def test_a_demand_names_the_period_in_question(condition: During | UpTo, wanted: str) -> None:
    assert describe.simple_wanted(condition, Period.parse("2024-Q2")) == wanted


def test_amounts_are_said_with_rate_and_cap() -> None:
    assert describe.amount(Lump(param("x", wan(20)))) == "一次性 20万元"
    increment = Minus(OUTPUT, BEFORE)
    assert describe.amount(Rate(param("x", permille(1)), increment)) == "(工业总产值 − 上年同期工业总产值) × 1‰"
    capped = Rate(param("x", percent(10)), fact("digital_equipment_purchase"), param("y", wan(50)))
    assert describe.amount(capped) == "数字化改造设备采购价 × 10%,最高不超过 50万元"


@pytest.mark.parametrize(
    ("growth", "shown"),
    [("0.25", "25%"), ("0.250000000", "25%"), ("0.14999999999", "≈14.999999%"), ("-0.0333333333", "≈-3.333333%")],
)
def test_a_rate_is_never_shown_as_the_bound_it_misses(growth: str, shown: str) -> None:
    assert describe.number(GrowthOf(OUTPUT, BEFORE), Decimal(growth)) == shown


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (None, "无"), (True, "是"), (False, "否"), (date(2024, 2, 29), "2024-02-29"), (Decimal("1E+3"), "1000"),
        (frozenset({"b", "a"}), "a、b"), (frozenset(), "无"), ("C15", "C15"),
    ],
)  # fmt: skip
def test_what_was_found_is_printed(content: bool | str | Decimal | date | frozenset[str] | None, text: str) -> None:
    assert describe.content(content) == text


def test_figures_are_found_in_their_base_unit() -> None:
    assert describe.number(OUTPUT, Decimal("93100000.50")) == "93100000.5元"
    assert describe.number(Minus(OUTPUT, BEFORE), Decimal(5)) == "5元"
    assert describe.number(fact("land_mu"), Decimal(30)) == "30亩"
    assert describe.number(fact("energy_use"), Decimal(30)) == "30吨标准煤"
    assert describe.number(fact("employees"), Decimal(30)) == "30"
    assert describe.number(OUTPUT, None) is None
    assert describe.number(param("rate", permille(1)), Decimal("0.001")) == "0.1%"
    assert describe.number(Minus(GrowthOf(OUTPUT, BEFORE), param("x", percent(1))), Decimal("0.02")) == "2%"


def test_a_negated_demand_is_said_as_such() -> None:
    assert describe.negated("是") == "否"
    assert describe.negated("≥ 5%") == "不得:≥ 5%"
