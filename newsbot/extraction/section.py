"""The publisher's section, and the path of links that leads to an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from newsbot.article import Rank, Value
from newsbot.extraction.cascade import Cascade, GeneralRule
from newsbot.extraction.element_text import shown_text
from newsbot.extraction.json_ld import addresses_of, node_types, texts_of
from newsbot.extraction.likeness import is_variant, letters_of
from newsbot.extraction.site_names import is_site_name
from newsbot.extraction.stated import in_json_ld, in_meta, in_microdata, plain

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from newsbot.extraction.page import Page
    from newsbot.extraction.walk import Walk

LONGEST: Final = 60
"""Characters after which a text is no section's name."""

MOST_STEPS: Final = 20
"""Links of a path that are looked at."""

_PATHS: Final = frozenset({"nav", "div", "ul", "ol", "p", "span", "section"})
_NAMING: Final = ("class", "id", "aria-label")
_HOME: Final = frozenset(
    [
        "home",
        "homepage",
        "startseite",
        "start",
        "accueil",
        "inicio",
        "início",
        "portada",
        "homepagina",
        "forside",
        "hem",
        "etusivu",
        "strona",
        "główna",
        "domů",
        "hlavní",
        "главная",
        "головна",
        "начало",
        "anasayfa",
        "beranda",
        "trangchủ",
        "αρχική",
        "首页",
        "首頁",
        "主页",
        "网站首页",
        "正文",
        "内容",
        "详情",
        "ホーム",
        "トップ",
        "홈",
        "الرئيسية",
        "होम",
        "uncategorized",
        "allgemein",
        "news",
        "article",
        "articles",
        "新闻正文",
        "新闻详情",
        "default",
        "none",
        "null",
        "tags",
        "tag",
    ]
)


def breadcrumbs(page: Page) -> Iterator[str]:
    """Yield the steps of the page's breadcrumbs in JSON-LD or microdata, the last first."""
    for node in (*page.nodes, *page.things):
        if "BreadcrumbList" in node_types(node):
            yield from reversed([name for item in _steps(node) for name in _names(item)])


def shown_path(page: Page) -> Iterator[str]:
    """Yield the links of the path that the page shows, the last first."""
    for path in islice(_paths(page.walk), 3):
        links = islice(path.iter("a"), MOST_STEPS)
        yield from reversed([shown_text(link) for link in links])


def _paths(page: Walk) -> Iterator[HtmlElement]:
    """Yield the elements that are named breadcrumbs."""
    for element, tag, attributes in zip(page.elements, page.tags, page.attributes, strict=True):
        if attributes and tag in _PATHS:
            names = " ".join([attributes[name] for name in _NAMING if name in attributes])
            if "crumb" in names.lower():
                yield element


def _steps(node: Mapping[str, Any]) -> list[Any]:
    steps = node.get("itemListElement")
    listed = steps[:MOST_STEPS] if isinstance(steps, list) else [steps]
    # The first of several is the home page, where its address says so.
    return listed[1:] if len(listed) > 1 and _leads_home(listed[0]) else listed


def _leads_home(step: Any) -> bool:
    item = step.get("item") if isinstance(step, Mapping) else None
    return any(address.rstrip("/").count("/") <= 2 for address in islice(addresses_of(item), 1))


def _names(step: Any) -> Iterator[str]:
    if isinstance(step, Mapping):
        own = [*texts_of(step.get("name"))] or [*texts_of(step.get("item"))]
        yield from (plain(text) for text in own[:1])


def _doubt(value: Value, page: Page) -> str:
    text = str(value)
    letters = letters_of(text)
    if not letters or "://" in text or text.startswith("/"):
        return "no words"
    if len(text) > LONGEST:
        return "too long"
    if letters in _HOME or letters.endswith(("首页", "首頁", "主页")):
        return "no section"
    if is_site_name(text, page.site_names):
        return "the site's name"
    is_headline = len(letters) > 8 and any(is_variant(text, title) for title in page.own_titles)
    return "the headline" if is_headline else ""


SECTION: Final = Cascade(
    rules=(
        GeneralRule("json-ld articleSection", Rank.METADATA, in_json_ld("articleSection")),
        GeneralRule("meta article:section", Rank.METADATA, in_meta("article:section")),
        GeneralRule("microdata articleSection", Rank.METADATA, in_microdata("articleSection")),
        GeneralRule(
            "meta section",
            Rank.METADATA,
            in_meta("parsely-section", "section", "category", "dc.subject", "sailthru.section"),
        ),
        GeneralRule("breadcrumbs", Rank.METADATA, breadcrumbs),
        GeneralRule("shown path", Rank.GENERIC, shown_path),
    ),
    doubt=_doubt,
)
