"""How a run goes: a live table on a terminal, plain lines elsewhere. Standard error only."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Final, TypeAlias

from rich.console import Console, Group
from rich.live import Live
from rich.logging import RichHandler
from rich.table import Table
from rich.text import Text

from newsbot.cli.resize import no_leftovers
from newsbot.report.counts import PREFIX, Count
from newsbot.values.redact import redact_logs

if TYPE_CHECKING:
    from scrapy.statscollectors import StatsCollector

PLAIN_INTERVAL: Final = 30.0
"""Seconds between plain lines of numbers."""

PLAIN_LOOK: Final = 5.0
"""Seconds after which to look for what is waited for."""

MOST_WAITS: Final = 5
"""Lines of what is waited for: hundreds of sources are to leave room for the numbers."""

_DIGITS: Final = re.compile(r" \d+ s")

COLUMNS: Final = (Count.LISTINGS, Count.LISTED, Count.FETCHED, Count.NEW, Count.FAILED)

TITLES: Final[Mapping[Count, str]] = {Count.LISTINGS: "pages"}
"""Of columns whose name says too little beside the others: pages of listings read."""

NAME_WIDTH: Final = 30
"""Columns of a source's name: with it the table fits into 80, and a resize seldom breaks a line."""


Waits: TypeAlias = Callable[[float], Sequence[str]]
"""Gives what is waited for, at a time of the monotonic clock."""

StatsOf: TypeAlias = "Callable[[], StatsCollector | None]"
"""Gives a crawler's stats; None before it has begun."""


class Progress:
    """Shows the numbers of running crawlers."""

    def __init__(self, console: Console | None = None, *, is_quiet: bool = False) -> None:
        self._console = console or Console(stderr=True)
        self._is_quiet = is_quiet

    def install_log_handler(
        self, logger: logging.Logger, level: str, secrets: Iterable[str] = ()
    ) -> None:
        """Log through the console, so that log lines do not tear the table; no secret is logged."""
        if self._console.is_terminal:
            handler: logging.Handler = RichHandler(console=self._console, show_path=False)
        else:
            handler = logging.StreamHandler(self._console.file)
            handler.setFormatter(
                logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
            )
        handler.setLevel(level)
        redact_logs([handler], secrets)
        logger.addHandler(handler)
        logger.setLevel(level)
        # A level of its own lets it make a record of every request and item, for nobody.
        logging.getLogger("scrapy").setLevel(level)

    @contextmanager
    def watch(self, stats: Mapping[str, StatsOf], waits: Waits = lambda _: []) -> Iterator[None]:
        """Show the numbers until the block ends, and what is waited for."""
        if self._is_quiet or not stats:
            yield
        elif self._console.is_terminal:
            started = monotonic()
            # A table as high as the terminal would scroll away when lines are broken.
            with (
                Live(
                    get_renderable=lambda: Group(
                        table(stats, monotonic() - started, rows=self._console.height // 2),
                        *map(Text, first(waits(monotonic()))),
                    ),
                    console=self._console,
                    refresh_per_second=4,
                ) as live,
                no_leftovers(self._console, live),
            ):
                yield
        else:
            with self._plain_lines(stats, waits):
                yield

    @contextmanager
    def _plain_lines(self, stats: Mapping[str, StatsOf], waits: Waits) -> Iterator[None]:
        started = monotonic()
        ended = threading.Event()

        def tell() -> None:
            plain = PlainLines(stats, waits, started)
            while not ended.wait(PLAIN_LOOK):
                for line in plain.due(monotonic()):
                    self._console.print(line, soft_wrap=True, highlight=False, markup=False)

        thread = threading.Thread(target=tell, name="progress", daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()


class PlainLines:
    """Which lines are due: the numbers now and then, and soon what is waited for, once."""

    def __init__(self, stats: Mapping[str, StatsOf], waits: Waits, started: float) -> None:
        self._stats = stats
        self._waits = waits
        self._started = self._told_at = started
        self._told: frozenset[str] = frozenset()

    def due(self, now: float) -> Iterator[str]:
        """Yield the lines that are due at a time of the monotonic clock."""
        # `backing off 30 s` and `backing off 25 s` are the same wait.
        waits = {_DIGITS.sub("", wait): wait for wait in first(self._waits(now))}
        if now - self._told_at >= PLAIN_INTERVAL:
            self._told_at, self._told = now, frozenset()
            yield from lines(self._stats, now - self._started)
        yield from (wait for key, wait in waits.items() if key not in self._told)
        self._told = frozenset(waits)


def first(waits: Sequence[str]) -> list[str]:
    """Return the first waits, and how many more there are."""
    more = len(waits) - MOST_WAITS
    return [*waits[:MOST_WAITS], *([f"… and {more} more hosts"] if more > 0 else [])]


def table(stats: Mapping[str, StatsOf], seconds: float, *, rows: int = 100) -> Table:
    """Return a line a source: pages, listed, fetched, new, failed and articles a second.

    Where there are more than *rows* have room for, the rest is one line.
    """
    shown = Table(box=None, pad_edge=False, header_style="bold")
    shown.add_column("source", overflow="ellipsis", max_width=NAME_WIDTH)
    for name in (*(TITLES.get(what, what) for what in COLUMNS), "rate"):
        shown.add_column(str(name), justify="right", no_wrap=True)
    counted = {source: _numbers(stats_of()) for source, stats_of in stats.items()}
    for source, numbers in _as_rows(counted, rows - 1).items():
        cells = [str(numbers[what]) for what in COLUMNS]
        shown.add_row(source, *cells, _rate(numbers, seconds))
    return shown


def _as_rows(counted: Mapping[str, dict[Count, int]], rows: int) -> dict[str, dict[Count, int]]:
    """Return name → numbers for at most *rows* rows; the last may stand for several sources."""
    if len(counted) <= rows:
        return dict(counted)
    names = list(counted)[: max(0, rows - 1)]
    rest = [numbers for name, numbers in counted.items() if name not in names]
    together = {what: sum(numbers[what] for numbers in rest) for what in COLUMNS}
    return {name: counted[name] for name in names} | {f"… {len(rest)} more": together}


def lines(stats: Mapping[str, StatsOf], seconds: float) -> Iterator[str]:
    """Yield a plain line a source."""
    for source, stats_of in stats.items():
        numbers = _numbers(stats_of())
        counted = ", ".join(f"{numbers[what]} {TITLES.get(what, what)}" for what in COLUMNS)
        yield f"{source}: {counted}, {_rate(numbers, seconds)}"


def _numbers(collector: StatsCollector | None) -> dict[Count, int]:
    if collector is None:
        return dict.fromkeys(COLUMNS, 0)
    numbers = {what: collector.get_value(f"{PREFIX}/{what}", 0) for what in COLUMNS}
    numbers[Count.FAILED] += collector.get_value(f"{PREFIX}/{Count.LISTING_FAILED}", 0)
    return numbers


def _rate(numbers: Mapping[Count, int], seconds: float) -> str:
    return f"{numbers[Count.FETCHED] / seconds:.1f}/s" if seconds > 0 else "–"
