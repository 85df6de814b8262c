from __future__ import annotations

from newsbot.extraction.microdata import MOST_PROPERTIES
from tests.pages import page_of

MICRODATA = """
<article itemscope itemtype="http://schema.org/NewsArticle">
  <h1 itemprop="headline name">Boats <b>are</b> counted</h1>
  <time itemprop=datePublished datetime=2024-05-02>May</time>
  <meta itemprop=articleSection content=Harbour>
  <img itemprop=image src=/1.jpg>
  <span itemprop=author itemscope itemtype="http://schema.org/Person">
    <a itemprop=name href=/jo>Jo Doe</a></span>
  <div itemprop=articleBody>A long text.</div>
</article><p itemprop=headline>of nothing</p>
"""
RDFA = """
<div vocab="http://schema.org/" typeof="NewsArticle">
  <h1 property="headline">Boats</h1><span property="schema:author" typeof="Person">
  <b property="name">Jo</b></span></div>
"""


def test_microdata_has_the_shape_of_json_ld() -> None:
    [article] = page_of(MICRODATA).microdata
    assert article == {
        "@type": ["http://schema.org/NewsArticle"],
        "headline": ["Boats are counted"],
        "name": ["Boats are counted"],
        "datePublished": ["2024-05-02"],
        "articleSection": ["Harbour"],
        "image": ["/1.jpg"],
        "author": [{"@type": ["http://schema.org/Person"], "name": ["Jo Doe"]}],
    }


def test_rdfa_has_it_too() -> None:
    [article] = page_of(RDFA).microdata
    assert article["headline"] == ["Boats"]
    assert article["author"] == [{"@type": ["Person"], "name": ["Jo"]}]


def test_meta_elements_of_open_graph_are_no_rdfa() -> None:
    assert page_of("", head="<meta property='og:title' content=x>").things == ()


def test_properties_and_depth_are_bounded() -> None:
    scope = "<div itemscope itemtype=Article>"
    [thing] = page_of(scope + "<i itemprop=a>x</i>" * (MOST_PROPERTIES + 500)).things
    assert len(thing["a"]) == MOST_PROPERTIES
    assert page_of(scope + "<b>" * 500 + "<i itemprop=a>x").things == ()
