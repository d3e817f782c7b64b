"""Facts of `gongjian.facts` as SQL expressions over the rows of a source; null where nothing is recorded."""

from __future__ import annotations

from collections.abc import Callable

from gongjian import Fact
from gongjian.errors import ContractError
from gongjian.facts import FactKind, fact_kind

from .parameters import Window
from .readings import figure
from .sources import Source, seen

_OF_ROW: dict[tuple[str, str], str] = {
    ("title", "title_kind"): "r.kind",
    ("title", "title_level"): "r.level",
    ("title", "granted_on"): "r.granted_on",
    ("title", "expires_on"): "r.expires_on",
    ("title", "first"): "r.first",
    ("listing", "list"): "r.list",
    ("listing", "listed_from"): 'r."from"',
    ("listing", "listed_to"): 'r."to"',
    ("listing", "list_completed_on"): "r.completed_on",
    ("listing", "list_outcome"): "r.outcome",
}
for _kind in ("entry", "exit"):
    _OF_ROW[(_kind, "above_scale_entered_on")] = 'r."from"'
    _OF_ROW[(_kind, "above_scale_left_on")] = 'r."to"'
    _OF_ROW[(_kind, "above_scale_entry")] = "r.entry"
_RENAMED = {"enterprise_commissioned_on": "commissioned_on"}


def column(fact: Fact, source: Source, window: Window, years_back: int = 0) -> str:
    """The SQL expression of a fact; ContractError when it does not stand in such rows."""
    kind = fact_kind(fact.name)
    if source.kind not in kind.rows:
        raise ContractError(f"{fact.name} does not stand in {source.kind} rows; use one of those that do")
    if kind.indicator is not None:
        return figure(source, kind.indicator, window, kind.years_back + years_back)
    if years_back:
        raise ContractError(f"{fact.name} has no earlier years; only figures of indicators have")
    if (source.kind, fact.name) in _OF_ROW:
        return _dated(_OF_ROW[(source.kind, fact.name)], kind, source, window)
    special = _SPECIAL.get(fact.name)
    if special is not None:
        return special(fact, source, window)
    return _dated(f"b.{_RENAMED.get(fact.name, fact.name)}", kind, source, window)


def _dated(expression: str, kind: FactKind, source: Source, window: Window) -> str:
    return f"({seen(expression, window, source.parameters)})" if kind.type == "date" else expression


def _stay(fact: Fact, source: Source, window: Window) -> str:
    """The latest stay above scale that had begun by the day, and the one before it."""
    left = seen('s."to"', window, source.parameters)
    alias = source.joined(
        "stay",
        "{alias}.change_id = b.change_id",
        f"""select distinct on (s.change_id) s.change_id, s."from" as entered_on, s.entry, {left} as left_on,
          lead(s."from") over (partition by s.change_id order by s."from" desc, s.position desc) as previous
          from enterprise_above_scale s
          where s.city = {source.city} and s."from" <= {source.parameters.add(window.day, "date")}{source.entries("s")}
          order by s.change_id, s."from" desc, s.position desc""",
    )
    return {
        "above_scale": f"({alias}.entered_on is not null and {alias}.left_on is null)",
        "above_scale_entered_on": f"{alias}.entered_on",
        "above_scale_entry": f"{alias}.entry",
        "above_scale_left_on": f"{alias}.left_on",
        "previous_above_scale_entered_on": f"{alias}.previous",
    }[fact.name]


def _lists(fact: Fact, source: Source, window: Window) -> str:
    if source.kind == "project":
        rows = f"select l.change_id, l.list from project_lists l where l.city = {source.city}{source.entries('l')}"
    else:
        day = source.parameters.add(window.day, "date")
        rows = f"""select l.change_id, l.list from enterprise_lists l
          where l.city = {source.city} and l."from" <= {day} and (l."to" is null or l."to" > {day})
          {source.entries("l")}"""
    grouped = f"select m.change_id, array_agg(m.list) as ids from ({rows}) m group by m.change_id"
    return f"{source.joined('lists', '{alias}.change_id = b.change_id', grouped)}.ids"


def _tags(fact: Fact, source: Source, window: Window) -> str:
    return (
        "((select array_agg(tag) from changes d, json_array_elements_text(d.document -> 'tags') tag"
        " where d.city = b.city and d.id = b.change_id)::text[])"
    )


def _certification(fact: Fact, source: Source, window: Window) -> str:
    """The latest certification of that kind (and level) granted by the day; first, if one of its year was.

    A title that is first recognised and renewed within a year was first recognised in it.
    """
    add = source.parameters.add
    asked = "".join(f" and t.{name} = {add(value, 'text')}" for name, value in fact.arguments)
    alias = source.joined(
        "title",
        "{alias}.change_id = b.change_id",
        f"""select distinct on (t.change_id) t.change_id, t.granted_on,
          bool_or(t.first) over (partition by t.change_id, extract(year from t.granted_on)) as first
          from enterprise_certifications t
          where t.city = {source.city} and t.granted_on <= {add(window.day, "date")}{asked}{source.entries("t")}
          order by t.change_id, t.granted_on desc, t.position desc""",
    )
    return f"{alias}.{'first' if fact.name == 'certification_first' else 'granted_on'}"


def _compliance(fact: Fact, source: Source, window: Window) -> str:
    """The judgement of the period in question, else that of its year."""
    add = source.parameters.add
    own = window.figures.text or str(window.day.year)
    periods = add(tuple(dict.fromkeys((own, str(window.day.year)))), "text[]")
    entries = f"""select distinct on (j.change_id) j.change_id, j.lawful_operation, j.tax_normal
      from enterprise_compliance j where j.city = {source.city} and j.period = any({periods})
      {source.entries("j", owners=source.kind == "project")}
      order by j.change_id, (j.period = {add(own, "text")}) desc"""
    if source.kind == "project":
        alias = source.joined("owner", "{alias}.uscc = b.enterprise", source.owner_compliance(entries))
    else:
        alias = source.joined("judged", "{alias}.change_id = b.change_id", entries)
    return f"{alias}.{fact.name}"


_SPECIAL: dict[str, Callable[[Fact, Source, Window], str]] = {
    "above_scale": _stay,
    "above_scale_entered_on": _stay,
    "above_scale_entry": _stay,
    "above_scale_left_on": _stay,
    "previous_above_scale_entered_on": _stay,
    "lists": _lists,
    "tags": _tags,
    "certification_granted_on": _certification,
    "certification_first": _certification,
    "lawful_operation": _compliance,
    "tax_normal": _compliance,
}
