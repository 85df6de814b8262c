from __future__ import annotations

import pytest
from protego import Protego

from newsbot.fetch.robots import LIMIT, PRODUCT, for_newsbot, is_unavailable, robots_text


@pytest.mark.parametrize("status", [429, 500, 503, 599, 100])
def test_an_answer_may_leave_open_what_is_allowed(status: int) -> None:
    assert is_unavailable(status)


@pytest.mark.parametrize("status", [200, 204, 304, 401, 403, 404, 410])
def test_an_answer_may_settle_what_is_allowed(status: int) -> None:
    assert not is_unavailable(status)


def test_only_a_success_has_rules() -> None:
    assert robots_text(200, b"\xef\xbb\xbfDisallow: /") == "Disallow: /"
    assert robots_text(404, b"Disallow: /") == ""
    assert robots_text(301, b"Disallow: /") == ""


def test_bytes_that_are_no_text_are_left_out() -> None:
    assert robots_text(200, b"Dis\xff\0allow: /") == "Disallow: /"


def test_a_line_that_the_limit_cuts_does_not_count() -> None:
    whole = "Disallow: /a\n"
    body = (whole * (LIMIT // len(whole) + 2)).encode()
    text = robots_text(200, body)
    assert LIMIT - len(whole) <= len(text) <= LIMIT
    assert set(text.splitlines()) == {"Disallow: /a"}


@pytest.mark.parametrize(
    ("text", "may"),
    [
        pytest.param("User-agent: *\nDisallow: /", False, id="all robots"),
        pytest.param("User-agent: *\nDisallow:", True, id="nothing"),
        pytest.param("user-AGENT : NewsBot # us\nDisallow: /", False, id="newsbot"),
        pytest.param("useragent newsbot\nDisallow: /", False, id="a lenient form"),
        pytest.param("User agent: newsbot\nDisallow: /", False, id="another lenient form"),
        pytest.param("User-agent: news\nDisallow: /", True, id="a part of the name"),
        pytest.param("User-agent: newsbot2\nDisallow: /", True, id="a longer name"),
        pytest.param(
            "User-agent: newsbot\nAllow: /\n\nUser-agent: *\nDisallow: /", True, id="its own group"
        ),
        pytest.param(
            "User-agent: a\nUser-agent: newsbot\nDisallow: /", False, id="a group of several"
        ),
        pytest.param(
            "User-agent: a\nDisallow: /\nUser-agent: b\nDisallow: /", True, id="groups of others"
        ),
        pytest.param("Disallow: /", True, id="no group"),
        pytest.param("User-agent: *\nDisallow: /*/2\nAllow: /1/2$", True, id="the longest rule"),
    ],
)
def test_the_group_that_counts_is_newsbots_own_or_that_of_all(text: str, may: bool) -> None:
    rules = Protego.parse(for_newsbot(text))
    assert rules.can_fetch("https://example.org/1/2", PRODUCT) is may


def test_thousands_of_robots_and_rules_are_not_multiplied() -> None:
    agents = "".join(f"User-agent: {number}\n" for number in range(10_000))
    rules = "".join(f"Disallow: /{number}\n" for number in range(10_000))
    parsed = Protego.parse(for_newsbot(agents + rules))
    assert parsed.can_fetch("https://example.org/1", PRODUCT)
