"""Chapter 一: the general demand. 力争 governs its last part."""

from gongjian import Reading, no_figure, target

from .document import PLAN

TARGETS = (
    # 一 总体要求
    target(
        PLAN,
        "transition-forefront",
        "一",
        "鲁南经济圈转型发展走在最前列",
        indicator="linyi_transition_rank",
        kind="rank",
        says=no_figure(),
        strength="aspirational",
        readings=(Reading("最前列是第几位?", "文件未给名次,不作换算", ("第一位",)),),
    ),
)
