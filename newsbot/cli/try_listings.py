"""What the listings of a source hold, entry by entry."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from newsbot.cli.page_text import cut

if TYPE_CHECKING:
    from newsbot.discovery import ListingPage
    from newsbot.source import Source
    from newsbot.spiders.listings import PageSeen

SHOWN: Final = 10
"""Pages, links and refused links shown of an entry."""


def entry_result(source: Source, index: int, seen: Sequence[PageSeen]) -> dict[str, Any]:
    """Return what there is to show of an entry of `discover`, as `--json` gives it."""
    pages = [page for page in seen if page.listing.entry == index]
    return {
        "entry": index,
        "kind": source.discover[index].kind,
        "pages": [page.listing.url for page in pages],
        "links": sum(len(page.found.links) for page in pages),
        "first": _first_links([page.found for page in pages]),
        "refused": _refused([page.found for page in pages]),
    }


def entry_text(entry: dict[str, Any]) -> Iterator[str]:
    """Yield the lines that show it to people."""
    pages, refused = entry["pages"], entry["refused"]
    read = "1 page" if len(pages) == 1 else f"{len(pages)} pages"
    links = "1 link" if entry["links"] == 1 else f"{entry['links']} links"
    yield f"discover[{entry['entry']}] {entry['kind']}: {read}, {links}"
    yield from (f"  read     {url}" for url in pages[:SHOWN])
    yield from _more(len(pages), "read")
    yield from (
        f"  link     {cut(json.dumps(link, ensure_ascii=False))}" for link in entry["first"]
    )
    yield from _more(entry["links"], "links")
    yield from (f"  refused  {one['link']}: {one['reason']}" for one in refused[:SHOWN])
    yield from _more(len(refused), "refused")
    if not pages:
        yield "  not read: why stands below"
    elif not entry["links"]:
        yield (
            "  no links: the rule matches nothing, or a script makes the list; then the browser's"
            " network tools show the JSON that it reads, for `kind: json`"
        )


def _more(number: int, what: str) -> Iterator[str]:
    if number > SHOWN:
        yield f"  … and {number - SHOWN:,} more {what}"


def _first_links(pages: Sequence[ListingPage]) -> list[dict[str, Any]]:
    links = [link for page in pages for link in page.links]
    return [{name: found.value for name, found in link.fields.items()} for link in links[:SHOWN]]


def _refused(pages: Sequence[ListingPage]) -> list[dict[str, str]]:
    return [{"link": r.link, "reason": r.reason} for page in pages for r in page.refused]
