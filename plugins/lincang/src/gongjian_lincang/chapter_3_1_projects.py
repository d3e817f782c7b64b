"""Chapter 三(一)4 and 5: investment outside the energy industries, and promoted projects that start."""

from gongjian import (
    Compare,
    During,
    Lump,
    Not,
    Rate,
    Reading,
    counts,
    every,
    fact,
    incentive,
    param,
    permille,
    wan,
)

from .chapter_3_1_policy import COMMON, COMPLIANT, FUND, INDUSTRIAL, MANUFACTURING, OVERLAP, TO_OWNER, YEAR
from .document import PLAN
from .places import ENERGY_INDUSTRIES

_INVESTED = fact("completed_investment")
_ENTERED = fact("statistics_entered_on")

INCENTIVES = (
    # 三(一)4 工业项目加快建设
    incentive(
        PLAN,
        "non-energy-investment",
        "三(一)4",
        "能源以外工业项目投资奖励",
        polarity="reward",
        subject="project",
        when=every(
            *COMPLIANT,
            INDUSTRIAL,
            Not(counts.industries(*ENERGY_INDUSTRIES)),
            Compare(_INVESTED, "gt", param("investment_over", wan(5_000))),
        ),
        amount=Rate(param("rate", permille(1)), _INVESTED),
        settled="quarterly",
        fund=FUND,
        overlap=OVERLAP,
        readings=(
            *COMMON,
            TO_OWNER,
            Reading("能源工业是哪些?", "GB/T 4754的06、07、25、44、45", ("只指电力44",)),
            Reading("5000万元按什么计?", "每个项目2024年年初累计纳统投资,超过才奖", ("计划总投资", "同一业主合计")),
            Reading("1‰的基数?", "全部纳统投资额", ("超过5000万元的部分",)),
        ),
    ),
    # 三(一)5 招商项目落地开工
    incentive(
        PLAN,
        "promoted-project-started",
        "三(一)5",
        "招商制造业项目落地开工奖励",
        polarity="reward",
        subject="project",
        when=every(
            *COMPLIANT,
            MANUFACTURING,
            counts.PROMOTED,
            During(fact("signed_on"), YEAR),
            Compare(fact("fixed_asset_investment"), "ge", param("fixed_assets_from", wan(5_000))),
            During(fact("started_on"), YEAR),
            During(_ENTERED, YEAR),
        ),
        amount=Lump(param("award", wan(10))),
        settled="once",
        event=_ENTERED,
        once_per="project",
        fund=FUND,
        overlap=OVERLAP,
        readings=(
            *COMMON,
            TO_OWNER,
            Reading("固定资产投资按什么计?", "协议项目的固定资产投资,含5000万元", ("已完成固定资产投资", "计划总投资")),
            Reading("何日为奖励事由?", "入库纳统之日(签约、开工、入库都在2024年)", ("开工之日",)),
        ),
    ),
)
