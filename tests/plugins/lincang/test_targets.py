"""Every figure that Lincang's plan promises, written again from the document."""

from decimal import Decimal

import pytest

from gongjian_lincang.plugin import PLUGIN

# clause, id, value, unit, comparator, kind, strength: as the sentence says it.
# fmt: off
SAID = [
    ("一①", "value-added-growth", "12", "%", "ge", "growth", "aspirational"),
    ("一①", "industry-share-of-gdp", "2", "个百分点", "ge", "increment", "aspirational"),
    ("一②", "non-energy-investment-growth", "12", "%", "ge", "growth", "aspirational"),
    ("一②", "industry-investment", "93.1", "亿元", "ge", "level", "aspirational"),
    ("一②", "construction-investment", "83.8", "亿元", "ge", "level", "aspirational"),
    ("一②", "private-investment", "46.6", "亿元", "ge", "level", "aspirational"),
    ("一③", "above-scale-net-increase", "16", "户", "ge", "count", "aspirational"),
    ("一③", "industrial-enterprise-net-increase", "1200", "户", "ge", "count", "aspirational"),
    ("二(一)1", "refined-tea-growth", "15", "%", "ge", "growth", "expected"),
    ("二(一)1", "electric-power-growth", "10", "%", "ge", "growth", "expected"),
    ("二(一)1", "minerals-growth", "8", "%", "ge", "growth", "expected"),
    ("二(一)1", "growth-from-existing-capacity", "8", "个百分点", "ge", "ratio", "aspirational"),
    ("二(一)2", "listed-upgrades", "22", "户", "eq", "count", "expected"),
    ("二(一)2", "listed-projects-commissioned", "15", "个", "eq", "count", "expected"),
    ("二(一)2", "growth-from-new-above-scale", "2.5", "个百分点", "ge", "ratio", "aspirational"),
    ("二(一)3", "growth-from-upgrading", "1.5", "个百分点", "ge", "ratio", "aspirational"),
    ("二(二)1", "farm-processing-projects", "120", "个", "ge", "count", "aspirational"),
    ("二(二)1", "farm-processing-investment", "45", "亿元", "ge", "level", "aspirational"),
    ("二(二)2", "emerging-projects", "80", "个", "ge", "count", "aspirational"),
    ("二(二)2", "emerging-investment", "110", "亿元", "ge", "level", "aspirational"),
    ("二(二)3", "trade-processing-projects", "10", "个", "ge", "count", "aspirational"),
    ("二(二)3", "trade-processing-investment", "5", "亿元", "ge", "level", "aspirational"),
    ("二(三)1", "continued-projects", "60", "个", "eq", "count", "expected"),
    ("二(三)1", "continued-investment", "34", "亿元", "ge", "level", "aspirational"),
    ("二(三)2", "preliminary-projects", "140", "个", "eq", "count", "expected"),
    ("二(三)2", "preliminary-investment", "59.1", "亿元", "ge", "level", "expected"),
    ("二(三)3", "completed-and-above-scale", "15", "个", "ge", "count", "aspirational"),
    ("二(四)1", "reserved-projects", "100", "个", "ge", "count", "expected"),
    ("二(四)1", "reserved-projects-from-100m", "50", "个", "ge", "count", "expected"),
    ("二(四)1", "reserved-projects-50m-to-100m", "50", "个", "ge", "count", "expected"),
    ("二(四)2", "introduced-industrial-projects", "420", "个", "ge", "count", "aspirational"),
    ("二(四)2", "signed-manufacturing-projects", "40", "个", "ge", "count", "aspirational"),
    ("二(四)2", "started-manufacturing-projects", "20", "个", "ge", "count", "aspirational"),
    ("二(四)3", "leading-enterprises", "8", "户", "ge", "count", "aspirational"),
    ("二(五)2", "industrial-enterprises-net", "1200", "户", "ge", "count", "aspirational"),
    ("二(五)2", "farm-factory-separation", "8", "户", "ge", "count", "aspirational"),
    ("二(五)2", "new-above-scale", "30", "户", "ge", "count", "aspirational"),
    ("二(五)3", "new-srdi-enterprises", "10", "户", "ge", "count", "aspirational"),
    ("二(五)3", "new-innovative-enterprises", "30", "户", "ge", "count", "aspirational"),
    ("二(五)3", "new-tech-smes", "50", "户", "ge", "count", "aspirational"),
    ("二(六)1", "new-zone-enterprises", "500", "户", "ge", "count", "aspirational"),
    ("二(六)1", "new-zone-industrial-enterprises", "50", "户", "ge", "count", "aspirational"),
    ("二(六)1", "zone-revenue-growth", "22", "%", "ge", "growth", "aspirational"),
    ("二(六)1", "zone-value-added-growth", "15", "%", "ge", "growth", "aspirational"),
    ("二(六)2", "zones-streamlined", "4", "个", "eq", "count", "expected"),
    ("二(六)2", "new-city-level-areas", "3", "个", "eq", "count", "aspirational"),
    ("二(六)2", "standard-plant-occupancy", "80", "%", "ge", "share", "aspirational"),
    ("二(六)3", "standard-land-share", "40", "%", "ge", "share", "aspirational"),
    ("二(六)3", "investment-per-mu", "160", "万元/亩", "ge", "ratio", "aspirational"),
    ("二(六)3", "revenue-per-mu", "200", "万元/亩", "ge", "ratio", "aspirational"),
    ("二(七)1", "new-base-stations", "1550", "个", "ge", "count", "aspirational"),
    ("二(七)3", "digital-workshops", "10", "个", "ge", "count", "aspirational"),
    ("二(七)3", "integration-standard-enterprises", "10", "户", "ge", "count", "aspirational"),
    ("二(七)3", "digital-economy-share", "15", "%", "ge", "share", "aspirational"),
    ("三(二)4", "coordinated-loans", "40", "亿元", "ge", "level", "aspirational"),
    ("三(二)5", "skills-training", "3000", "人次", "ge", "count", "aspirational"),
    ("三(二)6", "sales-events", "1", "场", "ge", "count", "expected"),
    ("结尾", "task-leaders", "1", "名", "ge", "count", "binding"),
]
# Promises without a figure: clause, id, strength.
DONE_OR_NOT = [
    ("一", "overall-quality", "expected"),
    ("二(一)1", "sugar-steady", "expected"),
    ("二(一)1", "liquor-steady", "expected"),
    ("二(一)3", "larger-scale-and-new-products", "expected"),
    ("二(一)4", "statistics-complete", "expected"),
    ("二(二)2", "germanium-research-landed", "expected"),
    ("二(二)2", "germanium-tetrafluoride-line", "expected"),
    ("二(二)3", "imported-goods-processing", "expected"),
    ("二(三)2", "approvals-shortened", "expected"),
    ("二(三)2", "preliminary-projects-started", "expected"),
    ("二(三)3", "pu-er-tea-park-commissioned", "expected"),
    ("二(三)3", "latex-device-park-commissioned", "expected"),
    ("二(四)2", "promotion-scheme", "expected"),
    ("二(五)1", "enterprise-files", "expected"),
    ("二(五)1", "tiered-cultivation", "expected"),
    ("二(五)2", "no-exits", "aspirational"),
    ("二(五)4", "expansion-supported", "expected"),
    ("二(六)2", "joint-parks", "aspirational"),
    ("二(六)3", "zone-assessment", "expected"),
    ("二(六)3", "yunxian-green-park", "aspirational"),
    ("二(七)2", "demonstration-park", "expected"),
    ("二(七)2", "software-park-started", "aspirational"),
    ("二(七)2", "e-commerce-park-started", "aspirational"),
    ("二(七)3", "new-business-models", "expected"),
    ("三(二)1", "city-task-force", "expected"),
    ("三(二)1", "county-coordination", "expected"),
    ("三(二)2", "reception-days", "expected"),
    ("三(二)3", "problems-settled", "expected"),
    ("三(二)5", "labour-cooperation", "expected"),
    ("结尾", "county-work-plans", "expected"),
    ("结尾", "task-teams", "binding"),
    ("结尾", "task-persons", "binding"),
    ("结尾", "subsidies-passed-on", "expected"),
    ("结尾", "promises-kept", "expected"),
    ("结尾", "awards-paid", "binding"),
]
# fmt: on
TARGETS = {target.id: target for target in PLUGIN.register_targets()}


@pytest.mark.parametrize(("clause", "id", "value", "unit", "comparator", "kind", "strength"), SAID)
def test_a_figure_stands_as_the_sentence_says_it(
    clause: str, id: str, value: str, unit: str, comparator: str, kind: str, strength: str
) -> None:
    target = TARGETS[id]
    assert (target.clause, target.value, target.unit) == (clause, Decimal(value), unit)
    assert (target.comparator, target.kind, target.strength) == (comparator, kind, strength)


@pytest.mark.parametrize(("clause", "id", "strength"), DONE_OR_NOT)
def test_a_promise_without_a_figure_has_none(clause: str, id: str, strength: str) -> None:
    target = TARGETS[id]
    assert (target.clause, target.value, target.comparator) == (clause, None, "none")
    assert (target.kind in ("milestone", "qualitative"), target.strength) == (True, strength)


def test_nothing_else_is_promised() -> None:
    assert set(TARGETS) == {id for _, id, *_ in SAID} | {id for _, id, _ in DONE_OR_NOT}


def test_every_figure_speaks_of_the_year_2024_and_is_due_on_its_last_day() -> None:
    for target in TARGETS.values():
        assert (str(target.period.from_), str(target.period.to)) == ("2024-01-01", "2024-12-31")
        assert str(target.due) == "2024-12-31"


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("industry-investment", "non-energy-investment-growth"),
        ("construction-investment", "non-energy-investment-growth"),
        ("private-investment", "non-energy-investment-growth"),
        ("reserved-projects-from-100m", "reserved-projects"),
        ("reserved-projects-50m-to-100m", "reserved-projects"),
        ("started-manufacturing-projects", "signed-manufacturing-projects"),
        ("new-zone-industrial-enterprises", "new-zone-enterprises"),
    ],
)
def test_a_part_names_its_whole(part: str, whole: str) -> None:
    assert TARGETS[part].subset_of == whole


def test_the_share_of_gdp_rises_against_an_unprinted_share_of_2023() -> None:
    baseline = TARGETS["industry-share-of-gdp"].baseline
    assert baseline is not None
    assert (str(baseline.period), baseline.value, baseline.mode) == ("2023", None, "change_points")


def test_one_event_a_month_is_asked_of_every_county() -> None:
    assert (TARGETS["sales-events"].recurrence, TARGETS["sales-events"].per) == ("monthly", "division")


def test_only_the_green_park_of_yunxian_is_promised_of_a_single_park() -> None:
    apart = {id: target.subject for id, target in TARGETS.items() if target.subject != "city"}
    assert apart == {"yunxian-green-park": "park:yunxian-industrial-park"}


@pytest.mark.parametrize("id", [id for _, id, _, _, comparator, *_ in SAID if comparator == "eq"])
def test_a_fixed_list_says_so_in_a_reading(id: str) -> None:
    assert any("固定" in reading.chosen for reading in TARGETS[id].readings)


@pytest.mark.parametrize("id", TARGETS)
def test_the_due_date_is_stated_where_the_sentence_names_the_year(id: str) -> None:
    target = TARGETS[id]
    named = target.clause in ("一①", "一②", "一③", "二(三)3", "二(四)1", "二(七)2", "三(二)4", "三(二)5")
    stated = (named and id not in ("demonstration-park", "labour-cooperation")) or id == "listed-projects-commissioned"
    assert target.due_stated is stated
