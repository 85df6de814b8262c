from __future__ import annotations

import pytest

from newsbot.extraction.cascade import attempts, first_sound
from newsbot.extraction.language import LANGUAGE, language_tag
from newsbot.extraction.language_signs import guess_language
from tests.pages import page_of

TEXTS = {
    "en": "The boats of the harbour were counted, and the mayor said that they are not for sale.",
    "de": "Die Boote im Hafen wurden gezählt, und der Rat sagt, dass sie nicht auf dem Markt sind.",
    "fr": "Les bateaux du port ont été comptés par le maire, qui dit que tous sont dans la ville.",
    "es": "Los barcos del puerto fueron contados por el alcalde, que dice que no están a la venta.",
    "ru": "Лодки в гавани пересчитали, и мэр сказал, что они не для продажи, но это не так.",
    "uk": "Човни в гавані порахували, і мер сказав, що вони не для продажу, та це не так було.",
    "zh-CN": "港口的船只已经清点完毕，市长说这些船不会出售，但是人们对此有不同的看法。" * 2,
    "zh-TW": "港口的船隻已經清點完畢，市長說這些船不會出售，但是人們對此有不同的看法。" * 2,
    "ja": "港の船が数えられ、市長はそれらを売るつもりはないと述べた。人々の意見は分かれている。"
    * 2,
    "ko": "항구의 배들이 모두 세어졌고 시장은 그것들을 팔지 않을 것이라고 말했다. 의견은 갈린다.",
    "el": "Τα πλοία του λιμανιού μετρήθηκαν και ο δήμαρχος είπε ότι δεν πωλούνται στην αγορά.",
    "ar": "أحصت المدينة القوارب في الميناء وقال رئيس البلدية إن القوارب التي في الميناء ليست للبيع",
    "fa": "قایق‌های بندر شمرده شدند و شهردار گفت که این قایق‌ها برای فروش نیست و آن را با مردم گفت",
    "th": "เรือในท่าถูกนับแล้ว และนายกเทศมนตรีกล่าวว่าจะไม่ขายเรือเหล่านั้นให้กับใคร",
}


def language(text: str, *, lang: str = "", head: str = "") -> tuple[str, str] | None:
    page = page_of(f"<p>{text}</p>", head=head)
    page.tree.set("lang", lang)
    found = first_sound(LANGUAGE, page)
    return (str(found.value), found.rule) if found is not None else None


@pytest.mark.parametrize("tag", TEXTS)
def test_a_text_tells_its_language(tag: str) -> None:
    assert language(TEXTS[tag]) == (tag, "words of the text")


@pytest.mark.parametrize(
    ("declared", "text", "expected"),
    [
        pytest.param("en-us", TEXTS["en"], ("en-US", "html lang"), id="what is declared"),
        pytest.param("en", TEXTS["zh-CN"], ("zh-CN", "words of the text"), id="another script"),
        pytest.param("en", TEXTS["de"], ("de", "words of the text"), id="other words"),
        pytest.param("ru", TEXTS["uk"] * 2, ("uk", "words of the text"), id="the same script"),
        pytest.param("zh-TW", TEXTS["zh-CN"], ("zh-CN", "words of the text"), id="simplified"),
        pytest.param("zh", TEXTS["zh-TW"], ("zh", "html lang"), id="no script named"),
        pytest.param("cn", TEXTS["zh-CN"], ("zh-CN", "html lang"), id="a country for a language"),
        pytest.param("nn-NO", "Kort", ("nn-NO", "html lang"), id="too short a text to doubt it"),
        pytest.param("utf-8", "Short", None, id="no language at all"),
    ],
)
def test_a_declaration_is_believed_where_the_text_agrees(
    declared: str, text: str, expected: tuple[str, str] | None
) -> None:
    assert language(text, lang=declared) == expected


def test_json_ld_comes_before_the_root_element() -> None:
    head = '<script type="application/ld+json">{"@type": "Article", "inLanguage": "en-GB"}</script>'
    assert language(TEXTS["en"], lang="en-US", head=head) == ("en-GB", "json-ld inLanguage")


@pytest.mark.parametrize(
    ("head", "rule"),
    [
        ("<meta http-equiv=content-language content='de, en'>", "meta content-language"),
        ("<meta property=og:locale content=de>", "meta og:locale"),
    ],
)
def test_meta_elements_name_it(head: str, rule: str) -> None:
    assert language(TEXTS["de"], head=head) == ("de", rule)


def test_a_declaration_that_is_not_believed_is_told() -> None:
    page = page_of(f"<p>{TEXTS['zh-CN']}</p>", head="<meta name=language content=en>")
    assert ("meta content-language", "the text is in another language") in [
        (one.rule, one.why) for one in attempts(LANGUAGE, page)
    ]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("zh_cn", "zh-CN"),
        ("PT-br", "pt-BR"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("Deutsch", "de"),
        ("x", ""),
    ],
)
def test_tags_in_their_one_form(text: str, tag: str) -> None:
    assert language_tag(text) == tag


def test_a_few_letters_tell_nothing() -> None:
    assert guess_language("Boats") == ""
