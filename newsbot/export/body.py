"""The body of a post in the form that the source asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from newsbot.export.blocks import is_only_blocks
from newsbot.export.escape import break_liquid, escape_text, fold_lines, without_controls
from newsbot.export.excerpt import excerpt
from newsbot.export.markdown import html_to_markdown
from newsbot.values.html import text_of

_LINE_BREAK: Final = re.compile(r"\r\n?")
_BLANK_LINES: Final = re.compile(r"\n(?:[ \t]*\n)+[ \t]*|\n[ \t]+")


def render_body(html: str, mode: str) -> str:
    """Return the body without outer newlines; *mode* is one of BODY_MODES.

    What *html*, inert already, holds is shown: neither Liquid nor Hugo nor markdown runs it.
    """
    return BODY_MODES[mode](without_controls(html)).strip("\n")


def _as_html(html: str) -> str:
    # A blank line ends an HTML block, and an indented line after it is code.
    text = _BLANK_LINES.sub("\n", _LINE_BREAK.sub("\n", html.strip(" \t\r\n")))
    if not text:
        return ""
    shown = break_liquid(text)
    # A comment or `pre` that comes first ends its HTML block with its own line.
    one_block = "\n" not in text or not text.lower().startswith(("<!--", "<pre"))
    return shown if one_block and is_only_blocks(text) else f"<div>{shown}</div>"


def _as_excerpt(html: str) -> str:
    return escape_text(fold_lines(excerpt(text_of(html))))


def _as_nothing(_html: str) -> str:
    return ""


BODY_MODES: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {
        "html": _as_html,
        "markdown": html_to_markdown,
        "excerpt": _as_excerpt,
        "none": _as_nothing,
    }
)
"""`post.body` → how it is made."""
