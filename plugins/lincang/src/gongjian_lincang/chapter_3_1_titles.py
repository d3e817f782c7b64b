"""Chapter 三(一)6 and 7: titles, clean production, digital upgrading."""

from gongjian import (
    Compare,
    During,
    Incentive,
    Is,
    Lump,
    Quantity,
    Rate,
    Reading,
    every,
    fact,
    incentive,
    param,
    percent,
    wan,
    yuan,
)

from .chapter_3_1_policy import COMMON, COMPLIANT, FUND, INDUSTRIAL, INDUSTRIAL_ONLY, MANUFACTURING, OVERLAP, YEAR
from .document import PLAN

_OUTPUT, _BEFORE = fact("gross_output"), fact("gross_output_last_year")
_PURCHASED = fact("digital_equipment_purchase")
_FIRST = Reading("首次通过如何计?", "2024年内认定且为该称号首次,每个称号一次", ("复核通过也奖",))


def _title(
    id: str, clause: str, title: str, award: Quantity, *readings: Reading, first: bool = False, **narrowed: str
) -> Incentive:
    """A lump sum for a title granted in 2024, each enterprise once."""
    granted = fact("certification_granted_on", **narrowed)
    first_time = (Is(fact("certification_first", **narrowed)),) if first else ()
    return incentive(
        PLAN,
        id,
        clause,
        title,
        polarity="reward",
        subject="enterprise",
        when=every(*COMPLIANT, INDUSTRIAL, During(granted, YEAR), *first_time),
        amount=Lump(param("award", award)),
        settled="once",
        event=granted,
        once_per="enterprise",
        fund=FUND,
        overlap=OVERLAP,
        readings=(*COMMON, INDUSTRIAL_ONLY, *readings),
    )


INCENTIVES = (
    # 三(一)6 企业创新绿色发展
    _title(
        "first-little-giant",
        "三(一)6",
        "首次认定专精特新小巨人",
        wan(10),
        _FIRST,
        Reading("小巨人是哪一级?", "国家级", ("省级也算",)),
        first=True,
        kind="little_giant",
        level="national",
    ),
    _title("first-srdi-sme", "三(一)6", "首次认定专精特新中小企业", wan(5), _FIRST, first=True, kind="srdi_sme"),
    _title(
        "first-innovative-sme", "三(一)6", "首次认定创新型中小企业", wan(2), _FIRST, first=True, kind="innovative_sme"
    ),
    _title(
        "clean-production-provincial",
        "三(一)6",
        "通过省级清洁生产验收",
        wan(10),
        Reading("每级几次?", "2024年内验收,省级、市级各一次,可都得", ("只取高一级",)),
        kind="clean_production",
        level="provincial",
    ),
    _title(
        "clean-production-city",
        "三(一)6",
        "通过市级清洁生产验收",
        wan(5),
        Reading("每级几次?", "2024年内验收,省级、市级各一次,可都得", ("只取高一级",)),
        kind="clean_production",
        level="city",
    ),
    # 三(一)7 工业企业数字赋能
    _title(
        "digital-benchmark",
        "三(一)7",
        "通过省级数字化转型标杆认定",
        wan(30),
        Reading("须首次吗?", "2024年内认定即可,每户一次", ("首次才奖",)),
        kind="digital_benchmark",
        level="provincial",
    ),
    _title(
        "integration-pilot",
        "三(一)7",
        "新列入部级两化融合贯标试点",
        wan(15),
        Reading("新列入如何计?", "2024年内列入,每户一次", ("首次列入才奖",)),
        kind="integration_pilot",
        level="national",
    ),
    incentive(
        PLAN,
        "digital-equipment",
        "三(一)7",
        "数字化改造设备购置补助",
        polarity="subsidy",
        subject="enterprise",
        when=every(
            *COMPLIANT,
            MANUFACTURING,
            Compare(_PURCHASED, "gt", param("purchase_over", yuan(0))),
            Compare(_OUTPUT, "gt", _BEFORE),
        ),
        amount=Rate(param("rate", percent(10)), _PURCHASED, cap=param("cap", wan(50))),
        settled="yearly",
        once_per="enterprise",
        fund=FUND,
        overlap=OVERLAP,
        readings=(
            *COMMON,
            Reading("须规上吗?", "不须", ("限规上企业",)),
            Reading("采购价按什么计?", "2024年采购的数字化改造设备,每户合计,最高50万元", ("每个改造项目最高50万元",)),
            Reading("何时核算?", "按全年产值在年底", ("改造完成之季",)),
            Reading("开展改造、协同、升级如何认定?", "当年有数字化改造设备采购", ("另行验收",)),
        ),
    ),
)
