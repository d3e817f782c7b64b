"""Chapter 二: what runs beside its goals, and the checkpoints that stand for stages."""

from gongjian import Period, Reading, duty, phase

from .document import PLAN

DUTIES = (
    # 二(三)
    duty(
        PLAN,
        "chain-actions",
        "二(三)",
        "建链、补链、延链、强链行动",
        "campaign",
        "as_needed",
        readings=(Reading("何时开展?", "文件未定时间", ()),),
    ),
)

PHASES = (
    # The plan names no stages: its checkpoints stand.
    phase(PLAN, "year-2022", "三(一)", "2022年检查点", PLAN.from_, Period.parse("2022").last, named=False),
    phase(
        PLAN, "year-2023", "三(二)", "2023年检查点", Period.parse("2023").first, Period.parse("2023").last, named=False
    ),
    phase(PLAN, "years-2024-2026", "二(一)", "到2026年目标期", Period.parse("2024").first, PLAN.to, named=False),
)
