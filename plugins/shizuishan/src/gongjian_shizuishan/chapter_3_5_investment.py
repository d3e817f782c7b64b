"""Chapter 三(五): investment and listing. 力争 governs both figures."""

from gongjian import Reading, at_least, between, duty, incentive, no_figure, quantity, target, task

from .document import ISSUED, PLAN, SINCE_ISSUED

_OFTEN = Reading("多久一次?", "文件未定,按需", ())

TARGETS = (
    # 三(五)1 突出“六新产业”项目招引
    target(
        PLAN,
        "landed-projects",
        "三(五)1",
        "每年各“六新产业”落地建设好项目",
        indicator="shizuishan_landed_projects",
        kind="count",
        says=at_least(quantity(5, "个")),
        strength="aspirational",
        recurrence="yearly",
        per="sector",
        readings=(
            Reading("各产业是哪些?", "“六新产业”各行业;文件没有列名,不自行补入", ()),
            Reading("5个是合计还是各自?", "每个产业每年5个以上,含5个", ("各产业合计5个",)),
            Reading("由登记计算吗?", "不;产业没有列名,“好项目”没有标准,读各产业上报数", ("按开工项目计",)),
        ),
    ),
    # 三(五)2 加大推动企业上市力度
    target(
        PLAN,
        "listing-reserve",
        "三(五)2",
        "建立健全上市后备企业库",
        indicator="shizuishan_listing_reserve",
        kind="milestone",
        says=no_figure(),
    ),
    target(
        PLAN,
        "main-board-listings",
        "三(五)2",
        "企业主板上市",
        indicator="shizuishan_main_board_listings",
        kind="count",
        says=between(quantity(1, "家"), quantity(2, "家")),
        strength="aspirational",
        period="2021..2025",
        due_stated=True,
        readings=(
            Reading("“十四五期间”是哪几年?", "2021至2025年,超出方案期2022至2024年,照文件", ("方案期2022至2024年",)),
            Reading("由登记计算吗?", "不;上市公司称号不分板块,读上报数", ("按上市公司称号计",)),
            Reading("超过2家算完成吗?", "算", ("不算",)),
        ),
    ),
    # 三(五)3 做好项目服务落地
    target(
        PLAN,
        "project-teams",
        "三(五)3",
        "每个项目有领导、部门、专班和项目专员包抓",
        indicator="shizuishan_project_teams",
        kind="milestone",
        says=no_figure(),
        per="project",
    ),
    target(
        PLAN,
        "projects-delivered",
        "三(五)3",
        "招商项目落地快、投产早",
        indicator="shizuishan_projects_delivered",
        kind="qualitative",
        says=no_figure(),
        strength="binding",
        readings=(Reading("多快、多早?", "文件不给期限,不设数值;用“确保”,列为必须", ()),),
    ),
)

INCENTIVES = (
    # 三(五)2 加大推动企业上市力度
    incentive(
        PLAN,
        "listing-support",
        "三(五)2",
        "完善企业股改上市扶持政策",
        polarity="support",
        subject="enterprise",
        readings=(Reading("条件和金额?", "文件没有,政策有待完善,不声明", ()),),
    ),
)

DUTIES = (
    # 三(五)3 做好项目服务落地
    duty(
        PLAN,
        "project-tracking",
        "三(五)3",
        "项目跟踪对接和前期服务,按包抓机制推进",
        "monitoring",
        "as_needed",
        from_=ISSUED,
        readings=(SINCE_ISSUED, _OFTEN),
    ),
)

TASKS = (
    task(PLAN, "task-3-5-1", "三(五)1", "突出“六新产业”项目招引"),
    task(PLAN, "task-3-5-2", "三(五)2", "加大推动企业上市力度"),
    task(PLAN, "task-3-5-3", "三(五)3", "做好项目服务落地"),
)
