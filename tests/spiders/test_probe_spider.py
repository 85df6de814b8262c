from __future__ import annotations

from scrapy.http import HtmlResponse, Request

from newsbot.spiders.probe_spider import fetched

PAGE = "https://example.org/a"


def answered(status: int) -> HtmlResponse:
    request = Request(PAGE)
    return HtmlResponse(PAGE, status=status, body=b"<p>Rain", encoding="utf-8", request=request)


def test_a_page_that_is_gone_says_so_with_its_status() -> None:
    for status in (404, 410):
        found = fetched(PAGE, answered(status))
        assert (found.is_page, found.why) == (False, f"HTTP {status}")


def test_a_page_that_came_has_nothing_to_excuse() -> None:
    found = fetched(PAGE, answered(200))
    assert (found.is_page, found.why, found.body) == (True, "", b"<p>Rain")
