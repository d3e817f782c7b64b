"""Structures as SDMX-ML 2.1."""

from __future__ import annotations

from collections.abc import Iterable

from .artefacts import Artefact
from .codelists import Code, Codelist
from .flows import AGENCY, MEASURE, TIME, VERSION, Component, Flow
from .markup import Header, attribute, escaped, names, opening

_GROUPS = {
    "dataflow": "Dataflows",
    "codelist": "Codelists",
    "conceptscheme": "Concepts",
    "datastructure": "DataStructures",
}
"""The groups of a message in the order that its schema prescribes."""


def structure_message(header: Header, found: Iterable[Artefact]) -> str:
    """The message that holds these artefacts."""
    artefacts = list(found)
    groups = []
    for kind, group in _GROUPS.items():
        if written := [_artefact(artefact) for artefact in artefacts if artefact.kind == kind]:
            groups.append(f"<str:{group}>\n{''.join(written)}</str:{group}>\n")
    body = f"<mes:Structures>\n{''.join(groups)}</mes:Structures>\n"
    return f"{opening('Structure', 'mes', 'str', 'com')}{header.text()}{body}</mes:Structure>\n"


def _artefact(artefact: Artefact) -> str:
    tag = {
        "dataflow": "Dataflow",
        "codelist": "Codelist",
        "conceptscheme": "ConceptScheme",
        "datastructure": "DataStructure",
    }[artefact.kind]
    about = f' id="{artefact.id}" agencyID="{AGENCY}" version="{VERSION}" isFinal="false"'
    about += ' isExternalReference="true"' if artefact.stub else ' isPartial="true"' if artefact.partial else ""
    said = artefact.content
    described = ""
    if isinstance(said, Flow):
        described = f'<com:Description xml:lang="en">{escaped(said.description_en)}</com:Description>'
    inner = "" if artefact.stub else _content(artefact)
    return f"<str:{tag}{about}>{names(said.name, said.name_en)}{described}{inner}</str:{tag}>\n"


def _content(artefact: Artefact) -> str:
    said = artefact.content
    if isinstance(said, Codelist):
        write = _concept if artefact.kind == "conceptscheme" else _code
        return "".join(write(code) for code in said.codes)
    if artefact.kind == "dataflow":
        reference = _reference(said.structure, "datastructure", "DataStructure")
        return f"<str:Structure>{reference}</str:Structure>"
    return _components(said)


def _code(code: Code) -> str:
    parent = f'<str:Parent><Ref id="{escaped(code.parent)}"/></str:Parent>' if code.parent else ""
    return f"<str:Code{attribute('id', code.id)}>{names(code.name, code.name_en)}{parent}</str:Code>\n"


def _concept(code: Code) -> str:
    return f"<str:Concept{attribute('id', code.id)}>{names(code.name, code.name_en)}</str:Concept>\n"


def _reference(id: str, package: str, named: str) -> str:
    return f'<Ref id="{id}" version="{VERSION}" agencyID="{AGENCY}" package="{package}" class="{named}"/>'


def _identity(id: str) -> str:
    return (
        f'<str:ConceptIdentity><Ref id="{id}" maintainableParentID="CONCEPTS" maintainableParentVersion="{VERSION}"'
        f' agencyID="{AGENCY}" package="conceptscheme" class="Concept"/></str:ConceptIdentity>'
    )


def _representation(part: Component) -> str:
    if part.codelist is None:
        inner = f'<str:TextFormat textType="{part.text_type}"/>'
    else:
        inner = f"<str:Enumeration>{_reference(part.codelist, 'codelist', 'Codelist')}</str:Enumeration>"
    return f"<str:LocalRepresentation>{inner}</str:LocalRepresentation>"


def _components(flow: Flow) -> str:
    dimensions = "".join(
        f'<str:Dimension id="{part.id}" position="{position}">{_identity(part.id)}{_representation(part)}'
        "</str:Dimension>\n"
        for position, part in enumerate(flow.dimensions, 1)
    )
    time = (
        f'<str:TimeDimension id="{TIME}" position="{len(flow.dimensions) + 1}">{_identity(TIME)}'
        '<str:LocalRepresentation><str:TextFormat textType="ObservationalTimePeriod"/></str:LocalRepresentation>'
        "</str:TimeDimension>\n"
    )
    attributes = "".join(_attribute(flow, part) for part in flow.attributes)
    measure = (
        f'<str:PrimaryMeasure id="{MEASURE}">{_identity(MEASURE)}'
        '<str:LocalRepresentation><str:TextFormat textType="Decimal"/></str:LocalRepresentation></str:PrimaryMeasure>'
    )
    return (
        "<str:DataStructureComponents>\n"
        f'<str:DimensionList id="DimensionDescriptor">\n{dimensions}{time}</str:DimensionList>\n'
        f'<str:AttributeList id="AttributeDescriptor">\n{attributes}</str:AttributeList>\n'
        f'<str:MeasureList id="MeasureDescriptor">{measure}</str:MeasureList>\n'
        "</str:DataStructureComponents>"
    )


def _attribute(flow: Flow, part: Component) -> str:
    if part.level == "observation":
        related = f'<str:PrimaryMeasure><Ref id="{MEASURE}"/></str:PrimaryMeasure>'
    else:
        related = "".join(f'<str:Dimension><Ref id="{id}"/></str:Dimension>' for id in flow.dimension_ids)
    status = "Mandatory" if part.mandatory else "Conditional"
    return (
        f'<str:Attribute id="{part.id}" assignmentStatus="{status}">{_identity(part.id)}{_representation(part)}'
        f"<str:AttributeRelationship>{related}</str:AttributeRelationship></str:Attribute>\n"
    )
