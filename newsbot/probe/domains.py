"""Which hosts belong to one site, and what its source may be called."""

from __future__ import annotations

import re
from typing import Final

from newsbot.source.names import is_source_name
from newsbot.values.urls import host_of

# Second levels under which names are given out, and what stands before a site's own name.
_SECOND: Final = frozenset(
    {"co", "com", "net", "org", "gov", "edu", "ac", "or", "ne", "go", "gob", "in", "info"}
)
_BEFORE: Final = frozenset({"www", "www2", "m", "mobile", "amp", "web"})
_UNSAFE: Final = re.compile(r"[^a-z0-9_-]+")
_NUMBERS: Final = re.compile(r"[0-9.]+|.*:.*")


def domain_of(url: str) -> str:
    """Return the name that all hosts of a site end with: `example.co.uk`; an IP address itself."""
    host = host_of(url)
    labels = host.split(".")
    if _NUMBERS.fullmatch(host) or len(labels) <= 2:
        return host
    has_second = labels[-2] in _SECOND and len(labels[-1]) == 2
    return ".".join(labels[-3:] if has_second else labels[-2:])


def name_for(url: str) -> str:
    """Return what a source of this address may be called: `example` for https://www.example.org/."""
    host = host_of(url).strip("[]")
    if _NUMBERS.fullmatch(host):
        return _safe(host)
    site = domain_of(url).split(".")[0]
    before = [label for label in host.split(".") if label not in _BEFORE]
    parts = before[: before.index(site)] if site in before else []
    return _safe("-".join([site, *reversed(parts)]))


def _safe(text: str) -> str:
    name = _UNSAFE.sub("-", text).strip("-_")[:64]
    return name if is_source_name(name) else f"site-{name}"[:64].rstrip("-")
