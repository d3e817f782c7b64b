"""三(三): parks for small firms: sites, services and a policy of support that is still to be made. No amounts."""

from gongjian import Reading, incentive, no_figure, target, task, units

from .document import PLAN

TARGETS = (
    # 三(三) 大力发展小微型企业产业园
    target(
        PLAN,
        "small-firm-park-policy",
        "三(三)",
        "制定小微产业园奖补政策",
        indicator="tancheng_small_firm_park_policy",
        kind="milestone",
        says=no_figure(),
        readings=(Reading("何时制定?", "文件未给日期,以计划期末为限", ()),),
    ),
)

INCENTIVES = (
    incentive(
        PLAN,
        "small-firm-park-subsidy",
        "三(三)",
        "小微产业园奖补(厂房、数字化、租金、融资、示范园区)",
        polarity="subsidy",
        subject="park",
        readings=(
            Reading("补多少、按什么算?", "政策待制定:只说依据建设规模、入园率和管理水平等,没有金额和标准", ()),
            Reading("补给园区还是入园企业?", "按园区评定,列为园区;租金、融资可能惠及企业,文件未分", ("另列企业一项",)),
        ),
    ),
    incentive(
        PLAN,
        "small-firm-services",
        "三(三)",
        "小微企业入园、手续与困难的“保姆式”服务",
        polarity="support",
        subject="enterprise",
        readings=(Reading("哪些企业享受?", "入驻小微型企业产业园的小微企业;园区未逐一点名,不由记录判定", ()),),
    ),
)

TASKS = (
    task(PLAN, "small-firm-parks", "三(三)", "小微型企业产业园建设与服务"),
    # The sentence itself names the towns.
    task(PLAN, "small-firm-park-sites", "三(三)", "产业园选址", lead=units("各乡镇"), cooperating=()),
)
