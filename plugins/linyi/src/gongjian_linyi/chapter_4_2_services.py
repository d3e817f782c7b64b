"""Chapter 四(二): services: approvals, help for enterprises and projects, what is forbidden. No amounts."""

from gongjian import Reading, duty, incentive, no_figure, target, task

from .document import PLAN

_NO_RATE = Reading("多久一次?", "文件未定频次", ())

TARGETS = (
    # 四(二) 创优环境,精准精心抓服务
    target(
        PLAN,
        "approvals-simplified",
        "四(二)",
        "“一网通办”“多证合一”,审批环节减少",
        indicator="linyi_approvals_simplified",
        kind="qualitative",
        says=no_figure(),
        lead=("各职能部门",),
        readings=(Reading("减少多少?", "文件没有数,不设数值", ()),),
    ),
)

INCENTIVES = (
    # 四(二) 创优环境,精准精心抓服务
    incentive(
        PLAN,
        "project-factors",
        "四(二)",
        "土地、产能、金融、人才等要素保障重点项目",
        polarity="support",
        subject="project",
        lead=("各职能部门",),
    ),
    incentive(
        PLAN,
        "no-arbitrary-charges",
        "四(二)",
        "严禁对企业乱收费、乱罚款、乱摊派",
        polarity="restriction",
        subject="department",
    ),
    incentive(
        PLAN,
        "inspection-filing",
        "四(二)",
        "安全生产、环保以外的涉企检查须经备案",
        polarity="restriction",
        subject="department",
        readings=(Reading("由谁备案?", "市政府", ()),),
    ),
    incentive(
        PLAN,
        "sponsored-enterprises",
        "四(二)",
        "县级领导联系帮扶、企业秘书一对一帮扶",
        polarity="support",
        subject="enterprise",
        lead=("县级领导",),
        readings=(Reading("帮扶哪些企业?", "文件未定名单", ()),),
    ),
)

DUTIES = (
    # 四(二) 创优环境,精准精心抓服务
    duty(
        PLAN,
        "problem-response",
        "四(二)",
        "专线回应并协调解决企业困难",
        "monitoring",
        "as_needed",
        responsible=("各专线",),
        readings=(_NO_RATE,),
    ),
    duty(
        PLAN,
        "policies-to-the-door",
        "四(二)",
        "“送政策上门”",
        "campaign",
        "as_needed",
        responsible=(),
        readings=(_NO_RATE,),
    ),
    duty(
        PLAN,
        "bank-matching",
        "四(二)",
        "常态开展银企对接",
        "meeting",
        "as_needed",
        responsible=(),
        readings=(_NO_RATE,),
    ),
    duty(
        PLAN,
        "training",
        "四(二)",
        "定期组织专题培训高点对标",
        "campaign",
        "as_needed",
        responsible=(),
        readings=(_NO_RATE,),
    ),
)

TASKS = (
    task(PLAN, "safeguard-2-services", "四(二)", "优化环境、精准服务企业", lead=("各专线", "各职能部门", "县级领导")),
)
