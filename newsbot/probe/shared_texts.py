"""Whether articles have their texts behind a share link, and how their pages read with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from newsbot.article import Found
from newsbot.probe.fetched import Fetch, Fetched
from newsbot.probe.found import PageRead, ShareFound
from newsbot.probe.pages import read_page
from newsbot.probe.share_asking import ask_for_texts, page_address, rule_of, sound_pages
from newsbot.probe.share_links import ShareLinks, find_share_links

if TYPE_CHECKING:
    from newsbot.source import Source

Articles = Iterable[tuple[str, Mapping[str, Found]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedTexts:
    """Looks for share links where some of the pages have no text."""

    source: Source
    ask: Fetch
    note: Callable[[Fetched, str], None]
    now: datetime

    async def find(
        self, pages: Sequence[PageRead], further: Articles
    ) -> tuple[ShareFound | None, list[PageRead]]:
        """Return where the texts are, and the pages as they read with them.

        *further*: articles that are looked at where it takes more to tell.
        """
        if self._links(pages, at_least=1) is None:
            return None, list(pages)
        known = list(pages)
        for url, fields in further:
            if self._lacking(known):
                break
            fetched = await self.ask(url)
            known.append(read_page(fetched, fields, self.source, self.now))
            self.note(fetched, known[-1].missing or "read")
        links, lacking = self._links(known), self._lacking(known)
        if links is None or not lacking:
            return None, list(pages)
        share = await ask_for_texts(
            links, lacking, sound_pages(known), self.ask, self.source.domains
        )
        if share is None:
            return None, list(pages)
        return share, [self._with(page, share) for page in _shown(pages, lacking[0])]

    def _links(self, pages: Iterable[PageRead], *, at_least: int = 2) -> ShareLinks | None:
        answers = [page.fetched.answer for page in pages if page.fetched.is_page]
        there = [answer for answer in answers if answer is not None]
        return find_share_links(there, self.source.domains, at_least=at_least)

    def _lacking(self, pages: Sequence[PageRead]) -> list[PageRead]:
        """Return the pages that have a share link and no text."""
        links = self._links(pages)
        sound = {page_address(page) for page in sound_pages(pages)}
        there = [page for page in pages if links and page_address(page) in links.named]
        return [page for page in there if page_address(page) not in sound]

    def _with(self, page: PageRead, share: ShareFound) -> PageRead:
        """Return how a page reads by the source that is written."""
        url = page_address(page)
        if url not in share.named:
            return page
        if (text := share.texts.get(url)) is not None:
            listed = {**page.listed, "body_html": text}
            return read_page(page.fetched, listed, with_share(self.source, share), self.now)
        body = Found(page.fields["body_html"].value, _label(share)) if page.is_readable else None
        if body is None:
            return page
        return replace(page, fields={**page.fields, "body_html": body})


def with_share(source: Source, share: ShareFound) -> Source:
    """Return the source with `share` and the rules that read the body there."""
    from newsbot.source import Share

    rules = (*map(rule_of, share.rules), *source.extract.get("body_html", ()))
    return replace(
        source,
        share=Share(link=share.link, content=share.content),
        extract={**source.extract, "body_html": rules},
    )


def _label(share: ShareFound) -> str:
    return f"share: {' '.join(share.rules[0])}"


def _shown(pages: Sequence[PageRead], lacking: PageRead) -> list[PageRead]:
    """Return as many pages, one without text of its own among them."""
    return list(pages) if lacking in pages else [*pages[:-1], lacking]
