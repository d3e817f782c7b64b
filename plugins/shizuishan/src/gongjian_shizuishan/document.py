"""石政办发〔2022〕24号, clause by clause: headings, printed figures and units, in the document's order.

牵头 units lead, 配合 units cooperate, as printed; where 市 is elided the elided form stands here and the full one is
an alias in `places`. A figure is listed as printed; where it promises nothing of its own it is waived with the reason.
"""

from datetime import date

from gongjian import Listed, Plan, Reading, clause, units

ISSUED = date(2022, 3, 23)
SINCE_ISSUED = Reading("从何时起?", "自印发之日2022年3月23日起", ("自2022年1月1日起", "自2022年3月1日起"))
_INNOVATION = "市发改委 工信局 农业农村局 各县区政府 各开发区管委会"

# fmt: off
# One clause, one block, as in the document.
CLAUSES = (
    clause("前言", "依据与目的", not_declared="说明依据和定位,不作承诺"),
    clause("一", "总体要求", not_declared="原则和五项攻坚行动的总起,内容在三"),
    # 二、工作目标
    clause("二", "工作目标", not_declared="只有标题"),
    clause("二①", "2022年目标", "8.5%", "8%", "4%", "2.2%", "160万元/亩", "120万元/亩", "4.5万元/亩"),
    clause("二②", "2023年目标", "8.5%", "10%", "6%", "2.3%", "175万元/亩", "150万元/亩", "6万元/亩"),
    clause("二③", "2024年目标", "8.5%", "12%", "8%", "2.4%", "185万元/亩", "175万元/亩", "8万元/亩"),
    # 三、重点任务
    clause("三", "重点任务", not_declared="只有标题"),
    # 三(一) 淘汰落后
    clause("三(一)", "实施淘汰落后攻坚行动", not_declared="只有标题"),
    clause(
        "三(一)1", "全面开展高耗低效企业整治", "3亩", "50%", "80%", "全面完成", "100万吨", "80万吨",
        lead=units("市工信局"),
        cooperating=units("市发改委 生态环境局 审批服务局 各县区政府 各开发区管委会"),
    ),
    clause(
        "三(一)2", "坚决遏制“两高”项目盲目发展", "清零",
        lead=units("市发改委"),
        cooperating=units("市工信局 生态环境局 应急局 水务局 各县区政府 各开发区管委会"),
    ),
    clause(
        "三(一)3", "有序推进长期停产企业出清", "两年", "两年", "三个", "80家", "4000亩",
        lead=units("市工信局"),
        cooperating=units(
            "市发改委 财政局 金融局 自然资源局 审批服务局 住建局 国资委 税务局 中级人民法院 "
            "各县区政府 各开发区管委会"
        ),
        waived=[("三个", "三份清单的统称,三份各自声明为清单")],
    ),
    # 三(二) 创新强工
    clause("三(二)", "实施创新强工攻坚行动", not_declared="只有标题"),
    clause("三(二)1", "加强核心技术攻坚", "1-2个", lead=units("市科技局"), cooperating=units(_INNOVATION)),
    clause(
        "三(二)2", "培育壮大创新群体", "48%", "20家", "双倍增", "10家", "30家",
        lead=units("市科技局"),
        cooperating=units(_INNOVATION),
        waived=[("双倍增", "行动的名称,没有基数")],
    ),
    clause(
        "三(二)3", "打造高能级科创平台", "全覆盖", "5家", "50家",
        lead=units("市科技局"),
        cooperating=units(_INNOVATION),
    ),
    # No counties among the cooperating units here.
    clause(
        "三(二)4", "加速科技成果转化", "150项", "1家",
        lead=units("市科技局"),
        cooperating=units("市发改委 工信局 农业农村局 各开发区管委会"),
    ),
    # 三(三) 质量提升
    clause("三(三)", "实施质量提升攻坚行动", not_declared="只有标题"),
    clause(
        "三(三)1", "加大优质企业培育",
        "百亿", "3个", "100亿", "6个", "50亿", "12个", "10亿", "四大", "100个", "全覆盖", "100家",
        lead=units("市工信局"),
        cooperating=units("市发改委 农业农村局 各县区政府 各开发区管委会"),
        waived=[("百亿", "总起中的称呼,数目在后一句"), ("四大", "“四大改造”的名称")],
    ),
    clause(
        "三(三)2", "打造优势产业链条",
        "20家", "500亿", "2个", "200亿", "2个", "100亿", "2个", "521", "百亿",
        lead=units("市工信局"),
        cooperating=units("市发改委 农业农村局 各县区政府 各开发区管委会"),
        waived=[
            ("500亿", "所数产业的产值门槛(过,严格大于),在目标名称和指标里"),
            ("200亿", "所数产业的产值门槛(过,严格大于),在目标名称和指标里"),
            ("100亿", "所数产业的产值门槛(过,严格大于),在目标名称和指标里"),
            ("521", "产业集群的名称"),
            ("百亿", "产业集群的名称"),
        ],
    ),
    clause(
        "三(三)3", "夯实园区发展平台", "千亿", "五百亿", "四个", "四个",
        lead=units("各县区政府 各开发区管委会"),
        cooperating=units(
            "市委组织部 编办 市工信局 发改委 财政局 人社局 自然资源局 生态环境局 住建局 水务局 市场监管局 "
            "审批服务局 星瀚集团 国网石嘴山市供电公司"
        ),
        waived=[("四个", "“四个专项整治”的名称"), ("四个", "“四个提升”的名称")],
    ),
    # 三(四) 数字赋能
    clause("三(四)", "实施数字赋能攻坚行动", not_declared="只有标题"),
    clause(
        "三(四)1", "推动企业数字转型",
        "100家", "200家", "100家", "150个", "3个", "10%", "10%", "30%", "10%", "10%", "70%", "65%",
        lead=units("市工信局"),
        cooperating=units("市发改委 科技局 应急管理局 各县区政府 各开发区管委会 各通讯运营商"),
    ),
    clause(
        "三(四)2", "构建基础设施体系", "2500个", "全覆盖", "1家", "5家", "10个",
        lead=units("市工信局"),
        cooperating=units("市委网信办 市发改委 科技局 各县区政府 各开发区管委会 各通讯运营商"),
    ),
    clause(
        "三(四)3", "大力发展平台经济", "10个",
        lead=units("市工信局"),
        cooperating=units(
            "市委网信办 市发改委 科技局 商务局 农业农村局 各县区政府 各开发区管委会 各通讯运营商"
        ),
    ),
    # 三(五) 招大引强
    clause("三(五)", "实施招大引强攻坚行动", not_declared="只有标题"),
    clause(
        "三(五)1", "突出“六新产业”项目招引", "四个一", "一号", "5个",
        lead=units("市投资促进局"),
        cooperating=units("招商引资各责任单位"),
        waived=[("四个一", "工作机制的名称"), ("一号", "“一号工程”的名称")],
    ),
    clause(
        "三(五)2", "加大推动企业上市力度", "1—2家",
        lead=units("市金融局"),
        cooperating=units("市发改委 工信局 农业农村局 各县区政府 各开发区管委会"),
    ),
    clause(
        "三(五)3", "做好项目服务落地", "一名", "一个", "一个", "一个",
        lead=units("市投资促进局"),
        cooperating=units("招商引资各责任单位"),
        waived=[(figure, "包抓机制的名称") for figure in ("一名", "一个", "一个", "一个")],
    ),
    # 四、进度安排
    clause("四", "进度安排", "四个", not_declared="总起:起止月份和阶段数,四个阶段各自声明"),
    clause("四(一)", "动员部署阶段", lead=units("各县区 各部门")),
    clause(
        "四(二)", "全面推进阶段", "三个",
        lead=units("各县区 各有关部门"),
        waived=[("三个", "三个“清单”的统称(与三(一)3不同):项目台账声明为清单,任务台账和推进措施声明为职责")],
    ),
    clause("四(三)", "集中攻坚阶段", "三个", waived=[("三个", "四(二)三个“清单”的统称")]),
    clause("四(四)", "巩固提升阶段"),
    # 五、工作要求
    clause("五", "工作要求", not_declared="只有标题"),
    clause("五(一)", "加强组织领导", lead=units("市工业高质量发展领导小组 各部门 各县区政府")),
    clause("五(二)", "加强督查考核"),
    clause("五(三)", "加强服务指导"),
)
# fmt: on

_ID = "shizuishan-2022-2024"

PLAN = Plan(
    id=_ID,
    title="石嘴山市实施制造业“腾笼换鸟 凤凰涅槃”攻坚行动方案(2022—2024)",
    number="石政办发〔2022〕24号",
    issued_on=ISSUED,
    # 四 runs from March 2022 to December 2024, while the ladder of 二 is for the whole years 2022, 2023 and 2024: the
    # plan's span covers both, and the phases keep their months.
    from_=date(2022, 1, 1),
    to=date(2024, 12, 31),
    referenced=("宁夏回族自治区能耗双控产业结构调整指导目录(试行)说明",),
    clauses=CLAUSES,
    lists=(
        Listed("remediation", _ID, "三(一)1", "高耗低效整治企业清单", "enterprise"),
        Listed("two-high-projects", _ID, "三(一)2", "“两高”项目清单", "project"),
        # Two sets of three lists share one name. These are the ledgers of 三(一)3 …
        Listed("land-use-tax-arrears", _ID, "三(一)3", "欠土地使用税两年以上企业清单", "enterprise"),
        Listed("mortgaged-idle-land", _ID, "三(一)3", "抵押闲置土地企业和问题台账清单", "enterprise"),
        Listed("long-suspended", _ID, "三(一)3", "长期停产企业台账清单", "enterprise"),
        Listed("four-transformations", _ID, "三(三)1", "“四大改造”重点项目", "project", yearly=True),
        Listed("listing-reserve", _ID, "三(五)2", "上市后备企业库", "enterprise"),
        # … while 四(二) means the ledgers of tasks, projects and measures. Only the second lists records; the other
        # two are declared as duties.
        Listed("campaign-projects", _ID, "四(二)", "攻坚行动项目台账", "project"),
    ),
)
