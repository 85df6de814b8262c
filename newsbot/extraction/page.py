"""One article's page, parsed once, as the general rules read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from newsbot.extraction.json_ld import article_nodes, read_nodes
from newsbot.extraction.meta import read_meta

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from newsbot.extraction.date_evidence import Dates
    from newsbot.extraction.date_verdict import Verdict
    from newsbot.extraction.frame import Frame
    from newsbot.extraction.lines import Lines
    from newsbot.values.answer import Answer


@dataclass(frozen=True, kw_only=True)
class Page:
    """The page of one article, and what is known of it beforehand."""

    answer: Answer
    """HTML, decoded."""
    fetched_at: datetime
    """Aware; relative dates count from it."""
    zone: ZoneInfo
    """The zone of dates that name none."""
    language: str = ""
    """BCP 47, as the source's file gives it; empty when it does not."""
    remove: tuple[str, ...] = ()
    """CSS of what the source's file takes out of bodies."""

    @property
    def url(self) -> str:
        """Where the page is, after redirects."""
        return self.answer.url

    @cached_property
    def tree(self) -> HtmlElement:
        """The root element. Shared by all rules: none changes it."""
        root: HtmlElement = self.answer.selector.root
        return root

    @cached_property
    def removed(self) -> frozenset[HtmlElement]:
        """The elements that `remove` matches."""
        matched = (node.root for css in self.remove for node in self.answer.selector.css(css))
        return frozenset(root for root in matched if hasattr(root, "iter"))

    @cached_property
    def nodes(self) -> tuple[Mapping[str, Any], ...]:
        """Every object in the page's JSON-LD, in its order."""
        return read_nodes(self.tree)

    @cached_property
    def articles(self) -> tuple[Mapping[str, Any], ...]:
        """The objects of `nodes` that are articles, in their order."""
        return article_nodes(self.nodes)

    @cached_property
    def meta(self) -> Mapping[str, tuple[str, ...]]:
        """Name or property of a meta element, in lower case → its contents, in their order."""
        return read_meta(self.tree)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """BCP 47, the likeliest first: what the source says, what the page does, its script."""
        from newsbot.extraction.languages import read_languages

        return read_languages(self)

    @cached_property
    def lines(self) -> Lines:
        """The page as its reader sees it."""
        from newsbot.extraction.line_reader import read_lines

        return read_lines(self.tree)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """What the page calls itself, in metadata first; often with the site's name."""
        from newsbot.extraction.frame import page_titles

        return page_titles(self.meta, self.articles, self.tree.findtext(".//title") or "")

    @cached_property
    def frame(self) -> Frame:
        """Where in `lines` the article stands."""
        from newsbot.extraction.frame import find_frame

        return find_frame(self.lines.lines, self.titles)

    @cached_property
    def dates(self) -> Dates:
        """All that the page says of when its article was published and changed."""
        from newsbot.extraction.date_evidence import read_dates

        return read_dates(self)

    @cached_property
    def published(self) -> Verdict | None:
        """The best of them, None when none is sound."""
        from newsbot.extraction.date_verdict import choose_published

        return choose_published(self)
