"""Chapter 三(三): enterprises, chains and parks of quality. No 力争 here; 过 is strict."""

from gongjian import (
    Compare,
    Has,
    Not,
    OneOf,
    Param,
    Past,
    Quantity,
    Reading,
    Sum,
    Target,
    UpTo,
    at_least,
    count,
    counts,
    duty,
    fact,
    no_figure,
    param,
    quantity,
    rows,
    target,
    task,
    yi,
)

from .document import ISSUED, PLAN, SINCE_ISSUED
from .places import ECONOMIC_ZONE, HIGH_TECH_ZONE, PINGLUO_PARK

_AT_END = Reading("到何时?", "文件未给期限,按方案期末", ("每年",))
_CLASS = Reading(
    "“亿级”如何分?",
    "当年工业总产值达到该数、不到上一级的数,每户只计一级",
    ("达到该数即计,各级重复", "按营业收入"),
)
_GROUPS = Reading("由登记计算吗?", "不;企业集团含多个法人,登记只有单个企业", ("按龙头企业一户的产值",))
_OVER = Reading("“过”含等于吗?", "不含:产值严格大于该数", ("含",))
_TIERS = Reading(
    "三档重复计吗?", "不重复:每个产业只计入所过的最高一档,三档共6个产业", ("过500亿的也计入过200亿和过100亿",)
)
_INDUSTRIES = Reading("由登记计算吗?", "不;文件没有点名这些产业,读上报数", ())
_VALID = Reading("动态培育如何计?", "当日有效的链主企业", ("方案期内认定数",))
_PARK_OUTPUT = Reading("千亿、五百亿按什么计?", "园区内工业企业当年工业总产值", ("营业收入", "技工贸总收入"))


def _sized(lower: Param, upper: Param) -> tuple[Compare, Compare]:
    """From the lower size on, below the upper one."""
    output = fact("gross_output")
    return Compare(output, "ge", lower), Compare(output, "lt", upper)


def _industries(id: str, title: str, indicator: str) -> Target:
    return target(
        PLAN,
        id,
        "三(三)2",
        title,
        indicator=indicator,
        kind="count",
        says=at_least(quantity(2, "个")),
        readings=(_OVER, _TIERS, _INDUSTRIES, _AT_END),
    )


def _park(id: str, park: str, title: str, output: Quantity, *readings: Reading) -> Target:
    return target(
        PLAN,
        id,
        "三(三)3",
        title,
        indicator="industrial_output",
        kind="level",
        says=at_least(output),
        subject=f"park:{park}",
        measure=Sum(fact("gross_output"), rows("enterprise", counts.INDUSTRIAL, OneOf(fact("park"), (park,)))),
        readings=(_PARK_OUTPUT, _AT_END, *readings),
    )


_TEN, _FIFTY, _HUNDRED = param("ten", yi(10)), param("fifty", yi(50)), param("hundred", yi(100))
_EACH = Reading("两个园区合计还是各自千亿?", "各自", ("合计",))

TARGETS = (
    # 三(三)1 加大优质企业培育
    target(
        PLAN,
        "groups-of-10bn",
        "三(三)1",
        "打造100亿级企业集团",
        indicator="shizuishan_groups_10bn",
        kind="count",
        says=at_least(quantity(3, "个")),
        readings=(_CLASS, _GROUPS, _AT_END),
    ),
    target(
        PLAN,
        "leaders-of-5bn",
        "三(三)1",
        "培育50亿级龙头企业",
        indicator="shizuishan_leaders_5bn",
        kind="count",
        says=at_least(quantity(6, "个")),
        measure=count("enterprise", counts.INDUSTRIAL, *_sized(_FIFTY, _HUNDRED)),
        readings=(_CLASS, _AT_END),
    ),
    target(
        PLAN,
        "growers-of-1bn",
        "三(三)1",
        "培育10亿级高成长型企业",
        indicator="shizuishan_growers_1bn",
        kind="count",
        says=at_least(quantity(12, "个")),
        measure=count("enterprise", counts.INDUSTRIAL, *_sized(_TEN, _FIFTY)),
        readings=(_CLASS, _AT_END),
    ),
    target(
        PLAN,
        "four-transformations",
        "三(三)1",
        "每年实施“四大改造”重点项目",
        indicator="shizuishan_four_transformations",
        kind="count",
        says=at_least(quantity(100, "个")),
        recurrence="yearly",
        measure=count("project", Has(fact("lists"), "four-transformations", yearly=True), UpTo(fact("started_on"))),
        readings=(
            Reading("“四大改造”是哪些?", "文件未说明;列入当年“四大改造”重点项目的计", ("技术改造项目",)),
            Reading("实施如何计?", "列入当年且已开工", ("列入即计", "当年竣工")),
        ),
    ),
    target(
        PLAN,
        "upgrade-coverage",
        "三(三)1",
        "规上工业企业技术改造全覆盖",
        indicator="shizuishan_upgrade_coverage",
        kind="share",
        says=at_least(quantity(100, "%", printed="全覆盖")),
        readings=(
            Reading("“全覆盖”是多少?", "100%", ()),
            Reading("由登记计算吗?", "不;企业登记不含其项目,读上报数", ()),
            _AT_END,
        ),
    ),
    target(
        PLAN,
        "new-green-factories",
        "三(三)1",
        "新增市级以上绿色工厂",
        indicator="shizuishan_new_green_factories",
        kind="count",
        says=at_least(quantity(100, "家")),
        measure=counts.titles("green_factory", OneOf(fact("title_level"), ("national", "provincial", "city"))),
        readings=(
            Reading("“每年”管到绿色工厂吗?", "不管:每年只管“四大改造”项目,绿色工厂为方案期合计", ("每年新增100家",)),
            Reading("市级以上含市级吗?", "含", ()),
        ),
    ),
    # 三(三)2 打造优势产业链条
    target(
        PLAN,
        "chain-leaders",
        "三(三)2",
        "“六新”行业的“链主型”企业",
        indicator="shizuishan_chain_leaders",
        kind="count",
        says=at_least(quantity(20, "家")),
        measure=count(
            "title",
            OneOf(fact("title_kind"), ("chain_leader",)),
            counts.chains("six-new"),
            UpTo(fact("granted_on")),
            Not(Past(fact("expires_on"))),
        ),
        readings=(_VALID, _AT_END, Reading("“六新”行业是哪些?", "文件未列;按登记的产业链", ())),
    ),
    target(
        PLAN,
        "supply-system",
        "三(三)2",
        "形成稳定、多方共赢的供应体系",
        indicator="shizuishan_supply_system",
        kind="qualitative",
        says=no_figure(),
    ),
    _industries("industries-over-50bn", "产值规模过500亿的产业", "shizuishan_industries_over_50bn"),
    _industries("industries-over-20bn", "产值规模过200亿的产业", "shizuishan_industries_over_20bn"),
    _industries("industries-over-10bn", "产值规模过100亿的产业", "shizuishan_industries_over_10bn"),
    # 三(三)3 夯实园区发展平台
    target(
        PLAN,
        "park-reform",
        "三(三)3",
        "推行“管委会+公司”,园区由政府主导转向企业服务",
        indicator="shizuishan_park_reform",
        kind="milestone",
        says=no_figure(),
        scope="parks",
    ),
    _park("economic-zone-output", ECONOMIC_ZONE, "经开区打造成千亿园区", quantity(1000, "亿元", printed="千亿"), _EACH),
    _park(
        "pingluo-park-output", PINGLUO_PARK, "平罗工业园区打造成千亿园区", quantity(1000, "亿元", printed="千亿"), _EACH
    ),
    _park("high-tech-zone-output", HIGH_TECH_ZONE, "高新区打造成五百亿园区", quantity(500, "亿元", printed="五百亿")),
    target(
        PLAN,
        "solid-waste-utilisation",
        "三(三)3",
        "一般工业固废综合利用率达到自治区任务",
        indicator="shizuishan_solid_waste_utilisation",
        kind="share",
        says=no_figure(),
        readings=(Reading("任务是多少?", "由自治区下达,文件没有数值", ()),),
    ),
    target(
        PLAN,
        "park-capacity",
        "三(三)3",
        "园区道路、要素、三废、生态四项提升,承载能力增强",
        indicator="shizuishan_park_capacity",
        kind="qualitative",
        says=no_figure(),
        scope="parks",
    ),
)

DUTIES = (
    # 三(三)3 夯实园区发展平台
    duty(
        PLAN,
        "park-clean-ups",
        "三(三)3",
        "园区电网、土地、绿化、旧厂房四项整治",
        "campaign",
        "as_needed",
        from_=ISSUED,
        readings=(SINCE_ISSUED, Reading("何时开展?", "文件未定,按需", ())),
    ),
)

TASKS = (
    task(PLAN, "task-3-3-1", "三(三)1", "加大优质企业培育"),
    task(PLAN, "task-3-3-2", "三(三)2", "打造优势产业链条"),
    task(PLAN, "task-3-3-3", "三(三)3", "夯实园区发展平台"),
)
