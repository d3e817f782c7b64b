"""Chapter 四: four phases from March 2022 to December 2024, given by month or year, and what falls due in each."""

from datetime import date

from gongjian import Reading, Span, duty, incentive, no_figure, phase, target

from .document import PLAN

_STAGE_END = Reading("何时完成?", "本阶段末,文件未定日", ())
_SAME_NAME = Reading(
    "与三(一)3的“三个清单”相同吗?",
    "不同:这里是工作任务台账、项目台账和推进措施,三(一)3是欠税、抵押闲置土地和长期停产三份",
    (),
)
_OFTEN = Reading("多久一次?", "文件未定,按需", ())

TARGETS = (
    # 四(二) 全面推进阶段
    target(
        PLAN,
        "first-results",
        "四(二)",
        "整治工作取得初步成效",
        indicator="shizuishan_campaign_results",
        kind="qualitative",
        says=no_figure(),
        period="2022",
        due_stated=True,
    ),
    # 四(三) 集中攻坚阶段
    target(
        PLAN,
        "campaign-tasks-done",
        "四(三)",
        "全面完成各项攻坚任务,工作取得明显成效",
        indicator="shizuishan_campaign_results",
        kind="qualitative",
        says=no_figure(),
        period="2023",
        due_stated=True,
        readings=(
            Reading("与2024年的目标矛盾吗?", "各项数值目标仍按各自年份,这里是定性要求", ("2023年完成全部目标",)),
        ),
    ),
    # 四(四) 巩固提升阶段
    target(
        PLAN,
        "lasting-rules",
        "四(四)",
        "先进经验、制度成果形成并推广",
        indicator="shizuishan_lasting_rules",
        kind="qualitative",
        says=no_figure(),
        period="2024",
        due_stated=True,
        readings=(Reading("“一批”是多少?", "文件不给数,不设数值", ()),),
    ),
)

INCENTIVES = (
    # 四(三) 集中攻坚阶段
    incentive(
        PLAN,
        "differentiated-policies",
        "四(三)",
        "针对重点难点问题的差异化政策",
        polarity="support",
        subject="enterprise",
        valid=Span(date(2023, 1, 1), date(2023, 12, 31)),
        readings=(Reading("对谁、有何差异?", "文件没有对象、条件和金额,不声明", ("对县区、园区",)),),
    ),
)

DUTIES = (
    # 四(一) 动员部署阶段
    duty(
        PLAN,
        "campaign-start",
        "四(一)",
        "制定出台攻坚行动方案,部署启动",
        "deadline",
        "once",
        on=date(2022, 3, 31),
        responsible=(),
        readings=(_STAGE_END, Reading("由谁?", "文件未写单位;方案于2022年3月23日由市政府办公室印发", ())),
    ),
    duty(
        PLAN,
        "local-plans",
        "四(一)",
        "制定实施推进方案,作出具体安排",
        "deadline",
        "once",
        on=date(2022, 3, 31),
        readings=(_STAGE_END,),
    ),
    # 四(二) 全面推进阶段
    duty(
        PLAN,
        "task-ledger",
        "四(二)",
        "建立工作任务台账",
        "deadline",
        "once",
        on=date(2022, 12, 31),
        readings=(_STAGE_END, _SAME_NAME),
    ),
    duty(
        PLAN,
        "project-ledger",
        "四(二)",
        "建立项目台账",
        "deadline",
        "once",
        on=date(2022, 12, 31),
        readings=(_STAGE_END, _SAME_NAME),
    ),
    duty(
        PLAN,
        "measure-ledger",
        "四(二)",
        "建立推进措施清单",
        "deadline",
        "once",
        on=date(2022, 12, 31),
        readings=(_STAGE_END, _SAME_NAME),
    ),
    duty(
        PLAN,
        "timetable",
        "四(二)",
        "时间表、路线图和责任分工",
        "deadline",
        "once",
        on=date(2022, 12, 31),
        readings=(_STAGE_END,),
    ),
    # 四(三) 集中攻坚阶段
    duty(
        PLAN,
        "ledgers-updated",
        "四(三)",
        "三份台账的更新和逐项销号",
        "list_update",
        "as_needed",
        from_=date(2023, 1, 1),
        to=date(2023, 12, 31),
        readings=(_OFTEN, _SAME_NAME),
    ),
    duty(
        PLAN,
        "on-site-meetings",
        "四(三)",
        "针对重点难点问题召开现场推进会",
        "meeting",
        "as_needed",
        from_=date(2023, 1, 1),
        to=date(2023, 12, 31),
        readings=(_OFTEN,),
    ),
    duty(
        PLAN,
        "leaders-in-charge",
        "四(三)",
        "领导包抓重点难点问题",
        "monitoring",
        "as_needed",
        from_=date(2023, 1, 1),
        to=date(2023, 12, 31),
        readings=(_OFTEN,),
    ),
    # 四(四) 巩固提升阶段
    duty(
        PLAN,
        "rules-reviewed",
        "四(四)",
        "梳理需要健全完善的制度,逐项推动落实",
        "deadline",
        "once",
        on=date(2024, 12, 31),
        readings=(_STAGE_END,),
    ),
)

PHASES = (
    phase(
        PLAN,
        "mobilisation",
        "四(一)",
        "动员部署阶段",
        date(2022, 3, 1),
        date(2022, 3, 31),
        precision="month",
        duties=("campaign-start", "local-plans"),
    ),
    phase(
        PLAN,
        "full-advance",
        "四(二)",
        "全面推进阶段",
        date(2022, 3, 1),
        date(2022, 12, 31),
        precision="month",
        duties=("task-ledger", "project-ledger", "measure-ledger", "timetable"),
    ),
    phase(
        PLAN,
        "concentrated-effort",
        "四(三)",
        "集中攻坚阶段",
        date(2023, 1, 1),
        date(2023, 12, 31),
        precision="month",
        duties=("ledgers-updated", "on-site-meetings", "leaders-in-charge"),
    ),
    phase(
        PLAN,
        "consolidation",
        "四(四)",
        "巩固提升阶段",
        date(2024, 1, 1),
        date(2024, 12, 31),
        precision="month",
        duties=("rules-reviewed",),
    ),
)
