"""Chapter 一: the general demand. 力争 governs its last part."""

from gongjian import Reading, no_figure, target

from .document import PLAN

_NO_MEASURE = Reading("如何算做到?", "文件没有标准和期限,不设数值,以方案期末为限", ())

TARGETS = (
    # 一 总体要求
    target(
        PLAN,
        "transition-new-path",
        "一",
        "新旧动能转换闯出新路、加速",
        indicator="linyi_transition_progress",
        kind="qualitative",
        says=no_figure(),
        strength="aspirational",
        readings=(_NO_MEASURE,),
    ),
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
    target(
        PLAN,
        "linyi-model",
        "一",
        "工业振兴“临沂模式”",
        indicator="linyi_model",
        kind="qualitative",
        says=no_figure(),
        strength="aspirational",
        readings=(_NO_MEASURE, Reading("力争管到“探索打造”吗?", "管到,同一句", ("不管",))),
    ),
)
