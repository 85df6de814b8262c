"""Read one answer by the source's own rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsbot.article import HTML_FIELDS, LIST_FIELDS, Found
from newsbot.extraction.remove import remove_elements
from newsbot.values.rules import find, find_links, for_field
from newsbot.values.urls import absolute_url

if TYPE_CHECKING:
    from newsbot.source import Rule, Source
    from newsbot.values.answer import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """The rules of one layout of a site."""

    extract: Mapping[str, tuple[Rule, ...]]
    remove: tuple[str, ...]
    next_page: Rule | None


def extract_fields(answer: Answer, source: Source) -> dict[str, Found]:
    """Return every field that the source's rules find in *answer*.

    Layouts are tried in turn: the first that gives headline and body, else the newest that gives
    anything. Raises AnswerError when a rule cannot be applied.
    """
    best: dict[str, Found] = {}
    for rules in rule_sets(source):
        fields = _apply(rules, answer)
        if "headline" in fields and "body_html" in fields:
            return fields
        best = best or fields
    return best


def find_next_page(answer: Answer, source: Source) -> str | None:
    """Return the absolute address of the article's next page, None on the last."""
    for rules in rule_sets(source):
        if rules.next_page is None:
            continue
        for link in find_links([rules.next_page], answer):
            if url := absolute_url(answer.base_url, link):
                return url
    return None


def rule_sets(source: Source) -> Iterator[RuleSet]:
    """Yield the source's rules, then its older layouts; a layout changes only what it names."""
    current = RuleSet(extract=source.extract, remove=source.remove, next_page=source.next_page)
    yield current
    for layout in source.layouts:
        yield RuleSet(
            extract={**current.extract, **layout.extract},
            remove=layout.remove or current.remove,
            next_page=layout.next_page or current.next_page,
        )


def join_pages(pages: Iterable[Mapping[str, Found]]) -> dict[str, Found]:
    """Return one article's fields: those of its first page, and the bodies of all pages."""
    joined: dict[str, Found] = {}
    for fields in pages:
        if "body_html" in joined and "body_html" in fields:
            body = str(joined["body_html"].value) + str(fields["body_html"].value)
            joined["body_html"] = replace(joined["body_html"], value=body)
        joined = {**fields, **joined}
    return joined


def _apply(rules: RuleSet, answer: Answer) -> dict[str, Found]:
    found: dict[str, Found] = {}
    for name, alternatives in rules.extract.items():
        field = find(alternatives, answer, several=name in LIST_FIELDS, as_html=name in HTML_FIELDS)
        if field is not None:
            is_html = name in HTML_FIELDS
            found[name] = _without(rules.remove, field) if is_html else for_field(name, field)
    return found


def _without(selectors: tuple[str, ...], body: Found) -> Found:
    return replace(body, value=remove_elements(str(body.value), selectors)) if selectors else body
