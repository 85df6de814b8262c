"""Apply a source's rules to an answer, or to a part of one.

A rule reads a *node*: an HTML tree or element (`parsel.Selector`), or a JSON value. CSS and XPath
find nothing in JSON, and JMESPath finds nothing in HTML.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from lxml.etree import XPathError

from newsbot.article import URL_FIELDS, Found, Rank, Value
from newsbot.errors import AnswerError
from newsbot.values.expressions import search_json
from newsbot.values.nodes import Node, as_text, href, is_element, is_html, scalar

if TYPE_CHECKING:
    from parsel import Selector

    from newsbot.source import Rule
    from newsbot.values.answer import Answer


def find(
    rules: Iterable[Rule], answer: Answer, *, several: bool = False, as_html: bool = False
) -> Found | None:
    """Return what the first rule that gives something gave, with the rule's label.

    *several*: keep all texts; otherwise the first one. *as_html*: elements as HTML, not their text.
    """
    for rule in rules:
        keep_all = several or rule.all
        found = _texts(rule, _root(rule, answer), as_html=as_html)
        texts = list(found if keep_all else islice(found, 1))
        if texts:
            value: Value = tuple(texts) if keep_all and not as_html else _joined(texts, keep_all)
            return Found(value, rule.label, Rank.SOURCE)
    return None


def find_in_json(rules: Iterable[Rule], item: Node, *, several: bool = False) -> Found | None:
    """Return what the first rule that gives something finds in one entry of a JSON list."""
    for rule in rules:
        texts = list(_texts(rule, item, as_html=False))
        if texts:
            value: Value = tuple(texts) if several or rule.all else texts[0]
            return Found(value, rule.label, Rank.SOURCE)
    return None


def for_field(name: str, found: Found) -> Found:
    """Return what was found as a field takes it: an address or an identifier is one text."""
    if name in URL_FIELDS | {"identifier"} and not isinstance(found.value, str):
        return Found(found.value[0], found.rule, found.rank)
    return found


def find_links(rules: Iterable[Rule], answer: Answer) -> Iterator[str]:
    """Yield addresses as written: the text that a rule gives, or the href of its element."""
    for rule in rules:
        links = list(_links(rule, _root(rule, answer)))
        if links:
            yield from links
            return


def select(rule: Rule, answer: Answer) -> list[Node]:
    """Return the nodes that a rule's query finds in an answer, whether they hold text or not."""
    return [node for node in _select(rule, _root(rule, answer)) if node is not None]


@lru_cache(maxsize=512)
def _regex(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _root(rule: Rule, answer: Answer) -> Node:
    if (rule.kind == "json") != (answer.kind == "json"):
        return None
    return answer.json if rule.kind == "json" else answer.selector


def _texts(rule: Rule, node: Node, *, as_html: bool) -> Iterator[str]:
    for value in _select(rule, node):
        if rule.then:
            yield from _then(rule.then, value, as_html=as_html)
            continue
        text = as_text(value, as_html=as_html)
        if text is not None and as_html and _is_text_node(rule, value):
            text = html.escape(text, quote=False)
        text = _finish(rule, text) if text is not None else None
        if text and text.strip():
            yield text


def _links(rule: Rule, node: Node) -> Iterator[str]:
    for value in _select(rule, node):
        if rule.then:
            inner = (list(_links(then, _inside(then, value))) for then in rule.then)
            yield from next(filter(None, inner), [])
            continue
        link = href(value) if is_element(value) else scalar(value)
        link = _finish(rule, link) if link else None
        if link and link.strip():
            yield link.strip()


def _then(rules: Sequence[Rule], value: Node, *, as_html: bool) -> Iterator[str]:
    for rule in rules:
        texts = list(_texts(rule, _inside(rule, value), as_html=as_html))
        if texts:
            yield from texts
            return


def _inside(rule: Rule, value: Node) -> Node:
    """Open for the inner rule what the outer one gave: an element, or HTML or JSON in a text."""
    if rule.kind == "json":
        return _parse_json(as_text(value, as_html=False)) if is_html(value) else value
    if is_element(value):
        return value
    from parsel import Selector

    text = scalar(value)
    return Selector(text=text, type="html") if text else None


def _parse_json(text: str | None) -> Node:
    try:
        return json.loads(text, strict=False) if text else None
    except (ValueError, RecursionError):
        return None


def _select(rule: Rule, node: Node) -> Iterator[Node]:
    if rule.kind == "json":
        found = search_json(rule.query, _parse_json(node) if isinstance(node, str) else node)
        yield from found if isinstance(found, list) else [found]
    elif is_html(node):
        yield from _select_html(rule, node)


def _select_html(rule: Rule, node: Selector) -> Iterator[Selector]:
    try:
        yield from node.css(rule.query) if rule.kind == "css" else node.xpath(rule.query)
    except (ValueError, XPathError) as error:
        raise AnswerError("rule failed", f"{rule.label}: {error}") from error


def _is_text_node(rule: Rule, value: Node) -> bool:
    """Tell a piece of text, which is not markup, from an attribute, which may hold markup."""
    is_text = is_html(value) and isinstance(value.root, str)
    return is_text and rule.query.rstrip().endswith(("text()", "::text"))


def _joined(texts: Sequence[str], keep_all: bool) -> str:  # noqa: FBT001
    return "".join(texts) if keep_all else texts[0]


def _finish(rule: Rule, text: str) -> str | None:
    if rule.regex is not None:
        match = _regex(rule.regex).search(text)
        if match is None:
            return None
        text = next((group for group in match.groups() if group is not None), match.group())
    return _read_date(text, rule.format) if rule.format is not None else text


def _read_date(text: str, date_format: str) -> str | None:
    """Read a date in the source's format into ISO 8601.

    A format without a year gives `--MM-DDTHH:MM:SS` (RFC 6350, 4.3.3).
    """
    has_year = any(directive in date_format for directive in ("%Y", "%y", "%c", "%x", "%G"))
    try:
        # 1904 is a leap year, so that 29 February can be read; the year is left out below.
        date = (
            datetime.strptime(text.strip(), date_format)  # noqa: DTZ007 - zone is the source's
            if has_year
            else datetime.strptime(f"1904 {text.strip()}", f"%Y {date_format}")  # noqa: DTZ007
        )
    except ValueError:
        return None
    return date.isoformat() if has_year else f"--{date:%m-%dT%H:%M:%S}"
