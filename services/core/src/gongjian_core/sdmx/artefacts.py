"""Structural artefacts and how they refer to each other: which of them a structure query answers. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal

from ..catalogue import InstalledCities
from ..errors import NotFound
from .codelists import Code, Codelist, codelists
from .flows import AGENCY, CONCEPTS, FLOWS, VERSION, Flow

Kind = Literal["dataflow", "datastructure", "conceptscheme", "codelist"]
KINDS: Final[tuple[Kind, ...]] = ("dataflow", "datastructure", "conceptscheme", "codelist")
CONCEPT_SCHEME: Final = Codelist(
    "CONCEPTS", "概念", "Concepts", tuple(Code(id, name, name_en) for id, (name, name_en) in CONCEPTS.items())
)


@dataclass(frozen=True)
class Artefact:
    """One maintained thing; `refers_to` are ids of others. A stub has its names only, a partial scheme some items."""

    kind: Kind
    id: str
    content: Flow | Codelist
    refers_to: frozenset[tuple[Kind, str]] = frozenset()
    stub: bool = False
    partial: bool = False

    @property
    def key(self) -> tuple[Kind, str]:
        """What others refer to it by."""
        return self.kind, self.id


def artefacts(cities: InstalledCities) -> tuple[Artefact, ...]:
    """All that there is."""
    found: list[Artefact] = []
    for flow in FLOWS.values():
        found.append(Artefact("dataflow", flow.id, flow, frozenset({("datastructure", flow.structure)})))
    for flow in FLOWS.values():
        lists = {part.codelist for part in (*flow.dimensions, *flow.attributes) if part.codelist}
        refers_to: set[tuple[Kind, str]] = {("codelist", id) for id in lists}
        found.append(
            Artefact(
                "datastructure", flow.structure, flow, frozenset({*refers_to, ("conceptscheme", CONCEPT_SCHEME.id)})
            )
        )
    found.append(Artefact("conceptscheme", CONCEPT_SCHEME.id, CONCEPT_SCHEME))
    found += [Artefact("codelist", item.id, item) for item in codelists(cities)]
    return tuple(found)


@dataclass(frozen=True)
class StructureQuery:
    """What is asked for, as the path and the parameters say it; `+` joins alternatives, `all` leaves a part open."""

    kind: Kind | Literal["structure"]
    agency: str = "all"
    id: str = "all"
    version: str = "latest"
    item: str = "all"
    references: str = "none"
    detail: str = "full"


def answered(everything: Iterable[Artefact], query: StructureQuery) -> list[Artefact]:
    """The artefacts that answer a query, in a fixed order; NotFound when none matches."""
    known = {artefact.key: artefact for artefact in everything}
    matching = [artefact for artefact in known.values() if _matches(artefact, query)]
    if not matching:
        raise NotFound(f"There is no such {query.kind} here; agency {AGENCY}, version {VERSION}.")
    own = {artefact.key for artefact in matching}
    wanted = own | _referenced(known, own, query.references)
    chosen = [_detailed(artefact, artefact.key in own, query) for key, artefact in known.items() if key in wanted]
    return [_narrowed(artefact, query.item) if artefact.key in own else artefact for artefact in chosen]


def _matches(artefact: Artefact, query: StructureQuery) -> bool:
    return (
        query.kind in ("structure", artefact.kind)
        and _among(query.agency, AGENCY)
        and _among(query.id, artefact.id)
        and _among(query.version, VERSION, "latest")
    )


def _among(asked: str, *names: str) -> bool:
    given = asked.split("+")
    return "all" in given or any(name in given for name in names)


Keys = set[tuple[Kind, str]]


def _children(known: dict[tuple[Kind, str], Artefact], of: Keys) -> Keys:
    return {child for key in of for child in known[key].refers_to}


def _parents(known: dict[tuple[Kind, str], Artefact], of: Keys) -> Keys:
    return {key for key, artefact in known.items() if artefact.refers_to & of}


def _descendants(known: dict[tuple[Kind, str], Artefact], of: Keys) -> Keys:
    children = _children(known, of)
    return children | _descendants(known, children) if children else set()


def _referenced(known: dict[tuple[Kind, str], Artefact], own: Keys, references: str) -> Keys:
    parents = _parents(known, own)
    siblings = parents | _children(known, parents)
    everything = siblings | _descendants(known, own | siblings)
    ways = {
        "none": set(),
        "children": _children(known, own),
        "descendants": _descendants(known, own),
        "parents": parents,
        "parentsandsiblings": siblings,
        "all": everything,
    }
    if references in ways:
        return ways[references]
    related = everything | _parents(known, siblings | everything)
    return {key for key in related if key[0] == references}


def _detailed(artefact: Artefact, own: bool, query: StructureQuery) -> Artefact:
    stubbed = query.detail.startswith("all") or (not own and query.detail.startswith("reference"))
    return replace(artefact, stub=stubbed and query.detail.endswith("stubs"))


def _narrowed(artefact: Artefact, item: str) -> Artefact:
    if item == "all" or not isinstance(artefact.content, Codelist):
        return artefact
    wanted = item.split("+")
    codes = tuple(code for code in artefact.content.codes if code.id in wanted)
    if not codes:
        raise NotFound(f"{artefact.id} has no item {item[:100]}.")
    return replace(artefact, content=replace(artefact.content, codes=codes), partial=True)
