"""Ask where a share link has its text from: three requests at the most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from newsbot.article import Found
from newsbot.errors import AnswerError
from newsbot.probe.fetched import Fetch
from newsbot.probe.found import PageRead, ShareFound
from newsbot.probe.pages import CANDIDATES
from newsbot.probe.share_links import ShareLinks
from newsbot.probe.share_texts import has_sentences, text_addresses, texts_in
from newsbot.values.html import text_of
from newsbot.values.rules import find
from newsbot.values.templates import UrlTemplate
from newsbot.values.words import TELLING, weight

if TYPE_CHECKING:
    from newsbot.source import Rule
    from newsbot.values.answer import Answer

Query: TypeAlias = tuple[str, str]
"""Kind and query of a rule."""

ADDRESSES: Final = 2
"""Addresses that are tried: with the share page there are three requests."""

TELLING_LINE: Final = 40
"""Weight of a line that is in no other text."""

LONGEST: Final = 100_000


def sound_pages(pages: Sequence[PageRead]) -> list[PageRead]:
    """Return the pages that have a text of their own: not that which each page of the site has."""
    return [page for page in pages if page.is_readable and _has_own_text(page, pages)]


def _has_own_text(page: PageRead, pages: Sequence[PageRead]) -> bool:
    answers = [other.fetched.answer for other in pages if other is not page]
    elsewhere = {line for one in answers if one for line in text_of(one.text[:LONGEST]).split("\n")}
    body = page.article.body_html[:LONGEST] if page.article is not None else ""
    lines = text_of(body).split("\n")
    own = sum(weight(line) for line in lines if line not in elsewhere)
    return own >= TELLING or (own > 0 and 2 * own >= sum(map(weight, lines)))


async def ask_for_texts(
    links: ShareLinks,
    lacking: Sequence[PageRead],
    sound: Sequence[PageRead],
    ask: Fetch,
    domains: Iterable[str],
) -> ShareFound | None:
    """Return where the texts are that *lacking* pages do not have.

    What is found for one article is tried with a second: of a page that has its text where there is
    one, so that something else by the same identifier, such as its comments, is not taken for it.
    """
    first = lacking[0]
    second = next(
        (page for page in (*sound, *lacking[1:]) if page_address(page) in links.named), None
    )
    url, identifier = links.named[page_address(first)]
    shown = await ask(url)
    if second is None or shown.answer is None or not shown.is_page:
        return None
    confirmed = _Second(links=links, page=second, own=_lines(second, sound), ask=ask)
    if rules := _rules(shown.answer, first):
        return await confirmed.found(links.link, first, shown.answer, rules)
    for content in text_addresses(shown.answer, identifier, domains)[:ADDRESSES]:
        answered = await ask(_filled(content, identifier))
        if answered.answer is None or not answered.is_page:
            continue
        if rules := _rules(answered.answer, first):
            return await confirmed.found(content, first, answered.answer, rules)
    return None


def _lines(page: PageRead, sound: Sequence[PageRead]) -> list[str]:
    """Return the lines of a page's own text, if it has one."""
    body = page.article.body_html if page in sound and page.article is not None else ""
    return text_of(body[:LONGEST]).split("\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Second:
    """Another article, with which is tried what was found for one."""

    links: ShareLinks
    page: PageRead
    own: list[str]
    """The lines of its text, where its page has it."""
    ask: Fetch

    async def found(
        self, content: str, first: PageRead, answer: Answer, rules: Sequence[Query]
    ) -> ShareFound | None:
        """Return where the texts are, if it has its text there, too."""
        text, rule = _read(rules[0], answer), rules[0]
        _, identifier = self.links.named[page_address(self.page)]
        answered = (await self.ask(_filled(content, identifier))).answer
        if answered is None or answered.is_missing:
            return None
        # Where articles differ, its own rules join those of the first.
        there = dict.fromkeys((*rules, *_rules(answered, self.page)))
        texts = {one: _read(one, answered) for one in there}
        fitting = next((one for one in texts if _fits(texts[one], self.own, text)), None)
        if fitting is None:
            return None
        return ShareFound(
            link=self.links.link,
            content=content,
            rules=tuple(dict.fromkeys((rule, fitting))),
            named=frozenset(self.links.named),
            texts={
                page_address(first): _body(text, rule),
                page_address(self.page): _body(texts[fitting], fitting),
            },
        )


def _body(text: str, rule: Query) -> Found:
    return Found(text, f"share: {' '.join(rule)}")


def _fits(text: str, own: list[str], other: str) -> bool:
    """Tell whether it is the text of which a page has *own* lines, and not another article's."""
    said = _squeezed(text)
    if not said or said == _squeezed(other):
        return False
    telling = [_squeezed(line)[:60] for line in own if weight(line) >= TELLING_LINE]
    return not telling or any(line in said for line in telling)


def _rules(answer: Answer, page: PageRead) -> list[Query]:
    """Return the rules that read a text in an answer and nothing on the article's page."""
    if answer.kind == "json":
        try:
            return [("json", path) for path in texts_in(answer.json)][:3]
        except AnswerError:
            return []
    own = page.fetched.answer
    candidates = [("css", css) for css in CANDIDATES["body_html"]]
    read = (rule for rule in candidates if has_sentences(_read(rule, answer)))
    return [rule for rule in read if own is None or not has_sentences(_read(rule, own))]


def _read(rule: Query, answer: Answer) -> str:
    found = find([rule_of(rule)], answer, several=False, as_html=True)
    return str(found.value) if found is not None else ""


def rule_of(rule: Query) -> Rule:
    """Return a rule of a source."""
    from newsbot.source import Rule

    kind, query = rule
    return Rule(kind="json" if kind == "json" else "css", query=query)


def _filled(template: str, identifier: str) -> str:
    return UrlTemplate(template).format({"identifier": identifier}) or template


def _squeezed(html: str) -> str:
    return "".join(filter(str.isalnum, text_of(html[:LONGEST])))


def page_address(page: PageRead) -> str:
    """Return where a page really is."""
    return page.fetched.answer.url if page.fetched.answer is not None else page.fetched.url
