"""The command line: one file a command."""

from __future__ import annotations

import gc
import sys
from typing import Final, NoReturn

from newsbot.cli.signals import end, end_on_signals

COLLECT_AFTER: Final = (20_000, 20, 20)
"""New objects after which to look for cycles: Python's 700 costs a start a tenth of its time."""


def main() -> NoReturn:
    """Run `newsbot`; the exit codes are those of `newsbot.cli.exits`."""
    end_on_signals()
    gc.set_threshold(*COLLECT_AFTER)
    from newsbot.cli.app import run

    end(run(sys.argv[1:]))
