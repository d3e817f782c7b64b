"""Lincang's divisions, zones, units, chains, scopes, and the enterprises and projects its plan names."""

from typing import Literal

from gongjian import Chain, City, Department, Division, NamedSubject, Scope, departments

_DIVISIONS = (
    ("530902", "临翔区", "Linxiang District"),
    ("530921", "凤庆县", "Fengqing County"),
    ("530922", "云县", "Yun County"),
    ("530923", "永德县", "Yongde County"),
    ("530924", "镇康县", "Zhenkang County"),
    ("530925", "双江拉祜族佤族布朗族傣族自治县", "Shuangjiang Lahu, Va, Blang and Dai Autonomous County"),
    ("530926", "耿马傣族佤族自治县", "Gengma Dai and Va Autonomous County"),
    ("530927", "沧源佤族自治县", "Cangyuan Va Autonomous County"),
)


# 能源工业 of 一② and 三(一)4, GB/T 4754-2017: mining of coal, oil and gas; refining; electricity and heat; gas.
ENERGY_INDUSTRIES = ("B06", "B07", "C25", "D44", "D45")


def _named(clause: str, kind: Literal["enterprise", "project", "park", "platform"], *names: str) -> list[NamedSubject]:
    return [NamedSubject(name, clause, kind) for name in names]


CITY = City(
    key="lincang",
    name="临沧市",
    name_en="Lincang",
    division_code="530900",
    level="prefecture",
    province_code="53",
    divisions=(
        *(Division(code, name, name_en, "county", "530900") for code, name, name_en in _DIVISIONS),
        # The document speaks of four development zones and names these three.
        Division("lincang-border-zone", "临沧边境经济合作区", None, None, "530900", "development_zone"),
        Division("lincang-high-tech-zone", "临沧高新技术产业开发区", None, None, "530900", "development_zone"),
        Division("yunxian-industrial-park", "云县产业园区", None, None, "530922", "park"),
    ),
    departments=(
        *departments(
            "市工业和信息化局",
            "市发展改革委",
            "市统计局",
            "市税务局",
            "市农业农村局",
            "市林业和草原局",
            "市商务局",
            "市投资促进局",
            "市自然资源和规划局",
            "市住房和城乡建设局",
            "市生态环境局",
            "市市场监管局",
            "市科技局",
            "市财政局",
            "市人力资源和社会保障局",
            "市教育体育局",
        ),
        *departments("市通管办", "市工商联", kind="other"),
        *departments(
            "临沧供电局",
            "中国电信临沧分公司",
            "中国移动临沧分公司",
            "中国联通临沧分公司",
            "中国铁塔临沧分公司",
            kind="company",
        ),
        Department("临沧边合区管委会", ("临沧边境经济合作区管委会",), "zone"),
        Department("临沧高新区管委会", ("临沧高新技术产业开发区管委会",), "zone"),
        Department("市政府", ("市人民政府",), "government"),
        Department("各县、区人民政府", ("各县(区)人民政府", "各县(区)"), "group"),
    ),
    chains=(
        Chain("refined-tea", "精制茶加工", "二(一)1", ("C153",)),
        Chain("electric-power", "电力", "二(一)1", ("D441", "D442")),
        Chain("minerals", "矿产业", "二(一)1"),
        Chain("sugar", "制糖业", "二(一)1", ("C134",)),
        Chain("liquor", "酒制造", "二(一)1", ("C151",)),
        Chain("farm-produce-processing", "农产品精深加工", "二(二)1"),
        Chain("sugarcane", "蔗糖", "二(二)1"),
        Chain("tea", "茶叶", "二(二)1"),
        Chain("walnut", "核桃", "二(二)1"),
        Chain("macadamia", "临沧坚果", "二(二)1"),
        Chain("coffee", "咖啡", "二(二)1"),
        Chain("emerging-industries", "新兴产业", "二(二)2"),
        Chain("green-power-materials", "绿电+新材料", "二(二)2"),
        Chain("biomedicine", "生物医药", "二(二)2"),
        Chain("import-export-processing", "进出口加工", "二(二)3"),
        Chain("building-materials", "建材", "二(七)3"),
    ),
    scopes=(
        Scope("non-energy-industry", "能源以外工业"),
        Scope("refined-tea", "精制茶加工"),
        Scope("electric-power", "电力行业"),
        Scope("minerals", "矿产业"),
        Scope("sugar", "制糖业"),
        Scope("liquor", "酒制造"),
        Scope("development-zones", "全市开发区", ("产业园区", "园区")),
        Scope("provincial-zones", "省级以上开发区"),
        Scope("above-scale-industry", "规模以上工业"),
    ),
    named=(
        *_named("二(一)2", "enterprise", "临沧智德鸿昌茶业有限公司"),
        *_named("二(一)2", "project", "双江天福普洱茶加工"),
        *_named("二(二)2", "enterprise", "云南锗业"),
        *_named("二(二)2", "project", "四氟化锗生产线"),
        *_named("二(二)3", "park", "临沧边合区国际产能合作区"),
        *_named("二(三)1", "project", "云县年加工6万吨锂离子电池负极材料石墨化加工"),
        *_named("二(三)2", "project", "镇康县服装鞋帽生产", "临沧高新区现代农业科技产业园"),
        *_named("二(三)3", "project", "双江天福集团普洱茶加工园", "耿马县乳胶器材医疗器械产业园"),
        *_named("二(六)3", "park", "云县产业园区"),
        *_named("二(七)2", "project", "临沧高新区软件园", "电商产业园"),
    ),
)
