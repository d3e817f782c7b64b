"""Data as SDMX-ML 2.1: generic, and specific to the structure; by time series, or flat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from .cube import Action, Obs, Series
from .flows import AGENCY, MEASURE, TIME, VERSION, Flow
from .markup import Header, attribute, opening


def _values(pairs: Iterable[tuple[str, str]]) -> str:
    return "".join(f"<gen:Value{attribute('id', id)}{attribute('value', value)}/>" for id, value in pairs)


def _attributes(found: Mapping[str, str]) -> str:
    return f"<gen:Attributes>{_values(found.items())}</gen:Attributes>" if found else ""


def _structured(flow: Flow, flat: bool, namespace: str = "") -> str:
    at = "AllDimensions" if flat else TIME
    about = attribute("namespace", namespace or None) + attribute("dimensionAtObservation", at)
    return (
        f'<mes:Structure structureID="{flow.id}"{about}>'
        f'<com:StructureUsage><Ref agencyID="{AGENCY}" id="{flow.id}" version="{VERSION}"/></com:StructureUsage>'
        "</mes:Structure>"
    )


class GenericXml:
    """Generic data: every value beside the id of its dimension or attribute."""

    def __init__(self, flow: Flow, *, flat: bool = False) -> None:
        self.flow = flow
        self.flat = flat

    def head(self, header: Header) -> str:
        """The message up to its first data set."""
        return opening("GenericData", "mes", "gen", "com") + header.text(_structured(self.flow, self.flat))

    def begin(self, action: Action) -> str:
        """The beginning of a data set."""
        return f'<mes:DataSet structureRef="{self.flow.id}" action="{action}">\n'

    def series(self, series: Series, action: Action) -> str:
        """One series."""
        if self.flat:
            return "".join(self._flat(series))
        key = _values(zip(self.flow.dimension_ids, series.key, strict=True))
        observations = "".join(map(self._observation, series.observations))
        attributes = _attributes(series.attributes)
        return f"<gen:Series><gen:SeriesKey>{key}</gen:SeriesKey>{attributes}{observations}</gen:Series>\n"

    def end(self) -> str:
        """The end of a data set."""
        return "</mes:DataSet>\n"

    def tail(self) -> str:
        """The end of the message."""
        return "</mes:GenericData>\n"

    def _observation(self, item: Obs) -> str:
        return f"<gen:Obs><gen:ObsDimension{attribute('value', item.time)}/>{_rest(item, item.attributes)}</gen:Obs>"

    def _flat(self, series: Series) -> Iterator[str]:
        known = list(zip(self.flow.dimension_ids, series.key, strict=True))
        for item in series.observations:
            key = _values([*known, (TIME, item.time)])
            rest = _rest(item, {**series.attributes, **item.attributes})
            yield f"<gen:Obs><gen:ObsKey>{key}</gen:ObsKey>{rest}</gen:Obs>\n"


def _rest(item: Obs, attributes: Mapping[str, str]) -> str:
    value = "" if item.value is None else f"<gen:ObsValue{attribute('value', item.value)}/>"
    return value + _attributes(attributes)


class SpecificXml:
    """Structure-specific data: dimensions and attributes are XML attributes."""

    def __init__(self, flow: Flow, *, flat: bool = False) -> None:
        self.flow = flow
        self.flat = flat
        self.at = "AllDimensions" if flat else TIME
        usage = f"urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow={AGENCY}:{flow.id}({VERSION})"
        self.namespace = f"{usage}:ObsLevelDim:{self.at}"

    def head(self, header: Header) -> str:
        """The message up to its first data set."""
        more = f' xmlns:ns1="{self.namespace}"'
        root = opening("StructureSpecificData", "mes", "ss", "com", "xsi", more=more)
        return root + header.text(_structured(self.flow, self.flat, self.namespace))

    def begin(self, action: Action) -> str:
        """The beginning of a data set."""
        about = f'ss:structureRef="{self.flow.id}" xsi:type="ns1:DataSetType" ss:dataScope="DataStructure"'
        return f'<mes:DataSet {about} action="{action}">\n'

    def series(self, series: Series, action: Action) -> str:
        """One series."""
        key = "".join(map(attribute, self.flow.dimension_ids, series.key))
        shared = key + "".join(attribute(*pair) for pair in series.attributes.items())
        if self.flat:
            return "".join(self._observation(item, shared) for item in series.observations)
        return f"<Series{shared}>{''.join(map(self._observation, series.observations))}</Series>\n"

    def end(self) -> str:
        """The end of a data set."""
        return "</mes:DataSet>\n"

    def tail(self) -> str:
        """The end of the message."""
        return "</mes:StructureSpecificData>\n"

    def _observation(self, item: Obs, shared: str = "") -> str:
        attributes = "".join(attribute(*pair) for pair in item.attributes.items())
        return f"<Obs{shared}{attribute(TIME, item.time)}{attribute(MEASURE, item.value)}{attributes}/>"
