"""What of a source file is secret: it is never written, logged or shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import unquote, urlsplit

from newsbot.source.environment import variables_in
from newsbot.source.tree import Branch, Node, Scalar, walk

SHORTEST: Final = 4
"""Characters. What is shorter stands in every text, and taking it out would tell where it was."""

_PROXY_VARIABLES: Final = frozenset({"http_proxy", "https_proxy", "all_proxy"})


def secrets_in(tree: Branch, filled: Branch, environ: Mapping[str, str]) -> frozenset[str]:
    """Return the secrets of a tree, which is also given with its variables filled in.

    Those are the values of its variables, and the passwords of proxies, also of those that the
    environment names for all programs.
    """
    values = {environ.get(name, "") for _, node in walk(tree) for name in variables_in(node)}
    proxies = {_text(node) for path, node in walk(filled) if path[-1:] == ("proxy",)}
    general = {value for name, value in environ.items() if name.lower() in _PROXY_VARIABLES}
    found = {*values, *(secret for url in (*proxies, *general) for secret in credentials(url))}
    return frozenset(secret for secret in found if len(secret) >= SHORTEST)


def credentials(url: str) -> Iterator[str]:
    """Yield the password in an address, and user name and password together, if there are any."""
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
    except ValueError:
        return
    if parts.password:
        user, password = unquote(parts.username or ""), unquote(parts.password)
        yield password
        yield f"{user}:{password}"


def _text(node: Node) -> str:
    return str(node.value) if isinstance(node, Scalar) else ""
