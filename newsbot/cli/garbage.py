"""How often Python looks for objects that hold each other: a tenth of a crawl, as it comes."""

from __future__ import annotations

import gc
from typing import Final

THRESHOLDS: Final = (5_000, 20, 20)
"""New objects before the youngest are looked at, and looks at them before the older ones are; 700,
10 and 10 are Python's own."""


def collect_less() -> None:
    """Look seldom, and not at what is there by now: what was imported stays."""
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
