"""HTTP addresses taken apart, resolved and put together (RFC 3986, with the habits of browsers).

What browsers forgive is forgiven as https://url.spec.whatwg.org/ says: white space around and line
breaks inside an address, backslashes for slashes, percent-encoded host names. What even they cannot
mean anything by is refused with a ValueError.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote

MAX_LENGTH: Final = 2083
"""Longer addresses are refused: a sitemap may not hold them, old browsers do not open them."""

_UNRESERVED: Final = "A-Za-z0-9._~\\-"
_SUB_DELIMS: Final = "!$&'()*+,;="
_DEFAULT_PORTS: Final = {"http": "80", "https": "443"}

# RFC 3986, appendix B, with the scheme held to its alphabet.
_REFERENCE: Final = re.compile(
    r"(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):)?(?://(?P<authority>[^/?#]*))?"
    r"(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?",
    re.DOTALL,
)
_AUTHORITY: Final = re.compile(
    r"(?:(?P<userinfo>.*)@)?(?P<host>\[[^\[\]@]*\]|[^:\[\]@]*)(?::(?P<port>[0-9]{0,8}))?", re.DOTALL
)
_HOST: Final = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
# No escapes, no dot segments, no user, no fragment, a port without zeros before it.
_PLAIN: Final = re.compile(
    r"(https?)://([a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*)(?::([1-9][0-9]{0,3}))?"
    rf"((?:/(?!\.)[{_UNRESERVED}{_SUB_DELIMS}:@]*)+)(?:\?([{_UNRESERVED}{_SUB_DELIMS}:@/?]*))?"
)
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_UNSAFE: Final = re.compile(rf"%[0-9A-Fa-f]{{2}}|[^{_UNRESERVED}{_SUB_DELIMS}:@/?]")


@dataclass(frozen=True, slots=True, kw_only=True)
class UrlParts:
    """An http(s) address in syntax-normalised form (RFC 3986, section 6.2.2)."""

    scheme: str
    host: str
    """Lower case, IDNA-encoded; an IPv6 address without its brackets."""
    path: str
    """Begins with a slash, has no dot segments."""
    userinfo: str = ""
    port: str = ""
    """Empty when it is the scheme's default."""
    query: str | None = None
    fragment: str | None = None

    @property
    def authority(self) -> str:
        """The host in the form it has inside an address, with the port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}" if self.port else host

    def __str__(self) -> str:
        userinfo = f"{self.userinfo}@" if self.userinfo else ""
        query = "" if self.query is None else f"?{self.query}"
        fragment = "" if self.fragment is None else f"#{self.fragment}"
        return f"{self.scheme}://{userinfo}{self.authority}{self.path}{query}{fragment}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reference:
    scheme: str | None
    authority: str | None
    path: str
    query: str | None
    fragment: str | None


@lru_cache(maxsize=4096)
def parse_url(text: str, base: str | None = None) -> UrlParts:
    """Read an address, relative to `base` where one is given.

    Raises ValueError when the result is not an http(s) address that could be fetched, or is longer
    than MAX_LENGTH.
    """
    if (plain := _plain(text)) is not None:
        return plain
    reference = _split(text)
    if base is not None and (reference.scheme is None or reference.authority is None):
        reference = _resolve(_split(base), reference)
    parts = _normalize(reference)
    if len(str(parts)) > MAX_LENGTH:
        raise ValueError(f"address longer than {MAX_LENGTH} characters: {text[:100]}…")
    return parts


def _plain(text: str) -> UrlParts | None:
    """Return the parts of an address that is in its one form already, as nearly all are."""
    found = _PLAIN.fullmatch(text)
    if found is None or len(text) > MAX_LENGTH:
        return None
    scheme, host, port, path, query = found.groups()
    if len(host) > 253 or port in _DEFAULT_PORTS.values():
        return None
    return UrlParts(scheme=scheme, host=host, port=port or "", path=path, query=query)


def normalize_host(host: str) -> str:
    """Return a host name in lower case, IDNA-encoded, without the root's dot.

    Raises ValueError when it is none.
    """
    if host.startswith("[") and "%" not in host:
        return str(ipaddress.IPv6Address(host[1:-1]))
    if len(host) > 3 * 253:
        raise ValueError(f"host name longer than 253 characters: {host[:100]}…")
    name = unquote(host, errors="strict").lower().removesuffix(".")
    if not name.isascii():
        import idna

        name = idna.encode(name, uts46=True).decode("ascii").removesuffix(".")
    if len(name) > 253 or not _HOST.fullmatch(name):
        raise ValueError(f"not a host name: {host!r}")
    return name


def _split(text: str) -> _Reference:
    text = re.sub(r"[\t\n\r]", "", text.strip("".join(map(chr, range(0x21)))))
    if len(text) > MAX_LENGTH:
        raise ValueError(f"address longer than {MAX_LENGTH} characters: {text[:100]}…")
    if _CONTROL.search(text):
        raise ValueError(f"control character in the address {text!r}")
    end = re.search(r"[?#]|$", text)
    cut = end.start() if end else len(text)
    match = _REFERENCE.fullmatch(text[:cut].replace("\\", "/") + text[cut:])
    if match is None:
        raise ValueError(f"not an address: {text!r}")
    scheme = match["scheme"]
    return _Reference(
        scheme=scheme.lower() if scheme else None,
        authority=match["authority"],
        path=match["path"],
        query=match["query"],
        fragment=match["fragment"],
    )


def _resolve(base: _Reference, link: _Reference) -> _Reference:
    """Resolve a reference without a scheme or an authority (RFC 3986, section 5.2.2)."""
    if link.scheme not in (None, base.scheme):
        return link
    path, query, authority = link.path, link.query, link.authority
    if authority is None:
        authority = base.authority
        if not path:
            path, query = base.path, base.query if query is None else query
        elif not path.startswith("/"):
            path = base.path[: base.path.rfind("/") + 1] + path
            path = path if path.startswith("/") else f"/{path}"
    return _Reference(
        scheme=base.scheme, authority=authority, path=path, query=query, fragment=link.fragment
    )


def _normalize(reference: _Reference) -> UrlParts:
    if reference.scheme not in _DEFAULT_PORTS:
        raise ValueError(f"not an http(s) address: {reference.scheme or 'no scheme'}")
    authority = _AUTHORITY.fullmatch(reference.authority or "")
    if authority is None:
        raise ValueError(f"not a host and port: {reference.authority!r}")
    query, fragment = reference.query, reference.fragment
    return UrlParts(
        scheme=reference.scheme,
        userinfo=_normalize_escapes(authority["userinfo"] or "").replace("@", "%40"),
        host=normalize_host(authority["host"]),
        port=_normalize_port(authority["port"], reference.scheme),
        path=_remove_dot_segments(_normalize_escapes(reference.path)) or "/",
        query=None if query is None else _normalize_escapes(query),
        fragment=None if fragment is None else _normalize_escapes(fragment),
    )


def _normalize_port(port: str | None, scheme: str) -> str:
    if not port:
        return ""
    if not 0 < int(port) < 65536:
        raise ValueError(f"not a port: {port}")
    number = str(int(port))
    return "" if number == _DEFAULT_PORTS[scheme] else number


def _normalize_escapes(text: str) -> str:
    """Write every character in its one spelling, escaped or plain (section 6.2.2)."""
    return _UNSAFE.sub(_normalize_escape, text)


def _normalize_escape(match: re.Match[str]) -> str:
    found = match[0]
    if len(found) == 1:
        return quote(found, safe="")
    character = chr(int(found[1:], 16))
    return character if re.fullmatch(rf"[{_UNRESERVED}]", character) else found.upper()


def _remove_dot_segments(path: str) -> str:
    """Apply `.` and `..` (RFC 3986, section 5.2.4)."""
    segments = path.split("/")
    kept: list[str] = []
    for segment in segments[1:]:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)
