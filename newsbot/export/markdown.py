"""HTML as markdown in which the page's words stay words."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from newsbot.export.emphasis import BLOCKS, is_clear
from newsbot.export.escape import encode_address, escape_text, fold_lines, without_controls
from newsbot.export.marks import mark, raw, raw_text, restore, spare_quotes
from newsbot.values.html import text_of

if TYPE_CHECKING:
    from html_to_markdown import ConversionOptions
    from lxml.html import HtmlElement

_CODE: Final = frozenset({"pre", "code", "kbd", "samp"})
# Markdown has no marks for these. It has none for `u` and `mark` either, but kramdown reads no
# markdown inside them. `~~` takes no tilde beside it.
_KEPT_AS_HTML: Final = {"sub": "sub", "sup": "sup", "ins": "ins", "del": "del", "s": "del"}
_EMPHASIS: Final = {"strong": "strong", "b": "strong", "em": "em", "i": "em"}
_ADDRESSES: Final = frozenset({"href", "src"})
_TITLES: Final = frozenset({"alt", "title"})
_KEPT_ATTRIBUTES: Final = frozenset(
    {"class", "colspan", "hidden", "rowspan", "start", "style"}  # class: the language of code
)
# Elements that leave no mark: what is around them comes to stand side by side.
_VANISHING: Final = frozenset({
    "abbr", "acronym", "bdi", "bdo", "big", "data", "font", "label", "mark", "nobr", "small",
    "span", "time", "tt", "u", "wbr",
})  # fmt: skip
# Elements whose marks stand before their text. A span that is left holds HTML of our own.
_INLINE: Final = frozenset({*_EMPHASIS, *_CODE, "a", "img", "span"})
_SCHEMES: Final = re.compile(r"(?:https?|mailto|tel):|[^:]*(?:[/?#]|$)", re.IGNORECASE)
_DEPTH_LIMIT: Final = 500
_LANGUAGE: Final = re.compile(r"(?:^|\s)(language-[A-Za-z0-9+-]{1,30})(?=\s|$)")
_NO_FENCE: Final = re.compile(r"\{[{%]")
_NO_SPAN: Final = re.compile(r"\{[{%]|[`|\n]|^\s|\s$|^$")
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")


def html_to_markdown(html: str) -> str:
    """Return *html* as markdown: headings, lists, tables, links, images, quotes and code are kept.

    HTML that is nested too deep for the converter gives its words only.
    """
    if not html.strip():
        return ""
    from html_to_markdown import convert
    from lxml.html import tostring

    root = _parse(f"<div>{without_controls(html)}</div>")
    if _depth(root) > _DEPTH_LIMIT:
        return _words_of(html)
    _prepare(root)
    prepared = tostring(root, encoding="unicode").replace("<span>", "").replace("</span>", "")
    result = convert(prepared, _options())
    if result.warnings or result.content is None:
        return _words_of(html)
    return restore(_with_space_before_quotes(result.content)).strip("\n")


def _parse(html: str) -> HtmlElement:
    from lxml.etree import ElementDefaultClassLookup
    from lxml.html import HtmlComment, HtmlElement, HTMLParser, fragment_fromstring

    parser = HTMLParser(huge_tree=True, encoding="utf-8")
    # lxml.html's own asks a function of Python's for the class of each element, at every look.
    parser.set_element_class_lookup(
        ElementDefaultClassLookup(element=HtmlElement, comment=HtmlComment)
    )
    return fragment_fromstring(html.encode(), parser=parser)


@cache
def _options() -> ConversionOptions:
    """Return how to convert. Members of enumerations: each name is a search, at every body."""
    import html_to_markdown as h2m

    return h2m.ConversionOptions(
        extract_metadata=False,
        expand_abbreviations=False,
        include_blockquote_citations=False,
        bullets="-",
        compact_tables=True,
        heading_style=h2m.HeadingStyle.ATX,
        list_indent_type=h2m.ListIndentType.SPACES,
        highlight_style=h2m.HighlightStyle.NONE,
        whitespace_mode=h2m.WhitespaceMode.NORMALIZED,
        newline_style=h2m.NewlineStyle.SPACES,
        code_block_style=h2m.CodeBlockStyle.BACKTICKS,
        inline_data_media=h2m.InlineDataMedia.KEEP,
        hidden_content=h2m.HiddenContent.DROP,
        url_escape_style=h2m.UrlEscapeStyle.ANGLE,
        link_style=h2m.LinkStyle.INLINE,
        output_format=h2m.OutputFormat.MARKDOWN,
        tier_strategy=h2m.TierStrategy.AUTO,
    )


def _with_space_before_quotes(markdown: str) -> str:
    # kramdown, unless it is told to follow GitHub, takes `> b` below text for more text.
    lines: list[str] = []
    for line in markdown.split("\n"):
        if line.startswith("> ") and lines and lines[-1] and not lines[-1].startswith(">"):
            lines.append("")
        lines.append(line)
    return "\n".join(lines)


def _words_of(html: str) -> str:
    return "\n\n".join(escape_text(fold_lines(line)) for line in text_of(html).split("\n"))


def _depth(root: HtmlElement) -> int:
    from lxml.etree import iterwalk

    depth = deepest = 0
    for event, _ in iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _prepare(root: HtmlElement) -> None:
    from lxml.etree import strip_tags

    for node in root.iter():
        _clean(node)
    for element in _elements(root):
        _prepare_table(element)
        _prepare_attributes(element)
        if element.tag == "a" and not element.get("href"):
            _become_span(element)
    strip_tags(root, *_VANISHING)
    for element in _elements(root):
        _prepare_code(element)
    for element in _elements(root):
        _prepare_emphasis(element)
    for node in root.iter():
        _prepare_words(node)


def _clean(node: HtmlElement) -> None:
    # Character references have been read by now: &#xfdec; must not pass for a mark of our own.
    node.text = without_controls(node.text) if node.text else None
    node.tail = without_controls(node.tail) if node.tail else None


def _prepare_words(node: HtmlElement) -> None:
    is_inline = node.tag in _INLINE
    if node.text and node.tag not in _CODE:
        node.text = mark(_SPACE.sub(" ", node.text), starts_line=not is_inline)
    if node.tail:
        stays = is_inline and (node.tag == "img" or str(node.text_content()).strip() != "")
        node.tail = mark(_SPACE.sub(" ", node.tail), starts_line=not stays)


def _elements(root: HtmlElement) -> list[HtmlElement]:
    return [element for element in root.iterdescendants() if isinstance(element.tag, str)]


def _prepare_code(element: HtmlElement) -> None:
    if element.tag not in _CODE:
        return
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
    attributes = element.attrib.items()
    element.attrib.clear()  # one by one it fails: `<b {>` has an attribute that lxml cannot name
    for name, value in attributes:
        if name in _ADDRESSES and _SCHEMES.match(value.strip()):
            element.set(name, encode_address(fold_lines(value)))
        elif name in _TITLES:
            element.set(name, mark(fold_lines(value)))
        elif name in _KEPT_ATTRIBUTES:
            element.set(name, without_controls(value))


def _prepare_emphasis(element: HtmlElement) -> None:
    tag = str(element.tag)
    if tag in _KEPT_AS_HTML:
        _spell_out(element, _KEPT_AS_HTML[tag])
    elif tag in _EMPHASIS and not is_clear(element):
        _spell_out(element, _EMPHASIS[tag])


def _spell_out(element: HtmlElement, tag: str) -> None:
    if next(element.iterdescendants(*BLOCKS), None) is None:
        element.text = raw(f"<{tag}>") + (element.text or "")
        _append(element, raw(f"</{tag}>"))
    _become_span(element)


def _become_span(element: HtmlElement) -> None:
    element.tag = "span"
    element.attrib.clear()


def _append(element: HtmlElement, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
