"""The document as a whole: its clauses and figures, places, lists, and what is published about the city."""

from datetime import date

from gongjian import Period
from gongjian_tongchuan.document import PLAN
from gongjian_tongchuan.plugin import PLUGIN

FIGURES = {
    "一(二)": ("8%", "8%", "100个", "100户"),
    "二(一)": ("200个", "20%"),
    "二(二)": ("150个", "1亿元", "50个", "30%"),
    "二(三)": ("亿元", "100个", "60%"),
    "二(四)": ("50个", "2000万元", "60%"),
    "二(五)": ("50个", "一年"),
    "四(三)": ("1个", "1个", "1个", "1个"),
}


def test_every_clause_stands_once_in_order() -> None:
    wanted = ["前言"]
    for chapter, sections in (("一", 2), ("二", 5), ("三", 5), ("四", 5)):
        wanted += [chapter, *(f"{chapter}({number})" for number in "一二三四五"[:sections])]
    assert [clause.address for clause in PLAN.clauses] == wanted


def test_every_printed_figure_stands_at_its_clause_and_none_is_waived() -> None:
    assert {clause.address: clause.figures for clause in PLAN.clauses if clause.figures} == FIGURES
    assert not any(clause.waived for clause in PLAN.clauses)


def test_nothing_is_made_up_about_the_document() -> None:
    assert (PLAN.number, PLAN.issued_on, PLAN.url) == (None, None, None)
    assert (PLAN.from_, PLAN.to) == (date(2023, 1, 1), date(2025, 12, 31))
    assert PLAN.referenced == ("关于打好主动仗推动经济持续向好若干政策措施",)


def test_the_divisions_are_the_four_of_gb_t_2260_and_the_new_area() -> None:
    city = PLUGIN.register_city()
    assert (city.division_code, city.province_code, city.parent) == ("610200", "61", None)
    assert [(place.code, place.name) for place in city.divisions] == [
        ("610202", "王益区"),
        ("610203", "印台区"),
        ("610204", "耀州区"),
        ("610222", "宜君县"),
        ("tongchuan-new-area", "市新区"),
    ]


def test_二_一_the_eight_key_industries_are_chains() -> None:
    assert [(chain.title, chain.clause) for chain in PLUGIN.register_city().chains] == [
        (title, "二(一)")
        for title in (
            "铝及铝合金",
            "汽车零部件",
            "光电子",
            "先进陶瓷",
            "新材料",
            "新能源",
            "高端装备",
            "现代医药",
        )
    ]


def test_the_lists_say_which_are_kept_by_the_year() -> None:
    assert [(item.id, item.clause, item.yearly, item.subject) for item in PLAN.lists] == [
        ("key-project-library", "二(三)", False, "project"),
        ("key-project-list", "二(三)", True, "project"),
        ("commissioning-list", "二(五)", True, "project"),
        ("construction-list", "四(二)", True, "project"),
        ("upgrade-list", "四(二)", True, "project"),
        ("problem-list", "四(二)", False, "project"),
    ]


def test_the_published_growth_of_2023_meets_8_percent_a_year_and_names_its_source() -> None:
    promised = next(item for item in PLUGIN.register_targets() if item.id == "value-added-growth-each-year")
    assert promised.value is not None
    growth = {
        result.period: result
        for result in PLUGIN.register_published()
        if (result.scope, result.indicator) == (promised.scope, promised.indicator)
    }
    met = {str(period): result.figure.value >= promised.value for period, result in growth.items()}
    assert met == {"2022": False, "2023": True, "2024": False, "2025-01..09": True}
    of_2023 = growth[Period.parse("2023")]
    assert (str(of_2023.figure), of_2023.source_title) == ("10.7%", "铜川市经济发展概况")
    assert of_2023.source_url is not None
    assert of_2023.source_url.startswith("http://www.tongchuan.gov.cn/")


def test_all_eighteen_published_rows_are_carried() -> None:
    published = PLUGIN.register_published()
    assert len(published) == 18
    assert {result.scope for result in published} == {"", "energy-industry", "non-energy-industry"}
