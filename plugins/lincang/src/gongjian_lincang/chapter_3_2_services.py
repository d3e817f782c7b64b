"""Chapter 三(二): services to enterprises: meetings, lists, credit, training, sales."""

from gongjian import Reading, at_least, duty, no_figure, quantity, target, task, yi

from .document import ISSUED, PLAN, SINCE_ISSUED

_DAY = Reading("每月哪一天?", "月末,文件未定日", ())

TARGETS = (
    # 三(二)1 工业经济运行工作专班
    target(
        PLAN,
        "city-task-force",
        "三(二)1",
        "成立市工业经济运行工作专班",
        indicator="lincang_city_task_force",
        kind="milestone",
        says=no_figure(),
    ),
    target(
        PLAN,
        "county-coordination",
        "三(二)1",
        "各县(区)建立稳增长协调机制",
        indicator="lincang_county_coordination",
        kind="milestone",
        says=no_figure(),
        per="division",
    ),
    # 三(二)2 企业接待日
    target(
        PLAN,
        "reception-days",
        "三(二)2",
        "各县(区)的主要领导接待日制度",
        indicator="lincang_reception_days",
        kind="milestone",
        says=no_figure(),
        per="division",
    ),
    # 三(二)3 问题清单对账销号
    target(
        PLAN,
        "problems-settled",
        "三(二)3",
        "三张清单所列问题对账销号",
        indicator="lincang_problems_settled",
        kind="qualitative",
        says=no_figure(),
    ),
    # 三(二)4 政银企对接
    target(
        PLAN,
        "coordinated-loans",
        "三(二)4",
        "协调解决企业贷款",
        indicator="lincang_coordinated_loans",
        kind="level",
        says=at_least(yi(40)),
        strength="aspirational",
        due_stated=True,
    ),
    # 三(二)5 企业用工服务
    target(
        PLAN,
        "skills-training",
        "三(二)5",
        "培训重点产业技能人才",
        indicator="lincang_skills_training",
        kind="count",
        says=at_least(quantity(3000, "人次")),
        strength="aspirational",
        due_stated=True,
    ),
    target(
        PLAN,
        "labour-cooperation",
        "三(二)5",
        "与劳务输出地的协作机制",
        indicator="lincang_labour_cooperation",
        kind="milestone",
        says=no_figure(),
        readings=(Reading("重点劳务输出地区是哪些?", "文件未列,不猜", ()),),
    ),
    # 三(二)6 产销对接
    target(
        PLAN,
        "sales-events",
        "三(二)6",
        "每月举办产销对接活动",
        indicator="lincang_sales_events",
        kind="count",
        says=at_least(quantity(1, "场")),
        recurrence="monthly",
        per="division",
        readings=(Reading("1场是全市还是每县?", "各县(区)每月各1场以上", ("全市每月1场以上",)),),
    ),
)

DUTIES = (
    # 三(二)1 工业经济运行工作专班
    duty(
        PLAN,
        "steady-growth-meeting",
        "三(二)1",
        "工业稳增长专题会议",
        "meeting",
        "monthly",
        from_=ISSUED,
        readings=(SINCE_ISSUED, _DAY),
    ),
    duty(
        PLAN,
        "county-matters-report",
        "三(二)1",
        "报告需市级协调的事项",
        "report",
        "as_needed",
        from_=ISSUED,
        responsible=("各县、区人民政府",),
        readings=(SINCE_ISSUED,),
    ),
    # 三(二)2 企业接待日
    duty(
        PLAN,
        "reception-day",
        "三(二)2",
        "主要领导企业接待日",
        "meeting",
        "as_needed",
        from_=ISSUED,
        responsible=("各县、区人民政府",),
        readings=(SINCE_ISSUED, Reading("多久一次?", "文件未定,按需", ())),
    ),
    duty(
        PLAN,
        "good-practice",
        "三(二)2",
        "在全市推广有借鉴意义的经验",
        "campaign",
        "as_needed",
        from_=ISSUED,
        readings=(SINCE_ISSUED, Reading("适时是何时?", "文件未定,按需", ())),
    ),
    # 三(二)3 问题清单对账销号
    duty(
        PLAN,
        "three-lists-collection",
        "三(二)3",
        "收集三张清单",
        "list_update",
        "monthly",
        from_=ISSUED,
        readings=(SINCE_ISSUED, _DAY),
    ),
    duty(
        PLAN,
        "problems-escalation",
        "三(二)3",
        "上报需市级和省级协调的问题",
        "report",
        "as_needed",
        from_=ISSUED,
        readings=(SINCE_ISSUED,),
    ),
    # 三(二)4 政银企对接
    duty(
        PLAN,
        "bank-enterprise-meeting",
        "三(二)4",
        "政银企恳谈会",
        "meeting",
        "monthly",
        from_=ISSUED,
        readings=(SINCE_ISSUED, _DAY),
    ),
    # 三(二)6 产销对接
    duty(
        PLAN,
        "sales-event",
        "三(二)6",
        "产销对接活动",
        "campaign",
        "monthly",
        from_=ISSUED,
        responsible=("各县、区人民政府",),
        printed=("1场",),
        readings=(SINCE_ISSUED, _DAY),
    ),
)

TASKS = (
    task(PLAN, "task-3-2-1", "三(二)1", "工业经济运行工作专班"),
    task(PLAN, "task-3-2-2", "三(二)2", "企业接待日制度"),
    task(PLAN, "task-3-2-3", "三(二)3", "问题清单对账销号"),
    task(PLAN, "task-3-2-4", "三(二)4", "政银企对接"),
    task(PLAN, "task-3-2-5", "三(二)5", "企业用工与技能培训"),
    task(PLAN, "task-3-2-6", "三(二)6", "产销对接"),
)
