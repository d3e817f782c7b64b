"""What is written for a new city. Pure: no files are touched.

The skeleton is that of the cities in this repository, kept equal to theirs by a test; nothing is invented: what was not
given stays empty, and `gongjian check` asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from string import Template
from typing import Final

_KEY: Final = re.compile(r"[a-z][a-z0-9]{1,29}")
_CODE: Final = re.compile(r"[1-9]\d{5}", re.ASCII)
_SUFFIX: Final = ".template"
_BEGIN, _END = "<!-- clauses -->", "<!-- /clauses -->"


@dataclass(frozen=True, kw_only=True)
class NewCity:
    """What is known of the city and its plan."""

    key: str
    name: str
    name_en: str
    division_code: str
    parent: str | None
    title: str
    first: date
    last: date

    @property
    def words(self) -> dict[str, str]:
        """What stands for the names in the templates."""
        first, last = self.first, self.last
        return {
            "key": self.key,
            "name": self.name,
            "name_en": self.name_en,
            "division_code": self.division_code,
            "province_code": self.division_code[:2],
            "level": "prefecture" if self.division_code.endswith("00") else "county",
            "parent": f'"{self.parent}"' if self.parent else "None",
            "title": self.title,
            "first_year": str(first.year),
            "years": str(first.year) if first.year == last.year else f"{first.year}–{last.year}",
            "from_": f"{first.year}, {first.month}, {first.day}",
            "to": f"{last.year}, {last.month}, {last.day}",
        }


def faults(city: NewCity, taken: Iterable[str]) -> list[str]:
    """Everything that is wrong with it; empty names and an empty code are left to `gongjian check`."""
    found = []
    if not _KEY.fullmatch(city.key):
        found.append(f"{city.key}: a key is 2 to 30 lower-case letters and digits, in pinyin, such as linyi")
    if city.key in taken:
        found.append(f"{city.key}: a city of that key is installed; its plugin is there already")
    if city.division_code and not _CODE.fullmatch(city.division_code):
        found.append(f"--division-code {city.division_code}: write the six digits of GB/T 2260")
    if city.last < city.first:
        found.append(f"--to {city.last}: lies before --from {city.first}")
    if city.parent is not None and not _KEY.fullmatch(city.parent):
        found.append(f"--parent {city.parent}: give the key of the city that the county belongs to")
    for option, text in (("--name", city.name), ("--name-en", city.name_en), ("--title", city.title)):
        if re.search(r'["\\\n\r|$]', text):
            found.append(f"{option}: leave out quotation marks, backslashes, bars, dollars and line breaks")
    return found


def written(city: NewCity, templates: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The files of the plugin by path, from the templates by path."""
    return {
        path.replace("gongjian_key", f"gongjian_{city.key}").removesuffix(_SUFFIX): Template(text).substitute(
            city.words
        )
        for path, text in templates
    }


def with_table(readme: str, table: str) -> str | None:
    """A README with its clause table put between the markers; None when they are missing."""
    before, begin, rest = readme.partition(f"{_BEGIN}\n")
    _, end, after = rest.partition(_END)
    return f"{before}{begin}{table}\n{end}{after}" if begin and end else None
