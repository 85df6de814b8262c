"""The further pages of an article, where no rule names them: the link, and the proof.

A link is one to the next page where its address says so *and* something beside it does. What it
leads to has to have the same headline and another text: `rel=next` leads to the next article on
many sites, and comments have pages, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from newsbot.article import Found
from newsbot.values.html import text_of
from newsbot.values.next_words import NEXT_WORDS, phrases
from newsbot.values.page_numbers import follows, is_first_of, is_whole_of, readings
from newsbot.values.urls import absolute_url, link_key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from newsbot.values.answer import Answer

MOST: Final = 3_000
"""Links that are looked at on one page."""

SHORT: Final = 16
"""Characters of a relative address that need not repeat the name of its page: `page/2`, `?p=2`."""

TEXTS: Final = 20
"""Pieces of text of a link that are looked at."""

LONGEST: Final = 40
"""Characters of a link to a page; longer ones are headlines."""

NEXT: Final = NEXT_WORDS | phrases(
    "continue | continue reading | continued | read on | older | 続きを読む | weiterlesen | "
    "auf der nächsten seite | lire la suite | continua | › | » | → | > | >>"
)
"""What links to the next page of an article say, in lower case."""

FIRST: Final = frozenset({
    "1", "first", "first page", "previous", "previous page", "prev", "back", "page 1",
    "首页", "第一页", "上一页", "上页", "首頁", "上一頁", "前へ", "前のページ", "最初",
    "최초", "처음", "이전", "zurück", "erste seite", "vorherige", "vorherige seite",
    "précédent", "précédente",
    "page précédente", "première page", "anterior", "primera", "página anterior", "precedente",
    "prima", "vorige", "föregående", "forrige", "edellinen", "poprzednia", "předchozí",
    "предыдущая", "назад", "первая", "önceki", "السابق", "‹", "«", "←", "<", "<<",
})  # fmt: skip

WHOLE: Final = frozenset({
    "view as one page", "view on one page", "single page", "on one page", "read on one page",
    "show all", "view all", "show full article", "full article", "full text", "all on one page",
    "全文", "查看全文", "阅读全文", "余下全文", "剩余全文", "浏览全文", "在本页阅读全文",
    "在本页浏览全文", "单页阅读", "单页显示", "显示全文", "閱讀全文", "顯示全文", "單頁閱讀",
    "全文表示", "全文を読む", "1ページで読む", "一括表示", "전체보기", "전체 보기",
    "auf einer seite", "auf einer seite lesen",
    "artikel auf einer seite lesen", "alles auf einer seite", "sur une page", "tout afficher",
    "lire sur une seule page", "en una página", "ver todo", "en una sola página",
    "tutto in una pagina", "leggi tutto", "op één pagina", "на одной странице",
    "показать полностью", "tek sayfada oku", "na jednej stronie",
})  # fmt: skip

_PAGER: Final = re.compile(r"pag(?:e|ing|inat|er|es)|fenye|multi-?page|page-?links|seiten", re.I)
_ENDS: Final = " \t\r\n\u3000\xa0:：()（）[]【】.…"
_ARROWS: Final = re.compile(r"(?<=\w)\s*[›»→>⟩▶]+$|^[‹«←<⟨◀]+\s*(?=\w)")
_PART: Final = re.compile(
    r"[\s\-–—|:：(（\[【]*(?:(?:page|part|seite|teil|página|pagina|strana|strona|сторінка|страница|p\.?)"
    r"\s*\d{1,2}(?:\s*(?:/|of|von|de|di|из)\s*\d{1,2})?|第?\s*[\d一二三四五六七八九十]{1,3}\s*[页頁]"
    r"|\d{1,2}\s*/\s*\d{1,2}|[(（\[【]\s*\d{1,2}\s*[)）\]】])[\s)）\]】]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link whose address is like that of its page."""

    url: str
    text: str
    """In small letters, without punctuation around it."""
    rel: frozenset[str]
    is_in_pager: bool


def page_links(answer: Answer) -> tuple[PageLink, ...]:
    """Return the links of a page that may lead to other pages of its article, in their order."""
    here = link_key(answer.url)
    names = _names(answer.url)
    elements = answer.selector.root.iter("a", "link")
    found = (_page_link(element, answer, here, names) for element in islice(elements, MOST))
    return tuple(link for link in found if link is not None)


def find_next(url: str, links: Iterable[PageLink], number: int) -> str | None:
    """Return the address of page *number* + 1, as far as page *number* at *url* says."""

    def leads_on(link: PageLink) -> bool:
        if link.text.isdecimal():
            return link.text == str(number + 1)
        return "next" in link.rel or link.text in NEXT or link.is_in_pager

    return next((link.url for link in links if follows(url, link.url) and leads_on(link)), None)


def find_whole(url: str, links: Iterable[PageLink]) -> str | None:
    """Return the address where all pages are one, as far as the first, at *url*, says."""
    fit = (link.url for link in links if link.text in WHOLE and is_whole_of(url, link.url))
    return next(fit, None)


def find_first(url: str, links: Iterable[PageLink]) -> str | None:
    """Return the address of the article's first page where *url* is a later one."""
    said = (
        link.url
        for link in links
        if link.text in FIRST or link.rel & {"first", "prev", "canonical"}
    )
    return next((other for other in said if is_first_of(url, other)), None)


def is_further_page(
    first: Mapping[str, Found], fields: Mapping[str, Found], texts: Iterator[str]
) -> bool:
    """Tell whether a page is a further one of an article: the same headline, another text.

    *texts*: the bodies of its pages so far.
    """
    body = text_of(str(fields["body_html"].value)) if "body_html" in fields else ""
    return bool(body) and is_same_article(first, fields) and body not in map(text_of, texts)


def is_same_article(one: Mapping[str, Found], other: Mapping[str, Found]) -> bool:
    """Tell whether two pages are of one article: the same headline, and no two dates.

    A daily column has the same headline every day, and `-2` at the end of its second address.
    """
    first, second = (_headline(fields) for fields in (one, other))
    return bool(first) and first == second and not _have_two_dates(one, other)


def _have_two_dates(one: Mapping[str, Found], other: Mapping[str, Found]) -> bool:
    """Tell whether one rule found two dates; those of two rules may be written in two ways."""
    first, second = one.get("date_published"), other.get("date_published")
    if first is None or second is None or first.rule != second.rule:
        return False
    return first.value != second.value


def _headline(fields: Mapping[str, Found]) -> str:
    said = str(fields["headline"].value) if "headline" in fields else ""
    line = " ".join(said[:1_000].split()).casefold()
    return _PART.sub("", line) or line


def _names(url: str) -> tuple[str, ...]:
    """Return the ends of what all pages of an article share; hardly any other link has them."""
    ends = (reading.stem.partition("?")[0].rpartition("/")[2] for reading in readings(url))
    return tuple(dict.fromkeys(name for end in ends for name in (end, unquote(end))))


def _page_link(
    element: HtmlElement, answer: Answer, here: str, names: tuple[str, ...]
) -> PageLink | None:
    href = element.get("href") or ""
    is_relative = len(href) <= SHORT and (href.startswith(".") or any(map(str.isdigit, href)))
    if not is_relative and not any(name in href for name in names):
        return None
    url = absolute_url(answer.base_url, href)
    if url is None or link_key(url) == here:
        return None
    text = _text(element)
    if len(text) > LONGEST:
        return None
    rel = frozenset((element.get("rel") or "").lower().split())
    return PageLink(url.partition("#")[0], text, rel, _is_in_pager(element))


def _text(element: HtmlElement) -> str:
    # Not all of it: links may hold a page, and one another.
    parts = islice(element.itertext(), TEXTS)
    said = "".join(map(str, parts))[:200] or element.get("title") or ""
    plain = " ".join(said[:200].split()).strip(_ENDS).casefold()
    return _ARROWS.sub("", plain).strip(_ENDS)


def _is_in_pager(element: HtmlElement) -> bool:
    for near in (element, *islice(element.iterancestors(), 3)):
        if _PAGER.search(f"{near.get('class') or ''} {near.get('id') or ''}"[:200]):
            return True
    return False
