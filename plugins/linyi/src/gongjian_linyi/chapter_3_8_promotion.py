"""Chapter 三(八): bring in chain leaders along the chains. Chain leaders are promised without a figure."""

from gongjian import Reading, duty, no_figure, target, task

from .document import PLAN

_YEAR_END = Reading("年底前是哪一天?", "不晚于当年12月31日,文件未定日", ())
_WHO = ("各县区", "开发区")

TARGETS = (
    # 三(八) 以链招商,引进一批重点“链主”企业
    target(
        PLAN,
        "chain-leaders-brought-in",
        "三(八)",
        "引进重点“链主”企业",
        indicator="linyi_chain_leaders_brought_in",
        kind="qualitative",
        says=no_figure(),
        readings=(Reading("“一批”是多少?", "文件不给数,不设数值,以方案期末为限", ()),),
    ),
)

DUTIES = (
    # 三(八) 以链招商,引进一批重点“链主”企业
    duty(
        PLAN,
        "promotion-campaign",
        "三(八)",
        "产业链招商攻坚行动",
        "campaign",
        "as_needed",
        readings=(Reading("何时开展?", "文件未定时间", ()),),
    ),
    duty(
        PLAN,
        "promotion-direction",
        "三(八)",
        "下年度招商总体方向",
        "deadline",
        "yearly",
        responsible=_WHO,
        readings=(_YEAR_END,),
    ),
    duty(
        PLAN,
        "promotion-pool-update",
        "三(八)",
        "招商合作推介项目库的调整充实",
        "list_update",
        "yearly",
        responsible=_WHO,
        readings=(_YEAR_END, Reading("由谁调整项目库?", "同句的各县区、开发区", ("市级部门",))),
    ),
)

TASKS = (task(PLAN, "batch-8-promotion", "三(八)", "引进一批重点链主企业", lead=_WHO),)
