"""Addresses: made absolute, made canonical, compared. Only http and https are addresses here."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from urllib.parse import unquote

from newsbot.values.tracking import is_tracking
from newsbot.values.url_parts import normalize_host, parse_url


def absolute_url(base: str | None, url: str) -> str | None:
    """Return the address that a link on the page `base` leads to, as a browser would go there.

    The result is plain ASCII (percent-encoded, IDNA) and keeps its fragment. None when it is not an
    http(s) address or cannot be read; whatever the input, nothing is raised.
    """
    try:
        return str(parse_url(url, base))
    except ValueError:
        return None


def canonical_url(url: str, base: str | None = None) -> str:
    """Return the one spelling of an address (RFC 3986, section 6), without what only tracks.

    Fragment, user name, default port and tracking parameters go; order of the parameters, trailing
    slash and scheme stay. Raises ValueError where `absolute_url` gives None, and only there.
    """
    parts = parse_url(url, base)
    return str(
        replace(parts, userinfo="", fragment=None, query=_without_tracking(parts.query or ""))
    )


def link_key(url: str) -> str:
    """Return the key under which all links to one article are remembered.

    It is the canonical address without scheme, leading `www.` and trailing slash: sites serve the
    same page with and without these. Other prefixes (`m.`), file names (`index.html`) and the
    remaining parameters stay, since on some site each of them selects another page. Raises
    ValueError as `canonical_url` does. The key is not an address to fetch.
    """
    return key_of_canonical(canonical_url(url))


def key_of_canonical(url: str) -> str:
    """Return what `link_key` returns, of an address that is canonical already."""
    _, _, rest = url.partition("://")
    address, mark, query = rest.partition("?")
    host, _, path = address.partition("/")
    if host.startswith("www.") and "." in host.removeprefix("www."):
        host = host.removeprefix("www.")
    return f"{host}/{path}".rstrip("/") + mark + query


def is_http_url(text: str) -> bool:
    """Say whether a text is a whole http(s) address by itself."""
    return absolute_url(None, text) is not None


def host_of(url: str) -> str:
    """Return an address's host: lower case, IDNA, no port, no brackets; empty without one."""
    try:
        return parse_url(url).host
    except ValueError:
        return ""


def hosts_match(host: str, domains: Iterable[str]) -> bool:
    """Say whether a host is one of `domains` (host names without port) or a subdomain of one.

    IP addresses match only themselves.
    """
    name = _comparable_host(host)
    if not name:
        return False
    listed = {_comparable_host(domain) for domain in domains} - {""}
    if name in listed:
        return True
    return not _is_address(name) and any(name.endswith(f".{domain}") for domain in listed)


def _without_tracking(query: str) -> str | None:
    kept = [part for part in query.split("&") if part and not is_tracking(_parameter_name(part))]
    return "&".join(kept) or None


def _parameter_name(part: str) -> str:
    return unquote(part.partition("=")[0])


@lru_cache(maxsize=1024)
def _comparable_host(host: str) -> str:
    host = host.strip().lstrip(".")
    try:
        return normalize_host(f"[{host}]" if ":" in host and host[0] != "[" else host)
    except ValueError:
        return ""


def _is_address(host: str) -> bool:
    """Say whether a host is an IP address, in the spellings of browsers too (`0x7f.1`)."""
    if re.fullmatch(r"[0-9]+|0x[0-9a-f]*", host.rpartition(".")[2]):
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
