"""Chapter 三(四): innovation together, enterprises of science and technology."""

from gongjian import (
    Difference,
    During,
    Has,
    OneOf,
    Reading,
    at_least,
    count,
    counts,
    fact,
    incentive,
    no_figure,
    percent,
    quantity,
    target,
    task,
)

from .chapter_2_goals import BY_2026
from .document import PLAN

_SELECTED = Has(fact("lists"), "selected-high-tech")

TARGETS = (
    # 三(四) 协同创新,培育一批科创企业
    target(
        PLAN,
        "innovation-opinions",
        "三(四)",
        "科技创新推动工业发展的意见出台",
        indicator="linyi_innovation_opinions",
        kind="milestone",
        says=no_figure(),
        readings=(Reading("何时出台?", "文件未给日期,以方案期末为限", ("2022年",)),),
    ),
    target(
        PLAN,
        "innovation-platforms",
        "三(四)",
        "企业主导的制造业协同创新公共服务平台",
        indicator="linyi_innovation_platforms",
        kind="qualitative",
        says=no_figure(),
        readings=(Reading("“一批”是多少?", "文件不给数,不设数值", ()),),
    ),
    target(
        PLAN,
        "tech-smes",
        "三(四)",
        "每年评价入库的国家科技型中小企业",
        indicator="linyi_tech_smes_evaluated",
        kind="count",
        says=at_least(quantity(1200, "家")),
        recurrence="yearly",
        measure=counts.titles("tech_sme"),
        readings=(Reading("是新增吗?", "不是,入库每年评价,当年评价入库的都计,每户一次", ("首次入库才计", "年末在库")),),
    ),
    target(
        PLAN,
        "high-tech-net-increase",
        "三(四)",
        "每年净增高新技术企业",
        indicator="linyi_high_tech_net_increase",
        kind="count",
        says=at_least(quantity(180, "家")),
        recurrence="yearly",
        measure=Difference(
            counts.titles("high_tech"),
            count("title", OneOf(fact("title_kind"), ("high_tech",)), During(fact("expires_on"))),
        ),
        readings=(Reading("净增如何计?", "当年认定(含重新认定)减当年到期", ("新认定数", "年末存量之差")),),
    ),
    target(
        PLAN,
        "selected-high-tech",
        "三(四)",
        "遴选培育高新技术企业",
        indicator="linyi_selected_high_tech",
        kind="count",
        says=at_least(quantity(100, "家")),
        measure=count("enterprise", _SELECTED),
        readings=(
            Reading("何时完成?", "文件未给日期,以方案期末为限", ("每年100家", "2022年")),
            Reading("是恰好100家吗?", "至少100家,更多不算落空", ("恰好100家",)),
        ),
    ),
    target(
        PLAN,
        "high-tech-output-share",
        "三(四)",
        "高新技术产业产值占规上工业产值比重",
        indicator="high_tech_output_share",
        kind="share",
        says=at_least(percent(52)),
        due_stated=True,
        readings=(
            BY_2026,
            Reading("高新技术产业是高新技术企业吗?", "不是,按统计的产业目录,取公布数", ("高新技术企业产值占比",)),
        ),
    ),
    target(
        PLAN,
        "high-tech-share-rank",
        "三(四)",
        "高新技术产业产值占比进入全省前列",
        indicator="linyi_high_tech_share_rank",
        kind="rank",
        says=no_figure(),
        due_stated=True,
        readings=(Reading("前列是前几位?", "文件未给名次,不作换算", ("全省前三", "全省前五")),),
    ),
)

INCENTIVES = (
    # 三(四)
    incentive(
        PLAN,
        "selected-high-tech-support",
        "三(四)",
        "遴选并培育高新技术企业",
        polarity="support",
        subject="enterprise",
        when=_SELECTED,
        readings=(Reading("支持什么?", "本文件未载", ()),),
    ),
)

TASKS = (task(PLAN, "batch-4-innovation", "三(四)", "培育一批科创企业"),)
