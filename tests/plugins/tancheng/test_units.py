"""Who leads and who cooperates, clause by clause, read again from the document."""

import pytest

from gongjian import Incentive, Target
from gongjian_tancheng.document import PLAN
from gongjian_tancheng.plugin import PLUGIN

SECTIONS = {
    "三(一)": (
        "县工信局",
        "县发改局、县科技局、县财政局、县自然资源和规划局、县应急管理局、县统计局、县行政审批服务局、"
        "县城乡规划编制研究中心、县地方金融发展服务中心、市生态环境局郯城县分局、各乡镇",
    ),
    "三(二)": (
        "县科技局",
        "县委组织部、县发改局、县工信局、县人社局、县统计局、县税务局、县中小企业发展服务中心、"
        "郯城高科技电子产业园、各乡镇",
    ),
    "三(三)": (
        "县中小企业发展服务中心",
        "县发改局、县工信局、县财政局、县科技局、县自然资源和规划局、县行政审批服务局、县应急管理局、县统计局、"
        "市生态环境局郯城县分局、县城乡规划编制研究中心、县地方金融发展服务中心、各乡镇",
    ),
    "三(四)": (
        "县投资促进服务中心",
        "县发改局、县科技局、县工信局、县财政局、县自然资源和规划局、县商务局、县行政审批服务局、县应急管理局、"
        "县统计局、市生态环境局郯城县分局、县城乡规划编制研究中心、县地方金融发展服务中心、各乡镇",
    ),
    "三(五)": (
        "县工信局",
        "县纪委监委机关、县法院、县检察院、县公安局、县自然资源和规划局、县行政审批服务局、县综合行政执法局、"
        "县税务局、各乡镇",
    ),
    "三(六)": (
        "县工信局",
        "县委组织部、县工商联、县发改局、县科技局、县财政局、县人社局、县统计局、县中小企业发展服务中心、各乡镇",
    ),
}
TASKS = [
    ("三(一)", "technical-upgrades"),
    ("三(二)", "innovation"),
    ("三(三)", "small-firm-parks"),
    ("三(三)", "small-firm-park-sites"),
    ("三(四)", "investment-promotion"),
    ("三(五)", "idle-assets"),
    ("三(六)", "entrepreneurs"),
    ("四(一)", "four-lists"),
    ("四(二)", "list-upkeep"),
    ("四(三)", "task-force"),
    ("四(三)", "leaders-help"),
    ("四(四)", "joint-meetings"),
    ("四(四)", "supervision"),
]
BY_SENTENCE = {
    "small-firm-park-sites": ["各乡镇"],
    "four-lists": [],
    "list-upkeep": [],
    "task-force": ["郯城县加快工业强县建设工作推进专班"],
    "leaders-help": ["县级领导"],
    "joint-meetings": ["工作专班"],
    "supervision": ["县政府督查室"],
}


@pytest.mark.parametrize("address", SECTIONS)
def test_牵头部门_leads_and_配合部门_cooperate_in_the_order_printed(address: str) -> None:
    lead, cooperating = SECTIONS[address]
    found = PLAN.clause(address)
    assert (found.lead, "、".join(found.cooperating)) == ((lead,), cooperating)


@pytest.mark.parametrize("address", SECTIONS)
def test_targets_and_support_have_the_units_of_their_clause(address: str) -> None:
    lead, cooperating = SECTIONS[address]
    declared: list[Target | Incentive] = [*PLUGIN.register_targets(), *PLUGIN.register_incentives()]
    for item in declared:
        if item.clause == address:
            assert (item.lead, "、".join(item.cooperating)) == ((lead,), cooperating)


def test_the_tasks_stand_in_the_documents_order_with_their_units() -> None:
    tasks = PLUGIN.register_tasks()
    assert [(item.clause, item.id) for item in tasks] == TASKS
    for item in tasks:
        if item.id in BY_SENTENCE:
            assert (list(item.lead), item.cooperating) == (BY_SENTENCE[item.id], ())
        else:
            lead, cooperating = SECTIONS[item.clause]
            assert (item.lead, "、".join(item.cooperating)) == ((lead,), cooperating)


def test_chapter_二_and_the_lists_of_chapter_四_name_no_unit() -> None:
    for clause in PLAN.clauses:
        if clause.address.startswith(("前言", "一", "二")) or clause.address in ("四(一)", "四(二)"):
            assert (clause.lead, clause.cooperating) == ((), ())


def test_四_三_and_四_四_the_targets_have_the_unit_of_their_sentence() -> None:
    leads = {item.id: item.lead for item in PLUGIN.register_targets() if item.clause in ("四(三)", "四(四)")}
    assert leads == {
        "task-force": (),
        "leader-per-project": ("县级领导",),
        "joint-meeting": ("工作专班",),
    }


def test_三_一_各乡镇_includes_streets_zones_and_scenic_areas() -> None:
    units = {unit.name: unit for unit in PLUGIN.register_city().departments}
    assert units["各乡镇"].kind == "group"
    assert units["各乡镇"].is_named("各乡镇(含街道、开发区、景区,下同)")


def test_short_forms_are_aliases_and_collective_bodies_are_groups() -> None:
    units = {unit.name: unit for unit in PLUGIN.register_city().departments}
    assert units["县工信局"].aliases == ("郯城县工业和信息化局",)
    assert units["郯城县加快工业强县建设工作推进专班"].aliases == ("工作专班",)
    assert units["郯城高科技电子产业园"].kind == "zone"
    assert {name for name, unit in units.items() if unit.kind == "group"} == {
        "各乡镇",
        "郯城县加快工业强县建设工作推进专班",
        "县级领导",
    }


def test_every_declared_unit_is_named_somewhere() -> None:
    used = {name for clause in PLAN.clauses for name in (*clause.lead, *clause.cooperating)}
    for unit in PLUGIN.register_city().departments:
        assert any(unit.is_named(name) for name in used), unit.name
