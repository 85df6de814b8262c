"""The headline, without the site's name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from newsbot.article import Rank, Value
from newsbot.extraction.cascade import Cascade, GeneralRule
from newsbot.extraction.page import Page


def _json_ld(page: Page) -> Iterator[str]:
    for node in page.articles:
        headline = node.get("headline")
        if isinstance(headline, str):
            yield headline


def _open_graph(page: Page) -> Iterator[str]:
    yield from page.meta.get("og:title", ())


def _doubt(value: Value, _: Page) -> str:
    return "" if isinstance(value, str) and value.strip() else "empty"


HEADLINE: Final = Cascade(
    rules=(
        GeneralRule("json-ld headline", Rank.METADATA, _json_ld),
        GeneralRule("meta og:title", Rank.METADATA, _open_graph),
    ),
    doubt=_doubt,
)
