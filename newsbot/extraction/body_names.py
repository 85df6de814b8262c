"""What classes, ids, roles and tags say of an element: here is the text, or hardly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from newsbot.values.html_tokens import name_set

OPAQUE: Final = name_set(
    "script style template svg math iframe object embed applet canvas select option button "
    "textarea input map title meta link noframes dialog datalist"
)
"""Elements whose content is not read: raw text, another language, or a control."""

_ASIDE_TAGS: Final = name_set("aside menu form")
_SURE_TAGS: Final = name_set("nav footer")

_ASIDE_ROLES: Final = name_set(
    "navigation complementary contentinfo search dialog alertdialog menu menubar toolbar banner "
    "tablist tooltip form"
)
"""Landmarks and widgets (https://www.w3.org/TR/wai-aria-1.2/) that are not the main content."""

# Whole words of a class or an id; `related-posts`, `relatedPosts` and `box_related` all have one.
_WORDS: Final = (
    # Ways through the site.
    r"nav|navi|navbar|navigation|menu|submenu|megamenu|breadcrumbs?|crumbs?|sidebar|side|aside|"
    r"footer|foot|pagination|pager|paging|pages|toc|skip|sitemap|backtotop|gotop|totop|"
    # Other articles.
    r"related\w*|relate|relacionad\w+|relevant|recommend\w*|recommandation|recirc\w*|suggest\w*|"
    r"readmore|more|morenews|seealso|also|latest|trending|popular|mostread|mostviewed|mustread|"
    r"rank|ranking|hot|hotnews|teasers?|promos?|promoted|promotion|outbrain|taboola|xiangguan|"
    r"xgxw|tuijian|upnext|nextprev|prevnext|prev|recent|onward|carousel|linkbox|linklist|"
    # Advertising and subscriptions.
    r"ads?|adv|adverts?|advertis\w+|adbox|adsense|adsbygoogle|adslot|adunit|adwrap\w*|adspace|"
    r"adcontainer|dfp|gpt|guanggao|werbung|anzeige|publicidad|publicidade|pubblicita|reklama|"
    r"reklam|sponsor\w*|commercial|affiliate|newsletter\w*|subscri\w+|abo|signup|signin|login|"
    r"register|registration|paywall\w*|piano|donat\w+|promobox|shop|product|appdownload|"
    # What readers do.
    r"comments?|commentlist|commentbox|commenting|comentarios|commentaires|kommentare?|pinglun|"
    r"disqus|livefyre|respond|replies|reply|forum|shar(?:e|es|ing|ed)(?:bar|box|tools?|buttons?|btns?|links?|icons?)?|bdsharebuttonbox|bdshare|"
    r"jiathis|addthis\w*|addtoany|sharethis|social\w*|sns|fenxiang|follow|likes?|vote|voting|poll|"
    r"rating|ratings|reactions?|feedback|quiz|survey|contact|"
    # About the article, not of it.
    r"authors?|autor|autore|auteur|contributors?|meta|tags|taglist|tagcloud|keywords|topics|bio|authorbox|authorbio|authorinfo|aboutauthor|"
    r"copyright|copyrights|license|disclaimer|shengming|byline|dateline|credits|"
    r"zebian|bianji|"
    # The page's own machinery.
    r"cookies?|gdpr|consent|popup|popover|modal|overlay|tooltip|toast|lightbox|banner|toolbar|"
    r"tools?|utilities|print|fontsize|widget\w*|qrcode|ewm|erweima|player|jwplayer|vjs|"
    r"srOnly|sr-only|visuallyhidden|visually-hidden|screen-reader-text|noprint|no-print|hide|"
    r"hidden|loading|spinner|metadata"
)
_ASIDE: Final = re.compile(rf"(?<![a-z])(?:{_WORDS})(?![a-z])")
_TEXT_WORDS: Final = (
    # The text itself, in the names that content management systems give it.
    r"(?:article|artikel|articulo|entry|post|story|news|detail|art|blog|page|main)[-]{0,2}"
    r"(?:body|content|text|txt|copy|fulltext|inhalt|cuerpo|texto)[a-z]{0,2}|"
    r"(?:content|body|text)[-]{0,2}(?:body|text|article|detail|area)|(?:art|arti)body|"
    r"trs[-]u?editor|artical|endtext|zhengwen|rich[-]?text|bodytext|hentry|cuerpo|js-content"
)
_BODY_WORDS: Final = (
    r"article|artikel|articulo|story|post|content|contents|text|texto|entry|detail|zw"
)
_TEXT: Final = re.compile(rf"(?<![a-z])(?:{_TEXT_WORDS})(?![a-z])")
_BODY: Final = re.compile(rf"(?<![a-z])(?:{_BODY_WORDS})(?![a-z])")
_STRONG: Final = re.compile(
    r"(?<![a-z])(?:cookies?|gdpr|consent|popup|popover|modal|overlay|lightbox|footer|comments?|"
    r"commentlist|commentaires|comentarios|kommentare?|pinglun|disqus|livefyre|newsletter\w*)(?![a-z])"
)
_SPOKEN: Final = re.compile(
    r"(?:^|\s)(?:sr-only|screen-reader-text|visually-?hidden|u-hidden-visually|a11y-hidden)", re.I
)
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NONE: Final = re.compile(r"display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden", re.I)
LIKELY: Final = 0.4
"""Share of a page's sentences up to which an element with such a name is beside the article."""

HIDDEN: Final = 0.5
"""The same, of elements that are not shown; some are the text, which a script then shows."""

SURE: Final = 0.85
"""The same, of names that are hardly ever given to anything else."""

BODY: Final = 1.1
"""What a name is worth that says that an article is here somewhere."""

TEXT: Final = 1.3
"""What a name is worth that says that here is the article's text."""

PROPERTY: Final = 1.6
"""What it is worth that schema.org's `articleBody` says so."""

_LONGEST: Final = 300
"""Characters of a name that are looked at."""


def names_of(attributes: Mapping[str, str]) -> str:
    """Return an element's classes and id, as written."""
    classes, identifier = attributes.get("class"), attributes.get("id")
    if classes and identifier:
        return f"{classes} {identifier}"
    return classes or identifier or ""


def read_names(names: str) -> tuple[float, float]:
    """Return how surely names are those of something beside the article, and of its text."""
    return _read_names(names[:_LONGEST])


@lru_cache(maxsize=2048)
def _read_names(names: str) -> tuple[float, float]:
    # The names of a site are the same on each of its pages.
    words = names if names.islower() else _CAMEL.sub("-", names).lower()
    words = words.replace("_", "-")
    aside = SURE if _STRONG.search(words) else LIKELY if _ASIDE.search(words) else 0
    text = TEXT if _TEXT.search(words) else BODY if _BODY.search(words) else 1
    return aside, text


def aside_by_tag(tag: str) -> float:
    """Return how surely a tag puts an element beside the article."""
    return SURE if tag in _SURE_TAGS else LIKELY if tag in _ASIDE_TAGS else 0


def aside_by_attributes(attributes: Mapping[str, str]) -> float:
    """Return how surely role or style put an element beside the article, or hide it."""
    role = attributes.get("role")
    if role is not None and role.lower() in _ASIDE_ROLES:
        return LIKELY
    return HIDDEN if is_hidden(attributes) else 0


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Tell an element that is not shown."""
    style = attributes.get("style")
    if style is not None and _NONE.search(style[:_LONGEST]):
        return True
    return "hidden" in attributes or attributes.get("aria-hidden") == "true"


def is_for_screen_readers(attributes: Mapping[str, str]) -> bool:
    """Tell words that are only read aloud, as the names of buttons and icons are."""
    names = attributes.get("class")
    return names is not None and _SPOKEN.search(names[:_LONGEST]) is not None


def is_article_body(attributes: Mapping[str, str]) -> bool:
    """Tell an element that schema.org names as the text of an article."""
    properties = attributes.get("itemprop")
    return properties is not None and "articlebody" in properties.lower()
