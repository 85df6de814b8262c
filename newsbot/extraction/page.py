"""One article's page, parsed once, as the general rules read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from newsbot.extraction.element_text import sample_of, shown_text
from newsbot.extraction.json_ld import all_nodes, article_nodes, is_article, read_scripts
from newsbot.extraction.meta import read_comment, read_meta
from newsbot.extraction.microdata import read_things
from newsbot.extraction.own_article import own_articles
from newsbot.extraction.site_names import site_names
from newsbot.extraction.walk import Walk, walk

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from newsbot.extraction.body_blocks import Block
    from newsbot.extraction.date_evidence import Dates
    from newsbot.extraction.date_verdict import Verdict
    from newsbot.extraction.datelines import Dateline
    from newsbot.extraction.frame import Frame
    from newsbot.extraction.lines import Lines
    from newsbot.extraction.witness import Witness
    from newsbot.values.answer import Answer


MOST_HEADINGS: Final = 20
"""Headings of the first level that are looked at."""


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
    def walk(self) -> Walk:
        """All of `tree` that is looked at, as a list."""
        return walk(self.tree)

    @cached_property
    def text(self) -> str:
        """All texts of `walk`, a line each: to learn what words are nowhere on the page."""
        return "\n".join([token for token in self.walk.tokens if isinstance(token, str)])

    @cached_property
    def removed(self) -> frozenset[HtmlElement]:
        """The elements that `remove` matches."""
        matched = (node.root for css in self.remove for node in self.answer.selector.css(css))
        return frozenset(root for root in matched if hasattr(root, "iter"))

    @cached_property
    def json_ld(self) -> tuple[Any, ...]:
        """The values of the page's JSON-LD scripts, as they came."""
        return read_scripts(self.tree)

    @cached_property
    def nodes(self) -> tuple[Mapping[str, Any], ...]:
        """Every object in the page's JSON-LD, in its order."""
        return all_nodes(self.json_ld)

    @cached_property
    def articles(self) -> tuple[Mapping[str, Any], ...]:
        """The articles in the page's JSON-LD that are its own, not those it links to."""
        return own_articles(article_nodes(self.json_ld), self.own_urls, self.own_titles)

    @cached_property
    def things(self) -> tuple[Mapping[str, Any], ...]:
        """Every thing in the page's microdata and RDFa, in the shape of JSON-LD."""
        return read_things(self.tree)

    @cached_property
    def microdata(self) -> tuple[Mapping[str, Any], ...]:
        """The articles in the page's microdata and RDFa that are its own."""
        named = tuple(thing for thing in self.things if is_article(thing))
        return own_articles(named, self.own_urls, self.own_titles)

    @cached_property
    def title(self) -> str:
        """The text of its title element."""
        titles = self.tree.xpath("//title[not(ancestor::*[local-name() = 'svg'])]")
        return shown_text(titles[0]) if titles else ""

    @cached_property
    def h1(self) -> tuple[HtmlElement, ...]:
        """Its headings of the first level."""
        return tuple(islice(self.tree.iter("h1"), MOST_HEADINGS))

    @cached_property
    def own_titles(self) -> tuple[str, ...]:
        """What the page as a whole is called."""
        named = (*self.meta.get("og:title", ())[:1], self.title, *map(shown_text, self.h1))
        return tuple(filter(None, named))

    @cached_property
    def sample(self) -> str:
        """Sentences of the page, by which its language is told."""
        return sample_of(self.tree)

    @cached_property
    def site_names(self) -> frozenset[str]:
        """The letters of every name that the page has for its site."""
        return site_names(self)

    @cached_property
    def own_urls(self) -> tuple[str, ...]:
        """The page's address, and those that it says are its own."""
        links = self.tree.xpath("//link[@rel='canonical']/@href")
        return (self.url, *map(str, links[:1]), *self.meta.get("og:url", ())[:1])

    @cached_property
    def meta(self) -> Mapping[str, tuple[str, ...]]:
        """Name or property of a meta element, in lower case → its contents, in their order."""
        return {**read_comment(self.answer.text), **read_meta(self.tree)}

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """BCP 47, the likeliest first: what the source says, what the page does, its script."""
        from newsbot.extraction.languages import read_languages

        return read_languages(self)

    @cached_property
    def lines(self) -> Lines:
        """The page as its reader sees it."""
        from newsbot.extraction.line_reader import read_lines

        return read_lines(self.walk)

    @cached_property
    def blocks(self) -> Sequence[Block]:
        """The text that the page shows, in its order."""
        from newsbot.extraction.body import read_text

        return read_text(self)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """What the page calls itself, in metadata first; often with the site's name."""
        from newsbot.extraction.frame import page_titles

        return page_titles(self.meta, self.articles, self.title)

    @cached_property
    def frame(self) -> Frame:
        """Where in `lines` the article stands."""
        from newsbot.extraction.frame import find_frame

        return find_frame(self.lines.lines, self.titles)

    @cached_property
    def datelines(self) -> Sequence[Dateline]:
        """The dates that it shows beside its headline and at its body's end."""
        from newsbot.extraction.datelines import datelines

        return list(datelines(self))

    @cached_property
    def changes(self) -> Mapping[str, Sequence[Witness]]:
        """All that the page says of when its article was changed."""
        from newsbot.extraction.date_evidence import read_changes

        return read_changes(self)

    @cached_property
    def dates(self) -> Dates:
        """All that the page says of when its article was published."""
        from newsbot.extraction.date_evidence import read_dates

        return read_dates(self)

    @cached_property
    def published(self) -> Verdict | None:
        """The best of them, None when none is sound."""
        from newsbot.extraction.date_verdict import choose_published

        return choose_published(self)
