"""The body: the element that holds the article's text, without what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from newsbot.article import Rank, Value
from newsbot.extraction.body_blocks import Block, join, read_blocks
from newsbot.extraction.body_choice import choose_container, dropped, mark_asides, more_of
from newsbot.extraction.body_lead import find_leads
from newsbot.extraction.body_outline import Run, read_outline
from newsbot.extraction.body_trim import trim
from newsbot.extraction.cascade import Cascade, GeneralRule
from newsbot.extraction.page import Page


def _densest(page: Page) -> Iterator[str]:
    outline = read_outline(page.tree)
    mark_asides(outline)
    container = choose_container(outline)
    if container is not None:
        leads = [lead_block(run) for run in find_leads(outline, container, page)]
        blocks: list[Block] = []
        for index in more_of(outline, container):
            blocks += read_blocks(outline, index, frozenset(dropped(outline, index)))
        yield join(trim(leads, blocks, outline, page))


def lead_block(run: Run) -> Block:
    """Return a line as a paragraph."""
    html = f"<p>{escape(run.text, quote=False)}</p>"
    return Block("p", html, run.text, run.length, run.linked, has_image=False, node=run.node)


def _doubt(value: Value, _: Page) -> str:
    return "" if isinstance(value, str) and value.strip() else "empty"


BODY: Final = Cascade(
    rules=(GeneralRule("text density", Rank.GENERIC, _densest),),
    doubt=_doubt,
)
