"""Chapter 三(一)1: remediation of inefficient enterprises. 力争 governs 100万吨 and 80万吨, not the three stages."""

from datetime import date
from typing import Literal

from gongjian import (
    Not,
    OneOf,
    Quantity,
    Reading,
    Target,
    UpTo,
    at_least,
    count,
    duty,
    either,
    fact,
    part_of,
    percent,
    quantity,
    target,
    task,
)

from .document import ISSUED, PLAN, SINCE_ISSUED

_COMPLETED = UpTo(fact("list_completed_on"))
_REMEDIATION = count(
    "listing",
    OneOf(fact("list"), ("remediation",)),
    UpTo(fact("listed_from")),
    either(_COMPLETED, Not(UpTo(fact("listed_to")))),
)
_BASE = Reading(
    "完成比例以哪一份清单为分母?",
    "当日的清单:当日之前列入的企业,含已销号的,不含未整治就移出的;清单动态变化",
    ("2022年6月建立时的清单", "当年年初的清单"),
)
_DONE = Reading("任务按什么计?", "按企业户数,以达标销号为完成", ("按用地面积", "按能耗"))
_NO_DATE = Reading("何时完成?", "文件未给期限,按方案期末2024年12月31日", ("每年",))
_OFTEN = Reading("多久一次?", "文件未定,按需", ("每年一次",))


def _remediation(year: Literal["2022", "2023", "2024"], share: Quantity, *readings: Reading) -> Target:
    return target(
        PLAN,
        f"remediation-{year}",
        "三(一)1",
        f"{year}年完成高耗低效企业整治任务",
        indicator="shizuishan_remediation_share",
        kind="share",
        says=at_least(share),
        period=year,
        due_stated=True,
        series="remediation",
        measure=part_of(_REMEDIATION, _COMPLETED),
        readings=(_BASE, _DONE, *readings),
    )


TARGETS = (
    # 三(一)1 全面开展高耗低效企业整治
    _remediation("2022", percent(50)),
    _remediation("2023", percent(80)),
    _remediation(
        "2024",
        quantity(100, "%", printed="全面完成"),
        Reading("“全面完成”是多少?", "清单内企业全部销号,即100%", ()),
    ),
    target(
        PLAN,
        "capacity-eliminated",
        "三(一)1",
        "淘汰落后产能",
        indicator="shizuishan_capacity_eliminated",
        kind="increment",
        says=at_least(quantity(100, "万吨")),
        strength="aspirational",
        readings=(_NO_DATE,),
    ),
    target(
        PLAN,
        "energy-released",
        "三(一)1",
        "腾退能耗",
        indicator="shizuishan_energy_released",
        kind="increment",
        says=at_least(quantity(80, "万吨")),
        strength="aspirational",
        readings=(_NO_DATE, Reading("80万吨是什么吨?", "标准煤;文件只印“万吨”,单位照印", ("实物量",))),
    ),
)

DUTIES = (
    # 三(一)1 全面开展高耗低效企业整治
    duty(
        PLAN,
        "remediation-survey",
        "三(一)1",
        "摸底排查完毕,整治清单建成",
        "deadline",
        "once",
        on=date(2022, 5, 31),
        responsible=("各县区",),
        readings=(Reading("“2022年6月前”是哪一天?", "6月开始之前,即2022年5月31日", ("2022年6月30日",)),),
    ),
    duty(
        PLAN,
        "remediation-list",
        "三(一)1",
        "动态摸排、分类建档,更新整治企业清单",
        "list_update",
        "as_needed",
        from_=ISSUED,
        responsible=("各县区",),
        readings=(SINCE_ISSUED, _OFTEN),
    ),
    duty(
        PLAN,
        "compliance-inspections",
        "三(一)1",
        "高耗低效企业的合规检查和整治方案",
        "inspection",
        "as_needed",
        from_=ISSUED,
        responsible=("各县区",),
        readings=(SINCE_ISSUED, _OFTEN),
    ),
    duty(
        PLAN,
        "yield-per-mu-evaluation",
        "三(一)1",
        "亩产效益评价",
        "assessment",
        "as_needed",
        from_=ISSUED,
        readings=(SINCE_ISSUED, _OFTEN),
    ),
)

TASKS = (task(PLAN, "task-3-1-1", "三(一)1", "全面开展高耗低效企业整治"),)
