"""Chapter 二(二): chains and clusters. 力争 governs projects and investment of each item."""

from gongjian import Reading, at_least, count, counts, either, every, no_figure, quantity, target, task, yi

from .document import PLAN

# The chains of the crops also hold planting, which is no processing.
_FARM = either(
    counts.chains("farm-produce-processing", "sugar", "refined-tea"),
    every(counts.INDUSTRIAL, counts.chains("sugarcane", "tea", "walnut", "macadamia", "coffee")),
)
_EMERGING = counts.chains("emerging-industries", "green-power-materials", "biomedicine")
_TRADE = counts.chains("import-export-processing")
_UNDER_WAY = Reading("实施如何计?", "期末已开工、期初未竣工,含续建", ("只计当年新开工", "签约即计"))
_INVESTED = Reading("完成投资指哪些项目?", "该产业项目当年纳统投资,不限于所计的个数", ("仅所计项目",))

TARGETS = (
    # 二(二)1 农产品加工规模
    target(
        PLAN,
        "farm-processing-projects",
        "二(二)1",
        "实施农产品精深加工项目",
        indicator="lincang_farm_processing_projects",
        kind="count",
        says=at_least(quantity(120, "个")),
        strength="aspirational",
        measure=count("project", _FARM, counts.UNDER_WAY),
        readings=(
            _UNDER_WAY,
            Reading(
                "哪些算农产品精深加工?",
                "登记在农产品精深加工、制糖、精制茶链的项目,和蔗糖、茶叶、核桃、临沧坚果、咖啡链中的工业项目(种植不算)",
                ("C13、C14、C15", "含种植项目"),
            ),
        ),
    ),
    target(
        PLAN,
        "farm-processing-investment",
        "二(二)1",
        "农产品精深加工完成投资",
        indicator="lincang_farm_processing_investment",
        kind="level",
        says=at_least(yi(45)),
        strength="aspirational",
        measure=counts.investment(_FARM),
        readings=(_INVESTED,),
    ),
    # 二(二)2 绿色能源与新材料等新兴产业
    target(
        PLAN,
        "germanium-research-landed",
        "二(二)2",
        "锗业研发成果在临沧转化",
        indicator="lincang_germanium_research_landed",
        kind="qualitative",
        says=no_figure(),
    ),
    target(
        PLAN,
        "germanium-tetrafluoride-line",
        "二(二)2",
        "四氟化锗生产线投产",
        indicator="lincang_germanium_tetrafluoride_line",
        kind="milestone",
        says=no_figure(),
    ),
    target(
        PLAN,
        "emerging-projects",
        "二(二)2",
        "实施新兴产业项目",
        indicator="lincang_emerging_projects",
        kind="count",
        says=at_least(quantity(80, "个")),
        strength="aspirational",
        measure=count("project", _EMERGING, counts.UNDER_WAY),
        readings=(
            _UNDER_WAY,
            Reading("哪些算新兴产业?", "登记在新兴产业、绿电+新材料、生物医药链的项目", ("战略性新兴产业分类",)),
        ),
    ),
    target(
        PLAN,
        "emerging-investment",
        "二(二)2",
        "新兴产业完成投资",
        indicator="lincang_emerging_investment",
        kind="level",
        says=at_least(yi(110)),
        strength="aspirational",
        measure=counts.investment(_EMERGING),
        readings=(_INVESTED,),
    ),
    # 二(二)3 进出口加工业
    target(
        PLAN,
        "imported-goods-processing",
        "二(二)3",
        "进口海产品、农产品加工取得突破",
        indicator="lincang_imported_goods_processing",
        kind="qualitative",
        says=no_figure(),
    ),
    target(
        PLAN,
        "trade-processing-projects",
        "二(二)3",
        "引进实施进出口加工项目",
        indicator="lincang_trade_processing_projects",
        kind="count",
        says=at_least(quantity(10, "个")),
        strength="aspirational",
        measure=count("project", _TRADE, counts.PROMOTED, counts.UNDER_WAY),
        readings=(
            _UNDER_WAY,
            Reading("引进实施?", "招商引进且在实施;引进不限于当年签约", ("当年签约并开工", "当年签约")),
        ),
    ),
    target(
        PLAN,
        "trade-processing-investment",
        "二(二)3",
        "进出口加工完成投资",
        indicator="lincang_trade_processing_investment",
        kind="level",
        says=at_least(yi(5)),
        strength="aspirational",
        measure=counts.investment(_TRADE, counts.PROMOTED),
        readings=(_INVESTED,),
    ),
)

TASKS = (
    task(PLAN, "task-2-2-1", "二(二)1", "壮大高原特色农产品加工"),
    task(PLAN, "task-2-2-2", "二(二)2", "发展绿色能源、新材料等新兴产业"),
    task(PLAN, "task-2-2-3", "二(二)3", "培育进出口加工业"),
)
