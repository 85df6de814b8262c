from __future__ import annotations

import pytest

from newsbot.article import Article
from newsbot.values.words import text_digest, weight, words_digest

ARTICLE = Article(source="example", headline="Rain in  town", body_html="<p>It <b>rains</b>.</p>")


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(
            Article(source="x", headline="Rain in town", body_html="<p>It rains.</p>"), id="markup"
        ),
        pytest.param(
            Article(source="x", headline=" Rain in\ttown", body_html="<div>It\n rains. </div>"),
            id="white space",
        ),
        pytest.param(
            Article(source="x", headline="Rain in town", body_html="It rains.", publisher="P"),
            id="another field",
        ),
        pytest.param(
            Article(source="x", headline="Rain in town", body_html="It rains.<script>7</script>"),
            id="a script",
        ),
    ],
)
def test_what_readers_do_not_read_is_no_edit(other: Article) -> None:
    assert words_digest(other) == words_digest(ARTICLE)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(
            Article(source="x", headline="Rain in town", body_html="It rained."), id="body"
        ),
        pytest.param(
            Article(source="x", headline="Rain in Town", body_html="It rains."), id="headline"
        ),
        pytest.param(
            Article(source="x", headline="Rain in", body_html="town It rains."),
            id="a word that moved from the headline to the body",
        ),
    ],
)
def test_another_word_is_an_edit(other: Article) -> None:
    assert words_digest(other) != words_digest(ARTICLE)


def test_half_a_character_is_no_reason_to_fail() -> None:
    assert words_digest(Article(source="x", headline="\ud800"))


WORDS = "The harbour master has counted all the boats again, and says that one is missing. " * 3


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        pytest.param(f'<div>{WORDS} <a href="/a?back=2">it</a></div>', True, id="markup, queries"),
        pytest.param(f'<p>{WORDS}<a href="/b">it</a></p>', False, id="another address"),
        pytest.param(f'<p>{WORDS}Look! <a href="/a">it</a></p>', False, id="other words"),
    ],
)
def test_a_text_is_its_words_and_where_they_lead(other: str, is_same: bool) -> None:
    said = f'<p>{WORDS}<a href="/a?back=1">it</a></p>'
    assert (text_digest(said) == text_digest(other)) is is_same


@pytest.mark.parametrize(
    "body",
    [
        pytest.param('<p><img src="/a.png"></p>', id="pictures"),
        pytest.param("<p>This is a breaking story; more is to follow.</p>", id="breaking news"),
    ],
)
def test_what_says_too_little_is_no_text_to_compare(body: str) -> None:
    assert text_digest(body) == ""


def test_a_character_of_chinese_weighs_as_much_as_a_short_word() -> None:
    assert weight("a b, c!") == 3
    assert weight("新闻") == 6
