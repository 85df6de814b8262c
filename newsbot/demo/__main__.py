"""Serves the demo newsroom until it is interrupted: `python -m newsbot.demo --port 8000`."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from threading import Event

from newsbot.demo.newsroom import Newsroom
from newsbot.demo.server import NewsroomServer


def main() -> None:
    """Serve what the command line says."""
    parser = argparse.ArgumentParser(prog="python -m newsbot.demo", description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="0 takes a free one")
    parser.add_argument("--stories", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    newsroom = Newsroom(stories=options.stories, seed=options.seed)
    try:
        serving = NewsroomServer(newsroom, port=options.port, record=False)
    except OSError as error:
        parser.error(f"port {options.port} cannot be had: {error.strerror}; choose another --port")
    # Around all of it: whoever reads the address may send the interrupt at once.
    with suppress(KeyboardInterrupt), serving as server:
        sys.stdout.write(f"{server.url}\n")
        sys.stdout.flush()
        Event().wait()


if __name__ == "__main__":
    main()
