"""Who leads and who cooperates, clause by clause and sentence by sentence, read again from the document."""

import pytest

from gongjian_tongchuan.document import PLAN
from gongjian_tongchuan.plugin import PLUGIN

DISTRICTS = ["各区县政府", "市新区管委会", "市级各工业园区管委会"]
OTHERS = [*DISTRICTS, "市级有关部门"]
ALL = ["各区县", "园区", "市级有关部门"]

SECTIONS = {
    "二(一)": ("市工信局", ["市发展改革委", "市科技局", "市卫健委", "市能源局", *DISTRICTS]),
    "二(二)": ("市对外经济合作中心", OTHERS),
    "二(三)": ("市发展改革委", OTHERS),
    "二(四)": ("市工信局", ["市科技局", "市能源局", *DISTRICTS]),
    "二(五)": ("市工信局", OTHERS),
}

TASKS = [
    ("二(一)", "reserve-projects", [SECTIONS["二(一)"][0]], SECTIONS["二(一)"][1]),
    ("二(二)", "sign-projects", [SECTIONS["二(二)"][0]], SECTIONS["二(二)"][1]),
    ("二(三)", "build-projects", [SECTIONS["二(三)"][0]], SECTIONS["二(三)"][1]),
    ("二(四)", "upgrade-projects", [SECTIONS["二(四)"][0]], SECTIONS["二(四)"][1]),
    ("二(五)", "commission-projects", [SECTIONS["二(五)"][0]], SECTIONS["二(五)"][1]),
    ("三(一)", "lead-units-mechanism", ["“五个一批”牵头单位"], []),
    ("三(一)", "responsible-units", ["市级有关部门", "区县", "园区"], []),
    ("三(二)", "secure-land", ["市自然资源局"], []),
    ("三(二)", "allot-energy", ["市发展改革委", "市行政审批服务局"], []),
    ("三(二)", "ease-financing", ["市金融办", "人行铜川市中心支行", "铜川银保监分局"], []),
    ("三(三)", "use-policies", [], []),
    ("三(四)", "reform-approval", ["市工程建设项目审批制度改革领导小组办公室"], []),
    ("三(五)", "park-innovation", ["市科技局"], []),
    ("三(五)", "provincial-funds", ["市工信局"], []),
    ("三(五)", "special-bonds", ["市财政局"], []),
    ("三(五)", "park-facilities", ["市级各工业园区管委会"], []),
    ("三(五)", "support-parks", ["各区县政府", "市新区管委会"], []),
    ("四(一)", "task-force", ["全市高质量工业项目建设工作专班", "市工信局"], []),
    ("四(一)", "keep-to-dates", ["区县", "园区", "市级有关部门"], []),
    ("四(二)", "drive-the-reserve", ["市工信局"], []),
    ("四(二)", "guide-promotion", ["市对外经济合作中心"], []),
    ("四(二)", "batch-lists", ["“五个一批”牵头单位"], []),
    ("四(二)", "task-and-problem-lists", ["“五个一批”牵头单位"], []),
    (
        "四(二)",
        "supporting-policies",
        ["市发展改革委", "市科技局", "市工信局", "市财政局", "市对外经合中心", "市金融办"],
        [],
    ),
    ("四(三)", "leaders-take-projects", ["市级领导"], []),
    ("四(三)", "units-report", ALL, []),
    ("四(四)", "supervise", ["市委", "市政府"], []),
    ("四(五)", "assessment-rules", ["市工信局"], ["市发展改革委", "市考核办"]),
]


@pytest.mark.parametrize("address", SECTIONS)
def test_the_unit_with_牵头_leads_and_the_others_cooperate(address: str) -> None:
    lead, cooperating = SECTIONS[address]
    found = PLAN.clause(address)
    assert (found.lead, list(found.cooperating)) == ((lead,), cooperating)
    for target in PLUGIN.register_targets():
        if target.clause == address:
            assert (target.lead, list(target.cooperating)) == ((lead,), cooperating)


def test_the_tasks_stand_in_the_documents_order_with_their_units() -> None:
    found = [(item.clause, item.id, list(item.lead), list(item.cooperating)) for item in PLUGIN.register_tasks()]
    assert found == TASKS


def test_the_goals_name_no_unit() -> None:
    for target in PLUGIN.register_targets():
        if target.clause == "一(二)":
            assert (target.lead, target.cooperating) == ((), ())


def test_printed_short_forms_are_aliases_and_collective_bodies_are_groups() -> None:
    units = {unit.name: unit for unit in PLUGIN.register_city().departments}
    assert units["市对外经济合作中心"].aliases == ("市对外经合中心",)
    assert units["市工程建设项目审批制度改革领导小组办公室"].aliases == ("市工改办",)
    assert {name for name, unit in units.items() if unit.kind == "group"} == {
        "各区县政府",
        "市级各工业园区管委会",
        "“五个一批”牵头单位",
        "全市高质量工业项目建设工作专班",
        "市级有关部门",
        "市级领导",
    }
