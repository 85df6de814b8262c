"""What the site offers to machines in XML: an RSS feed and sitemaps."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import Final

from newsbot.demo.newsroom import Newsroom
from newsbot.demo.story import Story

SITEMAP_SIZE: Final = 1000
"""Stories in one sitemap."""

SITEMAP_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


def rss(newsroom: Newsroom, base_url: str) -> str:
    """Render the newest 20 stories as RSS 2.0 (https://www.rssboard.org/rss-specification)."""
    items = "\n".join(_rss_item(story, base_url) for story in newsroom.latest)
    return (
        f'<rss version="2.0"><channel>\n<title>{escape(newsroom.library.title)}</title>\n'
        f"<link>{base_url}/</link>\n<description>{escape(newsroom.library.motto)}</description>\n"
        f"{items}\n</channel></rss>\n"
    )


def sitemap_index(newsroom: Newsroom, base_url: str) -> str:
    """Render the list of sitemaps (https://www.sitemaps.org/protocol.html)."""
    entries = "\n".join(
        f"<sitemap><loc>{base_url}/sitemap-{part}.xml</loc></sitemap>"
        for part in range(1, sitemap_count(newsroom) + 1)
    )
    return f'<sitemapindex xmlns="{SITEMAP_NAMESPACE}">\n{entries}\n</sitemapindex>\n'


def sitemap(newsroom: Newsroom, base_url: str, part: int) -> str:
    """Render sitemap `part`, counted from 1; the first has the newest stories."""
    stories = newsroom.site.pick((part - 1) * SITEMAP_SIZE, SITEMAP_SIZE)
    entries = "\n".join(
        f"<url><loc>{base_url}{story.url_path}</loc><lastmod>{_changed(story).isoformat()}"
        "</lastmod></url>"
        for story in stories
    )
    return f'<urlset xmlns="{SITEMAP_NAMESPACE}">\n{entries}\n</urlset>\n'


def sitemap_count(newsroom: Newsroom) -> int:
    """Return how many sitemaps there are."""
    return -(-newsroom.site.count() // SITEMAP_SIZE)


def _rss_item(story: Story, base_url: str) -> str:
    return (
        f"<item><title>{escape(story.headline)}</title><link>{base_url}{story.url_path}</link>"
        f'<guid isPermaLink="false">{story.identifier}</guid>'
        f"<pubDate>{format_datetime(story.date_published)}</pubDate>"
        f"<description>{escape(story.digest)}</description></item>"
    )


def _changed(story: Story) -> datetime:
    return story.date_modified or story.date_published
