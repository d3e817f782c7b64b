"""Chapter 三(一)1 to 3: output, entry to above-scale, backbone enterprises."""

from gongjian import (
    Band,
    Bands,
    Compare,
    During,
    GrowthOf,
    Is,
    Lump,
    Minus,
    Not,
    OneOf,
    Rate,
    Reading,
    Within,
    every,
    fact,
    incentive,
    param,
    percent,
    permille,
    wan,
    years,
    yi,
)

from .chapter_3_1_policy import COMMON, COMPLIANT, FUND, INDUSTRIAL, MANUFACTURING, OVERLAP, YEAR
from .document import PLAN

_OUTPUT, _BEFORE = fact("gross_output"), fact("gross_output_last_year")
_ENTERED = fact("above_scale_entered_on")
_NO_REPEAT = Not(Within(_ENTERED, fact("previous_above_scale_entered_on"), param("repeat_within", years(3, "三年"))))
_REPEAT = Reading(
    "三年内重复升规如何计?", "本次纳规距上次纳规三年以内(满三年当日也算)的不奖", ("距退规三年以内", "满三年当日可奖")
)

INCENTIVES = (
    # 三(一)1 工业企业提质增效
    incentive(
        PLAN,
        "output-growth",
        "三(一)1",
        "规上工业企业产值增量奖励",
        polarity="reward",
        subject="enterprise",
        when=every(
            *COMPLIANT,
            Is(fact("above_scale")),
            INDUSTRIAL,
            Bands(
                _OUTPUT,
                GrowthOf(_OUTPUT, _BEFORE),
                "ge",
                (
                    Band(param("bracket_1_from", wan(2_000)), param("bracket_1_growth", percent(25))),
                    Band(param("bracket_2_from", wan(5_000)), param("bracket_2_growth", percent(20))),
                    Band(param("bracket_3_from", wan(10_000)), param("bracket_3_growth", percent(15))),
                    Band(param("bracket_4_from", wan(50_000)), param("bracket_4_growth", percent(10))),
                ),
            ),
        ),
        amount=Rate(param("rate", permille(1)), Minus(_OUTPUT, _BEFORE)),
        settled="quarterly",
        fund=FUND,
        overlap=OVERLAP,
        readings=(
            *COMMON,
            Reading("以哪个数为基数?", "季度末的年初累计总产值与上年同期累计比", ("当季总产值与上年同季比",)),
            Reading("正好在档界上算哪一档?", "各档含下限、不含上限,按当期总产值分档", ("按上年同期总产值分档",)),
            Reading("净增量的哪一部分?", "全部净增量的1‰", ("只计超过应达增速的部分",)),
            Reading("今年新投产、上年无产值?", "无同比,不奖", ("全部产值视为净增量",)),
            Reading("第一季度算吗?", "算,政策为2024年度", ("自印发之日起",)),
        ),
    ),
    # 三(一)2 工业企业升规入统
    incentive(
        PLAN,
        "new-above-scale",
        "三(一)2",
        "新升规或新建投产纳规一次性奖励",
        polarity="reward",
        subject="enterprise",
        when=every(
            *COMPLIANT,
            INDUSTRIAL,
            During(_ENTERED, YEAR),
            OneOf(fact("above_scale_entry"), ("upgrade", "new_build")),
            _NO_REPEAT,
        ),
        amount=Lump(param("award", wan(20))),
        settled="once",
        event=_ENTERED,
        once_per="enterprise",
        fund=FUND,
        overlap=OVERLAP,
        readings=(
            *COMMON,
            _REPEAT,
            Reading("何日为升规?", "纳入统计库之日", ("达到规上标准之日",)),
            Reading("新建投产企业须纳规吗?", "须,新建投产并纳规", ("投产即奖",)),
        ),
    ),
    incentive(
        PLAN,
        "new-build-manufacturing",
        "三(一)2",
        "年内新建投产纳规制造业企业再奖励",
        polarity="reward",
        subject="enterprise",
        when=every(
            *COMPLIANT,
            MANUFACTURING,
            During(_ENTERED, YEAR),
            OneOf(fact("above_scale_entry"), ("new_build",)),
            During(fact("enterprise_commissioned_on"), YEAR),
            _NO_REPEAT,
            Compare(_OUTPUT, "gt", param("output_over", wan(5_000))),
        ),
        amount=Lump(param("further_award", wan(20))),
        settled="yearly",
        event=_ENTERED,
        once_per="enterprise",
        fund=FUND,
        overlap=OVERLAP,
        readings=(
            *COMMON,
            _REPEAT,
            Reading("何时核算?", "年底按全年总产值核算;正好5000万元不奖", ("达到之季核算",)),
            Reading("新建投产须在年内?", "投产和纳规都在2024年内", ("只看纳规",)),
        ),
    ),
    # 三(一)3 骨干企业稳定生产
    incentive(
        PLAN,
        "backbone-output",
        "三(一)3",
        "产值超5亿元且增长的规上制造业企业奖励",
        polarity="reward",
        subject="enterprise",
        when=every(
            *COMPLIANT,
            Is(fact("above_scale")),
            MANUFACTURING,
            Compare(_OUTPUT, "gt", param("output_over", yi(5))),
            Compare(_OUTPUT, "gt", _BEFORE),
        ),
        amount=Lump(param("award", wan(10))),
        settled="yearly",
        once_per="enterprise",
        fund=FUND,
        overlap=OVERLAP,
        readings=(
            *COMMON,
            Reading("实现增长如何计?", "全年总产值高于上年;上年无产值的不算增长", ("按可比价",)),
            Reading("何时核算?", "按全年数在年底;正好5亿元不奖", ("达到之季核算",)),
        ),
    ),
)
