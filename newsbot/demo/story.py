"""A story of the demo newsroom, and what it is made of."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

TAG: Final = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """An invented medium; each has its own category page."""

    name: str
    slug: str
    """ASCII; names the category page and the folder of the articles."""
    language: str
    """BCP 47."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A hand-written story with slots in braces, and what stands in them as it was written."""

    headline: str
    digest: str
    place: str
    people: tuple[str, str]
    numbers: Mapping[str, int]
    blocks: tuple[str, ...]
    """HTML, one block element each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What is true of one story; pages and JSON answers are renderings of it."""

    identifier: str
    url_path: str
    headline: str
    date_published: datetime
    """Aware, Asia/Shanghai, whole seconds."""
    date_modified: datetime | None = None
    """None for a story that was never edited."""
    publisher: str
    publisher_slug: str
    language: str
    authors: tuple[str, ...]
    digest: str
    image_path: str
    has_body_on_page: bool
    """False where only the share content has the text."""
    page_count: int
    """Pages that the article is spread over."""
    text: Text
    slots: Mapping[str, str]
    addition: str = ""
    """A paragraph that an edit added, plain text."""

    @property
    def share_path(self) -> str:
        """Path and query of the link that is passed around."""
        return f"/html_News/Share.html?infoCode={self.identifier}"

    @property
    def content_path(self) -> str:
        """Path and query of the JSON answer with the text."""
        return f"/NewsData/GetNewsText.do?id={self.identifier}"

    @property
    def blocks(self) -> tuple[str, ...]:
        """The body, a block element each; without indents, advertisements and scripts."""
        written = tuple(block.format_map(self.slots) for block in self.text.blocks)
        return (*written, f"<p>{html.escape(self.addition)}</p>") if self.addition else written

    @property
    def body_html(self) -> str:
        """The body in one piece; addresses in it start with `/`."""
        return "".join(self.blocks)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The words of each block."""
        return tuple(html.unescape(TAG.sub(" ", block)).strip() for block in self.blocks)

    def page_blocks(self, number: int) -> tuple[str, ...]:
        """Return the blocks on page `number`, counted from 1."""
        if not self.has_body_on_page:
            return ()
        size = -(-len(self.blocks) // self.page_count)
        return self.blocks[(number - 1) * size : number * size]

    def page_path(self, number: int) -> str:
        """Return the path of page `number`, counted from 1."""
        return self.url_path if number == 1 else f"{self.url_path[:-5]}_{number}.html"
