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
        "工业用地优先(“标准地”改革)",
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
        "能耗指标优先用于工业,制造业尤先",
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
        "能效先进者先办节能审查",
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
        "制造业信贷、供应链金融与普惠金融支持",
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
        "上级政策资金与市区(县)政策兑付",
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
        "园区“点餐制”“代办制”一站式审批服务",
        polarity="support",
        subject="project",
        readings=(Reading("压缩多少事项和时限?", "文件没有数字", ()),),
    ),
    # 三(五) 强化园区承载
    incentive(
        PLAN,
        "county-clusters-infrastructure",
        "三(五)",
        "省级专项资金用于县域工业集中区",
        polarity="support",
        subject="park",
        lead=units("市工信局"),
        readings=(_NO_AMOUNT,),
    ),
    incentive(
        PLAN,
        "city-parks-funds",
        "三(五)",
        "财政资金与专项债券支持市级园区",
        polarity="support",
        subject="park",
        lead=units("市财政局"),
        readings=(_NO_AMOUNT,),
    ),
)

DUTIES = (
    # 三(一) 强化协调联动
    duty(
        PLAN,
        "units-follow-up",
        "三(一)",
        "责任单位主要领导研究推动",
        "meeting",
        "as_needed",
        responsible=units("市级有关部门 区县 园区"),
        readings=(Reading("经常是多久一次?", "文件未给次数,按需", ("每月", "每季度")),),
    ),
    duty(
        PLAN,
        "task-lists-of-units",
        "三(一)",
        "责任单位的任务清单与时限",
        "list_update",
        "as_needed",
        responsible=units("市级有关部门 区县 园区"),
        readings=(
            Reading(
                "与四(二)的任务清单是否同一份?", "不是:这里由各责任单位建立,四(二)由“五个一批”牵头单位建立", ("同一份",)
            ),
        ),
    ),
    # 三(二) 强化要素保障
    duty(
        PLAN,
        "bank-enterprise-meetings",
        "三(二)",
        "政银企对接",
        "meeting",
        "as_needed",
        responsible=units("市金融办 人行铜川市中心支行 铜川银保监分局"),
        readings=(Reading("多久一次?", "文件未给次数,按需", ()),),
    ),
)

TASKS = (
    # 三(一) 强化协调联动
    task(PLAN, "lead-units-mechanism", "三(一)", "牵头单位的常态化机制", lead=units("“五个一批”牵头单位")),
    task(
        PLAN,
        "responsible-units",
        "三(一)",
        "责任单位按分工落实,上下联动",
        lead=units("市级有关部门 区县 园区"),
    ),
    # 三(二) 强化要素保障
    task(PLAN, "secure-land", "三(二)", "推进“标准地”改革,降低企业用地成本", lead=units("市自然资源局")),
    task(PLAN, "allot-energy", "三(二)", "优化能耗资源配置", lead=units("市发展改革委 市行政审批服务局")),
    task(
        PLAN,
        "ease-financing",
        "三(二)",
        "银企对接与工业融资",
        lead=units("市金融办 人行铜川市中心支行 铜川银保监分局"),
    ),
    # 三(三) 强化政策支持: no unit is printed.
    task(PLAN, "use-policies", "三(三)", "用好上级政策,落实市级措施"),
    # 三(四) 强化审批服务
    task(PLAN, "reform-approval", "三(四)", "投资项目审批改革"),
    # 三(五) 强化园区承载
    task(PLAN, "park-innovation", "三(五)", "创建国家级高新区,建设科技平台,引才兴项目", lead=units("市科技局")),
    task(PLAN, "provincial-funds", "三(五)", "县域工业集中区专项资金的争取", lead=units("市工信局")),
    task(PLAN, "special-bonds", "三(五)", "园区资金统筹与专项债券谋划", lead=units("市财政局")),
    task(PLAN, "park-facilities", "三(五)", "园区设施改造升级", lead=units("市级各工业园区管委会")),
    task(PLAN, "support-parks", "三(五)", "支持所属园区", lead=units("各区县政府 市新区管委会")),
)
