"""二(四): parks for small firms in seven named and other towns, and the firms that gather there."""

from gongjian import Has, Reading, UpTo, at_least, count, fact, quantity, target

from .chapter_2_goals import BY_2022
from .document import PLAN

TARGETS = (
    # 二(四) 集群产业入园
    target(
        PLAN,
        "small-firm-parks",
        "二(四)",
        "初步建成小微型企业产业集聚园区",
        indicator="tancheng_small_firm_parks",
        kind="count",
        says=at_least(quantity(5, "个")),
        due_stated=True,
        measure=count("project", Has(fact("lists"), "small-firm-parks"), UpTo(fact("completed_on"))),
        readings=(
            BY_2022,
            Reading(
                "什么算初步建成?",
                "四(一)小微型企业产业园清单所列园区项目已竣工;投资密度、产业关联度、管理规范没有标准,不作判定",
                ("首批厂房投用", "由主管部门认定"),
            ),
            Reading("必须在点名的七个镇吗?", "不:“等乡镇”,点名为举例", ("只限七个镇",)),
        ),
    ),
    target(
        PLAN,
        "clustered-small-firms",
        "二(四)",
        "小微企业集群化发展户数",
        indicator="tancheng_clustered_small_firms",
        kind="count",
        says=at_least(quantity(1000, "家")),
        due_stated=True,
        readings=(
            BY_2022,
            Reading("哪些企业计入?", "入驻这些园区的小微企业;园区未逐一点名,按上报数", ("全县全部园区内的小微企业",)),
        ),
    ),
)
