from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.errors import PostError
from newsbot.export.paths import (
    PATH_LIMIT,
    SEGMENT_LIMIT,
    path_key,
    post_path,
    safe_piece,
    with_suffix,
)


@pytest.mark.parametrize(
    "path",
    ["_posts/2022-05-25-NW202205252391510569.md", "a/b_c/中文-1.md", "x.y.md"],
)
def test_a_harmless_path_stays(path: str) -> None:
    assert post_path(path, "id") == path


@pytest.mark.parametrize(
    ("rendered", "expected"),
    [
        ("../../etc/passwd", "etc/passwd.md"),
        ("/etc/x.md", "etc/x.md"),
        ("a\\..\\b.md", "a/b.md"),
        ("./a//b.md", "a/b.md"),
        ("_config.yml", "_config.yml.md"),
        ("index.html", "index.html.md"),
        ("CON/x.md", "CON-/x.md"),
    ],
)
def test_no_path_leaves_or_names_a_file_of_the_site(rendered: str, expected: str) -> None:
    assert post_path(rendered, "id") == expected


@pytest.mark.parametrize(
    "name",
    [
        *("", ".", "..", "...", "-", "-x", ".x", "x.", "x ", "a b", "NUL", "com1.txt", "LPT¹"),
        *("a\x00b", "a:b", "😀", "e\u0301", "2022-05-25-", "2022-05-25", "x" * 300, "中" * 90),
    ],
    ids=repr,
)
def test_a_changed_file_name_gets_a_suffix_of_its_own(name: str) -> None:
    first, second = (post_path(f"_posts/{name}.md", identity) for identity in ("one", "two"))

    assert first != second
    assert first.startswith("_posts/")
    assert len(first.encode()) <= SEGMENT_LIMIT + len("_posts/")


def test_folders_are_cut_alike_for_all_articles() -> None:
    assert post_path("x" * 300 + "/a.md", "one") == post_path("x" * 300 + "/a.md", "two")
    assert post_path("x" * 300 + "/a.md", "one") != post_path("x" * 301 + "/a.md", "one")


def test_too_many_folders_are_refused() -> None:
    with pytest.raises(PostError, match=r"post\.path gives 2\d+ bytes, at most 1024 fit"):
        post_path("/".join(["f" * 99] * 20) + "/x.md", "id")


@given(st.text(max_size=400), st.text())
def test_no_text_leads_out(rendered: str, identity: str) -> None:
    try:
        path = post_path(rendered, identity)
    except PostError:
        return
    segments = path.split("/")
    assert path.endswith(".md")
    assert len(path.encode()) <= PATH_LIMIT
    for segment in segments:
        assert 0 < len(segment.encode()) <= SEGMENT_LIMIT
        assert segment[0] not in ".-"
        assert segment[-1] not in ". "
        assert not set(segment) & set('\\:*?"<>|\x00 ')
        assert unicodedata.is_normalized("NFC", segment)
    assert post_path(path, identity) == path


@given(st.text(max_size=50))
def test_a_piece_is_never_more_than_a_piece(text: str) -> None:
    assert "/" not in safe_piece(text)
    assert safe_piece(safe_piece(text)) == safe_piece(text)


def test_a_suffix_goes_before_the_extension_and_fits() -> None:
    assert with_suffix("_posts/a.md", "one") == "_posts/a-7692c3ad.md"
    assert with_suffix("_posts/a.md", "one") != with_suffix("_posts/a.md", "two")
    assert len(with_suffix("a" * 247 + ".md", "one")) == SEGMENT_LIMIT


def test_paths_that_are_one_file_on_some_systems_share_their_key() -> None:
    assert path_key("_posts/É-Straße.md") == path_key("_posts/e\u0301-STRASSE.md")
    assert path_key("a.md") != path_key("b.md")
