"""Names in bylines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from newsbot.values.labels import stretches

_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff"
# Who writes stands behind these …
_WRITERS: Final = (
    "作者|撰文|撰稿|采写|文字|文|[Bb]y|[Ww]ritten by|[Ww]ords by|(?:Text|TEXT) (?:by|BY)|"
    "Par|Por|Von|Autor(?:in|ka|a)?|Auteur|Autore|Author|Автор|Текст|Tekst|Penulis|Tác giả|"
    "Συντάκτης|執筆|著者|筆者"
)
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
_AMPERSAND: Final = " & "
_ROLE: Final = re.compile(
    r"(?:[^\W\d_][\w.'’-]{0,20} ){0,3}"
    r"(?:writer|reporter|correspondent|editor|columnist|contributor|photographer|producer)s?",
    re.IGNORECASE,
)
_INVERTED: Final = re.compile(r"[^\W\d_]+, [^\W\d_]+(?: [^\W\d_]\.)?")
_HAN_NAMES: Final = re.compile(rf"[{_HAN}·]+(?: [{_HAN}·]+)+")
_PADDED_NAME: Final = re.compile(rf"(?<![{_HAN}])([{_HAN}]) ([{_HAN}])(?![{_HAN}])")
ADDRESS: Final = re.compile(r"[^\s@]{1,64}@[^\s@]{1,255}|(?:https?:)?//\S+|\bwww\.\S+")
_LETTER: Final = re.compile(r"[^\W\d_]")
_LONGEST_NAME: Final = 80
# More than this is no byline; it also bounds what the patterns above can cost.
LONGEST_BYLINE: Final = 1_000


def authors_of(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the names of writers in *lines*, bylines with single spaces, each once, in order."""
    bylines = (" ".join(ADDRESS.sub(" ", line[:LONGEST_BYLINE]).split()) for line in lines)
    names = [name for byline in bylines for name in _names_of(byline) if _is_short(name)]
    # `Staff Writers` behind names is what they do; alone, it is all that is told.
    return unique([name for name in names if not _ROLE.fullmatch(name)] or names)


def _is_short(text: str) -> bool:
    """Tell a name from nothing, and from a sentence."""
    return _LETTER.search(text) is not None and len(text) <= _LONGEST_NAME


def unique(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the texts that say something, each once whatever its capitals, in their order."""
    first: dict[str, str] = {}
    for text in texts:
        if _LETTER.search(text) or text.isdecimal():
            first.setdefault(text.casefold(), text)
    return tuple(first.values())


def _names_of(byline: str) -> Iterator[str]:
    for text, labelled in _written(byline):
        yield from _split_names(text, labelled=labelled)


def _written(byline: str) -> Iterator[tuple[str, bool]]:
    """Yield the stretches of *byline* that name writers, and whether a label said so."""
    for label, text in stretches(byline, _LABEL):
        if label is None or label["writer"]:
            yield text, label is not None


def _split_names(text: str, *, labelled: bool) -> Iterator[str]:
    text = text.strip(" ()（）[]【】")
    if role := _REPORTER_FIRST.match(text):
        text, labelled = text[role.end() :], True
    parts = [text] if _INVERTED.fullmatch(text) else _NAME_BREAK.split(text)
    for part in chain.from_iterable(map(_beside_ampersand, parts)):
        name = _REPORTER_LAST.sub("", _PADDED_NAME.sub(r"\1\2", part.strip(" ()（）[]【】:：·-")))
        # 山田 太郎 is one person, 记者 张三 李四 are two.
        several = _HAN_NAMES.fullmatch(name) and (labelled or name.count(" ") > 1)
        yield from name.split() if several else [name]


def _beside_ampersand(text: str) -> list[str]:
    """Part `Lia Ford & Sam Wu`; one word on a side makes it a company, or a couple's name."""
    parts = [part.strip() for part in text.split(_AMPERSAND)]
    return parts if all(" " in part for part in parts) else [text]
