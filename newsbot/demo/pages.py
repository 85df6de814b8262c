"""The site's HTML pages."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final

from newsbot.demo.faults import Behaviour
from newsbot.demo.newsroom import Newsroom
from newsbot.demo.offers import EVERYTHING, Offers
from newsbot.demo.story import Story

INDENT: Final = "\u3000\u3000"
"""Two ideographic spaces, with which Chinese sites begin a paragraph."""

AD: Final = '<div class="ad">广告 · Advertisement: <a href="/">tide tables, now in colour</a></div>'
FEED: Final = '<link rel="alternate" type="application/rss+xml" title="{}" href="/feed.xml">'
SCRIPT: Final = '<script>window.readers = (window.readers || 0) + 1; // "</p>" stays text</script>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Renders pages for a reader at `base_url`, which has no slash at its end."""

    newsroom: Newsroom
    base_url: str
    offers: Offers = EVERYTHING

    def home(self) -> str:
        """Render the home page: links to the categories, and the newest stories."""
        latest = self.newsroom.latest if self.offers.lists else ()
        main = f'<h1>Latest · 最新</h1>\n<ul class="latest">\n{self._items(latest)}\n</ul>'
        return self._page(title=self.newsroom.library.title, main=main, related=latest[:6])

    def listing(self, title: str, stories: list[Story], *, previous: str, following: str) -> str:
        """Render a page of a listing; an empty path means that there is no such page."""
        before = f'<a rel="prev" href="{previous}">← Newer</a>' if previous else "<span></span>"
        after = f'<a rel="next" href="{following}">Older →</a>' if following else "<span></span>"
        main = (
            f"<h1>{escape(title)}</h1>\n"
            f'<ul class="list">\n{self._items(stories)}\n</ul>\n'
            f'<div class="pager">{before}{after}</div>'
        )
        return self._page(title=title, main=main, related=self.newsroom.latest[:6])

    def article(self, story: Story, number: int, *, lacks: Behaviour | None = None) -> str:
        """Render page `number` of an article, counted from 1."""
        dated, titled = lacks is not Behaviour.NO_DATE, lacks is not Behaviour.NO_TITLE
        phrases = self.newsroom.library.words[story.language].phrases
        blocks = () if lacks is Behaviour.NO_BODY else self._blocks(story, number)
        content = _content(blocks, story)
        title = f'<h1 class="headline">{escape(story.headline)}</h1>' if titled else ""
        main = (
            f'<article class="article" data-id="{story.identifier}">\n{title}\n'
            f'<div class="meta">{_when(story) if dated else ""}'
            f'<span class="source">{escape(story.publisher)}</span>'
            f'<p class="byline">{phrases["by"]}<span class="author">{story.authors[0]}</span></p>'
            f"</div>\n{content}\n{self._links(story, number)}\n</article>"
        )
        return self._page(
            title=story.headline if titled else self.newsroom.library.title,
            language=story.language,
            head=self._metadata(story, dated=dated, titled=titled),
            main=main,
            related=self._related(story),
            day=story.date_published.date(),
        )

    def share(self, story: Story) -> str:
        """Render the share page: a shell whose script fetches the text."""
        return (
            f'<!DOCTYPE html>\n<html lang="{story.language}">\n<head><meta charset="utf-8">'
            f"<title>{escape(self.newsroom.library.title)}</title></head>\n<body>\n"
            '<div id="news"></div>\n<script>\n'
            'var id = new URLSearchParams(location.search).get("infoCode");\n'
            'fetch("/NewsData/GetNewsText.do?id=" + encodeURIComponent(id))\n'
            "  .then(function (answer) { return answer.json(); })\n"
            "  .then(function (data) {\n"
            '    document.getElementById("news").innerHTML = data.text || data.content;\n'
            "  });\n</script>\n</body>\n</html>\n"
        )

    def _blocks(self, story: Story, number: int) -> tuple[str, ...]:
        is_elsewhere = not story.has_body_on_page
        return (
            story.blocks
            if is_elsewhere and not self.offers.share_links
            else (story.page_blocks(number))
        )

    def _items(self, stories: Iterable[Story]) -> str:
        """Render a list; every third link is absolute, the others start with a slash."""
        return "\n".join(
            f'<li><a href="{self.base_url if place % 3 == 2 else ""}{story.url_path}">'
            f"{escape(story.headline)}</a><small>{escape(story.publisher)} · "
            f"{story.date_published:%m-%d %H:%M}</small></li>"
            for place, story in enumerate(stories)
        )

    def _links(self, story: Story, number: int) -> str:
        """Render the share link, or where the article has several pages, the way through them.

        An article in several pages has no share link: its text is only had by joining the pages.
        """
        if story.page_count == 1 and not self.offers.share_links:
            return ""
        if story.page_count == 1:
            kind, path, text = "share", self.base_url + story.share_path, "分享 Share"
        elif number < story.page_count:
            kind, path, text = "next-page", story.page_path(number + 1), "下一页 Next page"
        else:
            kind, path, text = "first-page", story.url_path, "首页 First page"
        return f'<p class="pager"><a class="{kind}" href="{path}">{text}</a></p>'

    def _related(self, story: Story) -> list[Story]:
        same = self.newsroom.latest_by_publisher[story.publisher_slug]
        paths = {other.url_path: other for other in (*same, *self.newsroom.latest[:12])}
        return [other for path, other in paths.items() if path != story.url_path]

    def _metadata(self, story: Story, *, dated: bool, titled: bool) -> str:
        data: dict[str, object] = {"@context": "https://schema.org", "@type": "NewsArticle"}
        if titled:
            data["headline"] = story.headline
        if dated:
            data["datePublished"] = story.date_published.isoformat()
            if story.date_modified:
                data["dateModified"] = story.date_modified.isoformat()
        data["author"] = [{"@type": "Person", "name": name} for name in story.authors]
        data["image"] = self.base_url + story.image_path
        linked = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
        title = f'<meta property="og:title" content="{escape(story.headline)}">\n' if titled else ""
        return (
            f'<link rel="canonical" href="{self.base_url}{story.url_path}">\n{title}'
            f'<meta name="description" content="{escape(story.digest)}">\n'
            f'<script type="application/ld+json">{linked}</script>'
        )

    def _page(
        self,
        *,
        title: str,
        main: str,
        related: Iterable[Story],
        language: str = "zh-CN",
        head: str = "",
        day: date | None = None,
    ) -> str:
        library = self.newsroom.library
        return library.frame.substitute(
            site=escape(library.title),
            motto=escape(library.motto),
            language=language,
            title=escape(title),
            head=head,
            feed=FEED.format(escape(library.title)) if self.offers.feeds else "",
            nav=_navigation(self.newsroom) if self.offers.lists else "",
            main=main,
            related_title=escape(library.words[language].phrases["related"]),
            related="\n".join(map(_related_item, related if self.offers.lists else ())),
            foot=_foot(self.offers, day or self.newsroom.latest_day),
        )


def indented(block: str, language: str) -> str:
    """Return a block as Chinese sites publish it: each paragraph begins with INDENT."""
    return block.replace("<p>", f"<p>{INDENT}") if language.startswith("zh") else block


def _content(blocks: Iterable[str], story: Story) -> str:
    parts = [indented(block, story.language) for block in blocks]
    if parts:
        parts[1:1] = [AD, SCRIPT]
    inner = "\n".join(parts)
    return f'<div class="content">\n{inner}\n</div>'


def _when(story: Story) -> str:
    return f'<time class="when">{story.date_published:%Y年%m月%d日 %H:%M:%S}</time>'


def _foot(offers: Offers, day: date) -> str:
    links = (
        (offers.feeds, '<a href="/feed.xml">RSS</a>'),
        (offers.sitemaps, '<a href="/sitemap.xml">Sitemap</a>'),
        (offers.lists, f'<a href="/archive/{day}.html">{day}</a>'),
    )
    return "".join(f" · {link}" for is_there, link in links if is_there)


def _related_item(story: Story) -> str:
    return f'<li><a href="{story.url_path}">{escape(story.headline)}</a></li>'


def _navigation(newsroom: Newsroom) -> str:
    return "\n".join(
        f'<a class="category" href="/category/{publisher.slug}.html">{escape(publisher.name)}</a>'
        for publisher in newsroom.publishers
    )
