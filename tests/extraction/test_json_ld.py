from __future__ import annotations

import pytest

from newsbot.extraction.json_ld import (
    MOST_NODES,
    addresses_of,
    all_nodes,
    article_nodes,
    node_types,
    texts_of,
)
from tests.pages import page_of


def test_graphs_lists_and_types_in_lists_are_read() -> None:
    values = [
        {"@graph": [{"@type": ["Thing", "http://schema.org/NewsArticle"], "headline": "A"}]},
        [{"@type": "schema:BlogPosting", "headline": "B"}, {"@type": "Person"}],
    ]
    assert [node["headline"] for node in article_nodes(values)] == ["A", "B"]


def test_references_are_followed_once() -> None:
    values = [
        {"@type": "Article", "@id": "#a", "author": {"@id": "#p"}, "image": [{"@id": "#i"}]},
        {"@type": "Person", "@id": "#p", "name": "Jo", "knows": {"@id": "#a"}},
        {"@type": "ImageObject", "@id": "#i", "url": "/1.jpg"},
    ]
    [article] = article_nodes(values)
    assert article["author"]["name"] == "Jo"
    assert article["image"][0]["url"] == "/1.jpg"
    assert article["author"]["knows"] == {"@id": "#a"}


@pytest.mark.parametrize("name", ["itemListElement", "hasPart", "liveBlogUpdate", "mentions"])
def test_articles_that_an_article_only_names_are_not_the_pages(name: str) -> None:
    other = {"@type": "BlogPosting", "headline": "other"}
    values = [{"@type": "NewsArticle", "headline": "own", name: [other]}]
    assert [node["headline"] for node in article_nodes(values)] == ["own"]
    assert len(all_nodes(values)) == 2


def test_objects_of_a_page_are_bounded() -> None:
    assert len(all_nodes([{"@type": "Article"}] * 5_000)) == MOST_NODES


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        pytest.param("a", ["a"], id="a text"),
        pytest.param(["a", {"@value": "b", "@language": "en"}, " "], ["a", "b"], id="a list"),
        pytest.param({"@type": "Person", "name": ["a", "b"]}, ["a", "b"], id="a thing"),
        pytest.param(7, [], id="a number"),
    ],
)
def test_texts_of_a_property(value: object, texts: list[str]) -> None:
    assert list(texts_of(value)) == texts


def test_addresses_of_a_property() -> None:
    value = ["/1", {"url": {"@id": "/2"}}, {"contentUrl": "/3"}, {"width": 3}]
    assert list(addresses_of(value)) == ["/1", "/2", "/3"]


@pytest.mark.parametrize(
    "kind", ["NewsArticle", "https://schema.org/NewsArticle/", "s:NewsArticle"]
)
def test_types_are_named_without_their_vocabulary(kind: str) -> None:
    assert node_types({"@type": kind}) == ("NewsArticle",)


def test_the_type_of_a_script_may_be_in_capitals_and_have_parameters() -> None:
    script = '<script type="Application/LD+JSON; charset=utf-8">{"@type": "Article"}</script>'
    assert len(page_of(script).articles) == 1
