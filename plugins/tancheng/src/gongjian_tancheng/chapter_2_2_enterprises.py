"""二(二): enterprises with an output over 100 million yuan. 过 is strict."""

from gongjian import Compare, Reading, at_least, count, counts, fact, param, quantity, target, yi

from .chapter_2_goals import BY_2022
from .document import PLAN

TARGETS = (
    # 二(二) 优秀企业做大
    target(
        PLAN,
        "enterprises-over-100m",
        "二(二)",
        "产值过亿元的企业",
        indicator="tancheng_over_100m",
        kind="count",
        says=at_least(quantity(30, "家")),
        due_stated=True,
        measure=count("enterprise", counts.INDUSTRIAL, Compare(fact("gross_output"), "gt", param("size", yi(1)))),
        readings=(
            BY_2022,
            Reading("恰为1亿元的算吗?", "不算,“过”不含1亿元整", ("含1亿元整",)),
            Reading("含过10亿元的企业吗?", "含,按字面门槛计数", ("只数二(一)以外的企业",)),
            Reading("点名的企业必须在内吗?", "点名为举例,任意30家以上即可", ("点名的5家必须达到",)),
        ),
    ),
)
