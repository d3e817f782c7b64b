"""The document as a whole: its clauses and figures, places, sectors, lists, and what is published about the county."""

from datetime import date

from gongjian_tancheng.document import PLAN
from gongjian_tancheng.plugin import PLUGIN

FIGURES = {
    "一": ("三个定位", "四个统筹", "三个转变"),
    "二": (
        *("三年", "一年", "两年", "三年", "10%", "四大"),
        *("100亿元", "65亿元"),
        *("100亿元", "50亿元"),
        *("50亿元", "45亿元"),
        *("30亿元", "7亿元"),
        *("10亿元", "1亿元"),
    ),
    "二(一)": ("10亿元", "10家", "50亿元", "1家", "30亿元", "2家"),
    "二(二)": ("亿元", "30家"),
    "二(三)": ("30家", "30家", "40家", "200家"),
    "二(四)": ("5个", "1000家"),
    "二(五)": ("10亿元", "5个", "亿元", "30个", "5名", "15名"),
    "三(一)": ("三年",),
    "三(二)": ("20家", "三年", "15家", "6-8项"),
    "三(四)": ("4+3", "500强", "500强", "500强"),
    "三(六)": ("三年", "两批次", "100名", "500强"),
    "四(一)": ("4个",),
    "四(二)": ("一个月", "一次", "一季度", "一次"),
    "四(三)": ("一名",),
    "四(四)": ("一次", "一月"),
}
WAIVED = {
    "一": ["三个定位", "四个统筹", "三个转变"],
    "二": ["三年", "一年", "两年", "三年", "四大"],
    "二(一)": ["10亿元", "50亿元", "30亿元"],
    "三(一)": ["三年"],
    "三(二)": ["三年"],
    "三(四)": ["4+3", "500强", "500强", "500强"],
    "三(六)": ["三年", "500强"],
}
TOWNS = ["李庄镇", "马头镇", "庙山镇", "高峰头镇", "港上镇", "红花镇", "泉源镇"]
PARKS = [
    "聚氨酯新材料产业园",
    "新型塑材产业园",
    "郯城化工产业园",
    "郯城高科技电子产业园",
    "郯城医药产业园",
    "郯城循环经济产业园",
    "郯城板材产业园",
]


def test_every_clause_stands_once_in_order() -> None:
    wanted = ["前言", "一"]
    for chapter, sections in (("二", 5), ("三", 6), ("四", 4)):
        wanted += [chapter, *(f"{chapter}({number})" for number in "一二三四五六"[:sections])]
    assert [clause.address for clause in PLAN.clauses] == wanted


def test_every_printed_figure_stands_at_its_clause() -> None:
    assert {clause.address: clause.figures for clause in PLAN.clauses if clause.figures} == FIGURES


def test_only_names_terms_of_stages_and_sizes_are_waived() -> None:
    found = {clause.address: [item.figure for item in clause.waived] for clause in PLAN.clauses if clause.waived}
    assert found == WAIVED


def test_only_headings_and_ideas_declare_nothing() -> None:
    assert [clause.address for clause in PLAN.clauses if clause.not_declared] == ["前言", "一", "三", "四"]


def test_nothing_is_made_up_about_the_document() -> None:
    assert (PLAN.number, PLAN.issued_on, PLAN.url) == (None, date(2020, 12, 30), None)
    assert (PLAN.from_, PLAN.to) == (date(2020, 1, 1), date(2022, 12, 31))
    assert PLAN.referenced == (
        "《关于开展临沂市工业企业技术改造三年行动(2020-2022年)的实施意见》(临政办字〔2020〕47号)",
        "“小升高”培育行动计划",
        "企业家三年培育行动计划",
    )


def test_the_county_lies_in_linyi() -> None:
    city = PLUGIN.register_city()
    assert (city.name, city.division_code, city.province_code) == ("郯城县", "371322", "37")
    assert (city.level, city.parent) == ("county", "linyi")


def test_the_named_towns_and_parks_stand_in_the_documents_order() -> None:
    divisions = PLUGIN.register_city().divisions
    assert [place.name for place in divisions if place.kind == "town"] == TOWNS
    assert [place.name for place in divisions if place.kind == "park"] == PARKS
    assert {place.parent_code for place in divisions} == {"371322"}


def test_towns_and_parks_carry_ids_of_ours_and_no_made_up_codes() -> None:
    assert all(place.code.startswith("tancheng-") for place in PLUGIN.register_city().divisions)


def test_the_sectors_are_chains_at_their_clauses() -> None:
    assert [(chain.title, chain.clause) for chain in PLUGIN.register_city().chains] == [
        ("绿色化工", "二"),
        ("食品加工", "二"),
        ("建材家居", "二"),
        ("电子信息", "二"),
        ("医药", "二"),
        ("纺织服装", "三(一)"),
    ]


def test_the_named_enterprises_and_clusters_stand_at_their_clauses() -> None:
    named = [(item.clause, item.kind, item.name) for item in PLUGIN.register_city().named]
    assert [name for clause, kind, name in named if (clause, kind) == ("二(一)", "enterprise")] == [
        "阳煤恒通",
        "合创控股",
        "澳思柏恩",
        "郯润食品",
        "五得利面粉",
    ]
    assert [name for clause, kind, name in named if (clause, kind) == ("二(二)", "enterprise")] == [
        "中汇管业",
        "斯科瑞聚氨酯",
        "众一科环",
        "德瑞高分子",
        "利兴化工",
    ]
    assert [name for clause, kind, name in named if (clause, kind) == ("二(一)", "park")] == PARKS[:2]
    assert [name for clause, kind, name in named if (clause, kind) == ("三(四)", "park")] == PARKS[2:]


def test_四_一_the_plan_keeps_four_lists() -> None:
    assert [(item.id, item.clause, item.subject, item.yearly) for item in PLAN.lists] == [
        ("upgrade-library", "三(一)", "project", False),
        ("idle-assets", "三(五)", "enterprise", False),
        ("small-firm-parks", "四(一)", "project", False),
        ("promotion-projects", "四(一)", "project", False),
    ]


def test_the_five_published_rows_of_2023_are_carried_with_their_source() -> None:
    published = PLUGIN.register_published()
    assert [(row.indicator, str(row.period), str(row.figure)) for row in published] == [
        ("above_scale_enterprises", "2023-12", "193户"),
        ("above_scale_gross_output", "2023", "297亿元"),
        ("above_scale_gross_output_growth", "2023", "11.5%"),
        ("industrial_value_added_growth", "2023", "13.3%"),
        ("upgrade_projects", "2023", "85个"),
    ]
    assert {row.scope for row in published} == {""}
    assert {(row.source_title, row.source_url) for row in published} == {
        ("郯城县工业和信息化局提案答复2024-11-25", None)
    }
