"""What Lincang answers to gongjian's hooks."""

from importlib.resources import files

from gongjian import CityPlugin

from . import (
    chapter_1_goals,
    chapter_2_1_output,
    chapter_2_2_chains,
    chapter_2_3_projects,
    chapter_2_4_promotion,
    chapter_2_5_enterprises,
    chapter_2_6_parks,
    chapter_2_7_digital,
    chapter_3_1_enterprises,
    chapter_3_1_policy,
    chapter_3_1_projects,
    chapter_3_1_titles,
    chapter_3_2_services,
    chapter_4_closing,
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
        chapter_2_1_output,
        chapter_2_2_chains,
        chapter_2_3_projects,
        chapter_2_4_promotion,
        chapter_2_5_enterprises,
        chapter_2_6_parks,
        chapter_2_7_digital,
        chapter_3_1_enterprises,
        chapter_3_1_policy,
        chapter_3_1_projects,
        chapter_3_1_titles,
        chapter_3_2_services,
        chapter_4_closing,
    ),
    published=files(__package__) / "published.csv",
)
