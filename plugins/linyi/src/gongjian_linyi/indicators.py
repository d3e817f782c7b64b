"""Indicators that only Linyi's plan speaks of."""

from gongjian import Indicator, indicator


def _rank(key: str, name: str, name_en: str) -> Indicator:
    return indicator(key, name, name_en, "位", "share", subjects=("city",), direction="down")


def _done(key: str, name: str, name_en: str) -> Indicator:
    """What is simply done or not: 1 when it is done."""
    return indicator(f"linyi_{key}", name, name_en, "项", "flow")


INDICATORS = (
    # 一
    _done("transition_progress", "新旧动能转换进展", "Progress of the transition"),
    _done("model", "工业振兴“临沂模式”", "Linyi's model of industrial revival"),
    _rank("linyi_transition_rank", "鲁南经济圈转型发展位次", "Rank in southern Shandong's transition"),
    # 二(一)
    indicator("linyi_industrial_tax", "工业税收", "Industrial tax", "亿元", "flow"),
    # 二(二)
    indicator("linyi_clusters_100bn", "产值过千亿元产业集群数", "Clusters over 100 billion yuan", "个", "stock"),
    indicator("linyi_nurtured_clusters", "梯度培育产业集群进展", "Clusters being nurtured", "个", "stock"),
    # 二(三)
    indicator(
        "linyi_chain_leaders_10bn", "产值过百亿元链主企业数", "Chain leaders over 10 billion yuan", "家", "stock"
    ),
    indicator("linyi_chain_leaders_5bn", "产值过50亿元链主企业数", "Chain leaders over 5 billion yuan", "家", "stock"),
    indicator(
        "linyi_srdi_stock", "省级以上专精特新等企业数", "Provincial or national SRDI and like firms", "家", "stock"
    ),
    _rank("linyi_srdi_rank", "专精特新等企业数量全省位次", "Provincial rank by SRDI and like firms"),
    _done("growth_ladder", "企业成长梯队建设情况", "Ladder of growing firms"),
    # 二(四)
    indicator("linyi_local_products_rate", "地产率", "Share of local products in the trade city", "%", "share"),
    # 二(五)
    indicator(
        "linyi_energy_per_value_added",
        "规模以上企业单位增加值能耗",
        "Energy per value added, above scale",
        "吨标准煤/万元",
        "rate",
        direction="down",
    ),
    _done("green_manufacturing", "绿色制造体系建设情况", "System of green manufacturing"),
    # 三(一)
    indicator(
        "linyi_first_batch_cleared",
        "首批低效企业升级或出清数",
        "First low-efficiency firms upgraded or gone",
        "家",
        "flow",
    ),
    indicator(
        "linyi_low_tax_cleared_share",
        "亩均税收3万元以下规上工业企业出清占比",
        "Share cleared of above-scale firms below 30,000 yuan tax per mu",
        "%",
        "share",
    ),
    indicator(
        "linyi_low_use_land_share",
        "规模以下工业低效用地占比",
        "Share of low-efficiency land, below scale",
        "%",
        "share",
        direction="down",
    ),
    # 三(二)
    indicator("linyi_quality_output", "优质企业产值", "Output of the quality enterprises", "亿元", "flow"),
    indicator(
        "linyi_quality_over_1bn_share", "优质企业中产值过10亿元占比", "Quality enterprises over 1 billion", "%", "share"
    ),
    indicator("linyi_quality_over_3bn", "产值过30亿元优质企业数", "Quality enterprises over 3 billion", "家", "stock"),
    indicator("linyi_quality_over_5bn", "产值过50亿元优质企业数", "Quality enterprises over 5 billion", "家", "stock"),
    # 三(三)
    indicator("linyi_key_upgrade_projects", "优选支持重点技改项目数", "Key upgrade projects supported", "个", "flow"),
    indicator("linyi_benchmark_upgrades", "市级重大技改标杆项目数", "Benchmark upgrade projects", "个", "flow"),
    indicator(
        "linyi_provincial_key_projects", "谋划省级以上重点项目数", "Provincial key projects prepared", "个", "flow"
    ),
    # 三(四)
    _done("innovation_opinions", "科技创新推动工业经济的意见", "Opinions on innovation for industry"),
    _done("innovation_platforms", "协同创新公共服务平台建设情况", "Service platforms for joint innovation"),
    indicator("linyi_tech_smes_evaluated", "科技型中小企业评价入库数", "Technology SMEs evaluated", "家", "flow"),
    indicator("linyi_high_tech_net_increase", "净增高新技术企业数", "Net increase of high-tech firms", "家", "flow"),
    indicator("linyi_selected_high_tech", "遴选培育高新技术企业数", "High-tech firms selected", "家", "stock"),
    _rank("linyi_high_tech_share_rank", "高新技术产业产值占比全省位次", "Provincial rank by high-tech share"),
    # 三(五)
    indicator(
        "linyi_new_titles",
        "新增省级以上专精特新瞪羚单项冠军企业数",
        "New SRDI firms, gazelles and champions",
        "家",
        "flow",
    ),
    indicator("linyi_new_provincial_srdi", "新增省级以上专精特新企业数", "New provincial SRDI firms", "家", "flow"),
    indicator("linyi_new_gazelles", "新增瞪羚企业数", "New gazelles", "家", "flow"),
    indicator("linyi_champions", "省级以上单项冠军数", "Provincial or national champions", "家", "stock"),
    _rank("linyi_specialised_rank", "专精特新梯队全省位次", "Provincial rank by specialised firms"),
    # 三(六)
    indicator("linyi_local_product_parks", "地产品特色专业园区数", "Parks for local products", "个", "stock"),
    indicator("linyi_local_product_leaders", "地产品龙头企业数", "Leading firms of local products", "家", "stock"),
    indicator("linyi_local_product_sales", "商城地产销售额", "Trade city sales of local products", "亿元", "flow"),
    # 三(七)
    indicator("linyi_5g_coverage", "5G信号覆盖", "5G coverage", "%", "share"),
    indicator("linyi_cloud_share", "上云用数获能规上工业企业占比", "Above-scale firms on cloud and data", "%", "share"),
    indicator("linyi_industry_platforms", "基础性行业互联网平台数", "Industry internet platforms", "个", "stock"),
    indicator("linyi_enterprise_platforms", "新建企业级工业互联网平台数", "New enterprise platforms", "个", "flow"),
    indicator(
        "linyi_internet_benchmarks", "新增工业互联网标杆企业数", "New industrial internet benchmarks", "家", "flow"
    ),
    _done("platform_services", "“3+N”平台体系服务功能", "Services of the 3+N platforms"),
    # 三(八)
    indicator("linyi_chain_leaders_brought_in", "引进重点链主企业数", "Chain leaders brought in", "家", "flow"),
    # 三(九)
    _rank("linyi_listed_rank", "企业上市数量全省位次", "Provincial rank by listed companies"),
    # 三(十)
    indicator("linyi_first_industries", "首位产业数", "First industries of a county", "个", "stock"),
    indicator("linyi_clusters_10bn", "年产值超过100亿元优势产业集群数", "Clusters over 10 billion yuan", "个", "stock"),
    # 四(一)
    indicator(
        "linyi_departments_per_batch", "每个一批的落实部门数", "Departments answering for a batch", "个", "stock"
    ),
    indicator("linyi_lines_per_batch", "每个一批的工作专线数", "Working lines of a batch", "条", "stock"),
    _done("plan_per_batch", "每个一批的专项方案", "Special plan of each batch"),
    # 四(二)
    _done("approvals_simplified", "审批精简情况", "Approvals simplified"),
)
