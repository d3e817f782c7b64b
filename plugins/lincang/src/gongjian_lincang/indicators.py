"""Indicators that only Lincang's plan speaks of."""

from gongjian import indicator

INDICATORS = (
    # 一
    indicator("lincang_overall_quality", "新型工业化总体成效", "Overall results", "项", "flow"),
    indicator("lincang_industry_investment", "完成产业投资", "Industry investment completed", "亿元", "flow"),
    indicator("lincang_construction_investment", "完成建安投资", "Construction and installation", "亿元", "flow"),
    indicator("lincang_private_investment", "完成民间投资", "Private investment completed", "亿元", "flow"),
    indicator(
        "lincang_industrial_enterprise_net_increase", "净增工业企业数", "Net increase of industrial firms", "户", "flow"
    ),
)
