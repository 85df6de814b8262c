from __future__ import annotations

import sys

import pytest

from newsbot.extraction.library import LONGEST, read_body

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
