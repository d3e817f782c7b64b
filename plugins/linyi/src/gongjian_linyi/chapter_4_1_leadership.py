"""Chapter 四(一): leadership: a department, a line and a plan for each batch, and the counties' own attention."""

from gongjian import Reading, duty, exactly, no_figure, quantity, target, task

from .document import PLAN

_ONE = Reading("是至少一个吗?", "恰好一个:一批一个,定数", ("至少一个",))
_NO_RATE = Reading("多久一次?", "文件未定频次", ())

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
    target(
        PLAN,
        "plan-per-batch",
        "四(一)",
        "每个一批有专项方案",
        indicator="linyi_plan_per_batch",
        kind="milestone",
        says=no_figure(),
        per="task",
        lead=("市级",),
        readings=(Reading("何时制定?", "文件未给日期,以方案期末为限", ("2022年",)),),
    ),
)

DUTIES = (
    # 四(一) 高位推动,凝心聚力抓工业
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
)

TASKS = (task(PLAN, "safeguard-1-leadership", "四(一)", "上下联动、部门协同抓工业", lead=("市级", "各专线", "各县区")),)
