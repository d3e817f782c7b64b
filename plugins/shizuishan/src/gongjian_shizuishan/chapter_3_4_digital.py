"""Chapter 三(四): digital industry. 力争 governs the gains of transformed enterprises and the two shares after them."""

from gongjian import (
    OneOf,
    Quantity,
    Reading,
    Says,
    Target,
    at_least,
    counts,
    fact,
    more_than,
    no_figure,
    percent,
    quantity,
    target,
    task,
)

from .document import PLAN

_SPAN = Reading("到何时?", "文件未给期限,按方案期2022至2024年合计,期末为止", ("每年",))
_AT_END = Reading("到何时?", "文件未给期限,按方案期末", ("每年",))
_GAIN = Reading(
    "与什么相比?", "转型企业与自身转型前相比;文件没有基期,登记变化幅度(降低、缩短的登记降幅)", ("与上年相比",)
)
_TITLES = Reading("培育如何计?", "方案期内认定的,市级以上含市级,每户计一次", ("期末有效数", "一户可多个"))
_LEVELS = OneOf(fact("title_level"), ("national", "provincial", "city"))
_COVERED = Reading("“全覆盖”是多少?", "100%", ())
_REPORTED = Reading("由登记计算吗?", "不;不在登记里,读上报数", ())


def _gain(id: str, title: str, gain: Quantity) -> Target:
    return target(
        PLAN,
        id,
        "三(四)1",
        f"数字化转型企业{title}",
        indicator=f"shizuishan_{id.replace('-', '_')}",
        kind="ratio",
        says=at_least(gain),
        strength="aspirational",
        scope="transformed-enterprises",
        readings=(_GAIN, _AT_END),
    )


def _spread(id: str, title: str, says: Says) -> Target:
    return target(
        PLAN,
        id,
        "三(四)1",
        f"制造业重点领域{title}",
        indicator=f"shizuishan_{id.replace('-', '_')}",
        kind="share",
        says=says,
        strength="aspirational",
        scope="key-manufacturing",
        readings=(_AT_END, Reading("分号之后还受“力争”管吗?", "管:同一句", ("不管,为预期",))),
    )


def _counted(id: str, clause: str, title: str, figure: Quantity) -> Target:
    return target(
        PLAN,
        id,
        clause,
        title,
        indicator=f"shizuishan_{id.replace('-', '_')}",
        kind="count",
        says=at_least(figure),
        readings=(_SPAN, _REPORTED),
    )


TARGETS = (
    # 三(四)1 推动企业数字转型
    _counted("digital-transformations", "三(四)1", "规上工业企业实施数字化转型", quantity(100, "家")),
    _counted("cloud-enterprises", "三(四)1", "带动企业上云用云", quantity(200, "家")),
    target(
        PLAN,
        "smart-factories",
        "三(四)1",
        "培育市级以上智能工厂",
        indicator="shizuishan_smart_factories",
        kind="count",
        says=at_least(quantity(100, "家")),
        measure=counts.titles("smart_factory", _LEVELS),
        readings=(_SPAN, _TITLES),
    ),
    target(
        PLAN,
        "digital-workshops",
        "三(四)1",
        "培育市级以上数字化车间",
        indicator="shizuishan_digital_workshops",
        kind="count",
        says=at_least(quantity(150, "个")),
        measure=counts.titles("digital_workshop", _LEVELS),
        readings=(_SPAN, _TITLES),
    ),
    target(
        PLAN,
        "digital-benchmarks",
        "三(四)1",
        "一批数字化转型标杆企业",
        indicator="shizuishan_digital_benchmarks",
        kind="qualitative",
        says=no_figure(),
        readings=(Reading("“一批”是多少?", "文件不给数,不设数值", ()),),
    ),
    _counted("park-pilots", "三(四)1", "开展园区数字化转型试点", quantity(3, "个")),
    _gain("productivity-rise", "生产效率提高", percent(10)),
    _gain("operating-cost-fall", "运营成本降低", percent(10)),
    _gain("development-time-fall", "产品研制周期缩短", percent(30)),
    _gain("defect-rate-fall", "产品不良品率降低", percent(10)),
    _gain("energy-utilisation-rise", "能源利用率提高", percent(10)),
    _spread("design-tools-share", "数字化研发设计工具普及率", more_than(percent(70))),
    _spread("numerical-control-share", "关键工序数控化率", more_than(percent(65))),
    # 三(四)2 构建基础设施体系
    target(
        PLAN,
        "industrial-network",
        "三(四)2",
        "重点行业工业互联网网络基本建成",
        indicator="shizuishan_industrial_network",
        kind="milestone",
        says=no_figure(),
    ),
    target(
        PLAN,
        "base-stations",
        "三(四)2",
        "完成5G基站站点建设",
        indicator="new_base_stations_5g",
        kind="count",
        says=at_least(quantity(2500, "个")),
        readings=(Reading("2500个是新建还是累计?", "方案期内新建合计", ("累计建成数",)), _SPAN, _REPORTED),
    ),
    target(
        PLAN,
        "park-5g-coverage",
        "三(四)2",
        "工业园区5G全覆盖",
        indicator="shizuishan_park_5g_coverage",
        kind="share",
        says=at_least(quantity(100, "%", printed="全覆盖")),
        scope="parks",
        readings=(_COVERED, _AT_END),
    ),
    _counted("regional-platforms", "三(四)2", "打造自治区级工业互联网平台", quantity(1, "家")),
    _counted("enterprise-platforms", "三(四)2", "打造企业级工业互联网平台", quantity(5, "家")),
    target(
        PLAN,
        "internet-security",
        "三(四)2",
        "工业互联网安全保障较为完善",
        indicator="shizuishan_internet_security",
        kind="milestone",
        says=no_figure(),
    ),
    _counted("showcases-5g", "三(四)2", "打造“5G+工业互联网”样板工程和典型场景", quantity(10, "个")),
    # 三(四)3 大力发展平台经济
    _counted("new-platforms", "三(四)3", "新建工业互联网平台", quantity(10, "个")),
)

TASKS = (
    task(PLAN, "task-3-4-1", "三(四)1", "推动企业数字转型"),
    task(PLAN, "task-3-4-2", "三(四)2", "构建基础设施体系"),
    task(PLAN, "task-3-4-3", "三(四)3", "大力发展平台经济"),
)
