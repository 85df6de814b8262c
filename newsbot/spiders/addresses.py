"""What an article's page reveals of the addresses that lead to it, and how far each is believed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newsbot.archive.aliases import By, Way
from newsbot.archive.keys import form_key, url_key
from newsbot.values.address_forms import (
    canonical_doubt,
    may_name_same_article,
    names_same_article,
    plain_form,
)
from newsbot.values.own_address import own_addresses
from newsbot.values.urls import host_of, hosts_match

if TYPE_CHECKING:
    from newsbot.values.answer import Answer

_NO_ARTICLE: Final = re.compile(
    r"/(?:maintenance|wartung|unavailable|closed|errors?|40[34]|50\d|not-?found|log-?in|sign-?in"
    r"|consent|captcha|verify|subscribe|paywall)(?:[/.?#]|$)",
    re.IGNORECASE,
)
"""Where sites send all their readers at times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revealed:
    """Keys of an article that its page reveals."""

    sure: tuple[str, ...]
    """The page says so and the looks agree: two articles with one of these are one."""
    further: tuple[str, ...]
    """Remembered where they are free, once the page has proved to be an article."""
    ways: tuple[Way, ...]
    """By which the article may be in the archive already; what is there has to be the same."""


def reveal(link: str, answer: Answer, domains: Sequence[str]) -> Revealed:
    """Return what a page reveals. *link*: what led to it, as listings or people name it.

    A redirect or a canonical address alone proves nothing: sites in trouble send every address to
    one page, and templates name one address on every page.
    """
    own = own_addresses(answer)
    said = [*answer.links, *filter(None, [own.canonical]), *own.forms]
    sure = [url for url in said if names_same_article(link, url, domains)]
    final = _agreed(link, answer, own.canonical)
    ways = dict.fromkeys(_ways(link, answer.url, own.canonical, domains, is_agreed=bool(final)))
    claimed = [key for key in map(form_key, (link, *final)) if key not in _plain(link)]
    return Revealed(
        sure=tuple(dict.fromkeys(map(url_key, sure))),
        further=tuple(dict.fromkeys([*map(url_key, answer.links), *claimed])),
        ways=tuple(ways),
    )


def believable_canonical(answer: Answer, canonical: str, domains: Sequence[str]) -> bool:
    """Tell whether an address may be the canonical one of a page, for any link that led to it."""
    links = (*answer.links, answer.url)
    return any(not canonical_doubt(link, canonical, domains) for link in links)


def canonical_elsewhere(answer: Answer, domains: Sequence[str]) -> str:
    """Return the canonical address of which a page is a variant by its looks, too; else nothing."""
    canonical = own_addresses(answer).canonical
    links = (*answer.links, answer.url)
    if not canonical or url_key(canonical) in map(url_key, links):
        return ""
    is_form = plain_form(canonical) == plain_form(answer.url)
    is_within = hosts_match(host_of(canonical), domains)
    return canonical if is_form and is_within else ""


def _agreed(link: str, answer: Answer, canonical: str) -> tuple[str, ...]:
    """Return where the page was in the end, when that is elsewhere and the page says so too."""
    is_elsewhere = url_key(answer.url) != url_key(link)
    is_said = bool(canonical) and url_key(canonical) == url_key(answer.url)
    is_place = _NO_ARTICLE.search(answer.url) is not None
    return (answer.url,) if is_elsewhere and is_said and not is_place else ()


def _ways(
    link: str, final: str, canonical: str, domains: Sequence[str], *, is_agreed: bool
) -> Iterator[Way]:
    key = form_key(link)
    yield from (Way(key), Way(f"url:{key.removeprefix('form:')}"))
    if is_agreed:
        yield from (Way(url_key(final), By.AGREED), Way(form_key(final), By.AGREED))
    if url_key(final) != url_key(link):
        yield Way(url_key(final), By.REDIRECT)
    for url in filter(None, dict.fromkeys((canonical, final))):
        if may_name_same_article(link, url, domains):
            yield Way(url_key(url))


def _plain(link: str) -> set[str]:
    """Return the keys that say nothing beyond the link itself."""
    return {f"form:{url_key(link).removeprefix('url:')}"}
