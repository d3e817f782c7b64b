"""A small made-up city whose declarations conform; tests change one thing and see that one thing reported."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from gongjian import (
    Band,
    Bands,
    Baseline,
    Chain,
    City,
    Compare,
    Declarations,
    Department,
    Division,
    Duty,
    Fund,
    GrowthOf,
    Has,
    Incentive,
    Is,
    Listed,
    Lump,
    Minus,
    NamedSubject,
    Not,
    OneOf,
    Period,
    Phase,
    Plan,
    Rate,
    Scope,
    Sum,
    Sums,
    Target,
    Task,
    Within,
    about,
    at_least,
    between,
    clause,
    count,
    counts,
    departments,
    duty,
    every,
    fact,
    incentive,
    indicator,
    param,
    part_of,
    percent,
    permille,
    phase,
    points,
    quantity,
    rank_within,
    rows,
    target,
    task,
    wan,
    years,
    yi,
)

FIRST, LAST = date(2024, 1, 1), date(2025, 12, 31)
OFFICE = "市工信局"

CITY = City(
    key="mini",
    name="小城市",
    name_en="Mini",
    division_code="990100",
    level="prefecture",
    province_code="99",
    divisions=(Division("990102", "东区"), Division("mini-park", "小园区", kind="park")),
    departments=(*departments(OFFICE, "市财政局"), Department("各县、区人民政府", ("各县(区)",), "group")),
    chains=(Chain("tea", "茶", "一②", ("C153",)),),
    scopes=(Scope("non-energy", "能源以外"),),
    named=(NamedSubject("小茶厂", "一②", "enterprise"),),
)
PLAN = Plan(
    id="mini-2024",
    title="小城市方案",
    number=None,
    issued_on=None,
    from_=FIRST,
    to=LAST,
    clauses=(
        clause("前言", "依据", not_declared="说明依据"),
        clause("一①", "增速", "12%", "2个百分点", "2倍", "3位", lead=(OFFICE,)),
        clause("一②", "项目", "40个", "30个", "10个", "5000万元", "60%", "1-2家", "80亿元"),
        clause("二(一)1", "提质", "3000万元", "2000万元", "25%", "1亿元", "10%", "1‰", "50万元"),
        clause("二(一)2", "升规", "三年", "20万元"),
        clause("三", "保障", "2次", "三张", waived=[("三张", "清单的统称")]),
    ),
    lists=(
        Listed("key-projects", "mini-2024", "一②", "重点项目", "project", yearly=True),
        Listed("low-output", "mini-2024", "三", "低效企业", "enterprise"),
    ),
    sums=(Sums("signed", ("signed-large", "signed-small")),),
)
SIGNED = count("project", counts.INDUSTRIAL, counts.SIGNED)
LARGE = count("project", counts.INDUSTRIAL, counts.SIGNED, counts.size_from(param("size", wan(5_000))))
GROWTH = GrowthOf(fact("gross_output"), fact("gross_output_last_year"))
RATE = Rate(
    param("rate", permille(1)), Minus(fact("gross_output"), fact("gross_output_last_year")), param("cap", wan(50))
)
BANDS = Bands(
    fact("gross_output"),
    GROWTH,
    "ge",
    (
        Band(param("from-20m", wan(2_000)), param("growth-from-20m", percent(25))),
        Band(param("from-100m", yi(1)), param("growth-from-100m", percent(10))),
    ),
)
REPEATED = Within(fact("above_scale_entered_on"), fact("previous_above_scale_entered_on"), param("look-back", years(3)))


def _targets() -> tuple[Target, ...]:
    count_of: dict[str, Any] = {"indicator": "signed_projects", "kind": "count", "recurrence": "yearly"}
    last_year = Period.parse("2023")
    return (
        target(
            PLAN, "growth", "一①", "增速", indicator="industrial_value_added_growth", kind="growth",
            says=at_least(percent(12)), scope="non-energy",
        ),
        target(
            PLAN, "industry-share", "一①", "占比", indicator="industry_share_of_gdp", kind="increment",
            says=at_least(points(2)), baseline=Baseline(last_year, None, "change_points"), series="share",
        ),
        target(
            PLAN, "tax", "一①", "税收翻番", indicator="tax_paid", kind="level",
            says=at_least(quantity(2, "倍")), baseline=Baseline(last_year, None, "multiple"),
        ),
        target(PLAN, "rank", "一①", "位次", indicator="mini_rank", kind="rank", says=rank_within(quantity(3, "位"))),
        target(PLAN, "signed", "一②", "签约", says=at_least(quantity(40, "个")), measure=SIGNED, **count_of),
        target(
            PLAN, "signed-large", "一②", "大项目", says=at_least(quantity(30, "个")), measure=LARGE,
            subset_of="signed", **count_of,
        ),
        target(PLAN, "signed-small", "一②", "小项目", says=at_least(quantity(10, "个")), **count_of),
        target(
            PLAN, "started-share", "一②", "开工率", indicator="mini_started_share", kind="share",
            says=at_least(percent(60)), measure=part_of(SIGNED, counts.STARTED), subject="park:mini-park",
        ),
        target(
            PLAN, "listed", "一②", "上市", indicator="new_listed_companies", kind="count",
            says=between(quantity(1, "家"), quantity(2, "家")), measure=counts.titles("listed"),
        ),
        target(
            PLAN, "investment", "一②", "投资", indicator="completed_investment", kind="level", says=about(yi(80)),
            measure=Sum(fact("completed_investment"), rows("project", Has(fact("lists"), "key-projects", yearly=True))),
        ),
    )  # fmt: skip


FUND = Fund("fund-2024", PLAN.id, "二(一)1", "专项资金", wan(3_000).value, "万元", 2024, "市财政局")


def _incentives() -> tuple[Incentive, ...]:
    return (
        incentive(
            PLAN, "output", "二(一)1", "增量奖", polarity="reward", subject="enterprise", settled="quarterly",
            fund=FUND, when=every(Is(fact("above_scale")), BANDS), amount=RATE,
        ),
        incentive(
            PLAN, "entry", "二(一)2", "升规奖", polarity="reward", subject="enterprise", settled="once",
            event=fact("above_scale_entered_on"), once_per="enterprise", amount=Lump(param("lump", wan(20))),
            when=every(OneOf(fact("above_scale_entry"), ("upgrade",)), Not(REPEATED)),
        ),
        incentive(
            PLAN, "closure", "三", "出清", polarity="elimination", subject="enterprise",
            when=every(Compare(fact("tax_paid"), "lt", fact("tax_paid_last_year")), Has(fact("lists"), "low-output")),
        ),
    )  # fmt: skip


def mini_city(**changes: Any) -> Declarations:
    """Answer the conforming declarations with whole fields changed."""
    duties = (duty(PLAN, "study", "三", "研究", "meeting", "monthly", times_per_period=2, printed=("2次",)),)
    said = Declarations(
        city=CITY,
        distribution="gongjian-mini",
        version="0.1.0",
        plans=(PLAN,),
        indicators=(
            indicator("mini_rank", "全省位次", "Rank", "位", "rate"),
            indicator("mini_started_share", "开工率", "Share started", "%", "share"),
        ),
        targets=_targets(),
        funds=(FUND,),
        incentives=_incentives(),
        phases=(
            phase(PLAN, "start", "三", "启动阶段", FIRST, date(2024, 12, 31), duties=("study",)),
            phase(PLAN, "end", "三", "收尾阶段", date(2025, 1, 1), LAST),
        ),
        duties=duties,
        tasks=(task(PLAN, "list", "三", "建清单", phase="start"),),
        published=(),
    )
    return replace(said, **changes)


def _changed(items: tuple[Any, ...], id: str, changes: dict[str, Any]) -> tuple[Any, ...]:
    assert any(item.id == id for item in items)
    return tuple(replace(item, **changes) if item.id == id else item for item in items)


def with_target(id: str, /, **changes: Any) -> Declarations:
    """Answer the city with fields of one target changed."""
    return mini_city(targets=_changed(_targets(), id, changes))


def with_incentive(id: str, /, **changes: Any) -> Declarations:
    """Answer the city with fields of one incentive changed."""
    return mini_city(incentives=_changed(_incentives(), id, changes))


def with_clause(address: str, /, **changes: Any) -> Declarations:
    """Answer the city with fields of one clause changed."""
    assert PLAN.clause(address) in PLAN.clauses
    changed = tuple(replace(item, **changes) if item.address == address else item for item in PLAN.clauses)
    return with_plan(clauses=changed)


def with_plan(**changes: Any) -> Declarations:
    """Answer the city with fields of its plan changed."""
    return mini_city(plans=(replace(PLAN, **changes),))


def with_city(**changes: Any) -> Declarations:
    """Answer the city with fields of its places changed."""
    return mini_city(city=replace(CITY, **changes))


def with_dated(kind: str, id: str, /, **changes: Any) -> Declarations:
    """Answer the city with fields of one phase, duty, task or fund changed; `kind` names the field."""
    found: tuple[Phase | Duty | Task | Fund, ...] = getattr(mini_city(), kind)
    return mini_city(**{kind: _changed(found, id, changes)})
