"""Chapter 四: leadership, services, supervision."""

from gongjian import Reading, duty, exactly, incentive, quantity, target, task

from .document import PLAN

_ONE = Reading("是至少一个吗?", "恰好一个:一批一个,定数", ("至少一个",))
_NO_DAY = Reading("期末哪一天?", "该期最后一日,文件未定日", ())
_NO_RATE = Reading("多久一次?", "文件未定频次", ())
_WHO = Reading("由谁评估?", "同句的每条专线", ("市政府",))

TARGETS = (
    # 四(一) 高位推动,凝心聚力抓工业
    target(
        PLAN,
        "department-per-batch",
        "四(一)",
        "每个一批明确一个落实部门",
        indicator="linyi_departments_per_batch",
        kind="count",
        says=exactly(quantity(1, "个", "一个")),
        per="task",
        lead=("市级",),
        readings=(_ONE, Reading("哪些部门?", "文件未点名,不作推定", ())),
    ),
    target(
        PLAN,
        "line-per-batch",
        "四(一)",
        "每个一批形成一条工作专线",
        indicator="linyi_lines_per_batch",
        kind="count",
        says=exactly(quantity(1, "条", "一条")),
        per="task",
        lead=("市级",),
        readings=(_ONE,),
    ),
)

INCENTIVES = (
    # 四(二) 创优环境,精准精心抓服务
    incentive(
        PLAN,
        "project-factors",
        "四(二)",
        "土地、产能、金融、人才等要素保障重点项目",
        polarity="support",
        subject="project",
        lead=("各职能部门",),
    ),
    incentive(
        PLAN,
        "no-arbitrary-charges",
        "四(二)",
        "严禁对企业乱收费、乱罚款、乱摊派",
        polarity="restriction",
        subject="department",
    ),
    incentive(
        PLAN,
        "inspection-filing",
        "四(二)",
        "安全生产、环保以外的涉企检查须经备案",
        polarity="restriction",
        subject="department",
        readings=(Reading("由谁备案?", "市政府", ()),),
    ),
    incentive(
        PLAN,
        "sponsored-enterprises",
        "四(二)",
        "县级领导联系帮扶、企业秘书一对一帮扶",
        polarity="support",
        subject="enterprise",
        lead=("县级领导",),
        readings=(Reading("帮扶哪些企业?", "文件未定名单", ()),),
    ),
    # 四(三) 严格督导,强化激励抓推进
    incentive(
        PLAN,
        "yearly-reward",
        "四(三)",
        "专线年度奖励",
        polarity="honour",
        subject="department",
        lead=("各专线",),
        readings=(Reading("年奖惩奖谁、奖什么?", "按专线年度工作奖,文件未载对象细则与金额", ("奖县区", "奖企业")),),
    ),
    incentive(
        PLAN,
        "yearly-sanction",
        "四(三)",
        "专线年度惩处",
        polarity="sanction",
        subject="department",
        lead=("各专线",),
        readings=(Reading("年奖惩罚谁、罚什么?", "按专线年度工作罚,文件未载对象细则", ("罚县区", "罚企业")),),
    ),
    incentive(
        PLAN,
        "county-examples",
        "四(三)",
        "总结创新案例,一县一经验,典型带动",
        polarity="honour",
        subject="division",
    ),
)

DUTIES = (
    # 四(一)
    duty(
        PLAN,
        "county-leaders-study",
        "四(一)",
        "县区主要负责同志专题研究或调研工业经济",
        "meeting",
        "monthly",
        times_per_period=2,
        responsible=("各县区",),
        printed=("两次",),
        readings=(
            Reading("研究还是调研?", "会议研究与实地调研都算,合计至少两次", ("各两次",)),
            Reading("每月哪两天?", "文件未定日,期限为月末", ()),
        ),
    ),
    duty(
        PLAN,
        "county-evaluation",
        "四(一)",
        "评价县区经济工作成效,重点看工业新亮点新突破",
        "assessment",
        "as_needed",
        responsible=("市级",),
        readings=(_NO_RATE,),
    ),
    # 四(二)
    duty(
        PLAN,
        "problem-response",
        "四(二)",
        "专线回应并协调解决企业困难",
        "monitoring",
        "as_needed",
        responsible=("各专线",),
        readings=(_NO_RATE,),
    ),
    duty(
        PLAN,
        "bank-matching",
        "四(二)",
        "常态开展银企对接",
        "meeting",
        "as_needed",
        responsible=(),
        readings=(_NO_RATE,),
    ),
    duty(
        PLAN,
        "training",
        "四(二)",
        "定期组织专题培训高点对标",
        "campaign",
        "as_needed",
        responsible=(),
        readings=(_NO_RATE,),
    ),
    # 四(三)
    duty(
        PLAN,
        "government-inspection",
        "四(三)",
        "十个一批纳入政府督查",
        "inspection",
        "as_needed",
        responsible=("市政府",),
        readings=(_NO_RATE,),
    ),
    duty(
        PLAN,
        "monthly-dispatch",
        "四(三)",
        "专线月调度",
        "monitoring",
        "monthly",
        responsible=("各专线",),
        readings=(_NO_DAY,),
    ),
    duty(
        PLAN,
        "quarterly-bulletin",
        "四(三)",
        "专线季通报",
        "report",
        "quarterly",
        responsible=("各专线",),
        readings=(_NO_DAY,),
    ),
    duty(
        PLAN,
        "half-yearly-assessment",
        "四(三)",
        "专线阶段评估",
        "assessment",
        "half_yearly",
        responsible=("各专线",),
        readings=(_NO_DAY, _WHO),
    ),
    duty(
        PLAN,
        "yearly-assessment",
        "四(三)",
        "专线全年绩效评估",
        "assessment",
        "yearly",
        responsible=("各专线",),
        readings=(_NO_DAY, _WHO),
    ),
    duty(
        PLAN,
        "yearly-reward-and-sanction",
        "四(三)",
        "专线年奖惩",
        "settlement",
        "yearly",
        responsible=("各专线",),
        readings=(_NO_DAY,),
    ),
)

TASKS = (
    task(PLAN, "safeguard-1-leadership", "四(一)", "上下联动、部门协同抓工业", lead=("市级", "各专线", "各县区")),
    task(PLAN, "safeguard-2-services", "四(二)", "优化环境、精准服务企业", lead=("各专线", "各职能部门", "县级领导")),
    task(PLAN, "safeguard-3-supervision", "四(三)", "督导、评估与激励", lead=("市政府", "各专线")),
)
