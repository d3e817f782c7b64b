"""A city's calendar as iCalendar (RFC 5545), for subscribing to: complete, all-day, with rules instead of copies.

The text is the same as long as the declarations are: stamps come from the plans, UIDs from the declared ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Final

from icalendar import Alarm, Calendar, Event, vDuration, vRecur

from gongjian import Duty, Phase, Plan, Reading

from .rules import due_days, series_of

MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
REFRESH: Final = timedelta(hours=12)
_CHINESE: Final = {"LANGUAGE": "zh-CN"}
_MORNING: Final = timedelta(hours=9)
_KINDS: Final = {
    "monitoring": "监测调度",
    "report": "报告报送",
    "meeting": "会议",
    "inspection": "督查检查",
    "assessment": "考核评估",
    "list_update": "清单更新",
    "settlement": "核算兑现",
    "deadline": "限期任务",
    "campaign": "专项活动",
}
_FREQUENCIES: Final = {
    "ten_days": "每旬",
    "monthly": "每月",
    "quarterly": "每季度",
    "half_yearly": "每半年",
    "yearly": "每年",
    "once": "一次性",
}


def calendar_text(
    city: str, name: str, plans: Sequence[Plan], phases: Iterable[Phase], duties: Iterable[Duty]
) -> bytes:
    """The calendar called `name` of a city, with these phases and duties of its plans."""
    calendar = Calendar()
    calendar.add("prodid", "-//gongjian//gongjian-core//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Asia/Shanghai")
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    plan_of = {plan.id: plan for plan in plans}
    stages = list(phases)
    for phase in stages:
        calendar.add_component(_phase(city, phase, plan_of[phase.plan]))
    for duty in duties:
        if event := _duty(city, duty, plan_of[duty.plan], [stage for stage in stages if duty.id in stage.duties]):
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _phase(city: str, phase: Phase, plan: Plan) -> Event:
    title = phase.title if "阶段" in phase.title else f"{phase.title}(阶段)"
    lines = []
    if not phase.named:
        lines.append("方案未命名阶段,以其年度或节点代之")
    if phase.precision == "month":
        lines.append("方案只写明月份")
    event = _event(city, phase, plan, title, "阶段", lines)
    event.add("dtstart", phase.from_)
    event.add("dtend", phase.to + timedelta(days=1))
    event.add_component(_alarm(title, _MORNING))
    return event


def _duty(city: str, duty: Duty, plan: Plan, stages: Sequence[Phase]) -> Event | None:
    days = due_days(duty)
    if not days:
        return None
    often = _FREQUENCIES.get(duty.frequency, "")
    times = f"{duty.times_per_period}次" if duty.times_per_period > 1 else ""
    event = _event(city, duty, plan, duty.title, _KINDS[duty.kind], [f"频次:{often}{times}", *_said(duty.readings)])
    event.add("dtstart", days[0])
    event.add("dtend", days[0] + timedelta(days=1))
    if duty.rrule is not None and len(days) > 1:
        event.add("rrule", vRecur.from_ical(f"{duty.rrule};UNTIL={days[-1]:%Y%m%d}"))
    for stage in stages:
        event.add("related-to", series_of(city, stage), parameters={"RELTYPE": "PARENT"})
    event.add_component(_alarm(duty.title, _MORNING - timedelta(days=1)))
    return event


def _said(readings: Iterable[Reading]) -> list[str]:
    return [f"释读:{reading.question} → {reading.chosen}" for reading in readings]


def _event(city: str, declared: Phase | Duty, plan: Plan, title: str, category: str, lines: list[str]) -> Event:
    event = Event()
    event.add("uid", series_of(city, declared))
    event.add("dtstamp", datetime.combine(plan.issued_on or plan.from_, time(), UTC))
    event.add("summary", title, parameters=_CHINESE)
    who = "、".join(declared.responsible)
    said = [plan.title, f"条款:{declared.clause}", *([f"责任单位:{who}"] if who else []), *lines]
    event.add("description", "\n".join(said), parameters=_CHINESE)
    event.add("categories", [category])
    event.add("transp", "TRANSPARENT")
    return event


def _alarm(title: str, when: timedelta) -> Alarm:
    """Nine in the morning of the first day of a phase, or of the day before a duty is due."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", when)
    return alarm
