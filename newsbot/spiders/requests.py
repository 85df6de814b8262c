"""How a source's requests are sent: its headers, method, JSON and proxy."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from scrapy import Request

from newsbot.archive.raw_records import META, Kind
from newsbot.fetch.hosts import OWN_HEADERS

if TYPE_CHECKING:
    from newsbot.source import RequestOptions, Source


def request_for(
    source: Source,
    url: str,
    callbacks: tuple[Callable[..., Any], Callable[..., Any]],
    said: dict[str, Any],
    *,
    kind: Kind,
    options: RequestOptions | None = None,
) -> Request:
    """Return a request of a source.

    *callbacks*: what takes the answer, and what takes a failure; both are told what is *said*.
    """
    callback, errback = callbacks
    # The ledger knows what was fetched; Scrapy's own filter would drop without a reason.
    request = Request(
        url,
        callback=callback,
        errback=errback,
        cb_kwargs=said,
        dont_filter=True,
        **request_arguments(source.request, options),
    )
    request.meta[META] = kind
    return request


def request_arguments(
    source: RequestOptions | None, entry: RequestOptions | None = None
) -> dict[str, Any]:
    """Return Scrapy's arguments for a request; an entry's options come before the source's.

    Method and JSON ask for a listing, not for the articles in it: without an entry they are left.
    """
    headers = _merged(source.headers if source else {}, entry.headers if entry else {})
    meta: dict[str, Any] = {OWN_HEADERS: dict(headers)} if headers else {}
    arguments: dict[str, Any] = {"headers": headers, "meta": meta}
    asking = _asking(source, entry) if entry is not None else None
    if asking is not None and asking.json is not None:
        if "content-type" not in map(str.lower, headers):
            headers["Content-Type"] = "application/json"
        arguments["body"] = json.dumps(asking.json, ensure_ascii=False).encode()
        arguments["method"] = "POST"
    elif asking is not None:
        arguments["method"] = asking.method
    proxy = (entry.proxy if entry else None) or (source.proxy if source else None)
    if proxy:
        meta["proxy"] = proxy
    return arguments


def _asking(source: RequestOptions | None, entry: RequestOptions) -> RequestOptions:
    """Return whose method and JSON count: the entry's, unless it names neither."""
    says_nothing = entry.json is None and entry.method == "GET"
    return source if says_nothing and source is not None else entry


def _merged(*headers: Mapping[str, str]) -> dict[str, str]:
    """Merge headers, of which the later win; their names are the same in any capitals."""
    by_name = {name.lower(): (name, text) for some in headers for name, text in some.items()}
    return dict(by_name.values())
