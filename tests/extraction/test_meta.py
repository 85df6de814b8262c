from __future__ import annotations

import pytest

from newsbot.extraction.meta import MOST_ELEMENTS, read_comment
from tests.pages import page_of


@pytest.mark.parametrize(
    ("element", "name"),
    [
        pytest.param("<meta property='og:Title' content='A'>", "og:title", id="property"),
        pytest.param("<meta name=Description content='A'>", "description", id="name"),
        pytest.param("<meta itemprop=name content='A'>", "name", id="itemprop"),
        pytest.param(
            "<meta http-equiv='Content-Language' content='A'>", "content-language", id="http"
        ),
        pytest.param("<meta name='DC:Title' content='A'>", "dc.title", id="colon for dot"),
        pytest.param("<meta name='og:title' value='A'>", "og:title", id="value for content"),
        pytest.param("<meta name='a og:title' content=' A\n'>", "og:title", id="several names"),
    ],
)
def test_names_in_one_spelling(element: str, name: str) -> None:
    assert page_of("", head=element).meta[name] == ("A",)


def test_contents_stay_in_order_and_empty_ones_go() -> None:
    head = "<meta name=a content=1><meta name=a content=' '><meta name=a content=2>"
    assert page_of("", head=head).meta["a"] == ("1", "2")


def test_elements_are_bounded() -> None:
    head = "<meta name=a content=1>" * (MOST_ELEMENTS + 500)
    assert len(page_of("", head=head).meta["a"]) == MOST_ELEMENTS


def test_the_comment_before_the_page_of_some_systems_is_read() -> None:
    text = (
        "<!--enpproperty <date>2011-12-08</date><author>武彩霞</author><title>船</title>"
        "<ip>null</ip><keyword></keyword>/enpproperty--><html><author>x</author>"
    )
    assert read_comment(text) == {
        "enp.date": ("2011-12-08",),
        "enp.author": ("武彩霞",),
        "enp.title": ("船",),
    }
