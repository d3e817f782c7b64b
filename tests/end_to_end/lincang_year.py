"""What Lincang's bureau records over the year of the test: nine enterprises, four projects, their figures."""

from typing import Any

import httpx
from stdnum.cn import uscc

AT = "/cities/lincang"
ALL_YEAR = [{"period": "2024", "lawful_operation": True, "tax_normal": True}]
SINCE_2020 = [{"from": "2020-05-01", "entry": "upgrade"}]
Record = dict[str, Any]


def code(letter: str) -> str:
    """The credit code of the enterprise of that letter."""
    stem = f"91530900MA6K{ord(letter):05d}"
    return stem + uscc.calc_check_digit(stem)


def title(kind: str, granted_on: str, level: str | None, *, first: bool = True) -> Record:
    """A title."""
    return {"kind": kind, "level": level, "granted_on": granted_on, "first": first}


ENTERPRISES: dict[str, Record] = {
    "A": {"name": "提质茶业", "above_scale": SINCE_2020},
    "B": {"name": "升规糖业", "above_scale": [{"from": "2024-02-10", "entry": "upgrade"}]},
    "C": {
        "name": "重复升规建材",
        "above_scale": [
            {"from": "2021-06-01", "to": "2022-12-31", "entry": "upgrade"},
            {"from": "2024-05-20", "entry": "upgrade"},
        ],
    },
    "D": {
        "name": "新建咖啡",
        "commissioned_on": "2024-04-10",
        "above_scale": [{"from": "2024-06-15", "entry": "new_build"}],
    },
    "E": {"name": "骨干锗业", "above_scale": SINCE_2020},
    "F": {"name": "设备小厂"},
    "G": {
        "name": "巨人生物",
        "certifications": [
            title("little_giant", "2024-03-15", "national"),
            title("srdi_sme", "2024-02-01", None, first=False),
            title("clean_production", "2024-07-20", "provincial"),
        ],
    },
    "H": {"name": "标杆数字", "certifications": [title("digital_benchmark", "2024-08-01", "provincial")]},
    "I": {"name": "创新未判", "certifications": [title("innovative_sme", "2024-04-18", None)], "compliance": []},
}
OUTPUT: dict[str, dict[str, tuple[str | None, str]]] = {
    "A": {
        "Q1": ("20000000", "26000000"), "H1": ("40000000", "50000000"), "01..09": ("60000000", "70000000"),
        "01..12": ("85000000", "102000000"),
    },
    "B": dict.fromkeys(("Q1", "H1", "01..09", "01..12"), ("4000000", "5000000")),
    "C": dict.fromkeys(("Q1", "H1", "01..09", "01..12"), ("4000000", "5000000")),
    "D": {"H1": (None, "10000000"), "01..09": (None, "30000000"), "01..12": (None, "60000000")},
    "E": {
        "Q1": ("125000000", "130000000"), "H1": ("250000000", "260000000"), "01..09": ("375000000", "390000000"),
        "01..12": ("500000000", "520000000"),
    },
    "F": {"01..12": ("30000000", "30000001")},
}  # fmt: skip
EQUIPMENT = {"E": "6000000", "F": "1234567.85"}
PROJECTS: dict[str, Record] = {
    "P1": {"name": "茶园加工", "enterprise": code("A"), "industry_code": "C1530"},
    "P2": {"name": "光伏电站", "enterprise": code("E"), "industry_code": "D4416"},
    "P3": {
        "name": "招商乳胶", "enterprise": code("E"), "industry_code": "C2919", "origin": "investment_promotion",
        "fixed_asset_investment": "50000000.00",
        "milestones": {"signed_on": "2024-01-15", "started_on": "2024-03-10", "statistics_entered_on": "2024-05-05"},
    },
    "P4": {"name": "绿电新材料", "enterprise": code("E"), "industry_code": "C3240"},
}  # fmt: skip
INVESTED = {
    "P1": {"Q1": "40000000", "H1": "80000000", "01..09": "120000000", "01..12": "150000000"},
    "P2": {"Q1": "900000000", "H1": "900000000", "01..09": "900000000", "01..12": "900000000"},
    "P3": {"Q1": "1000000", "H1": "2000000", "01..09": "3000000", "01..12": "4000000"},
    "P4": {"Q1": "10000000", "H1": "10000000", "01..09": "10000000", "01..12": "30000000000"},
}


def figure(subject: str, indicator: str, period: str, value: str) -> Record:
    """One figure in yuan."""
    return {"subject": subject, "indicator": indicator, "period": period, "value": value, "unit": "元"}


def figures() -> list[Record]:
    """All figures of the year and of the year before."""
    found = [
        figure(f"enterprise:{code(letter)}", "gross_output", f"{year}-{period}", value)
        for letter, periods in OUTPUT.items()
        for period, (before, now) in periods.items()
        for year, value in ((2023, before), (2024, now))
        if value is not None
    ]
    found += [
        figure(f"enterprise:{code(letter)}", "digital_equipment_purchase", "2024", value)
        for letter, value in EQUIPMENT.items()
    ]
    found += [
        figure(f"project:{key}", "completed_investment", f"2024-{period}", value)
        for key, periods in INVESTED.items()
        for period, value in periods.items()
    ]
    return found


async def record(editor: httpx.AsyncClient) -> None:
    """Record everything."""
    for letter, said in ENTERPRISES.items():
        body = {"division_code": "530902", "industry_code": "C1530", "compliance": ALL_YEAR, **said}
        answer = await editor.put(f"{AT}/enterprises/{code(letter)}", json=body)
        assert answer.status_code == 201, answer.text
    for key, said in PROJECTS.items():
        answer = await editor.put(f"{AT}/projects/{key}", json={"division_code": "530921", "kind": "new_build", **said})
        assert answer.status_code == 201, answer.text
    answer = await editor.put(f"{AT}/observations", json={"items": figures()})
    assert answer.status_code == 200, answer.text
