from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from newsbot.article import Article
from newsbot.normalize import decisive_fields, is_wanted

ARTICLE = Article(source="example", headline="T", section="Video", extra={"kind": "AD"})


def wanted(source_from, where: str, article: Article = ARTICLE) -> bool | None:
    extract = "extract: {kind: .kind, digest: .digest}"
    return is_wanted(article, source_from(f'{extract}\nwhere: "{where}"'))


@pytest.mark.parametrize(
    ("where", "answer"),
    [
        pytest.param("section != 'Video'", False, id="no"),
        pytest.param("section == 'Video'", True, id="yes"),
        pytest.param("headline", True, id="something is there"),
        pytest.param("kind == 'AD'", True, id="an own field"),
        pytest.param("digest == ''", True, id="an own field that is not there is empty"),
        pytest.param("!starts_with(digest, 'AD')", True, id="and a text"),
        pytest.param("date_published > '2022'", None, id="a comparison with nothing"),
    ],
)
def test_a_source_says_which_articles_it_wants(source_from, where: str, answer: bool) -> None:
    assert wanted(source_from, where) is answer


def test_dates_compare_as_texts(source_from) -> None:
    article = replace(ARTICLE, date_published=datetime(2022, 5, 25, tzinfo=UTC))
    assert wanted(source_from, "date_published > '2022'", article)


def test_without_a_condition_every_article_is_wanted(source_from) -> None:
    assert is_wanted(ARTICLE, source_from())


def test_a_condition_that_does_not_fit_says_neither_yes_nor_no(source_from) -> None:
    with pytest.raises(ValueError, match="'>' not supported between instances of 'str' and 'int'"):
        wanted(source_from, "kind > `1`")


@pytest.mark.parametrize(
    ("where", "fields"),
    [
        pytest.param("where: section != 'Video'", {"section"}, id="those that it names"),
        pytest.param("where: keys(@)", None, id="all"),
        pytest.param("where: url", {"url", "identifier"}, id="those that make an address"),
        pytest.param("", set(), id="none without a condition"),
    ],
)
def test_what_listings_say_decides_only_where_the_condition_reads_it(
    source_from, where: str, fields: set[str] | None
) -> None:
    assert decisive_fields(source_from(where)) == fields
