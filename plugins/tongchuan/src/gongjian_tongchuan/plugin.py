"""What Tongchuan answers to gongjian's hooks."""

from importlib.resources import files

from gongjian import CityPlugin

from . import (
    chapter_1_goals,
    chapter_2_1_reserve,
    chapter_2_2_signing,
    chapter_2_3_construction,
    chapter_2_4_upgrades,
    chapter_2_5_commissioning,
    chapter_3_requirements,
    chapter_4_1_organisation,
    chapter_4_2_accountability,
)
from .document import PLAN
from .indicators import INDICATORS
from .places import CITY

PLUGIN = CityPlugin(
    city=CITY,
    plans=(PLAN,),
    indicators=INDICATORS,
    chapters=(
        chapter_1_goals,
        chapter_2_1_reserve,
        chapter_2_2_signing,
        chapter_2_3_construction,
        chapter_2_4_upgrades,
        chapter_2_5_commissioning,
        chapter_3_requirements,
        chapter_4_1_organisation,
        chapter_4_2_accountability,
    ),
    published=files(__package__) / "published.csv",
)
