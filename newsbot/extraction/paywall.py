"""Whether all of an article may be read: what the page declares, and where its text breaks off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from newsbot.article import Rank, Value
from newsbot.extraction.cascade import Cascade, GeneralRule
from newsbot.values.words import weight

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from newsbot.extraction.page import Page
    from newsbot.extraction.walk import Walk

CUT_OFF: Final = 1_600
"""Weight of the paragraphs of a page under which its text may break off: some 320 words."""

PROMPT: Final = 600
"""Characters of an element that only asks to pay; one that has more is part of the text."""

PROMPTS: Final = (
    "subscribe to continue reading", "subscribe to read", "to continue reading, subscribe",
    "to read the full story", "to read the full article", "to read this article in full",
    "this article is for subscribers", "this story is for subscribers",
    "for subscribers only", "exclusive to subscribers", "subscriber-only content",
    "you have reached your limit of free articles",
    "本文为付费内容", "付费阅读全文", "付费后阅读全文", "支付后阅读全文",
    "购买后阅读全文", "订阅后阅读全文",
    "开通会员阅读全文", "成为会员阅读全文", "会员专享内容", "本文为会员专享", "登录后阅读全文",
    "剩余内容需付费", "訂閱後閱讀全文", "成為會員閱讀全文", "訂戶專屬", "付費會員限定",
    "この記事は会員限定", "会員限定記事", "有料会員限定", "この記事は有料",
    "続きを読むには会員登録",
    "続きをご覧いただくには", "유료 회원 전용", "구독자 전용", "유료 기사입니다",
    "материал доступен только подписчикам", "доступно только подписчикам",
    "чтобы прочитать полностью, оформите подписку", "jetzt weiterlesen mit",
    "weiterlesen mit einem abo", "exklusiv für abonnenten", "nur für abonnenten",
    "dieser artikel ist nur für", "um weiterzulesen", "jetzt abonnieren und weiterlesen",
    "article réservé aux abonnés", "réservé à nos abonnés", "la suite est réservée",
    "abonnez-vous pour lire la suite", "pour lire la suite",
    "contenido exclusivo para suscriptores", "suscríbete para seguir leyendo",
    "para seguir leyendo", "conteúdo exclusivo para assinantes", "exclusivo para assinantes",
    "assine para continuar lendo", "contenuto riservato agli abbonati",
    "abbonati per continuare a leggere", "per continuare a leggere",
    "alleen voor abonnees", "för prenumeranter", "for abonnenter",
    "kun for abonnenter", "vain tilaajille", "treść dostępna dla subskrybentów",
    "tylko dla prenumeratorów", "pouze pro předplatitele", "abonelere özel",
    "للمشتركين فقط", "μόνο για συνδρομητές",
)  # fmt: skip
"""What stands where a text breaks off, in small letters."""

# Navigation, lists of other articles and links in them speak of subscriptions on every page.
_PASSED_OVER: Final = frozenset(
    {
        "head",
        "nav",
        "footer",
        "aside",
        "header",
        "li",
        "a",
        "template",
        "script",
        "style",
        "noscript",
    }
)
_ASKING: Final = frozenset({"p", "div", "section", "h2", "h3", "h4", "span", "strong", "b", "em"})


def declared(page: Page) -> Iterator[str]:
    """Yield what the page's own description says (https://schema.org/isAccessibleForFree)."""
    for node in page.articles:
        said = node.get("isAccessibleForFree")
        if isinstance(said, bool | str):
            yield str(said).rsplit("/", 1)[-1].lower()


def tier(page: Page) -> Iterator[str]:
    """Yield what the meta element of Open Graph's article says; `metered` says nothing."""
    for said in page.meta.get("article:content_tier", ()):
        if said.lower() in {"free", "locked"}:
            yield "true" if said.lower() == "free" else "false"


def prompted(page: Page) -> Iterator[str]:
    """Yield `false` where a short text is followed by words that ask to pay for the rest."""
    if not _has_prompt(page.text):
        return
    has_prompt, text = False, 0
    for element, is_in_paragraph in _shown(page.walk):
        own = _own_text(element)
        text += weight(own) if is_in_paragraph else 0
        has_prompt = has_prompt or (element.tag in _ASKING and _asks(own))
        if text >= CUT_OFF:
            return
    if has_prompt:
        yield "false"


def _shown(page: Walk) -> Iterator[tuple[HtmlElement, bool]]:
    """Yield the elements that readers see beside menus, and whether a paragraph is open."""
    paragraphs = place = 0
    while place < len(page.tokens):
        token = page.tokens[place]
        if not isinstance(token, str):
            if token < 0:
                paragraphs -= page.tags[~token] == "p"
            elif page.tags[token] in _PASSED_OVER or _is_hidden(page.attributes[token]):
                place = page.ends[token]
            else:
                paragraphs += page.tags[token] == "p"
                yield page.elements[token], paragraphs > 0
        place += 1


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    style = attributes.get("style", "").replace(" ", "").lower()
    is_said = "hidden" in attributes or attributes.get("aria-hidden") == "true"
    return is_said or "display:none" in style


def _own_text(element: HtmlElement) -> str:
    """Return the text of an element without that of the elements in it."""
    tails = (child.tail or "" for child in element)
    return " ".join(f"{element.text or ''} {' '.join(tails)}".split())


def _has_prompt(text: str) -> bool:
    plain = text.casefold()
    return any(prompt in plain for prompt in PROMPTS)


def _asks(own: str) -> bool:
    return len(own) <= PROMPT and _has_prompt(own)


def _doubt(value: Value, _: Page) -> str:
    return "" if value in ("true", "false") else "neither yes nor no"


ACCESS: Final = Cascade(
    rules=(
        GeneralRule("json-ld isAccessibleForFree", Rank.METADATA, declared),
        GeneralRule("meta article:content_tier", Rank.METADATA, tier),
        GeneralRule("paywall prompt", Rank.GENERIC, prompted),
    ),
    doubt=_doubt,
)
