from __future__ import annotations

import pytest

from newsbot.extraction.own_article import own_articles

URL = "https://example.org/news/1.html?utm_source=x"
OTHER = {"headline": "Another story of the day", "url": "https://example.org/news/2.html"}


@pytest.mark.parametrize(
    "own",
    [
        pytest.param({"url": "http://m.example.org/news/1.html"}, id="by its address"),
        pytest.param({"@id": "https://example.org/news/1.html#article"}, id="by its id"),
        pytest.param({"mainEntityOfPage": {"@id": "/news/1.html"}}, id="by the page"),
        pytest.param({"headline": "Boats are counted – again"}, id="by its headline"),
    ],
)
def test_the_article_of_the_page_is_told_from_teasers(own: dict[str, object]) -> None:
    assert own_articles([OTHER, own], [URL], ["Boats are counted - again | Paper"]) == (own,)


def test_where_none_is_the_pages_own_all_may_be() -> None:
    nodes = [OTHER, {"headline": "x"}]
    assert own_articles(nodes, ["https://example.org/"], []) == tuple(nodes)


def test_the_only_one_is_not_doubted() -> None:
    assert own_articles([OTHER], [URL], ["Boats"]) == (OTHER,)
