"""What else tells where on a page the text stands: JSON-LD that has it, too, and the headline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from newsbot.extraction.body_lead import descriptions
from newsbot.extraction.body_outline import Outline
from newsbot.extraction.frame import bare
from newsbot.extraction.page import Page

_SHORTEST: Final = 300
"""Letters of a text that can tell."""

_ABOVE: Final = 0.3
"""What a line counts that stands above the headline."""

_SAME: Final = 40
"""Letters at the beginning of a line by which it is known."""


def article_bodies(page: Page) -> Iterator[str]:
    """Yield what JSON-LD gives as the text, where it is more than the description."""
    said = descriptions(page)
    for node in page.articles:
        text = node.get("articleBody")
        if isinstance(text, str) and not any(bare(text) in other for other in said):
            yield text


def believe_witness(outline: Outline, page: Page) -> None:
    """Let only those lines speak for an element that JSON-LD has, too, if it has most of any."""
    for text in article_bodies(page):
        said = bare(text)
        known = {run for run in outline.runs if run.good and bare(run.text)[:_SAME] in said}
        if len(said) >= _SHORTEST and sum(len(run.text) for run in known) >= len(said) / 2:
            for run in outline.runs:
                if run not in known:
                    outline.nodes[run.node].good -= run.good
                    outline.nodes[run.node].near -= run.good
            return


def discount_above(outline: Outline, headline: int) -> None:
    """Let lines count less that stand above the headline, at its place among the tokens."""
    for run in outline.runs:
        if run.first >= headline:
            return
        outline.nodes[run.node].near -= (1 - _ABOVE) * run.good
