"""四(四) and 四(五): supervision every quarter, praise and criticism, assessment, honours and sanctions. No amounts."""

from gongjian import Reading, duty, incentive, task, units

from .document import PLAN

_JUDGED = Reading("如何认定?", "文件没有可由记录判定的标准,由督查或考核认定", ())
_UNITS = Reading("单位包括哪些?", "区县、园区和市级有关部门,统列为单位", ("只指市级部门",))
_BY_WHOM = Reading("由谁作出?", "文件未写,不指定单位", ("由督查单位或考核单位作出",))

INCENTIVES = (
    # 四(四) 突出督查问效
    incentive(
        PLAN,
        "praise-units",
        "四(四)",
        "表扬督查中成效突出的单位",
        polarity="honour",
        subject="department",
        lead=(),
        readings=(_JUDGED, _BY_WHOM, _UNITS),
    ),
    incentive(
        PLAN,
        "criticise-units",
        "四(四)",
        "通报推进不力的单位",
        polarity="sanction",
        subject="department",
        lead=(),
        readings=(_JUDGED, _BY_WHOM, _UNITS),
    ),
    incentive(
        PLAN,
        "summon-the-responsible",
        "四(四)",
        "约谈责任人,责任人公开承诺",
        polarity="sanction",
        subject="person",
        lead=units("市政府分管领导"),
        readings=(_JUDGED, Reading("有关责任人是谁?", "被通报单位的责任人", ("任何推动不力者",))),
    ),
    # 四(五) 严格考核奖惩
    incentive(
        PLAN,
        "honour-units",
        "四(五)",
        "表彰贡献突出的单位",
        polarity="honour",
        subject="department",
        lead=(),
        cooperating=(),
        readings=(_JUDGED, _BY_WHOM, _UNITS, Reading("奖励多少?", "文件没有金额", ())),
    ),
    incentive(
        PLAN,
        "honour-persons",
        "四(五)",
        "表彰贡献突出的个人",
        polarity="honour",
        subject="person",
        lead=(),
        cooperating=(),
        readings=(_JUDGED, _BY_WHOM, Reading("奖励多少?", "文件没有金额", ())),
    ),
    incentive(
        PLAN,
        "sanction-inaction",
        "四(五)",
        "失职失责者依规处理",
        polarity="sanction",
        subject="person",
        lead=(),
        cooperating=(),
        readings=(
            _JUDGED,
            _BY_WHOM,
            Reading("处理单位还是个人?", "个人:按有关规定处理的是失责者", ("单位和个人都处理",)),
        ),
    ),
)

DUTIES = (
    duty(
        PLAN,
        "quarterly-supervision",
        "四(四)",
        "专项督查",
        "inspection",
        "quarterly",
        responsible=units("市委 市政府"),
        readings=(
            Reading("由谁督查?", "文件未写督查单位,列为市委、市政府重点督查事项,故记市委、市政府", ("市工信局",)),
            Reading("每季度哪一天?", "文件未给,列在季末日", ("季后次月",)),
        ),
    ),
    duty(
        PLAN,
        "yearly-assessment",
        "四(五)",
        "“五个一批”纳入年度目标责任考核",
        "assessment",
        "yearly",
        readings=(Reading("每年何时考核?", "文件未给,列在12月31日", ("次年初",)),),
    ),
)

TASKS = (
    task(PLAN, "supervise", "四(四)", "“五个一批”专项督查", lead=units("市委 市政府")),
    task(PLAN, "assessment-rules", "四(五)", "联合制定考核细则"),
)
