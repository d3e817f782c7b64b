"""二(三): new above-scale enterprises of each year, and how many there are at the end of 2022."""

from gongjian import Is, Reading, Target, at_least, count, counts, fact, quantity, target

from .document import PLAN

_GROSS = Reading("新增是否扣除退规?", "不扣除:数当年纳入规上的工业企业", ("净增",))


def _new(year: int, number: int) -> Target:
    return target(
        PLAN,
        f"new-above-scale-{year}",
        "二(三)",
        f"{year}年新增规上工业企业",
        indicator="new_above_scale_enterprises",
        kind="count",
        says=at_least(quantity(number, "家")),
        period=str(year),
        due_stated=True,
        series="new-above-scale",
        measure=counts.entries(),
        readings=(_GROSS,),
    )


TARGETS = (
    # 二(三) 小微企业升规
    _new(2020, 30),
    _new(2021, 30),
    _new(2022, 40),
    target(
        PLAN,
        "above-scale-enterprises",
        "二(三)",
        "2022年底规上工业企业总数",
        indicator="above_scale_enterprises",
        kind="count",
        says=at_least(quantity(200, "家")),
        due_stated=True,
        measure=count("enterprise", counts.INDUSTRIAL, Is(fact("above_scale"))),
        readings=(Reading("与三年新增相加有何关系?", "文件未给起点数,不作加总:总数以2022年12月31日在库为准", ()),),
    ),
)
