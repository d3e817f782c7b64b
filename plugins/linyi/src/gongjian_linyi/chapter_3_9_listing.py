"""Chapter 三(九): enterprises on their way to the stock market."""

from gongjian import (
    Has,
    Reading,
    UpTo,
    at_least,
    counts,
    duty,
    either,
    fact,
    incentive,
    no_figure,
    quantity,
    target,
    task,
)

from .document import PLAN

_POOL = Has(fact("lists"), "listing-pool")

TARGETS = (
    # 三(九) 精准辅导,培育一批上市潜力企业
    target(
        PLAN,
        "new-listed-companies",
        "三(九)",
        "新增境内外上市公司",
        indicator="new_listed_companies",
        kind="count",
        says=at_least(quantity(22, "家")),
        due_stated=True,
        measure=counts.titles("listed"),
        readings=(
            Reading("从何时起算?", "2022年起累计到2026年末,按上市日", ("2026年一年",)),
            Reading("是恰好22家吗?", "至少22家", ("恰好22家",)),
        ),
    ),
    target(
        PLAN,
        "listed-rank",
        "三(九)",
        "企业上市数量进入全省第一方阵",
        indicator="linyi_listed_rank",
        kind="rank",
        says=no_figure(),
        due_stated=True,
        readings=(Reading("第一方阵是前几位?", "文件未给名次,不作换算", ("全省前三", "全省前五")),),
    ),
)

INCENTIVES = (
    # 三(九)
    incentive(
        PLAN,
        "listing-pool-support",
        "三(九)",
        "入库上市潜力企业持续跟踪扶持",
        polarity="support",
        subject="enterprise",
        when=_POOL,
        readings=(Reading("扶持什么?", "在临政字〔2021〕118号中,本文件未载", ()),),
    ),
    incentive(
        PLAN,
        "beijing-exchange-support",
        "三(九)",
        "支持专精特新、小巨人企业在北交所上市",
        polarity="support",
        subject="enterprise",
        when=either(
            UpTo(fact("certification_granted_on", kind="srdi_sme")),
            UpTo(fact("certification_granted_on", kind="little_giant")),
        ),
        readings=(Reading("哪些企业?", "已认定专精特新或小巨人的企业,不限级别", ("只限入库企业",)),),
    ),
)

DUTIES = (
    duty(
        PLAN,
        "listing-tracking",
        "三(九)",
        "入库企业持续跟踪扶持",
        "monitoring",
        "as_needed",
        readings=(Reading("多久一次?", "持续,文件未定频次", ()),),
    ),
)

TASKS = (task(PLAN, "batch-9-listing", "三(九)", "培育一批上市潜力企业"),)
