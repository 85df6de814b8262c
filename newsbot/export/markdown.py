"""HTML as markdown in which the page's words stay words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsbot.export.emphasis import BLOCKS, is_clear
from newsbot.export.escape import encode_address, escape_text, fold_lines, without_controls
from newsbot.export.marks import mark, raw, raw_text, restore, spare_quotes
from newsbot.values.html import text_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CODE: Final = frozenset({"pre", "code", "kbd", "samp"})
# Markdown has no marks for these. (`u` and `mark` have none either, but kramdown reads no markdown
# inside them.)
_KEPT_AS_HTML: Final = frozenset({"sub", "sup", "ins"})
_EMPHASIS: Final = {
    "strong": "strong", "b": "strong", "em": "em", "i": "em", "del": "del", "s": "del"
}  # fmt: skip
_ADDRESSES: Final = frozenset({"href", "src"})
_TITLES: Final = frozenset({"alt", "title"})
_KEPT_ATTRIBUTES: Final = frozenset(
    {"class", "colspan", "hidden", "rowspan", "start", "style"}  # class: the language of code
)
_SCHEMES: Final = re.compile(r"(?:https?|mailto|tel):|[^:]*(?:[/?#]|$)", re.IGNORECASE)
_LANGUAGE: Final = re.compile(r"(?:^|\s)(language-[A-Za-z0-9+-]{1,30})(?=\s|$)")
_NO_FENCE: Final = re.compile(r"\{[{%]")
_NO_SPAN: Final = re.compile(r"\{[{%]|[`|\n]|^\s|\s$|^$")
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
# kramdown, unless it is told to follow GitHub, wants a blank line before a quotation.
_QUOTE_AFTER_TEXT: Final = re.compile(r"^((?!>).*\S.*)\n(?=> )", re.MULTILINE)


def html_to_markdown(html: str) -> str:
    """Return *html* as markdown: headings, lists, tables, links, images, quotes and code are kept.

    HTML that is nested too deep for the converter gives its words only.
    """
    if not html.strip():
        return ""
    from html_to_markdown import ConversionOptions, convert
    from lxml.html import HTMLParser, fragment_fromstring, tostring

    parser = HTMLParser(huge_tree=True, encoding="utf-8")
    root = fragment_fromstring(f"<div>{without_controls(html)}</div>".encode(), parser=parser)
    _prepare(root)
    options = ConversionOptions(
        extract_metadata=False,
        expand_abbreviations=False,
        include_blockquote_citations=False,
        highlight_style="none",
        bullets="-",
        compact_tables=True,
    )
    result = convert(tostring(root, encoding="unicode"), options)
    if result.warnings or result.content is None:
        return "\n\n".join(escape_text(fold_lines(line)) for line in text_of(html).split("\n"))
    return restore(_QUOTE_AFTER_TEXT.sub(r"\1\n\n", result.content)).strip("\n")


def _prepare(root: HtmlElement) -> None:
    for element in _elements(root):
        if element.tag in _CODE:
            _prepare_code(element)
    for element in _elements(root):
        _prepare_table(element)
        _prepare_attributes(element)
        _prepare_emphasis(element)
    for node in root.iter():
        if node.text and node.tag not in _CODE:
            node.text = mark(_SPACE.sub(" ", node.text))
        if node.tail:
            node.tail = mark(_SPACE.sub(" ", node.tail))


def _elements(root: HtmlElement) -> list[HtmlElement]:
    return [element for element in root.iterdescendants() if isinstance(element.tag, str)]


def _prepare_code(element: HtmlElement) -> None:
    for line_break in element.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    text = str(element.text_content())
    is_block = element.tag == "pre"
    language = _language(element) if is_block else ""
    tail = element.tail
    element.clear()
    element.tail = tail
    if (_NO_FENCE if is_block else _NO_SPAN).search(text):
        start, end = ("<pre><code>", "</code></pre>") if is_block else ("<code>", "</code>")
        element.tag = "p" if is_block else "span"
        element.text = raw(start) + raw_text(text) + raw(end)
    elif language:
        inner = element.makeelement("code", {"class": language})
        inner.text = spare_quotes(text)
        element.append(inner)
    else:
        element.text = spare_quotes(text)


def _language(element: HtmlElement) -> str:
    classes = [element.get("class", ""), *(code.get("class", "") for code in element.iter("code"))]
    return next((found[1] for found in map(_LANGUAGE.search, classes) if found), "")


def _prepare_table(element: HtmlElement) -> None:
    # The first row becomes the head, and kramdown knows no table without rows below it. One row is
    # layout anyway: an image and its caption, a box.
    if element.tag == "table" and len(element.findall(".//tr")) < 2:
        for part in element.iter("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"):
            part.tag = "div"


def _prepare_attributes(element: HtmlElement) -> None:
    for name, value in element.attrib.items():
        if name in _ADDRESSES and _SCHEMES.match(value.strip()):
            element.set(name, encode_address(fold_lines(value)))
        elif name in _TITLES:
            element.set(name, mark(fold_lines(value)))
        elif name not in _KEPT_ATTRIBUTES:
            del element.attrib[name]


def _prepare_emphasis(element: HtmlElement) -> None:
    tag = str(element.tag)
    if tag in _KEPT_AS_HTML:
        _spell_out(element, tag)
    elif tag in _EMPHASIS and not is_clear(element):
        _spell_out(element, _EMPHASIS[tag])


def _spell_out(element: HtmlElement, tag: str) -> None:
    if next(element.iterdescendants(*BLOCKS), None) is None:
        element.text = raw(f"<{tag}>") + (element.text or "")
        _append(element, raw(f"</{tag}>"))
    element.drop_tag()


def _append(element: HtmlElement, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
