from __future__ import annotations

import subprocess
import sys

import pytest

PROLOGUE = """
import os, re, signal, sys, time
from newsbot.cli.signals import ask_on_signals, end, end_on_signals

def interrupt():
    os.kill(os.getpid(), signal.SIGTERM)

end_on_signals()
"""

AT_THE_FIRST_IMPORT = """
interrupt()
"""

IN_A_REGULAR_EXPRESSION_WITHOUT_END = """
with ask_on_signals(lambda: None, exit_after=0.1):
    interrupt()
    re.match("(a+)+b", "a" * 99)
"""

WHERE_NO_ALARM_COMES_THROUGH = """
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
with ask_on_signals(lambda: None, exit_after=0.1):
    interrupt()
    time.sleep(999)
"""

A_SECOND_TIME = """
with ask_on_signals(lambda: None, exit_after=999):
    interrupt()
    interrupt()
    time.sleep(999)
"""

AFTER_A_RUN_THAT_WAS_ASKED_TO_END = """
with ask_on_signals(lambda: None, exit_after=0.1):
    interrupt()
time.sleep(999)
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=False
    )


@pytest.mark.parametrize(
    "code",
    [
        AT_THE_FIRST_IMPORT,
        IN_A_REGULAR_EXPRESSION_WITHOUT_END,
        WHERE_NO_ALARM_COMES_THROUGH,
        A_SECOND_TIME,
        AFTER_A_RUN_THAT_WAS_ASKED_TO_END,
    ],
    ids=[
        "before anything has begun",
        "in a regular expression without end",
        "where no alarm comes through",
        "a second time",
        "after a run that was asked to end",
    ],
)
def test_a_signal_ends_the_process_whatever_it_is_at(code: str) -> None:
    done = run(PROLOGUE + code)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.startswith("newsbot: stopped; what was finished is kept\n")


def test_the_first_signal_asks_and_the_block_goes_on_to_its_end() -> None:
    code = """
asked = []
with ask_on_signals(lambda: asked.append(True)):
    interrupt()
print(asked)
end(7)
"""
    done = run(PROLOGUE + code)
    assert (done.returncode, done.stdout, done.stderr) == (7, "[True]\n", "")


def test_a_signal_while_the_commands_are_imported_gives_the_same_code() -> None:
    code = """
import os, signal, sys

class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == "newsbot.cli.app":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupting())
from newsbot.cli import main
main()
"""
    done = run(code)
    assert done.returncode == 130
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        pytest.param("print('words')", "words\n", id="what was printed is written"),
        pytest.param("sys.stdout.close()", "", id="a stream that is gone is passed over"),
    ],
)
def test_the_end_has_its_code(code: str, printed: str) -> None:
    done = run(f"{PROLOGUE}{code}\nend(1)")
    assert (done.returncode, done.stdout, done.stderr) == (1, printed, "")
