"""The document itself, the city and its published results."""

from gongjian import Period
from gongjian_linyi.document import PLAN
from gongjian_linyi.places import CITY
from gongjian_linyi.plugin import PLUGIN


def test_every_clause_stands_once_in_the_documents_order() -> None:
    numerals = "一二三四五六七八九十"
    assert [clause.address for clause in PLAN.clauses] == [
        "前言",
        "一",
        "二",
        *(f"二({numerals[at]})" for at in range(5)),
        "三",
        *(f"三({numerals[at]})" for at in range(10)),
        "四",
        *(f"四({numerals[at]})" for at in range(3)),
    ]


def test_what_the_text_does_not_give_is_unknown() -> None:
    assert (PLAN.number, PLAN.issued_on, PLAN.url) == (None, None, None)
    assert "拟题" in PLAN.title
    assert (str(PLAN.from_), str(PLAN.to)) == ("2022-01-01", "2026-12-31")


def test_the_documents_it_refers_to_keep_their_numbers() -> None:
    numbers = [text[text.index("(") :] for text in PLAN.referenced if "号)" in text]
    assert numbers == [
        "(临政字〔2021〕134号)",
        "(临政办字〔2022〕7号)",
        "(临政办字〔2021〕134号)",
        "(临政字〔2021〕127号)",
        "(临政字〔2021〕118号)",
    ]
    assert len(PLAN.referenced) == 8


def test_linyi_has_three_districts_and_nine_counties() -> None:
    assert {item.code: item.name for item in CITY.divisions} == {
        "371302": "兰山区",
        "371311": "罗庄区",
        "371312": "河东区",
        "371321": "沂南县",
        "371322": "郯城县",
        "371323": "沂水县",
        "371324": "兰陵县",
        "371325": "费县",
        "371326": "平邑县",
        "371327": "莒南县",
        "371328": "蒙阴县",
        "371329": "临沭县",
    }
    assert (CITY.division_code, CITY.province_code, CITY.level, CITY.parent) == ("371300", "37", "prefecture", None)


def test_the_industries_it_names_are_its_chains() -> None:
    by_clause: dict[str, list[str]] = {}
    for chain in CITY.chains:
        by_clause.setdefault(chain.clause, []).append(chain.title)
    assert by_clause == {
        "二(二)": ["木业", "食品", "冶金", "机械", "医药", "化工", "建材"],
        "三(四)": ["电子信息", "先进制造", "生物医药"],
        "三(六)": ["兰山文体用品和仪表", "罗庄不锈钢制品", "河东五金", "平邑高端劳保手套", "沂南宠物食品"],
        "三(八)": ["高端不锈钢深加工", "新能源汽车", "全屋定制", "食品深加工", "磁性材料", "激光", "碳化硅应用"],
        "三(十)": ["装备制造", "高端不锈钢"],
    }


def test_ten_published_results_are_read_with_scope_period_and_source() -> None:
    results = PLUGIN.register_published()
    assert len(results) == 10
    read = {(item.indicator, item.scope, item.period.text): str(item.figure) for item in results}
    assert read[("industrial_output_growth", "metallurgy", "2023-H1")] == "25.4%"
    assert read[("industrial_value_added_growth", "", "2024")] == "9%"
    assert read[("upgrade_projects", "", "2024")] == "1450个"
    assert read[("new_little_giants", "", "2024")] == "12户"
    assert read[("digital_coverage", "", Period.parse("2024-12").text)] == "90%"
    assert all(item.source_title and item.source_url for item in results)
