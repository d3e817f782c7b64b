"""Who leads and who cooperates in each task, where, and by which names; read again from the document."""

import pytest

from gongjian import Incentive, Target, Task, units
from gongjian_shizuishan.document import PLAN
from gongjian_shizuishan.plugin import PLUGIN

CITY = PLUGIN.register_city()
BODIES = "各县区政府、各开发区管委会"
SCIENCE = f"市发改委、工信局、农业农村局、{BODIES}"

# lead and cooperating units as printed under each item.
PRINTED = {
    "三(一)1": ("市工信局", f"市发改委、生态环境局、审批服务局、{BODIES}"),
    "三(一)2": ("市发改委", f"市工信局、生态环境局、应急局、水务局、{BODIES}"),
    "三(一)3": (
        "市工信局",
        "市发改委、财政局、金融局、自然资源局、审批服务局、住建局、国资委、税务局、中级人民法院、" + BODIES,
    ),
    "三(二)1": ("市科技局", SCIENCE),
    "三(二)2": ("市科技局", SCIENCE),
    "三(二)3": ("市科技局", SCIENCE),
    "三(二)4": ("市科技局", "市发改委、工信局、农业农村局、各开发区管委会"),
    "三(三)1": ("市工信局", f"市发改委、农业农村局、{BODIES}"),
    "三(三)2": ("市工信局", f"市发改委、农业农村局、{BODIES}"),
    "三(三)3": (
        BODIES,
        "市委组织部、编办、市工信局、发改委、财政局、人社局、自然资源局、生态环境局、住建局、水务局、市场监管局、"
        "审批服务局、星瀚集团、国网石嘴山市供电公司",
    ),
    "三(四)1": ("市工信局", f"市发改委、科技局、应急管理局、{BODIES}、各通讯运营商"),
    "三(四)2": ("市工信局", f"市委网信办、市发改委、科技局、{BODIES}、各通讯运营商"),
    "三(四)3": ("市工信局", f"市委网信办、市发改委、科技局、商务局、农业农村局、{BODIES}、各通讯运营商"),
    "三(五)1": ("市投资促进局", "招商引资各责任单位"),
    "三(五)2": ("市金融局", SCIENCE),
    "三(五)3": ("市投资促进局", "招商引资各责任单位"),
}
TITLES = units(
    "全面开展高耗低效企业整治 坚决遏制“两高”项目盲目发展 有序推进长期停产企业出清 加强核心技术攻坚 培育壮大创新群体 "
    "打造高能级科创平台 加速科技成果转化 加大优质企业培育 打造优势产业链条 夯实园区发展平台 推动企业数字转型 "
    "构建基础设施体系 大力发展平台经济 突出“六新产业”项目招引 加大推动企业上市力度 做好项目服务落地"
)


@pytest.mark.parametrize("address", PRINTED)
def test_the_units_stand_as_printed_and_in_order(address: str) -> None:
    lead, cooperating = (tuple(names.split("、")) for names in PRINTED[address])
    assert (PLAN.clause(address).lead, PLAN.clause(address).cooperating) == (lead, cooperating)
    items: list[Target | Task | Incentive] = [
        *PLUGIN.register_targets(),
        *PLUGIN.register_tasks(),
        *PLUGIN.register_incentives(),
    ]
    for item in items:
        if item.clause == address:
            assert (item.lead, item.cooperating) == (lead, cooperating)


def test_the_sixteen_tasks_and_the_three_requirements_stand_in_the_documents_order() -> None:
    found = [(task.clause, task.title) for task in PLUGIN.register_tasks()]
    requirements = [("五(一)", "加强组织领导"), ("五(二)", "加强督查考核"), ("五(三)", "加强服务指导")]
    assert found == [*zip(PRINTED, TITLES, strict=True), *requirements]


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("工信局", "市工信局"),
        ("发改委", "市发改委"),
        ("科技局", "市科技局"),
        ("金融局", "市金融局"),
        ("生态环境局", "市生态环境局"),
        ("税务局", "市税务局"),
        ("编办", "市委编办"),
        ("应急局", "市应急管理局"),
        ("应急管理局", "应急局"),
        ("各县区", "各县区政府"),
    ],
)
def test_both_forms_of_a_name_are_one_unit(short: str, full: str) -> None:
    assert [unit.is_named(full) for unit in CITY.departments if unit.is_named(short)] == [True]


def test_collective_bodies_are_groups() -> None:
    assert {unit.name for unit in CITY.departments if unit.kind == "group"} == {
        *("各县区政府", "各部门", "各开发区管委会", "各通讯运营商", "招商引资各责任单位"),
        *("市工业高质量发展领导小组", "各成员单位", "各职能部门", "各区块责任主体"),
    }


def test_the_city_has_its_three_divisions_and_three_parks() -> None:
    assert (CITY.division_code, CITY.province_code, CITY.level, CITY.parent) == ("640200", "64", "prefecture", None)
    assert {(division.code, division.name) for division in CITY.divisions} == {
        ("640202", "大武口区"),
        ("640205", "惠农区"),
        ("640221", "平罗县"),
        ("shizuishan-economic-zone", "石嘴山经开区"),
        ("shizuishan-high-tech-zone", "石嘴山高新区"),
        ("pingluo-industrial-park", "平罗工业园区"),
    }


def test_the_platforms_that_the_document_names_are_kept() -> None:
    platforms = [(named.name, named.clause) for named in CITY.named if named.kind == "platform"]
    assert platforms == [("贝利特生物化工工业互联网平台", "三(四)3"), ("西北矿产品交易平台", "三(四)3")]


def test_the_six_new_industries_are_one_chain_because_the_document_lists_none() -> None:
    assert [chain.id for chain in CITY.chains if chain.clause.startswith(("三(二)", "三(五)"))] == ["six-new"]
