"""Chapter 三(七): networks, cloud and platforms for industry."""

from gongjian import Reading, at_least, no_figure, percent, quantity, target, task

from .chapter_2_goals import BY_2026
from .document import PLAN

_PLATFORMS = Reading(
    "2022年的10个与30个同一口径吗?",
    "同一指标的早期节点;2022年称“企业互联网平台”,2026年要求“省内领先”",
    ("两类不同的平台",),
)

TARGETS = (
    # 三(七) 数字赋能,创建一批工业互联网标杆企业:到2026年
    target(
        PLAN,
        "base-stations-5g",
        "三(七)",
        "5G基站",
        indicator="base_stations_5g",
        kind="count",
        says=at_least(quantity(20000, "个")),
        due_stated=True,
        readings=(BY_2026, Reading("新建还是总数?", "“达到”是2026年末的总数", ("2022年起新建",))),
    ),
    target(
        PLAN,
        "coverage-5g-2026",
        "三(七)",
        "5G市域全覆盖",
        indicator="linyi_5g_coverage",
        kind="share",
        says=at_least(quantity(100, "%", "全覆盖")),
        due_stated=True,
        series="coverage-5g",
        readings=(
            BY_2026,
            Reading("“全覆盖”是多少?", "100%", ()),
            Reading("由基站数计算吗?", "不,基站达到20000个另为一个目标,覆盖取公布数", ()),
        ),
    ),
    target(
        PLAN,
        "cloud-share",
        "三(七)",
        "规上工业企业上云用数获能占比",
        indicator="linyi_cloud_share",
        kind="share",
        says=at_least(percent(70)),
        due_stated=True,
        readings=(BY_2026, Reading("与规上企业数字化覆盖率同一口径吗?", "不是,名称不同,不混用", ("同一口径",))),
    ),
    target(
        PLAN,
        "platform-services",
        "三(七)",
        "“3+N”平台体系服务功能拓展",
        indicator="linyi_platform_services",
        kind="qualitative",
        says=no_figure(),
        due_stated=True,
    ),
    target(
        PLAN,
        "industry-platforms",
        "三(七)",
        "国内先进的基础性行业互联网平台",
        indicator="linyi_industry_platforms",
        kind="count",
        says=at_least(quantity(3, "个")),
        due_stated=True,
        readings=(BY_2026, Reading("哪3个?", "点名的木业、机械、冶金各一个", ("任意3个",))),
    ),
    target(
        PLAN,
        "enterprise-platforms-2026",
        "三(七)",
        "新建省内领先的企业级工业互联网平台",
        indicator="linyi_enterprise_platforms",
        kind="count",
        says=at_least(quantity(30, "个")),
        due_stated=True,
        series="enterprise-platforms",
        readings=(Reading("从何时起算?", "2022年起累计到2026年末", ("2026年一年",)), _PLATFORMS),
    ),
    target(
        PLAN,
        "internet-benchmarks",
        "三(七)",
        "新增工业互联网标杆企业",
        indicator="linyi_internet_benchmarks",
        kind="count",
        says=at_least(quantity(50, "家")),
        due_stated=True,
        readings=(
            Reading("从何时起算?", "2022年起累计到2026年末", ("2026年一年",)),
            Reading("由登记称号计数吗?", "不,登记称号中没有工业互联网标杆,取公布数", ("数字化标杆称号",)),
        ),
    ),
    # 三(七):2022年
    target(
        PLAN,
        "coverage-5g-2022",
        "三(七)",
        "5G信号连续覆盖到乡镇驻地",
        indicator="linyi_5g_coverage",
        kind="milestone",
        says=no_figure(),
        period="2022",
        due_stated=True,
        series="coverage-5g",
    ),
    target(
        PLAN,
        "enterprise-platforms-2022",
        "三(七)",
        "建设企业互联网平台",
        indicator="linyi_enterprise_platforms",
        kind="count",
        says=at_least(quantity(10, "个")),
        period="2022",
        due_stated=True,
        series="enterprise-platforms",
        readings=(_PLATFORMS,),
    ),
)

TASKS = (task(PLAN, "batch-7-digital", "三(七)", "创建一批工业互联网标杆企业"),)
