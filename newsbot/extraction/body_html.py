"""How a body's elements are written: few tags, few attributes, and no space that is not needed."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from newsbot.values.html_tokens import name_set

if TYPE_CHECKING:
    from newsbot.extraction.body_outline import Node

WHOLE: Final = name_set("ul ol dl blockquote pre figure table details")
"""Elements that make one block with all that is in them."""

INSIDE: Final = name_set(
    "p h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre figure figcaption table caption thead tbody "
    "tfoot tr td th details summary div"
)
"""Elements that are written inside a whole block."""

FORMATS: Final = name_set(
    "a abbr b bdi bdo cite code del dfn em i ins kbd mark q rb rp rt ruby s samp small strike "
    "strong sub sup time u var"
)
"""Elements that are written inside a line."""

HEADINGS: Final = name_set("h1 h2 h3 h4 h5 h6")

EDGE: Final = " \t\r\n\f\v\xa0\u3000\u2002\u2003\u200b\ufeff"
"""What does not count at the beginning and the end of a paragraph."""

_KEPT: Final = {
    "a": ("href", "title"),
    "abbr": ("title",),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan", "scope"),
    "ol": ("start", "reversed", "type"),
    "li": ("value",),
    "time": ("datetime",),
    "blockquote": ("cite",),
    "q": ("cite",),
    "bdo": ("dir",),
}
_CODE: Final = re.compile(r"(?<!\S)lang(?:uage)?-[\w+#.-]{1,30}(?!\S)")
"""The class that names the language of code, as HTML's standard recommends."""

_SPACES: Final = re.compile(r"[ \t\r\n\f\v]++")
_INDENT: Final = re.compile(r"[ \t\r\n\f\v]*+(?:[\u3000\u2003]|\xa0{2})")


def start_tag(node: Node) -> str:
    """Return an element's start tag with the attributes that say something."""
    kept = [(name, node.element.get(name)) for name in _KEPT.get(node.tag, ())]
    if node.tag in ("code", "pre") and (named := _CODE.search(node.element.get("class") or "")):
        kept.append(("class", named[0]))
    written = "".join(f' {name}="{escape(value)}"' for name, value in kept if value is not None)
    return f"<{node.tag}{written}>"


def one_line(text: str) -> str:
    """Return a text with a line break for white space that has one, and a space for any other."""
    return _SPACES.sub(lambda match: "\n" if "\n" in match[0] else " ", text)


def begins_indented(text: str) -> bool:
    """Tell the first line of a paragraph where paragraphs are lines that are indented."""
    return _INDENT.match(text) is not None
