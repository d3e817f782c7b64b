"""Chapter 二(一): steady growth of industry. 力争 governs the contributions to growth, not what comes before."""

from gongjian import (
    During,
    Has,
    OneOf,
    Reading,
    at_least,
    count,
    counts,
    duty,
    exactly,
    fact,
    no_figure,
    percent,
    points,
    quantity,
    target,
    task,
)

from .document import ISSUED, PLAN, SINCE_ISSUED

_OUTPUT = Reading("增长指哪个指标?", "该行业规上工业企业总产值同比(年初至今)", ("规上工业增加值同比", "产量同比"))
_CONTRIBUTION = Reading(
    "拉动几个百分点如何计?",
    "对规上工业增加值增速的贡献,由统计分析得出;8、2.5、1.5三项合计12,等于一①的12%,文件未明言,不作加总校验",
    ("对规上工业总产值增速的贡献",),
)

TARGETS = (
    # 二(一)1 抓存量挖潜能
    target(
        PLAN,
        "refined-tea-growth",
        "二(一)1",
        "精制茶加工增长",
        indicator="above_scale_gross_output_growth",
        kind="growth",
        says=at_least(percent(15)),
        scope="refined-tea",
        measure=counts.output_growth(counts.industries("C153")),
        readings=(_OUTPUT,),
    ),
    target(
        PLAN,
        "electric-power-growth",
        "二(一)1",
        "电力行业增长",
        indicator="above_scale_gross_output_growth",
        kind="growth",
        says=at_least(percent(10)),
        scope="electric-power",
        measure=counts.output_growth(counts.industries("D441", "D442")),
        readings=(
            _OUTPUT,
            Reading("电力行业包括哪些?", "电力生产D441、电力供应D442", ("D44,含热力", "仅电力生产D441")),
        ),
    ),
    target(
        PLAN,
        "minerals-growth",
        "二(一)1",
        "矿产业增长",
        indicator="above_scale_gross_output_growth",
        kind="growth",
        says=at_least(percent(8)),
        scope="minerals",
        measure=counts.output_growth(counts.chains("minerals")),
        readings=(
            _OUTPUT,
            Reading("矿产业包括哪些?", "登记为矿产业链的企业,由市里认定", ("采矿业B", "采矿业及冶炼、非金属矿制品")),
        ),
    ),
    target(
        PLAN,
        "sugar-steady",
        "二(一)1",
        "制糖业稳产提质",
        indicator="lincang_sugar_steady",
        kind="qualitative",
        says=no_figure(),
        scope="sugar",
    ),
    target(
        PLAN,
        "liquor-steady",
        "二(一)1",
        "酒制造业稳产提质",
        indicator="lincang_liquor_steady",
        kind="qualitative",
        says=no_figure(),
        scope="liquor",
        readings=(Reading("“等行业”还有哪些?", "文件只列制糖、酒制造,其余不猜", ()),),
    ),
    target(
        PLAN,
        "growth-from-existing-capacity",
        "二(一)1",
        "存量拉动规上工业增长",
        indicator="lincang_contribution_existing",
        kind="ratio",
        says=at_least(points(8)),
        strength="aspirational",
        scope="above-scale-industry",
        readings=(_CONTRIBUTION,),
    ),
    # 二(一)2 抓增量强支撑
    target(
        PLAN,
        "listed-upgrades",
        "二(一)2",
        "名单内企业小升规",
        indicator="lincang_listed_upgrades",
        kind="count",
        says=exactly(quantity(22, "户")),
        measure=counts.entries(
            OneOf(fact("above_scale_entry"), ("upgrade",)), Has(fact("lists"), "upgrade-enterprises")
        ),
        readings=(
            Reading("22户是底数还是名单?", "固定名单(点名一户,等22户),正好22户", ("22户以上",)),
            Reading("与二(五)2的30户?", "22户在30户之内,不另加", ("另加",)),
        ),
    ),
    target(
        PLAN,
        "listed-projects-commissioned",
        "二(一)2",
        "名单内项目年内投产升规",
        indicator="lincang_listed_projects_commissioned",
        kind="count",
        says=exactly(quantity(15, "个")),
        measure=count(
            "project", Has(fact("lists"), "commissioning-projects"), counts.COMMISSIONED, During(fact("above_scale_on"))
        ),
        due_stated=True,
        readings=(
            Reading("15个是底数还是名单?", "固定名单(点名一个,等15个),正好15个;二(三)3另有15个以上", ("15个以上",)),
            Reading("投产升规何时算?", "投产日期和升规日期都在年内", ("只看投产", "只看升规")),
        ),
    ),
    target(
        PLAN,
        "growth-from-new-above-scale",
        "二(一)2",
        "新升规企业拉动规上工业增长",
        indicator="lincang_contribution_new",
        kind="ratio",
        says=at_least(points("2.5")),
        strength="aspirational",
        scope="above-scale-industry",
        readings=(_CONTRIBUTION,),
    ),
    # 二(一)3 抓技改扩产能
    target(
        PLAN,
        "larger-scale-and-new-products",
        "二(一)3",
        "企业扩大规模、提高新产品比重",
        indicator="lincang_scale_and_new_products",
        kind="qualitative",
        says=no_figure(),
    ),
    target(
        PLAN,
        "growth-from-upgrading",
        "二(一)3",
        "技改扩产拉动规上工业增长",
        indicator="lincang_contribution_upgrading",
        kind="ratio",
        says=at_least(points("1.5")),
        strength="aspirational",
        scope="above-scale-industry",
        readings=(_CONTRIBUTION,),
    ),
    # 二(一)4 抓精准监测分析
    target(
        PLAN,
        "statistics-complete",
        "二(一)4",
        "依法报送,应统尽统",
        indicator="lincang_statistics_complete",
        kind="qualitative",
        says=no_figure(),
    ),
)

DUTIES = (
    # 二(一)4 抓精准监测分析
    duty(
        PLAN,
        "ten-day-monitoring",
        "二(一)4",
        "工业运行旬监测",
        "monitoring",
        "ten_days",
        from_=ISSUED,
        readings=(SINCE_ISSUED, Reading("哪一天?", "每旬末日,文件未定日", ())),
    ),
    duty(
        PLAN,
        "monthly-analysis",
        "二(一)4",
        "工业运行月分析",
        "monitoring",
        "monthly",
        from_=ISSUED,
        readings=(SINCE_ISSUED, Reading("哪一天?", "月末,文件未定日", ())),
    ),
    duty(
        PLAN,
        "statistics-training",
        "二(一)4",
        "统计业务培训",
        "campaign",
        "as_needed",
        from_=ISSUED,
        readings=(SINCE_ISSUED,),
    ),
)

TASKS = (
    task(PLAN, "task-2-1-1", "二(一)1", "挖掘存量产能"),
    task(PLAN, "task-2-1-2", "二(一)2", "以升规投产扩大增量"),
    task(PLAN, "task-2-1-3", "二(一)3", "技改扩产与三化改造"),
    task(PLAN, "task-2-1-4", "二(一)4", "监测分析与应统尽统"),
)
