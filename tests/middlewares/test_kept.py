from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy import Request, Spider
from scrapy.exceptions import NotConfigured
from scrapy.http import HtmlResponse, Response
from scrapy.utils.test import get_crawler

from newsbot.archive.ledger import Ledger
from newsbot.fetch.kept import KeptPages
from newsbot.middlewares.kept import USED_AGAIN, KeptPagesMiddleware
from newsbot.report.counts import Counter
from newsbot.run import Run
from newsbot.source import load_project, load_source

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
URL = "https://example.org/a"
PLAIN = "discover: [{kind: category, url: 'https://example.org/'}]\n"
SECRET = "discover: [{kind: category, url: 'https://example.org/?key=${KEY}'}]\n"


@pytest.fixture
def middleware(tmp_path: Path, ledger: Ledger) -> Callable[..., KeptPagesMiddleware]:
    def make(text: str = PLAIN, *, has_pages: bool = True) -> KeptPagesMiddleware:
        (tmp_path / "newsbot.yaml").write_text("format: 1\n")
        (tmp_path / "sources").mkdir(exist_ok=True)
        (tmp_path / "sources" / "example.yaml").write_text(text)
        environ = {"KEY": "s3cret-word"}
        project = load_project(tmp_path, environ)
        crawler = get_crawler(Spider)
        crawler.spider = Spider("example")
        crawler.spider.run = Run(
            project=project,
            source=load_source(project, "example", environ),
            ledger=ledger,
            counter=Counter(lambda: None),
            now=lambda: NOW,
            pages=KeptPages(tmp_path) if has_pages else None,
        )
        return KeptPagesMiddleware.from_crawler(crawler)

    return make


def again(middleware: KeptPagesMiddleware, response: Response) -> Response | None:
    request = Request(URL)
    middleware.process_response(request, response)
    return middleware.process_request(Request(URL))


def test_a_page_is_used_again_as_it_came(middleware) -> None:
    headers = {"Content-Type": "text/html; charset=gb2312", "Set-Cookie": "session=1"}
    response = Response(URL, headers=headers, body="重庆".encode("gb2312"))
    found = again(middleware(), response)
    assert isinstance(found, HtmlResponse)
    assert (found.status, found.body, found.flags) == (200, response.body, [USED_AGAIN])
    assert found.headers["Content-Type"] == b"text/html; charset=gb2312"
    assert "Set-Cookie" not in found.headers, "a cookie is for who got it"


@pytest.mark.parametrize(
    "response",
    [
        pytest.param(Response(URL, status=500), id="an error"),
        pytest.param(Response(URL, status=403), id="a refusal"),
        pytest.param(Response(URL, flags=["dataloss"]), id="a part of a page"),
    ],
)
def test_what_may_be_better_in_a_moment_is_asked_for_again(middleware, response: Response) -> None:
    assert again(middleware(), response) is None


def test_a_redirect_leads_there_again(middleware) -> None:
    moved = Response(URL, status=301, headers={"Location": "/b"})
    found = again(middleware(), moved)
    assert found is not None
    assert (found.status, found.headers["Location"]) == (301, b"/b")


@pytest.mark.parametrize(
    "response",
    [
        pytest.param(Response(URL, body=b"<p>s3cret-word"), id="in the page"),
        pytest.param(
            Response(URL, status=301, headers={"Location": "/?key=s3cret-word"}), id="in a header"
        ),
        pytest.param(
            Response(
                URL, headers={"Content-Encoding": "gzip"}, body=gzip.compress(b"<p>s3cret-word")
            ),
            id="in what is packed",
        ),
        pytest.param(
            Response(URL, headers={"Content-Encoding": "gzip"}, body=b"no gzip"), id="unreadable"
        ),
    ],
)
def test_what_repeats_a_secret_is_not_kept(middleware, tmp_path: Path, response: Response) -> None:
    assert again(middleware(SECRET), response) is None
    assert not list((tmp_path / ".newsbot").rglob("[0-9a-f]*"))


def test_a_packed_page_without_a_secret_is_kept_unpacked(middleware) -> None:
    body = gzip.compress(b"<p>words")
    found = again(
        middleware(SECRET), Response(URL, headers={"Content-Encoding": "gzip"}, body=body)
    )
    assert found is not None
    assert found.body == b"<p>words"
    assert "Content-Encoding" not in found.headers


def test_a_crawl_uses_nothing_again(middleware) -> None:
    with pytest.raises(NotConfigured):
        middleware(has_pages=False)
