from __future__ import annotations

import pytest

from newsbot.discovery.shapes import Likeness, columns, likeness, shape_of


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        pytest.param("https://e.org/2022/05/25/x.html", Likeness.DATED, id="a date in folders"),
        pytest.param("https://e.org/c/2022-05/25/1.htm", Likeness.DATED, id="a date, Chinese way"),
        pytest.param("https://e.org/a/1234567.html", Likeness.NUMBERED, id="a long number"),
        pytest.param("https://e.org/story.php?id=123456", Likeness.NUMBERED, id="one in the query"),
        pytest.param("https://e.org/news/rain-falls-in-the-north", Likeness.HEADLINE, id="words"),
        pytest.param(
            "https://e.org/%E5%8C%97%E4%BA%AC%E4%BB%8A%E5%A4%A9%E5%A4%A7%E9%9B%A8/",
            Likeness.HEADLINE,
            id="words without spaces",
        ),
        pytest.param("https://e.org/news/abc.html", Likeness.PLAIN, id="a file"),
        pytest.param("https://e.org/a/123", Likeness.PLAIN, id="a short number"),
        pytest.param("https://e.org/?id=5", Likeness.PLAIN, id="a parameter that names one"),
        pytest.param("https://e.org/articles/cx2k4zl9p", Likeness.PLAIN, id="letters and digits"),
    ],
)
def test_addresses_of_articles(address: str, expected: Likeness) -> None:
    assert likeness(address) is expected


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("https://e.org/", id="home"),
        pytest.param("https://e.org/sport/", id="a section"),
        pytest.param("https://e.org/news/index.html", id="the page of a section"),
        pytest.param("https://e.org/tag/rain-in-the-north-of-it", id="a tag of many words"),
        pytest.param("https://e.org/author/ann-bell-of-the-times", id="an author"),
        pytest.param("https://e.org/users/1234567", id="a member with a number"),
        pytest.param("https://e.org/privacy-policy", id="privacy"),
        pytest.param("https://e.org/contact-us.html", id="contact"),
        pytest.param("https://e.org/login?next=/news/123456", id="login"),
        pytest.param("https://e.org/2022/05/25/photo.jpg", id="a picture"),
        pytest.param("https://t.example/intent/tweet?id=1234567", id="a share button"),
        pytest.param("https://e.org/category/world-news-from-the-north", id="a category"),
        pytest.param("http://[", id="no address"),
    ],
)
def test_addresses_of_other_pages(address: str) -> None:
    assert likeness(address) is Likeness.NOT


def test_a_date_or_number_outweighs_the_name_of_a_category() -> None:
    assert likeness("https://e.org/category/1234567.html") is Likeness.NUMBERED
    assert likeness("https://e.org/topics/2024/05/x") is Likeness.DATED


def test_addresses_of_one_kind_have_one_shape() -> None:
    shapes = {shape_of(f"https://e.org/news/{name}.html?from=home") for name in ("a", "bc")}
    assert len(shapes) == 1
    assert shape_of("https://e.org/news/a") not in shapes


def test_a_chinese_character_fills_two_columns() -> None:
    assert (columns(" 重庆 \n x "), columns("rain")) == (6, 4)


def test_a_hostile_address_is_read_in_no_time() -> None:
    assert likeness("https://e.org/" + "a-" * 100_000) is Likeness.HEADLINE
    assert likeness("https://e.org/?" + "a=1&" * 100_000) is Likeness.NOT
