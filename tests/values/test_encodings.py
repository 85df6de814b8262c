from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.values.encodings import decode

CHINESE = "新华社北京电 国务院总理主持召开会议，研究部署进一步稳定经济的措施。"
TAIWANESE = "中央社台北電 行政院長今天主持會議，討論下半年經濟發展。"
JAPANESE = "東京都は25日、新型コロナウイルスの感染者が新たに確認されたと発表した。"
KOREAN = "서울시는 오늘 새로운 교통 대책을 발표했다. 시민들의 불편을 줄이기로 했다."
RUSSIAN = "Правительство России утвердило новую программу поддержки бизнеса."
FRENCH = "Le président a annoncé hier une réforme : « C’est nécessaire », a-t-il déclaré."
ALL = [
    (CHINESE, "gb18030"),
    (TAIWANESE, "big5"),
    (JAPANESE, "shift_jis"),
    (JAPANESE, "euc_jp"),
    (KOREAN, "euc_kr"),
    (RUSSIAN, "cp1251"),
    (RUSSIAN, "koi8-r"),
    (FRENCH, "cp1252"),
]
NAMES = [encoding for _, encoding in ALL]


def page(text: str, meta: str = "") -> str:
    named = f'<meta charset="{meta}">' if meta else ""
    return f"<html><head>{named}<title>News</title></head><body><p>{text}</p></body></html>"


def html(charset: str) -> str:
    return f"text/html; charset={charset}" if charset else "text/html"


@pytest.mark.parametrize(("text", "encoding"), ALL, ids=NAMES)
@pytest.mark.parametrize(
    ("header", "meta"),
    [
        pytest.param("{}", "", id="the header says so"),
        pytest.param("", "{}", id="the page says so"),
        pytest.param("utf-8", "{}", id="the header is wrong"),
        pytest.param("utf-8", "", id="only the header speaks, and is wrong"),
        pytest.param("utf-8", "utf-8", id="both are wrong"),
        pytest.param("", "", id="nobody says"),
        pytest.param("no-such", "hex", id="no encodings"),
    ],
)
def test_a_page_in_an_old_encoding_is_read_whatever_is_declared(
    text: str, encoding: str, header: str, meta: str
) -> None:
    written = page(text, meta.format(encoding))
    assert decode(written.encode(encoding), html(header.format(encoding))) == written


@pytest.mark.parametrize(
    ("language", "encoding", "text"),
    [
        ("el", "cp1253", "Οι διαπραγματεύσεις με την κυβέρνηση συνεχίζονται στην Αθήνα"),
        ("ar", "cp1256", "أعلنت وزارة الصحة اليوم تسجيل حالات جديدة في العاصمة"),
        ("he", "cp1255", "הממשלה הודיעה היום על תוכנית חדשה לבניית גשרים בירושלים"),
        (
            "pl",
            "cp1250",
            "Zarządca lotniska ogłosił wczoraj przetarg na budowę części mostów, jeśli",
        ),
        ("pl", "iso8859-2", "Zarządca lotniska ogłosił wczoraj przetarg na budowę części, jeśli"),
        ("cs", "cp1250", "Soudkyně dokončila práci na rozsudku a řekla, že věří v příští schůzi"),
        ("tr", "cp1254", "Bakanlık, ülkedeki şarj istasyonlarının sayısını açıkladı, değişiyor"),
        ("lt", "cp1257", "Prezidentas pareiškė, kad kiekvienas žmogus turi teisę į šį ryšį"),
        ("th", "cp874", "ตำรวจได้รับแจ้งจากผู้สื่อข่าวว่ามีผู้เสียชีวิต"),
        ("ko", "cp949", "이재명 당선인은 어제 서울에서 열린 행사에서 새로운 계획을 발표했다"),
        ("zh", "gb18030", "内蒙古自治区政府门户网站"),
    ],
)
def test_a_page_that_names_its_language_only_is_read(
    language: str, encoding: str, text: str
) -> None:
    written = f'<html lang="{language}"><title>News</title><p>{text}.</p>'
    assert decode(written.encode(encoding)) == written


@pytest.mark.parametrize("declared", ["", "utf-8", *NAMES, "iso-8859-1", "ascii"])
@pytest.mark.parametrize("text", [CHINESE, KOREAN, RUSSIAN, FRENCH], ids=["zh", "ko", "ru", "fr"])
def test_what_is_utf_8_is_read_as_utf_8_whatever_is_declared(text: str, declared: str) -> None:
    for header, meta in ((declared, ""), ("", declared), (declared, declared)):
        written = page(text, meta)
        assert decode(written.encode(), html(header)) == written


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        pytest.param("联通".encode("gbk"), html("gbk"), "联通", id="GBK that may be UTF-8"),
        pytest.param(
            codecs.BOM_UTF8 + "<p>é".encode(), html("gbk"), "<p>é", id="a mark comes first"
        ),
        pytest.param(
            codecs.BOM_UTF16_LE + "<p>é".encode("utf-16-le"), "", "<p>é", id="a mark of UTF-16"
        ),
        pytest.param("<p>ok".encode("utf-16-le"), html("utf-16le"), "<p>ok", id="UTF-16"),
        pytest.param(
            "<p>日本".encode("iso2022_jp"), html("iso-2022-jp"), "<p>日本", id="seven bits"
        ),
        pytest.param(
            b'<meta charset="utf-16"><p>\xc3\xa9', "", '<meta charset="utf-16"><p>é', id="a slip"
        ),
        pytest.param(b"<p>+ADw-b+AD4-", html("utf-7"), "<p>+ADw-b+AD4-", id="no UTF-7"),
        pytest.param(
            '{"t": "<meta charset=gbk>é"}'.encode(),
            "application/json",
            '{"t": "<meta charset=gbk>é"}',
            id="JSON has no meta",
        ),
        pytest.param(b"", "", "", id="nothing"),
    ],
)
def test_special_cases_are_read(body: bytes, content_type: str, text: str) -> None:
    assert decode(body, content_type) == text


def test_a_text_that_was_cut_stays_what_it_is_and_shows_the_place() -> None:
    damaged = page(CHINESE).encode().replace("总".encode(), "总".encode()[:2])
    assert decode(damaged, html("utf-8")) == page(CHINESE.replace("总", "\ufffd"))


def test_bytes_that_are_no_text_are_shown_as_such() -> None:
    assert "\ufffd" in decode(b"<p>\xff\xfe\x81\x00\x8d\xa0\xff\xff\x90", html("utf-8"))


@given(st.binary(max_size=60), st.sampled_from(["", *NAMES, "utf-16", "hex", "idna", "x"]))
def test_any_bytes_give_a_text(body: bytes, declared: str) -> None:
    assert isinstance(decode(body, html(declared)), str)
