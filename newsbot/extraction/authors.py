"""Who wrote an article: names only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from newsbot.article import Rank, Value
from newsbot.extraction.author_names import is_name
from newsbot.extraction.bylines import accounts, by_label, by_markup, persons
from newsbot.extraction.cascade import Cascade, GeneralRule
from newsbot.extraction.date_metadata import own_article
from newsbot.extraction.frame import bare
from newsbot.extraction.json_ld import node_types
from newsbot.values.names import authors_of

if TYPE_CHECKING:
    from newsbot.extraction.page import Page

_MOST: Final = 20
_LONGEST: Final = 300
_META: Final = (
    "author",
    "article:author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "byl",
    "byline",
    "article.author",
    "mediator_author",
    "weibo:article:author",
    "cxenseparse:author",
    "twitter:data1",
)


def _json_ld(page: Page, *, persons: bool) -> Iterator[Value]:
    node = own_article(page)
    if node is None:
        return
    for key in ("author", "creator"):
        found = [name for name, is_one in _authors(node.get(key), page) if is_one is persons]
        names = authors_of(found)
        if names:
            yield names


def _authors(value: Any, page: Page) -> Iterator[tuple[str, bool]]:
    """Yield names in JSON-LD, and whether each is a person's."""
    for one in (value if isinstance(value, list) else [value])[:_MOST]:
        if isinstance(one, str):
            yield one[:_LONGEST], True
        elif isinstance(one, Mapping):
            whole = _referred(one, page)
            name = whole.get("name")
            names = name if isinstance(name, list) else [name]
            is_person_node = not any("Organization" in kind for kind in node_types(whole))
            for text in names[:_MOST]:
                if isinstance(text, str):
                    yield text[:_LONGEST], is_person_node


def _referred(node: Mapping[str, Any], page: Page) -> Mapping[str, Any]:
    if "name" in node or "@id" not in node:
        return node
    same = (other for other in page.nodes if other.get("@id") == node["@id"] and "name" in other)
    return next(same, node)


def _persons(page: Page) -> Iterator[Value]:
    return _json_ld(page, persons=True)


def _organizations(page: Page) -> Iterator[Value]:
    return _json_ld(page, persons=False)


def _meta(page: Page) -> Iterator[Value]:
    for name in _META:
        texts = [text[:_LONGEST] for text in page.meta.get(name, ())[:_MOST] if "://" not in text]
        names = persons(authors_of(texts), page)
        if names:
            yield names


def _microdata(page: Page) -> Iterator[Value]:
    near = range(page.frame.headline - 20, page.frame.end + 5)
    found = []
    for mark in page.lines.marks:
        keys = (mark.element.get("itemprop") or "").split()
        is_author = "author" in keys or "creator" in keys or mark.element.get("rel") == "author"
        if mark.is_beside or not is_author or mark.line not in near:
            continue
        inner = mark.element.xpath('.//*[@itemprop="name"]')
        element = inner[0] if inner else mark.element
        found.append((element.get("content") or "".join(element.itertext()))[:_LONGEST])
    names = authors_of([" ".join(text.split()) for text in found[:_MOST]])
    if names:
        yield names


def _doubt(value: Value, page: Page) -> str:
    names = authors_of((value,) if isinstance(value, str) else value)
    if not names:
        return "no name"
    strange = next((name for name in names if not is_name(name)), None)
    if strange is not None:
        return f"{strange}: no name"
    return "the site's name" if all(_is_site(name, page) for name in names) else ""


def _is_site(name: str, page: Page) -> bool:
    """Tell whether a name is that of the site, as its metadata, title or host has it."""
    own = bare(name)
    said = [*page.meta.get("og:site_name", ()), *page.meta.get("application-name", ())]
    said += [str(node.get("name") or "") for node in _publishers(page)]
    host = (urlsplit(page.url).hostname or "").replace(".", "")
    title = bare(page.title)
    is_in_host = len(own) >= 3 and own.isascii() and own in host
    is_told = any(own == bare(text) for text in said) or is_in_host or title.endswith(own)
    return is_told or any("©" in line.text and name in line.text for line in page.lines.lines)


def _publishers(page: Page) -> Iterator[Mapping[str, Any]]:
    for node in page.nodes[:100]:
        publisher = node.get("publisher")
        if isinstance(publisher, Mapping):
            yield _referred(publisher, page)


AUTHORS: Final = Cascade(
    rules=(
        GeneralRule("json-ld author", Rank.METADATA, _persons),
        GeneralRule("meta author", Rank.METADATA, _meta),
        GeneralRule("microdata author", Rank.METADATA, _microdata),
        GeneralRule("byline by its class", Rank.GENERIC, by_markup),
        GeneralRule("byline with label", Rank.GENERIC, by_label),
        GeneralRule("account name", Rank.GENERIC, accounts),
        GeneralRule("json-ld organization", Rank.METADATA, _organizations),
    ),
    doubt=_doubt,
)
