"""What columns are called in Chinese, and their coded words: the first name is the one that templates print."""

from __future__ import annotations

from typing import Final

from gongjian.codes import CERTIFICATIONS, ENTRIES, LEVELS, ORIGINS, PROJECT_KINDS, STATUSES

VERSION: Final = ("source_version", ("来源版本",))
_REGISTER: Final = {
    "name": ("名称",),
    "division_code": ("行政区划代码", "行政区划", "区划代码", "所属区划", "县区代码"),
    "park": ("所在园区", "园区", "开发区"),
    "industry_code": ("行业代码", "国民经济行业代码", "所属行业代码"),
    "chain": ("产业链", "所属产业链"),
    "tags": ("标签",),
    "revision": ("修订号",),
    "recorded_at": ("记录时间",),
    "recorded_by": ("记录人",),
}
ENTERPRISES: Final = _REGISTER | {
    "uscc": ("统一社会信用代码", "社会信用代码", "信用代码"),
    "name": ("企业名称", "单位名称", "名称"),
    "status": ("经营状态", "企业状态", "状态"),
    "suspended_on": ("停产日期", "停产时间"),
    "established_on": ("成立日期", "成立时间"),
    "commissioned_on": ("投产日期", "投产时间"),
    "land_mu": ("占地面积", "用地面积"),
    "above_scale": ("规上入统", "规模以上入统"),
    "certifications": ("资质认定", "资质称号"),
    "compliance": ("守法纳税认定", "守法纳税情况"),
    "lists": ("名单", "所在名单"),
    "land_use_tax_arrears_since": ("土地使用税欠缴起始日",),
    "tier": ("梯队",),
}
PROJECTS: Final = _REGISTER | {
    "code": ("项目代码", "项目编码", "项目编号"),
    "name": ("项目名称", "名称"),
    "enterprise": ("统一社会信用代码", "业主信用代码", "业主统一社会信用代码", "建设单位信用代码"),
    "kind": ("建设性质", "项目类型"),
    "origin": ("项目来源", "来源"),
    "planned_investment": ("计划总投资", "总投资", "计划投资"),
    "fixed_asset_investment": ("固定资产投资", "其中固定资产投资"),
    "key_project": ("是否重点项目", "重点项目"),
    "lists": ("名单", "所在名单"),
    "leader": ("包保领导", "挂钩领导", "联系领导"),
    "milestones.reserved_on": ("入库储备日期", "储备日期"),
    "milestones.signed_on": ("签约日期", "签约时间"),
    "milestones.preliminary_on": ("前期工作日期", "前期日期"),
    "milestones.started_on": ("开工日期", "开工时间"),
    "milestones.statistics_entered_on": ("入统日期", "入统时间"),
    "milestones.completed_on": ("竣工日期", "竣工时间", "完工日期"),
    "milestones.commissioned_on": ("投产日期", "投产时间"),
    "milestones.above_scale_on": ("升规日期", "上规日期"),
    "stage": ("项目阶段", "阶段"),
}
OBSERVATIONS: Final = {
    "subject": ("统计对象", "对象", "主体"),
    "scope": ("统计范围", "范围", "口径"),
    "indicator": ("指标", "指标代码", "指标名称"),
    "period": ("报告期", "时期", "期间"),
    "value": ("数值", "指标值", "值"),
    "unit": ("计量单位", "单位"),
    "status": ("数据状态", "状态"),
    "source": ("数据来源", "来源"),
    "note": ("备注", "说明"),
    "revision": ("修订号",),
    "recorded_at": ("记录时间",),
    "recorded_by": ("记录人",),
}

CODES: Final[dict[tuple[str, str], dict[str, str]]] = {
    ("enterprises", "status"): STATUSES,
    ("enterprises", "entry"): ENTRIES,
    ("enterprises", "kind"): CERTIFICATIONS,
    ("enterprises", "level"): LEVELS,
    ("projects", "kind"): PROJECT_KINDS,
    ("projects", "origin"): ORIGINS,
    ("observations", "status"): {"preliminary": "初步", "final": "最终", "revised": "修订"},
}
"""Coded words of a column, or of a part of an entry, by type and name: code → Chinese."""
ALSO: Final = {
    "正常": "operating", "在营": "operating", "停业": "suspended", "注销": "closed",
    "专精特新小巨人": "little_giant", "专精特新“小巨人”": "little_giant", "高企": "high_tech",
    "单项冠军": "champion", "瞪羚": "gazelle", "独角兽": "unicorn", "链主": "chain_leader", "上市": "listed",
    "技改": "technical_upgrade", "升规": "upgrade", "新投产": "new_build", "招商": "investment_promotion",
    "初步数": "preliminary", "最终数": "final", "修订数": "revised",
}  # fmt: skip
"""Other Chinese words for codes; they count where their code does."""
WHOLE: Final = ("全市", "全县")
"""Scopes that say what an empty one says: all of the subject."""
TYPES: Final = {"enterprises": "企业", "projects": "项目", "observations": "指标数值"}
PARTS: Final = {
    "from": "起始日期", "to": "退出日期", "entry": "入统方式", "kind": "称号", "level": "级别",
    "granted_on": "认定日期", "expires_on": "有效期至", "first": "是否首次", "period": "期间",
    "lawful_operation": "守法经营", "tax_normal": "纳税正常", "note": "备注", "list": "名单代码",
    "completed_on": "完成日期", "outcome": "结果",
}  # fmt: skip
"""Parts of the entries of a list."""
