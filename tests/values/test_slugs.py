from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsbot.values.slugs import SLUG_LIMIT, safe_name, slugify


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        pytest.param("重庆日报", "chongqingribao", id="Chinese with a polyphone"),
        pytest.param("中国新闻网", "zhongguoxinwenwang", id="Chinese"),
        pytest.param("安信国际证券(香港)", "anxinguojizhengquanxianggang", id="ASCII brackets"),
        pytest.param(
            "安信国际证券（香港）", "anxinguojizhengquanxianggang", id="full-width brackets"
        ),
        pytest.param("Career In 投行PEVC", "careerintouxingpevc", id="two scripts"),
        pytest.param("21世纪经济报道", "21shijijingjibaodao", id="digits first"),
        pytest.param("ＡＢＣ", "abc", id="full-width letters"),
        pytest.param("Ünïted", "united", id="diacritics"),
        pytest.param("U\u0308ni\u0308ted", "united", id="decomposed diacritics"),
        pytest.param("Straße", "strasse", id="sharp s"),
        pytest.param("Коммерсантъ", "kommersant", id="Cyrillic"),
        pytest.param("朝日新聞", "zhaorixinwen", id="Japanese"),
        pytest.param("佐々木", "zuozuomu", id="a repeated character"),
        pytest.param("한겨레", "hangyeole", id="Korean"),
        pytest.param("हिन्दी", "hindi", id="Devanagari with its vowels"),
        pytest.param("already", "already", id="a slug"),
        pytest.param("", "", id="empty"),
        pytest.param(" \u3000\n", "", id="white space"),
    ],
)
def test_a_name_is_read_as_letters(text: str, slug: str) -> None:
    assert slugify(text) == slug


@pytest.mark.parametrize(
    "spellings",
    [
        pytest.param(("TechWeb", "Techweb", "Tech Web", "tech-web!", "ＴｅｃｈＷｅｂ"), id="Latin"),
        pytest.param(
            ("重庆日报", "重 庆 日报", "重庆《日报》", "重\u200b庆\ufe0f日报", "重\ufe0f庆日报"),
            id="Chinese",
        ),
        pytest.param(("ABC重庆", "abc 重庆", "Abc（重庆）"), id="both"),
        pytest.param(("\U0001f642", " \U0001f642 "), id="emoji"),
        pytest.param(("ABC " * 100, "abc" * 100, "ＡＢＣ" * 100), id="too long"),
    ],
)
def test_one_publisher_has_one_slug_whatever_its_capitals_and_spaces(
    spellings: tuple[str, ...],
) -> None:
    assert len({slugify(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize("text", ["\U0001f642", "!!!", "\u0301", "\ud800"], ids=ascii)
def test_a_name_with_nothing_to_read_becomes_a_digest(text: str) -> None:
    assert re.fullmatch("x[0-9a-f]{8}", slugify(text))


def test_a_character_without_a_reading_does_not_merge_two_publishers() -> None:
    assert slugify("\U0002a6dd报") != slugify("报")


def test_a_long_name_is_cut_and_stays_apart_from_its_neighbours() -> None:
    one, other = slugify("a" * 99 + "1"), slugify("a" * 99 + "2")
    assert len(one) == len(other) == SLUG_LIMIT
    assert one != other


@settings(deadline=None)  # the first name loads the tables
@given(st.text(max_size=300))
def test_a_slug_is_short_and_made_of_letters_and_digits(text: str) -> None:
    assert re.fullmatch(rf"[a-z0-9]{{0,{SLUG_LIMIT}}}", slugify(text))


@settings(deadline=None)
@given(st.text(max_size=100))
def test_a_slug_of_a_slug_is_itself(text: str) -> None:
    assert slugify(slugify(text)) == slugify(text)


def test_a_plain_name_costs_no_import_of_the_pinyin_tables() -> None:
    code = (
        "import sys; from newsbot.values.slugs import slugify; slugify('Tech Web');"
        "sys.exit('pypinyin' in sys.modules or 'anyascii' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "identifier",
    ["NW202205252391510569", "a-b_c.d", "2022", "重庆日报", "-x", "console", "com10", "x" * 120],
)
def test_a_harmless_identifier_comes_back_unchanged(identifier: str) -> None:
    assert safe_name(identifier, identity="other") == identifier


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        pytest.param("../../etc/passwd", r"etc-passwd-\w{8}", id="a way out"),
        pytest.param("a/b", r"a-b-\w{8}", id="a slash"),
        pytest.param("a\\b", r"a-b-\w{8}", id="a backslash"),
        pytest.param("a\0b", r"a-b-\w{8}", id="a null byte"),
        pytest.param("a..b", r"a\.b-\w{8}", id="two dots"),
        pytest.param(".htaccess", r"htaccess-\w{8}", id="a hidden file"),
        pytest.param("x.", r"x-\w{8}", id="a dot at the end"),
        pytest.param("x ", r"x-\w{8}", id="a space at the end"),
        pytest.param("CON", r"CON-\w{8}", id="a device"),
        pytest.param("nul.tar.gz", r"nul-tar\.gz-\w{8}", id="a device with an extension"),
        pytest.param("COM¹", r"COM-\w{8}", id="a device with a superscript"),
        pytest.param("lpt9.md", r"lpt9-md-\w{8}", id="a printer"),
        pytest.param("e\u0301", r"é-\w{8}", id="decomposed"),
        pytest.param("\ud800", r"\w{8}", id="a lone surrogate"),
        pytest.param("...", r"\w{8}", id="dots"),
        pytest.param("", r"\w{8}", id="empty"),
        pytest.param("x" * 500, r"x{111}-\w{8}", id="too long"),
        pytest.param("重" * 100, r"重{37}-\w{8}", id="too long in bytes only"),
    ],
)
def test_a_hostile_identifier_is_reduced_and_told_apart(identifier: str, name: str) -> None:
    assert re.fullmatch(name, safe_name(identifier, identity=identifier))


def test_identifiers_that_reduce_to_the_same_name_never_collide() -> None:
    identifiers = ["a/b", "a\\b", "a b", "a-b", "a//b", "A/b", "a/b.", ".a/b"]
    names = {safe_name(identifier, identity=identifier).lower() for identifier in identifiers}
    assert len(names) == len(identifiers)


def test_a_limit_without_room_for_a_digest_is_refused() -> None:
    with pytest.raises(ValueError, match="7 bytes"):
        safe_name("x", identity="x", limit=7)


@given(st.text(max_size=200), st.integers(min_value=8, max_value=130))
def test_a_safe_name_is_a_file_name_everywhere(identifier: str, limit: int) -> None:
    name = safe_name(identifier, identity=identifier, limit=limit)
    assert 0 < len(name.encode()) <= limit
    assert not re.search(r'[\x00-\x1f /\\:*?"<>|]|^\.|\.\.|[. ]$', name)
    assert not re.match(r"(?i)(con|prn|aux|nul|(com|lpt)[0-9¹²³])(\.|$)", name)


@given(st.text(max_size=50))
def test_a_safe_name_is_safe_already(identifier: str) -> None:
    name = safe_name(identifier, identity=identifier)
    assert safe_name(name, identity="other") == name
