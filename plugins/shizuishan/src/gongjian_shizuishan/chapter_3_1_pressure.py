"""Chapter 三(一): pressure on enterprises and projects: restrictions, eliminations, sanctions. No amounts are given."""

from gongjian import (
    Compare,
    Has,
    Incentive,
    Is,
    Lasting,
    Not,
    OneOf,
    Param,
    Reading,
    counts,
    either,
    every,
    fact,
    incentive,
    param,
    quantity,
    years,
)

from .document import PLAN


def _listed(id: str) -> Has:
    return Has(fact("lists"), id)


def _two_years(name: str) -> Param:
    return param(name, years(2))


_MANUAL = Reading("由登记判定吗?", "不;所需事实(能效水平、指标、节能审查)不在登记里", ())
_EXACTLY = Reading("“两年以上”含满两年吗?", "含:期末当日满两年即是", ("超过两年",))
_LAWFUL = Reading("违法违规如何判定?", "按登记的依法生产经营判断(期间为否);未登记则未知", ("另设违法记录",))

INCENTIVES: tuple[Incentive, ...] = (
    # 三(一)1 全面开展高耗低效企业整治
    incentive(
        PLAN,
        "screening",
        "三(一)1",
        "列为高耗低效摸底排查重点",
        polarity="restriction",
        subject="enterprise",
        when=every(
            counts.MANUFACTURING,
            either(
                Is(fact("above_scale")),
                Compare(fact("land_mu"), "ge", param("land", quantity(3, "亩"))),
            ),
        ),
        readings=(
            Reading("“3亩以上”含3亩吗?", "含;只用于规下制造业企业,规上不论用地", ()),
            Reading("排查本身是约束吗?", "是整治的第一步,按约束声明;不等于列入整治清单", ("只作职责",)),
        ),
    ),
    incentive(
        PLAN,
        "unlawful-enterprises",
        "三(一)1",
        "依法处置违法违规的高耗低效企业",
        polarity="sanction",
        subject="enterprise",
        when=every(_listed("remediation"), Not(Is(fact("lawful_operation")))),
        readings=(_LAWFUL,),
    ),
    incentive(
        PLAN,
        "inefficient-enterprises",
        "三(一)1",
        "其他高耗低效企业分类整治(并、退、迁、改)",
        polarity="elimination",
        subject="enterprise",
        when=every(_listed("remediation"), Is(fact("lawful_operation"))),
        readings=(
            _LAWFUL,
            Reading(
                "哪些企业进清单?",
                "亩均经济密度、亩均税收、能耗强度等未达行业指导标准的;标准在另一份文件里,清单由各县区确定",
                (),
            ),
        ),
    ),
    # 三(一)2 坚决遏制“两高”项目盲目发展
    incentive(
        PLAN,
        "retained-projects",
        "三(一)2",
        "保留建设的“两高”项目加快办理手续",
        polarity="support",
        subject="project",
        readings=(Reading("由登记判定吗?", "不;保留、暂缓的分类不在登记里", ()),),
    ),
    incentive(
        PLAN,
        "postponed-projects",
        "三(一)2",
        "暂缓建设的“两高”项目逐企处置",
        polarity="restriction",
        subject="project",
        readings=(Reading("由登记判定吗?", "不;保留、暂缓的分类不在登记里", ()),),
    ),
    incentive(
        PLAN,
        "preferences-withdrawn",
        "三(一)2",
        "取消“两高”项目的优惠(补助、信贷、用地、电价、税收)",
        polarity="restriction",
        subject="project",
        when=_listed("two-high-projects"),
        readings=(Reading("哪些项目?", "“两高”项目清单上的全部项目", ("仅违规“两高”项目",)),),
    ),
    incentive(
        PLAN,
        "new-polluting-projects",
        "三(一)2",
        "高耗能、高耗水、高污染项目新建扩建从严",
        polarity="restriction",
        subject="project",
        readings=(_MANUAL,),
    ),
    incentive(
        PLAN,
        "capacity-replacement",
        "三(一)2",
        "钢铁、平板玻璃、电石、铁合金项目的产能置换(等量或减量)",
        polarity="restriction",
        subject="project",
        when=every(
            OneOf(fact("kind"), ("new_build", "expansion")),
            either(
                counts.chains("steel", "flat-glass", "calcium-carbide", "ferroalloy"),
                counts.industries("C311", "C312", "C313", "C314", "C3041"),
            ),
        ),
        readings=(
            Reading("“等”包括哪些?", "只判定点名的四个行业;其他高耗能项目由市发改委认定", ()),
            Reading("哪些项目要置换?", "新建、扩建项目", ("全部在建项目",)),
        ),
    ),
    incentive(
        PLAN,
        "admission",
        "三(一)2",
        "新上项目准入:产业政策、能效、能耗煤耗排污指标缺一不批",
        polarity="restriction",
        subject="project",
        readings=(_MANUAL,),
    ),
    incentive(
        PLAN,
        "energy-review",
        "三(一)2",
        "未进行或未通过节能审查的项目不得开工或投产",
        polarity="restriction",
        subject="project",
        readings=(_MANUAL,),
    ),
    incentive(
        PLAN,
        "stopped-at-once",
        "三(一)2",
        "明显突破“双控”或污染重的项目立即停下",
        polarity="elimination",
        subject="project",
        readings=(_MANUAL,),
    ),
    # 三(一)3 有序推进长期停产企业出清
    incentive(
        PLAN,
        "land-use-tax-arrears",
        "三(一)3",
        "土地使用税欠缴两年以上企业的处置",
        polarity="restriction",
        subject="enterprise",
        when=Lasting(fact("land_use_tax_arrears_since"), _two_years("arrears")),
        readings=(_EXACTLY, Reading("只限工业企业吗?", "不限:全市企业", ("仅工业企业",))),
    ),
    incentive(
        PLAN,
        "mortgaged-idle-land",
        "三(一)3",
        "土地闲置并抵押在金融机构的企业分类处置",
        polarity="restriction",
        subject="enterprise",
        when=_listed("mortgaged-idle-land"),
    ),
    incentive(
        PLAN,
        "long-suspended",
        "三(一)3",
        "停产两年以上的工业企业逐户出清",
        polarity="elimination",
        subject="enterprise",
        when=every(
            counts.INDUSTRIAL,
            OneOf(fact("status"), ("suspended",)),
            Lasting(fact("suspended_on"), _two_years("suspension")),
        ),
        readings=(_EXACTLY,),
    ),
    incentive(
        PLAN,
        "clearing-means",
        "三(一)3",
        "以土地收储、债转股等办法出清",
        polarity="support",
        subject="enterprise",
        readings=(Reading("条件和金额?", "文件没有,不声明", ()),),
    ),
    incentive(
        PLAN,
        "idle-projects",
        "三(一)3",
        "工业投资项目涉及闲置的依法依规处置",
        polarity="sanction",
        subject="project",
        readings=(Reading("多久不动工算闲置?", "文件未定,不由登记判定", ()),),
    ),
)
