"""三(五): idle industrial land and plants: found, listed and put to use again. No figure is given."""

from gongjian import Has, Reading, duty, fact, incentive, no_figure, target, task

from .document import ISSUED, PLAN, SINCE_ISSUED

TARGETS = (
    # 三(五) 大力盘活闲置资产
    target(
        PLAN,
        "idle-assets-efficiency",
        "三(五)",
        "闲置土地、厂房利用效率提高",
        indicator="tancheng_idle_assets_efficiency",
        kind="qualitative",
        says=no_figure(),
        readings=(Reading("盘活多少?", "文件没有数和期限,不设数值,以计划期末为限", ()),),
    ),
)

INCENTIVES = (
    # 三(五) 大力盘活闲置资产
    incentive(
        PLAN,
        "idle-assets-put-to-use",
        "三(五)",
        "闲置工业资产盘活(回购、承租、拍卖)",
        polarity="elimination",
        subject="enterprise",
        when=Has(fact("lists"), "idle-assets"),
        readings=(
            Reading("长期未使用是多久?", "文件未给年限,以列入闲置工业资产清单为准", ("两年以上",)),
            Reading("用哪种方式?", "一企一策,文件并列政府回购、第三方承租、法院依法拍卖等,不作推定", ()),
            Reading("对象是资产还是企业?", "资产清单按持有资产的企业登记,列为企业", ("按地块逐一登记",)),
        ),
    ),
)

DUTIES = (
    duty(
        PLAN,
        "idle-assets-survey",
        "三(五)",
        "排查企业闲置土地、厂房,建立清单",
        "inspection",
        "as_needed",
        from_=ISSUED,
        readings=(
            SINCE_ISSUED,
            Reading("何时排查完?", "文件未给日期", ()),
            Reading("由谁排查?", "本条各单位;“属地牵头负责”而部门牵头为县工信局,按印出的牵头、配合", ("各乡镇牵头",)),
        ),
    ),
)

TASKS = (task(PLAN, "idle-assets", "三(五)", "盘活闲置工业资产"),)
