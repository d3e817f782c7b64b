"""Tongchuan's opinion on five batches of industrial projects, clause by clause: headings, figures and units.

牵头 leads, the other units of the sentence (负责) cooperate. The text at hand begins without title, number and date:
the title is a short one of ours, number, date and address are not known.
"""

from datetime import date

from gongjian import Listed, Plan, clause, units

# fmt: off
# One clause, one block, as in the document.
CLAUSES = (
    clause("前言", "依据与目的", not_declared="说明依据,不作承诺"),
    # 一、总体要求
    clause("一", "总体要求", not_declared="只有标题"),
    clause("一(一)", "指导思想", not_declared="只讲理念与工作格局,没有可以检验的承诺"),
    clause("一(二)", "主要目标", "8%", "8%", "100个", "100户"),
    # 二、重点任务
    clause("二", "重点任务", not_declared="只有标题"),
    clause(
        "二(一)", "谋划储备一批工业项目", "200个", "20%",
        lead=units("市工信局"),
        cooperating=units(
            "市发展改革委 市科技局 市卫健委 市能源局 各区县政府 市新区管委会 市级各工业园区管委会"
        ),
    ),
    clause(
        "二(二)", "招引落地一批工业项目", "150个", "1亿元", "50个", "30%",
        lead=units("市对外经济合作中心"),
        cooperating=units("各区县政府 市新区管委会 市级各工业园区管委会 市级有关部门"),
    ),
    clause(
        "二(三)", "加快建设一批工业项目", "亿元", "100个", "60%",
        lead=units("市发展改革委"),
        cooperating=units("各区县政府 市新区管委会 市级各工业园区管委会 市级有关部门"),
    ),
    clause(
        "二(四)", "技改扩能一批工业项目", "50个", "2000万元", "60%",
        lead=units("市工信局"),
        cooperating=units("市科技局 市能源局 各区县政府 市新区管委会 市级各工业园区管委会"),
    ),
    clause(
        "二(五)", "投产达效一批工业项目", "50个", "一年",
        lead=units("市工信局"),
        cooperating=units("各区县政府 市新区管委会 市级各工业园区管委会 市级有关部门"),
    ),
    # 三、工作要求
    clause("三", "工作要求", not_declared="只有标题"),
    clause("三(一)", "强化协调联动", lead=units("“五个一批”牵头单位 市级有关部门 区县 园区")),
    clause(
        "三(二)", "强化要素保障",
        lead=units(
            "市自然资源局 市发展改革委 市行政审批服务局 市金融办 人行铜川市中心支行 铜川银保监分局"
        ),
    ),
    clause("三(三)", "强化政策支持"),
    clause("三(四)", "强化审批服务", lead=units("市工程建设项目审批制度改革领导小组办公室")),
    clause(
        "三(五)", "强化园区承载",
        lead=units("市科技局 市工信局 市财政局 市级各工业园区管委会 各区县政府 市新区管委会"),
    ),
    # 四、保障措施
    clause("四", "保障措施", not_declared="只有标题"),
    clause(
        "四(一)", "加强组织领导",
        lead=units("全市高质量工业项目建设工作专班 市工信局 区县 园区 市级有关部门"),
    ),
    clause(
        "四(二)", "明确职责任务",
        lead=units("市工信局 市对外经济合作中心 “五个一批”牵头单位 市发展改革委 市科技局 市财政局 市金融办"),
    ),
    clause("四(三)", "开展包抓包联", "1个", "1个", "1个", "1个", lead=units("市级领导 各区县 园区 市级有关部门")),
    clause("四(四)", "突出督查问效", lead=units("市委 市政府 市政府分管领导")),
    clause("四(五)", "严格考核奖惩", lead=units("市工信局"), cooperating=units("市发展改革委 市考核办")),
)
# fmt: on


def _listed(id: str, clause: str, title: str, yearly: bool = False) -> Listed:
    return Listed(id, "tongchuan-five-batches", clause, title, "project", yearly)


PLAN = Plan(
    id="tongchuan-five-batches",
    title="铜川市工业项目“五个一批”实施意见",
    number=None,
    issued_on=None,
    # 从2023年开始 … 到2025年: whole years, since every batch is counted by the year.
    from_=date(2023, 1, 1),
    to=date(2025, 12, 31),
    referenced=("关于打好主动仗推动经济持续向好若干政策措施",),
    clauses=CLAUSES,
    lists=(
        _listed("key-project-library", "二(三)", "全市重点推进工业项目库"),
        _listed("key-project-list", "二(三)", "年度重点项目盘子", yearly=True),
        _listed("commissioning-list", "二(五)", "年度全市投产达效项目清单", yearly=True),
        _listed("construction-list", "四(二)", "年度加快建设一批项目清单", yearly=True),
        _listed("upgrade-list", "四(二)", "年度技改扩能一批项目清单", yearly=True),
        _listed("problem-list", "四(二)", "“五个一批”问题清单"),
    ),
)
