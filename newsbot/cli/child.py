"""Programs that newsbot runs: none goes on when newsbot is ended."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from newsbot.cli.signals import SIGNALS


def run_child(
    command: Sequence[str],
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    pass_fds: Sequence[int] = (),
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end, and return what it said on both streams.

    A signal that ends newsbot meanwhile ends the program first. Raises OSError.
    """
    started: list[subprocess.Popen[str]] = []

    def end_it() -> None:
        for child in started:
            child.terminate()

    with _before_a_signal_ends_us(end_it):
        child = subprocess.Popen(  # noqa: S603 - no shell
            command,
            cwd=cwd,
            env=env,
            pass_fds=pass_fds,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        started.append(child)
        output, _ = child.communicate()
    return subprocess.CompletedProcess(command, child.returncode, output)


@contextmanager
def _before_a_signal_ends_us(act: Callable[[], None]) -> Iterator[None]:
    before = {int(number): signal.getsignal(number) for number in SIGNALS}

    def on_signal(number: int, frame: FrameType | None) -> None:
        act()
        handler = before[number]
        if callable(handler):
            handler(number, frame)

    for number in SIGNALS:
        signal.signal(number, on_signal)
    try:
        yield
    finally:
        for ended, handler in before.items():
            signal.signal(ended, handler)
