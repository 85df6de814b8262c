"""The body: the element that holds the article's text, without what stands beside it.

Where a page has no such element, or only a few words in it, its data and trafilatura are asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from newsbot.article import Rank, Value
from newsbot.extraction.body_blocks import Block, join, prose_length
from newsbot.extraction.body_choice import choose_container, dropped, mark_asides, more_of
from newsbot.extraction.body_lead import (
    find_leads,
    headlines,
    is_headline,
    place_of_headline,
)
from newsbot.extraction.body_lines import leads_elsewhere
from newsbot.extraction.body_outline import is_prose, weigh
from newsbot.extraction.body_plain import blocks_of_text, plain_block
from newsbot.extraction.body_reading import read_outline
from newsbot.extraction.body_state import texts_in_state
from newsbot.extraction.body_trim import trim
from newsbot.extraction.body_witness import article_bodies, believe_witness, discount_above
from newsbot.extraction.body_writing import read_blocks
from newsbot.extraction.cascade import Cascade, GeneralRule
from newsbot.extraction.library import read_body
from newsbot.extraction.page import Page
from newsbot.values.html import text_of

SURE: Final = 140
"""Length of the sentences from which the text that a page shows needs no second opinion."""

_NOTICE: Final = re.compile(
    r"(?:enable|activ\w+|aktivier\w+|turn on|allow|requires?|habilit\w+|disabled).{0,40}"
    r"(?:javascript|cookies)|javascript.{0,40}(?:enabled?|disabled|deaktiviert|désactivé|required)|"
    r"(?:请|請).{0,10}(?:启用|開啟|开启|启动).{0,10}javascript|javascriptを有効",
    re.I,
)
_LINK: Final = re.compile(r"<a [^>]*>(.*?)</a>", re.S)


def read_text(page: Page) -> list[Block]:
    """Return the blocks of the text that a page shows, in its order; empty when it shows none."""
    outline = read_outline(page.walk, page.removed)
    discount_above(outline, place_of_headline(outline, headlines(page)))
    believe_witness(outline, page)
    mark_asides(outline)
    container = choose_container(outline)
    if container is None:
        return []
    containers = more_of(outline, container)
    leads = [plain_block(run.text) for run in find_leads(outline, containers[0], page)]
    blocks: list[Block] = []
    for index in containers:
        blocks += read_blocks(outline, index, frozenset(dropped(outline, index)))
    return trim(leads, blocks, outline, page)


def _shown(page: Page) -> Iterator[str]:
    blocks = page.blocks
    length = prose_length(blocks)
    said = max((weigh(text) for text in article_bodies(page)), default=0)
    if length >= SURE and length >= said / 2:
        yield join(blocks)


def _short(page: Page) -> Iterator[str]:
    blocks = page.blocks
    if prose_length(blocks):
        yield join(blocks)


def _json_ld(page: Page) -> Iterator[str]:
    for text in sorted(article_bodies(page), key=weigh, reverse=True):
        yield join(blocks_of_text(text))


def _state(page: Page) -> Iterator[str]:
    for text in texts_in_state(page.tree):
        yield join(blocks_of_text(text))


def _trafilatura(page: Page) -> Iterator[str]:
    html = join(blocks_of_text(read_body(page.answer.text, page.url)))
    # Where it finds nothing, it gives all lines of the page in one paragraph.
    if html and _is_mostly_prose(text_of(html.replace("\n", "<br>")), page):
        yield html


def _is_mostly_prose(text: str, page: Page) -> bool:
    """Tell sentences from what a page without any shows: its menu, headline and buttons."""
    titles = headlines(page)
    lines = [(line, weigh(line)) for line in text.split("\n") if not is_headline(line, titles)]
    prose = sum(
        length
        for line, length in lines
        if is_prose(line, length) and not leads_elsewhere(line, 0, length)
    )
    return prose > sum(length for _, length in lines) / 2


def _doubt(value: Value, _: Page) -> str:
    html = str(value)
    text = text_of(html)
    if not text:
        return "empty"
    if len(text) <= SURE and _NOTICE.search(text):
        return "asks for scripts or cookies"
    if not any(is_prose(line, weigh(line)) for line in text.split("\n")):
        return "no sentences"
    linked = sum(len(text_of(link)) for link in _LINK.findall(html))
    return "mostly links" if linked > len(text) / 2 else ""


BODY: Final = Cascade(
    rules=(
        GeneralRule("text density", Rank.GENERIC, _shown),
        GeneralRule("json-ld articleBody", Rank.METADATA, _json_ld),
        GeneralRule("page state", Rank.GENERIC, _state),
        GeneralRule("short text", Rank.GENERIC, _short),
        GeneralRule("trafilatura", Rank.GENERIC, _trafilatura),
    ),
    doubt=_doubt,
)
"""The body as HTML of few tags, without classes."""
