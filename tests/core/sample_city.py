"""A tiny city of our own, in the terms that core asks for: tests of core load no real city."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class SampleIndicator:
    """An indicator."""

    key: str
    name: str
    unit: str
    subjects: tuple[str, ...] = ("city", "division", "enterprise")
    name_en: str = ""
    direction: str = "up"
    accumulation: str = "year_to_date"
    aggregation: str = "sum"
    source: str | None = None


@dataclass(frozen=True)
class SampleList:
    """A list that a plan keeps."""

    id: str
    subject: str
    yearly: bool = False


INDICATORS = {
    i.key: i
    for i in (
        SampleIndicator("gross_output", "工业总产值", "元"),
        SampleIndicator("revenue", "营业收入", "元"),
        SampleIndicator("completed_investment", "完成投资", "元", ("project",)),
        SampleIndicator("employees", "从业人员", "人", ("enterprise",), accumulation="stock"),
        SampleIndicator("value_added_growth", "增加值增速", "%", ("city", "division"), aggregation="none"),
    )
}


@dataclass(frozen=True)
class SampleCity:
    """A city with two counties, a park, a chain, a scope and two lists."""

    key: str
    name: str
    division_code: str
    divisions: frozenset[str]
    parks: frozenset[str] = frozenset({"east-zone"})
    chains: frozenset[str] = frozenset({"tea"})
    lists: Mapping[str, SampleList] = field(
        default_factory=lambda: {
            "chain-leaders": SampleList("chain-leaders", "enterprise", yearly=True),
            "remediation": SampleList("remediation", "enterprise"),
            "key-projects": SampleList("key-projects", "project", yearly=True),
        }
    )

    def has_division(self, code: str) -> bool:
        """Whether the code is one of ours."""
        return code == self.division_code or code in self.divisions

    def has_park(self, park: str) -> bool:
        """Whether the park is ours."""
        return park in self.parks

    def has_chain(self, chain: str) -> bool:
        """Whether the chain is ours."""
        return chain in self.chains

    def has_scope(self, scope: str) -> bool:
        """Whether a figure may cover that part."""
        return scope == "zones"

    def declared_list(self, id: str) -> SampleList | None:
        """The list of that id."""
        return self.lists.get(id)

    def indicator(self, key: str) -> SampleIndicator | None:
        """The indicator of that key."""
        return INDICATORS.get(key)


@dataclass(frozen=True)
class SampleCatalogue:
    """Two neighbours of one province, and one elsewhere that has a county which is a city of its own here."""

    cities: Mapping[str, SampleCity] = field(
        default_factory=lambda: {
            city.key: city
            for city in (
                SampleCity("aa", "甲市", "990100", frozenset({"990102", "990121"})),
                SampleCity("bb", "乙市", "990200", frozenset({"990202"})),
                SampleCity("cc", "丙市", "980300", frozenset({"980302", "980321"})),
                SampleCity("dd", "丁县", "980321", frozenset({"980321100"})),
            )
        }
    )
    indicators: Mapping[str, SampleIndicator] = field(default_factory=lambda: dict(INDICATORS))
