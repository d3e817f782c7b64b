"""What recurs, the checkpoints, the batches and who answers for them, read again from the document."""

from gongjian_linyi.document import PLAN
from gongjian_linyi.plugin import PLUGIN

LINES = ("各专线",)


def test_duties_recur_as_printed_with_those_the_sentence_names() -> None:
    rows = [(item.id, item.clause, item.kind, item.frequency, item.responsible) for item in PLUGIN.register_duties()]
    assert rows == [
        ("chain-actions", "二(三)", "campaign", "as_needed", ()),
        ("low-efficiency-list", "三(一)", "list_update", "as_needed", ("各县区",)),
        ("quality-screening", "三(二)", "list_update", "as_needed", ()),
        ("upgrade-pool-update", "三(三)", "list_update", "as_needed", ()),
        ("benchmark-selection", "三(三)", "assessment", "yearly", ()),
        ("promotion-campaign", "三(八)", "campaign", "as_needed", ()),
        ("promotion-direction", "三(八)", "deadline", "yearly", ("各县区", "开发区")),
        ("promotion-pool-update", "三(八)", "list_update", "yearly", ("各县区", "开发区")),
        ("listing-tracking", "三(九)", "monitoring", "as_needed", ()),
        ("county-leaders-study", "四(一)", "meeting", "monthly", ("各县区",)),
        ("county-evaluation", "四(一)", "assessment", "as_needed", ("市级",)),
        ("problem-response", "四(二)", "monitoring", "as_needed", LINES),
        ("policies-to-the-door", "四(二)", "campaign", "as_needed", ()),
        ("bank-matching", "四(二)", "meeting", "as_needed", ()),
        ("training", "四(二)", "campaign", "as_needed", ()),
        ("government-inspection", "四(三)", "inspection", "as_needed", ("市政府",)),
        ("monthly-dispatch", "四(三)", "monitoring", "monthly", LINES),
        ("quarterly-bulletin", "四(三)", "report", "quarterly", LINES),
        ("half-yearly-assessment", "四(三)", "assessment", "half_yearly", LINES),
        ("yearly-assessment", "四(三)", "assessment", "yearly", LINES),
        ("yearly-reward-and-sanction", "四(三)", "settlement", "yearly", LINES),
    ]
    assert {(item.from_, item.to) for item in PLUGIN.register_duties()} == {(PLAN.from_, PLAN.to)}


def test_county_leaders_study_industry_twice_a_month_and_nothing_else_is_due_more_than_once() -> None:
    often = {item.id: item.times_per_period for item in PLUGIN.register_duties() if item.times_per_period != 1}
    assert often == {"county-leaders-study": 2}


def test_next_years_promotion_is_settled_by_the_end_of_each_december() -> None:
    rules = {item.id: item.rrule for item in PLUGIN.register_duties()}
    assert rules["promotion-direction"] == "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"
    assert rules["promotion-pool-update"] == rules["promotion-direction"]


def test_the_checkpoints_are_phases_that_the_plan_does_not_name() -> None:
    rows = [(item.id, item.clause, str(item.from_), str(item.to), item.named) for item in PLUGIN.register_phases()]
    assert rows == [
        ("year-2022", "三(一)", "2022-01-01", "2022-12-31", False),
        ("year-2023", "三(二)", "2023-01-01", "2023-12-31", False),
        ("years-2024-2026", "二(一)", "2024-01-01", "2026-12-31", False),
    ]


def test_ten_batches_and_three_safeguards_stand_in_the_documents_order() -> None:
    rows = [(item.clause, item.lead, item.cooperating) for item in PLUGIN.register_tasks()]
    assert rows == [
        ("三(一)", ("各县区",), ()),
        ("三(二)", (), ()),
        ("三(三)", (), ()),
        ("三(四)", (), ()),
        ("三(五)", (), ()),
        ("三(六)", (), ()),
        ("三(七)", (), ()),
        ("三(八)", ("各县区", "开发区"), ()),
        ("三(九)", (), ()),
        ("三(十)", (), ()),
        ("四(一)", ("市级", "各专线", "各县区"), ()),
        ("四(二)", ("各专线", "各职能部门", "县级领导"), ()),
        ("四(三)", ("市政府", "各专线"), ()),
    ]


def test_no_clause_prints_units_so_few_declarations_have_any() -> None:
    assert all(not clause.lead and not clause.cooperating for clause in PLAN.clauses)
    led = {item.id: item.lead for item in PLUGIN.register_targets() if item.lead}
    led |= {item.id: item.lead for item in PLUGIN.register_incentives() if item.lead}
    assert led == {
        "first-industries": ("各县区",),
        "department-per-batch": ("市级",),
        "line-per-batch": ("市级",),
        "plan-per-batch": ("市级",),
        "approvals-simplified": ("各职能部门",),
        "project-factors": ("各职能部门",),
        "sponsored-enterprises": ("县级领导",),
        "yearly-reward": ("各专线",),
        "yearly-sanction": ("各专线",),
    }
