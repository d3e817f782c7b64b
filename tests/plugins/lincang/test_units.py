"""The units (责任单位) of every numbered task of Lincang's plan, as the document prints them."""

import pytest

from gongjian_lincang.document import PLAN
from gongjian_lincang.places import CITY
from gongjian_lincang.plugin import PLUGIN

# fmt: off
PRINTED = [
    ("二(一)1", "市工业和信息化局、市发展改革委,各县、区人民政府"),
    ("二(一)2", "市工业和信息化局、市发展改革委,各县、区人民政府"),
    ("二(一)3", "市工业和信息化局、市发展改革委,各县、区人民政府"),
    ("二(一)4", "市工业和信息化局、市发展改革委、市统计局、市税务局,临沧供电局,各县、区人民政府"),
    ("二(二)1", "市工业和信息化局、市农业农村局、市林业和草原局、临沧边合区管委会、临沧高新区管委会,各县、区人民政府"),
    ("二(二)2", "市发展改革委、市工业和信息化局,临沧供电局,临沧边合区管委会、临沧高新区管委会,各县、区人民政府"),
    (
        "二(二)3",
        "市商务局、市投资促进局、市发展改革委、市工业和信息化局、"
        "临沧边合区管委会、临沧高新区管委会,各县、区人民政府",
    ),
    ("二(三)1", "市工业和信息化局、市发展改革委、临沧边合区管委会、临沧高新区管委会,各县、区人民政府"),
    (
        "二(三)2",
        "市工业和信息化局、市发展改革委、市自然资源和规划局、市住房和城乡建设局、市生态环境局、"
        "临沧边合区管委会、临沧高新区管委会,各县、区人民政府",
    ),
    ("二(三)3", "市工业和信息化局、市发展改革委、临沧边合区管委会、临沧高新区管委会,各县、区人民政府"),
    ("二(四)1", "市投资促进局、市工业和信息化局、临沧边合区管委会、临沧高新区管委会,各县、区人民政府"),
    ("二(四)2", "市投资促进局、市工业和信息化局、临沧边合区管委会、临沧高新区管委会,各县、区人民政府"),
    ("二(四)3", "市投资促进局、市工业和信息化局、临沧边合区管委会、临沧高新区管委会,各县、区人民政府"),
    ("二(五)1", "市工业和信息化局、市市场监管局、临沧边合区管委会、临沧高新区管委会,各县、区人民政府"),
    ("二(五)2", "市工业和信息化局、市市场监管局、市统计局、临沧边合区管委会、临沧高新区管委会,各县、区人民政府"),
    ("二(五)3", "市工业和信息化局、市科技局、临沧边合区管委会、临沧高新区管委会,各县、区人民政府"),
    ("二(五)4", "市工业和信息化局、市发展改革委、临沧边合区管委会、临沧高新区管委会,各县、区人民政府"),
    (
        "二(六)1",
        "市发展改革委、市工业和信息化局、市科技局、市商务局、"
        "临沧边合区管委会、临沧高新区管委会,各县、区人民政府",
    ),
    (
        "二(六)2",
        "市发展改革委、市工业和信息化局、市科技局、市商务局、"
        "临沧边合区管委会、临沧高新区管委会,各县、区人民政府",
    ),
    (
        "二(六)3",
        "市发展改革委、市工业和信息化局、市科技局、市商务局、市自然资源和规划局、"
        "临沧边合区管委会、临沧高新区管委会,各县、区人民政府",
    ),
    (
        "二(七)1",
        "市工业和信息化局,市通管办、中国电信临沧分公司、中国移动临沧分公司、"
        "中国联通临沧分公司、中国铁塔临沧分公司,各县、区人民政府",
    ),
    (
        "二(七)2",
        "市发展改革委、市工业和信息化局、市科技局、市商务局、市投资促进局、"
        "临沧边合区管委会、临沧高新区管委会,各县、区人民政府",
    ),
    ("二(七)3", "市工业和信息化局、市发展改革委、临沧边合区管委会、临沧高新区管委会,各县、区人民政府"),
    ("三(一)1", "市工业和信息化局、市财政局,各县、区人民政府"),
    ("三(一)2", "市工业和信息化局、市财政局,各县、区人民政府"),
    ("三(一)3", "市工业和信息化局、市财政局,各县、区人民政府"),
    ("三(一)4", "市工业和信息化局、市财政局,各县、区人民政府"),
    ("三(一)5", "市工业和信息化局、市财政局,各县、区人民政府"),
    ("三(一)6", "市工业和信息化局、市财政局,各县、区人民政府"),
    ("三(一)7", "市工业和信息化局、市财政局,各县、区人民政府"),
    ("三(二)1", "市工业和信息化局,各县、区人民政府"),
    ("三(二)2", "市工业和信息化局,各县、区人民政府"),
    ("三(二)3", "市工业和信息化局,各县、区人民政府"),
    ("三(二)4", "市财政局、市工业和信息化局,各县、区人民政府"),
    ("三(二)5", "市人力资源和社会保障局、市教育体育局,各县、区人民政府"),
    ("三(二)6", "市商务局、市农业农村局、市林业和草原局,市工商联,各县、区人民政府"),
]
# fmt: on


def bare(text: str) -> str:
    return text.replace("、", "").replace(",", "")


@pytest.mark.parametrize(("clause", "printed"), PRINTED)
def test_the_units_stand_in_the_printed_order(clause: str, printed: str) -> None:
    assert bare("".join(PLAN.clause(clause).lead)) == bare(printed)
    assert PLAN.clause(clause).cooperating == ()


@pytest.mark.parametrize(("clause", "printed"), PRINTED)
def test_each_unit_is_a_unit_of_the_city(clause: str, printed: str) -> None:
    for name in PLAN.clause(clause).lead:
        assert name in printed
        assert any(unit.is_named(name) for unit in CITY.departments)


def test_the_thirty_six_tasks_stand_in_the_documents_order() -> None:
    assert [task.clause for task in PLUGIN.register_tasks()] == [clause for clause, _ in PRINTED]
    assert len(PRINTED) == 36


def test_tasks_targets_and_incentives_carry_the_units_of_their_clause() -> None:
    carried = [(item.clause, item.lead) for item in PLUGIN.register_tasks()]
    carried += [(item.clause, item.lead) for item in PLUGIN.register_targets()]
    carried += [(item.clause, item.lead) for item in PLUGIN.register_incentives()]
    numbered = dict(PRINTED)
    wrong = [(clause, lead) for clause, lead in carried if clause in numbered and lead != PLAN.clause(clause).lead]
    assert wrong == []


def test_the_closing_paragraph_names_two_bureaus_and_the_counties() -> None:
    assert PLAN.clause("结尾").lead == ("市工业和信息化局", "市财政局", "各县(区)人民政府")


def test_the_printed_and_the_full_names_of_the_zones_are_one_unit() -> None:
    zone = next(unit for unit in CITY.departments if unit.is_named("临沧边合区管委会"))
    assert zone.is_named("临沧边境经济合作区管委会")
    assert zone.kind == "zone"
