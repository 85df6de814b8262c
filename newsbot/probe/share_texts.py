"""Where a share page has its text from, and under which keys an answer has it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from newsbot.values.html import text_of
from newsbot.values.templates import UrlTemplate
from newsbot.values.urls import absolute_url, host_of, hosts_match
from newsbot.values.words import TELLING, weight

if TYPE_CHECKING:
    from newsbot.values.answer import Answer

SENTENCES: Final = 3
MOST_VALUES: Final = 2_000
LONGEST: Final = 400
"""Characters of an address."""
DEEPEST: Final = 4
LARGEST_SCRIPT: Final = 200_000
"""Characters of a page's scripts that are looked at."""

_END: Final = re.compile(r"[.!?](?=\s|$)|[。！？]")
# An address up to where the identifier is put in: "…?id=" + id + ".json", `…?id=${id}`, …?id={id}.
_CONCATENATED: Final = re.compile(
    r"""["']([^"'\s<>{}]{1,300}[=/])["']\s{0,9}(?:\+|\.concat\()[^;"'`\n+]{1,80}"""
    r"""(?:\+\s{0,9}["']([^"'\s<>{}]{1,100})["'])?"""
)
_TEMPLATE: Final = re.compile(r"[`}]([^`\s<>{}$]{1,300}[=/])\$\{[^}`]{1,80}\}([^`\s<>{}$]{0,100})`")
_BRACES: Final = re.compile(
    r"""["'`]([^"'`\s<>{}]{1,300}[=/])\{\w{1,40}\}([^"'`\s<>{}]{0,100})["'`]"""
)
_QUOTED: Final = re.compile(r"""["'`]([^"'`\s<>{}]{2,400})["'`]""")
_NO_TEXT: Final = re.compile(
    r"\.(?:js|css|png|jpe?g|gif|svg|webp|ico|mp[34])$|comment|pinglun|count|stat|login|related",
    re.IGNORECASE,
)
_TEXT: Final = re.compile(
    r"text|content|detail|article|news|body|story|api|json|\bget", re.IGNORECASE
)
_KEY: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,60}")


def text_addresses(answer: Answer, identifier: str, domains: Iterable[str]) -> list[str]:
    """Return the addresses that a share page may have its text from, with `{identifier}`.

    The likeliest come first.
    """
    hosts = tuple(domains)
    written = islice(_written(answer, identifier), MOST_VALUES)
    found = dict.fromkeys(_template_of(one, answer.base_url, hosts) for one in written)
    return sorted(filter(None, found), key=lambda one: _TEXT.search(urlsplit(one).path) is None)


def _template_of(written: str, base_url: str, hosts: tuple[str, ...]) -> str:
    """Return a template; empty where the address is no text's, or another site's."""
    before, _, after = written.partition("\0")
    start = absolute_url(base_url, before)
    if start is None or not hosts_match(host_of(start), hosts):
        return ""
    # A parameter whose value a script would add.
    after = after.rpartition("&")[0] if after.endswith("=") else after
    template = f"{start}{{identifier}}{after}".partition("#")[0]
    parts = urlsplit(start)
    is_text = _NO_TEXT.search(urlsplit(template).path) is None and (
        parts.path != "/" or parts.query
    )
    return template if is_text and _is_template(template) else ""


def _written(answer: Answer, identifier: str) -> Iterator[str]:
    """Yield addresses in which NUL stands for the identifier."""
    root = answer.selector.root
    scripts = "\n".join(node.text or "" for node in root.iter("script") if not node.get("src"))
    named = [str(one) for one in root.xpath("//@data-src | //@data-url")[:100]]
    quoted = "\n".join(f'"{one}"' for one in named if len(one) <= LONGEST)
    text = f"{quoted}\n{scripts}"[:LARGEST_SCRIPT].replace("\\/", "/").replace("\0", "")
    for pattern in (_BRACES, _CONCATENATED, _TEMPLATE):
        for match in pattern.finditer(text):
            yield f"{match[1]}\0{match[2] or ''}"
    for match in _QUOTED.finditer(text):
        before, is_there, after = match[1].partition(identifier)
        if is_there and before.endswith(("=", "/")):
            yield f"{before}\0{after}"


def _is_template(text: str) -> bool:
    try:
        return UrlTemplate(text).names == {"identifier"}
    except ValueError:
        return False


def has_sentences(html: str) -> bool:
    """Tell whether it is a text, not a label or a sentence of its own."""
    text = text_of(html[:50_000])
    ends = len(list(islice(_END.finditer(text), SENTENCES)))
    return ends >= SENTENCES and weight(text) >= TELLING


def texts_in(value: Any) -> dict[str, str]:
    """Return JMESPath → text of several sentences in a JSON value, the longest first."""
    there = islice(_strings(value), MOST_VALUES)
    found = [(path, text) for path, text in there if has_sentences(text)]
    return dict(sorted(found, key=lambda one: -weight(text_of(one[1][:50_000]))))


def _strings(value: Any) -> Iterator[tuple[str, str]]:
    waiting: list[tuple[str, Any, int]] = [("", value, 0)]
    for path, one, depth in waiting:
        if isinstance(one, str) and path:
            yield path, one
        if depth >= DEEPEST or len(waiting) >= MOST_VALUES:
            continue
        if isinstance(one, dict):
            inner = islice(one.items(), 200)
            waiting += [(_below(path, key), child, depth + 1) for key, child in inner]
        elif isinstance(one, list) and one:
            waiting.append((f"{path}[0]", one[0], depth + 1))


def _below(path: str, key: str) -> str:
    plain = key if _KEY.fullmatch(key) else _quoted(key)
    return f"{path}.{plain}" if path else plain


def _quoted(key: str) -> str:
    import json

    return json.dumps(key, ensure_ascii=True)
