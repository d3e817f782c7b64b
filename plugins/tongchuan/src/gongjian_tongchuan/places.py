"""Tongchuan's divisions, zone, units, chains, scopes, and the platform and parks its document names."""

from gongjian import Chain, City, Department, Division, NamedSubject, Scope, departments

_DIVISIONS = (
    ("610202", "王益区", "Wangyi District"),
    ("610203", "印台区", "Yintai District"),
    ("610204", "耀州区", "Yaozhou District"),
    ("610222", "宜君县", "Yijun County"),
)

CITY = City(
    key="tongchuan",
    name="铜川市",
    name_en="Tongchuan",
    division_code="610200",
    level="prefecture",
    province_code="61",
    divisions=(
        *(Division(code, name, name_en, "county", "610200") for code, name, name_en in _DIVISIONS),
        # A zone with a committee of its own and no GB/T 2260 code; the city's industrial parks are not named.
        Division("tongchuan-new-area", "市新区", "Tongchuan New Area", None, "610200", "development_zone"),
    ),
    departments=(
        *departments(
            "市工信局",
            "市发展改革委",
            "市科技局",
            "市卫健委",
            "市能源局",
            "市自然资源局",
            "市行政审批服务局",
            "市金融办",
            "市财政局",
            "市考核办",
        ),
        Department("市对外经济合作中心", ("市对外经合中心",)),
        Department("市工程建设项目审批制度改革领导小组办公室", ("市工改办",)),
        *departments("人行铜川市中心支行", "铜川银保监分局", kind="other"),
        Department("市新区管委会", (), "zone"),
        *departments("市委", "市政府分管领导", kind="other"),
        *departments("市政府", kind="government"),
        # Collective bodies.
        Department("各区县政府", ("各区县", "区县"), "group"),
        Department("市级各工业园区管委会", ("园区",), "group"),
        Department("“五个一批”牵头单位", ("牵头单位",), "group"),
        Department("全市高质量工业项目建设工作专班", ("专班", "工作专班"), "group"),
        *departments("市级有关部门", "市级领导", kind="group"),
    ),
    chains=(
        # Industries of GB/T 4754-2017 only where the chain and the industry are certainly the same.
        Chain("aluminium", "铝及铝合金", "二(一)"),
        Chain("auto-parts", "汽车零部件", "二(一)", ("C367",)),
        Chain("optoelectronics", "光电子", "二(一)"),
        Chain("advanced-ceramics", "先进陶瓷", "二(一)"),
        Chain("new-materials", "新材料", "二(一)"),
        Chain("new-energy", "新能源", "二(一)"),
        Chain("high-end-equipment", "高端装备", "二(一)"),
        Chain("modern-medicine", "现代医药", "二(一)", ("C27",)),
    ),
    scopes=(
        # The document has no parts of the city; published results have these two.
        Scope("energy-industry", "能源工业"),
        Scope("non-energy-industry", "非能源工业"),
    ),
    named=(
        NamedSubject("秦创原创新驱动平台", "二(二)", "platform"),
        NamedSubject("一区三园", "三(五)", "park"),
    ),
)
