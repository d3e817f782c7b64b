"""A tiny city that declares targets of every kind of measure; its records are those of the test."""

from datetime import date
from typing import Any

from gongjian import (
    SHARED,
    City,
    Compare,
    Declarations,
    Division,
    Growth,
    Indicator,
    Listed,
    Matches,
    Not,
    OneOf,
    Period,
    PerUnit,
    Plan,
    Scope,
    Share,
    Sum,
    Target,
    UpTo,
    at_least,
    clause,
    count,
    departments,
    fact,
    indicator,
    param,
    percent,
    points,
    quantity,
    rows,
    target,
    wan,
    yi,
)
from gongjian.counts import MANUFACTURING, SIGNED, STARTED, entries, investment, net_increase, titles
from gongjian_core.catalogue import InstalledCities, InstalledCity

PLAN = Plan(
    id="aa-2024",
    title="2024年方案",
    number=None,
    issued_on=None,
    from_=date(2024, 1, 1),
    to=date(2024, 12, 31),
    clauses=(
        clause("一①", "目标", "x", lead=("市工业和信息化局",)),
        clause("二(一)1", "项目", "x", lead=("市统计局",)),
    ),
    lists=(Listed("key-projects", "aa-2024", "二(一)1", "重点项目", "project", yearly=True),),
)
OWN = (indicator("tax_per_mu", "亩均税收", "Tax per mu", "万元/亩", "share"),)
INDICATORS: dict[str, Indicator] = {item.key: item for item in (*SHARED, *OWN)}
BIG = Compare(fact("planned_investment"), "ge", param("size", wan(5_000)))
ZONE = rows("enterprise", OneOf(fact("park"), ("east-zone",)))


def make(id: str, says: Any, **more: Any) -> Target:
    """A target at clause 一① unless said otherwise."""
    fields: dict[str, Any] = {"indicator": "started_projects", "kind": "count", "says": says} | more
    return target(PLAN, id, fields.pop("clause", "一①"), id, **fields)


TARGETS = (
    make(
        "started", at_least(quantity(20, "个")), clause="二(一)1",
        measure=count("project", MANUFACTURING, STARTED, BIG),
    ),
    make("investment", at_least(yi("1.5")), indicator="completed_investment", kind="level", measure=investment()),
    make("net", at_least(quantity(16, "户")), indicator="above_scale_net_increase", measure=net_increase()),
    make("entered", at_least(quantity(3, "户")), indicator="new_above_scale_enterprises", measure=entries()),
    make("giants", at_least(quantity(1, "户")), indicator="new_little_giants", measure=titles("little_giant")),
    make(
        "started-share", at_least(percent(50)), indicator="digital_coverage", kind="share",
        measure=Share(count("project", SIGNED, STARTED), count("project", SIGNED)),
    ),
    make(
        "output-growth", at_least(percent(12)), indicator="industrial_output_growth", kind="growth",
        measure=Growth(Sum(fact("gross_output"), rows("enterprise", Matches(fact("industry_code"), ("C",))))),
    ),
    make(
        "tax-per-mu", at_least(quantity("1.5", "万元/亩")), indicator="tax_per_mu", kind="ratio",
        measure=PerUnit(Sum(fact("tax_paid"), ZONE), Sum(fact("land_mu"), ZONE)),
    ),
    make("gdp", at_least(yi(1200)), indicator="gdp", kind="level"),
    make("value-added", at_least(percent(12)), indicator="industrial_value_added_growth", kind="growth"),
    make("industry-share", at_least(points(2)), indicator="industry_share_of_gdp", kind="increment"),
    make("stations", at_least(quantity(1550, "个")), indicator="base_stations_5g", kind="level"),
    make(
        "each-county", at_least(quantity(1, "个")), per="division",
        measure=count("project", STARTED), strength="binding",
    ),
    make(
        "still-listed", at_least(quantity(2, "户")), indicator="green_factories",
        measure=count("title", OneOf(fact("title_kind"), ("green_factory",)), Not(UpTo(fact("expires_on")))),
    ),
)  # fmt: skip


def city(key: str, code: str, *targets: Target) -> InstalledCity:
    """An installed city of that key."""
    about = City(
        key=key,
        name=f"{key}市",
        name_en=key,
        division_code=code,
        level="prefecture",
        province_code="99",
        divisions=(
            Division(code, f"{key}市"),
            Division(f"{code[:4]}02", "东区"),
            Division(f"{code[:4]}21", "西县"),
            Division("east-zone", "东部园区", kind="park"),
        ),
        departments=departments("市工业和信息化局", "市统计局"),
        scopes=(Scope("zones", "开发区"),),
    )
    return InstalledCity(
        Declarations(
            city=about,
            distribution=f"gongjian-{key}",
            version="0",
            plans=(PLAN,),
            indicators=OWN,
            targets=targets,
            funds=(),
            incentives=(),
            phases=(),
            duties=(),
            tasks=(),
            published=(),
        )
    )


def catalogue() -> InstalledCities:
    """Two cities: the one with targets, and a neighbour."""
    return InstalledCities({"aa": city("aa", "990100", *TARGETS), "bb": city("bb", "990200")})


YEAR = Period.parse("2024")
