"""What Linyi answers to gongjian's hooks."""

from importlib.resources import files

from gongjian import CityPlugin

from . import (
    chapter_1_requirements,
    chapter_2_goals,
    chapter_2_schedule,
    chapter_3_1_elimination,
    chapter_3_2_quality,
    chapter_3_3_upgrades,
    chapter_3_4_innovation,
    chapter_3_5_specialised,
    chapter_3_6_local_products,
    chapter_3_7_digital,
    chapter_3_8_promotion,
    chapter_3_9_listing,
    chapter_3_10_clusters,
    chapter_4_1_leadership,
    chapter_4_2_services,
    chapter_4_3_supervision,
)
from .document import PLAN
from .indicators import INDICATORS
from .places import CITY

PLUGIN = CityPlugin(
    city=CITY,
    plans=(PLAN,),
    indicators=INDICATORS,
    chapters=(
        chapter_1_requirements,
        chapter_2_goals,
        chapter_2_schedule,
        chapter_3_1_elimination,
        chapter_3_2_quality,
        chapter_3_3_upgrades,
        chapter_3_4_innovation,
        chapter_3_5_specialised,
        chapter_3_6_local_products,
        chapter_3_7_digital,
        chapter_3_8_promotion,
        chapter_3_9_listing,
        chapter_3_10_clusters,
        chapter_4_1_leadership,
        chapter_4_2_services,
        chapter_4_3_supervision,
    ),
    published=files(__package__) / "published.csv",
)
