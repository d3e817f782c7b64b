"""Chapter 三(一): rate by output per mu, clear away what lags. 力争 governs the figures of 2026."""

from gongjian import (
    Compare,
    Count,
    During,
    Has,
    Is,
    Not,
    OneOf,
    Quotient,
    Reading,
    Span,
    UpTo,
    at_least,
    at_most,
    count,
    counts,
    duty,
    either,
    every,
    exactly,
    fact,
    incentive,
    less_than,
    param,
    part_of,
    percent,
    quantity,
    target,
    task,
)
from gongjian.period import Period

from .chapter_2_goals import BY_2026
from .document import PLAN

IN_2022 = Reading("2022年的数何时算?", "2022年全年或年末数", ())
_CLEARED = Reading(
    "“出清”如何计?",
    "单子所列企业中已销号的(升级达标、退出或关停)占当日所列与已销号企业之和,单子随时更新",
    ("按当年亩均税收重新测算仍低于门槛的户数减少", "按2022年初单子计"),
)
_LAND = Reading("低效用地按什么认定?", "文件未给标准,取亩产效益评价公布的占比", ("亩均税收3万元以下企业用地占比",))


def _listed(name: str) -> Count:
    """Those on the list on the day, and those cleared that have been on it."""
    cleared, gone = UpTo(fact("list_completed_on")), UpTo(fact("listed_to"))
    return count("listing", OneOf(fact("list"), (name,)), UpTo(fact("listed_from")), either(Not(gone), cleared))


TARGETS = (
    # 三(一) 综合评价,淘汰一批落后企业:2022年
    target(
        PLAN,
        "first-batch-cleared",
        "三(一)",
        "首批低效企业升级或出清",
        indicator="linyi_first_batch_cleared",
        kind="count",
        says=exactly(quantity(210, "家")),
        period="2022",
        due_stated=True,
        measure=count(
            "listing", OneOf(fact("list"), ("low-efficiency-first-batch",)), During(fact("list_completed_on"))
        ),
        readings=(
            IN_2022,
            Reading("是至少210家吗?", "恰好210家:首批名单的全部,名单固定", ("至少210家",)),
            Reading("怎样算升级或出清?", "名单上销号,处置结果注明升级或出清", ("企业关停才算",)),
        ),
    ),
    target(
        PLAN,
        "low-tax-cleared-2022",
        "三(一)",
        "亩均税收3万元以下规上工业企业出清占比",
        indicator="linyi_low_tax_cleared_share",
        kind="share",
        says=at_least(percent(40)),
        period="2022",
        due_stated=True,
        series="low-tax-cleared",
        measure=part_of(_listed("low-tax-above-scale"), UpTo(fact("list_completed_on"))),
        readings=(IN_2022, _CLEARED),
    ),
    target(
        PLAN,
        "low-use-land-2022",
        "三(一)",
        "2022年规模以下工业低效用地占比",
        indicator="linyi_low_use_land_share",
        kind="share",
        says=at_most(percent(30)),
        period="2022",
        due_stated=True,
        series="low-use-land",
        readings=(IN_2022, _LAND),
    ),
    # 三(一):到2026年
    target(
        PLAN,
        "low-tax-cleared-2026",
        "三(一)",
        "亩均税收3万元以下规上工业企业全部出清",
        indicator="linyi_low_tax_cleared_share",
        kind="share",
        says=at_least(quantity(100, "%", "全部")),
        strength="aspirational",
        due_stated=True,
        series="low-tax-cleared",
        measure=part_of(_listed("low-tax-above-scale"), UpTo(fact("list_completed_on"))),
        readings=(BY_2026, _CLEARED),
    ),
    target(
        PLAN,
        "low-use-land-2026",
        "三(一)",
        "2026年规模以下工业低效用地占比",
        indicator="linyi_low_use_land_share",
        kind="share",
        says=less_than(percent(10)),
        strength="aspirational",
        due_stated=True,
        series="low-use-land",
        readings=(BY_2026, _LAND, Reading("力争管到这一句吗?", "管到,同一句两个数", ("只管全部出清",))),
    ),
)

_ELSEWHERE = Reading("具体条件与标准?", "在临政字〔2021〕134号中,本文件未载,不作计算", ())

INCENTIVES = (
    # 三(一)
    incentive(
        PLAN,
        "evaluation-support",
        "三(一)",
        "亩产效益评价优的企业予以激励",
        polarity="support",
        subject="enterprise",
        readings=(_ELSEWHERE,),
    ),
    incentive(
        PLAN,
        "evaluation-restriction",
        "三(一)",
        "亩产效益评价差的企业予以约束、政策倒逼",
        polarity="restriction",
        subject="enterprise",
        readings=(_ELSEWHERE,),
    ),
    incentive(
        PLAN,
        "first-batch-elimination",
        "三(一)",
        "首批低效企业升级或出清",
        polarity="elimination",
        subject="enterprise",
        when=Has(fact("lists"), "low-efficiency-first-batch"),
        valid=Span(PLAN.from_, Period.parse("2022").last),
    ),
    incentive(
        PLAN,
        "low-tax-elimination",
        "三(一)",
        "亩均税收3万元以下规上工业企业依法出清",
        polarity="elimination",
        subject="enterprise",
        when=every(
            counts.INDUSTRIAL,
            Is(fact("above_scale")),
            Compare(Quotient(fact("tax_paid"), fact("land_mu")), "lt", param("tax-per-mu", quantity(3, "万元/亩"))),
        ),
        readings=(
            Reading("“以下”含本数吗?", "不含,恰为3万元/亩不在其列", ("含3万元/亩",)),
            Reading("亩均税收如何算?", "评价年度全年税收除以登记用地面积;用地为零或缺数不判", ("近三年平均",)),
        ),
    ),
)

DUTIES = (
    duty(
        PLAN,
        "low-efficiency-list",
        "三(一)",
        "拉出低效企业单子并动态管理",
        "list_update",
        "as_needed",
        responsible=("各县区",),
        readings=(Reading("多久更新一次?", "动态管理,文件未定频次", ("每年",)),),
    ),
)

TASKS = (task(PLAN, "batch-1-elimination", "三(一)", "淘汰一批落后企业", lead=("各县区",)),)
