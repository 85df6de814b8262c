"""All commands, and how their errors become exit codes."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from newsbot import __version__
from newsbot.cli.add import add
from newsbot.cli.check import check
from newsbot.cli.crawl import crawl
from newsbot.cli.demo import demo
from newsbot.cli.exits import Exit
from newsbot.cli.init import init
from newsbot.cli.try_ import try_
from newsbot.errors import LockedError, NewsbotError


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code; every mistake is one clear message."""
    try:
        build_app()(args=list(arguments), prog_name="newsbot")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else Exit.DONE
    return Exit.DONE


def build_app() -> typer.Typer:
    """Return the application with every command."""
    app = typer.Typer(
        name="newsbot",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    for name, command in (
        ("demo", demo),
        ("init", init),
        ("add", add),
        ("try", try_),
        ("crawl", crawl),
        ("check", check),
    ):
        app.command(name)(_with_exit_code(command))
    return app


def _with_exit_code(command: Callable[..., int | None]) -> Callable[..., None]:
    """Turn what a command returns or raises into the exit code of the process."""

    @functools.wraps(command)
    def run_command(*args: Any, **kwargs: Any) -> None:
        try:
            code = command(*args, **kwargs)
        except LockedError as error:
            code = _tell(error, Exit.LOCKED)
        except NewsbotError as error:
            code = _tell(error, Exit.USAGE)
        except KeyboardInterrupt:
            code = Exit.STOPPED
        raise typer.Exit(code or Exit.DONE)

    return run_command


def _tell(error: NewsbotError, code: Exit) -> Exit:
    typer.echo(f"newsbot: {error}", err=True)
    return code


def _show_version(is_wanted: bool) -> None:  # noqa: FBT001 - Typer calls it so
    if is_wanted:
        typer.echo(f"newsbot {__version__}")
        raise typer.Exit


def _root(
    *,
    _version: Annotated[
        bool,
        typer.Option("--version", help="Show the version.", is_eager=True, callback=_show_version),
    ] = False,
) -> None:
    """News sites into a markdown archive that its owner keeps."""
