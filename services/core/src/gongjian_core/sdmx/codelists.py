"""Codelists: the fixed ones, and those that follow from what the installed cities declare. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ..catalogue import InstalledCities
from .flows import WHOLE


@dataclass(frozen=True)
class Code:
    """A code with its names; `parent` is another code of the list."""

    id: str
    name: str
    name_en: str | None = None
    parent: str | None = None


@dataclass(frozen=True)
class Codelist:
    """Codes under one id."""

    id: str
    name: str
    name_en: str
    codes: tuple[Code, ...]


def _fixed(id: str, name: str, name_en: str, *codes: tuple[str, str, str]) -> Codelist:
    return Codelist(id, name, name_en, tuple(Code(*code) for code in codes))


FIXED: Final = (
    _fixed(
        "CL_FREQ", "频度", "Frequency",
        ("A", "年", "Annual"), ("S", "半年", "Half-yearly"), ("Q", "季", "Quarterly"), ("M", "月", "Monthly"),
        ("D10", "旬", "Ten-day period"), ("_O", "其他期间", "Another span, such as several years"),
    ),
    _fixed(
        "CL_ACCUMULATION", "累计方式", "Accumulation",
        ("PERIOD", "本期", "Figure of the period itself"),
        ("YEAR_TO_DATE", "累计", "From January to the end of the month"),
        ("STOCK", "时点", "Stands at the end of the period"),
    ),
    _fixed(
        "CL_VALUE_KIND", "数值种类", "Kind of value",
        ("TARGET", "目标值", "Value promised"), ("ACTUAL", "完成值", "Actual value"),
        ("EXPECTED_BY_NOW", "序时进度", "What should be reached by the day"),
        ("RATIO", "完成率", "Part of the way that is done, as a fraction"), ("GAP", "差距", "Target less actual"),
        ("FORECAST", "预计完成值", "Where the figure ends at the pace so far"),
    ),
    _fixed(
        "CL_LIGHT", "红黄绿灯", "Lights",
        ("green", "绿灯", "Green"), ("yellow", "黄灯", "Yellow"), ("red", "红灯", "Red"),
        ("grey", "灰灯", "Grey: not judged"),
    ),
    _fixed(
        "CL_OBS_STATUS", "数据状态", "Observation status",
        ("preliminary", "初步", "Preliminary"), ("final", "最终", "Final"), ("revised", "修订", "Revised"),
    ),
    _fixed(
        "CL_COMPARATOR", "比较词", "Comparison",
        ("ge", "不低于", "At least"), ("gt", "超过", "More than"), ("le", "不高于", "At most"),
        ("lt", "低于", "Less than"), ("eq", "等于", "Exactly"), ("between", "区间", "Within a range"),
        ("approx", "左右", "About"), ("rank_le", "位次不低于", "Ranked no lower than"), ("none", "无数值", "No figure"),
    ),
    _fixed(
        "CL_STRENGTH", "约束力", "Strength",
        ("binding", "确保", "Binding"), ("expected", "预期", "Expected"), ("aspirational", "力争", "Aspirational"),
    ),
    _fixed(
        "CL_KIND", "目标类型", "Kind of target",
        ("level", "总量", "Level"), ("growth", "增速", "Growth"), ("increment", "增量", "Increment"),
        ("count", "数量", "Count"), ("share", "占比", "Share"), ("ratio", "比率", "Ratio"), ("rank", "位次", "Rank"),
        ("milestone", "节点", "Milestone"), ("qualitative", "定性", "Qualitative"),
    ),
)  # fmt: skip


def codelists(cities: InstalledCities) -> tuple[Codelist, ...]:
    """All codelists, fixed and declared."""
    own = (_cities(cities), _areas(cities), _indicators(cities), _scopes(cities))
    return (*FIXED, *own)


def _once(codes: Iterable[Code]) -> tuple[Code, ...]:
    """Each id once, under the name that is declared first."""
    found: dict[str, Code] = {}
    for code in codes:
        found.setdefault(code.id, code)
    return tuple(found.values())


def _cities(cities: InstalledCities) -> Codelist:
    said = [city.declarations.city for city in cities.cities.values()]
    known = {city.key for city in said}
    codes = tuple(Code(city.key, city.name, city.name_en, _among(known, city.parent)) for city in said)
    return Codelist("CL_CITY", "市(县)", "Cities and counties", codes)


def _areas(cities: InstalledCities) -> Codelist:
    said = [city.declarations.city for city in cities.cities.values()]
    own = [Code(city.division_code, city.name, city.name_en) for city in said]
    parts = [
        Code(area.code, area.name, area.name_en, area.parent_code)
        for city in said
        for area in city.divisions
        if area.code != city.division_code
    ]
    codes = _once((*own, *parts))
    parents = {code.id: code.parent for code in parts}
    known = {code.id for code in codes}
    placed = (Code(code.id, code.name, code.name_en, _among(known, parents.get(code.id))) for code in codes)
    return Codelist("CL_AREA", "地区", "Divisions (GB/T 2260), zones, parks and towns", tuple(placed))


def _among(known: set[str], parent: str | None) -> str | None:
    return parent if parent in known else None


def _indicators(cities: InstalledCities) -> Codelist:
    codes = tuple(Code(key, item.name, item.name_en) for key, item in sorted(cities.indicators.items()))
    return Codelist("CL_INDICATOR", "指标", "Indicators", codes)


def _scopes(cities: InstalledCities) -> Codelist:
    titles: dict[str, list[str]] = {}
    for city in cities.cities.values():
        for scope in city.scopes.values():
            known = titles.setdefault(scope.id, [])
            if scope.title not in known:
                known.append(scope.title)
    declared = (Code(id, " / ".join(names)) for id, names in sorted(titles.items()))
    return Codelist("CL_SCOPE", "口径", "Scopes", (Code(WHOLE, "全部", "The whole subject"), *declared))


def names_of(lists: Iterable[Codelist]) -> Mapping[str, Mapping[str, Code]]:
    """The codes by codelist and id."""
    return {found.id: {code.id: code for code in found.codes} for found in lists}
