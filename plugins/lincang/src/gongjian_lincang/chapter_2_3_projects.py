"""Chapter 二(三): projects and investment. 34亿元 and 15个 stand under 力争, 59.1亿元 does not."""

from gongjian import (
    Before,
    During,
    Has,
    Reading,
    UpTo,
    at_least,
    count,
    counts,
    duty,
    exactly,
    fact,
    no_figure,
    quantity,
    target,
    task,
    yi,
)

from .document import ISSUED, PLAN, SINCE_ISSUED

_CONTINUED = Has(fact("lists"), "continued-projects")
_PRELIMINARY = Has(fact("lists"), "preliminary-projects")

TARGETS = (
    # 二(三)1 深入挖掘项目存量
    target(
        PLAN,
        "continued-projects",
        "二(三)1",
        "续建项目持续推进",
        indicator="lincang_continued_projects",
        kind="count",
        says=exactly(quantity(60, "个")),
        measure=count("project", _CONTINUED, Before(fact("started_on"))),
        readings=(
            Reading("60个是底数还是名单?", "固定名单(点名一个,等60个),正好60个", ("60个以上",)),
            Reading("续建如何计?", "名单内、年初以前已开工", ("名单内即计", "当年有投资即计")),
        ),
    ),
    target(
        PLAN,
        "continued-investment",
        "二(三)1",
        "续建项目完成投资",
        indicator="lincang_continued_investment",
        kind="level",
        says=at_least(yi(34)),
        strength="aspirational",
        measure=counts.investment(_CONTINUED),
    ),
    # 二(三)2 积极扩充投资增量
    target(
        PLAN,
        "preliminary-projects",
        "二(三)2",
        "前期项目推进前期工作",
        indicator="lincang_preliminary_projects",
        kind="count",
        says=exactly(quantity(140, "个")),
        measure=count("project", _PRELIMINARY, UpTo(fact("preliminary_on"))),
        readings=(
            Reading("140个是底数还是名单?", "固定名单(点名两个,等140个),正好140个", ("140个以上",)),
            Reading("何时算推进?", "名单内、期末前已记前期工作日期", ("名单内即计", "开工才计")),
        ),
    ),
    target(
        PLAN,
        "approvals-shortened",
        "二(三)2",
        "用地预审、环评、施工许可时限压缩",
        indicator="lincang_approvals_shortened",
        kind="qualitative",
        says=no_figure(),
    ),
    target(
        PLAN,
        "preliminary-projects-started",
        "二(三)2",
        "前期项目尽快开工",
        indicator="lincang_preliminary_projects_started",
        kind="qualitative",
        says=no_figure(),
        measure=count("project", _PRELIMINARY, counts.STARTED),
        readings=(Reading("尽快是多少?", "文件未给个数,只列出已开工的个数", ("140个全部开工",)),),
    ),
    target(
        PLAN,
        "preliminary-investment",
        "二(三)2",
        "前期项目完成投资",
        indicator="lincang_preliminary_investment",
        kind="level",
        says=at_least(yi("59.1")),
        measure=counts.investment(_PRELIMINARY),
        readings=(Reading("完成投资指哪些项目?", "这140个项目", ("全部新增项目",)),),
    ),
    # 二(三)3 加快项目竣工投产
    target(
        PLAN,
        "pu-er-tea-park-commissioned",
        "二(三)3",
        "双江天福集团普洱茶加工园竣工投产",
        indicator="lincang_pu_er_tea_park",
        kind="milestone",
        says=no_figure(),
        due_stated=True,
    ),
    target(
        PLAN,
        "latex-device-park-commissioned",
        "二(三)3",
        "耿马县乳胶器材医疗器械产业园竣工投产",
        indicator="lincang_latex_device_park",
        kind="milestone",
        says=no_figure(),
        due_stated=True,
    ),
    target(
        PLAN,
        "completed-and-above-scale",
        "二(三)3",
        "项目竣工并投产升规",
        indicator="lincang_completed_and_above_scale",
        kind="count",
        says=at_least(quantity(15, "个")),
        strength="aspirational",
        due_stated=True,
        measure=count(
            "project", counts.INDUSTRIAL, counts.COMPLETED, counts.COMMISSIONED, During(fact("above_scale_on"))
        ),
        readings=(
            Reading("与二(一)2的15个?", "这里是15个以上、不限名单;二(一)2是名单内15个,不相加", ("同一批",)),
            Reading("何时算?", "竣工、投产、升规三个日期都在年内", ("竣工即计", "升规即计")),
        ),
    ),
)

DUTIES = (
    # 二(三)
    duty(
        PLAN,
        "city-county-consultation",
        "二(三)",
        "市、县(区)面对面会商分析",
        "meeting",
        "as_needed",
        from_=ISSUED,
        responsible=(),
        readings=(SINCE_ISSUED, Reading("定期是多久?", "文件未定周期,按需", ("每季度",))),
    ),
    # 二(三)1 深入挖掘项目存量
    duty(
        PLAN,
        "continued-projects-follow-up",
        "二(三)1",
        "专班跟踪续建项目",
        "monitoring",
        "as_needed",
        from_=ISSUED,
        readings=(SINCE_ISSUED,),
    ),
)

TASKS = (
    task(PLAN, "task-2-3-1", "二(三)1", "推进续建项目"),
    task(PLAN, "task-2-3-2", "二(三)2", "推进项目前期、尽快开工"),
    task(PLAN, "task-2-3-3", "二(三)3", "项目竣工投产攻坚"),
)
