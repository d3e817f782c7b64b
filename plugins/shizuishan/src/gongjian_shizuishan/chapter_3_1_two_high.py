"""Chapter 三(一)2: no blind growth of two-high projects. 力争 governs the benchmark efficiency only."""

from datetime import date

from gongjian import (
    Reading,
    duty,
    exactly,
    no_figure,
    quantity,
    target,
    task,
)

from .document import ISSUED, PLAN, SINCE_ISSUED

_OFTEN = Reading("多久一次?", "文件未定,按需", ("每年一次",))

TARGETS = (
    # 三(一)2 坚决遏制“两高”项目盲目发展
    target(
        PLAN,
        "two-high-violations-cleared",
        "三(一)2",
        "违规“两高”项目全部销号",
        indicator="shizuishan_two_high_violations_open",
        kind="count",
        says=exactly(quantity(0, "个", printed="清零")),
        period="2022",
        due_stated=True,
        readings=(
            Reading("“清零”是多少?", "未销号的违规项目为0个", ()),
            Reading(
                "由登记计算吗?",
                "不;项目清单没有销号日期,清单未登记时也会得0,所以只读上报数",
                ("按清单上剩余项目数",),
            ),
        ),
    ),
    target(
        PLAN,
        "two-high-benchmark-efficiency",
        "三(一)2",
        "存量“两高”项目能效达到标杆水平",
        indicator="shizuishan_two_high_benchmark_share",
        kind="qualitative",
        says=no_figure(),
        strength="aspirational",
        readings=(Reading("多少项目达到?", "文件不给比例,不设数值", ("全部",)),),
    ),
    target(
        PLAN,
        "construction-efficiency-raised",
        "三(一)2",
        "在建项目能效应提尽提",
        indicator="shizuishan_raised_efficiency_share",
        kind="qualitative",
        says=no_figure(),
    ),
    target(
        PLAN,
        "two-high-oversight",
        "三(一)2",
        "建立健全“两高”项目事前事中事后监管机制",
        indicator="shizuishan_two_high_oversight",
        kind="milestone",
        says=no_figure(),
    ),
)

DUTIES = (
    # 三(一)2 坚决遏制“两高”项目盲目发展
    duty(
        PLAN,
        "two-high-violations-deadline",
        "三(一)2",
        "违规“两高”项目整改期限",
        "deadline",
        "once",
        on=date(2022, 12, 31),
        readings=(Reading("“2022年年底前”是哪一天?", "年末当日,2022年12月31日", ()),),
    ),
    duty(
        PLAN,
        "construction-efficiency-review",
        "三(一)2",
        "全面评估在建项目能效水平",
        "assessment",
        "as_needed",
        from_=ISSUED,
        readings=(SINCE_ISSUED, _OFTEN),
    ),
    duty(
        PLAN,
        "two-high-list",
        "三(一)2",
        "完善“两高”项目清单",
        "list_update",
        "as_needed",
        from_=ISSUED,
        readings=(SINCE_ISSUED, _OFTEN),
    ),
    duty(
        PLAN,
        "two-high-inspections",
        "三(一)2",
        "“两高”项目常态化督查检查",
        "inspection",
        "as_needed",
        from_=ISSUED,
        readings=(SINCE_ISSUED, Reading("“常态化”多久一次?", "文件未定,按需", ("每月", "每季度"))),
    ),
)

TASKS = (task(PLAN, "task-3-1-2", "三(一)2", "坚决遏制“两高”项目盲目发展"),)
