"""Chapter 三(二): fifty quality enterprises, raised step by step."""

from gongjian import (
    Baseline,
    Compare,
    Condition,
    Count,
    Growth,
    Has,
    Period,
    Reading,
    Sum,
    at_least,
    count,
    duty,
    fact,
    incentive,
    more_than,
    param,
    part_of,
    percent,
    quantity,
    rows,
    target,
    task,
    yi,
)

from .chapter_2_goals import BY_2026
from .document import PLAN

_LISTED = Has(fact("lists"), "quality-enterprises")
_OUTPUT = Sum(fact("gross_output"), rows("enterprise", _LISTED))
_WHO = Reading(
    "名单动态筛选,按哪份名单计?", "按当日名单上的企业,各年都用同一批企业的产值", ("按各年名单", "按首次入选名单")
)
_BOTH_2023 = Reading(
    "突破900亿元与比2021年增长50%?", "两个目标,都须达到;文件未给2021年数,两者不必然等价", ("同一目标的两种说法",)
)
_BOTH_2026 = Reading(
    "增长70%与1600亿元?", "两个目标,都须达到;2023年恰为900亿元时增长70%只到1530亿元,并不等价", ("以1600亿元为准",)
)
_GROWTH = Reading("增长怎样算?", "同一批名单企业当年总产值对基年同期总产值的变化率", ())
_STEPS = Reading("过30亿元的含过50亿元的吗?", "含,各按字面门槛分别计数;过50亿元沿用“过”,不含本数", ("分档不重复",))


def _over(floor: Condition) -> Count:
    return count("enterprise", _LISTED, floor)


TARGETS = (
    # 三(二) 递进培育,壮大一批优质企业:到2023年
    target(
        PLAN,
        "quality-output-2023",
        "三(二)",
        "优质企业产值突破900亿元",
        indicator="linyi_quality_output",
        kind="level",
        says=more_than(yi(900)),
        period="2023",
        due_stated=True,
        series="quality-output",
        measure=_OUTPUT,
        readings=(_WHO, _BOTH_2023),
    ),
    target(
        PLAN,
        "quality-growth-2023",
        "三(二)",
        "优质企业产值比2021年增长",
        indicator="linyi_quality_output",
        kind="growth",
        says=at_least(percent(50)),
        period="2023",
        due_stated=True,
        series="quality-growth",
        baseline=Baseline(Period.parse("2021"), None, "change_percent"),
        measure=Growth(_OUTPUT, years=2),
        readings=(_WHO, _BOTH_2023, _GROWTH),
    ),
    # 三(二):到2026年
    target(
        PLAN,
        "quality-growth-2026",
        "三(二)",
        "优质企业产值比2023年增长",
        indicator="linyi_quality_output",
        kind="growth",
        says=at_least(percent(70)),
        period="2026",
        due_stated=True,
        series="quality-growth",
        baseline=Baseline(Period.parse("2023"), None, "change_percent"),
        measure=Growth(_OUTPUT, years=3),
        readings=(_WHO, _BOTH_2026, _GROWTH),
    ),
    target(
        PLAN,
        "quality-output-2026",
        "三(二)",
        "优质企业产值达到1600亿元",
        indicator="linyi_quality_output",
        kind="level",
        says=at_least(yi(1600)),
        due_stated=True,
        series="quality-output",
        measure=_OUTPUT,
        readings=(BY_2026, _WHO, _BOTH_2026),
    ),
    target(
        PLAN,
        "quality-all-over-1bn",
        "三(二)",
        "入选企业产值全部过10亿元",
        indicator="linyi_quality_over_1bn_share",
        kind="share",
        says=at_least(quantity(100, "%", "全部")),
        due_stated=True,
        measure=part_of(count("enterprise", _LISTED), Compare(fact("gross_output"), "gt", param("size", yi(10)))),
        readings=(BY_2026, _WHO),
    ),
    target(
        PLAN,
        "quality-over-3bn",
        "三(二)",
        "产值过30亿元优质企业",
        indicator="linyi_quality_over_3bn",
        kind="count",
        says=at_least(quantity(18, "家")),
        due_stated=True,
        subset_of="quality-all-over-1bn",
        measure=_over(Compare(fact("gross_output"), "gt", param("size", yi(30)))),
        readings=(BY_2026, _WHO, _STEPS),
    ),
    target(
        PLAN,
        "quality-over-5bn",
        "三(二)",
        "产值过50亿元优质企业",
        indicator="linyi_quality_over_5bn",
        kind="count",
        says=at_least(quantity(12, "家")),
        due_stated=True,
        subset_of="quality-all-over-1bn",
        measure=_over(Compare(fact("gross_output"), "gt", param("size", yi(50)))),
        readings=(BY_2026, _WHO, _STEPS),
    ),
)

INCENTIVES = (
    # 三(二)
    incentive(
        PLAN,
        "quality-enterprise-support",
        "三(二)",
        "政策和资源要素集聚于优质企业",
        polarity="support",
        subject="enterprise",
        when=_LISTED,
        readings=(Reading("支持什么?", "在临政办字〔2022〕7号中,本文件未载金额", ()),),
    ),
)

DUTIES = (
    duty(
        PLAN,
        "quality-screening",
        "三(二)",
        "优质工业企业动态筛选",
        "list_update",
        "as_needed",
        readings=(Reading("多久筛选一次?", "动态筛选,文件未定频次", ("每年",)),),
    ),
)

TASKS = (task(PLAN, "batch-2-quality", "三(二)", "壮大一批优质企业"),)
