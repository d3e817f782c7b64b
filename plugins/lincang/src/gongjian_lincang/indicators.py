"""Indicators that only Lincang's plan speaks of, clause by clause.

What is simply done or not is recorded in 项: 1 when it is done.
"""

from typing import Literal

from gongjian import Indicator, indicator

# (key without the city's prefix, name, English name, unit, behaviour), by clause.
_FIGURES: tuple[tuple[str, str, str, str, Literal["flow", "stock", "rate", "share"]], ...] = (
    # 一
    ("industry_investment", "完成产业投资", "Industry investment completed", "亿元", "flow"),
    ("construction_investment", "完成建安投资", "Construction and installation completed", "亿元", "flow"),
    ("private_investment", "完成民间投资", "Private investment completed", "亿元", "flow"),
    ("industrial_enterprise_net_increase", "净增工业企业数", "Net increase of industrial firms", "户", "flow"),
    # 二(一)
    ("contribution_existing", "存量拉动规上工业增长", "Growth from existing capacity", "个百分点", "rate"),
    ("contribution_new", "新升规企业拉动规上工业增长", "Growth from new above-scale firms", "个百分点", "rate"),
    ("contribution_upgrading", "技改拉动规上工业增长", "Growth from upgrading", "个百分点", "rate"),
    ("listed_upgrades", "名单内企业小升规数", "Listed firms become above-scale", "户", "flow"),
    ("listed_projects_commissioned", "名单内投产升规项目数", "Listed projects commissioned", "个", "flow"),
    # 二(二)
    ("farm_processing_projects", "实施农产品精深加工项目数", "Farm produce processing projects", "个", "flow"),
    ("farm_processing_investment", "农产品精深加工完成投资", "Farm produce processing investment", "亿元", "flow"),
    ("emerging_projects", "实施新兴产业项目数", "Emerging industry projects", "个", "flow"),
    ("emerging_investment", "新兴产业完成投资", "Emerging industry investment", "亿元", "flow"),
    ("trade_processing_projects", "引进实施进出口加工项目数", "Trade processing projects", "个", "flow"),
    ("trade_processing_investment", "进出口加工完成投资", "Trade processing investment", "亿元", "flow"),
    # 二(三)
    ("continued_projects", "续建项目数", "Continued projects", "个", "flow"),
    ("continued_investment", "续建项目完成投资", "Investment of continued projects", "亿元", "flow"),
    ("preliminary_projects", "推进前期工作项目数", "Projects in preliminary work", "个", "flow"),
    ("preliminary_projects_started", "前期项目开工数", "Preliminary projects started", "个", "flow"),
    ("preliminary_investment", "前期项目完成投资", "Investment of preliminary projects", "亿元", "flow"),
    ("completed_and_above_scale", "竣工并投产升规项目数", "Projects completed and above-scale", "个", "flow"),
    # 二(四)
    ("reserved_projects", "储备重点招商项目数", "Promotion projects in reserve", "个", "flow"),
    ("reserved_projects_100m", "储备亿元以上项目数", "Reserved projects from 100 million", "个", "flow"),
    ("reserved_projects_50m", "储备5000万元至亿元项目数", "Reserved projects 50 to 100 million", "个", "flow"),
    ("introduced_projects", "新引进工业项目数", "Industrial projects introduced", "个", "flow"),
    ("signed_manufacturing", "签约5000万元以上制造业项目数", "Manufacturing projects signed", "个", "flow"),
    ("started_manufacturing", "落地开工5000万元以上制造业项目数", "Manufacturing projects started", "个", "flow"),
    ("leading_enterprises", "引进行业领军企业数", "Leading enterprises introduced", "户", "flow"),
    # 二(五)
    ("separated_enterprises", "农工分离企业数", "Processing firms split from farming", "户", "flow"),
    ("new_innovative_enterprises", "新增创新型企业数", "New innovative enterprises", "户", "flow"),
    # 二(六)
    ("new_zone_enterprises", "新增入园企业数", "New enterprises in parks", "户", "flow"),
    ("new_zone_industrial", "新增入园工业企业数", "New industrial enterprises in parks", "户", "flow"),
    ("zone_revenue_growth", "园区营业收入增长率", "Growth of park revenue", "%", "rate"),
    ("zones_streamlined", "理顺管理机制的开发区数", "Zones with streamlined management", "个", "flow"),
    ("new_areas", "设立市级产业集聚区数", "City-level industrial areas set up", "个", "flow"),
    ("standard_plant_occupancy", "标准厂房入驻率", "Occupancy of standard plants", "%", "share"),
    ("standard_land_share", "标准地出让占比", "Share of standard land", "%", "share"),
    ("revenue_per_mu", "亩均营业收入", "Revenue per mu", "万元/亩", "share"),
    # 二(七)
    ("digital_workshops", "建成数字化车间数", "Digital workshops built", "个", "flow"),
    ("integration_enterprises", "开展两化融合贯标企业数", "Integration standard enterprises", "户", "flow"),
    ("digital_economy_share", "规上工业数字经济比重", "Digital share of above-scale industry", "%", "share"),
    # 三(二)
    ("coordinated_loans", "协调解决企业贷款", "Loans arranged", "亿元", "flow"),
    ("skills_training", "培训重点产业技能人才", "Skilled workers trained", "人次", "flow"),
    ("sales_events", "产销对接活动场次", "Sales events held", "场", "flow"),
    # 结尾
    ("task_leaders", "牵头领导数", "Leaders in charge", "名", "stock"),
)
_DONE: tuple[tuple[str, str, str], ...] = (
    ("overall_quality", "新型工业化总体成效", "Overall results"),
    ("sugar_steady", "制糖业稳产提质", "Sugar making steady"),
    ("liquor_steady", "酒制造业稳产提质", "Liquor making steady"),
    ("scale_and_new_products", "企业扩大规模与新产品", "Larger scale and new products"),
    ("statistics_complete", "应统尽统", "Statistics complete"),
    ("germanium_research_landed", "锗业研发成果转化", "Germanium research put to use"),
    ("germanium_tetrafluoride_line", "四氟化锗生产线投产", "Germanium tetrafluoride line commissioned"),
    ("imported_goods_processing", "进口海产品、农产品加工", "Processing of imported goods"),
    ("approvals_shortened", "审批时限压缩", "Approvals shortened"),
    ("pu_er_tea_park", "普洱茶加工园竣工投产", "Pu'er tea park commissioned"),
    ("latex_device_park", "乳胶医疗器械产业园竣工投产", "Latex device park commissioned"),
    ("promotion_scheme", "年度工业招商方案", "Promotion scheme of the year"),
    ("enterprise_files", "企业建档立卡", "Files on enterprises"),
    ("tiered_cultivation", "梯次企业培育机制", "Cultivation by tiers"),
    ("exits_prevented", "潜在退规企业保规", "Exits prevented"),
    ("expansion_supported", "增资扩产帮扶", "Expansion supported"),
    ("joint_parks", "园区托管、合作建园", "Joint parks"),
    ("zone_assessment", "园区考核机制", "Assessment of parks"),
    ("yunxian_green_park", "云县省级绿美园区", "Yunxian green park"),
    ("demonstration_park", "新基建融合应用示范园", "Demonstration park"),
    ("software_park", "软件园启动建设", "Software park started"),
    ("e_commerce_park", "电商产业园启动建设", "E-commerce park started"),
    ("new_business_models", "制造业新模式新业态", "New business models"),
    ("city_task_force", "市工作专班", "City task force"),
    ("county_coordination", "县(区)协调机制", "County coordination"),
    ("reception_days", "企业接待日制度", "Reception days"),
    ("problems_settled", "问题对账销号", "Problems settled"),
    ("labour_cooperation", "劳务协作机制", "Labour cooperation"),
    ("county_work_plans", "县(区)细化方案", "County work plans"),
    ("task_teams", "任务专班跟进", "Teams on tasks"),
    ("task_persons", "任务专人落实", "Persons on tasks"),
    ("subsidies_passed_on", "上级补助资金拨付", "Subsidies passed on"),
    ("promises_kept", "惠企政策与招商承诺兑现", "Promises kept"),
    ("awards_paid", "奖补资金及时兑付", "Awards paid in time"),
)

INDICATORS: tuple[Indicator, ...] = (
    *(indicator(f"lincang_{key}", name, name_en, unit, how) for key, name, name_en, unit, how in _FIGURES),
    *(indicator(f"lincang_{key}", name, name_en, "项", "flow") for key, name, name_en in _DONE),
)
