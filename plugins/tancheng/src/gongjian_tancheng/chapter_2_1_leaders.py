"""二(一): large enterprises and clusters. 过 is strict, 以上 inclusive; reported, not counted from records."""

from gongjian import Reading, Target, at_least, quantity, target

from .chapter_2_goals import BY_2022
from .document import PLAN

_EITHER = Reading(
    "由登记企业计数吗?", "不:企业和产业集群合在一起数,集群产值不在企业登记之内,按上报数", ("只数登记企业",)
)
_INSIDE = Reading("集群内的企业本身也过门槛时,重复数吗?", "文件未说,按上报口径,不作推定", ("不重复", "各数一次"))


def _over(size: str, floor: int, number: int, *readings: Reading, subset_of: str | None = None) -> Target:
    return target(
        PLAN,
        f"enterprises-or-clusters-over-{size}bn",
        "二(一)",
        f"产值过{floor}亿元的企业或产业集群",
        indicator=f"tancheng_over_{size}bn",
        kind="count",
        says=at_least(quantity(number, "家")),
        due_stated=True,
        subset_of=subset_of,
        readings=(
            BY_2022,
            Reading(f"恰为{floor}亿元的算吗?", f"不算,“过”不含{floor}亿元整", (f"含{floor}亿元整",)),
            *readings,
            _EITHER,
            _INSIDE,
        ),
    )


_ALL = "enterprises-or-clusters-over-1bn"

TARGETS = (
    # 二(一) 骨干企业做强
    _over("1", 10, 10),
    _over("5", 50, 1, subset_of=_ALL),
    _over(
        "3",
        30,
        2,
        Reading("含过50亿元的吗?", "含,按字面门槛计数", ("只数30亿至50亿元的",)),
        subset_of=_ALL,
    ),
)
