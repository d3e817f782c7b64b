"""二(三): key projects under construction, how many of them are new, and what they are preferred in."""

from gongjian import (
    Compare,
    Has,
    Is,
    Reading,
    about,
    at_least,
    count,
    counts,
    duty,
    either,
    every,
    fact,
    incentive,
    param,
    part_of,
    percent,
    quantity,
    target,
    task,
    yi,
)

from .document import PLAN

_ON_THE_LIST = count(
    "project",
    counts.INDUSTRIAL,
    either(Is(fact("key_project")), Has(fact("lists"), "key-project-list", yearly=True)),
    Compare(fact("planned_investment"), "gt", param("size", yi(1))),
)

TARGETS = (
    # 二(三) 加快建设一批工业项目
    target(
        PLAN,
        "key-list-projects",
        "二(三)",
        "每年列入重点项目盘子的过亿元工业项目",
        indicator="tongchuan_key_list_projects",
        kind="count",
        says=about(quantity(100, "个")),
        strength="aspirational",
        recurrence="yearly",
        measure=_ON_THE_LIST,
        readings=(
            Reading("过亿元是否含1亿元整?", "不含:过为超过,按计划总投资", ("含1亿元整", "按固定资产投资")),
            Reading(
                "如何认定列入重点项目盘子?",
                "列入当年盘子(key-project-list-年份),或标有重点项目标记;标记不分年份,只说明现在在盘子上",
                ("只认当年盘子", "只认标记"),
            ),
            Reading("续建项目是否计入?", "计入:每年盘子含新开工和续建,新开工占60%", ("只数新列入的",)),
            Reading("左右允许多大偏差?", "文件未给,不设:达到100个为完成,不足100个不作判定", ()),
        ),
    ),
    target(
        PLAN,
        "key-list-newly-started",
        "二(三)",
        "其中新开工项目占比",
        indicator="tongchuan_key_list_started_share",
        kind="share",
        says=at_least(percent(60)),
        strength="aspirational",
        recurrence="yearly",
        subset_of="key-list-projects",
        measure=part_of(_ON_THE_LIST, counts.STARTED),
        readings=(
            Reading("占60%是下限还是定数?", "下限:单写的数字按至少计", ("恰好60%",)),
            Reading("什么算新开工?", "当年开工;分母为当年盘子中的过亿元工业项目", ("计划当年开工", "以100个为分母")),
        ),
    ),
)

INCENTIVES = (
    incentive(
        PLAN,
        "key-projects-preferred",
        "二(三)",
        "重点工业项目要素倾斜(土地、能耗、资金)",
        polarity="support",
        subject="project",
        when=every(counts.INDUSTRIAL, either(Is(fact("key_project")), Has(fact("lists"), "key-project-library"))),
        readings=(
            Reading(
                "哪些项目享受倾斜?",
                "全市重点推进工业项目库内的工业项目,或标有重点项目标记的工业项目;倾斜到什么程度文件未给",
                ("只限当年重点项目盘子",),
            ),
        ),
    ),
)

DUTIES = (
    duty(
        PLAN,
        "quarterly-project-review",
        "二(三)",
        "重点项目季度观摩点评",
        "inspection",
        "quarterly",
        readings=(Reading("每季度哪一天?", "文件未给,列在季末日", ("季后次月",)),),
    ),
)

TASKS = (task(PLAN, "build-projects", "二(三)", "重点工业项目入库与加快建设"),)
