from __future__ import annotations

from dataclasses import replace

import pytest

from newsbot.extraction.library import MOST_TAGS
from newsbot.extraction.library_date import find_date
from newsbot.values.answer import Answer
from tests.pages import page_of

DATED = '<time class="published" datetime="2022-05-25">25 May 2022</time>'


def test_htmldate_finds_a_date_where_it_is_installed() -> None:
    pytest.importorskip("htmldate")
    page = page_of(DATED)
    assert find_date(page) == "2022-05-25"


def test_a_page_that_would_take_seconds_is_not_handed_over() -> None:
    assert find_date(page_of(DATED + "<br>" * MOST_TAGS)) == ""


@pytest.mark.parametrize("text", ["", " ", "x", "<html>"])
def test_htmldate_logs_nothing_of_a_page_that_it_cannot_read(
    text: str, caplog: pytest.LogCaptureFixture
) -> None:
    pytest.importorskip("htmldate")
    page = page_of("")
    assert find_date(replace(page, answer=Answer(page.url, text))) == ""
    assert caplog.text == ""
