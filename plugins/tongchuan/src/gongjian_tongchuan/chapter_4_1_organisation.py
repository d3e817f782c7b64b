"""四(一) to 四(三): the task force, who does what at the beginning of the year, and what each leader takes on."""

from gongjian import Reading, Target, at_least, duty, quantity, target, task, units

from .document import PLAN

_BATCH_LEADS = Reading(
    "牵头单位是谁?", "二(一)至二(五)的牵头单位:市工信局、市对外经济合作中心、市发展改革委", ("各批另行明确的单位",)
)
_YEAR_BEGIN = Reading("每年初是哪一天?", "文件未给,列在1月31日", ("1月1日", "第一季度末"))
_LEADERS = (
    Reading(
        "如何判定每名领导都达到?",
        "取各位市级领导中最少者;领导名单不在记录之内,没有包抓项目的领导无从统计,故按上报数值",
        (),
    ),
    Reading("何时达到?", "文件未给期限,按方案期末计", ("每年",)),
    Reading("四类项目可否是同一个?", "四类各至少1个,分别判定", ("合计至少4个即可",)),
)


def _each_leader(id: str, title: str, indicator: str) -> Target:
    return target(
        PLAN,
        id,
        "四(三)",
        title,
        indicator=indicator,
        kind="count",
        says=at_least(quantity(1, "个")),
        per="leader",
        lead=units("市级领导"),
        readings=_LEADERS,
    )


TARGETS = (
    # 四(三) 开展包抓包联
    _each_leader("leader-signed-project", "每名领导包抓招商引资项目", "tongchuan_leader_signed"),
    _each_leader("leader-project-under-way", "每名领导包抓工业在建项目", "tongchuan_leader_construction"),
    _each_leader("leader-upgrade-project", "每名领导包抓技改扩能项目", "tongchuan_leader_upgrades"),
    _each_leader("leader-commissioned-project", "每名领导包抓投产达效项目", "tongchuan_leader_commissioned"),
)

DUTIES = (
    # 四(一) 加强组织领导
    duty(
        PLAN,
        "report-to-the-task-force",
        "四(一)",
        "向专班报告重大事项",
        "report",
        "as_needed",
        responsible=units("市工信局"),
        readings=(Reading("由谁报?", "专班办公室,设在市工信局", ("各成员单位",)),),
    ),
    # 四(二) 明确职责任务
    duty(
        PLAN,
        "break-down-reserve-tasks",
        "四(二)",
        "储备任务的年初分解",
        "deadline",
        "yearly",
        rrule="FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=31",
        responsible=units("市工信局"),
        readings=(_YEAR_BEGIN,),
    ),
    duty(
        PLAN,
        "project-lists-of-the-batches",
        "四(二)",
        "确定加快建设、技改扩能、投产达效项目清单,经专班审定",
        "list_update",
        "yearly",
        rrule="FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=31",
        responsible=units("市发展改革委 市工信局"),
        readings=(
            Reading("提早是何时?", "与本条每年初同期,列在1月31日", ("上年年底", "没有期限")),
            Reading("由谁确定?", "三批的牵头单位,即二(三)的市发展改革委、二(四)二(五)的市工信局", ()),
            Reading("投产达效清单是否另有一份?", "不是:就是二(五)年初确定的全市投产达效项目清单", ("另有一份",)),
        ),
    ),
    duty(
        PLAN,
        "task-and-problem-lists",
        "四(二)",
        "“五个一批”任务清单与问题清单",
        "list_update",
        "as_needed",
        responsible=units("市工信局 市对外经济合作中心 市发展改革委"),
        readings=(_BATCH_LEADS,),
    ),
    # 四(三) 开展包抓包联
    duty(
        PLAN,
        "leaders-on-site",
        "四(三)",
        "市级领导到现场协调包抓项目",
        "inspection",
        "as_needed",
        responsible=units("市级领导"),
        readings=(Reading("经常是多久一次?", "文件未给次数,按需", ("每月", "每季度")),),
    ),
    duty(
        PLAN,
        "report-to-leaders",
        "四(三)",
        "向包抓领导汇报进展与问题",
        "report",
        "as_needed",
        responsible=units("各区县 园区 市级有关部门"),
    ),
)

TASKS = (
    # 四(一) 加强组织领导: the task force's office stands in 市工信局.
    task(
        PLAN,
        "task-force",
        "四(一)",
        "工作专班及其办公室",
        lead=units("全市高质量工业项目建设工作专班 市工信局"),
    ),
    task(PLAN, "keep-to-dates", "四(一)", "各单位按时间节点落实", lead=units("区县 园区 市级有关部门")),
    # 四(二) 明确职责任务
    task(PLAN, "drive-the-reserve", "四(二)", "储备任务分解与转化", lead=units("市工信局")),
    task(PLAN, "guide-promotion", "四(二)", "推介项目与招商指导", lead=units("市对外经济合作中心")),
    task(
        PLAN,
        "batch-lists",
        "四(二)",
        "三批项目清单的分解与推进",
        lead=units("“五个一批”牵头单位"),
    ),
    task(PLAN, "task-and-problem-lists", "四(二)", "任务清单与问题清单的落实", lead=units("“五个一批”牵头单位")),
    task(
        PLAN,
        "supporting-policies",
        "四(二)",
        "制定配套支持政策",
        lead=units("市发展改革委 市科技局 市工信局 市财政局 市对外经合中心 市金融办"),
    ),
    # 四(三) 开展包抓包联
    task(PLAN, "leaders-take-projects", "四(三)", "“链长制”下的项目包抓", lead=units("市级领导")),
    task(PLAN, "units-report", "四(三)", "各单位配合包抓", lead=units("各区县 园区 市级有关部门")),
)
