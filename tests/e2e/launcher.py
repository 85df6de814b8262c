"""Starts commands as forks of a process that has imported what they need: a start is most of a run.

`Launcher` is the side of the tests; run as a script, this file is the process that forks. What is
forked has imported modules and done nothing else: it has its own arguments, environment, folder and
output, is killed by its own signals, and ends as `python ARGUMENTS` ends.
"""

from __future__ import annotations

import gc
import json
import os
import pkgutil
import runpy
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from select import select
from tempfile import TemporaryFile
from typing import IO, Any

LAZY = (
    "dateparser.languages.loader",
    "html_to_markdown",
    "pypinyin",
    "scrapy.core.downloader.handlers.http11",
    "scrapy.core.scheduler",
    "scrapy.crawler",
    "sqlalchemy.dialects.sqlite.pysqlite",
    "twisted.internet.asyncioreactor",
)
"""What newsbot or Scrapy imports at work only."""

COMPONENTS = ("DOWNLOADER_MIDDLEWARES_BASE", "SPIDER_MIDDLEWARES_BASE", "EXTENSIONS_BASE")


class Launcher:
    """The process that forks, and how to ask it."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._ours, theirs = socket.socketpair()
        self._process = subprocess.Popen(
            [sys.executable, __file__, str(theirs.fileno())],
            cwd=Path(__file__).parents[2],
            env=dict(environment),
            pass_fds=[theirs.fileno()],
            start_new_session=True,  # an interrupt at the keyboard is for the tests
        )
        theirs.close()

    def start(self, arguments: Sequence[str], *, cwd: Path, env: Mapping[str, str]) -> Started:
        """Start `python ARGUMENTS`, where they are `-m MODULE …` or `-c CODE …`."""
        job = {"arguments": [str(one) for one in arguments], "cwd": str(cwd), "env": dict(env)}
        out, err = (TemporaryFile() for _ in range(2))  # noqa: SIM115 - the process keeps them
        status, written = os.pipe()
        with TemporaryFile() as file:
            file.write(json.dumps(job).encode("ascii"))
            file.seek(0)
            files = [file.fileno(), out.fileno(), err.fileno(), written]
            socket.send_fds(self._ours, [b"!"], files)
            os.close(written)
            return Started(arguments, out, err, status)

    def close(self) -> None:
        """End it."""
        self._ours.close()
        self._process.wait()


class Started:
    """A process that was forked; as much of subprocess.Popen as tests need."""

    def __init__(
        self, arguments: Sequence[str], out: IO[bytes], err: IO[bytes], status: int
    ) -> None:
        self.args = list(arguments)
        self._out, self._err, self._status = out, err, status
        self._said = b""
        while b"\n" not in self._said:
            self._said += self._read()
        self.pid = int(self._said.split()[0])
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return its exit code, as subprocess.Popen does; None while it runs."""
        return self._wait(0)

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it is over."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """Kill it."""
        self.send_signal(signal.SIGKILL)

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        """Wait for its end and return what it printed. Raises TimeoutExpired."""
        if self._wait(timeout) is None:
            assert timeout is not None
            raise subprocess.TimeoutExpired(self.args, timeout)
        printed = []
        for file in (self._out, self._err):
            with file:
                file.seek(0)
                printed.append(file.read().decode())
        return printed[0], printed[1]

    def __enter__(self) -> Started:
        return self

    def __exit__(self, *_: object) -> None:
        self._wait(None)
        self._out.close()
        self._err.close()

    def _wait(self, timeout: float | None) -> int | None:
        while self.returncode is None and select([self._status], [], [], timeout)[0]:
            self._said += self._read()
            if self._said.count(b"\n") == 2:
                self.returncode = int(self._said.split()[1])
                os.close(self._status)
        return self.returncode

    def _read(self) -> bytes:
        said = os.read(self._status, 64)
        if not said:
            raise RuntimeError(f"the launcher died before {self.args}")
        return said


def _import_all() -> None:
    """Import newsbot and what it needs."""
    import newsbot

    for module in pkgutil.walk_packages(newsbot.__path__, "newsbot."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    from scrapy.settings import default_settings
    from scrapy.utils.misc import load_object

    from newsbot import settings

    for name in COMPONENTS:
        for path in getattr(settings, name, getattr(default_settings, name)):
            load_object(path)
    for name in LAZY:
        import_module(name)
    assert "twisted.internet.reactor" not in sys.modules, "which reactor is for the command to say"


def _next_job(channel: socket.socket) -> tuple[int, ...]:
    """Fork at every request; return in the forked process, with its files."""
    while True:
        said, files, _, _ = socket.recv_fds(channel, 1, 4)
        if not said:
            os._exit(0)
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            pid = os.fork()
            if pid == 0:
                return tuple(files)
            _mind(pid, files[-1])
        for file in files:
            os.close(file)


def _mind(pid: int, status: int) -> None:
    """Say which process it is, and how it ended."""
    os.write(status, b"%d\n" % pid)
    _, state = os.waitpid(pid, 0)
    os.write(status, b"%d\n" % os.waitstatus_to_exitcode(state))
    os._exit(0)


def _become(job: int, out: int, err: int, status: int) -> dict[str, Any]:
    """Take on folder, environment and output of a command; return the rest of its job."""
    with open(job, "rb") as file:
        wanted: dict[str, Any] = json.load(file)
    null = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((null, 0), (out, 1), (err, 2)):
        os.dup2(source, target)
    for used in (null, out, err, status):
        os.close(used)
    os.chdir(wanted["cwd"])
    os.environ.clear()
    os.environ.update(wanted["env"])
    time.tzset()
    return wanted


def _run(option: str, what: str, *arguments: str) -> None:
    """Do as `python` does with these arguments."""
    sys.argv = [option, *arguments]
    if option == "-m":
        sys.path[0] = str(Path.cwd())
        runpy.run_module(what, run_name="__main__", alter_sys=True)
    else:
        sys.path[0] = ""
        exec(compile(what, "<string>", "exec"), {"__name__": "__main__"})


def _main(channel: socket.socket) -> None:
    _import_all()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those that mind
    gc.collect()
    gc.freeze()
    files = _next_job(channel)
    channel.close()
    job = _become(*files)
    _run(*job["arguments"])


if __name__ == "__main__":
    _main(socket.socket(fileno=int(sys.argv[1])))
