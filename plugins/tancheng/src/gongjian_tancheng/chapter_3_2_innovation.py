"""三(二): innovation: platforms, high-tech enterprises, research projects. No 力争."""

from gongjian import Reading, at_least, between, counts, incentive, no_figure, quantity, target, task

from .document import PLAN

_BY_END = Reading("何时完成?", "文件未给日期,以计划期末2022年12月31日为限,三年累计", ("每年",))

TARGETS = (
    # 三(二) 大力打造创新驱动新引擎
    target(
        PLAN,
        "innovation-platforms",
        "三(二)",
        "建设各类创新平台",
        indicator="tancheng_innovation_platforms",
        kind="count",
        says=at_least(quantity(20, "家")),
        readings=(
            _BY_END,
            Reading("是新建数还是总数?", "新建:三年内建设的平台累计,已有的不计", ("期末平台总数",)),
        ),
    ),
    target(
        PLAN,
        "new-high-tech-enterprises",
        "三(二)",
        "三年新增高新技术企业",
        indicator="new_high_tech_enterprises",
        kind="count",
        says=at_least(quantity(15, "家")),
        due_stated=True,
        measure=counts.titles("high_tech"),
        readings=(
            Reading("三年内是哪三年?", "2020至2022年,三年累计", ("2021至2023年", "每年15家")),
            Reading("新增如何计?", "三年内认定的高新技术企业,每户计一次", ("净增", "重新认定的不计")),
        ),
    ),
    target(
        PLAN,
        "major-research-applications",
        "三(二)",
        "申报省级以上重大科研项目",
        indicator="tancheng_research_applications",
        kind="count",
        says=between(quantity(6, "项"), quantity(8, "项")),
        readings=(
            _BY_END,
            Reading("申报还是立项?", "申报即计,文件只说申报", ("获批立项才计",)),
            Reading("超过8项算达到吗?", "算,达到6项即达到", ("超出范围不算",)),
        ),
    ),
    target(
        PLAN,
        "innovation-talents",
        "三(二)",
        "创新人才引进培育",
        indicator="tancheng_innovation_talents",
        kind="qualitative",
        says=no_figure(),
        readings=(Reading("引进多少?", "本条没有数;二(五)的人才数每年另计", ("即二(五)的5名和15名",)),),
    ),
)

INCENTIVES = (
    incentive(
        PLAN,
        "selected-high-tech-support",
        "三(二)",
        "遴选高新技术企业重点扶持、精准服务",
        polarity="support",
        subject="enterprise",
        readings=(
            Reading("哪些企业入选?", "创新能力强、成长性好没有标准,由遴选认定,不由记录判定", ("全部高新技术企业",)),
            Reading("扶持多少?", "文件没有金额", ()),
        ),
    ),
    incentive(
        PLAN,
        "joint-research-support",
        "三(二)",
        "骨干企业与高校、科研机构联合技术攻关",
        polarity="support",
        subject="enterprise",
        readings=(
            Reading("哪些是行业骨干企业?", "文件没有标准和名单,不由记录判定", ("二(一)点名的企业",)),
            Reading("支持多少?", "文件没有金额", ()),
        ),
    ),
)

TASKS = (task(PLAN, "innovation", "三(二)", "创新平台、主体、攻关与人才"),)
