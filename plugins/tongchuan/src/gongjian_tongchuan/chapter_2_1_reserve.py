"""二(一): projects planned and reserved, and how many of them go ahead within the year."""

from gongjian import Reading, at_least, count, counts, part_of, percent, quantity, target, task

from .document import PLAN

_RESERVED = count("project", counts.INDUSTRIAL, counts.RESERVED)

TARGETS = (
    # 二(一) 谋划储备一批工业项目
    target(
        PLAN,
        "reserved-projects",
        "二(一)",
        "每年谋划储备工业项目",
        indicator="reserved_projects",
        kind="count",
        says=at_least(quantity(200, "个")),
        recurrence="yearly",
        measure=_RESERVED,
        readings=(
            Reading("以前年度储备的是否计入?", "不计入:每年只数当年储备入库的项目", ("年末在库的全部储备项目",)),
            Reading("力争是否管到200个?", "不管:力争写在转化率之前,200个为一般要求", ("两项都是力争",)),
        ),
    ),
    target(
        PLAN,
        "reserve-conversion-rate",
        "二(一)",
        "储备项目年转化率",
        indicator="tongchuan_reserve_conversion_rate",
        kind="share",
        says=at_least(percent(20)),
        strength="aspirational",
        recurrence="yearly",
        measure=part_of(_RESERVED, counts.STARTED),
        readings=(
            Reading("什么算转化?", "开工:储备项目落地的第一个有日期的实物节点", ("签约", "列入重点项目盘子", "投产")),
            Reading(
                "分母是哪些项目?", "当年储备的工业项目(同一批),其中当年开工的为分子", ("全部在库储备项目", "上年储备的")
            ),
        ),
    ),
)

TASKS = (task(PLAN, "reserve-projects", "二(一)", "工业项目谋划储备体系"),)
