"""What Tancheng answers to gongjian's hooks."""

from importlib.resources import files

from gongjian import CityPlugin

from . import (
    chapter_2_1_leaders,
    chapter_2_2_enterprises,
    chapter_2_3_entries,
    chapter_2_4_parks,
    chapter_2_5_promotion,
    chapter_2_goals,
    chapter_3_1_upgrades,
    chapter_3_2_innovation,
    chapter_3_3_parks,
    chapter_3_4_promotion,
    chapter_3_5_idle_assets,
    chapter_3_6_entrepreneurs,
    chapter_4_safeguards,
)
from .document import PLAN
from .indicators import INDICATORS
from .places import CITY

PLUGIN = CityPlugin(
    city=CITY,
    plans=(PLAN,),
    indicators=INDICATORS,
    chapters=(
        chapter_2_goals,
        chapter_2_1_leaders,
        chapter_2_2_enterprises,
        chapter_2_3_entries,
        chapter_2_4_parks,
        chapter_2_5_promotion,
        chapter_3_1_upgrades,
        chapter_3_2_innovation,
        chapter_3_3_parks,
        chapter_3_4_promotion,
        chapter_3_5_idle_assets,
        chapter_3_6_entrepreneurs,
        chapter_4_safeguards,
    ),
    published=files(__package__) / "published.csv",
)
