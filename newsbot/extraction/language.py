"""The language of an article, as a BCP 47 tag."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from newsbot.article import Rank, Value
from newsbot.extraction.cascade import Cascade, GeneralRule
from newsbot.extraction.json_ld import texts_of
from newsbot.extraction.language_signs import guess_language, is_language_of, region_of_chinese
from newsbot.extraction.page import Page

_TAG: Final = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z]|[a-z0-9]{2,8})){0,5}",
    re.IGNORECASE,
)
_WRONG: Final = {
    "cn": "zh-CN",
    "chs": "zh-CN",
    "cht": "zh-TW",
    "tw": "zh-TW",
    "jp": "ja",
    "kr": "ko",
    "cz": "cs",
    "dk": "da",
    "gr": "el",
    "ua": "uk",
    "vn": "vi",
    "in": "id",
    "iw": "he",
    "eng": "en",
    "ger": "de",
    "deu": "de",
    "fre": "fr",
    "fra": "fr",
    "spa": "es",
    "por": "pt",
    "ita": "it",
    "rus": "ru",
    "jpn": "ja",
    "kor": "ko",
    "chi": "zh",
    "zho": "zh",
    "english": "en",
    "german": "de",
    "deutsch": "de",
    "french": "fr",
    "français": "fr",
    "spanish": "es",
    "español": "es",
    "portuguese": "pt",
    "português": "pt",
    "italian": "it",
    "italiano": "it",
    "russian": "ru",
    "русский": "ru",
    "japanese": "ja",
    "日本語": "ja",
    "korean": "ko",
    "한국어": "ko",
    "chinese": "zh",
    "中文": "zh",
}
"""What sites write for a tag; the codes among it are of countries, or of ISO 639-2."""

_META: Final = ("content-language", "language", "dc.language", "dcterms.language", "inlanguage")


_REGIONS: Final = {"zh-CN": "CN", "zh-Hans": "CN", "zh-TW": "TW", "zh-HK": "TW", "zh-Hant": "TW"}


def language_tag(text: str) -> str:
    """Return a text as a BCP 47 tag: `zh_cn` is `zh-CN`; empty when it is none."""
    plain = text.strip()[:40].replace("_", "-")
    plain = re.split(r"[,;.\s]", plain, maxsplit=1)[0]
    if known := _WRONG.get(plain.casefold()):
        return known
    match = _TAG.fullmatch(plain)
    if match is None:
        return ""
    parts = (
        match["language"].lower(),
        (match["script"] or "").title(),
        (match["region"] or "").upper(),
    )
    return "-".join(filter(None, parts))


def _json_ld(page: Page) -> Iterator[str]:
    for node in (*page.articles, *page.microdata):
        yield from _tags(texts_of(node.get("inLanguage")))


def _html(page: Page) -> Iterator[str]:
    names = ("lang", "xml:lang", "{http://www.w3.org/XML/1998/namespace}lang")
    given = [page.tree.get(name) or "" for name in names]
    given += [body.get("lang") or "" for body in page.tree.findall("body")]
    yield from _tags(filter(None, given))


def _meta(page: Page) -> Iterator[str]:
    for name in _META:
        yield from _tags(page.meta.get(name, ()))


def _locale(page: Page) -> Iterator[str]:
    yield from _tags(page.meta.get("og:locale", ()))


def _text(page: Page) -> Iterator[str]:
    if language := guess_language(page.sample):
        yield language


def _tags(texts: Iterable[str]) -> Iterator[str]:
    for text in islice(texts, 5):
        yield language_tag(text) or text


def _doubt(value: Value, page: Page) -> str:
    tag = language_tag(str(value))
    if not tag or tag.split("-")[0] in {"und", "mul", "zxx"}:
        return "no language"
    language = tag.split("-")[0]
    if not is_language_of(language, page.sample):
        return "the text is in another language"
    if language == "zh" and _REGIONS.get(tag, region_of_chinese(page.sample)) != (
        region_of_chinese(page.sample)
    ):
        return "the text is in the other Chinese script"
    return ""


LANGUAGE: Final = Cascade(
    rules=(
        GeneralRule("json-ld inLanguage", Rank.METADATA, _json_ld),
        GeneralRule("html lang", Rank.METADATA, _html),
        GeneralRule("meta content-language", Rank.METADATA, _meta),
        GeneralRule("meta og:locale", Rank.METADATA, _locale),
        GeneralRule("words of the text", Rank.GENERIC, _text),
    ),
    doubt=_doubt,
)
