"""三(四): investment promotion: a team, publicity, and projects followed from contact to production."""

from gongjian import Reading, counts, duty, every, incentive, no_figure, target, task

from .document import ISSUED, PLAN, SINCE_ISSUED

TARGETS = (
    # 三(四) 大力推进招商引资
    target(
        PLAN,
        "promotion-team",
        "三(四)",
        "成立专业招商服务队",
        indicator="tancheng_promotion_team",
        kind="milestone",
        says=no_figure(),
        readings=(
            Reading("何时成立?", "文件未给日期,以计划期末为限", ()),
            Reading("一支还是多支?", "至少一支,文件未给数量", ("每个乡镇一支",)),
        ),
    ),
    target(
        PLAN,
        "strong-projects",
        "三(四)",
        "引进大项目、好项目",
        indicator="tancheng_strong_projects",
        kind="qualitative",
        says=no_figure(),
        readings=(Reading("多少、多大?", "本条没有数;二(五)的项目数每年另计", ("即二(五)的5个和30个",)),),
    ),
    target(
        PLAN,
        "business-environment",
        "三(四)",
        "营商环境优化,企业更便利",
        indicator="tancheng_business_environment",
        kind="qualitative",
        says=no_figure(),
    ),
)

INCENTIVES = (
    incentive(
        PLAN,
        "closed-loop-promotion",
        "三(四)",
        "招商项目“闭环式”服务,各环节有专人",
        polarity="support",
        subject="project",
        when=every(counts.INDUSTRIAL, counts.PROMOTED),
        readings=(Reading("哪些项目?", "招商引资的工业项目,不限产业和规模", ("只限“4+3”主导产业", "只限大项目")),),
    ),
)

DUTIES = (
    duty(
        PLAN,
        "publicity",
        "三(四)",
        "投资环境的宣传推介",
        "campaign",
        "as_needed",
        from_=ISSUED,
        readings=(SINCE_ISSUED, Reading("多久一次?", "文件未定频次", ())),
    ),
)

TASKS = (task(PLAN, "investment-promotion", "三(四)", "招商引资"),)
