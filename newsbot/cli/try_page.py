"""What a page would become: its fields, the rule behind each, what was tried, and the post."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from newsbot.article import DATE_FIELDS, Article
from newsbot.errors import AnswerError, PostError
from newsbot.extraction.fields import rule_sets
from newsbot.extraction.tried import quoted, tried_rules
from newsbot.normalize import (
    date_doubt,
    is_unwanted_for_paywall,
    is_wanted,
    missing_field,
    normalize,
)
from newsbot.normalize.required import FIELDS
from newsbot.scrapy_errors import AmbiguousDate
from newsbot.source.warnings import NEEDED
from newsbot.values.html import has_words

if TYPE_CHECKING:
    from newsbot.article import Draft
    from newsbot.source import Project, Source
    from newsbot.values.answer import Answer

LONGEST: Final = 160
"""Characters shown of a value."""

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
        "tried": {name: list(_tried(name, source, draft, answers)) for name in empty},
        "missing": failure or reason,
        "wanted": wanted and not is_paid,
        "unwanted_for": "paywall" if is_paid else "" if wanted else "where",
        "post": None if failure else post,
    }


def page_text(result: dict[str, Any]) -> Iterator[str]:
    """Yield the lines that show it to people."""
    yield f"source {result['source']}"
    yield ""
    width = max(map(len, (*result["fields"], *result["tried"])), default=0)
    for name, found in result["fields"].items():
        value = json.dumps(found["value"], ensure_ascii=False)
        yield f"{name:{width}}  {cut(value)}  [{found['rule']}]"
    for name, tried in result["tried"].items():
        yield f"{name:{width}}  missing"
        yield from _tried_lines(name, tried)
    yield ""
    if not result["wanted"]:
        is_paid = result["unwanted_for"] == "paywall"
        why = "it is behind a paywall (`paywall: skip`)" if is_paid else "`where` says no"
        yield from (f"a crawl skips it: {why}", "")
    if result["post"]:
        yield from (result["post"]["path"], "", result["post"]["text"])
    else:
        yield f"no post: {result['missing']}"


def _decided(source: Source, article: Article) -> tuple[bool, str]:
    """Return whether `where` lets a crawl take the article, and why that cannot be told."""
    try:
        return is_wanted(article, source) is not False, ""
    except ValueError as error:
        return True, f"`where` fails: {error}"


def cut(text: str) -> str:
    """Return the beginning of a text."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


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


def _tried(
    name: str, source: Source, draft: Draft, answers: Sequence[Answer]
) -> Iterator[dict[str, str]]:
    try:
        tried = [one.as_json() for one in tried_rules(name, source, answers)]
    except AnswerError as error:
        tried = [{"rule": "", "answer": "", "gave": str(error)}]
    given = draft.fields.get(name)
    if name in DATE_FIELDS and given is not None:
        gave = f"{quoted(str(given.value))}: {NO_DATE}"
        tried = [one for one in tried if one["rule"] != given.rule]
        yield {"rule": given.rule, "answer": draft.bases.get(name, ""), "gave": gave}
    yield from tried


def _tried_lines(name: str, tried: Sequence[dict[str, str]]) -> Iterator[str]:
    if not tried:
        example = NEEDED.get(name, f'{name}: "…"')
        yield f"  no rule gives it; add one to `extract`, such as {example}"
    has_several = len({one["answer"] for one in tried}) > 1
    for one in tried:
        where = f" on {one['answer']}" if has_several else ""
        yield f"  {one['rule']}{where}: {one['gave']}"


def _shown(value: Any) -> Any:
    return str(value) if isinstance(value, datetime) else value
