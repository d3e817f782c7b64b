"""Chapter 三(一)3: clearing long-suspended enterprises. 力争 governs 80家 and 4000亩."""

from gongjian import (
    During,
    OneOf,
    Reading,
    at_least,
    count,
    duty,
    fact,
    no_figure,
    quantity,
    target,
    task,
)

from .document import ISSUED, PLAN, SINCE_ISSUED

_NO_DATE = Reading("何时形成、多久更新?", "文件未定,按需", ("2022年内一次",))
_NO_RATE = Reading("多久一次?", "文件未定,按需", ())


def _unit(printed: str, chosen: str) -> Reading:
    return Reading(f"“{printed}”是哪个单位?", f"本条配合或牵头单位中的{chosen}", ("市县两级同类部门",))


TARGETS = (
    # 三(一)3 有序推进长期停产企业出清
    target(
        PLAN,
        "long-suspended-cleared",
        "三(一)3",
        "出清长期停产企业",
        indicator="shizuishan_long_suspended_cleared",
        kind="count",
        says=at_least(quantity(80, "家")),
        strength="aspirational",
        due_stated=True,
        measure=count("listing", OneOf(fact("list"), ("long-suspended",)), During(fact("list_completed_on"))),
        readings=(
            Reading("出清如何计?", "在长期停产企业台账上销号,不论途径(收储、债转股等)", ("只计注销或腾退的企业",)),
        ),
    ),
    target(
        PLAN,
        "idle-land-cleared",
        "三(一)3",
        "清理闲置、低效用地",
        indicator="shizuishan_idle_land_cleared",
        kind="increment",
        says=at_least(quantity(4000, "亩")),
        strength="aspirational",
        due_stated=True,
        readings=(
            Reading(
                "由登记计算吗?", "不;清理的地块与企业登记用地不必相等,由自然资源部门统计得出", ("销号企业用地之和",)
            ),
        ),
    ),
    target(
        PLAN,
        "land-renewal",
        "三(一)3",
        "工业用地到期续签的履约机制",
        indicator="shizuishan_land_renewal",
        kind="milestone",
        says=no_figure(),
        readings=(Reading("“探索”算承诺吗?", "算,但没有期限和标准:按方案期末建立机制", ("只是方向,不声明",)),),
    ),
)

DUTIES = (
    # 三(一)3 有序推进长期停产企业出清
    duty(
        PLAN,
        "land-layout-study",
        "三(一)3",
        "结合国土空间规划研究工业用地布局",
        "campaign",
        "as_needed",
        from_=ISSUED,
        readings=(SINCE_ISSUED, _NO_RATE),
    ),
    duty(
        PLAN,
        "land-use-tax-ledger",
        "三(一)3",
        "欠缴土地使用税企业的排查和清单",
        "list_update",
        "as_needed",
        from_=ISSUED,
        responsible=("财政局",),
        printed=("两年",),
        readings=(SINCE_ISSUED, _NO_DATE, _unit("财政部门", "财政局")),
    ),
    duty(
        PLAN,
        "mortgaged-land-ledger",
        "三(一)3",
        "抵押闲置土地的梳理和台账",
        "list_update",
        "as_needed",
        from_=ISSUED,
        responsible=("金融局",),
        readings=(SINCE_ISSUED, _NO_DATE, _unit("金融部门", "金融局")),
    ),
    duty(
        PLAN,
        "long-suspended-ledger",
        "三(一)3",
        "长期停产工业企业的排查和台账",
        "list_update",
        "as_needed",
        from_=ISSUED,
        responsible=("市工信局",),
        printed=("两年",),
        readings=(SINCE_ISSUED, _NO_DATE, _unit("工信部门", "市工信局")),
    ),
    duty(
        PLAN,
        "start-and-completion-oversight",
        "三(一)3",
        "工业投资项目开竣工监管",
        "monitoring",
        "as_needed",
        from_=ISSUED,
        readings=(SINCE_ISSUED, _NO_RATE),
    ),
    duty(
        PLAN,
        "investment-agreements",
        "三(一)3",
        "投资监管协议的落实",
        "monitoring",
        "as_needed",
        from_=ISSUED,
        responsible=("各区块责任主体",),
        readings=(SINCE_ISSUED, _NO_RATE, Reading("责任主体是谁?", "文件未列名单,照印", ("各开发区管委会",))),
    ),
    duty(
        PLAN,
        "land-market-oversight",
        "三(一)3",
        "工业土地二级市场交易监管(参照“标准地”)",
        "monitoring",
        "as_needed",
        from_=ISSUED,
        readings=(SINCE_ISSUED, _NO_RATE),
    ),
)

TASKS = (task(PLAN, "task-3-1-3", "三(一)3", "有序推进长期停产企业出清"),)
