"""Chapter 二: the goals for 2026."""

from gongjian import (
    Baseline,
    Compare,
    OneOf,
    Period,
    Reading,
    at_least,
    at_most,
    counts,
    fact,
    more_than,
    no_figure,
    param,
    percent,
    quantity,
    target,
    yi,
)

from .document import PLAN

BY_2026 = Reading("“到2026年”是哪天的数?", "2026年全年或年末数,期限为2026年12月31日", ("2026年之前任一年达到",))
_GROUP = Reading("第一方阵是前几位?", "文件未给名次,不作换算", ("全省前三", "全省前五"))
_SINCE_2021 = Period.parse("2021")
_CLUSTERS = (("wood", "木业"), ("food", "食品"), ("metallurgy", "冶金"), ("machinery", "机械"))

TARGETS = (
    # 二(一) 增量崛起,工业总量突破万亿元
    target(
        PLAN,
        "industrial-output",
        "二(一)",
        "全市工业产值突破1万亿元",
        indicator="industrial_output",
        kind="level",
        says=more_than(quantity(1, "万亿元", "1万亿")),
        due_stated=True,
        readings=(
            BY_2026,
            Reading("单位是什么?", "印作“1万亿”,按标题为万亿元", ()),
            Reading("由登记企业相加吗?", "不,取统计公布的全市数,含未登记企业", ("登记企业总产值之和",)),
        ),
    ),
    target(
        PLAN,
        "industrial-tax-doubled",
        "二(一)",
        "工业税收比2021年翻一番",
        indicator="linyi_industrial_tax",
        kind="level",
        says=at_least(quantity(2, "倍", "翻一番")),
        due_stated=True,
        baseline=Baseline(_SINCE_2021, None, "multiple"),
        readings=(
            BY_2026,
            Reading("翻一番与过500亿元?", "两个目标,都须达到;文件未给2021年数,两者不必然等价", ("同一目标的两种说法",)),
        ),
    ),
    target(
        PLAN,
        "industrial-tax",
        "二(一)",
        "工业税收过500亿元",
        indicator="linyi_industrial_tax",
        kind="level",
        says=more_than(yi(500)),
        due_stated=True,
        readings=(BY_2026,),
    ),
    target(
        PLAN,
        "industry-share-of-gdp",
        "二(一)",
        "工业增加值占生产总值比重",
        indicator="industry_share_of_gdp",
        kind="share",
        says=at_least(percent(39)),
        due_stated=True,
        readings=(BY_2026,),
    ),
    # 二(二) 产业升级,打造规模化产业集群
    target(
        PLAN,
        "clusters-over-100bn",
        "二(二)",
        "过千亿元产业集群",
        indicator="linyi_clusters_100bn",
        kind="count",
        says=at_least(quantity(4, "个")),
        due_stated=True,
        readings=(
            BY_2026,
            Reading("哪4个?", "点名的木业、食品、冶金、机械,各自另立目标", ("任意4个",)),
            Reading("是恰好4个吗?", "至少4个,更多不算落空", ("恰好4个",)),
        ),
    ),
    *(
        target(
            PLAN,
            f"cluster-{chain}",
            "二(二)",
            f"{name}产业集群产值过千亿元",
            indicator="industrial_output",
            kind="level",
            says=more_than(quantity(1000, "亿元", "千亿")),
            due_stated=True,
            subject=f"chain:{chain}",
            readings=(
                BY_2026,
                Reading("过千亿是什么过千亿?", "集群年产值,取该产业链公布的数", ("营业收入", "链上登记企业总产值之和")),
            ),
        )
        for chain, name in _CLUSTERS
    ),
    target(
        PLAN,
        "clusters-nurtured",
        "二(二)",
        "医药、化工、建材产业集群梯度培育",
        indicator="linyi_nurtured_clusters",
        kind="qualitative",
        says=no_figure(),
        due_stated=True,
    ),
    # 二(三) 高端引领,链式经济聚势蝶变
    *(
        target(
            PLAN,
            f"chain-leaders-over-{size}bn",
            "二(三)",
            f"产值过{floor}亿元链主企业",
            indicator=f"linyi_chain_leaders_{size}bn",
            kind="count",
            says=at_least(quantity(number, "家")),
            due_stated=True,
            measure=counts.holders("chain_leader", Compare(fact("gross_output"), "gt", param("size", yi(floor)))),
            readings=(
                BY_2026,
                Reading(
                    "过100亿元的也算过50亿元吗?",
                    "算,各按字面门槛分别计数",
                    ("过50亿元只计50亿至100亿元",),
                ),
                Reading("哪些是链主企业?", "当日有效的链主称号,产值为登记的总产值", ("68家名单内的企业",)),
            ),
        )
        for size, floor, number in (("10", 100, 15), ("5", 50, 20))
    ),
    target(
        PLAN,
        "srdi-enterprises",
        "二(三)",
        "省级以上专精特新等企业",
        indicator="linyi_srdi_stock",
        kind="count",
        says=at_least(quantity(500, "家")),
        due_stated=True,
        measure=counts.holders(("srdi_sme", "little_giant", "gazelle", "champion", "unicorn"), counts.PROVINCIAL),
        readings=(
            BY_2026,
            Reading(
                "“等企业”有哪些?",
                "三(二)(五)列出的专精特新、小巨人、瞪羚、单项冠军、独角兽,省级或国家级,当日有效",
                ("只计专精特新",),
            ),
            Reading("一户有几种称号?", "每种计一次", ("每户只计一次",)),
        ),
    ),
    target(
        PLAN,
        "srdi-rank",
        "二(三)",
        "专精特新等企业数量进入全省第一方阵",
        indicator="linyi_srdi_rank",
        kind="rank",
        says=no_figure(),
        due_stated=True,
        readings=(_GROUP,),
    ),
    target(
        PLAN,
        "growth-ladder",
        "二(三)",
        "“金字塔”式企业成长梯队",
        indicator="linyi_growth_ladder",
        kind="qualitative",
        says=no_figure(),
        due_stated=True,
    ),
    # 二(四) 特色彰显,产城融合塑成新优势
    target(
        PLAN,
        "local-products-rate",
        "二(四)",
        "商城地产率",
        indicator="linyi_local_products_rate",
        kind="share",
        says=at_least(percent(47)),
        due_stated=True,
        baseline=Baseline(_SINCE_2021, percent("39.7").value, "absolute"),
        readings=(BY_2026, Reading("“目前”是何时?", "2021年末,文件未给日期", ("2022年发文时",))),
    ),
    # 二(五) 低碳转型,绿色发展水平显著提升
    target(
        PLAN,
        "energy-per-value-added",
        "二(五)",
        "规上企业单位增加值能耗比2021年下降",
        indicator="linyi_energy_per_value_added",
        kind="ratio",
        says=at_most(quantity(-6, "%", "6%")),
        due_stated=True,
        baseline=Baseline(_SINCE_2021, None, "change_percent"),
        readings=(
            BY_2026,
            Reading("“下降6%”如何比较?", "变化率不高于-6%", ("恰为-6%",)),
            Reading("由登记企业能耗与增加值相除吗?", "不,增加值按可比价,取统计公布数", ("按登记数现价相除",)),
        ),
    ),
    target(
        PLAN,
        "green-factories",
        "二(五)",
        "市级以上绿色工厂",
        indicator="green_factories",
        kind="count",
        says=at_least(quantity(100, "家")),
        due_stated=True,
        measure=counts.holders("green_factory", OneOf(fact("title_level"), ("national", "provincial", "city"))),
        readings=(BY_2026, Reading("市级以上?", "市级、省级、国家级都计,每户一次,当日有效", ("各级分别计",))),
    ),
    target(
        PLAN,
        "green-manufacturing",
        "二(五)",
        "全市绿色制造体系",
        indicator="linyi_green_manufacturing",
        kind="qualitative",
        says=no_figure(),
        due_stated=True,
    ),
)
