"""What a page says of its own addresses: which is the canonical one, and which are other forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from newsbot.values.urls import absolute_url

if TYPE_CHECKING:
    from newsbot.values.answer import Answer

MOST: Final = 1_000
"""Link elements that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAddresses:
    """What a page says of its own addresses; absolute."""

    canonical: str = ""
    """Empty, too, where it names several."""
    forms: tuple[str, ...] = ()
    """For AMP and for phones."""


def own_addresses(answer: Answer) -> OwnAddresses:
    """Return what a page says of its own addresses, believable or not."""
    if answer.kind != "html":
        return OwnAddresses()
    canonical: dict[str, None] = {}
    forms: dict[str, None] = {}
    for link in answer.selector.xpath("//link[@rel and @href]")[:MOST]:
        rel = link.attrib["rel"].lower().split()
        url = absolute_url(answer.base_url, link.attrib["href"])
        if url is None:
            continue
        if "canonical" in rel:
            canonical[url] = None
        elif "amphtml" in rel or ("alternate" in rel and _is_for_phones(link.attrib)):
            forms[url] = None
    # https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls:
    # of several none is meant.
    named = next(iter(canonical)) if len(canonical) == 1 else ""
    return OwnAddresses(canonical=named, forms=tuple(forms))


def _is_for_phones(attributes: dict[str, str]) -> bool:
    media = attributes.get("media", "").lower()
    return "handheld" in media or "max-width" in media
