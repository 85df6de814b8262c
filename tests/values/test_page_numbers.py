from __future__ import annotations

import pytest

from newsbot.values.page_numbers import follows, is_first_of, is_whole_of

HOST = "https://example.org"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("/a/1234.html", "/a/1234_2.html", id="a number in the name"),
        pytest.param("/a/1234_2.html", "/a/1234_3.html", id="the third"),
        pytest.param("/a/t2024_99.html", "/a/t2024_99_1.html", id="counted from 0"),
        pytest.param("/a/boats", "/a/boats/2/", id="a folder"),
        pytest.param("/a/boats.html", "/a/boats/2", id="a folder below a file"),
        pytest.param("/a/boats/", "/a/boats/page/2/", id="a folder for pages"),
        pytest.param("/a/boats", "/a/boats/seite-2.html", id="a word in another language"),
        pytest.param("/a/boats/index.html", "/a/boats/index_2.html", id="an index"),
        pytest.param("/a?id=5", "/a?id=5&page=2", id="a parameter"),
        pytest.param("/a?page=2", "/a?page=3", id="the next of a parameter"),
        pytest.param("/a/boats", "/a/boats-p2", id="a letter"),
    ],
)
def test_the_next_page_is_known_by_its_number(one: str, other: str) -> None:
    assert follows(HOST + one, HOST + other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("/a/1234.html", "/a/1235.html", id="the next article"),
        pytest.param("/a/12.html", "/a/13.html", id="the next article, of few"),
        pytest.param("/a/1234.html", "/a/1234_3.html", id="the page after the next"),
        pytest.param("/a/1234_2.html", "/a/1234.html", id="the first"),
        pytest.param("/a/1234_2.html", "/a/1234_2.html", id="itself"),
        pytest.param("/a/boats", "/b/boats/2", id="another folder"),
        pytest.param("/a?id=5", "/a?id=6", id="another article by its parameter"),
        pytest.param("/a/1234.html", "/a/1234_all.html", id="all of it"),
        pytest.param("/2", "/3", id="nothing but numbers"),
    ],
)
def test_what_is_not_the_next_page(one: str, other: str) -> None:
    assert not follows(HOST + one, HOST + other)


@pytest.mark.parametrize(
    ("one", "other", "is_first"),
    [
        pytest.param("/a/1234_2.html", "/a/1234.html", True, id="without a number"),
        pytest.param("/a/boats/3/", "/a/boats/", True, id="of the third"),
        pytest.param("/a?page=2", "/a?page=1", True, id="number 1"),
        pytest.param("/a/1234_3.html", "/a/1234_2.html", False, id="the one before"),
        pytest.param("/a/1234.html", "/a/", False, id="a folder above"),
        pytest.param("/a/1234_2.html", "/a/99.html", False, id="another"),
    ],
)
def test_the_first_page_is_known_by_what_it_lacks(one: str, other: str, is_first: bool) -> None:
    assert is_first_of(HOST + one, HOST + other) is is_first


@pytest.mark.parametrize(
    "other", ["/a/1234_all.html", "/a/1234/full/", "/a/1234.html?page=all", "/a/1234.html?view=all"]
)
def test_all_of_it_is_known_by_a_word(other: str) -> None:
    assert is_whole_of(f"{HOST}/a/1234.html", HOST + other)
    assert not is_whole_of(f"{HOST}/a/1235.html", HOST + other)
