"""Chapter 三(五): specialised enterprises. 力争 governs the three figures of 2022."""

from gongjian import Reading, at_least, counts, no_figure, quantity, target, task

from .document import PLAN

_LITTLE_GIANT = Reading("省级以上专精特新含小巨人吗?", "小巨人另有一数,这里只计专精特新称号", ("含国家级小巨人",))
_STRIVE = Reading("力争管到哪个数?", "管到2022年的三个数", ("只管30家",))

TARGETS = (
    # 三(五) 聚焦主业,打造一批“专精特新”企业:到2026年
    target(
        PLAN,
        "new-little-giants",
        "三(五)",
        "新增国家级小巨人企业",
        indicator="new_little_giants",
        kind="count",
        says=at_least(quantity(15, "家")),
        due_stated=True,
        measure=counts.titles("little_giant", counts.NATIONAL),
        readings=(Reading("从何时起算?", "2022年起累计到2026年末", ("每年15家",)),),
    ),
    target(
        PLAN,
        "new-titles-yearly",
        "三(五)",
        "每年新增省级以上专精特新、瞪羚、单项冠军企业",
        indicator="linyi_new_titles",
        kind="count",
        says=at_least(quantity(70, "家")),
        recurrence="yearly",
        measure=counts.titles(("srdi_sme", "gazelle", "champion"), counts.PROVINCIAL),
        readings=(
            Reading("70家是合计吗?", "三种称号合计,一户得几种每种计一次", ("每种70家", "每户只计一次")),
            _LITTLE_GIANT,
        ),
    ),
    target(
        PLAN,
        "specialised-rank",
        "三(五)",
        "专精特新梯队整体迈入全省第一方阵",
        indicator="linyi_specialised_rank",
        kind="rank",
        says=no_figure(),
        due_stated=True,
        readings=(Reading("第一方阵是前几位?", "文件未给名次,不作换算", ("全省前三", "全省前五")),),
    ),
    # 三(五):2022年
    target(
        PLAN,
        "new-srdi-2022",
        "三(五)",
        "新增省级以上专精特新企业",
        indicator="linyi_new_provincial_srdi",
        kind="count",
        says=at_least(quantity(30, "家")),
        strength="aspirational",
        period="2022",
        due_stated=True,
        measure=counts.titles("srdi_sme", counts.PROVINCIAL),
        readings=(_STRIVE, _LITTLE_GIANT),
    ),
    target(
        PLAN,
        "new-gazelles-2022",
        "三(五)",
        "新增瞪羚企业",
        indicator="linyi_new_gazelles",
        kind="count",
        says=at_least(quantity(20, "家")),
        strength="aspirational",
        period="2022",
        due_stated=True,
        measure=counts.titles("gazelle", counts.PROVINCIAL),
        readings=(_STRIVE, Reading("瞪羚限省级以上吗?", "限,“省级以上”管到瞪羚", ("各级都计",))),
    ),
    target(
        PLAN,
        "champions-2022",
        "三(五)",
        "省级以上单项冠军(2022年末)",
        indicator="linyi_champions",
        kind="count",
        says=at_least(quantity(10, "家")),
        strength="aspirational",
        period="2022",
        due_stated=True,
        measure=counts.holders("champion", counts.PROVINCIAL),
        readings=(_STRIVE, Reading("是新增还是存量?", "“达到”是年末存量", ("2022年新增",))),
    ),
)

TASKS = (task(PLAN, "batch-5-specialised", "三(五)", "打造一批专精特新企业"),)
