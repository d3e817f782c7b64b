"""The bootstrap is no package: it runs before there is an environment. Here it is loaded from its files."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "services" / "bootstrap"))
