"""Coded words of the records: what a fact or an argument may be called, and what it says in Chinese.

Core accepts these codes and no others, so that a condition on a code that nobody can record is a mistake.
"""

from __future__ import annotations

from typing import Final

CERTIFICATIONS: Final = {
    "little_giant": "专精特新“小巨人”企业",
    "srdi_sme": "专精特新中小企业",
    "innovative_sme": "创新型中小企业",
    "innovative_enterprise": "创新型企业",
    "tech_sme": "科技型中小企业",
    "high_tech": "高新技术企业",
    "gazelle": "瞪羚企业",
    "champion": "单项冠军企业",
    "unicorn": "独角兽企业",
    "green_factory": "绿色工厂",
    "clean_production": "清洁生产合格企业",
    "digital_benchmark": "数字化转型标杆",
    "integration_pilot": "两化融合贯标试点",
    "smart_factory": "智能工厂",
    "digital_workshop": "数字化车间",
    "chain_leader": "链主企业",
    "listed": "上市公司",
}
LEVELS: Final = {"national": "国家级", "provincial": "省级", "city": "市级"}
ENTRIES: Final = {"upgrade": "小升规", "new_build": "新建投产"}
STATUSES: Final = {"operating": "正常经营", "suspended": "停产", "closed": "关闭"}
PROJECT_KINDS: Final = {
    "new_build": "新建",
    "technical_upgrade": "技术改造",
    "expansion": "扩建",
    "relocation": "搬迁",
    "infrastructure": "基础设施",
}
ORIGINS: Final = {"investment_promotion": "招商引资", "local": "本地"}

BY_FACT: Final[dict[str, dict[str, str]]] = {
    "title_kind": CERTIFICATIONS,
    "title_level": LEVELS,
    "above_scale_entry": ENTRIES,
    "status": STATUSES,
    "kind": PROJECT_KINDS,
    "origin": ORIGINS,
}
BY_ARGUMENT: Final[dict[str, dict[str, str]]] = {"kind": CERTIFICATIONS, "level": LEVELS}


def spoken(fact: str, code: str) -> str:
    """The Chinese of a fact's code, or the text itself where the fact has no codes."""
    return BY_FACT.get(fact, {}).get(code, code)


def spoken_argument(argument: str, code: str) -> str:
    """The Chinese of an argument's code, such as a kind of certification."""
    return BY_ARGUMENT.get(argument, {}).get(code, code)
