"""A parent city with a county that is a city of its own here, and a neighbour: each with a few targets."""

from dataclasses import replace

from tests.core.attainment.declared_city import city, make

from gongjian import Declarations, Target, at_least, count, percent, quantity, yi
from gongjian.counts import STARTED
from gongjian_core.catalogue import InstalledCities, InstalledCity

OFFICE, STATISTICS = "市工业和信息化局", "市统计局"
COUNTS = count("project", STARTED)
GDP = make("gdp", at_least(yi(1200)), indicator="gdp", kind="level")
GROWTH = make("growth", at_least(percent(12)), indicator="industrial_value_added_growth", kind="growth")
SCOPED = make("zones", at_least(yi(40)), indicator="gdp", kind="level", scope="zones", strength="aspirational")
EACH = make("each", at_least(quantity(1, "个")), per="division", measure=COUNTS, lead=(STATISTICS,))
STARTED_ALL = make("started", at_least(quantity(4, "个")), measure=COUNTS, lead=(STATISTICS, OFFICE))
PARK = make("park", at_least(quantity(1, "个")), measure=COUNTS, subject="park:east-zone", cooperating=(STATISTICS,))
WORDS = make("words", at_least(yi(1)), indicator="tax_per_mu", kind="level", period="2025", due_stated=True)


def installed(key: str, code: str, *targets: Target, parent: str | None = None) -> InstalledCity:
    """An installed city; its own indicator is called after it."""
    said: Declarations = city(key, code, *targets).declarations
    own = tuple(replace(item, key=f"{key}_{item.key}") for item in said.indicators)
    kept = tuple(
        replace(t, indicator=f"{key}_{t.indicator}") if t.indicator == "tax_per_mu" else t for t in said.targets
    )
    return InstalledCity(replace(said, city=replace(said.city, parent=parent), indicators=own, targets=kept))


def catalogue() -> InstalledCities:
    """The parent `aa`, its county `ab`, the neighbour `bb`, and `cc`, which declares nothing."""
    return InstalledCities(
        {
            "aa": installed("aa", "990100", GDP, GROWTH, SCOPED, EACH, STARTED_ALL, PARK, WORDS),
            "ab": installed("ab", "990121", GDP, parent="aa"),
            "bb": installed("bb", "990200", GDP, GROWTH),
            "cc": installed("cc", "990300"),
        }
    )
