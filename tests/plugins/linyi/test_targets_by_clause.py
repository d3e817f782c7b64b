"""Every target of Linyi's plan, read again from the document: clause, figure, comparison word, period, strength."""

import pytest

from gongjian_linyi.plugin import PLUGIN

SAID = {target.id: target for target in PLUGIN.register_targets()}
SPAN = ("2022-01-01", "2026-12-31")
Y2022 = ("2022-01-01", "2022-12-31")
Y2023 = ("2023-01-01", "2023-12-31")
Y2026 = ("2026-01-01", "2026-12-31")
Row = tuple[str, str, str, str, str, str, tuple[str, str], str]

GOALS: list[Row] = [
    ("industrial-output", "二(一)", "level", "gt", "1", "万亿元", SPAN, "expected"),
    ("industrial-tax-doubled", "二(一)", "level", "ge", "2", "倍", SPAN, "expected"),
    ("industrial-tax", "二(一)", "level", "gt", "500", "亿元", SPAN, "expected"),
    ("industry-share-of-gdp", "二(一)", "share", "ge", "39", "%", SPAN, "expected"),
    ("clusters-over-100bn", "二(二)", "count", "ge", "4", "个", SPAN, "expected"),
    ("cluster-wood", "二(二)", "level", "gt", "1000", "亿元", SPAN, "expected"),
    ("cluster-food", "二(二)", "level", "gt", "1000", "亿元", SPAN, "expected"),
    ("cluster-metallurgy", "二(二)", "level", "gt", "1000", "亿元", SPAN, "expected"),
    ("cluster-machinery", "二(二)", "level", "gt", "1000", "亿元", SPAN, "expected"),
    ("chain-leaders-over-10bn", "二(三)", "count", "ge", "15", "家", SPAN, "expected"),
    ("chain-leaders-over-5bn", "二(三)", "count", "ge", "20", "家", SPAN, "expected"),
    ("srdi-enterprises", "二(三)", "count", "ge", "500", "家", SPAN, "expected"),
    ("local-products-rate", "二(四)", "share", "ge", "47", "%", SPAN, "expected"),
    ("energy-per-value-added", "二(五)", "ratio", "le", "-6", "%", SPAN, "expected"),
    ("green-factories", "二(五)", "count", "ge", "100", "家", SPAN, "expected"),
]
BATCHES: list[Row] = [
    ("first-batch-cleared", "三(一)", "count", "eq", "210", "家", Y2022, "expected"),
    ("low-tax-cleared-2022", "三(一)", "share", "ge", "40", "%", Y2022, "expected"),
    ("low-use-land-2022", "三(一)", "share", "le", "30", "%", Y2022, "expected"),
    ("low-tax-cleared-2026", "三(一)", "share", "ge", "100", "%", SPAN, "aspirational"),
    ("low-use-land-2026", "三(一)", "share", "lt", "10", "%", SPAN, "aspirational"),
    ("quality-output-2023", "三(二)", "level", "gt", "900", "亿元", Y2023, "expected"),
    ("quality-growth-2023", "三(二)", "growth", "ge", "50", "%", Y2023, "expected"),
    ("quality-growth-2026", "三(二)", "growth", "ge", "70", "%", Y2026, "expected"),
    ("quality-output-2026", "三(二)", "level", "ge", "1600", "亿元", SPAN, "expected"),
    ("quality-all-over-1bn", "三(二)", "share", "ge", "100", "%", SPAN, "expected"),
    ("quality-over-3bn", "三(二)", "count", "ge", "18", "家", SPAN, "expected"),
    ("quality-over-5bn", "三(二)", "count", "ge", "12", "家", SPAN, "expected"),
    ("upgrade-projects", "三(三)", "count", "ge", "1000", "项", SPAN, "expected"),
    ("key-upgrade-projects", "三(三)", "count", "ge", "100", "家", SPAN, "expected"),
    ("benchmark-upgrades", "三(三)", "count", "eq", "20", "个", SPAN, "expected"),
    ("provincial-key-projects", "三(三)", "count", "ge", "10", "个", SPAN, "expected"),
    ("tech-smes", "三(四)", "count", "ge", "1200", "家", SPAN, "expected"),
    ("high-tech-net-increase", "三(四)", "count", "ge", "180", "家", SPAN, "expected"),
    ("selected-high-tech", "三(四)", "count", "ge", "100", "家", SPAN, "expected"),
    ("high-tech-output-share", "三(四)", "share", "ge", "52", "%", SPAN, "expected"),
    ("new-little-giants", "三(五)", "count", "ge", "15", "家", SPAN, "expected"),
    ("new-titles-yearly", "三(五)", "count", "ge", "70", "家", SPAN, "expected"),
    ("new-srdi-2022", "三(五)", "count", "ge", "30", "家", Y2022, "aspirational"),
    ("new-gazelles-2022", "三(五)", "count", "ge", "20", "家", Y2022, "aspirational"),
    ("champions-2022", "三(五)", "count", "ge", "10", "家", Y2022, "aspirational"),
    ("local-product-parks-2026", "三(六)", "count", "ge", "25", "个", SPAN, "expected"),
    ("local-product-leaders", "三(六)", "count", "ge", "60", "家", SPAN, "expected"),
    ("local-product-sales", "三(六)", "level", "ge", "2500", "亿元", SPAN, "expected"),
    ("local-product-parks-2022", "三(六)", "count", "ge", "5", "个", Y2022, "expected"),
    ("base-stations-5g", "三(七)", "count", "ge", "20000", "个", SPAN, "expected"),
    ("coverage-5g-2026", "三(七)", "share", "ge", "100", "%", SPAN, "expected"),
    ("cloud-share", "三(七)", "share", "ge", "70", "%", SPAN, "expected"),
    ("industry-platforms", "三(七)", "count", "ge", "3", "个", SPAN, "expected"),
    ("enterprise-platforms-2026", "三(七)", "count", "ge", "30", "个", SPAN, "expected"),
    ("internet-benchmarks", "三(七)", "count", "ge", "50", "家", SPAN, "expected"),
    ("enterprise-platforms-2022", "三(七)", "count", "ge", "10", "个", Y2022, "expected"),
    ("new-listed-companies", "三(九)", "count", "ge", "22", "家", SPAN, "expected"),
    ("first-industries", "三(十)", "count", "between", "1", "个", SPAN, "expected"),
    ("clusters-over-10bn", "三(十)", "count", "ge", "10", "个", SPAN, "expected"),
    ("department-per-batch", "四(一)", "count", "eq", "1", "个", SPAN, "expected"),
    ("line-per-batch", "四(一)", "count", "eq", "1", "条", SPAN, "expected"),
]
WITHOUT_FIGURE = [
    ("transition-new-path", "一", "qualitative", SPAN, "aspirational"),
    ("transition-forefront", "一", "rank", SPAN, "aspirational"),
    ("linyi-model", "一", "qualitative", SPAN, "aspirational"),
    ("clusters-nurtured", "二(二)", "qualitative", SPAN, "expected"),
    ("srdi-rank", "二(三)", "rank", SPAN, "expected"),
    ("growth-ladder", "二(三)", "qualitative", SPAN, "expected"),
    ("green-manufacturing", "二(五)", "qualitative", SPAN, "expected"),
    ("innovation-opinions", "三(四)", "milestone", SPAN, "expected"),
    ("innovation-platforms", "三(四)", "qualitative", SPAN, "expected"),
    ("high-tech-share-rank", "三(四)", "rank", SPAN, "expected"),
    ("specialised-rank", "三(五)", "rank", SPAN, "expected"),
    ("platform-services", "三(七)", "qualitative", SPAN, "expected"),
    ("coverage-5g-2022", "三(七)", "milestone", Y2022, "expected"),
    ("chain-leaders-brought-in", "三(八)", "qualitative", SPAN, "expected"),
    ("listed-rank", "三(九)", "rank", SPAN, "expected"),
    ("plan-per-batch", "四(一)", "milestone", SPAN, "expected"),
    ("approvals-simplified", "四(二)", "qualitative", SPAN, "expected"),
]


@pytest.mark.parametrize("row", [*GOALS, *BATCHES], ids=lambda row: row[0])
def test_a_figure_stands_as_printed(row: Row) -> None:
    said = SAID[row[0]]
    period = (str(said.period.from_), str(said.period.to))
    assert row == (
        said.id,
        said.clause,
        said.kind,
        said.comparator,
        str(said.value),
        said.unit,
        period,
        said.strength,
    )
    assert str(said.due) == period[1]


@pytest.mark.parametrize("row", WITHOUT_FIGURE, ids=lambda row: row[0])
def test_a_promise_without_a_figure_gets_none(row: tuple[str, str, str, tuple[str, str], str]) -> None:
    said = SAID[row[0]]
    period = (str(said.period.from_), str(said.period.to))
    assert row == (said.id, said.clause, said.kind, period, said.strength)
    assert (said.comparator, said.value, said.unit) == ("none", None, None)


def test_the_tables_name_every_target_in_the_documents_order() -> None:
    tabled = {row[0] for row in (*GOALS, *BATCHES)} | {row[0] for row in WITHOUT_FIGURE}
    assert tabled == set(SAID)
    for table in (GOALS, BATCHES, WITHOUT_FIGURE):
        assert [id for id in SAID if id in {row[0] for row in table}] == [row[0] for row in table]


def test_each_year_stands_with_seven_figures_and_no_other() -> None:
    assert {said.id: said.recurrence for said in SAID.values() if said.recurrence} == dict.fromkeys(
        (
            "upgrade-projects",
            "key-upgrade-projects",
            "benchmark-upgrades",
            "provincial-key-projects",
            "tech-smes",
            "high-tech-net-increase",
            "new-titles-yearly",
        ),
        "yearly",
    )


def test_only_dates_that_the_document_gives_are_stated() -> None:
    open_dated = {said.id for said in SAID.values() if not said.due_stated and said.recurrence is None}
    assert open_dated == {
        *("transition-new-path", "transition-forefront", "linyi-model"),
        *("innovation-opinions", "innovation-platforms", "selected-high-tech"),
        *("chain-leaders-brought-in", "first-industries"),
        *("department-per-batch", "line-per-batch", "plan-per-batch", "approvals-simplified"),
    }


@pytest.mark.parametrize(
    ("id", "year", "value", "mode"),
    [
        ("industrial-tax-doubled", "2021", None, "multiple"),
        ("local-products-rate", "2021", "39.7", "absolute"),
        ("energy-per-value-added", "2021", None, "change_percent"),
        ("quality-growth-2023", "2021", None, "change_percent"),
        ("quality-growth-2026", "2023", None, "change_percent"),
    ],
)
def test_what_is_measured_against_an_earlier_year_names_it(id: str, year: str, value: str | None, mode: str) -> None:
    baseline = SAID[id].baseline
    assert baseline is not None
    assert (baseline.period.text, baseline.value and str(baseline.value), baseline.mode) == (year, value, mode)


def test_no_other_target_has_a_baseline() -> None:
    assert sum(said.baseline is not None for said in SAID.values()) == 5


def test_the_range_of_first_industries_is_one_to_two_for_each_county() -> None:
    said = SAID["first-industries"]
    assert (str(said.value), str(said.value_high), said.per, said.lead) == ("1", "2", "division", ("各县区",))


def test_words_in_place_of_digits_are_kept_as_printed() -> None:
    printed = {said.id: said.printed for said in SAID.values() if said.printed and not said.printed[0][0].isdecimal()}
    assert printed == {
        "industrial-tax-doubled": ("翻一番",),
        "cluster-wood": ("千亿",),
        "cluster-food": ("千亿",),
        "cluster-metallurgy": ("千亿",),
        "cluster-machinery": ("千亿",),
        "low-tax-cleared-2026": ("全部",),
        "quality-all-over-1bn": ("全部",),
        "coverage-5g-2026": ("全覆盖",),
        "department-per-batch": ("一个",),
        "line-per-batch": ("一条",),
    }


def test_the_four_clusters_are_judged_each_by_its_own_chain() -> None:
    assert {said.subject for said in SAID.values() if said.subject != "city"} == {
        "chain:wood",
        "chain:food",
        "chain:metallurgy",
        "chain:machinery",
    }


def test_checkpoints_of_one_indicator_share_a_series() -> None:
    series: dict[str, list[str]] = {}
    for said in SAID.values():
        if said.series:
            series.setdefault(said.series, []).append(said.id)
    assert series == {
        "low-tax-cleared": ["low-tax-cleared-2022", "low-tax-cleared-2026"],
        "low-use-land": ["low-use-land-2022", "low-use-land-2026"],
        "quality-output": ["quality-output-2023", "quality-output-2026"],
        "quality-growth": ["quality-growth-2023", "quality-growth-2026"],
        "local-product-parks": ["local-product-parks-2026", "local-product-parks-2022"],
        "coverage-5g": ["coverage-5g-2026", "coverage-5g-2022"],
        "enterprise-platforms": ["enterprise-platforms-2026", "enterprise-platforms-2022"],
    }


def test_eighteen_and_twelve_are_among_the_fifty() -> None:
    parts = {said.id: said.subset_of for said in SAID.values() if said.subset_of}
    assert parts == {"quality-over-3bn": "quality-all-over-1bn", "quality-over-5bn": "quality-all-over-1bn"}
