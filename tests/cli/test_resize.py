from __future__ import annotations

import io

import pytest
from rich.console import Console
from rich.live import Live
from rich.text import Text

from newsbot.cli.resize import further_rows, no_leftovers

ERASE_AND_UP = "\x1b[2K\x1b[1A"


@pytest.mark.parametrize(
    ("widths", "columns", "rows"),
    [
        pytest.param([72, 72], 80, 0, id="everything fits"),
        pytest.param([80], 80, 0, id="just"),
        pytest.param([72, 72], 50, 2, id="each line broken once"),
        pytest.param([72, 10, 0], 30, 2, id="one broken twice"),
    ],
)
def test_a_narrower_terminal_breaks_lines(widths: list[int], columns: int, rows: int) -> None:
    assert further_rows(widths, columns) == rows


def test_the_rows_that_a_narrower_terminal_made_are_erased_too() -> None:
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=80, height=24)
    shown = Text("x" * 70 + "\n" + "y" * 70)
    with (
        Live(shown, console=console, auto_refresh=False) as live,
        no_leftovers(console, live),
    ):
        live.refresh()
        console.width = 40
        screen.seek(0)
        screen.truncate()
        live.refresh()
        after_resize = screen.getvalue()
        screen.seek(0)
        screen.truncate()
        live.refresh()
    assert after_resize.startswith(2 * ERASE_AND_UP)
    assert not screen.getvalue().startswith(ERASE_AND_UP)
