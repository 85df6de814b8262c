"""Check addresses: URLs, URL templates, host names and paths inside the project."""

from __future__ import annotations

import re
from ipaddress import ip_address
from pathlib import PurePosixPath, PureWindowsPath
from string import Formatter
from typing import Final
from urllib.parse import urlsplit

from newsbot.source.checks import expected

_URL: Final = "an http(s) URL"
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LABELS: Final = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_-]{1,63}")


def http_url(value: str) -> str:
    """Check an http(s) address without placeholders."""
    if "{" in value or "}" in value:
        raise expected(f"{_URL} without placeholders; a literal brace is %7B or %7D")
    return _checked(value)


def url_or_nothing(value: str) -> str:
    """Check an http(s) address that may be left empty."""
    return http_url(value) if value else value


def url_template(value: str) -> str:
    """Check an http(s) address with `{name}` in it."""
    placeholders(value)
    _checked(value)
    if "{" in urlsplit(value).netloc:
        raise expected(f"{_URL} with placeholders only after the host")
    return value


def placeholders(template: str) -> frozenset[str]:
    """Return the names in an address: `{page}`, `{date:%Y}`."""
    try:
        parts = list(Formatter().parse(template))
    except ValueError:
        raise expected(f"{_URL} with placeholders such as {{page}}") from None
    names = {name for _, name, _, _ in parts if name is not None}
    has_oddity = any(conversion or "{" in (spec or "") for _, _, spec, conversion in parts)
    if has_oddity or not all(map(_NAME.fullmatch, names)):
        raise expected(f"{_URL} with placeholders such as {{page}}")
    return frozenset(names)


def host_in(url: str) -> str:
    """Return the host of a checked address, as `domains` has it."""
    return host_name(urlsplit(url).hostname or "")


def host_name(value: str) -> str:
    """Return a host name in lower case and IDNA's ASCII form, or an IP address."""
    name = value.strip("[]").lower().removesuffix(".")
    if _is_ip(name):
        return name
    try:
        name = _to_ascii(name)
    except ValueError:
        name = ""
    if len(name) > 253 or _LABELS.fullmatch(name) is None:
        raise expected("a host name such as example.org, without scheme, port or path")
    return name


def inside_project(value: str) -> str:
    """Check a relative POSIX path that does not lead out of the project."""
    path = PurePosixPath(value)
    is_elsewhere = path.is_absolute() or ".." in path.parts or PureWindowsPath(value).drive
    if not value or is_elsewhere or "\\" in value or not value.isprintable():
        raise expected("a relative path inside the project")
    return value


def _checked(value: str) -> str:
    try:
        parts = urlsplit(value)
        has_host = bool(parts.scheme in ("http", "https") and parts.hostname)
        _ = parts.port
    except ValueError:
        raise expected(_URL) from None
    if not has_host or not value.isprintable() or " " in value:
        raise expected(_URL)
    if "{" not in parts.netloc:
        host_in(value)
    return value


def _to_ascii(name: str) -> str:
    if name.isascii():
        return name
    import idna

    return idna.encode(name, uts46=True).decode("ascii")


def _is_ip(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
