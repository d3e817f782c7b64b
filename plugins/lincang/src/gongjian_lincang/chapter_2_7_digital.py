"""Chapter 二(七): digital industry. 力争 governs every figure."""

from gongjian import Reading, at_least, counts, no_figure, percent, quantity, target, task

from .document import PLAN

TARGETS = (
    # 二(七)1 通信基础设施
    target(
        PLAN,
        "new-base-stations",
        "二(七)1",
        "新建5G基站",
        indicator="new_base_stations_5g",
        kind="count",
        says=at_least(quantity(1550, "个")),
        strength="aspirational",
    ),
    # 二(七)2 智慧园区
    target(
        PLAN,
        "demonstration-park",
        "二(七)2",
        "新基建融合应用示范园",
        indicator="lincang_demonstration_park",
        kind="qualitative",
        says=no_figure(),
    ),
    target(
        PLAN,
        "software-park-started",
        "二(七)2",
        "启动建设临沧高新区软件园",
        indicator="lincang_software_park",
        kind="milestone",
        says=no_figure(),
        strength="aspirational",
        due_stated=True,
    ),
    target(
        PLAN,
        "e-commerce-park-started",
        "二(七)2",
        "启动建设电商产业园",
        indicator="lincang_e_commerce_park",
        kind="milestone",
        says=no_figure(),
        strength="aspirational",
        due_stated=True,
        readings=(Reading("软件园及电商产业园是几个项目?", "两个", ("一个",)),),
    ),
    # 二(七)3 制造业智能化
    target(
        PLAN,
        "new-business-models",
        "二(七)3",
        "发展个性化定制等新模式新业态",
        indicator="lincang_new_business_models",
        kind="qualitative",
        says=no_figure(),
    ),
    target(
        PLAN,
        "digital-workshops",
        "二(七)3",
        "建成数字化车间",
        indicator="lincang_digital_workshops",
        kind="count",
        says=at_least(quantity(10, "个")),
        strength="aspirational",
        measure=counts.titles("digital_workshop"),
        readings=(Reading("建成如何计?", "当年认定的数字化车间,每户计一次", ("自报建成", "一户可多个")),),
    ),
    target(
        PLAN,
        "integration-standard-enterprises",
        "二(七)3",
        "两化融合贯标企业",
        indicator="lincang_integration_enterprises",
        kind="count",
        says=at_least(quantity(10, "户")),
        strength="aspirational",
        measure=counts.titles("integration_pilot"),
        readings=(Reading("开展贯标如何计?", "当年列入贯标,不限级别", ("取得评定证书", "只计部级试点")),),
    ),
    target(
        PLAN,
        "digital-economy-share",
        "二(七)3",
        "规上工业数字经济比重",
        indicator="lincang_digital_economy_share",
        kind="share",
        says=at_least(percent(15)),
        strength="aspirational",
        scope="above-scale-industry",
    ),
)

TASKS = (
    task(PLAN, "task-2-7-1", "二(七)1", "建设通信基础设施"),
    task(PLAN, "task-2-7-2", "二(七)2", "打造智慧园区"),
    task(PLAN, "task-2-7-3", "二(七)3", "推进制造业智能化"),
)
