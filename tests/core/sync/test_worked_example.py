"""The worked example of the digest in core's README is right, and so is the code beside it."""

import contextlib
import io
import re
from pathlib import Path
from typing import Any

from gongjian_core.sync.digest.canonical import canonical, combined, fingerprint

README = Path(__file__).parents[3] / "services" / "core" / "README.md"


def test_the_example_of_the_digest_prints_what_it_shows() -> None:
    text = README.read_text("utf-8").partition("### The digest")[2]
    found = re.search(r"```python\n(.*?)```\n```\n(.*?)```", text, re.DOTALL)
    assert found
    names: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(found[1], names)  # noqa: S102 - our own documentation
    assert printed.getvalue() == found[2]
    records = [names["tea"], names["kiln"]]
    assert [*(fingerprint(one).hex() for one in records), combined(map(fingerprint, records)).hex()] == found[2].split()
    assert f"`{canonical({name: names['tea'][name] for name in ('city', 'data', 'key', 'revision', 'type')})}`" in text
