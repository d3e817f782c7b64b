"""Chapter 二: the yearly ladder of goals, 2022, 2023 and 2024. No 力争 here: the figures are expected."""

from typing import Literal

from gongjian import (
    Measure,
    OneOf,
    PerUnit,
    Reading,
    Says,
    Sum,
    Target,
    at_least,
    counts,
    fact,
    no_figure,
    percent,
    quantity,
    rows,
    target,
)

from .document import PLAN
from .places import PARKS

Rung = tuple[str, str]
_IN_PARKS = rows("enterprise", counts.INDUSTRIAL, OneOf(fact("park"), PARKS))

_AVERAGE = Reading(
    "“2024年年均增长”如何计?", "2022至2024年三年的复合年均增长率", ("2024年当年增长", "三年增速的简单平均")
)
_EMERGING = Reading("由登记计算吗?", "不;战略性新兴产业按产品统计分类,由统计部门公布", ("按企业标签加总增加值",))
_HIGH_TECH = Reading("由登记计算吗?", "不;增加值由统计部门公布", ("按高技术制造业分类加总企业增加值",))
_INTENSITY = Reading("R&D投入强度是什么比值?", "全社会R&D经费与地区生产总值之比", ("规上工业R&D经费与营业收入之比",))
_FRONT = Reading("前列是第几位?", "文件不给位次,不设数值;登记位次供参考", ("前三", "前半数"))
_WEST = Reading("与哪些地区相比?", "西部各市,文件未列名单", ("西部各省区",))
_PARKS = Reading("园区工业是哪些?", "文件点名的三个园区内的工业企业", ("全部各级园区",))
_LAND = Reading("亩按什么?", "企业登记的用地面积之和", ("园区已开发面积", "园区规划面积"))
_INVESTED = Reading("由登记计算吗?", "不;投资与用地不在同一登记,由园区统计得出", ("园内项目投资除以用地",))
_YEAR = Reading("产出和税收取哪一段?", "当年年初至今的工业总产值和税收,全年数为准", ("近十二个月", "营业收入"))


def _rung(
    rung: Rung,
    id: str,
    title: str,
    indicator: str,
    kind: Literal["growth", "share", "rank", "ratio"],
    says: Says,
    *readings: Reading,
    scope: str = "",
    measure: Measure | None = None,
) -> Target:
    """One rung of a ladder: (clause, year), the series is named like the ladder."""
    clause, year = rung
    return target(
        PLAN,
        f"{id}-{year}",
        clause,
        f"{year}年{title}",
        indicator=indicator,
        kind=kind,
        says=says,
        period=year,
        due_stated=True,
        series=id,
        scope=scope,
        measure=measure,
        readings=readings,
    )


def _growth(rung: Rung, value: str) -> Target:
    name = "规上工业增加值增长"
    return _rung(rung, "value-added-growth", name, "industrial_value_added_growth", "growth", at_least(percent(value)))


def _emerging(rung: Rung, value: str) -> Target:
    name, key = "战略新兴产业增加值占规上工业比重", "shizuishan_strategic_emerging_share"
    return _rung(rung, "strategic-emerging-share", name, key, "share", at_least(percent(value)), _EMERGING)


def _high_tech(rung: Rung, value: str) -> Target:
    name, key = "高技术制造业增加值占规上工业比重", "shizuishan_high_tech_manufacturing_share"
    return _rung(rung, "high-tech-manufacturing-share", name, key, "share", at_least(percent(value)), _HIGH_TECH)


def _rd_intensity(rung: Rung, value: str) -> Target:
    return _rung(rung, "rd-intensity", "R&D投入强度", "rd_intensity", "share", at_least(percent(value)), _INTENSITY)


def _energy_rank(rung: Rung) -> Target:
    name, key = "单位工业增加值能耗降幅居全区前列", "shizuishan_energy_intensity_fall_rank"
    return _rung(rung, "energy-intensity-rank", name, key, "rank", no_figure(), _FRONT)


def _per_mu(rung: Rung, investment: str, output: str, tax: str) -> tuple[Target, ...]:
    land = Sum(fact("land_mu"), _IN_PARKS)
    return (
        _rung(
            rung,
            "investment-per-mu",
            "园区工业亩均投资强度",
            "investment_per_mu",
            "ratio",
            at_least(quantity(investment, "万元/亩")),
            _PARKS,
            _INVESTED,
            scope="parks",
        ),
        _rung(
            rung,
            "output-per-mu",
            "园区工业亩均产出强度",
            "shizuishan_output_per_mu",
            "ratio",
            at_least(quantity(output, "万元/亩")),
            _PARKS,
            _LAND,
            _YEAR,
            scope="parks",
            measure=PerUnit(Sum(fact("gross_output"), _IN_PARKS), land),
        ),
        _rung(
            rung,
            "tax-per-mu",
            "园区工业亩均税收",
            "shizuishan_tax_per_mu",
            "ratio",
            at_least(quantity(tax, "万元/亩")),
            _PARKS,
            _LAND,
            _YEAR,
            scope="parks",
            measure=PerUnit(Sum(fact("tax_paid"), _IN_PARKS), land),
        ),
    )


_2022, _2023, _2024 = ("二①", "2022"), ("二②", "2023"), ("二③", "2024")

TARGETS = (
    # 二① 2022年目标
    _growth(_2022, "8.5"),
    _emerging(_2022, "8"),
    _high_tech(_2022, "4"),
    _rd_intensity(_2022, "2.2"),
    _energy_rank(_2022),
    *_per_mu(_2022, investment="160", output="120", tax="4.5"),
    # 二② 2023年目标
    _growth(_2023, "8.5"),
    _emerging(_2023, "10"),
    _high_tech(_2023, "6"),
    _rd_intensity(_2023, "2.3"),
    _energy_rank(_2023),
    *_per_mu(_2023, investment="175", output="150", tax="6"),
    # 二③ 2024年目标
    target(
        PLAN,
        "value-added-growth-average",
        "二③",
        "到2024年规上工业增加值年均增长",
        indicator="industrial_value_added_growth",
        kind="growth",
        says=at_least(percent("8.5")),
        due_stated=True,
        series="value-added-growth",
        readings=(_AVERAGE,),
    ),
    _emerging(_2024, "12"),
    _high_tech(_2024, "8"),
    _rd_intensity(_2024, "2.4"),
    _rung(
        _2024,
        "rd-intensity-rank",
        "R&D投入强度居西部前列",
        "shizuishan_rd_intensity_rank",
        "rank",
        no_figure(),
        _FRONT,
        _WEST,
    ),
    _energy_rank(_2024),
    *_per_mu(_2024, investment="185", output="175", tax="8"),
    target(
        PLAN,
        "industrial-transformation",
        "二③",
        "工业转型升级走在全区前面",
        indicator="shizuishan_transformation_rank",
        kind="rank",
        says=no_figure(),
        due_stated=True,
        readings=(_FRONT,),
    ),
)
