"""结尾: coordination, breakdown to counties, and paying what was promised. 确保 makes these binding."""

from gongjian import Reading, at_least, duty, no_figure, quantity, target

from .document import ISSUED, PLAN, SINCE_ISSUED

_BY_WHOM = Reading("由谁拨付、兑现?", "句中未点名,按本段列名的单位", ("各县(区)",))

TARGETS = (
    target(
        PLAN,
        "county-work-plans",
        "结尾",
        "各县(区)细化工作方案",
        indicator="lincang_county_work_plans",
        kind="milestone",
        says=no_figure(),
        per="division",
        lead=("各县(区)人民政府",),
    ),
    target(
        PLAN,
        "task-leaders",
        "结尾",
        "每项攻坚任务有领导牵头",
        indicator="lincang_task_leaders",
        kind="count",
        says=at_least(quantity(1, "名", printed="一名")),
        strength="binding",
        per="task",
        lead=("各县(区)人民政府",),
        readings=(Reading("谁的每项任务?", "各县(区)的每项攻坚任务", ("市级每项任务",)),),
    ),
    target(
        PLAN,
        "task-teams",
        "结尾",
        "每项攻坚任务有专班跟进",
        indicator="lincang_task_teams",
        kind="qualitative",
        says=no_figure(),
        strength="binding",
        per="task",
        lead=("各县(区)人民政府",),
    ),
    target(
        PLAN,
        "task-persons",
        "结尾",
        "每项攻坚任务有专人落实",
        indicator="lincang_task_persons",
        kind="qualitative",
        says=no_figure(),
        strength="binding",
        per="task",
        lead=("各县(区)人民政府",),
    ),
    target(
        PLAN,
        "subsidies-passed-on",
        "结尾",
        "上级补助及时拨付",
        indicator="lincang_subsidies_passed_on",
        kind="qualitative",
        says=no_figure(),
        readings=(_BY_WHOM,),
    ),
    target(
        PLAN,
        "promises-kept",
        "结尾",
        "惠企政策与招商承诺兑现",
        indicator="lincang_promises_kept",
        kind="qualitative",
        says=no_figure(),
        readings=(_BY_WHOM,),
    ),
    target(
        PLAN,
        "awards-paid",
        "结尾",
        "奖补资金及时兑付企业",
        indicator="lincang_awards_paid",
        kind="qualitative",
        says=no_figure(),
        strength="binding",
        lead=("市工业和信息化局", "市财政局"),
    ),
)

DUTIES = (
    duty(
        PLAN,
        "award-scheme",
        "结尾",
        "收集梳理并制定专项资金奖补方案",
        "settlement",
        "quarterly",
        from_=ISSUED,
        responsible=("市工业和信息化局", "市财政局"),
        readings=(SINCE_ISSUED, Reading("每季度哪一天?", "季度末日,文件未定日", ("季度结束后",))),
    ),
)
