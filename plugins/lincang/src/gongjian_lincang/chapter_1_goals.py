"""Chapter 一: the year's overall goals. 力争 governs every dash."""

from gongjian import (
    Baseline,
    Not,
    Period,
    Reading,
    at_least,
    counts,
    no_figure,
    percent,
    phase,
    points,
    quantity,
    target,
    yi,
)

from .document import PLAN
from .places import ENERGY_INDUSTRIES

_PART = Reading(
    "其中:是什么的其中?",
    "能源以外工业投资完成额的其中;三项口径交叉(建安、民间都在产业投资之内也可重叠),不相加",
    ("全部工业投资的其中", "三项为并列目标"),
)

TARGETS = (
    # 一 总体目标
    target(
        PLAN,
        "overall-quality",
        "一",
        "新质生产力发展,存量提质、增量支撑,产业结构优化、链群壮大",
        indicator="lincang_overall_quality",
        kind="qualitative",
        says=no_figure(),
    ),
    # 一① 工业增速与占比
    target(
        PLAN,
        "value-added-growth",
        "一①",
        "规上工业增加值增长",
        indicator="industrial_value_added_growth",
        kind="growth",
        says=at_least(percent(12)),
        strength="aspirational",
        due_stated=True,
    ),
    target(
        PLAN,
        "industry-share-of-gdp",
        "一①",
        "全部工业增加值占GDP比重提高",
        indicator="industry_share_of_gdp",
        kind="increment",
        says=at_least(points(2)),
        strength="aspirational",
        due_stated=True,
        baseline=Baseline(Period.parse("2023"), None, "change_points"),
        readings=(Reading("比什么时候提高?", "比2023年全年比重提高;文件未给2023年的数值", ("比上年同期",)),),
    ),
    # 一② 工业投资
    target(
        PLAN,
        "non-energy-investment-growth",
        "一②",
        "能源以外工业投资增长",
        indicator="industrial_investment_growth",
        kind="growth",
        says=at_least(percent(12)),
        strength="aspirational",
        due_stated=True,
        scope="non-energy-industry",
        readings=(Reading("由登记计算吗?", "不;上年已完工的项目未必在册,增速由统计部门公布", ("按项目纳统投资加总",)),),
    ),
    target(
        PLAN,
        "industry-investment",
        "一②",
        "完成产业投资",
        indicator="lincang_industry_investment",
        kind="level",
        says=at_least(yi("93.1")),
        strength="aspirational",
        due_stated=True,
        subset_of="non-energy-investment-growth",
        scope="non-energy-industry",
        measure=counts.investment(counts.INDUSTRIAL, Not(counts.industries(*ENERGY_INDUSTRIES))),
        readings=(
            _PART,
            Reading(
                "产业投资由哪些项目构成?", "能源以外全部工业项目的年初累计纳统投资", ("只计二(三)两批名单内的项目",)
            ),
            Reading("与二(三)的关系?", "数值等于二(三)1的34亿元加二(三)2的59.1亿元;文件未明言,不作加总校验", ()),
        ),
    ),
    target(
        PLAN,
        "construction-investment",
        "一②",
        "完成建安投资",
        indicator="lincang_construction_investment",
        kind="level",
        says=at_least(yi("83.8")),
        strength="aspirational",
        due_stated=True,
        subset_of="non-energy-investment-growth",
        scope="non-energy-industry",
        readings=(_PART,),
    ),
    target(
        PLAN,
        "private-investment",
        "一②",
        "完成民间投资",
        indicator="lincang_private_investment",
        kind="level",
        says=at_least(yi("46.6")),
        strength="aspirational",
        due_stated=True,
        subset_of="non-energy-investment-growth",
        scope="non-energy-industry",
        readings=(_PART,),
    ),
    # 一③ 企业净增
    target(
        PLAN,
        "above-scale-net-increase",
        "一③",
        "净增规上工业企业",
        indicator="above_scale_net_increase",
        kind="count",
        says=at_least(quantity(16, "户")),
        strength="aspirational",
        due_stated=True,
        measure=counts.net_increase(),
        readings=(
            Reading(
                "与二(一)2的22户、15个和二(五)2的30户如何相加?",
                "不相加:净增16户是全年纳规减退规;30户是全年纳规;22户小升规和15个投产升规项目是其中的名单",
                ("22户与15个之外另有30户",),
            ),
        ),
    ),
    target(
        PLAN,
        "industrial-enterprise-net-increase",
        "一③",
        "净增工业企业",
        indicator="lincang_industrial_enterprise_net_increase",
        kind="count",
        says=at_least(quantity(1200, "户")),
        strength="aspirational",
        due_stated=True,
        readings=(Reading("净增如何计?", "年内新设减注销的工业企业户数,由市场监管登记统计得出", ()),),
    ),
)

PHASES = (
    # The plan names no stages: its year stands.
    phase(PLAN, "year-2024", "一", "2024年攻坚年度", PLAN.from_, PLAN.to, named=False, responsible=()),
)
