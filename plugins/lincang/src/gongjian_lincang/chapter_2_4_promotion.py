"""Chapter 二(四): investment promotion. 储备 has no 力争; 力争 governs 引进, 签约, 落地开工 and 领军企业."""

from gongjian import (
    Reading,
    at_least,
    count,
    counts,
    duty,
    no_figure,
    param,
    quantity,
    target,
    task,
    wan,
    yi,
)

from .document import ISSUED, PLAN, SINCE_ISSUED

_BANDS = Reading("正好一亿元算哪一档?", "上一档:5000万元至亿元含下限、不含一亿元", ("两档都含一亿元",))
_WHICH = Reading(
    "哪些算重点招商项目?",
    "当年储备入库的项目;招商来源在签约时才定,条文也未限工业,都不作条件",
    ("来源已登记为招商引资的", "只计工业项目"),
)
_LARGE = counts.size_from(param("size", wan(5_000)))
_SIZE = Reading("5000万元以上指什么?", "计划总投资,含5000万元", ("固定资产投资", "协议投资"))

TARGETS = (
    # 二(四)1 抓实项目储备
    target(
        PLAN,
        "reserved-projects",
        "二(四)1",
        "储备年度重点招商项目",
        indicator="lincang_reserved_projects",
        kind="count",
        says=at_least(quantity(100, "个")),
        due_stated=True,
        measure=count("project", counts.RESERVED),
        readings=(
            _WHICH,
            Reading("不足5000万元的储备项目计入总数吗?", "计入;总数未限规模", ("不计,因总数等于两档之和",)),
        ),
    ),
    target(
        PLAN,
        "reserved-projects-from-100m",
        "二(四)1",
        "其中亿元以上储备项目",
        indicator="lincang_reserved_projects_100m",
        kind="count",
        says=at_least(quantity(50, "个")),
        due_stated=True,
        subset_of="reserved-projects",
        measure=count("project", counts.RESERVED, counts.size_from(param("from", yi(1)))),
        readings=(_WHICH, _BANDS),
    ),
    target(
        PLAN,
        "reserved-projects-50m-to-100m",
        "二(四)1",
        "其中5000万元至亿元储备项目",
        indicator="lincang_reserved_projects_50m",
        kind="count",
        says=at_least(quantity(50, "个")),
        due_stated=True,
        subset_of="reserved-projects",
        measure=count(
            "project",
            counts.RESERVED,
            counts.size_from(param("from", wan(5_000))),
            counts.size_below(param("below", yi(1))),
        ),
        readings=(_WHICH, _BANDS),
    ),
    # 二(四)2 创新招商模式
    target(
        PLAN,
        "promotion-scheme",
        "二(四)2",
        "年度工业招商方案出台",
        indicator="lincang_promotion_scheme",
        kind="milestone",
        says=no_figure(),
    ),
    target(
        PLAN,
        "introduced-industrial-projects",
        "二(四)2",
        "新引进工业项目",
        indicator="lincang_introduced_projects",
        kind="count",
        says=at_least(quantity(420, "个")),
        strength="aspirational",
        measure=count("project", counts.INDUSTRIAL, counts.SIGNED),
        readings=(Reading("引进如何计?", "当年签约的招商引资工业项目", ("当年到位资金的项目", "当年开工的项目")),),
    ),
    target(
        PLAN,
        "signed-manufacturing-projects",
        "二(四)2",
        "签约5000万元以上制造业项目",
        indicator="lincang_signed_manufacturing",
        kind="count",
        says=at_least(quantity(40, "个")),
        strength="aspirational",
        measure=count("project", counts.MANUFACTURING, counts.SIGNED, _LARGE),
        readings=(_SIZE, Reading("是420个的其中吗?", "文件未说其中;自然含在内,不相加", ("另加",))),
    ),
    target(
        PLAN,
        "started-manufacturing-projects",
        "二(四)2",
        "落地开工5000万元以上制造业项目",
        indicator="lincang_started_manufacturing",
        kind="count",
        says=at_least(quantity(20, "个")),
        strength="aspirational",
        subset_of="signed-manufacturing-projects",
        measure=count("project", counts.MANUFACTURING, counts.SIGNED, _LARGE, counts.STARTED),
        readings=(
            _SIZE,
            Reading("落地开工的是哪些?", "当年签约的这些项目中当年开工的", ("不论何年签约,当年开工即计",)),
        ),
    ),
    # 二(四)3 转变招商思路
    target(
        PLAN,
        "leading-enterprises",
        "二(四)3",
        "引进行业领军企业",
        indicator="lincang_leading_enterprises",
        kind="count",
        says=at_least(quantity(8, "户")),
        strength="aspirational",
        readings=(Reading("何为行业领军企业?", "文件无定义,由市里认定后报数", ("按目标企业清单中落地的户数",)),),
    ),
)

DUTIES = (
    # 二(四)3 转变招商思路
    duty(
        PLAN,
        "target-enterprise-list",
        "二(四)3",
        "目标企业清单的建立、对接与分类",
        "list_update",
        "as_needed",
        from_=ISSUED,
        readings=(SINCE_ISSUED,),
    ),
)

TASKS = (
    task(PLAN, "task-2-4-1", "二(四)1", "储备重点招商项目"),
    task(PLAN, "task-2-4-2", "二(四)2", "创新招商模式"),
    task(PLAN, "task-2-4-3", "二(四)3", "主攻目标企业"),
)
