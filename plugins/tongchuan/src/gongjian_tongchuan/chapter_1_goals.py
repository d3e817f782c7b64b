"""Chapter 一: the goals for 2023 to 2025. 力争 governs each of them; no unit is printed."""

from datetime import date

from gongjian import Has, Is, Reading, about, at_least, count, counts, either, fact, percent, phase, quantity, target

from .document import PLAN

_AVERAGE = Reading(
    "年均增长8%以上,如何判定?",
    "2023年至2025年各年增速的几何平均,到2025年底为准,期中看累计至今的平均;另立逐年对照的目标",
    ("只看每一年的增速", "2025年比2022年累计增长"),
)
_SPAN = Reading(
    "年均从哪年算到哪年?",
    "句首写明从2023年开始,下一句写明到2025年,取2023年至2025年三年",
    ("到“十四五”末即同一年", "没有终点,逐年滚动"),
)
_YEARLY = Reading(
    "公布的是每年的增速,与年均目标如何对照?",
    "每年公布的增速各与8%比较,作为年均目标的年度对照;某年低于8%不等于三年平均未达到",
    ("不作逐年对照,只看三年平均",),
)
_BY_2025 = Reading("到2025年是哪一天?", "2025年12月31日", ("2024年12月31日",))

# 重点: in the library of 二(三), or flagged as standing on the city's list of key projects.
_KEY = either(Is(fact("key_project")), Has(fact("lists"), "key-project-library"))

TARGETS = (
    # 一(二) 主要目标
    target(
        PLAN,
        "industrial-investment-growth",
        "一(二)",
        "工业投资年均增长",
        indicator="industrial_investment_growth",
        kind="growth",
        says=at_least(percent(8)),
        strength="aspirational",
        readings=(_AVERAGE, _SPAN),
    ),
    target(
        PLAN,
        "industrial-investment-growth-each-year",
        "一(二)",
        "工业投资增长,逐年对照",
        indicator="industrial_investment_growth",
        kind="growth",
        says=at_least(percent(8)),
        strength="aspirational",
        recurrence="yearly",
        readings=(_YEARLY,),
    ),
    target(
        PLAN,
        "value-added-growth",
        "一(二)",
        "规上工业增加值年均增长",
        indicator="industrial_value_added_growth",
        kind="growth",
        says=at_least(percent(8)),
        strength="aspirational",
        readings=(_AVERAGE, _SPAN),
    ),
    target(
        PLAN,
        "value-added-growth-each-year",
        "一(二)",
        "规上工业增加值增长,逐年对照",
        indicator="industrial_value_added_growth",
        kind="growth",
        says=at_least(percent(8)),
        strength="aspirational",
        recurrence="yearly",
        readings=(_YEARLY,),
    ),
    target(
        PLAN,
        "key-projects-completed",
        "一(二)",
        "到2025年再建成重点工业项目",
        indicator="tongchuan_key_projects_completed",
        kind="count",
        says=at_least(quantity(100, "个")),
        strength="aspirational",
        due_stated=True,
        measure=count("project", counts.INDUSTRIAL, counts.COMPLETED, _KEY),
        readings=(
            _BY_2025,
            Reading("从何时起累计?", "再建成:2023年1月1日以后竣工的,三年累计", ("每年100个", "含以前建成的")),
            Reading(
                "哪些是重点工业项目?",
                "列入二(三)全市重点推进工业项目库,或标记为列入重点项目盘子的工业项目",
                ("全部工业项目", "只数过亿元的", "各年盘子上未打标记的也算"),
            ),
            Reading(
                "与二(五)每年至少50个投产达效是什么关系?",
                "两处分别判定:这里数竣工,二(五)数投产;三年各50个已超过100个,文件未作加总",
                ("100个为二(五)三年之和的下限",),
            ),
        ),
    ),
    target(
        PLAN,
        "new-above-scale-enterprises",
        "一(二)",
        "到2025年培育新增规上工业企业",
        indicator="new_above_scale_enterprises",
        kind="count",
        says=about(quantity(100, "户")),
        strength="aspirational",
        due_stated=True,
        measure=counts.entries(),
        readings=(
            _BY_2025,
            Reading("新增是否扣除退规?", "不扣除:数2023年至2025年纳入规上的企业", ("净增",)),
            Reading("左右允许多大偏差?", "文件未给,不设:达到100户为完成,不足100户不作判定", ()),
        ),
    ),
)

PHASES = tuple(
    # The document names no stages: the years in which the five batches recur stand for them.
    phase(
        PLAN,
        f"year-{year}",
        "一(二)",
        f"{year}年“五个一批”",
        date(year, 1, 1),
        date(year, 12, 31),
        named=False,
        responsible=(),
    )
    for year in (2023, 2024, 2025)
)
