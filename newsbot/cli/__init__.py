"""The command line: one file a command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run `newsbot`; the exit codes are those of `newsbot.cli.exits`."""
    from newsbot.cli.app import run

    sys.exit(run(sys.argv[1:]))
