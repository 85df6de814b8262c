"""What is compared: newsbot, and the libraries that people use; see extraction.py.

A reader takes a page's bytes and its row of the truth, and gives the fields of a prediction.
newsbot gets the bytes and the address only; the libraries get the text, decoded as it should be,
and newspaper4k the language too, without which it reads next to nothing of what is not English.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

UNKNOWN_URL = "https://example.org/"
"""Stands for an address that the source of a page did not keep."""

SOURCE = "discover: [{kind: category, url: 'https://example.org/'}]\n"
"""Nothing is known of the site: no rule, no language, dates without a zone are UTC."""

Fields = dict[str, Any]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reader:
    """One candidate."""

    name: str
    read: Callable[[bytes, Row], Fields]
    module: str
    """Without it the candidate is skipped."""


@cache
def _source() -> Any:
    from newsbot.source import load_project, load_source

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "newsbot.yaml").write_text("format: 1\n", "utf-8")
        (root / "sources").mkdir()
        (root / "sources" / "bench.yaml").write_text(SOURCE, "utf-8")
        return load_source(load_project(root, {}), "bench", {})


def _newsbot(body: bytes, row: Row) -> Fields:
    from newsbot.article import Draft
    from newsbot.extraction.article import read_article
    from newsbot.normalize import normalize
    from newsbot.values.answer import Answer
    from newsbot.values.encodings import decode
    from newsbot.values.html import text_of

    url, source, now = _url(row), _source(), datetime.now(UTC)
    answer = Answer(url, decode(body))
    fields = read_article(answer, source, now)
    bases = dict.fromkeys(fields, answer.base_url)
    draft = Draft(source="bench", article_id=0, fields=fields, bases=bases, url=url, share_url=None)
    article = normalize(draft, source, now)
    return {
        "title": article.headline or None,
        "published": _published(article, fields),
        "authors": list(article.authors),
        "body_text": text_of(article.body_html),
        "lang": article.in_language or None,
        "rules": {name: found.rule for name, found in sorted(fields.items())},
        "more": _more(article),
    }


def _published(article: Any, fields: Any) -> str | None:
    """Return the date as the page states it: a wall clock where nobody knows the site's zone."""
    if article.date_published is None:
        return None
    text = str(fields["date_published"].value)
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return str(article.date_published.isoformat())
    return text


def _more(article: Any) -> Fields:
    """Return the fields that have no truth, for whoever looks at them."""
    modified = article.date_modified
    return {
        "date_modified": modified.isoformat() if modified else None,
        "publisher": article.publisher,
        "section": article.section,
        "keywords": list(article.keywords),
        "description": article.description,
        "image": article.image,
        "canonical_url": article.canonical_url,
        "is_accessible_for_free": article.is_accessible_for_free,
    }


def _url(row: Row) -> str:
    return row.get("url") or UNKNOWN_URL


def _decoded(body: bytes, row: Row) -> str:
    return body.decode(row.get("encoding") or "utf-8", "replace")


def _trafilatura(body: bytes, row: Row) -> Fields:
    import trafilatura

    text = _decoded(body, row)
    document: Any = trafilatura.bare_extraction(
        text, url=_url(row), with_metadata=True, include_comments=False
    )
    if document is None:
        return {}
    names = (document.author or "").split("; ")
    return {
        "title": document.title,
        "published": document.date,
        "authors": [name for name in names if name],
        "body_text": document.text,
        "lang": document.language,
    }


def _newspaper(body: bytes, row: Row) -> Fields:
    import newspaper

    article = newspaper.Article(_url(row), language=row.get("lang") or "en", fetch_images=False)
    article.download(input_html=_decoded(body, row))
    article.parse()
    published: Any = article.publish_date
    return {
        "title": article.title,
        "published": published.isoformat() if isinstance(published, datetime) else None,
        "authors": list(article.authors),
        "body_text": article.text,
        "lang": article.meta_lang,
    }


def _readability(body: bytes, row: Row) -> Fields:
    import readability

    from newsbot.values.html import text_of

    document = readability.Document(_decoded(body, row), url=_url(row))
    return {"title": document.short_title(), "body_text": text_of(document.summary())}


def _news_please(body: bytes, row: Row) -> Fields:
    from newsplease import NewsPlease

    article: Any = NewsPlease.from_html(_decoded(body, row), url=_url(row), fetch_images=False)
    published = article.date_publish
    return {
        "title": article.title,
        "published": published.isoformat() if published else None,
        "authors": list(article.authors or ()),
        "body_text": article.maintext,
        "lang": article.language,
    }


READERS: Mapping[str, Reader] = {
    reader.name: reader
    for reader in (
        Reader("newsbot", _newsbot, "newsbot"),
        Reader("trafilatura", _trafilatura, "trafilatura"),
        Reader("newspaper4k", _newspaper, "newspaper"),
        Reader("readability-lxml", _readability, "readability"),
        Reader("news-please", _news_please, "newsplease"),
    )
}


def is_installed(reader: Reader) -> bool:
    """Say whether a candidate can run here."""
    return find_spec(reader.module) is not None
