"""Bylines that stand on the page for its readers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from newsbot.extraction.author_names import is_person
from newsbot.extraction.lines import Line
from newsbot.values.date_months import month_of
from newsbot.values.names import authors_of

if TYPE_CHECKING:
    from newsbot.extraction.page import Page

_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff"
_DIGIT: Final = re.compile(r"\d")
_NAMED: Final = re.compile(
    r"(?<![a-z])(?:author|authors|byline|bylines|writer|reporter|journalist|autor|autore|auteur|"
    r"creator|article-author|author-name|byline-name|contributor)(?![a-z])"
)
_NOT_NAMED: Final = re.compile(
    r"(?<![a-z])(?:bio|biography|description|date|time|avatar|image|img|photo|social|email|follow|"
    r"role|title|position|location|more|box|caption|credit|copyright|tags?|comments?)(?![a-z])"
)
_REPORTERS: Final = (
    r"(?:本报|本刊|本网|新华社|新华网|中新社|人民网|央视)?"
    rf"[{_HAN}]{{0,6}}?(?:实习|首席|特约|见习)?(?:记者|記者|通讯员|通訊員)"
)
_NAMES: Final = rf"[{_HAN}·]{{2,8}}(?:[ 、,，]{{1,2}}[{_HAN}·]{{2,8}}){{0,4}}"
_LABELLED: Final = re.compile(
    r"(?:(?P<chinese>作者|撰文|撰稿|采写|执笔|(?<![^\s(（【\[|])文)|著者|執筆|筆者|取材・文|ライター)"
    r" ?[:/|丨] ?(?:记者|記者)? ?"
    r"(?P<a>[^\s:|丨()（）【】\[\]/]{2,20}?"
    rf"(?: (?!时间|時間|文章|文字)[{_HAN}]{{2,3}}(?=$|[\s()（）【】\[\]|/](?! ?:))){{0,4}})"
    r"(?=$|[\s()（）【】\[\]|/]|责|責|编辑|編輯|来源|來源|记者)"
    r"|(?:^|[\s》])作者 (?P<b>\S{2,8})$"
    r"|^(?P<c>\S{2,4})/\S{2,10}(?:报|报社|网|新闻|周刊|报道)$"
    r"|^【[^=】]{1,12}=(?P<d>[^】]{2,8})】"
)
_REPORTER: Final = re.compile(
    rf"(?:^|[(（【〔\[□■●◎|\s]){_REPORTERS} ?[:/|丨]? ?"
    rf"(?P<names>{_NAMES})(?=$|[)）\]】〕\s/]| ?(?:通讯员|报道|摄影))"
)
_WESTERN: Final = re.compile(
    r"^(?:(?:story |text |words |written |reported )?by|von|par|por|di|автор|текст|"
    r"autor(?:ka|in|a)?|auteur|autore|tekst|text|av|af|door|tác giả|yazar|penulis|reporter|oleh|"
    r"συντάκτης)(?: ?: ?| )(?P<names>[^|:()\d]{3,100})",
    re.IGNORECASE,
)
_KOREAN: Final = re.compile(r"(?P<names>[\uac00-\ud7a3]{2,4}) ?기자(?=$|[\s=(\[])")
_LONGEST: Final = 200
_ACCOUNT: Final = re.compile(r"(?<![a-z])(?:author|account|user|nick)-?names?(?![a-z])")
_ACCOUNT_NAME: Final = re.compile(r"[^\W\d_][^\W_]{1,15}")
_PLATFORMS: Final = (("zh",), ("zh-cn",), ("zh-tw",), ("ja",), ("ko",))
"""Languages in which accounts on platforms publish much of the news."""
_LAST_LINES: Final = 4
_MOST_NAMES: Final = 8


def by_markup(page: Page) -> Iterator[tuple[str, ...]]:
    """Yield the names in elements beside the article that class or id call a byline."""
    for line in _beside_headline(page):
        if line.is_beside or len(line.text) > _LONGEST:
            continue
        named = [
            piece.text
            for piece in line.pieces
            if _NAMED.search(piece.names) and not _NOT_NAMED.search(piece.path[-1])
        ]
        for texts in (named, [" ".join(named)], [line.text] if named else []):
            names = persons(authors_of([_without_date(text) for text in texts]), page)
            if names:
                yield names
                break


def by_label(page: Page) -> Iterator[tuple[str, ...]]:
    """Yield the names behind a label: above the body, then at the body's end, then at its start."""
    lines, frame = page.lines.lines, page.frame
    last = lines[max(frame.body, frame.end - _LAST_LINES) : frame.end + 3]
    first = lines[frame.body : frame.body + 2]
    for line in (*_beside_headline(page), *first, *reversed(last)):
        is_short = len(line.text) <= _LONGEST
        for part in [line.text] if is_short else [line.text[:60], line.text[-60:]]:
            names = persons(_labelled(part, is_line=is_short and not line.is_beside), page)
            if names:
                yield names


def accounts(page: Page) -> Iterator[tuple[str, ...]]:
    """Yield the account that published on a platform: what its class calls a name, by itself."""
    frame, lines = page.frame, page.lines.lines
    if frame.headline < 0 or page.languages[:1] not in _PLATFORMS:
        return
    for line in lines[frame.headline + 1 : min(frame.body, frame.headline + 8)]:
        for piece in line.pieces:
            is_called = _ACCOUNT.search(piece.path[-1]) and not line.is_beside
            if is_called and _ACCOUNT_NAME.fullmatch(piece.text):
                yield (piece.text,)


def persons(names: tuple[str, ...], page: Page) -> tuple[str, ...]:
    """Return the names that can be a person's."""
    is_japanese = page.languages[:1] == ("ja",) or page.languages[:1] == ("ja-jp",)
    found = tuple(name for name in names if is_person(name, is_japanese=is_japanese))
    return found if len(found) <= _MOST_NAMES else ()


def _labelled(text: str, *, is_line: bool) -> tuple[str, ...]:
    found: list[str] = []
    for match in _LABELLED.finditer(text):
        names = match["a"] or match["b"] or match["c"] or match["d"]
        # 王小明 李雷 are two where the label is Chinese, 山田 太郎 is one.
        found.append(f"记者 {names}" if match["chinese"] and " " in names else names)
    found += [f"记者 {match['names']}" for match in _REPORTER.finditer(text)]
    western = (_WESTERN.search(text) or _KOREAN.search(text)) if is_line and not found else None
    if western is not None:
        found.append(_without_date(western["names"]))
    return authors_of(found)


def _without_date(text: str) -> str:
    """Cut a byline where its date begins: `By Jane Doe May 25, 2022`."""
    words = _DIGIT.split(text, maxsplit=1)[0].split()
    while len(words) > 2 and month_of(words[-1].strip(",")):
        words.pop()
    return " ".join(words).strip(" ,-–|")


def _beside_headline(page: Page) -> tuple[Line, ...]:
    frame, lines = page.frame, page.lines.lines
    if frame.headline < 0:
        return lines[max(0, frame.body - 10) : frame.body + 1]
    return (
        *lines[frame.headline + 1 : min(frame.body + 3, frame.headline + 20)],
        *lines[max(0, frame.headline - 4) : frame.headline],
    )
