"""Chapter 五: leadership, reports and assessment, services. What is praised and blamed has no amounts."""

from typing import Literal

from gongjian import Incentive, Is, Reading, duty, fact, incentive, no_figure, target, task

from .document import ISSUED, PLAN, SINCE_ISSUED

_OFTEN = Reading("多久一次?", "文件未定,按需", ())
_JUDGED = Reading("由登记判定吗?", "不;推进情况由考核和通报认定,文件没有指标", ())


def _judged(
    id: str,
    title: str,
    polarity: Literal["honour", "support", "sanction"],
    subject: Literal["division", "park", "department"],
    *readings: Reading,
) -> Incentive:
    return incentive(PLAN, id, "五(二)", title, polarity=polarity, subject=subject, readings=(_JUDGED, *readings))


TARGETS = (
    # 五(三) 加强服务指导
    target(
        PLAN,
        "policy-coverage",
        "五(三)",
        "提升企业政策覆盖率",
        indicator="shizuishan_policy_coverage",
        kind="share",
        says=no_figure(),
    ),
    target(
        PLAN,
        "policy-awareness",
        "五(三)",
        "提升企业政策知晓率",
        indicator="shizuishan_policy_awareness",
        kind="share",
        says=no_figure(),
    ),
)

_BLAMED = Reading("通报谁?", "文件未写对象;按同条被考核的各县区和相关部门", ("也含开发区管委会",))
_SUPPORTED = Reading("用地、用能倾斜多少?", "文件没有,不声明", ())

INCENTIVES = (
    # 五(二) 加强督查考核
    _judged("blamed-divisions", "推进不力的县区予以通报", "sanction", "division", _BLAMED),
    _judged("blamed-departments", "推进不力的部门予以通报", "sanction", "department", _BLAMED),
    _judged("honoured-divisions", "推进情况好的县区表彰奖励", "honour", "division"),
    _judged("honoured-parks", "推进情况好的园区表彰奖励", "honour", "park"),
    _judged("supported-divisions", "推进情况好的县区在用地、用能上倾斜支持", "support", "division", _SUPPORTED),
    _judged("supported-parks", "推进情况好的园区在用地、用能上倾斜支持", "support", "park", _SUPPORTED),
    # 五(三) 加强服务指导
    incentive(
        PLAN,
        "evaluation-encouragement",
        "五(三)",
        "按亩产效益综合评价制定鼓励措施",
        polarity="support",
        subject="enterprise",
        lead=("各职能部门",),
        readings=(Reading("措施是什么?", "由各职能部门制定,文件没有条件和金额", ()),),
    ),
    incentive(
        PLAN,
        "evaluation-penalty",
        "五(三)",
        "按亩产效益综合评价制定惩罚措施",
        polarity="sanction",
        subject="enterprise",
        lead=("各职能部门",),
        readings=(Reading("措施是什么?", "由各职能部门制定,文件没有条件和金额", ()),),
    ),
    incentive(
        PLAN,
        "key-enterprise-support",
        "五(三)",
        "重点企业一事一议、要素保障",
        polarity="support",
        subject="enterprise",
        readings=(Reading("重点企业是哪些?", "文件未定,不由登记判定", ()),),
    ),
    incentive(
        PLAN,
        "key-project-support",
        "五(三)",
        "重点项目一事一议、要素保障",
        polarity="support",
        subject="project",
        when=Is(fact("key_project")),
        readings=(Reading("重点项目是哪些?", "列入重点项目盘子的", ()),),
    ),
    incentive(
        PLAN,
        "models-honoured",
        "五(三)",
        "树立典型、打造标杆企业",
        polarity="honour",
        subject="enterprise",
        readings=(Reading("谁是典型?", "文件没有标准,不由登记判定", ()),),
    ),
)

DUTIES = (
    # 五(一) 加强组织领导
    duty(
        PLAN,
        "measures-detailed",
        "五(一)",
        "各自举措的细化",
        "campaign",
        "as_needed",
        from_=ISSUED,
        # The leading group leads the campaign; its own steps are each unit's and county's.
        responsible=("各部门", "各县区政府"),
        readings=(SINCE_ISSUED, Reading("何时完成?", "文件未给期限,按需", ())),
    ),
    # 五(二) 加强督查考核
    duty(
        PLAN,
        "half-yearly-report",
        "五(二)",
        "报送工作推进情况",
        "report",
        "half_yearly",
        from_=ISSUED,
        responsible=("各成员单位",),
        readings=(SINCE_ISSUED, Reading("哪一天报送?", "每半年末日,首次2022年6月30日;文件未定日", ("半年后的次月",))),
    ),
    duty(
        PLAN,
        "yearly-assessment",
        "五(二)",
        "年度目标责任制考核(工业转型升级)",
        "assessment",
        "yearly",
        from_=ISSUED,
        responsible=("各县区", "相关部门"),
        readings=(
            SINCE_ISSUED,
            Reading("由谁考核?", "文件未写考核单位,这里是被考核的单位", ()),
            Reading("每年哪一天?", "年末,文件未定日", ("次年年初",)),
        ),
    ),
    duty(
        PLAN,
        "bulletins",
        "五(二)",
        "政策、项目和示范推广情况的通报",
        "report",
        "as_needed",
        from_=ISSUED,
        responsible=(),
        readings=(
            SINCE_ISSUED,
            Reading("“定期”多久一次?", "文件未定,按需", ("每季度", "每半年")),
            Reading("由谁通报?", "文件未写单位", ("市工业高质量发展领导小组",)),
        ),
    ),
    # 五(三) 加强服务指导
    duty(
        PLAN,
        "policy-package",
        "五(三)",
        "梳理汇总工业发展“政策包”,解读宣传",
        "campaign",
        "as_needed",
        from_=ISSUED,
        responsible=(),
        readings=(SINCE_ISSUED, _OFTEN),
    ),
    duty(
        PLAN,
        "policies-into-enterprises",
        "五(三)",
        "“送政策进企业”等活动",
        "campaign",
        "as_needed",
        from_=ISSUED,
        responsible=(),
        readings=(SINCE_ISSUED, _OFTEN),
    ),
    duty(
        PLAN,
        "comprehensive-evaluation",
        "五(三)",
        "亩产效益综合评价和奖惩措施",
        "assessment",
        "as_needed",
        from_=ISSUED,
        responsible=("各职能部门",),
        readings=(SINCE_ISSUED, _OFTEN),
    ),
    duty(
        PLAN,
        "mutual-visits",
        "五(三)",
        "组织企业互看互比互学",
        "campaign",
        "as_needed",
        from_=ISSUED,
        responsible=(),
        readings=(SINCE_ISSUED, _OFTEN),
    ),
)

TASKS = (
    task(PLAN, "task-5-1", "五(一)", "加强组织领导"),
    task(PLAN, "task-5-2", "五(二)", "加强督查考核"),
    task(PLAN, "task-5-3", "五(三)", "加强服务指导"),
)
