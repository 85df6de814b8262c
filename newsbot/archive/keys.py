"""Which keys name an article: its identifier, and every address that leads to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from newsbot.article import Found
from newsbot.values.address_forms import plain_form
from newsbot.values.redact import redactor
from newsbot.values.share import content_url, share_url
from newsbot.values.urls import absolute_url, canonical_url, link_key

if TYPE_CHECKING:
    from newsbot.source import Source


def article_keys(
    fields: Mapping[str, Found], source: Source, links: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return the keys under which an article is found again, the one that is its identity first.

    The identity is the publisher's identifier, else the canonical address; empty when there is
    neither. Further keys are its share link, its content and *links* that led to it. The
    secrets of the owner's templates are not in them.
    """
    redact = redactor(source.secrets)
    keys: dict[str, None] = {}
    identifier = fields.get("identifier")
    if identifier is not None and str(identifier.value).strip():
        keys[f"id:{str(identifier.value).strip()}"] = None
    named = [str(fields["url"].value)] if "url" in fields else []
    shared = [share_url(fields, source.share), content_url(fields, source.share)]
    for url in [*named, *(redact(u) for u in shared if u), *links]:
        if absolute_url(None, url) is not None:
            keys[url_key(url)] = None
    return tuple(keys)


def identity_of(fields: Mapping[str, Found], keys: Iterable[str]) -> str:
    """Return the article's identity: `id:IDENTIFIER`, else `url:CANONICAL-URL`."""
    first = next(iter(keys))
    if first.startswith("id:") or "url" not in fields:
        return first
    return f"url:{canonical_url(str(fields['url'].value))}"


def url_key(url: str) -> str:
    """Return the key of an address: http and https, with and without `www.`, are one."""
    return f"url:{link_key(url)}"


def form_key(url: str) -> str:
    """Return the key of what an address looks like in plain form. It leads to no article by itself:
    what is found by it has to prove to be the same.
    """
    return f"form:{plain_form(url)}"
