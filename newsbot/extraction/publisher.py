"""The medium that wrote an article: on a portal, the one that it names as its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

from newsbot.article import Rank, Value
from newsbot.extraction.cascade import Cascade, GeneralRule
from newsbot.extraction.element_text import shown_text
from newsbot.extraction.json_ld import node_types, texts_of
from newsbot.extraction.likeness import letters_of
from newsbot.extraction.stated import in_json_ld, in_meta, in_microdata, plain

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from newsbot.extraction.page import Page

LONGEST: Final = 60
"""Characters after which a text is no medium's name."""

LONGEST_LINE: Final = 200
"""Characters of a line that tells where an article is from; a longer one is a paragraph."""

MOST_LINES: Final = 20
"""Lines that are looked at."""

_LABEL: Final = re.compile(
    r"(?<!图片)(?<!圖片)(?<!数据)(?<!資料)(?<!资料)(?<!照片)(?<!视频)(?<!音频)(?<!素材)(?<!题图)"
    r"(?:来源|來源|稿源|出处|出處) ?[:：] ?"
    r"(?P<name>[^\s|｜丨/()（）\[\]【】<>:：,，。;；]{2,30}(?: [A-Za-z][A-Za-z.&'-]{1,20}){0,3})"
)
_WORDS: Final = ("来源", "來源", "稿源", "出处", "出處")
_PLACES: Final = f"//body//text()[{' or '.join(f'contains(., {word!r})' for word in _WORDS)}]/.."
# 滨海发布, 时间财经 and 中国评论网 are media: of such words, one is a label where a value follows.
_NEXT_LABEL: Final = re.compile(
    r"作者|编辑|編輯|责编|责任编辑|记者|記者|字号|浏览|原标题|分享到|"
    r"[发發][布佈](?:[时時][间間]|日期|于|於)|(?:[发發][布佈]|日期|分享)(?=[:：])|"
    r"[时時][间間](?=[:：\d])|(?:阅读|评论)(?:量|数)?(?= ?[:：\d])"
)
_ACCOUNT: Final = re.compile(r"(?<=..)(?:官方)?(?:微信(?:公[众眾][号號]|公号)?|公[众眾][号號])$")
_QUOTES: Final = "“”\"'「」『』"
_NO_NAME: Final = frozenset(
    {
        "网络",
        "網絡",
        "互联网",
        "网络整理",
        "本站",
        "本站原创",
        "原创",
        "未知",
        "综合",
        "转载",
        "其他",
        "admin",
    }
)
_ADDRESS: Final = re.compile(r"(?:https?:)?//")


def source_line(page: Page) -> Iterator[str]:
    """Yield the names behind 来源： that stand on lines of their own, as on Chinese portals."""
    if not any(word in page.text for word in _WORDS):
        return
    for element in islice(page.tree.xpath(_PLACES), MOST_LINES):
        for line in _lines(element):
            if match := _LABEL.search(line):
                yield _medium(match["name"], line[match.end() :][:2])
                break


def _medium(name: str, following: str) -> str:
    """Cut a name where the next label begins, and what only says that it is an account's."""
    label = _NEXT_LABEL.search(name + following)
    own = name[: label.start()] if label else name
    return _ACCOUNT.sub("", own).strip(_QUOTES)


def _lines(element: HtmlElement) -> Iterator[str]:
    """Yield an element's line, then those around it: the name may stand beside the label."""
    for around in (element, *islice(element.iterancestors(), 2)):
        if len(line := shown_text(around)) <= LONGEST_LINE:
            yield line


def _owner(page: Page) -> Iterator[str]:
    for node in page.nodes:
        if any(kind.lower() in {"newsmediaorganization", "website"} for kind in node_types(node)):
            yield from (plain(text) for text in islice(texts_of(node.get("name")), 3))


def _doubt(value: Value, page: Page) -> str:
    text = str(value)
    letters = letters_of(text)
    if not any(character.isalpha() for character in letters):
        return "no words"
    if len(text) > LONGEST:
        return "too long"
    if _ADDRESS.search(text):
        return "an address"
    if letters in map(letters_of, page.own_titles):
        return "the headline"
    return "no name" if letters in _NO_NAME else ""


PUBLISHER: Final = Cascade(
    rules=(
        GeneralRule("source line", Rank.METADATA, source_line),
        GeneralRule("json-ld publisher", Rank.METADATA, in_json_ld("publisher", "creditText")),
        GeneralRule(
            "json-ld sourceOrganization",
            Rank.METADATA,
            in_json_ld("sourceOrganization", "provider"),
        ),
        GeneralRule("microdata publisher", Rank.METADATA, in_microdata("publisher")),
        GeneralRule("meta og:site_name", Rank.METADATA, in_meta("og:site_name")),
        GeneralRule(
            "meta publisher",
            Rank.METADATA,
            in_meta("dc.publisher", "dcterms.publisher", "publisher", "citation_publisher"),
        ),
        GeneralRule("json-ld organization", Rank.METADATA, _owner),
        GeneralRule(
            "meta application-name",
            Rank.METADATA,
            in_meta("application-name", "apple-mobile-web-app-title"),
        ),
    ),
    doubt=_doubt,
)
