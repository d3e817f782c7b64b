"""Shizuishan's divisions, parks, units, the sectors its plan names, and the platforms it mentions."""

from gongjian import Chain, City, Department, Division, NamedSubject, Scope, departments

# The text prints 经开区, 高新区 and 平罗工业园区; the first two carry the city's name here.
ECONOMIC_ZONE = "shizuishan-economic-zone"
HIGH_TECH_ZONE = "shizuishan-high-tech-zone"
PINGLUO_PARK = "pingluo-industrial-park"
PARKS = (ECONOMIC_ZONE, HIGH_TECH_ZONE, PINGLUO_PARK)

CITY = City(
    key="shizuishan",
    name="石嘴山市",
    name_en="Shizuishan",
    division_code="640200",
    level="prefecture",
    province_code="64",
    divisions=(
        Division("640202", "大武口区", "Dawukou District", "county", "640200"),
        Division("640205", "惠农区", "Huinong District", "county", "640200"),
        Division("640221", "平罗县", "Pingluo County", "county", "640200"),
        Division(ECONOMIC_ZONE, "石嘴山经开区", None, None, "640200", "development_zone"),
        Division(HIGH_TECH_ZONE, "石嘴山高新区", None, None, "640200", "development_zone"),
        Division(PINGLUO_PARK, "平罗工业园区", None, None, "640221", "park"),
    ),
    departments=(
        # Printed with 市 and, later in an enumeration, without it.
        Department("市工信局", ("工信局",)),
        Department("市发改委", ("发改委",)),
        Department("市科技局", ("科技局",)),
        Department("市金融局", ("金融局",)),
        Department("市投资促进局"),
        Department("市委组织部"),
        Department("市委网信办"),
        # Printed without 市 only; the full form is the alias.
        *departments(
            "生态环境局",
            "审批服务局",
            "水务局",
            "财政局",
            "自然资源局",
            "住建局",
            "国资委",
            "税务局",
            "农业农村局",
            "人社局",
            "市场监管局",
            "商务局",
            full="市",
        ),
        # 三(一)2 prints 应急局, 三(四)1 应急管理局.
        Department("应急局", ("应急管理局", "市应急局", "市应急管理局")),
        Department("编办", ("市委编办",)),
        Department("中级人民法院", ("市中级人民法院",), "other"),
        *departments("星瀚集团", "国网石嘴山市供电公司", kind="company"),
        # Collective bodies.
        Department("各县区政府", ("各县区", "各县区人民政府"), "group"),
        Department("各部门", ("各有关部门", "相关部门"), "group"),
        *departments(
            "各开发区管委会",
            "各通讯运营商",
            "招商引资各责任单位",
            "市工业高质量发展领导小组",
            "各成员单位",
            "各职能部门",
            "各区块责任主体",
            kind="group",
        ),
    ),
    chains=(
        # 三(二)1 and 三(五)1 speak of 六新产业 without listing them; none is made up here.
        Chain("six-new", "“六新产业”", "三(二)1"),
        Chain("steel", "钢铁", "三(一)2", ("C311", "C312", "C313")),
        Chain("flat-glass", "平板玻璃", "三(一)2", ("C3041",)),
        Chain("calcium-carbide", "电石", "三(一)2"),
        Chain("ferroalloy", "铁合金", "三(一)2", ("C314",)),
    ),
    scopes=(
        Scope("parks", "园区工业", ("工业园区", "园区")),
        Scope("transformed-enterprises", "数字化转型企业"),
        Scope("key-manufacturing", "制造业重点领域"),
    ),
    named=(
        NamedSubject("经开区", "三(三)3", "park"),
        NamedSubject("平罗工业园区", "三(三)3", "park"),
        NamedSubject("高新区", "三(三)3", "park"),
        NamedSubject("贝利特生物化工工业互联网平台", "三(四)3", "platform"),
        NamedSubject("西北矿产品交易平台", "三(四)3", "platform"),
    ),
)
