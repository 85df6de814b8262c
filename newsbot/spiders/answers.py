"""Scrapy's responses as answers, and what they say as contributions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scrapy.http import Response, TextResponse

from newsbot.article import Contribution, Found, Origin, Rank
from newsbot.errors import AnswerError
from newsbot.extraction.article import page_of, read_article
from newsbot.extraction.fields import extract_fields
from newsbot.extraction.no_article import Verdict, verdict_on
from newsbot.spiders.addresses import believable_canonical
from newsbot.values.answer import Answer
from newsbot.values.date_reading import written_out
from newsbot.values.encodings import decode
from newsbot.values.gunzip import gunzip, is_gzip
from newsbot.values.share import find_share_link
from newsbot.values.urls import absolute_url

if TYPE_CHECKING:
    from newsbot.source import Source

LARGEST_LISTING: Final = 50 * 1024 * 1024
"""Bytes of a listing, unpacked: as many as a sitemap may have."""

MISSING: Final = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
"""Statuses with which a server says that there is nothing."""


def answer_of(response: Response) -> Answer:
    """Return a response as an answer. Raises AnswerError when it is not text."""
    content_type = header_of(response, "Content-Type")
    if not isinstance(response, TextResponse):
        if response.body.strip():
            raise AnswerError("not text", f"{response.url}: {content_type or 'no content type'}")
        raise AnswerError("empty answer", response.url)
    redirected: list[str] = response.meta.get("redirect_urls", [])
    return Answer(
        url=response.url,
        text=decode(response.body, content_type),
        content_type=content_type,
        links=(*redirected, response.url),
        etag=header_of(response, "ETag"),
        last_modified=header_of(response, "Last-Modified"),
    )


def listing_answer_of(response: Response) -> Answer:
    """Return a listing's page as an answer: what is missing is empty, what is gzip is unpacked.

    Raises AnswerError when it is not text.
    """
    if response.status in MISSING:
        return Answer(url=response.url, text="", is_missing=True)
    if not is_gzip(response.body):
        return answer_of(response)
    text = decode(gunzip(response.body, limit=LARGEST_LISTING))
    return Answer(
        url=response.url,
        text=text,
        etag=header_of(response, "ETag"),
        last_modified=header_of(response, "Last-Modified"),
    )


def no_page(url: str) -> Answer:
    """Return the answer of what is not asked for."""
    return Answer(url=url, text="", is_missing=True)


def header_of(response: Response, name: str) -> str:
    """Return a header as text; empty when there is none."""
    return (response.headers.get(name) or b"").decode("latin-1")


def read_page(answer: Answer, source: Source, now: datetime) -> dict[str, Found]:
    """Return what an article's page says, its share link's identifier included."""
    fields = read_article(answer, source, now)
    shared = find_share_link(answer, source.share)
    if shared is not None:
        _, named = shared
        fields = {**{name: Found(value, "share link") for name, value in named.items()}, **fields}
    return _without_wrong_canonical(_with_absolute_urls(fields, answer), answer, source)


def read_content(answer: Answer, source: Source, now: datetime) -> dict[str, Found]:
    """Return what the content of a share link says.

    Raises AnswerError when a page came where rules for JSON alone would find something: an error
    page must not become an article.
    """
    fields = extract_fields(answer, source)
    by_source = any(found.rank == Rank.SOURCE for found in fields.values())
    if not by_source and _expects_json(source):
        _ = answer.json
    return _with_absolute_urls(with_dates_written_out(fields, source, now), answer)


def with_dates_written_out(
    fields: Mapping[str, Found], source: Source, now: datetime
) -> dict[str, Found]:
    """Return *fields*; where the date of publication counts back from *now*, it is written out.

    When an article was changed is left as it is: at each look at a listing it would be another
    instant, and a reason to fetch its articles again.
    """
    found = fields.get("date_published")
    if found is None or not isinstance(found.value, str):
        return dict(fields)
    languages = (source.language,) if source.language else ()
    date = written_out(found.value, zone=source.timezone, now=now, languages=languages)
    return {**fields, "date_published": replace(found, value=date)}


def judge_answer(
    answer: Answer,
    fields: Mapping[str, Found],
    said: Mapping[str, Found],
    source: Source,
    now: datetime,
) -> Verdict | None:
    """Return why a page or content is none of an article; None when nothing says so.

    *fields*: what was read of it. *said*: what is known of the article besides.
    """
    if answer.kind != "html":
        return None
    is_apart = "body_html" not in fields and source.share is not None and source.share.content
    has_text_elsewhere = bool(is_apart) or "body_html" in said or source.post.body == "none"
    return verdict_on(page_of(answer, source, now), fields, has_text_elsewhere=has_text_elsewhere)


def contribution_of(
    origin: Origin,
    answer: Answer,
    fields: Mapping[str, Found],
    redact: Callable[[str], str] = str,
) -> Contribution:
    """Return what an answer said about its article; its address without secrets."""
    return Contribution(origin=origin, url=redact(answer.base_url), fields=fields)


def _expects_json(source: Source) -> bool:
    rules = [rule for alternatives in source.extract.values() for rule in alternatives]
    return any(rule.kind == "json" for rule in rules)


def _with_absolute_urls(fields: dict[str, Found], answer: Answer) -> dict[str, Found]:
    """Make `url` absolute here: it decides what is fetched and what the article is known by."""
    if "url" not in fields:
        return fields
    url = absolute_url(answer.base_url, str(fields["url"].value))
    rest = {name: found for name, found in fields.items() if name != "url"}
    return {**rest, "url": Found(url, fields["url"].rule)} if url is not None else rest


def _without_wrong_canonical(
    fields: dict[str, Found], answer: Answer, source: Source
) -> dict[str, Found]:
    """Leave a canonical address out that is another page's: the home page's, say."""
    found = fields.get("canonical_url")
    url = absolute_url(answer.base_url, str(found.value)) if found is not None else None
    if found is None or (url and believable_canonical(answer, url, source.domains)):
        return fields
    return {name: value for name, value in fields.items() if name != "canonical_url"}


def link_file(root: Path, name: str) -> Answer:
    """Return a link file of the project as an answer. Raises AnswerError when it cannot be read."""
    try:
        return Answer(url=name, text=(root / name).read_text(encoding="utf-8"))
    except OSError as error:
        raise AnswerError("file not readable", f"{root / name}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise AnswerError("file not readable", f"{root / name}: {error}") from error
