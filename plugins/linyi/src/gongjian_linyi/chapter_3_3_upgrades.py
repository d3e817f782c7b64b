"""Chapter 三(三): technical upgrades, year by year. 每年 governs all four figures."""

from gongjian import (
    Condition,
    Count,
    Has,
    Reading,
    at_least,
    count,
    counts,
    duty,
    exactly,
    fact,
    incentive,
    quantity,
    target,
    task,
)

from .document import PLAN

_KEY = Has(fact("lists"), "key-upgrade-projects", yearly=True)
_BENCHMARK = Has(fact("lists"), "benchmark-upgrade-projects", yearly=True)
_EACH_YEAR = Reading("每年管到哪个数?", "管到本句四个数,2022至2026年每年各算各的,不累计", ("只管1000项",))


def _projects(condition: Condition) -> Count:
    return count("project", condition)


TARGETS = (
    # 三(三) 扩大投资,支持一批技改企业
    target(
        PLAN,
        "upgrade-projects",
        "三(三)",
        "每年实施技术改造项目",
        indicator="upgrade_projects",
        kind="count",
        says=at_least(quantity(1000, "项")),
        recurrence="yearly",
        measure=count("project", counts.INDUSTRIAL, counts.UPGRADED),
        readings=(_EACH_YEAR, Reading("“实施”何时算?", "当年开工的工业技改项目", ("当年在建的都算",))),
    ),
    target(
        PLAN,
        "key-upgrade-projects",
        "三(三)",
        "每年优选支持重点技改项目",
        indicator="linyi_key_upgrade_projects",
        kind="count",
        says=at_least(quantity(100, "家")),
        recurrence="yearly",
        measure=_projects(_KEY),
        readings=(
            _EACH_YEAR,
            Reading("100家是项目还是企业?", "印作“家”,数的是重点技改项目", ("承担企业",)),
            Reading("是恰好100家吗?", "至少100家,更多不算落空", ("恰好100家",)),
        ),
    ),
    target(
        PLAN,
        "benchmark-upgrades",
        "三(三)",
        "每年评选奖励市级重大技改标杆项目",
        indicator="linyi_benchmark_upgrades",
        kind="count",
        says=exactly(quantity(20, "个")),
        recurrence="yearly",
        measure=_projects(_BENCHMARK),
        readings=(_EACH_YEAR, Reading("是至少20个吗?", "恰好20个:评选奖励的名额是定数", ("至少20个",))),
    ),
    target(
        PLAN,
        "provincial-key-projects",
        "三(三)",
        "每年谋划省级以上重点项目",
        indicator="linyi_provincial_key_projects",
        kind="count",
        says=at_least(quantity(10, "个")),
        recurrence="yearly",
        measure=_projects(Has(fact("lists"), "provincial-key-projects", yearly=True)),
        readings=(_EACH_YEAR, Reading("“谋划”何时算?", "列入当年谋划名单", ("获批省级以上重点项目才算",))),
    ),
)

_NO_AMOUNT = Reading("支持、奖励多少?", "在临政办字〔2021〕134号中,本文件未载金额", ())

INCENTIVES = (
    # 三(三)
    incentive(
        PLAN,
        "upgrade-investment-support",
        "三(三)",
        "支持企业加大技改投入",
        polarity="support",
        subject="enterprise",
        readings=(_NO_AMOUNT,),
    ),
    incentive(
        PLAN,
        "key-upgrade-support",
        "三(三)",
        "优选支持重点技改项目",
        polarity="support",
        subject="project",
        when=_KEY,
        readings=(_NO_AMOUNT,),
    ),
    incentive(
        PLAN,
        "benchmark-upgrade-honour",
        "三(三)",
        "评选奖励市级重大技术改造标杆项目",
        polarity="honour",
        subject="project",
        when=_BENCHMARK,
        readings=(_NO_AMOUNT,),
    ),
)

DUTIES = (
    duty(
        PLAN,
        "upgrade-pool-update",
        "三(三)",
        "技改动态项目库更新",
        "list_update",
        "as_needed",
        readings=(Reading("多久更新一次?", "动态,文件未定频次", ("每年",)),),
    ),
    duty(
        PLAN,
        "benchmark-selection",
        "三(三)",
        "评选市级重大技术改造标杆项目",
        "assessment",
        "yearly",
        readings=(Reading("每年哪一天?", "年末,文件未定日", ()),),
    ),
)

TASKS = (task(PLAN, "batch-3-upgrades", "三(三)", "支持一批技改企业"),)
