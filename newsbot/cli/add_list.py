"""A source for each feed of a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from newsbot.cli.opml import FeedNamed
from newsbot.probe.domains import name_for
from newsbot.probe.write import feed_text
from newsbot.source import is_source_name
from newsbot.values.slugs import slugify
from newsbot.values.urls import absolute_url, canonical_url

if TYPE_CHECKING:
    from newsbot.source import Project, Source

SHOWN: Final = 20

Write = Callable[[Path, dict[str, bytes]], list[str]]


def add_feeds(
    project: Project,
    feeds: Sequence[FeedNamed],
    sources: Sequence[Source],
    broken: frozenset[str],
    *,
    write: Write | None,
) -> dict[str, Any]:
    """Write a source for each feed that no source reads; return what was done, and why not."""
    known = {canonical_url(url): s.name for s in sources for url in s.addresses() if "{" not in url}
    taken = {name.casefold() for name in (*(s.name for s in sources), *broken)}
    added: list[dict[str, str]] = []
    skipped: list[dict[str, str]] = []
    files: dict[str, bytes] = {}
    numbers: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(2))
    for feed in feeds:
        if absolute_url(None, feed.url) is None:
            skipped.append({"url": feed.url, "why": "not an http address"})
            continue
        if (reader := known.get(canonical_url(feed.url))) is not None:
            skipped.append({"url": feed.url, "why": f"{reader} reads it"})
            continue
        name = _name(feed, taken, numbers)
        taken.add(name.casefold())
        known[canonical_url(feed.url)] = name
        files[f"sources/{name}.yaml"] = feed_text(feed.title, feed.url, feed.folder).encode()
        added.append({"name": name, "url": feed.url, "section": feed.folder})
    written = write(project.root, files) if write is not None else []
    return {"added": added, "skipped": skipped, "written": written}


def list_text(result: dict[str, Any], *, is_dry: bool) -> Iterator[str]:
    """Yield the lines that say what was done with a list."""
    would = "would be " if is_dry else ""
    added, skipped = result["added"], result["skipped"]
    yield f"{len(added):,} sources {would}written to sources/"
    for one in added[:SHOWN]:
        section = f"  ({one['section']})" if one["section"] else ""
        yield f"  {one['name']}  {one['url']}{section}"
    if len(added) > SHOWN:
        yield f"  … and {len(added) - SHOWN:,} more"
    if skipped:
        yield f"{len(skipped):,} passed over:"
        yield from (f"  {one['url']}: {one['why']}" for one in skipped[:SHOWN])
    if added and not is_dry:
        yield "next: `newsbot crawl`"


def _name(feed: FeedNamed, taken: set[str], numbers: Mapping[str, Iterator[int]]) -> str:
    """Return a free name: the site's, with the feed's title where several feeds have it.

    *numbers*: the names of one site → the numbers that none of them was given yet.
    """
    base = name_for(feed.site or feed.url)
    titled = f"{base}-{slugify(feed.title)}"[:60].strip("-_")
    numbered = (f"{base[:56]}-{number}" for number in numbers[base[:56]])
    return next(
        name
        for name in chain((base, titled), numbered)
        if is_source_name(name) and name.casefold() not in taken
    )
