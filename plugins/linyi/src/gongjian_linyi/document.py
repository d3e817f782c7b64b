"""Linyi's opinions on the strategy 先进工业强市, clause by clause: headings and printed figures, in order.

The text begins without a title, number or date: the title is ours (it calls itself 实施意见), number and date are
unknown. Its goals are dated 2022, 2023 and 2026, so the plan spans 2022 to 2026. It prints no units with its clauses:
one department for each batch is to be named later (四(一)). A figure is listed as printed; where it promises nothing of
its own it is waived with the reason.
"""

from datetime import date

from gongjian import Listed, Plan, clause

_TEN = "“十个一批”是重点任务的统称"

# fmt: off
# One clause, one block, as in the document.
CLAUSES = (
    clause("前言", "依据与目的", not_declared="说明依据与目的,不作承诺"),
    clause(
        "一", "总体要求", "三个走在前", "三个坚决",
        waived=[("三个走在前", "上级要求的名称"), ("三个坚决", "上级要求的名称")],
    ),
    # 二、工作目标
    clause("二", "工作目标", not_declared="只有标题"),
    clause(
        "二(一)", "增量崛起,工业总量突破万亿元", "万亿元", "八个第一方阵", "1万亿", "翻一番", "500亿元", "39%",
        waived=[("万亿元", "标题重复正文的1万亿"), ("八个第一方阵", "另一份文件的目标名称")],
    ),
    clause("二(二)", "产业升级,打造规模化产业集群", "4个", "千亿"),
    clause(
        "二(三)", "高端引领,链式经济聚势蝶变",
        "27个", "68家", "百亿元", "15家", "50亿元", "20家", "500家",
        waived=[("27个", "现有重点链条的数目,围绕其开展工作"), ("68家", "现有链主企业的数目,围绕其开展工作")],
    ),
    clause(
        "二(四)", "特色彰显,产城融合塑成新优势", "五区", "39.7%", "47%",
        waived=[("五区", "“五区先行”是做法的名称")],
    ),
    clause("二(五)", "低碳转型,绿色发展水平显著提升", "6%", "100家"),
    # 三、重点任务
    clause("三", "重点任务", not_declared="只有标题"),
    clause(
        "三(一)", "综合评价,淘汰一批落后企业",
        "210家", "3万元", "40%", "30%", "3万元", "全部", "10%",
        waived=[("3万元", "同一门槛在条款中第二次出现")],
    ),
    clause(
        "三(二)", "递进培育,壮大一批优质企业",
        "50家", "50家", "900亿元", "50%", "70%", "1600亿元", "全部", "10亿元", "30亿元", "18家", "50亿元", "12家",
        waived=[("50家", "实施方案名称中的数"), ("50家", "入选企业名单的户数,由另一份文件定")],
    ),
    clause(
        "三(三)", "扩大投资,支持一批技改企业", "千企千项", "1000项", "100家", "20个", "10个",
        waived=[("千企千项", "工程的名称")],
    ),
    clause("三(四)", "协同创新,培育一批科创企业", "1200家", "180家", "100家", "52%"),
    clause(
        "三(五)", "聚焦主业,打造一批“专精特新”企业", "六项", "15家", "70家", "30家", "20家", "10家",
        waived=[("六项", "“六项行动”是行动的名称")],
    ),
    clause(
        "三(六)", "“接二连三”,做大一批商城地产企业", "25个", "60家", "2500亿元", "五区", "5个",
        waived=[("五区", "“五区先行”是做法的名称")],
    ),
    clause(
        "三(七)", "数字赋能,创建一批工业互联网标杆企业",
        "20000个", "全覆盖", "70%", "3+N", "3个", "30个", "50家", "10个",
        waived=[("3+N", "平台体系的名称")],
    ),
    clause(
        "三(八)", "以链招商,引进一批重点“链主”企业", "500强",
        waived=[("500强", "“世界500强企业”是榜单的名称")],
    ),
    clause(
        "三(九)", "精准辅导,培育一批上市潜力企业", "五年", "22家",
        waived=[("五年", "行动计划的名称")],
    ),
    clause(
        "三(十)", "链式布局,建设一批优势产业集群", "1-2个", "100亿元", "10个",
        waived=[("100亿元", "所数集群的规模(超过),写在指标名称里")],
    ),
    # 四、保障措施
    clause("四", "保障措施", not_declared="只有标题"),
    clause(
        "四(一)", "高位推动,凝心聚力抓工业", "一个", "一条", "十个一批", "两次",
        waived=[("十个一批", _TEN)],
    ),
    clause("四(二)", "创优环境,精准精心抓服务"),
    clause("四(三)", "严格督导,强化激励抓推进", "十个一批", waived=[("十个一批", _TEN)]),
)
# fmt: on

_ID = "linyi-advanced-industry-2026"

LISTS = (
    Listed("low-efficiency", _ID, "三(一)", "各县区低效企业单子", "enterprise"),
    Listed("low-efficiency-first-batch", _ID, "三(一)", "首批低效企业", "enterprise", counted="at_the_start"),
    Listed("low-tax-above-scale", _ID, "三(一)", "单子中亩均税收3万元以下的规上工业企业", "enterprise"),
    Listed("quality-enterprises", _ID, "三(二)", "50家优质工业企业", "enterprise"),
    Listed("upgrade-pool", _ID, "三(三)", "技改动态项目库", "project"),
    Listed("key-upgrade-projects", _ID, "三(三)", "优选支持的重点技改项目", "project", yearly=True),
    Listed("benchmark-upgrade-projects", _ID, "三(三)", "市级重大技术改造标杆项目", "project", yearly=True),
    Listed("provincial-key-projects", _ID, "三(三)", "谋划的省级以上重点项目", "project", yearly=True),
    Listed("selected-high-tech", _ID, "三(四)", "遴选培育的高新技术企业", "enterprise"),
    Listed("promotion-pool", _ID, "三(八)", "全市对外招商合作推介项目库", "project"),
    Listed("listing-pool", _ID, "三(九)", "上市潜力企业培育库", "enterprise"),
)

PLAN = Plan(
    id=_ID,
    title="临沂市关于实施先进工业强市战略的实施意见(原文未载标题,此为拟题)",
    number=None,
    issued_on=None,
    from_=date(2022, 1, 1),
    to=date(2026, 12, 31),
    referenced=(
        "市第十四次党代会报告",
        "第二十届人大一次会议《政府工作报告》",
        "《临沂市深化亩产效益评价结果运用加快淘汰落后动能实施方案》(临政字〔2021〕134号)",
        "《临沂市递进培育50家优质工业企业实施方案》(临政办字〔2022〕7号)",
        "《关于加大技术改造投入加快推进传统产业转型升级的实施方案》(临政办字〔2021〕134号)",
        "《关于全面加快科技创新推动工业经济高质量发展的意见》(待研究制定)",
        "《临沂市促进商城地产制造业高质量发展实施方案》(临政字〔2021〕127号)",
        "《关于全面推进企业上市五年行动计划的实施意见》(临政字〔2021〕118号)",
    ),
    clauses=CLAUSES,
    lists=LISTS,
)
