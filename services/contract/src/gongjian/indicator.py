"""Indicators: what is measured, in which unit, and how it may be added up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from .errors import ContractError
from .quantity import unit as known_unit

Direction = Literal["up", "down", "band"]
Accumulation = Literal["period", "year_to_date", "stock"]
Aggregation = Literal["sum", "last", "weighted", "none"]


@dataclass(frozen=True)
class Indicator:
    """An indicator. `subjects` are the kinds of subject it is recorded for; `names` are other printed names.

    `accumulation`: period (a figure of its own period), year_to_date (runs from January), stock (stands on a day).
    `share_of`: part and whole from whose figures the share follows where it is not recorded itself.
    `aggregation`: how figures of parts or years combine; `none` = adding up is refused (percentages, ranks).
    """

    key: str
    name: str
    name_en: str
    unit: str
    subjects: tuple[str, ...]
    direction: Direction = "up"
    accumulation: Accumulation = "period"
    aggregation: Aggregation = "none"
    source: str | None = None
    names: tuple[str, ...] = ()
    share_of: tuple[str, str] | None = None


_AREAS: Final = ("city", "division", "park", "chain")
_UNITS: Final = ("enterprise", "project")
_SHORT: Final[dict[str, tuple[Accumulation, Aggregation]]] = {
    "flow": ("year_to_date", "sum"),
    "stock": ("stock", "last"),
    "rate": ("year_to_date", "none"),
    "share": ("stock", "none"),
}


def indicator(
    key: str,
    name: str,
    name_en: str,
    unit: str,
    behaviour: Literal["flow", "stock", "rate", "share"],
    *,
    subjects: tuple[str, ...] = _AREAS,
    direction: Direction = "up",
    source: str | None = None,
    names: tuple[str, ...] = (),
    share_of: tuple[str, str] | None = None,
) -> Indicator:
    """Declare an indicator by how it behaves: a `flow` runs year to date and adds up, a `stock` stands on a day,
    a `rate` is a year-to-date growth and a `share` a percentage of a stock; neither of the last two adds up."""
    if known_unit(unit).dimension in ("ratio", "points", "rank") and behaviour in ("flow", "stock"):
        raise ContractError(f"indicator {key}: figures in {unit} never add up; declare it as rate or share")
    accumulation, aggregation = _SHORT[behaviour]
    return Indicator(key, name, name_en, unit, subjects, direction, accumulation, aggregation, source, names, share_of)


def _both(key: str, name: str, name_en: str, unit: str, kinds: tuple[str, ...] = ("enterprise",)) -> Indicator:
    return indicator(key, name, name_en, unit, "flow", subjects=(*_AREAS, *kinds))


SHARED: Final[tuple[Indicator, ...]] = (
    _both("gross_output", "工业总产值", "Gross industrial output", "元"),
    _both("revenue", "营业收入", "Operating revenue", "元"),
    _both("tax_paid", "税收", "Tax paid", "元"),
    _both("value_added", "工业增加值", "Industrial value added", "元"),
    _both("rd_expense", "研发投入", "R&D expense", "元"),
    _both("energy_use", "综合能耗", "Energy use", "吨标准煤"),
    indicator("employees", "从业人员", "Employees", "人", "stock", subjects=(*_AREAS, "enterprise")),
    _both("digital_equipment_purchase", "数字化改造设备采购价", "Purchases of digital equipment", "元"),
    _both("completed_investment", "完成投资(纳统)", "Investment entered in statistics", "元", _UNITS),
    indicator("gdp", "地区生产总值", "Gross regional product", "亿元", "flow"),
    indicator("gdp_growth", "地区生产总值增长率", "GDP growth", "%", "rate"),
    indicator("all_industry_value_added", "全部工业增加值", "Value added of all industry", "亿元", "flow"),
    indicator(
        "industry_share_of_gdp",
        "全部工业增加值占GDP比重",
        "Industry share of GDP",
        "%",
        "share",
        share_of=("all_industry_value_added", "gdp"),
    ),
    indicator(
        "industrial_value_added_growth",
        "规模以上工业增加值增长率",
        "Growth of above-scale value added",
        "%",
        "rate",
    ),
    indicator("above_scale_gross_output", "规模以上工业总产值", "Output of above-scale industry", "亿元", "flow"),
    indicator(
        "above_scale_gross_output_growth",
        "规模以上工业总产值增长率",
        "Growth of above-scale output",
        "%",
        "rate",
    ),
    indicator("industrial_output_growth", "工业产值增长率", "Growth of industrial output", "%", "rate"),
    indicator("industrial_output", "工业产值", "Industrial output", "亿元", "flow"),
    indicator("above_scale_enterprises", "规模以上工业企业数", "Above-scale enterprises", "户", "stock"),
    indicator("new_above_scale_enterprises", "新增规模以上工业企业数", "New above-scale enterprises", "户", "flow"),
    indicator(
        "above_scale_net_increase",
        "净增规模以上工业企业数",
        "Net increase of above-scale enterprises",
        "户",
        "flow",
    ),
    indicator("industrial_investment_growth", "工业投资增长率", "Growth of industrial investment", "%", "rate"),
    indicator("investment_per_mu", "亩均投资强度", "Investment per mu", "万元/亩", "share"),
    indicator("reserved_projects", "谋划储备工业项目数", "Industrial projects in reserve", "个", "flow"),
    indicator("signed_projects", "签约工业项目数", "Industrial projects signed", "个", "flow"),
    indicator("signed_investment", "签约工业项目总投资", "Investment signed", "亿元", "flow"),
    indicator("started_projects", "开工工业项目数", "Industrial projects started", "个", "flow"),
    indicator("commissioned_projects", "投产工业项目数", "Industrial projects commissioned", "个", "flow"),
    indicator("upgrade_projects", "实施技术改造项目数", "Technical upgrade projects", "个", "flow"),
    indicator("new_little_giants", "新认定国家级专精特新小巨人企业数", "New national little giants", "户", "flow"),
    indicator("new_srdi_enterprises", "新增专精特新企业数", "New SRDI enterprises", "户", "flow"),
    indicator("new_tech_smes", "新增科技型中小企业数", "New technology SMEs", "户", "flow"),
    indicator("new_high_tech_enterprises", "新增高新技术企业数", "New high-tech enterprises", "户", "flow"),
    indicator("new_listed_companies", "新增上市公司数", "New listed companies", "家", "flow"),
    indicator("green_factories", "绿色工厂数", "Green factories", "家", "stock"),
    indicator(
        "digital_coverage",
        "规模以上工业企业数字化覆盖率",
        "Digital coverage of above-scale enterprises",
        "%",
        "share",
    ),
    indicator("base_stations_5g", "5G基站数", "5G base stations", "个", "stock"),
    indicator("new_base_stations_5g", "新建5G基站数", "New 5G base stations", "个", "flow"),
    indicator(
        "private_investment_share",
        "民间投资占固定资产投资比重",
        "Private share of fixed-asset investment",
        "%",
        "share",
    ),
    indicator(
        "industry_investment_share",
        "产业投资占固定资产投资比重",
        "Industry share of fixed-asset investment",
        "%",
        "share",
    ),
    indicator("rd_intensity", "R&D投入强度", "R&D intensity", "%", "share"),
    indicator("high_tech_output_share", "高新技术产业产值占比", "High-tech share of output", "%", "share"),
)
