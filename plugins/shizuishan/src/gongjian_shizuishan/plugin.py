"""What Shizuishan answers to gongjian's hooks."""

from importlib.resources import files

from gongjian import CityPlugin

from . import (
    chapter_2_goals,
    chapter_3_1_pressure,
    chapter_3_1_remediation,
    chapter_3_1_suspended,
    chapter_3_1_two_high,
    chapter_3_2_innovation,
    chapter_3_3_quality,
    chapter_3_4_digital,
    chapter_3_5_investment,
    chapter_4_schedule,
    chapter_5_requirements,
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
        chapter_3_1_pressure,
        chapter_3_1_remediation,
        chapter_3_1_two_high,
        chapter_3_1_suspended,
        chapter_3_2_innovation,
        chapter_3_3_quality,
        chapter_3_4_digital,
        chapter_3_5_investment,
        chapter_4_schedule,
        chapter_5_requirements,
    ),
    published=files(__package__) / "published.csv",
)
