"""二(五): projects and talents won each year. 过 is strict, 以上 inclusive."""

from gongjian import (
    Compare,
    Quantity,
    Reading,
    Target,
    UpTo,
    at_least,
    count,
    counts,
    fact,
    param,
    quantity,
    target,
    yi,
)

from .chapter_2_goals import EACH_YEAR
from .document import PLAN

_LANDED = Reading(
    "签约、落地如何计?",
    "招商引资项目既签约又落地(开工),在落地的那一年计一次,签约可在往年",
    ("签约数与落地数分别达到", "当年签约且当年落地"),
)
_INDUSTRY = Reading("只数工业项目吗?", "是,工业强县的计划只数工业项目", ("各行业项目都数",))
_TALENTS = Reading("也是每年吗?", "是,句首“每年”管到两类人才", ("三年合计",))
_BOTH = Reading("一人可以两类都算吗?", "文件未说,两类分别判定,不相加", ("只算一类",))


def _projects(id: str, title: str, floor: Quantity, number: int, *readings: Reading) -> Target:
    return target(
        PLAN,
        f"landed-over-{id}",
        "二(五)",
        f"每年签约并落地{title}项目",
        indicator=f"tancheng_landed_over_{id}",
        kind="count",
        says=at_least(quantity(number, "个")),
        recurrence="yearly",
        measure=count(
            "project",
            counts.INDUSTRIAL,
            counts.PROMOTED,
            UpTo(fact("signed_on")),
            counts.STARTED,
            Compare(fact("planned_investment"), "gt", param("size", floor)),
        ),
        readings=(
            EACH_YEAR,
            _LANDED,
            Reading(f"{title}含{floor}整吗?", "不含:过为超过,按计划总投资", (f"含{floor}整", "按固定资产投资")),
            _INDUSTRY,
            *readings,
        ),
    )


def _talents(id: str, title: str, number: int) -> Target:
    return target(
        PLAN,
        id,
        "二(五)",
        title,
        indicator=f"tancheng_{id.replace('-', '_')}",
        kind="count",
        says=at_least(quantity(number, "名")),
        recurrence="yearly",
        readings=(EACH_YEAR, _TALENTS, _BOTH),
    )


TARGETS = (
    # 二(五) 双招双引聚力
    _projects("1bn", "过10亿元", yi(10), 5),
    _projects(
        "100m",
        "过亿元",
        yi(1),
        30,
        Reading("含过10亿元的吗?", "含,按字面门槛计数,两个数不相加", ("过10亿元的另计",)),
    ),
    _talents("high-level-talents", "每年招引省级以上高层次人才", 5),
    _talents("graduate-talents", "每年招引硕士研究生以上学历人才", 15),
)
