from __future__ import annotations

import pytest

from newsbot.article import Article
from newsbot.values.words import text_digest, words_digest

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


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        pytest.param('<div>See  <a href="/a?back=2">it</a></div>', True, id="markup and queries"),
        pytest.param('<p>See <a href="/b">it</a></p>', False, id="another address"),
        pytest.param('<p>Look at <a href="/a">it</a></p>', False, id="other words"),
    ],
)
def test_a_text_is_its_words_and_where_they_lead(other: str, is_same: bool) -> None:
    assert (text_digest('<p>See <a href="/a?back=1">it</a></p>') == text_digest(other)) is is_same


def test_pictures_alone_are_no_text() -> None:
    assert text_digest('<p><img src="/a.png"></p>') == ""
