"""What the site offers to machines: feeds and sitemaps."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape
from itertools import takewhile
from typing import Any, Final

from newsbot.demo.newsroom import Newsroom
from newsbot.demo.story import Story

SITEMAP_SIZE: Final = 1000
"""Stories in one sitemap."""

FEED_SIZE: Final = 20
"""Stories on a page of a feed."""

NEWS_AGE: Final = timedelta(days=2)
"""How long a story stays in the news sitemap."""

ATOM: Final = "http://www.w3.org/2005/Atom"
NEWS: Final = "http://www.google.com/schemas/sitemap-news/0.9"
SITEMAP_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


def rss(newsroom: Newsroom, base_url: str) -> str:
    """Render the newest 20 stories as RSS 2.0 (https://www.rssboard.org/rss-specification)."""
    items = "\n".join(_rss_item(story, base_url) for story in newsroom.latest)
    return (
        f'<rss version="2.0"><channel>\n<title>{escape(newsroom.library.title)}</title>\n'
        f"<link>{base_url}/</link>\n<description>{escape(newsroom.library.motto)}</description>\n"
        f"{items}\n</channel></rss>\n"
    )


def atom(newsroom: Newsroom, base_url: str, page: int) -> str:
    """Render a page of all stories as Atom (RFC 4287), with its next page (RFC 5005)."""
    stories = newsroom.site.pick((page - 1) * FEED_SIZE, FEED_SIZE)
    has_more = page * FEED_SIZE < newsroom.site.count()
    following = f'<link rel="next" href="/atom.xml?page={page + 1}"/>' if has_more else ""
    entries = "\n".join(_atom_entry(story) for story in stories)
    return (
        f'<feed xmlns="{ATOM}" xml:base="{base_url}/">\n<title>{escape(newsroom.library.title)}'
        f"</title><id>{base_url}/</id><updated>{newsroom.latest_change.isoformat()}</updated>"
        f"{following}\n{entries}\n</feed>\n"
    )


def json_feed(newsroom: Newsroom, base_url: str, page: int) -> dict[str, Any]:
    """Return a page of all stories as JSON Feed (https://www.jsonfeed.org/version/1.1/)."""
    stories = newsroom.site.pick((page - 1) * FEED_SIZE, FEED_SIZE)
    has_more = page * FEED_SIZE < newsroom.site.count()
    following = {"next_url": f"{base_url}/feed.json?page={page + 1}"} if has_more else {}
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": newsroom.library.title,
        **following,
        "items": [_json_item(story, base_url) for story in stories],
    }


def news_sitemap(newsroom: Newsroom, base_url: str) -> str:
    """Render the stories of the last two days as Google News wants them."""
    since = newsroom.latest_change - NEWS_AGE
    stories = takewhile(
        lambda story: story.date_published >= since, newsroom.site.pick(0, SITEMAP_SIZE)
    )
    entries = "\n".join(_news_url(story, base_url) for story in stories)
    return f'<urlset xmlns="{SITEMAP_NAMESPACE}" xmlns:news="{NEWS}">\n{entries}\n</urlset>\n'


def sitemap_index(newsroom: Newsroom, base_url: str) -> str:
    """Render the list of sitemaps (https://www.sitemaps.org/protocol.html)."""
    entries = "\n".join(
        f"<sitemap><loc>{base_url}/sitemap-{part}.xml</loc>"
        f"<lastmod>{_latest(newsroom, part).isoformat()}</lastmod></sitemap>"
        for part in range(1, sitemap_count(newsroom) + 1)
    )
    return f'<sitemapindex xmlns="{SITEMAP_NAMESPACE}">\n{entries}\n</sitemapindex>\n'


def sitemap(newsroom: Newsroom, base_url: str, part: int) -> str:
    """Render sitemap `part`, counted from 1; the first has the newest stories."""
    stories = _part(newsroom, part)
    entries = "\n".join(
        f"<url><loc>{base_url}{story.url_path}</loc><lastmod>{_changed(story).isoformat()}"
        "</lastmod></url>"
        for story in stories
    )
    return f'<urlset xmlns="{SITEMAP_NAMESPACE}">\n{entries}\n</urlset>\n'


def sitemap_count(newsroom: Newsroom) -> int:
    """Return how many sitemaps there are."""
    return -(-newsroom.site.count() // SITEMAP_SIZE)


def _part(newsroom: Newsroom, part: int) -> list[Story]:
    return newsroom.site.pick((part - 1) * SITEMAP_SIZE, SITEMAP_SIZE)


def _latest(newsroom: Newsroom, part: int) -> datetime:
    """Return when a story of a sitemap was last changed; edited ones are few."""
    start = (part - 1) * SITEMAP_SIZE
    newest = newsroom.site.pick(start, 1)
    edited = filter(None, map(newsroom.site.find, newsroom.edits))
    number = newsroom.site.numbers.start + start
    there = range(number, number + SITEMAP_SIZE)
    return max(
        _changed(story)
        for story in (*newest, *edited)
        if newsroom.site.writer.guess(story.identifier) in there
    )


def _atom_entry(story: Story) -> str:
    return (
        f'<entry><title>{escape(story.headline)}</title><link href="{story.url_path}"/>'
        f"<id>tag:{story.identifier}</id>"
        f"<published>{story.date_published.isoformat()}</published>"
        f"<updated>{_changed(story).isoformat()}</updated>"
        f"<author><name>{escape(story.publisher)}</name></author>"
        f"<summary>{escape(story.digest)}</summary></entry>"
    )


def _json_item(story: Story, base_url: str) -> dict[str, Any]:
    return {
        "id": story.identifier,
        "url": f"{base_url}{story.url_path}",
        "title": story.headline,
        "summary": story.digest,
        "date_published": story.date_published.isoformat(),
        "date_modified": _changed(story).isoformat(),
    }


def _news_url(story: Story, base_url: str) -> str:
    return (
        f"<url><loc>{base_url}{story.url_path}</loc><news:news><news:publication>"
        f"<news:name>{escape(story.publisher)}</news:name>"
        f"<news:language>{story.language}</news:language></news:publication>"
        f"<news:publication_date>{story.date_published.isoformat()}</news:publication_date>"
        f"<news:title>{escape(story.headline)}</news:title></news:news></url>"
    )


def _rss_item(story: Story, base_url: str) -> str:
    return (
        f"<item><title>{escape(story.headline)}</title><link>{base_url}{story.url_path}</link>"
        f'<guid isPermaLink="false">{story.identifier}</guid>'
        f"<pubDate>{format_datetime(story.date_published)}</pubDate>"
        f"<description>{escape(story.digest)}</description></item>"
    )


def _changed(story: Story) -> datetime:
    return story.date_modified or story.date_published
