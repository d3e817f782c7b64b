"""Indicators that only Tancheng's plan speaks of. What is simply done or not is recorded in 项: 1 when it is done."""

from gongjian import Indicator, indicator


def _over(size: str, floor: str) -> Indicator:
    return indicator(
        f"tancheng_over_{size}bn",
        f"产值过{floor}亿元企业或产业集群数",
        f"Enterprises or clusters with output over {size} billion",
        "家",
        "stock",
    )


def _done(key: str, name: str, name_en: str) -> Indicator:
    return indicator(f"tancheng_{key}", name, name_en, "项", "flow")


INDICATORS = (
    # 二(一)
    _over("1", "10"),
    _over("5", "50"),
    _over("3", "30"),
    # 二(二)
    indicator("tancheng_over_100m", "产值过亿元企业数", "Enterprises with output over 100 million", "家", "stock"),
    # 二(四)
    indicator("tancheng_small_firm_parks", "初步建成小微企业产业集聚园区数", "Small-firm parks built", "个", "stock"),
    indicator("tancheng_clustered_small_firms", "集群化发展小微企业数", "Small firms in clusters", "家", "stock"),
    # 二(五)
    indicator("tancheng_landed_over_1bn", "签约落地过10亿元项目数", "Projects over 1 billion landed", "个", "flow"),
    indicator("tancheng_landed_over_100m", "签约落地过亿元项目数", "Projects over 100 million landed", "个", "flow"),
    indicator(
        "tancheng_high_level_talents", "招引省级以上高层次人才数", "Provincial and national talents won", "名", "flow"
    ),
    indicator(
        "tancheng_graduate_talents", "招引硕士研究生以上学历人才数", "Talents with a master's or more won", "名", "flow"
    ),
    # 三(二)
    indicator("tancheng_innovation_platforms", "建设创新平台数", "Innovation platforms built", "家", "flow"),
    indicator(
        "tancheng_research_applications", "申报省级以上重大科研项目数", "Major research applied for", "项", "flow"
    ),
    _done("innovation_talents", "创新人才引进培育情况", "Talents of innovation won and raised"),
    # 三(三)
    _done("small_firm_park_policy", "小微产业园奖补政策", "Policy for small-firm parks"),
    # 三(四)
    _done("promotion_team", "专业招商服务队", "Professional promotion team"),
    _done("strong_projects", "大项目好项目引进情况", "Large and good projects brought in"),
    _done("business_environment", "营商环境优化情况", "Business environment"),
    # 三(五)
    _done("idle_assets_efficiency", "闲置工业资产利用情况", "Use made of idle industrial assets"),
    # 三(六)
    indicator("tancheng_entrepreneur_courses", "企业家培训批次", "Courses for entrepreneurs", "批次", "flow"),
    indicator("tancheng_entrepreneurs_trained", "参训企业家数", "Entrepreneurs trained", "名", "flow"),
    _done("entrepreneurs_nurtured", "企业家队伍培育情况", "Entrepreneurs nurtured"),
    # 四
    _done("lists_clear", "清单目标、责任、进度", "Goals, duties and progress in the lists"),
    _done("task_force", "工作推进专班", "Task force"),
    indicator(
        "tancheng_leaders_per_project", "每个重点难点项目帮扶牵头领导数", "Leaders per key project", "名", "stock"
    ),
    _done("joint_meeting", "责任部门联席会议制度", "Joint meetings of the units"),
)
