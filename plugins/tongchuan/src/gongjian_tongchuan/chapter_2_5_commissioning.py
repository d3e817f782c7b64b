"""二(五): projects that go into production, and their growing above scale within one year."""

from gongjian import (
    Has,
    Is,
    Reading,
    Within,
    at_least,
    count,
    counts,
    duty,
    either,
    fact,
    incentive,
    no_figure,
    param,
    part_of,
    quantity,
    target,
    task,
    years,
)

from .document import PLAN

_COMMISSIONED = count(
    "project",
    counts.INDUSTRIAL,
    counts.COMMISSIONED,
    either(
        Is(fact("key_project")),
        Has(fact("lists"), "key-project-library"),
        Has(fact("lists"), "key-project-list", yearly=True),
        Has(fact("lists"), "commissioning-list", yearly=True),
    ),
)

TARGETS = (
    # 二(五) 投产达效一批工业项目
    target(
        PLAN,
        "key-projects-commissioned",
        "二(五)",
        "每年建成投产达效重点项目",
        indicator="tongchuan_key_projects_commissioned",
        kind="count",
        says=at_least(quantity(50, "个")),
        strength="aspirational",
        recurrence="yearly",
        measure=_COMMISSIONED,
        readings=(
            Reading(
                "哪些是重点项目?",
                "列入当年投产达效项目清单、当年重点项目盘子、重点推进工业项目库或标有重点项目标记的工业项目",
                ("全部工业项目", "只限当年投产达效项目清单"),
            ),
            Reading("什么算建成投产达效?", "当年投产;达效没有可检验的标准,不另作条件", ("竣工", "达到设计产能")),
        ),
    ),
    target(
        PLAN,
        "above-scale-within-a-year",
        "二(五)",
        "投产达效重点项目一年内达到规上水平",
        indicator="tongchuan_above_scale_within_a_year",
        kind="share",
        says=no_figure(),
        strength="aspirational",
        recurrence="yearly",
        measure=part_of(
            _COMMISSIONED, Within(fact("above_scale_on"), fact("commissioned_on"), param("within", years(1, "一年")))
        ),
        readings=(
            Reading(
                "要多少项目达到?",
                "文件要求扶持,不给比例:显示当年投产的重点项目中已在投产后一年内升规的占比,不作判定",
                ("全部项目,即100%",),
            ),
            Reading(
                "一年从哪天算?",
                "从该项目投产之日算,满一年当日仍算;当年投产的项目要到次年才都满一年,此前的占比还会上升",
                ("投产当年年底", "投产次年年底"),
            ),
        ),
    ),
)

INCENTIVES = (
    incentive(
        PLAN,
        "output-and-first-use-rewards",
        "二(五)",
        "超产超销、首批次、首台(套)奖励",
        polarity="reward",
        subject="enterprise",
        readings=(Reading("奖励多少,由谁兑现?", "由其他文件规定,本文件没有条件和金额,不能据以核算", ()),),
    ),
)

DUTIES = (
    duty(
        PLAN,
        "commissioning-list",
        "二(五)",
        "年初的投产达效清单",
        "list_update",
        "yearly",
        rrule="FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=31",
        readings=(Reading("每年初是哪一天?", "文件未给,列在1月31日", ("1月1日", "第一季度末")),),
    ),
    duty(
        PLAN,
        "sales-fairs",
        "二(五)",
        "工业品展销与配套对接",
        "meeting",
        "as_needed",
    ),
    duty(
        PLAN,
        "support-to-above-scale",
        "二(五)",
        "每个投产达效重点项目一年内升规",
        "deadline",
        "as_needed",
        printed=("一年",),
        readings=(Reading("何时到期?", "每个项目自投产之日起满一年,逐项滚动,没有统一日期", ("投产次年年底",)),),
    ),
)

TASKS = (task(PLAN, "commission-projects", "二(五)", "项目投产达效与市场开拓"),)
