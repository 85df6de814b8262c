from __future__ import annotations

import sys

import pytest

from newsbot.extraction.library import LONGEST, MOST_TAGS, read_body

SENTENCE = "The council met on Tuesday, and voted for the bridge after a long and loud debate. "
PAGE = f"<html><body><article>{f'<p>{SENTENCE * 3}</p>' * 4}</article></body></html>"


def test_trafilatura_reads_a_body_where_it_is_installed() -> None:
    pytest.importorskip("trafilatura")
    assert SENTENCE.strip() in read_body(PAGE, "https://example.org/1.html")


def test_without_trafilatura_there_is_no_body(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    assert read_body(PAGE, "https://example.org/1.html") == ""


def test_a_page_that_would_take_seconds_is_not_handed_over() -> None:
    assert read_body(PAGE + " " * LONGEST, "https://example.org/1.html") == ""
    assert read_body(PAGE + "<br>" * MOST_TAGS, "https://example.org/1.html") == ""


def test_a_page_of_very_many_paragraphs_is_read_in_bounded_time() -> None:
    pytest.importorskip("trafilatura")
    line = '<div class="related-articles post-body" id=a1><p>Some text here, of it</p></div>'
    page = f"<html><body><h1>A headline</h1>{line * 12_000}</body></html>"
    assert read_body(page, "https://example.org/1.html").count(SENTENCE) == 0


@pytest.mark.parametrize("page", ["", " ", "x", "<html>"])
def test_trafilatura_logs_nothing_of_a_page_that_it_cannot_read(
    page: str, caplog: pytest.LogCaptureFixture
) -> None:
    pytest.importorskip("trafilatura")
    assert read_body(page, "https://example.org/1.html") == ""
    assert caplog.text == ""
