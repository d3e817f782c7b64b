"""Chapter 四(三): supervision: reports, assessments, rewards and sanctions of the lines. No amounts."""

from gongjian import Reading, duty, incentive, task

from .document import PLAN

_NO_DAY = Reading("期末哪一天?", "该期最后一日,文件未定日", ())
_NO_RATE = Reading("多久一次?", "文件未定频次", ())
_WHO = Reading("由谁评估?", "同句的每条专线", ("市政府",))

INCENTIVES = (
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
    # 四(三) 严格督导,强化激励抓推进
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

TASKS = (task(PLAN, "safeguard-3-supervision", "四(三)", "督导、评估与激励", lead=("市政府", "各专线")),)
