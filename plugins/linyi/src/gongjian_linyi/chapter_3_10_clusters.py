"""Chapter 三(十): clusters of strong industries."""

from gongjian import Reading, at_least, between, quantity, target, task

from .chapter_2_goals import BY_2026
from .document import PLAN

TARGETS = (
    # 三(十) 链式布局,建设一批优势产业集群
    target(
        PLAN,
        "first-industries",
        "三(十)",
        "每个县区培育首位产业",
        indicator="linyi_first_industries",
        kind="count",
        says=between(quantity(1, "个"), quantity(2, "个")),
        per="division",
        lead=("各县区",),
        readings=(
            Reading("何时完成?", "文件未给日期,以方案期末为限", ("2022年",)),
            Reading("开发区也要吗?", "不,只说每个县区", ("含开发区",)),
        ),
    ),
    target(
        PLAN,
        "clusters-over-10bn",
        "三(十)",
        "年产值超过100亿元的优势产业集群",
        indicator="linyi_clusters_10bn",
        kind="count",
        says=at_least(quantity(10, "个")),
        due_stated=True,
        readings=(
            BY_2026,
            Reading("恰为100亿元的算吗?", "不算,“超过”不含本数", ("含100亿元",)),
            Reading("含过千亿的4个吗?", "含,过千亿的也超过100亿", ("另有10个",)),
        ),
    ),
)

TASKS = (task(PLAN, "batch-10-clusters", "三(十)", "建设一批优势产业集群"),)
