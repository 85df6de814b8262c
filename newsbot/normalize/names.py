"""Bylines, publishers and keywords."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from newsbot.normalize.text import normalize_line

_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff"
# Who writes stands behind these …
_WRITERS: Final = "作者|撰文|撰稿|采写|文字|文|[Bb]y|[Ww]ritten by|[Ww]ords by|Par|Por"
_REPORTER: Final = rf"[{_HAN}]{{0,8}}?(?:记者|記者|通讯员|通訊員|기자)"
# … and who edits, photographs or supplied the story behind these.
_OTHERS: Final = (
    "责任编辑|責任編輯|责编|責編|编辑|編輯|主编|主編|校对|校對|审核|審核|监制|監製|"
    "(?:文章|新闻|图片|信息)?来源|來源|稿源|摄影|攝影|图片|图|摄|翻译|翻譯|出品|"
    "[Ss]ource|[Ee]ditors?|[Ee]dited by|[Ee]diting by|[Pp]hotos? by|[Pp]hotographs? by"
)
_LABEL: Final = re.compile(
    rf"(?:(?<=[\s()（）\[\]【】|,，、;；])|^)"
    rf"(?:(?P<other>{_OTHERS})|(?P<writer>{_REPORTER}|{_WRITERS}))"
    r"(?: ?[:：/／|丨] ?|(?<=[a-z]) (?=\S)|(?<=作者|撰文) (?=\S))"
)
_REPORTER_FIRST: Final = re.compile(rf"^(?P<role>{_REPORTER}) ?(?=\S{{2}})")
_REPORTER_LAST: Final = re.compile(r" ?(?:记者|記者|通讯员|기자|特派員)$")

_NAME_BREAK: Final = re.compile(
    r" (?:通讯员|通訊員|记者|記者) |"
    r"[、;；/／|｜，]| (?:and|und|et|y|与|和|と) |, and |,(?! ?(?:Jr|Sr|MD|PhD|I{2,3})\b)"
)
_INVERTED: Final = re.compile(r"[^\W\d_]+, [^\W\d_]+(?: [^\W\d_]\.)?")
_HAN_NAMES: Final = re.compile(rf"[{_HAN}·]+(?: [{_HAN}·]+)+")
_PADDED_NAME: Final = re.compile(rf"(?<![{_HAN}])([{_HAN}]) ([{_HAN}])(?![{_HAN}])")
_ADDRESS: Final = re.compile(r"[^\s@]{1,64}@[^\s@]{1,255}|(?:https?:)?//\S+|\bwww\.\S+")
_LETTER: Final = re.compile(r"[^\W\d_]")
_LONGEST_NAME: Final = 80
# More than this is no byline; it also bounds what the patterns above can cost.
_LONGEST_BYLINE: Final = 1_000

_KEYWORD_BREAK: Final = re.compile("[,，、;；]")
_SOURCE_LABEL: Final = re.compile(
    "(?:(?:文章|新闻|新聞|信息|稿件)?[来來]源|稿源|出处|出處|[Ss]ource|[Vv]ia) ?[:：] ?"
)
_BRACKETS: Final = ("（）", "()", "【】", "[]", "「」", "《》")


def normalize_authors(values: Sequence[str]) -> tuple[str, ...]:
    """Return the names in bylines, each once, in their order.

    Labels go (`作者：`, `By`, `记者`). Editors, photographers, sources and addresses go too.
    """
    lines = (normalize_line(value)[:_LONGEST_BYLINE] for value in values)
    bylines = (_ADDRESS.sub(" ", line) for line in lines)
    names = (name for byline in bylines for name in _names_of(normalize_line(byline)))
    return _unique(name for name in names if _LETTER.search(name) and len(name) <= _LONGEST_NAME)


def normalize_publisher(text: str) -> str:
    """Return the publisher's name: `（文章来源：中国新闻网）` → `中国新闻网`.

    An address, which some sites put there, is no name: the result is empty.
    """
    name = _unwrap(normalize_line(text)[:_LONGEST_BYLINE])
    name = _unwrap(_SOURCE_LABEL.sub("", name, count=1) if _SOURCE_LABEL.match(name) else name)
    return "" if _ADDRESS.fullmatch(name) else name


def normalize_keywords(values: Sequence[str]) -> tuple[str, ...]:
    """Return the keywords, each once whatever its capitals, in their order.

    A single value may be a list with commas or semicolons; of several, each is one keyword.
    """
    parts = _KEYWORD_BREAK.split(values[0]) if len(values) == 1 else values
    return _unique(normalize_line(part).lstrip("#").strip() for part in parts)


def _names_of(byline: str) -> Iterator[str]:
    for text, labelled in _written(byline):
        yield from _split_names(text, labelled=labelled)


def _written(byline: str) -> Iterator[tuple[str, bool]]:
    """Yield the stretches of *byline* that name writers, and whether a label said so."""
    labels = list(_LABEL.finditer(byline))
    starts = [0, *(label.end() for label in labels)]
    ends = [*(label.start() for label in labels), len(byline)]
    for label, start, end in zip([None, *labels], starts, ends, strict=True):
        if label is None or label["writer"]:
            yield byline[start:end], label is not None


def _split_names(text: str, *, labelled: bool) -> Iterator[str]:
    text = text.strip(" ()（）[]【】")
    if role := _REPORTER_FIRST.match(text):
        text, labelled = text[role.end() :], True
    parts = [text] if _INVERTED.fullmatch(text) else _NAME_BREAK.split(text)
    for part in parts:
        name = _REPORTER_LAST.sub("", _PADDED_NAME.sub(r"\1\2", part.strip(" ()（）[]【】:：·-")))
        # 山田 太郎 is one person, 记者 张三 李四 are two.
        several = _HAN_NAMES.fullmatch(name) and (labelled or name.count(" ") > 1)
        yield from name.split() if several else [name]


def _unwrap(text: str) -> str:
    for opening, closing in _BRACKETS:
        inner = text[1:-1]
        if text[:1] == opening and text[-1:] == closing and closing not in inner:
            return inner.strip()
    return text


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for text in texts:
        if _LETTER.search(text) or text.isdecimal():
            first.setdefault(text.casefold(), text)
    return tuple(first.values())
