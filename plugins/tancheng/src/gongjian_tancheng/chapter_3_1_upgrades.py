"""三(一): technical upgrades: the library of projects, services and support. No figure and no amount is given."""

from gongjian import OneOf, Reading, counts, duty, every, fact, incentive, task

from .document import ISSUED, PLAN, SINCE_ISSUED

INCENTIVES = (
    # 三(一) 大力实施工业企业技术改造
    incentive(
        PLAN,
        "upgrade-services",
        "三(一)",
        "技改项目从谋划到投产的全程服务(手续、要素)",
        polarity="support",
        subject="project",
        when=every(counts.INDUSTRIAL, OneOf(fact("kind"), ("technical_upgrade",))),
        readings=(
            Reading(
                "只服务四个重点传统产业吗?",
                "不:绿色化工、建材家居、食品加工、纺织服装是重点,全县工业技改项目都服务",
                ("只限四个产业",),
            ),
            Reading("须列入清单库吗?", "不须,服务从谋划开始", ("只限清单库内的项目",)),
        ),
    ),
    incentive(
        PLAN,
        "upgrade-policies",
        "三(一)",
        "技改政策资金支持与奖励政策落实",
        polarity="support",
        subject="enterprise",
        readings=(Reading("支持和奖励多少?", "在相关政策中,本文件没有金额和条件", ()),),
    ),
)

DUTIES = (
    duty(
        PLAN,
        "upgrade-library-management",
        "三(一)",
        "建立技改清单库并动态管理(开工、竣工、储备、谋划四批)",
        "list_update",
        "as_needed",
        from_=ISSUED,
        readings=(
            SINCE_ISSUED,
            Reading("多久更新一次?", "本条未定;列入四(一)清单后按四(二)每月更新进度、每季调整", ("只按需更新",)),
        ),
    ),
)

TASKS = (task(PLAN, "technical-upgrades", "三(一)", "工业企业技术改造"),)
