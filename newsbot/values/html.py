"""What a piece of HTML says, without its markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from newsbot.values.html_tokens import Tag, Text, Token, name_set, tokenize

# Elements that begin a new line for the reader.
_BREAKING: Final = name_set(
    "address article aside blockquote br caption center dd details div dl dt figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td "
    "tfoot th thead tr ul"
)
_MEDIA: Final = name_set("video audio picture")
_WORDLESS: Final = re.compile("<!--|script|style|textarea|title|iframe|template|svg|math|select")
_WORD: Final = re.compile(r"(?:^|>)[^<>&]*?[^\W_<>&]")
_IMPOSSIBLE: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def text_of(html: str) -> str:
    """Return the words, a line a block, with white space runs as one space and no empty lines."""
    lines = (" ".join(line.split()) for line in "".join(_words(html)).split("\n"))
    return "\n".join(line for line in lines if line)


def has_words(html: str) -> bool:
    """Say whether there is anything to read, see or hear: a letter or digit, an image, a film."""
    # Nearly every body answers at once; one with comments or elements without words is read.
    if not _WORDLESS.search(html) and _WORD.search(html):
        return True
    return any(map(_says_something, tokenize(html)))


def _words(html: str) -> Iterator[str]:
    for token in tokenize(html):
        if isinstance(token, Text):
            # Only blocks make lines.
            yield _text(token).replace("\n", " ")
        elif isinstance(token, Tag) and token.name in _BREAKING:
            yield "\n"


def _says_something(token: Token) -> bool:
    if isinstance(token, Text):
        return any(map(str.isalnum, _text(token)))
    if not isinstance(token, Tag) or token.is_end:
        return False
    return token.name in _MEDIA or (token.name == "img" and _has_source(token))


def _has_source(image: Tag) -> bool:
    return any(a.value for a in image.attributes if a.name in ("src", "srcset"))


def _text(token: Text) -> str:
    return _IMPOSSIBLE.sub("", unescape(token.source))
