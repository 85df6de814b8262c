"""What a page says of its own addresses: which is the canonical one, and which are other forms."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from newsbot.values.urls import absolute_url

if TYPE_CHECKING:
    from newsbot.values.answer import Answer

_SAID: Final = frozenset({"canonical", "amphtml", "alternate"})

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
    for link in islice(answer.selector.root.iter("link"), MOST):
        rel = (link.get("rel") or "").lower().split()
        url = absolute_url(answer.base_url, link.get("href") or "") if rel else None
        if url is None or not _SAID.intersection(rel):
            continue
        if "canonical" in rel:
            canonical[url] = None
        elif "amphtml" in rel or ("alternate" in rel and _is_for_phones(link.get("media") or "")):
            forms[url] = None
    # https://developers.google.com/search/docs/crawling-indexing/consolidate-duplicate-urls:
    # of several none is meant.
    named = next(iter(canonical)) if len(canonical) == 1 else ""
    return OwnAddresses(canonical=named, forms=tuple(forms))


def _is_for_phones(media: str) -> bool:
    media = media.lower()
    return "handheld" in media or "max-width" in media
