"""Chapter 三(二): innovation. No 力争 here; each bare figure is a lower bound."""

from gongjian import (
    Compare,
    Is,
    Reading,
    at_least,
    between,
    count,
    counts,
    duty,
    fact,
    no_figure,
    param,
    part_of,
    percent,
    quantity,
    target,
    task,
    yuan,
)

from .document import ISSUED, PLAN, SINCE_ISSUED

_SPAN = Reading("到何时?", "文件未给期限,按方案期2022至2024年合计,期末为止", ("每年",))
_AT_END = Reading("到何时?", "文件未给期限,按方案期末", ("每年",))
_TITLES = Reading(
    "新增如何计?", "当年认定的企业,每户计一次,不减到期和取消的", ("净增", "只计首次认定", "有效企业数比上年增加")
)
_SOME = Reading("“一批”是多少?", "文件不给数,不设数值;同句“每年”也管到这里", ("方案期内一批",))
_COVERED = Reading("“全覆盖”是多少?", "100%", ())
_NOT_RECORDED = Reading("由登记计算吗?", "不;平台、中心、成果不在登记里,读上报数", ())
_ABOVE_SCALE = count("enterprise", counts.INDUSTRIAL, Is(fact("above_scale")))

TARGETS = (
    # 三(二)1 加强核心技术攻坚
    target(
        PLAN,
        "research-sectors",
        "三(二)1",
        "每年组织行业关键共性技术揭榜攻关",
        indicator="shizuishan_research_sectors",
        kind="count",
        says=between(quantity(1, "个"), quantity(2, "个")),
        recurrence="yearly",
        readings=(Reading("超过2个行业算完成吗?", "算", ("不算",)),),
    ),
    target(
        PLAN,
        "technology-breakthroughs",
        "三(二)1",
        "一批关键共性技术攻克",
        indicator="shizuishan_breakthroughs",
        kind="qualitative",
        says=no_figure(),
        recurrence="yearly",
        readings=(_SOME,),
    ),
    target(
        PLAN,
        "advanced-products",
        "三(二)1",
        "一批国内以至国际先进的产品、技术、工艺",
        indicator="shizuishan_advanced_products",
        kind="qualitative",
        says=no_figure(),
        recurrence="yearly",
        readings=(_SOME,),
    ),
    # 三(二)2 培育壮大创新群体
    target(
        PLAN,
        "rd-active-share",
        "三(二)2",
        "规上企业中有研发投入企业占比",
        indicator="shizuishan_rd_active_share",
        kind="share",
        says=at_least(percent(48)),
        measure=part_of(_ABOVE_SCALE, Compare(fact("rd_expense"), "gt", param("none", yuan(0)))),
        readings=(
            _AT_END,
            Reading("规上企业是哪些?", "规模以上工业企业", ("各行业规模以上企业",)),
            Reading("有研发投入如何计?", "当年研发投入大于零", ("有研发活动", "有研发机构")),
        ),
    ),
    target(
        PLAN,
        "new-srdi-enterprises",
        "三(二)2",
        "每年新增专精特新企业",
        indicator="new_srdi_enterprises",
        kind="count",
        says=at_least(quantity(20, "家")),
        recurrence="yearly",
        measure=counts.titles("srdi_sme"),
        readings=(_TITLES, Reading("含小巨人吗?", "不另计:按专精特新中小企业称号", ("专精特新中小企业加小巨人",))),
    ),
    target(
        PLAN,
        "new-high-tech-enterprises",
        "三(二)2",
        "每年新增高新技术企业",
        indicator="new_high_tech_enterprises",
        kind="count",
        says=at_least(quantity(10, "家")),
        recurrence="yearly",
        measure=counts.titles("high_tech"),
        readings=(_TITLES,),
    ),
    target(
        PLAN,
        "new-tech-smes",
        "三(二)2",
        "每年新增科技型中小企业",
        indicator="new_tech_smes",
        kind="count",
        says=at_least(quantity(30, "家")),
        recurrence="yearly",
        measure=counts.titles("tech_sme"),
        readings=(_TITLES,),
    ),
    # 三(二)3 打造高能级科创平台
    target(
        PLAN,
        "innovation-platform-coverage",
        "三(二)3",
        "规上高新技术企业创新平台全覆盖",
        indicator="shizuishan_innovation_platform_coverage",
        kind="share",
        says=at_least(quantity(100, "%", printed="全覆盖")),
        readings=(_COVERED, _AT_END, _NOT_RECORDED),
    ),
    target(
        PLAN,
        "engineering-centres",
        "三(二)3",
        "新建自治区工程(技术)研究中心",
        indicator="shizuishan_engineering_centres",
        kind="count",
        says=at_least(quantity(5, "家")),
        readings=(_SPAN, _NOT_RECORDED),
    ),
    target(
        PLAN,
        "technology-centres",
        "三(二)3",
        "新建自治区企业技术(创新)中心",
        indicator="shizuishan_technology_centres",
        kind="count",
        says=at_least(quantity(50, "家")),
        readings=(_SPAN, _NOT_RECORDED),
    ),
    # 三(二)4 加速科技成果转化
    target(
        PLAN,
        "results-converted",
        "三(二)4",
        "登记并转化科技成果",
        indicator="shizuishan_results_converted",
        kind="count",
        says=at_least(quantity(150, "项")),
        readings=(_SPAN, _NOT_RECORDED),
    ),
    target(
        PLAN,
        "incubators",
        "三(二)4",
        "建成自治区级以上科技企业孵化器",
        indicator="shizuishan_incubators",
        kind="count",
        says=at_least(quantity(1, "家")),
        readings=(_SPAN, _NOT_RECORDED),
    ),
)

DUTIES = (
    # 三(二)1 加强核心技术攻坚
    duty(
        PLAN,
        "yearly-open-bid-research",
        "三(二)1",
        "组织关键共性技术揭榜攻关",
        "campaign",
        "yearly",
        from_=ISSUED,
        readings=(SINCE_ISSUED, Reading("每年哪一天?", "年末,文件未定日", ())),
    ),
)

TASKS = (
    task(PLAN, "task-3-2-1", "三(二)1", "加强核心技术攻坚"),
    task(PLAN, "task-3-2-2", "三(二)2", "培育壮大创新群体"),
    task(PLAN, "task-3-2-3", "三(二)3", "打造高能级科创平台"),
    task(PLAN, "task-3-2-4", "三(二)4", "加速科技成果转化"),
)
