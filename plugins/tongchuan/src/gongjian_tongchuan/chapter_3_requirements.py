"""Chapter 三: how units work together, and what projects, enterprises and parks are supported with. No amounts."""

from gongjian import Reading, counts, duty, incentive, task, units

from .document import PLAN

_PRIORITY = Reading(
    "优先到什么程度?", "文件只说优先,没有数量和程序:符合条件只表示属于优先对象,不产生金额或指标", ("应保尽保",)
)
_NO_AMOUNT = Reading("支持多少?", "文件没有金额和条件,不能据以核算", ())

INCENTIVES = (
    # 三(二) 强化要素保障
    incentive(
        PLAN,
        "land-for-industrial-projects",
        "三(二)",
        "优先保障工业项目用地,推进工业“标准地”改革",
        polarity="support",
        subject="project",
        when=counts.INDUSTRIAL,
        lead=units("市自然资源局"),
        readings=(_PRIORITY,),
    ),
    incentive(
        PLAN,
        "energy-for-industrial-projects",
        "三(二)",
        "能耗空间优先向工业项目特别是制造业项目倾斜",
        polarity="support",
        subject="project",
        when=counts.INDUSTRIAL,
        lead=units("市发展改革委 市行政审批服务局"),
        readings=(
            _PRIORITY,
            Reading("特别是制造业项目如何体现?", "制造业在工业项目之内再优先,不另设条件", ("只限制造业项目",)),
        ),
    ),
    incentive(
        PLAN,
        "energy-review-first",
        "三(二)",
        "能效先进的重点企业、重大项目优先办理节能审查",
        polarity="support",
        subject="project",
        lead=units("市发展改革委 市行政审批服务局"),
        readings=(
            Reading("什么是行业先进能效水平?", "文件未给标准,不能由记录判定", ()),
            Reading("对象是企业还是项目?", "节能审查按项目办理,列为项目;重点企业的项目同样适用", ("另列企业一项",)),
        ),
    ),
    incentive(
        PLAN,
        "finance-for-manufacturing",
        "三(二)",
        "扩大制造业中长期贷款,用好再贷款,发展供应链金融和数字普惠金融",
        polarity="support",
        subject="enterprise",
        lead=units("市金融办 人行铜川市中心支行 铜川银保监分局"),
        readings=(_NO_AMOUNT,),
    ),
    # 三(三) 强化政策支持
    incentive(
        PLAN,
        "policy-funds",
        "三(三)",
        "争取省级以上政策资金,兑付市区(县)政策措施",
        polarity="support",
        subject="enterprise",
        readings=(
            _NO_AMOUNT,
            Reading("对象是谁?", "项目单位和工业企业,都是企业", ("按项目另列",)),
        ),
    ),
    # 三(四) 强化审批服务
    incentive(
        PLAN,
        "one-stop-approval",
        "三(四)",
        "园区“点餐制”“代办制”和从公司注册到开工建设的一站式服务",
        polarity="support",
        subject="project",
        readings=(Reading("压缩多少事项和时限?", "文件没有数字", ()),),
    ),
    # 三(五) 强化园区承载
    incentive(
        PLAN,
        "county-clusters-infrastructure",
        "三(五)",
        "争取省级专项资金支持县域工业集中区基础设施",
        polarity="support",
        subject="park",
        lead=units("市工信局"),
        readings=(_NO_AMOUNT,),
    ),
    incentive(
        PLAN,
        "city-parks-funds",
        "三(五)",
        "统筹资金支持市级工业园区,谋划专项债券项目",
        polarity="support",
        subject="park",
        lead=units("市财政局"),
        readings=(_NO_AMOUNT,),
    ),
)

DUTIES = (
    duty(
        PLAN,
        "task-lists-of-units",
        "三(一)",
        "责任单位建立任务清单,明确责任及完成时限",
        "list_update",
        "as_needed",
        responsible=units("市级有关部门 区县 园区"),
        readings=(
            Reading(
                "与四(二)的任务清单是否同一份?", "不是:这里由各责任单位建立,四(二)由“五个一批”牵头单位建立", ("同一份",)
            ),
        ),
    ),
)

TASKS = (
    # 三(一) 强化协调联动
    task(PLAN, "lead-units-mechanism", "三(一)", "牵头单位建立常态化工作机制", lead=units("“五个一批”牵头单位")),
    task(
        PLAN,
        "responsible-units",
        "三(一)",
        "责任单位担起主责主业,形成合力推进格局",
        lead=units("市级有关部门 区县 园区"),
    ),
    # 三(二) 强化要素保障
    task(PLAN, "secure-land", "三(二)", "推进“标准地”改革,降低企业用地成本", lead=units("市自然资源局")),
    task(PLAN, "allot-energy", "三(二)", "优化能耗资源配置", lead=units("市发展改革委 市行政审批服务局")),
    task(
        PLAN,
        "ease-financing",
        "三(二)",
        "深化政银企对接,解决工业企业融资难题",
        lead=units("市金融办 人行铜川市中心支行 铜川银保监分局"),
    ),
    # 三(三) 强化政策支持: no unit is printed.
    task(PLAN, "use-policies", "三(三)", "统筹用好国家和省级系列政策,落实市政府政策措施"),
    # 三(四) 强化审批服务
    task(PLAN, "reform-approval", "三(四)", "深化投资项目审批制度改革"),
    # 三(五) 强化园区承载
    task(PLAN, "park-innovation", "三(五)", "创建国家级高新区,建设科技平台,引才兴项目", lead=units("市科技局")),
    task(PLAN, "provincial-funds", "三(五)", "争取省级专项资金支持县域工业集中区", lead=units("市工信局")),
    task(PLAN, "special-bonds", "三(五)", "统筹资金并指导园区谋划专项债券项目", lead=units("市财政局")),
    task(PLAN, "park-facilities", "三(五)", "园区基础设施和公共服务设施改造升级", lead=units("市级各工业园区管委会")),
    task(PLAN, "support-parks", "三(五)", "支持所属园区提升承载能力", lead=units("各区县政府 市新区管委会")),
)
