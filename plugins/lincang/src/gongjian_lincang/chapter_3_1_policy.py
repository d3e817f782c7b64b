"""Chapter 三(一): the special fund, and what all seven measures have in common."""

from decimal import Decimal

from gongjian import Fund, Is, Overlap, Period, Reading, counts, duty, fact, task

from .document import PLAN

# 三(一) 加大政策支持
FUND = Fund(
    "industrial-development-fund-2024",
    PLAN.id,
    "三(一)",
    "2024年新型工业化发展专项资金",
    Decimal(3000),
    "万元",
    2024,
    "市级财政",
)
FUNDS = (FUND,)

YEAR = Period.parse("2024")
COMPLIANT = (Is(fact("lawful_operation")), Is(fact("tax_normal")))
INDUSTRIAL, MANUFACTURING = counts.INDUSTRIAL, counts.MANUFACTURING
OVERLAP = Overlap("city-industrial-support-2024", "higher_of")

COMMON = (
    Reading(
        "依法生产经营、正常纳税由谁判断?",
        "按核算期登记的判断,没有登记为未知,结论也未知",
        ("没有登记视为符合",),
    ),
    Reading(
        "鼓励之语是条件吗?",
        "不是,只说目的",
        ("作为前提条件",),
    ),
    Reading(
        "就高不就低适用于什么?",
        "与市本级其他政策重复时取高;本方案各项之间不互斥",
        ("本方案各项之间也取高",),
    ),
)
INDUSTRIAL_ONLY = Reading("企业限于工业企业吗?", "限,三(一)的专项资金只支持工业企业(GB/T 4754 B、C、D)", ("任何企业",))
TO_OWNER = Reading("奖励付给谁?", "项目业主;依法经营和纳税按业主判断", ("项目所在县区",))

DUTIES = (
    # 三(一)1 工业企业提质增效
    duty(
        PLAN,
        "output-settlement",
        "三(一)1",
        "按季度核算产值增量奖励",
        "settlement",
        "quarterly",
        readings=(Reading("2024年第一季度算吗?", "算,政策为2024年度", ("自印发之日起",)),),
    ),
    # 三(一)2 工业企业升规入统
    duty(PLAN, "upgrade-settlement", "三(一)2", "每季度末核算兑现升规奖励", "settlement", "quarterly"),
    duty(PLAN, "new-build-settlement", "三(一)2", "年底核算新建投产企业再奖励", "settlement", "once", on=PLAN.to),
    # 三(一)4 工业项目加快建设
    duty(PLAN, "investment-settlement", "三(一)4", "每季度末核算兑现投资奖励", "settlement", "quarterly"),
    # 三(一)5 招商项目落地开工
    duty(PLAN, "promotion-settlement", "三(一)5", "每季度末核算兑现落地开工奖励", "settlement", "quarterly"),
)

TASKS = (
    task(PLAN, "task-3-1-1", "三(一)1", "奖励提质增效"),
    task(PLAN, "task-3-1-2", "三(一)2", "奖励升规入统"),
    task(PLAN, "task-3-1-3", "三(一)3", "奖励骨干企业稳产"),
    task(PLAN, "task-3-1-4", "三(一)4", "奖励能源以外工业投资"),
    task(PLAN, "task-3-1-5", "三(一)5", "奖励招商项目落地开工"),
    task(PLAN, "task-3-1-6", "三(一)6", "奖励专精特新与清洁生产"),
    task(PLAN, "task-3-1-7", "三(一)7", "奖补数字赋能"),
)
