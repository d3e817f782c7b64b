"""A made-up city with a small fund and one incentive of each kind: quarterly, once, yearly, for projects, unpaid."""

from datetime import date
from decimal import Decimal

from gongjian import (
    Band,
    Bands,
    City,
    Compare,
    Declarations,
    Division,
    During,
    Fund,
    GrowthOf,
    Is,
    Lasting,
    Lump,
    Minus,
    Not,
    OneOf,
    Overlap,
    Period,
    Plan,
    Rate,
    Within,
    clause,
    counts,
    departments,
    every,
    fact,
    incentive,
    param,
    percent,
    permille,
    wan,
    years,
)
from gongjian.conformance import check_cities
from gongjian_core.catalogue import InstalledCities, InstalledCity

KEY = "aa"
CITY = City(
    key=KEY,
    name="甲市",
    name_en="Jia",
    division_code="990100",
    level="prefecture",
    province_code="99",
    divisions=(Division("990102", "东区"), Division("990121", "西县")),
    departments=departments("市工信局"),
)
PLAN = Plan(
    id="jia-2024",
    title="甲市方案",
    number=None,
    issued_on=None,
    from_=date(2024, 1, 1),
    to=date(2024, 12, 31),
    clauses=(
        clause("一", "资金", "100万元"),
        clause("一(一)", "增产", "2000万元", "25%", "1亿元", "10%", "1‰"),
        clause("一(二)", "升规", "三年", "20万元"),
        clause("一(三)", "骨干", "5000万元", "10万元"),
        clause("一(四)", "设备", "10%", "50万元"),
        clause("一(五)", "投资", "5000万元", "1‰"),
        clause("二", "出清", "两年"),
    ),
)
FUND = Fund("fund-2024", PLAN.id, "一", "专项资金", Decimal(100), "万元", 2024, "市财政")
YEAR = Period.parse("2024")
LAWFUL = Is(fact("lawful_operation"))
OUTPUT, BEFORE = fact("gross_output"), fact("gross_output_last_year")
ENTERED = fact("above_scale_entered_on")
BOUGHT = fact("digital_equipment_purchase")
INVESTED = fact("completed_investment")
OVERLAP = Overlap("support", "higher_of")
REPEATED = Within(ENTERED, fact("previous_above_scale_entered_on"), param("look-back", years(3, "三年")))
BANDS = Bands(
    OUTPUT,
    GrowthOf(OUTPUT, BEFORE),
    "ge",
    (
        Band(param("from-20m", wan(2_000)), param("growth-from-20m", percent(25))),
        Band(param("from-100m", wan(10_000)), param("growth-from-100m", percent(10))),
    ),
)

IDLE = param("idle", years(2, "两年"))
INCENTIVES = (
    incentive(
        PLAN, "growth", "一(一)", "增产奖励", polarity="reward", subject="enterprise", settled="quarterly",
        when=every(LAWFUL, Is(fact("above_scale")), counts.INDUSTRIAL, BANDS),
        amount=Rate(param("rate", permille(1)), Minus(OUTPUT, BEFORE)), fund=FUND, overlap=OVERLAP,
    ),
    incentive(
        PLAN, "entry", "一(二)", "升规奖励", polarity="reward", subject="enterprise", settled="once", event=ENTERED,
        when=every(LAWFUL, During(ENTERED, YEAR), OneOf(fact("above_scale_entry"), ("upgrade",)), Not(REPEATED)),
        amount=Lump(param("lump", wan(20))), once_per="enterprise", fund=FUND, overlap=OVERLAP,
    ),
    incentive(
        PLAN, "backbone", "一(三)", "骨干奖励", polarity="reward", subject="enterprise", settled="yearly",
        when=every(LAWFUL, Compare(OUTPUT, "gt", param("over", wan(5_000))), Compare(OUTPUT, "gt", BEFORE)),
        amount=Lump(param("lump", wan(10))), once_per="enterprise", fund=FUND, overlap=OVERLAP,
    ),
    incentive(
        PLAN, "equipment", "一(四)", "设备补助", polarity="subsidy", subject="enterprise", settled="yearly",
        when=every(LAWFUL, Compare(BOUGHT, "gt", param("purchase-over", wan(0)))),
        amount=Rate(param("rate", percent(10)), BOUGHT, cap=param("cap", wan(50))), once_per="enterprise", fund=FUND,
        overlap=OVERLAP,
    ),
    incentive(
        PLAN, "investment", "一(五)", "投资奖励", polarity="reward", subject="project", settled="quarterly",
        when=every(LAWFUL, Compare(INVESTED, "gt", param("over", wan(5_000)))),
        amount=Rate(param("rate", permille(1)), INVESTED), fund=FUND,
    ),
    incentive(
        PLAN, "idle", "二", "停产两年以上出清", polarity="elimination", subject="enterprise",
        when=every(OneOf(fact("status"), ("suspended",)), Lasting(fact("suspended_on"), IDLE)),
    ),
)  # fmt: skip
DECLARED = Declarations(
    city=CITY,
    distribution="gongjian-jia",
    version="0.1.0",
    plans=(PLAN,),
    indicators=(),
    targets=(),
    funds=(FUND,),
    incentives=INCENTIVES,
    phases=(),
    duties=(),
    tasks=(),
    published=(),
)
assert not [problem for problem in check_cities([DECLARED]) if "incentive" in problem.what or "fund" in problem.what]


def fund_cities(declared: Declarations = DECLARED) -> InstalledCities:
    """Answer a catalogue of that city alone."""
    return InstalledCities({KEY: InstalledCity(declared)})
