"""What a page would become: its fields, the rule behind each, what failed, and the post."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from newsbot.article import DATE_FIELDS, Article
from newsbot.errors import AnswerError, PostError
from newsbot.extraction.failed import failed_rules, general_attempts
from newsbot.extraction.fields import rule_sets
from newsbot.extraction.tried import Tried, quoted, tried_rules
from newsbot.normalize import (
    date_doubt,
    is_unwanted_for_paywall,
    is_wanted,
    missing_field,
    normalize,
)
from newsbot.normalize.required import FIELDS
from newsbot.scrapy_errors import AmbiguousDate
from newsbot.values.html import has_words

if TYPE_CHECKING:
    from newsbot.article import Draft
    from newsbot.source import Project, Source
    from newsbot.values.answer import Answer

NO_DATE: Final = "no date that newsbot can read: give the rule a `regex`, or a `format`"


def page_result(
    project: Project, source: Source, draft: Draft, answers: Sequence[Answer], now: datetime
) -> dict[str, Any]:
    """Return what there is to show of a page, as `--json` gives it."""
    article = normalize(draft, source, now)
    fields = article.as_fields()
    doubt = "" if article.date_published else date_doubt(draft, source, now)
    missing = missing_field(article, source, now, doubt=doubt)
    needed = {FIELDS[missing]} if missing in FIELDS else set()
    if source.post.body != "none" and not has_words(article.body_html):
        needed.add("body_html")
        fields["body_html"] = ""
    empty = [name for name in _asked_for(source, needed) if not fields.get(name)]
    post, reason = _post(project, source, article) if missing is None else (None, missing.reason)
    if missing is AmbiguousDate:
        reason = f"{reason}: {doubt}"
    wanted, failure = _decided(source, article)
    is_paid = is_unwanted_for_paywall(article, source)
    return {
        "source": source.name,
        "fields": {
            name: {"rule": found.rule, "value": _shown(fields.get(name, found.value))}
            for name, found in sorted(draft.fields.items())
            if name not in empty
        },
        "failed": _failed(draft, source, answers, now, but=empty),
        "tried": {name: list(_tried(name, source, draft, answers, now)) for name in empty},
        "missing": failure or reason,
        "wanted": wanted and not is_paid,
        "unwanted_for": "paywall" if is_paid else "" if wanted else "where",
        "post": None if failure else post,
    }


def _decided(source: Source, article: Article) -> tuple[bool, str]:
    """Return whether `where` lets a crawl take the article, and why that cannot be told."""
    try:
        return is_wanted(article, source) is not False, ""
    except ValueError as error:
        return True, f"`where` fails: {error}"


def _asked_for(source: Source, needed: set[str]) -> list[str]:
    """Return the fields that have rules, and what is *needed*."""
    return sorted({name for rules in rule_sets(source) for name in rules.extract} | needed)


def _post(
    project: Project, source: Source, article: Article
) -> tuple[dict[str, str] | None, str | None]:
    from newsbot.export.exporter import PostWriter

    try:
        rendered = PostWriter(project, source).render(article)
    except PostError as error:
        return None, str(error)
    return {"path": rendered.path, "text": rendered.text}, None


def _failed(
    draft: Draft, source: Source, answers: Sequence[Answer], now: datetime, *, but: Sequence[str]
) -> dict[str, list[dict[str, str]]]:
    """Return the fields before whose rule others failed, and those."""
    failed: dict[str, list[dict[str, str]]] = {}
    for name, found in sorted(draft.fields.items()):
        try:
            before = failed_rules(name, found, source, answers, now)
        except AnswerError as error:
            before = [Tried(rule=found.rule, answer="", gave=str(error))]
        if before and name not in but:
            failed[name] = [one.as_json() for one in before]
    return failed


def _tried(
    name: str, source: Source, draft: Draft, answers: Sequence[Answer], now: datetime
) -> Iterator[dict[str, str]]:
    try:
        own = tried_rules(name, source, answers)
        tried = [one.as_json() for one in (*own, *general_attempts(name, source, answers, now))]
    except AnswerError as error:
        tried = [{"rule": "", "answer": "", "gave": str(error)}]
    given = draft.fields.get(name)
    if name in DATE_FIELDS and given is not None:
        gave = f"{quoted(str(given.value))}: {NO_DATE}"
        tried = [one for one in tried if one["rule"] != given.rule]
        yield {"rule": given.rule, "answer": draft.bases.get(name, ""), "gave": gave}
    yield from tried


def _shown(value: Any) -> Any:
    return str(value) if isinstance(value, datetime) else value
