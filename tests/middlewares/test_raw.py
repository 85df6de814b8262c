from __future__ import annotations

import asyncio
import gzip
from collections.abc import Callable
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request, Spider
from scrapy.exceptions import NotConfigured
from scrapy.http import Response, TextResponse
from scrapy.utils.test import get_crawler

from newsbot.archive.ledger import Ledger
from newsbot.archive.raw import RawPages
from newsbot.archive.raw_files import raw_file, raw_folder
from newsbot.archive.raw_records import META, Kind
from newsbot.middlewares.raw import RawPagesMiddleware
from newsbot.report.counts import Counter
from newsbot.run import Run
from newsbot.scrapy_errors import RawError
from newsbot.source import Source, load_project, load_source
from tests.warcs import Record, read_warc

NOW = datetime(2022, 5, 25, 12, tzinfo=UTC)

URL = "https://example.org/a"

SECRETS = {"KEY": "s3cret/word"}

SECRET_SOURCE = """
discover: [{kind: category, url: 'https://example.org/?key=${KEY}'}]
request: {headers: {X-Own: "own", Content-Type: "text/plain"}}
"""

Keep = Callable[..., list[Record]]


@pytest.fixture
def keep(tmp_path: Path, ledger: Ledger, source_from: Callable[..., Source]) -> Keep:
    """Hand an answer to the middleware; return the records that came of it."""

    def kept(response: Response, *, source: str = "", **asked: Any) -> list[Record]:
        run = run_of(source)
        assert run.raw is not None
        request = Request(response.url, **{"meta": {META: Kind.PAGE}} | asked)
        before = state_of(response)

        async def hand_over() -> None:
            middleware = middleware_of(run)
            await middleware.process_request(request)
            assert await middleware.process_response(request, response) is response

        try:
            asyncio.run(hand_over())
        finally:
            run.raw.close()
        assert state_of(response) == before, "what comes behind sees it as it came"
        path = raw_file(raw_folder(tmp_path) / "example", NOW.date())
        return read_warc(path)[1:] if path.exists() else []

    def run_of(text: str) -> Run:
        source_from()
        if text:
            (tmp_path / "sources" / "example.yaml").write_text(text)
        project = load_project(tmp_path, SECRETS)
        source = load_source(project, "example", SECRETS)
        return Run(
            project=project,
            source=source,
            ledger=ledger,
            counter=Counter(lambda: get_crawler(Spider).stats),
            now=lambda: NOW,
            raw=RawPages(project, [source], ledger, NOW),
        )

    return kept


def middleware_of(run: Run | None) -> RawPagesMiddleware:
    crawler = get_crawler(Spider)
    crawler.spider = Spider("example")
    crawler.spider.run = run  # type: ignore[attr-defined]
    return RawPagesMiddleware.from_crawler(crawler)


def state_of(response: Response) -> tuple[bytes, dict[Any, Any]]:
    return response.body, dict(response.headers)


def html(body: bytes, **changes: Any) -> TextResponse:
    headers = {"Content-Type": "text/html", **changes.pop("headers", {})}
    return TextResponse(changes.pop("url", URL), headers=headers, body=body, **changes)


def test_an_answer_is_kept_as_it_came(keep: Keep) -> None:
    coded = gzip.compress(b"<p>words</p>", mtime=0)
    answer = html(
        coded,
        headers={"Content-Encoding": "gzip"},
        ip_address=ip_address("192.0.2.1"),
        protocol="HTTP/1.0",
    )
    response, request = keep(answer, headers={"Accept": "text/html"})
    assert (response.kind, response.url, response.status) == ("response", URL, 200)
    assert response.payload == coded
    assert response.content == b"<p>words</p>"
    assert ("Content-Encoding", "gzip") in response.http
    assert response.headers["WARC-IP-Address"] == "192.0.2.1"
    assert request.kind == "request"
    assert ("Accept", "text/html") in request.http


@pytest.mark.parametrize("status", [301, 404, 500])
def test_failures_and_redirects_are_kept(keep: Keep, status: int) -> None:
    response, _ = keep(html(b"gone", status=status))
    assert (response.status, response.payload) == (status, b"gone")


def test_a_body_that_is_not_whole_is_marked(keep: Keep) -> None:
    response, _ = keep(html(b"<p>wo", flags=["dataloss"]))
    assert response.headers["WARC-Truncated"] == "disconnect"
    assert response.payload == b"<p>wo"


def test_the_address_of_a_proxy_is_not_the_hosts(keep: Keep) -> None:
    answer = html(b"words", ip_address=ip_address("127.0.0.1"))
    response, _ = keep(answer, meta={META: Kind.PAGE, "proxy": "http://127.0.0.1:3128"})
    assert "WARC-IP-Address" not in response.headers


@pytest.mark.parametrize(
    ("status", "meta"),
    [(304, {META: Kind.LISTING}), (200, {}), (200, {META: "page"})],
    ids=["not modified", "an image", "of somebody else's making"],
)
def test_some_answers_are_not_kept(keep: Keep, status: int, meta: dict[str, Any]) -> None:
    assert keep(html(b"", status=status), meta=meta) == []


def test_credentials_and_headers_of_the_source_file_are_not_kept(keep: Keep) -> None:
    named = {"Cookie": "a=b", "Authorization": "Basic x", "Proxy-Authorization": "Basic y"}
    own = {"X-Own": "own", "Content-Type": "text/plain"}
    answer = html(b"words", headers={"Set-Cookie": "session=1"})
    response, request = keep(answer, source=SECRET_SOURCE, headers={**named, **own, "Accept": "*"})
    assert dict(request.http) == {"Host": "example.org", "Accept": "*"}
    assert dict(response.http) == {"Content-Type": "text/html", "Content-Length": "5"}


@pytest.mark.parametrize("is_coded", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize(
    "spelling", ["s3cret/word", "s3cret%2Fword", "s3cret\\/word"], ids=["plain", "URL", "JSON"]
)
def test_a_secret_is_taken_out_wherever_it_stands(
    keep: Keep, spelling: str, is_coded: bool
) -> None:
    text = f"<a href='/?key={spelling}'>新闻</a>".encode()
    body = gzip.compress(text) if is_coded else text
    headers = {"Location": f"/b?key={spelling}"} | (
        {"Content-Encoding": "gzip"} if is_coded else {}
    )
    url = "https://example.org/?key=s3cret/word"
    answer = html(body, url=url, headers=headers)
    records = keep(answer, source=SECRET_SOURCE, method="POST", body=text, headers={"Referer": url})
    response, request = records
    assert response.url == request.url == "https://example.org/?key=***"
    assert response.content == request.payload == "<a href='/?key=***'>新闻</a>".encode()
    assert ("Location", "/b?key=***") in response.http
    assert ("Referer", "https://example.org/?key=***") in request.http
    assert not [one for one in records if "s3cret" in repr(one)]


def test_an_answer_without_the_secret_stays_coded(keep: Keep) -> None:
    coded = gzip.compress(b"words")
    response, _ = keep(html(coded, headers={"Content-Encoding": "gzip"}), source=SECRET_SOURCE)
    assert response.payload == coded


def test_a_body_that_nobody_can_look_into_for_secrets_is_left_out(keep: Keep) -> None:
    bomb = gzip.compress(bytes(10_000))
    answer = html(bomb, headers={"Content-Encoding": "gzip"})
    response, _ = keep(answer, source=SECRET_SOURCE, meta={META: Kind.PAGE, "download_maxsize": 99})
    assert response.payload == b""
    assert response.headers["WARC-Truncated"] == "length"


def test_a_body_that_is_not_in_the_coding_that_it_names_is_kept_without_the_secret(
    keep: Keep,
) -> None:
    answer = html(b"key=s3cret/word", headers={"Content-Encoding": "gzip"})
    response, _ = keep(answer, source=SECRET_SOURCE)
    assert response.payload == b"key=***"


def test_a_secret_in_utf_16_is_taken_out(keep: Keep) -> None:
    response, _ = keep(html("<p>s3cret/word</p>".encode("utf-16")), source=SECRET_SOURCE)
    assert "s3cret".encode("utf-16-le") not in response.payload
    assert "</p>".encode("utf-16-le") in response.payload


def test_nothing_is_asked_for_when_it_could_not_be_kept(tmp_path: Path, keep: Keep) -> None:
    raw_folder(tmp_path).parent.mkdir()
    raw_folder(tmp_path).write_text("no folder")
    with pytest.raises(RawError, match=r"\.newsbot/raw/example: Not a directory"):
        keep(html(b"words"))


@pytest.mark.parametrize("spider_run", [None, "no run"])
def test_a_spider_that_is_no_source_keeps_nothing(spider_run: Any) -> None:
    with pytest.raises(NotConfigured):
        middleware_of(spider_run)
