"""三(六): courses for entrepreneurs every year. 至少 and 以上 are inclusive; no amount is given."""

from gongjian import Reading, at_least, duty, incentive, no_figure, quantity, target, task

from .chapter_2_goals import EACH_YEAR
from .document import ISSUED, PLAN, SINCE_ISSUED

TARGETS = (
    # 三(六) 大力弘扬企业家精神
    target(
        PLAN,
        "entrepreneur-courses",
        "三(六)",
        "每年企业家培训批次",
        indicator="tancheng_entrepreneur_courses",
        kind="count",
        says=at_least(quantity(2, "批次", "两批次")),
        recurrence="yearly",
        readings=(EACH_YEAR,),
    ),
    target(
        PLAN,
        "entrepreneurs-trained",
        "三(六)",
        "每年参训企业家",
        indicator="tancheng_entrepreneurs_trained",
        kind="count",
        says=at_least(quantity(100, "名")),
        recurrence="yearly",
        readings=(
            EACH_YEAR,
            Reading("每批100名还是共计?", "全年各批次共计100名以上", ("每批100名",)),
            Reading("一人参加两批如何计?", "文件未说,按上报的人数", ("只计一人",)),
        ),
    ),
    target(
        PLAN,
        "entrepreneurs-nurtured",
        "三(六)",
        "企业家队伍培育",
        indicator="tancheng_entrepreneurs_nurtured",
        kind="qualitative",
        says=no_figure(),
        readings=(Reading("“一批”是多少?", "文件不给数,不设数值", ("即每年100名",)),),
    ),
)

INCENTIVES = (
    incentive(
        PLAN,
        "entrepreneur-training",
        "三(六)",
        "企业家培训专项资金与政策扶持逐步增加",
        polarity="support",
        subject="person",
        readings=(
            Reading("专项资金有多少?", "文件没有金额,故不立专项资金", ()),
            Reading("“不断增加”如何判定?", "没有基数和幅度,不作判定", ("逐年高于上年",)),
        ),
    ),
)

DUTIES = (
    duty(
        PLAN,
        "entrepreneur-training",
        "三(六)",
        "组织企业家集中培训、现场培训",
        "campaign",
        "yearly",
        times_per_period=2,
        from_=ISSUED,
        printed=("两批次",),
        readings=(SINCE_ISSUED, Reading("每年何时?", "文件未定日,期限为年末", ())),
    ),
)

TASKS = (task(PLAN, "entrepreneurs", "三(六)", "企业家三年培育"),)
