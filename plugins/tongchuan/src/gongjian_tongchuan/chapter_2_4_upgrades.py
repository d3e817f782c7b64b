"""二(四): technical upgrades and expansions, most of them large, and the monthly visits to enterprises."""

from gongjian import (
    During,
    OneOf,
    Reading,
    at_least,
    count,
    counts,
    duty,
    fact,
    incentive,
    param,
    part_of,
    percent,
    quantity,
    target,
    task,
    wan,
)

from .document import PLAN

_UPGRADES = count(
    "project",
    counts.INDUSTRIAL,
    OneOf(fact("kind"), ("technical_upgrade", "expansion")),
    During(fact("started_on")),
)

TARGETS = (
    # 二(四) 技改扩能一批工业项目
    target(
        PLAN,
        "upgrade-projects",
        "二(四)",
        "每年实施技改扩能项目",
        indicator="tongchuan_upgrade_and_expansion_projects",
        kind="count",
        says=at_least(quantity(50, "个")),
        strength="aspirational",
        recurrence="yearly",
        measure=_UPGRADES,
        readings=(
            Reading("技改扩能包括哪些项目?", "技术改造和扩建两类工业项目", ("只有技术改造",)),
            Reading("什么算每年实施?", "当年开工", ("当年在建,含上年开工的", "当年竣工")),
        ),
    ),
    target(
        PLAN,
        "upgrade-projects-from-20m",
        "二(四)",
        "其中2000万元以上项目占比",
        indicator="tongchuan_large_upgrade_share",
        kind="share",
        says=at_least(percent(60)),
        strength="aspirational",
        recurrence="yearly",
        subset_of="upgrade-projects",
        measure=part_of(_UPGRADES, counts.size_from(param("size", wan(2_000)))),
        readings=(
            Reading("2000万元指什么?", "计划总投资,含2000万元整", ("设备投资", "当年完成投资")),
            Reading("60%以什么为分母?", "当年实施的全部技改扩能项目", ("以50个为分母,即30个",)),
        ),
    ),
)

INCENTIVES = (
    incentive(
        PLAN,
        "upgrade-policies",
        "二(四)",
        "省、市技改支持政策",
        polarity="support",
        subject="enterprise",
        readings=(
            Reading(
                "支持多少?",
                "文件只列政策名目:设备补贴、转型升级、两化融合、数字化转型、先进制造业创新中心、专精特新;没有金额",
                (),
            ),
        ),
    ),
)

DUTIES = (
    duty(
        PLAN,
        "upgrade-consultations",
        "二(四)",
        "“技术改造会诊”活动",
        "campaign",
        "as_needed",
        readings=(Reading("多久一次?", "文件未给次数,按需开展;每月走访另列", ("随走访每月一次",)),),
    ),
    duty(
        PLAN,
        "monthly-enterprise-visits",
        "二(四)",
        "走访调研规上工业企业",
        "inspection",
        "monthly",
        readings=(Reading("每月哪一天,走访几户?", "文件未给,列在月末日,户数不限", ("每户每月一次",)),),
    ),
)

TASKS = (task(PLAN, "upgrade-projects", "二(四)", "规上企业技改扩能"),)
