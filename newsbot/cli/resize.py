"""A live display survives a terminal that becomes narrower.

The terminal breaks the lines that no longer fit, so that the display takes more rows than Rich
remembers; what it does not erase stays for ever.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import ConsoleRenderable, RenderHook
from rich.control import Control
from rich.segment import ControlType

if TYPE_CHECKING:
    from rich.console import Console
    from rich.live import Live


@contextmanager
def no_leftovers(console: Console, live: Live) -> Iterator[None]:
    """Erase, before it is drawn again, also the rows that a narrower terminal made of it."""
    console.push_render_hook(_Eraser(console, live))
    try:
        yield
    finally:
        console.pop_render_hook()


class _Eraser(RenderHook):
    """Remembers how wide the lines on the screen are."""

    def __init__(self, console: Console, live: Live) -> None:
        self._console = console
        self._live = live
        self._widths: list[int] = []

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        """Put before what is printed what erases the rows that Rich does not know of."""
        further = further_rows(self._widths, self._console.width)
        lines = self._console.render_lines(self._live.renderable, pad=False)
        self._widths = [sum(part.cell_length for part in line) for line in lines]
        del self._widths[self._console.height :]
        return [_erase(further), *renderables] if further else renderables


def further_rows(widths: list[int], columns: int) -> int:
    """Return how many more rows than lines a terminal needs for lines of these widths."""
    return sum(max(0, width - 1) // columns for width in widths)


def _erase(rows: int) -> Control:
    step = ((ControlType.ERASE_IN_LINE, 2), (ControlType.CURSOR_UP, 1))
    return Control(*(step * rows))
