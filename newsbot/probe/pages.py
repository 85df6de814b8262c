"""How an article's page reads by a source's rules and by general ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from newsbot.article import Contribution, Draft, Found, Origin
from newsbot.errors import AnswerError
from newsbot.extraction.article import page_of, read_article
from newsbot.extraction.merge import merge
from newsbot.extraction.no_article import verdict_on
from newsbot.normalize import missing_field, normalize
from newsbot.probe.fetched import Fetched
from newsbot.probe.found import PageRead

if TYPE_CHECKING:
    from newsbot.source import Rule, Source

CANDIDATES: Final[Mapping[str, tuple[str, ...]]] = {
    "headline": ("h1", ".title h1", ".headline", ".article-title", ".entry-title", "h2"),
    "date_published": (
        *("time", ".date", ".time", ".published", ".pubtime", ".pub-time", ".publish-time"),
        *("#pubtime", "#pubtime_baidu", ".post-date", ".article-date", ".info", ".source"),
    ),
    "body_html": (
        *("article", "[itemprop=articleBody]", ".article-content", ".article-body", ".content"),
        *("#content", ".entry-content", ".post-content", ".TRS_Editor", "#artibody", "main"),
    ),
}
"""CSS that is tried where general rules give nothing: names that many sites use."""


def read_page(
    fetched: Fetched, listed: Mapping[str, Found], source: Source, now: datetime
) -> PageRead:
    """Return how an answer reads, with what a listing said of the article."""
    answer = fetched.answer
    if answer is None or not fetched.is_page:
        return PageRead(fetched=fetched, listed=listed, missing=fetched.why or "not there")
    try:
        said = read_article(answer, source, now)
    except AnswerError as error:
        return PageRead(fetched=fetched, listed=listed, missing=error.reason)
    if answer.kind == "html":
        page = page_of(answer, source, now)
        verdict = verdict_on(page, said, has_text_elsewhere="body_html" in listed)
        if verdict is not None:
            return PageRead(fetched=fetched, listed=listed, fields=said, missing=verdict.reason)
    fields, bases = merge(
        (
            Contribution(origin=Origin.LISTING, url=answer.url, fields=listed),
            Contribution(origin=Origin.PAGE, url=answer.base_url, fields=said),
        )
    )
    read = _as_article(fetched, fields, bases, source, now)
    return replace(read, listed=listed)


def _as_article(
    fetched: Fetched,
    fields: Mapping[str, Found],
    bases: Mapping[str, str],
    source: Source,
    now: datetime,
) -> PageRead:
    draft = Draft(
        source=source.name,
        article_id=0,
        fields=fields,
        bases=bases,
        url=str(fields["url"].value) if "url" in fields else fetched.url,
        share_url=None,
        first_seen=now,
    )
    article = normalize(draft, source, now)
    missing = missing_field(article, source, now)
    return PageRead(
        fetched=fetched,
        fields=fields,
        article=article,
        missing=missing.reason if missing is not None else "",
    )


def find_rules(pages: list[PageRead], source: Source, now: datetime) -> dict[str, str]:
    """Return field → CSS where a field is missing on most pages and the CSS mends that."""
    rules: dict[str, str] = {}
    read = [page for page in pages if page.article is not None]
    for name, candidates in CANDIDATES.items():
        lacking = [page for page in read if not _has(page, name, source, now)]
        if 2 * len(lacking) <= len(read):
            continue
        for css in candidates:
            changed = with_rules(source, {**rules, name: css})
            if all(_has(page, name, changed, now, again=True) for page in lacking):
                rules[name] = css
                break
    return rules


def with_rules(source: Source, rules: Mapping[str, str]) -> Source:
    """Return a source with rules in CSS."""
    from newsbot.source import Rule

    extract: dict[str, tuple[Rule, ...]] = {
        name: (Rule(kind="css", query=css),) for name, css in rules.items()
    }
    return replace(source, extract={**source.extract, **extract})


def _has(page: PageRead, name: str, source: Source, now: datetime, *, again: bool = False) -> bool:
    read = read_page(page.fetched, page.listed, source, now) if again else page
    article = read.article
    if article is None:
        return False
    from newsbot.values.html import has_words

    return has_words(article.body_html) if name == "body_html" else bool(getattr(article, name))
