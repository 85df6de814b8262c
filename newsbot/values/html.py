"""What a piece of HTML says, without its markup."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

# Elements that begin a new line for the reader.
_BREAKING: Final = re.compile(
    "address|article|aside|blockquote|br|caption|center|d[dlt]|details|div|figcaption|figure|footer|"
    "form|h[1-6r]|header|li|main|nav|ol|p|pre|section|summary|table|tbody|t[dhr]|tfoot|thead|ul"
)
_WORDLESS: Final = re.compile("script|style|textarea|title|iframe|template|svg|math|select")
_MEDIA: Final = re.compile("img|video|audio|picture")
_WORD: Final = re.compile(r"(?:^|>)[^<>&]*?[^\W_<>&]")
_IMPOSSIBLE: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def text_of(html: str) -> str:
    """Return the words, a line a block, with white space runs as one space and no empty lines."""
    lines = (" ".join(line.split()) for line in "".join(_read(html).words).split("\n"))
    return "\n".join(line for line in lines if line)


def has_words(html: str) -> bool:
    """Say whether there is anything to read, see or hear: a letter or digit, an image, a film."""
    # Nearly every body answers at once; one with comments or elements without words is parsed.
    if "<!--" not in html and not _WORDLESS.search(html) and _WORD.search(html):
        return True
    content = _read(html)
    return content.has_media or any(map(str.isalnum, "".join(content.words)))


class _Content:
    """What the parser tells as it goes; no tree is built, so that depth costs nothing."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.has_media = False
        self._wordless = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.has_media = self.has_media or bool(
            _MEDIA.fullmatch(tag) and _has_source(tag, attributes)
        )
        self._wordless += bool(_WORDLESS.fullmatch(tag))
        self._break_at(tag)

    def end(self, tag: str) -> None:
        self._wordless -= bool(_WORDLESS.fullmatch(tag))
        self._break_at(tag)

    def data(self, text: str) -> None:
        if not self._wordless:
            # Only blocks make lines.
            self.words.append(text.replace("\n", " "))

    def close(self) -> None:
        pass

    def _break_at(self, tag: str) -> None:
        if _BREAKING.fullmatch(tag):
            self.words.append("\n")


def _has_source(tag: str, attributes: Mapping[str, str]) -> bool:
    return tag != "img" or bool(attributes.get("src") or attributes.get("srcset"))


def _read(html: str) -> _Content:
    from lxml import etree

    content = _Content()
    target: Any = content  # The stubs ask for methods that lxml can do without.
    # The parser refuses an empty document, hence the element.
    document = "<div>" + _IMPOSSIBLE.sub("", html)
    etree.fromstring(document, etree.HTMLParser(target=target, huge_tree=True))
    return content
