"""What `newsbot add` found, for people and for machines."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from newsbot.probe.choose import counted
from newsbot.values.dates import format_rfc3339

if TYPE_CHECKING:
    from newsbot.probe.choose import Choice
    from newsbot.probe.found import Listed, PageRead, Probed

FIELDS: Final = ("headline", "date_published", "body_html", "authors", "publisher", "section")
FURTHER: Final = ("image", "description", "keywords", "in_language", "date_modified")
SHOWN: Final = 12
WIDTH: Final = 80


def probed_json(found: Probed, choice: Choice) -> dict[str, Any]:
    """Return what was found, as `--json` gives it."""
    return {
        "url": found.url,
        "title": found.title,
        "language": found.language,
        "timezone": found.timezone,
        "feeds": [_listed_json(one) for one in found.feeds],
        "sitemaps": [_listed_json(one) for one in found.sitemaps],
        "listings": [_listed_json(one) for one in found.listings],
        "pages": [_page_json(page) for page in found.pages],
        "discover": [dict(entry.keys) for entry in choice.discover],
        "backfill": [dict(entry.keys) for entry in choice.backfill],
        "share": _share_json(found),
        "tried": [{"url": one.url, "outcome": one.outcome} for one in found.tried],
    }


def probed_text(
    found: Probed,
    choice: Choice,
    name: str,
    text: str,
    written: Sequence[str],
    *,
    is_dry: bool,
) -> Iterator[str]:
    """Yield the lines that tell it."""
    yield f"{found.title or name}  {found.url}"
    if not _is_silent(found):
        yield from _ways("feeds", found.feeds)
        yield from _ways("sitemaps", found.sitemaps)
        yield from _ways("listings", found.listings)
    yield from _table(found.pages)
    yield ""
    if not text:
        yield from _cannot(found, choice)
        return
    if is_dry:
        yield f"sources/{name}.yaml would be:"
        yield ""
        yield from text.splitlines()
        return
    yield f"written: {written[0]}"
    yield from (f"         {one}" for one in written[1:])
    yield ""
    yield from (f"  {line}" for line in text.splitlines() if not line.startswith("#"))
    yield ""
    yield from _next_steps(found, name)


def _next_steps(found: Probed, name: str) -> Iterator[str]:
    """Yield what the owner does now; posts keep the zone that they were written with."""
    steps = [
        f"newsbot try {name}    # what its listings hold",
        f"newsbot crawl {name}",
    ]
    if found.is_without_zone and not found.timezone:
        yield "Dates here name no zone; they are taken for UTC until `timezone` is set."
        steps.insert(0, f"set `timezone` in sources/{name}.yaml")
    for place, step in enumerate(steps):
        yield f"{'next:' if place == 0 else '':5} {step}"


def _ways(title: str, ways: Sequence[Listed]) -> Iterator[str]:
    if not ways:
        yield f"  {title:9} none"
    for place, one in enumerate(ways):
        head = title if place == 0 else ""
        yield f"  {head:9} {_fit(_short(one.url), 38):38}  {_about(one)}"


def _about(one: Listed) -> str:
    if one.parts:
        number = counted(one.parts, "sitemap", "sitemaps")
    else:
        nouns = {"feed": ("entry", "entries"), "sitemap": ("page", "pages")}
        number = counted(len(one.links), *nouns.get(one.kind, ("link", "links")))
    since = f", since {one.oldest:%Y-%m-%d}" if one.oldest is not None else ""
    return f"{number}{since}{', next pages' if one.next else ''}"


def _table(pages: Sequence[PageRead]) -> Iterator[str]:
    """Yield a row a field and a column a page, each with the rule that gave it."""
    if not pages:
        return
    yield ""
    room = (WIDTH - 18) // len(pages) - 2
    for number, page in enumerate(pages, start=1):
        yield f"  page {number}  {_fit(_short(page.fetched.url), WIDTH - 10)}"
    head = "".join(f"  {f'page {number}':{room}}" for number in range(1, len(pages) + 1))
    yield f"  {'':14}{head}".rstrip()
    for name in (*FIELDS, *FURTHER):
        cells = [_cell(page, name) for page in pages]
        if name in FIELDS or any(cell != "–" for cell in cells):
            row = "".join(f"  {_fit(cell, room):{room}}" for cell in cells)
            yield f"  {name:14}{row}".rstrip()
    verdicts = [page.missing or "ok" for page in pages]
    yield f"  {'a post?':14}{''.join(f'  {_fit(one, room):{room}}' for one in verdicts)}".rstrip()


def _cell(page: PageRead, name: str) -> str:
    has_value = page.article is not None and bool(getattr(page.article, name))
    found = page.fields.get(name)
    return found.rule if found is not None and (has_value or page.article is None) else "–"


def _cannot(found: Probed, choice: Choice) -> Iterator[str]:
    """Yield why there is no source, and what was tried."""
    yield from textwrap.wrap(
        f"no source was written: {missing_of(found, choice)}", WIDTH, break_on_hyphens=False
    )
    yield ""
    yield "tried:"
    yield from (f"  {_fit(one.url, 52):52}  {one.outcome}" for one in found.tried[:SHOWN])
    if len(found.tried) > SHOWN:
        yield f"  … and {len(found.tried) - SHOWN} more; --json names them all"
    if choice.discover or _is_silent(found):
        return
    yield ""
    advice = (
        "A page whose list is made by a script has its news in JSON, which the browser's network"
        " tools show: describe it by hand with `kind: json`; see docs/add-a-source.md."
    )
    yield from textwrap.wrap(advice, WIDTH, break_on_hyphens=False)


def missing_of(found: Probed, choice: Choice) -> str:
    """Say in a line what keeps a site from being a source."""
    if not found.tried or (not found.pages and not choice.discover and _is_silent(found)):
        outcomes = {one.outcome for one in found.tried}
        return f"{found.url} cannot be read ({', '.join(sorted(outcomes))})"
    if not choice.discover and found.obstacle:
        return f"a {found.obstacle} came in its place"
    if not choice.discover:
        return "nothing here lists articles: no feed, no sitemap, no page with links to them"
    reasons = sorted({page.missing for page in found.pages if page.missing})
    return f"none of {len(found.pages)} articles can be read: {', '.join(reasons)}"


def _is_silent(found: Probed) -> bool:
    return not (found.feeds or found.sitemaps or found.listings or found.title)


def _listed_json(one: Listed) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "url": one.url,
        "links": len(one.links),
        "parts": one.parts,
        "oldest": _date(one.oldest),
        "newest": _date(one.newest),
        "next": one.next or None,
    }


def _share_json(found: Probed) -> dict[str, Any] | None:
    if found.share is None:
        return None
    return {"link": found.share.link, "content": found.share.content}


def _page_json(page: PageRead) -> dict[str, Any]:
    rules = {name: found.rule for name, found in sorted(page.fields.items())}
    return {"url": page.fetched.url, "missing": page.missing or None, "rules": rules}


def _date(date: datetime | None) -> str | None:
    return format_rfc3339(date) if date is not None else None


def _short(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _fit(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: room - 1]}…"
