"""Chapter 二(五): enterprises. 力争 stands before each figure."""

from gongjian import Reading, at_least, counts, duty, no_figure, quantity, target, task

from .document import ISSUED, PLAN, SINCE_ISSUED

_NEW = Reading("新培育如何计?", "当年认定的称号,每户每种计一次", ("首次认定才计", "存量净增"))

TARGETS = (
    # 二(五)1 企业建档立卡
    target(
        PLAN,
        "enterprise-files",
        "二(五)1",
        "工业企业分梯次建档立卡",
        indicator="lincang_enterprise_files",
        kind="milestone",
        says=no_figure(),
        readings=(Reading("亿元企业按什么?", "最近一个整年总产值一亿元以上", ("营业收入一亿元以上",)),),
    ),
    target(
        PLAN,
        "tiered-cultivation",
        "二(五)1",
        "梯次企业培育机制",
        indicator="lincang_tiered_cultivation",
        kind="milestone",
        says=no_figure(),
    ),
    # 二(五)2 工业企业培育
    target(
        PLAN,
        "industrial-enterprises-net",
        "二(五)2",
        "净增工业企业",
        indicator="lincang_industrial_enterprise_net_increase",
        kind="count",
        says=at_least(quantity(1200, "户")),
        strength="aspirational",
        readings=(Reading("与一③的1200户?", "同一数,不相加", ()),),
    ),
    target(
        PLAN,
        "farm-factory-separation",
        "二(五)2",
        "农工分离企业",
        indicator="lincang_separated_enterprises",
        kind="count",
        says=at_least(quantity(8, "户")),
        strength="aspirational",
        readings=(Reading("何时算完成?", "加工环节剥离成独立法人并纳入工业统计", ("成立即计",)),),
    ),
    target(
        PLAN,
        "new-above-scale",
        "二(五)2",
        "新培育升规工业企业",
        indicator="new_above_scale_enterprises",
        kind="count",
        says=at_least(quantity(30, "户")),
        strength="aspirational",
        measure=counts.entries(),
        readings=(
            Reading("升规含新建投产纳规吗?", "含,当年纳规都计", ("只计小升规",)),
            Reading("与净增16户、22户、15个?", "30户是纳规总数,减退规为净增;22户和15个在其中", ("30户不含22户",)),
        ),
    ),
    target(
        PLAN,
        "no-exits",
        "二(五)2",
        "潜在退规企业稳产保规",
        indicator="lincang_exits_prevented",
        kind="qualitative",
        says=no_figure(),
        strength="aspirational",
    ),
    # 二(五)3 企业创新发展
    target(
        PLAN,
        "new-srdi-enterprises",
        "二(五)3",
        "新培育专精特新中小企业",
        indicator="new_srdi_enterprises",
        kind="count",
        says=at_least(quantity(10, "户")),
        strength="aspirational",
        measure=counts.titles("srdi_sme"),
        readings=(_NEW,),
    ),
    target(
        PLAN,
        "new-innovative-enterprises",
        "二(五)3",
        "新培育创新型企业",
        indicator="lincang_new_innovative_enterprises",
        kind="count",
        says=at_least(quantity(30, "户")),
        strength="aspirational",
        measure=counts.titles("innovative_enterprise"),
        readings=(_NEW, Reading("创新型企业是创新型中小企业吗?", "不是,按印出的名称", ("创新型中小企业",))),
    ),
    target(
        PLAN,
        "new-tech-smes",
        "二(五)3",
        "新培育科技型中小企业",
        indicator="new_tech_smes",
        kind="count",
        says=at_least(quantity(50, "户")),
        strength="aspirational",
        measure=counts.titles("tech_sme"),
        readings=(_NEW,),
    ),
    # 二(五)4 重点企业满产增效
    target(
        PLAN,
        "expansion-supported",
        "二(五)4",
        "增资扩产项目市县挂钩帮扶,满产扩产",
        indicator="lincang_expansion_supported",
        kind="qualitative",
        says=no_figure(),
    ),
)

DUTIES = (
    # 二(五)2 工业企业培育
    duty(
        PLAN,
        "upgrade-monitoring",
        "二(五)2",
        "拟升规企业的动态监测",
        "monitoring",
        "as_needed",
        from_=ISSUED,
        readings=(SINCE_ISSUED,),
    ),
    duty(
        PLAN,
        "exit-risk-sponsorship",
        "二(五)2",
        "潜在退规企业领导包保",
        "monitoring",
        "as_needed",
        from_=ISSUED,
        readings=(SINCE_ISSUED,),
    ),
)

TASKS = (
    task(PLAN, "task-2-5-1", "二(五)1", "工业企业建档立卡"),
    task(PLAN, "task-2-5-2", "二(五)2", "工业企业培育升规"),
    task(PLAN, "task-2-5-3", "二(五)3", "引导创新发展"),
    task(PLAN, "task-2-5-4", "二(五)4", "支持满产增效"),
)
