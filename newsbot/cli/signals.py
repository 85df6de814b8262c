"""SIGINT and SIGTERM end the process with 130, from its first line to its last.

Whatever newsbot does can be cut off anywhere: what was not finished is in the ledger as it was. The
entry point imports this module before all others, so it imports next to nothing itself.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final, NoReturn

from newsbot.cli.exits import Exit

SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)

EXIT_AFTER: Final = 9.0
"""Seconds after which the process ends, whatever is still going on."""

THREAD_AFTER: Final = 0.5
"""Seconds more for the thread that ends the process where the alarm does not get through."""

STOPPED: Final = b"newsbot: stopped; what was finished is kept\n"
SHOW_CURSOR: Final = b"\x1b[?25h"
"""The live table hides it."""


def end_on_signals() -> None:
    """End the process at once when either signal comes."""
    for number in SIGNALS:
        signal.signal(number, _end_now)


@contextmanager
def ask_on_signals(ask: Callable[[], None], *, exit_after: float = EXIT_AFTER) -> Iterator[None]:
    """Call *ask* on the first signal; the second one, or the time, ends the process.

    *ask* runs between two instructions of the main thread, whatever that is at.
    """
    asked = threading.Lock()
    asked.acquire()
    # Made before it is needed: a thread cannot safely be started from a signal's handler.
    args = (asked, exit_after)
    threading.Thread(target=_end_later, args=args, name="deadline", daemon=True).start()

    def on_first(_number: int, _frame: object) -> None:
        end_on_signals()
        # The thread is enough for an event loop that waits, or is in a parser that lets go of the
        # interpreter. A regular expression does not, but looks for signals.
        asked.release()
        signal.signal(signal.SIGALRM, _end_now)
        signal.setitimer(signal.ITIMER_REAL, exit_after)
        ask()

    for number in SIGNALS:
        signal.signal(number, on_first)
    try:
        yield
    finally:
        end_on_signals()


def end(code: int) -> NoReturn:
    """End the process with *code*, and without the interpreter's own end.

    That gives signals their default back, long before it is over.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # nobody reads it any more
            stream.flush()
    os._exit(code)


def _end_later(asked: threading.Lock, seconds: float) -> None:
    with asked:
        time.sleep(seconds + THREAD_AFTER)
        _end_now()


def _end_now(_number: int = 0, _frame: object = None) -> NoReturn:
    # Not through `sys.stderr`: the signal may have come in the midst of one of its calls.
    with suppress(OSError):
        os.write(2, (SHOW_CURSOR if os.isatty(2) else b"") + STOPPED)
    os._exit(Exit.STOPPED)
