"""The vocabulary of facts: what conditions, amounts and measures may ask about a subject.

Each fact says in which rows it stands and what its absence means: an event or a list membership that is not recorded
did not happen (`no`); a statistic or a judgement that is not recorded is `unknown`, never a zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from .errors import ContractError

FactType = Literal["bool", "text", "set", "decimal", "date"]
Absence = Literal["no", "unknown"]
RowKind = Literal["enterprise", "project", "entry", "exit", "title", "listing"]
ENTERPRISE_ROWS: Final[tuple[RowKind, ...]] = ("enterprise", "entry", "exit", "title", "listing")


@dataclass(frozen=True)
class FactKind:
    """One fact: its Chinese title, its type, the dimension of its figure and what absence means.

    `indicator` names the indicator whose observation over the period is the value, `years_back` years earlier.
    `arguments` are the questions the fact is narrowed by, such as the kind of a certification.
    """

    name: str
    title: str
    type: FactType
    rows: tuple[RowKind, ...]
    absent: Absence = "no"
    dimension: str | None = None
    indicator: str | None = None
    years_back: int = 0
    arguments: tuple[str, ...] = ()


_MILESTONES = {
    "reserved_on": "储备日期",
    "signed_on": "签约日期",
    "preliminary_on": "前期工作日期",
    "started_on": "开工日期",
    "statistics_entered_on": "入库纳统日期",
    "completed_on": "竣工日期",
    "commissioned_on": "投产日期",
    "above_scale_on": "升规日期",
}
_INDICATORS: dict[str, tuple[str, str | None]] = {
    "gross_output": ("工业总产值", "money"),
    "revenue": ("营业收入", "money"),
    "tax_paid": ("税收", "money"),
    "value_added": ("工业增加值", "money"),
    "rd_expense": ("研发投入", "money"),
    "energy_use": ("能耗", "energy"),
    "employees": ("从业人员", "count"),
}


def _kinds() -> list[FactKind]:
    both: tuple[RowKind, ...] = (*ENTERPRISE_ROWS, "project")
    project: tuple[RowKind, ...] = ("project",)
    kinds = [
        FactKind("industry_code", "行业代码", "text", both),
        FactKind("division_code", "行政区划", "text", both),
        FactKind("park", "园区", "text", both),
        FactKind("chain", "产业链", "text", both),
        FactKind("lists", "清单", "set", both),
        FactKind("tags", "标签", "set", both),
        FactKind("status", "经营状态", "text", ENTERPRISE_ROWS),
        FactKind("suspended_on", "停产日期", "date", ENTERPRISE_ROWS),
        FactKind("established_on", "成立日期", "date", ENTERPRISE_ROWS),
        FactKind("enterprise_commissioned_on", "企业投产日期", "date", ENTERPRISE_ROWS),
        FactKind("land_use_tax_arrears_since", "欠缴土地使用税起始日", "date", ENTERPRISE_ROWS),
        FactKind("land_mu", "用地面积", "decimal", ENTERPRISE_ROWS, "unknown", "area"),
        FactKind("above_scale", "规模以上", "bool", ENTERPRISE_ROWS),
        FactKind("above_scale_entered_on", "纳入规上日期", "date", ENTERPRISE_ROWS),
        FactKind("above_scale_entry", "纳规方式", "text", ENTERPRISE_ROWS),
        FactKind("above_scale_left_on", "退规日期", "date", ENTERPRISE_ROWS),
        FactKind("previous_above_scale_entered_on", "上一次纳入规上日期", "date", ("enterprise",)),
        # Of a project these two are its owner's.
        FactKind("lawful_operation", "依法生产经营", "bool", ("enterprise", "project"), "unknown"),
        FactKind("tax_normal", "正常纳税", "bool", ("enterprise", "project"), "unknown"),
        FactKind("certification_granted_on", "认定日期", "date", ("enterprise",), arguments=("kind", "level")),
        FactKind("certification_first", "首次认定", "bool", ("enterprise",), arguments=("kind", "level")),
        FactKind("title_kind", "称号", "text", ("title",)),
        FactKind("title_level", "称号级别", "text", ("title",)),
        FactKind("granted_on", "认定日期", "date", ("title",)),
        FactKind("expires_on", "有效期至", "date", ("title",)),
        FactKind("first", "首次认定", "bool", ("title",)),
        FactKind("list", "清单", "text", ("listing",)),
        FactKind("listed_from", "列入清单日期", "date", ("listing",)),
        FactKind("listed_to", "移出清单日期", "date", ("listing",)),
        FactKind("list_completed_on", "销号日期", "date", ("listing",)),
        FactKind("list_outcome", "处置结果", "text", ("listing",)),
        FactKind("kind", "项目类型", "text", project),
        FactKind("origin", "项目来源", "text", project),
        FactKind("key_project", "列入重点项目盘子", "bool", project),
        FactKind("planned_investment", "计划总投资", "decimal", project, "unknown", "money"),
        FactKind("fixed_asset_investment", "固定资产投资", "decimal", project, "unknown", "money"),
        FactKind(
            "completed_investment",
            "纳统投资额",
            "decimal",
            project,
            "unknown",
            "money",
            "completed_investment",
        ),
        FactKind(
            "digital_equipment_purchase",
            "数字化改造设备采购价",
            "decimal",
            ("enterprise",),
            "no",
            "money",
            "digital_equipment_purchase",
        ),
    ]
    kinds += [FactKind(name, title, "date", project) for name, title in _MILESTONES.items()]
    for name, (title, dimension) in _INDICATORS.items():
        kinds.append(FactKind(name, title, "decimal", ENTERPRISE_ROWS, "unknown", dimension, name))
        kinds.append(
            FactKind(
                f"{name}_last_year",
                f"上年同期{title}",
                "decimal",
                ENTERPRISE_ROWS,
                "unknown",
                dimension,
                name,
                years_back=1,
            )
        )
    return kinds


FACTS: Final[dict[str, FactKind]] = {kind.name: kind for kind in _kinds()}


def fact_kind(name: str) -> FactKind:
    """Return the fact called `name`; ContractError lists the known ones."""
    try:
        return FACTS[name]
    except KeyError:
        raise ContractError(f"unknown fact {name!r}; known facts: {', '.join(sorted(FACTS))}") from None
