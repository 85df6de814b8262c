from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from newsbot.cli.child import run_child

IS_ENDED_BY_ITS_PROGRAM = """
import sys
from newsbot.cli.child import run_child
from newsbot.cli.signals import end_on_signals

program = '''
import os, signal, time
os.write(FD, b"started")
os.kill(os.getppid(), signal.SIGTERM)
time.sleep(999)
'''
end_on_signals()
run_child([sys.executable, "-c", program], pass_fds=[FD])
"""


def test_what_it_said_on_both_streams_comes_back() -> None:
    code = "import sys; print('out', flush=True); print('naïve', file=sys.stderr); sys.exit(7)"
    done = run_child([sys.executable, "-c", code])
    assert (done.returncode, done.stdout) == (7, "out\nnaïve\n")


def test_a_program_that_is_not_there_is_an_error() -> None:
    with pytest.raises(OSError, match="no-such-program"):
        run_child(["no-such-program"])


def test_handlers_are_as_they_were_when_it_has_ended() -> None:
    before = signal.getsignal(signal.SIGTERM)
    run_child([sys.executable, "-c", ""])
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_signal_that_ends_newsbot_ends_the_program_too() -> None:
    reader, writer = os.pipe()
    code = IS_ENDED_BY_ITS_PROGRAM.replace("FD", str(writer))
    done = subprocess.run(
        [sys.executable, "-c", code], pass_fds=(writer,), capture_output=True, check=False
    )
    os.close(writer)
    with open(reader) as pipe:  # noqa: PTH123 - a descriptor
        # It ends when nobody holds its other end any more: when both have ended.
        said = pipe.read()
    assert (done.returncode, said) == (130, "started"), done.stderr
