"""The command line: one file a command."""

from __future__ import annotations

import sys
from typing import NoReturn

from newsbot.cli.signals import end, end_on_signals


def main() -> NoReturn:
    """Run `newsbot`; the exit codes are those of `newsbot.cli.exits`."""
    end_on_signals()
    from newsbot.cli.app import run

    end(run(sys.argv[1:]))
