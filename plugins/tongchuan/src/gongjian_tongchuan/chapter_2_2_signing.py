"""二(二): contracts won by investment promotion, large ones among them, and how many start within the year."""

from gongjian import Reading, at_least, count, counts, param, part_of, percent, quantity, target, task, yi

from .document import PLAN

_SIGNED = count("project", counts.INDUSTRIAL, counts.SIGNED)

TARGETS = (
    # 二(二) 招引落地一批工业项目
    target(
        PLAN,
        "signed-projects",
        "二(二)",
        "每年招商引资合同类工业项目",
        indicator="signed_projects",
        kind="count",
        says=at_least(quantity(150, "个")),
        recurrence="yearly",
        measure=_SIGNED,
        readings=(
            Reading(
                "什么算招商引资合同类项目?",
                "当年签订合同、来源为招商引资的工业项目;意向、框架协议不算",
                ("含意向协议",),
            ),
        ),
    ),
    target(
        PLAN,
        "signed-projects-from-100m",
        "二(二)",
        "其中1亿元以上项目",
        indicator="tongchuan_large_signed_projects",
        kind="count",
        says=at_least(quantity(50, "个")),
        recurrence="yearly",
        subset_of="signed-projects",
        measure=count("project", counts.INDUSTRIAL, counts.SIGNED, counts.size_from(param("size", yi(1)))),
        readings=(
            Reading("1亿元指什么?", "计划总投资,含1亿元整", ("固定资产投资", "合同引资额")),
            Reading("是否在150个之外?", "不是:包含在150个之内", ()),
        ),
    ),
    target(
        PLAN,
        "signed-projects-started",
        "二(二)",
        "签约项目年内开工率",
        indicator="tongchuan_signed_start_rate",
        kind="share",
        says=at_least(percent(30)),
        recurrence="yearly",
        measure=part_of(_SIGNED, counts.STARTED),
        readings=(
            Reading("开工率以什么为分母?", "当年签约的全部招商引资工业项目", ("其中1亿元以上的项目", "历年签约项目")),
            Reading("年内是哪一年?", "签约当年的12月31日以前开工", ("签约后十二个月内",)),
        ),
    ),
)

TASKS = (task(PLAN, "sign-projects", "二(二)", "工业招商:招商目录与产业图谱"),)
