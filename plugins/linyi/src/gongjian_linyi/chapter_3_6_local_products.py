"""Chapter 三(六): the trade city sells what is made in Linyi."""

from gongjian import Reading, at_least, quantity, target, task, yi

from .chapter_2_goals import BY_2026
from .document import PLAN

TARGETS = (
    # 三(六) “接二连三”,做大一批商城地产企业:到2026年
    target(
        PLAN,
        "local-product-parks-2026",
        "三(六)",
        "地产品特色专业园区",
        indicator="linyi_local_product_parks",
        kind="count",
        says=at_least(quantity(25, "个")),
        due_stated=True,
        series="local-product-parks",
        readings=(BY_2026, Reading("新打造还是总数?", "2026年末的总数", ("2022年起新打造",))),
    ),
    target(
        PLAN,
        "local-product-leaders",
        "三(六)",
        "地产品龙头企业",
        indicator="linyi_local_product_leaders",
        kind="count",
        says=at_least(quantity(60, "家")),
        due_stated=True,
        readings=(BY_2026, Reading("哪些是龙头企业?", "文件未给标准也未提名单,取公布数", ())),
    ),
    target(
        PLAN,
        "local-product-sales",
        "三(六)",
        "商城地产销售额",
        indicator="linyi_local_product_sales",
        kind="level",
        says=at_least(yi(2500)),
        due_stated=True,
        readings=(BY_2026,),
    ),
    # 三(六):2022年
    target(
        PLAN,
        "local-product-parks-2022",
        "三(六)",
        "五区先行建成特色地产品制造园区",
        indicator="linyi_local_product_parks",
        kind="count",
        says=at_least(quantity(5, "个")),
        period="2022",
        due_stated=True,
        series="local-product-parks",
        readings=(
            Reading("“五区”是哪五区?", "文件未列;点名的兰山、罗庄、河东、平邑、沂南产业声明为产业链", ("每区一个",)),
            Reading("与25个同一口径吗?", "同一指标的早期节点,名称略有不同", ("2022年新建数",)),
        ),
    ),
)

TASKS = (task(PLAN, "batch-6-local-products", "三(六)", "做大一批商城地产企业"),)
