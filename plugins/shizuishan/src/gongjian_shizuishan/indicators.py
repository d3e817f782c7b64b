"""Indicators that only Shizuishan's plan speaks of, clause by clause.

What is simply done or not is recorded in 项: 1 when it is done. A fall (降低, 缩短) is recorded as its size.
"""

from typing import Literal

from gongjian import Indicator, indicator

Behaviour = Literal["flow", "stock", "rate", "share"]

# (key without the city's prefix, name, English name, unit, behaviour), by clause.
_FIGURES: tuple[tuple[str, str, str, str, Behaviour], ...] = (
    # 二
    ("strategic_emerging_share", "战略新兴产业增加值占规上工业比重", "Emerging industries' share", "%", "share"),
    ("high_tech_manufacturing_share", "高技术制造业增加值占规上工业比重", "High-tech share", "%", "share"),
    ("output_per_mu", "亩均产出强度", "Output per mu", "万元/亩", "share"),
    ("tax_per_mu", "亩均税收", "Tax per mu", "万元/亩", "share"),
    # 三(一)
    ("remediation_share", "高耗低效企业整治任务完成比例", "Remediation completed", "%", "share"),
    ("capacity_eliminated", "淘汰落后产能", "Outdated capacity eliminated", "吨", "flow"),
    ("energy_released", "腾退能耗", "Energy use released", "吨", "flow"),
    ("two_high_benchmark_share", "“两高”项目能效达到标杆水平比例", "Two-high at benchmark", "%", "share"),
    ("raised_efficiency_share", "在建项目能效已提比例", "Projects with efficiency raised", "%", "share"),
    ("long_suspended_cleared", "出清长期停产企业数", "Long-suspended enterprises cleared", "家", "flow"),
    ("idle_land_cleared", "清理闲置、低效用地", "Idle and inefficient land cleared", "亩", "flow"),
    # 三(二)
    ("research_sectors", "组织关键共性技术揭榜攻关的行业数", "Sectors with open-bid research", "个", "flow"),
    ("breakthroughs", "攻克关键共性技术数", "Key technologies mastered", "项", "flow"),
    ("advanced_products", "达到先进水平的产品、技术、工艺数", "Products and processes of advanced level", "项", "flow"),
    ("rd_active_share", "规上企业中有研发投入企业占比", "Enterprises with R&D expense", "%", "share"),
    ("innovation_platform_coverage", "规上高新技术企业创新平台覆盖率", "Firms with innovation platforms", "%", "share"),
    ("engineering_centres", "新建自治区工程(技术)研究中心数", "New engineering research centres", "家", "flow"),
    ("technology_centres", "新建自治区企业技术(创新)中心数", "New enterprise technology centres", "家", "flow"),
    ("results_converted", "登记并转化科技成果数", "Research results registered and converted", "项", "flow"),
    ("incubators", "建成自治区级以上科技企业孵化器数", "Incubators built", "家", "flow"),
    # 三(三)
    ("groups_10bn", "100亿级企业集团数", "Groups of 10 billion yuan", "个", "stock"),
    ("leaders_5bn", "50亿级龙头企业数", "Leaders of 5 billion yuan", "个", "stock"),
    ("growers_1bn", "10亿级高成长型企业数", "Growth enterprises of 1 billion yuan", "个", "stock"),
    ("four_transformations", "实施“四大改造”重点项目数", "Four transformations: key projects", "个", "flow"),
    ("upgrade_coverage", "规上工业企业技术改造覆盖率", "Enterprises upgraded", "%", "share"),
    ("new_green_factories", "新增市级以上绿色工厂数", "New green factories", "家", "flow"),
    ("chain_leaders", "“六新”行业“链主型”企业数", "Chain leaders", "家", "stock"),
    ("industries_over_50bn", "产值过500亿的产业数", "Industries over 50 billion yuan", "个", "stock"),
    ("industries_over_20bn", "产值过200亿的产业数", "Industries over 20 billion yuan", "个", "stock"),
    ("industries_over_10bn", "产值过100亿的产业数", "Industries over 10 billion yuan", "个", "stock"),
    ("solid_waste_utilisation", "一般工业固废综合利用率", "Use of general industrial solid waste", "%", "share"),
    # 三(四)
    ("digital_transformations", "实施数字化转型规上工业企业数", "Above-scale enterprises transformed", "家", "flow"),
    ("cloud_enterprises", "上云用云企业数", "Enterprises in the cloud", "家", "flow"),
    ("smart_factories", "市级以上智能工厂数", "Smart factories", "家", "flow"),
    ("digital_workshops", "市级以上数字化车间数", "Digital workshops", "个", "flow"),
    ("digital_benchmarks", "制造业数字化转型标杆企业数", "Benchmarks of digital transformation", "家", "flow"),
    ("park_pilots", "园区数字化转型试点数", "Parks piloting digital transformation", "个", "flow"),
    ("productivity_rise", "生产效率提高幅度", "Rise in productivity", "%", "rate"),
    ("operating_cost_fall", "运营成本降低幅度", "Fall in operating cost", "%", "rate"),
    ("development_time_fall", "产品研制周期缩短幅度", "Fall in development time", "%", "rate"),
    ("defect_rate_fall", "产品不良品率降低幅度", "Fall in the rate of defects", "%", "rate"),
    ("energy_utilisation_rise", "能源利用率提高幅度", "Rise in the use made of energy", "%", "rate"),
    ("design_tools_share", "数字化研发设计工具普及率", "Use of digital design tools", "%", "share"),
    ("numerical_control_share", "关键工序数控化率", "Key processes under numerical control", "%", "share"),
    ("park_5g_coverage", "工业园区5G覆盖率", "5G coverage of the parks", "%", "share"),
    ("regional_platforms", "自治区级工业互联网平台数", "Platforms of the region", "家", "flow"),
    ("enterprise_platforms", "企业级工业互联网平台数", "Platforms of enterprises", "家", "flow"),
    ("showcases_5g", "“5G+工业互联网”样板工程和典型场景数", "5G industrial internet showcases", "个", "flow"),
    ("new_platforms", "新建工业互联网平台数", "New industrial internet platforms", "个", "flow"),
    # 三(五)
    ("landed_projects", "“六新产业”落地建设项目数", "Projects landed", "个", "flow"),
    ("main_board_listings", "主板上市企业数", "Main-board listings", "家", "flow"),
    # 四、五
    ("lasting_rules", "形成先进经验和制度成果数", "Experience and rules that last", "项", "flow"),
    ("policy_awareness", "企业政策知晓率", "Enterprises that know the policies", "%", "share"),
    ("policy_coverage", "企业政策覆盖率", "Enterprises that the policies reach", "%", "share"),
)
# The smaller, the better.
_FALLING: tuple[tuple[str, str, str, str, Behaviour], ...] = (
    ("energy_intensity_fall_rank", "单位工业增加值能耗降幅全区位次", "Rank in energy intensity", "位", "share"),
    ("rd_intensity_rank", "R&D投入强度西部位次", "Rank of R&D intensity in western China", "位", "share"),
    ("transformation_rank", "工业转型升级全区位次", "Rank of industrial transformation", "位", "share"),
    ("two_high_violations_open", "未销号违规“两高”项目数", "Unlawful two-high projects still open", "个", "stock"),
)
_DONE: tuple[tuple[str, str, str], ...] = (
    ("two_high_oversight", "“两高”项目监管机制", "Oversight of two-high projects"),
    ("land_renewal", "工业用地续签履约机制", "Renewal of expiring industrial land"),
    ("supply_system", "产业链供应体系建设情况", "Supply system of the chains"),
    ("park_capacity", "园区承载能力和项目容放空间", "Capacity of the parks"),
    ("park_reform", "园区管理体制改革", "Reform of park management"),
    ("industrial_network", "工业互联网网络基础设施建设情况", "Industrial internet network"),
    ("internet_security", "工业互联网安全保障体系建设情况", "Security of the industrial internet"),
    ("listing_reserve", "上市后备企业库", "Reserve of listing candidates"),
    ("project_teams", "项目包抓机制", "Leader, unit, team and officer of each project"),
    ("projects_delivered", "招商项目落地投产情况", "Promoted projects landed and in production"),
    ("campaign_results", "攻坚行动工作成效", "Results of the campaign"),
)

INDICATORS: tuple[Indicator, ...] = (
    *(indicator(f"shizuishan_{key}", name, name_en, unit, how) for key, name, name_en, unit, how in _FIGURES),
    *(
        indicator(f"shizuishan_{key}", name, name_en, unit, how, direction="down")
        for key, name, name_en, unit, how in _FALLING
    ),
    *(indicator(f"shizuishan_{key}", name, name_en, "项", "flow") for key, name, name_en in _DONE),
)
