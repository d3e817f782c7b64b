"""Chapter 二: growth of output, output of five sectors, and the three years' stages. No 力争; no unit is printed."""

from datetime import date

from gongjian import (
    Is,
    Quantity,
    Reading,
    Sum,
    Target,
    at_least,
    counts,
    fact,
    incentive,
    percent,
    phase,
    rows,
    target,
    yi,
)

from .document import PLAN

BY_2022 = Reading("“到2022年底”是哪天的数?", "2022年12月31日;产值取2022年全年", ("此前任一年达到",))
EACH_YEAR = Reading("“每年”含哪几年?", "2020、2021、2022三年;成文虽在2020年底,计划自2020年起", ("只含2021、2022两年",))
_BY_WHEN = Reading("何时达到?", "文件未给日期,取计划末年2022年全年的产值", ("三年累计", "每年都达到"))
_ALL_OUTPUT = Reading("由登记企业相加吗?", "不,含规模以下工业,取该产业公布的工业总产值", ("该产业登记企业总产值之和",))
_SECTOR = Reading("哪些企业属于该产业?", "登记为该产业链的企业,文件未给行业代码", ("按GB/T 4754行业划分",))
_OF_WHICH = Reading("规上产值在总产值之外吗?", "不,是其中一部分,两个数不相加", ())


def _sector(chain: str, name: str, total: Quantity, above_scale: Quantity) -> tuple[Target, Target]:
    """One sector's sentence: the output of all its industry, and of its above-scale enterprises."""
    return (
        target(
            PLAN,
            f"{chain}-output",
            "二",
            f"{name}产业总产值",
            indicator="industrial_output",
            kind="level",
            says=at_least(total),
            subject=f"chain:{chain}",
            readings=(_BY_WHEN, _ALL_OUTPUT),
        ),
        target(
            PLAN,
            f"{chain}-above-scale-output",
            "二",
            f"{name}产业规上企业产值",
            indicator="above_scale_gross_output",
            kind="level",
            says=at_least(above_scale),
            subject=f"chain:{chain}",
            subset_of=f"{chain}-output",
            measure=Sum(
                fact("gross_output"),
                rows("enterprise", counts.INDUSTRIAL, Is(fact("above_scale")), counts.chains(chain)),
            ),
            readings=(_BY_WHEN, _SECTOR, _OF_WHICH),
        ),
    )


TARGETS = (
    # 二 任务目标
    target(
        PLAN,
        "output-growth",
        "二",
        "全县工业总产值年均增长",
        indicator="industrial_output_growth",
        kind="growth",
        says=at_least(percent(10)),
        readings=(
            Reading(
                "年均增长如何判定?",
                "以2019年为基期,2020年至2022年三年增速的几何平均,期中看累计至今的平均",
                ("每年都不低于10%", "三年增速的简单平均"),
            ),
            Reading("是规上工业总产值吗?", "不,全县工业总产值含规模以下工业", ("规模以上工业总产值",)),
        ),
    ),
    *_sector("green-chemicals", "绿色化工", yi(100), yi(65)),
    *_sector("food-processing", "食品加工", yi(100), yi(50)),
    *_sector("building-materials-furnishings", "建材家居", yi(50), yi(45)),
    *_sector("electronic-information", "电子信息", yi(30), yi(7)),
    *_sector("medicine", "医药", yi(10), yi(1)),
)

INCENTIVES = (
    incentive(
        PLAN,
        "leading-industries-support",
        "二",
        "重点扶持主导产业及新兴产业",
        polarity="support",
        subject="enterprise",
        readings=(
            Reading(
                "是哪些产业?",
                "文件点名绿色化工、食品加工、建材家居、电子信息、医药五个,未分主导与新兴,也未列全“4+3”,不据以判定",
                ("只限点名的五个", "前四个为主导产业"),
            ),
            Reading("扶持什么?", "文件没有金额和条件", ()),
        ),
    ),
)

PHASES = tuple(
    # 一年, 两年, 三年 are read as the first, second and third year of the plan; no day is given.
    phase(PLAN, id, "二", title, date(year, 1, 1), date(year, 12, 31), precision="month", responsible=())
    for id, title, year in (
        ("foundation", "一年打基础阶段", 2020),
        ("breakthrough", "两年求突破阶段", 2021),
        ("decisive-effort", "三年抓攻坚阶段", 2022),
    )
)
