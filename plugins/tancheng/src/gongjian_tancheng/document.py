"""Tancheng's three-year action plan for a strong industrial county, clause by clause: headings, figures and units.

牵头部门 lead, 配合部门 cooperate, as printed in 三; 四 names units in its sentences only. The text at hand is dated but
has no title and no number (文号 is empty; tanchengjxj/2021-0000101 is an index number): the title is one of ours, put
together from its own words.
"""

from datetime import date

from gongjian import Listed, Plan, Reading, clause, units

ISSUED = date(2020, 12, 30)
SINCE_ISSUED = Reading("从何时起?", "自成文日期2020年12月30日起", ("自2020年1月1日起", "自2021年1月1日起"))
_PLAN_NAME = "“三年”是行动计划的名称"
_RANKING = "“500强”是榜单的名称"
_STAGE = "分期的工作思路,由阶段声明"

# fmt: off
# One clause, one block, as in the document.
CLAUSES = (
    clause("前言", "依据与目的", not_declared="说明依据与目的,不作承诺"),
    clause(
        "一", "指导思想", "三个定位", "四个统筹", "三个转变",
        not_declared="只讲理念与工作方式,没有可以检验的承诺",
        waived=[(name, "工作要求的名称") for name in ("三个定位", "四个统筹", "三个转变")],
    ),
    # 二、任务目标: no unit is printed.
    clause(
        "二", "任务目标",
        "三年", "一年", "两年", "三年", "10%", "四大",
        "100亿元", "65亿元", "100亿元", "50亿元", "50亿元", "45亿元", "30亿元", "7亿元", "10亿元", "1亿元",
        waived=[
            ("三年", _PLAN_NAME), ("一年", _STAGE), ("两年", _STAGE), ("三年", _STAGE),
            ("四大", "现有主导产业的数目,不是承诺"),
        ],
    ),
    clause(
        "二(一)", "骨干企业做强", "10亿元", "10家", "50亿元", "1家", "30亿元", "2家",
        waived=[(size, "所数企业或集群的产值规模(过),写在指标名称里") for size in ("10亿元", "50亿元", "30亿元")],
    ),
    clause("二(二)", "优秀企业做大", "亿元", "30家"),
    clause("二(三)", "小微企业升规", "30家", "30家", "40家", "200家"),
    clause("二(四)", "集群产业入园", "5个", "1000家"),
    clause("二(五)", "双招双引聚力", "10亿元", "5个", "亿元", "30个", "5名", "15名"),
    # 三、实施路径
    clause("三", "实施路径", not_declared="只有标题"),
    clause(
        "三(一)", "大力实施工业企业技术改造", "三年",
        lead=units("县工信局"),
        cooperating=units(
            "县发改局 县科技局 县财政局 县自然资源和规划局 县应急管理局 县统计局 县行政审批服务局 "
            "县城乡规划编制研究中心 县地方金融发展服务中心 市生态环境局郯城县分局 各乡镇"
        ),
        waived=[("三年", "另一份文件的名称")],
    ),
    clause(
        "三(二)", "大力打造创新驱动新引擎", "20家", "三年", "15家", "6-8项",
        lead=units("县科技局"),
        cooperating=units(
            "县委组织部 县发改局 县工信局 县人社局 县统计局 县税务局 县中小企业发展服务中心 "
            "郯城高科技电子产业园 各乡镇"
        ),
        waived=[("三年", "新增高新技术企业的期限,写在目标的起止日里")],
    ),
    clause(
        "三(三)", "大力发展小微型企业产业园",
        lead=units("县中小企业发展服务中心"),
        cooperating=units(
            "县发改局 县工信局 县财政局 县科技局 县自然资源和规划局 县行政审批服务局 县应急管理局 县统计局 "
            "市生态环境局郯城县分局 县城乡规划编制研究中心 县地方金融发展服务中心 各乡镇"
        ),
    ),
    clause(
        "三(四)", "大力推进招商引资", "4+3", "500强", "500强", "500强",
        lead=units("县投资促进服务中心"),
        cooperating=units(
            "县发改局 县科技局 县工信局 县财政局 县自然资源和规划局 县商务局 县行政审批服务局 县应急管理局 "
            "县统计局 市生态环境局郯城县分局 县城乡规划编制研究中心 县地方金融发展服务中心 各乡镇"
        ),
        waived=[("4+3", "主导产业的统称"), ("500强", _RANKING), ("500强", _RANKING), ("500强", _RANKING)],
    ),
    clause(
        "三(五)", "大力盘活闲置资产",
        lead=units("县工信局"),
        cooperating=units(
            "县纪委监委机关 县法院 县检察院 县公安局 县自然资源和规划局 县行政审批服务局 县综合行政执法局 "
            "县税务局 各乡镇"
        ),
    ),
    clause(
        "三(六)", "大力弘扬企业家精神", "三年", "两批次", "100名", "500强",
        lead=units("县工信局"),
        cooperating=units(
            "县委组织部 县工商联 县发改局 县科技局 县财政局 县人社局 县统计局 县中小企业发展服务中心 各乡镇"
        ),
        waived=[("三年", _PLAN_NAME), ("500强", _RANKING)],
    ),
    # 四、保障措施
    clause("四", "保障措施", not_declared="只有标题"),
    clause("四(一)", "清单化管理", "4个"),
    clause("四(二)", "阶段化培育", "一个月", "一次", "一季度", "一次"),
    clause("四(三)", "精准化帮扶", "一名", lead=units("郯城县加快工业强县建设工作推进专班 县级领导")),
    clause("四(四)", "常态化跟进", "一次", "一月", lead=units("工作专班 县政府督查室")),
)
# fmt: on

_ID = "tancheng-strong-industry-2022"

PLAN = Plan(
    id=_ID,
    title="郯城县工业强县建设三年行动计划(2020年—2022年)",
    number=None,
    issued_on=ISSUED,
    # Dated at the end of 2020; its yearly figures begin with 2020 all the same.
    from_=date(2020, 1, 1),
    to=date(2022, 12, 31),
    referenced=(
        "《关于开展临沂市工业企业技术改造三年行动(2020-2022年)的实施意见》(临政办字〔2020〕47号)",
        "“小升高”培育行动计划",
        "企业家三年培育行动计划",
    ),
    clauses=CLAUSES,
    lists=(
        # The four lists of 四(一); two of them are set up in 三.
        Listed("upgrade-library", _ID, "三(一)", "全县工业企业技术改造清单库", "project"),
        Listed("idle-assets", _ID, "三(五)", "闲置工业资产清单", "enterprise"),
        Listed("small-firm-parks", _ID, "四(一)", "小微型企业产业园清单", "project"),
        Listed("promotion-projects", _ID, "四(一)", "招商引资项目清单", "project"),
    ),
)
