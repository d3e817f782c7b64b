"""Tancheng's towns, parks, units and sectors, and the enterprises and parks its document names.

The county's own code is the one GB/T 2260 code: towns and parks carry ids of ours.
"""

from gongjian import Chain, City, Department, Division, NamedSubject, departments

_TOWNS = (
    ("lizhuang", "李庄镇", "Lizhuang Town"),
    ("matou", "马头镇", "Matou Town"),
    ("miaoshan", "庙山镇", "Miaoshan Town"),
    ("gaofengtou", "高峰头镇", "Gaofengtou Town"),
    ("gangshang", "港上镇", "Gangshang Town"),
    ("honghua", "红花镇", "Honghua Town"),
    ("quanyuan", "泉源镇", "Quanyuan Town"),
)
# Clusters of 二(一) first, then the platforms of 三(四).
_PARKS = (
    ("polyurethane-park", "聚氨酯新材料产业园", "Polyurethane New Materials Park", "二(一)"),
    ("plastic-profiles-park", "新型塑材产业园", "New Plastics Park", "二(一)"),
    ("chemical-park", "郯城化工产业园", "Tancheng Chemical Park", "三(四)"),
    ("electronics-park", "郯城高科技电子产业园", "Tancheng High-tech Electronics Park", "三(四)"),
    ("medicine-park", "郯城医药产业园", "Tancheng Medicine Park", "三(四)"),
    ("circular-economy-park", "郯城循环经济产业园", "Tancheng Circular Economy Park", "三(四)"),
    ("board-park", "郯城板材产业园", "Tancheng Board Park", "三(四)"),
)
_ENTERPRISES = {
    "二(一)": ("阳煤恒通", "合创控股", "澳思柏恩", "郯润食品", "五得利面粉"),
    "二(二)": ("中汇管业", "斯科瑞聚氨酯", "众一科环", "德瑞高分子", "利兴化工"),
}

CITY = City(
    key="tancheng",
    name="郯城县",
    name_en="Tancheng",
    division_code="371322",
    level="county",
    province_code="37",
    parent="linyi",
    divisions=(
        *(Division(f"tancheng-{id}", name, name_en, "town", "371322", "town") for id, name, name_en in _TOWNS),
        *(Division(f"tancheng-{id}", name, name_en, None, "371322", "park") for id, name, name_en, _ in _PARKS),
    ),
    departments=(
        # The publisher's name is printed in full.
        Department("县工信局", ("郯城县工业和信息化局",)),
        *departments(
            "县发改局",
            "县科技局",
            "县财政局",
            "县自然资源和规划局",
            "县应急管理局",
            "县统计局",
            "县行政审批服务局",
            "县城乡规划编制研究中心",
            "县地方金融发展服务中心",
            "市生态环境局郯城县分局",
            "县人社局",
            "县税务局",
            "县中小企业发展服务中心",
            "县投资促进服务中心",
            "县商务局",
            "县公安局",
            "县综合行政执法局",
            "县政府督查室",
        ),
        *departments("县委组织部", "县纪委监委机关", "县法院", "县检察院", "县工商联", kind="other"),
        Department("郯城高科技电子产业园", (), "zone"),
        # Collective bodies.
        Department("各乡镇", ("各乡镇(含街道、开发区、景区,下同)", "各乡镇(含街道、开发区、景区)"), "group"),
        Department("郯城县加快工业强县建设工作推进专班", ("工作专班",), "group"),
        Department("县级领导", (), "group"),
    ),
    chains=(
        # The document gives no industry codes: only medicine is certainly one industry of GB/T 4754-2017.
        Chain("green-chemicals", "绿色化工", "二"),
        Chain("food-processing", "食品加工", "二"),
        Chain("building-materials-furnishings", "建材家居", "二"),
        Chain("electronic-information", "电子信息", "二"),
        Chain("medicine", "医药", "二", ("C27",)),
        Chain("textiles-garments", "纺织服装", "三(一)"),
    ),
    named=(
        *(NamedSubject(name, clause, "enterprise") for clause, names in _ENTERPRISES.items() for name in names),
        *(NamedSubject(name, clause, "park") for _, name, _, clause in _PARKS),
    ),
)
