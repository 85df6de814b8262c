from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newsbot.archive.ledger import Ledger
from newsbot.archive.raw import RawPages, open_raw
from newsbot.archive.raw_files import raw_file, raw_folder
from newsbot.archive.raw_records import Exchange, Kind
from newsbot.scrapy_errors import RawError
from newsbot.source import Source, load_project
from tests.warcs import read_warc

NOW = datetime(2022, 5, 25, 12, tzinfo=UTC)

TODAY = NOW.date()

Open = Callable[..., RawPages]


@pytest.fixture
def open_pages(
    tmp_path: Path, ledger: Ledger, source_from: Callable[..., Source]
) -> Callable[..., RawPages]:
    """Open what keeps pages, as a run does."""

    def opened(*names: str, now: datetime = NOW, raw: str = "keep") -> RawPages:
        sources = [source_from(name=name) for name in names or ("example",)]
        (tmp_path / "newsbot.yaml").write_text(f"format: 1\nraw: {raw}\n")
        return RawPages(load_project(tmp_path, {}), sources, ledger, now)

    return opened


def page(body: bytes = b"words", *, at: datetime = NOW, **changes: Any) -> Exchange:
    usual: dict[str, Any] = {"kind": Kind.PAGE, "url": "https://example.org/a", "status": 200}
    return Exchange(body=body, at=at, **usual | changes)


def keep(raw: RawPages, *exchanges: Exchange, source: str = "example") -> None:
    """Append in one run, and end it."""

    async def run() -> None:
        for exchange in exchanges:
            await raw.append(source, exchange)
        await raw.sync(source)

    try:
        asyncio.run(run())
    finally:
        raw.close()


def path_of(tmp_path: Path, source: str = "example", day: date = TODAY) -> Path:
    return raw_file(raw_folder(tmp_path) / source, day)


def kinds(path: Path) -> list[str]:
    """Return the types of a file's records but for requests."""
    return [record.kind for record in read_warc(path) if record.kind != "request"]


def test_the_same_payload_of_an_address_is_kept_once(tmp_path: Path, open_pages: Open) -> None:
    keep(open_pages(), page(b"one"), page(b"one"), page(b"one", url="https://example.org/b"))
    keep(open_pages(), page(b"one"), page(b"two"), page(b"one"))
    expected = ["response", "revisit", "response", "revisit", "response", "response"]
    assert kinds(path_of(tmp_path)) == ["warcinfo", *expected]


def test_an_unchanged_listing_is_not_kept_again_but_its_errors_are(
    tmp_path: Path, open_pages: Open
) -> None:
    listing = page(kind=Kind.LISTING)
    failed = page(b"", kind=Kind.LISTING, status=500)
    keep(open_pages(), listing, listing, failed, failed)
    keep(open_pages(), page(b"new", kind=Kind.LISTING))
    assert kinds(path_of(tmp_path)) == ["warcinfo", "response", "response", "revisit", "response"]


def test_a_revisit_says_when_the_payload_was_kept(tmp_path: Path, open_pages: Open) -> None:
    later = NOW + timedelta(days=1)
    keep(open_pages(), page())
    keep(open_pages(now=later), page(at=later))
    _, revisit, _ = read_warc(path_of(tmp_path, day=later.date()))
    assert revisit.headers["WARC-Refers-To-Date"] == "2022-05-25T12:00:00Z"


def test_all_that_was_appended_is_there_after_sync(tmp_path: Path, open_pages: Open) -> None:
    raw = open_pages()

    async def run() -> None:
        await raw.append("example", page())
        await raw.sync("example")
        assert kinds(path_of(tmp_path)) == ["warcinfo", "response"]

    asyncio.run(run())
    raw.close()


def test_what_nobody_synced_is_kept_at_the_end(tmp_path: Path, open_pages: Open) -> None:
    raw = open_pages()
    asyncio.run(raw.append("example", page(status=404)))
    raw.close()
    assert kinds(path_of(tmp_path)) == ["warcinfo", "response"]


def test_much_that_waits_is_written_before_more_may_wait(tmp_path: Path, open_pages: Open) -> None:
    raw = open_pages()
    asyncio.run(raw.append("example", page(bytes(9 * 1024 * 1024))))
    assert kinds(path_of(tmp_path)) == ["warcinfo", "response"]
    raw.close()


def test_a_source_whose_pages_cannot_be_kept_says_so_and_the_others_go_on(
    tmp_path: Path, open_pages: Open
) -> None:
    raw_folder(tmp_path).mkdir(parents=True)
    (raw_folder(tmp_path) / "bad").write_text("a file in the folder's place")
    raw = open_pages("good", "bad")
    with pytest.raises(RawError, match=r"raw/bad: File exists; let newsbot write there, or move"):
        asyncio.run(raw.check("bad"))
    asyncio.run(raw.append("bad", page()))
    with pytest.raises(RawError):
        asyncio.run(raw.sync("bad"))
    keep(raw, page(), source="good")
    assert kinds(path_of(tmp_path, "good")) == ["warcinfo", "response"]


def test_after_a_failure_nothing_more_of_the_run_counts_as_kept(
    tmp_path: Path, open_pages: Open
) -> None:
    raw = open_pages()
    path_of(tmp_path).mkdir(parents=True)
    with pytest.raises(RawError, match="Is a directory"):
        keep(raw, page())
    path_of(tmp_path).rmdir()
    keep(open_pages(), page())
    assert kinds(path_of(tmp_path)) == ["warcinfo", "response"], "not known: it was not written"


def test_what_a_kill_tore_is_cut_off_at_the_next_start(tmp_path: Path, open_pages: Open) -> None:
    keep(open_pages(), page(b"one"))
    whole = path_of(tmp_path).read_bytes()
    for torn in (whole[:-1], whole + whole[:30]):
        path_of(tmp_path).write_bytes(torn)
        raw = open_pages(now=NOW + timedelta(days=1))
        raw.close()
        assert kinds(path_of(tmp_path)) == ["warcinfo", "response"]


def test_pages_of_a_file_that_is_gone_are_kept_again(tmp_path: Path, open_pages: Open) -> None:
    keep(open_pages(), page())
    path_of(tmp_path).unlink()
    keep(open_pages(), page())
    assert kinds(path_of(tmp_path)) == ["warcinfo", "response"]


@pytest.mark.parametrize(
    "left",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"a note", id="another file"),
        pytest.param(None, id="half of it"),
    ],
)
def test_pages_that_a_file_has_lost_are_kept_again(
    tmp_path: Path, open_pages: Open, left: bytes | None
) -> None:
    keep(open_pages(), page())
    whole = path_of(tmp_path).read_bytes()
    path_of(tmp_path).write_bytes(whole[: len(whole) // 2] if left is None else left)
    keep(open_pages(), page())
    assert kinds(path_of(tmp_path)) == ["warcinfo", "response"]


def test_files_older_than_the_age_go_at_the_start_and_their_pages_are_kept_again(
    tmp_path: Path, open_pages: Open
) -> None:
    later = NOW + timedelta(days=31)
    keep(open_pages("example", "other", raw="30d"), page())
    keep(open_pages(now=later - timedelta(days=1), raw="30d"))
    assert path_of(tmp_path).exists()
    keep(open_pages(now=later, raw="30d"), page(at=later))
    assert not path_of(tmp_path).exists()
    assert kinds(path_of(tmp_path, day=later.date())) == ["warcinfo", "response"]


def test_where_files_go_by_age_none_refers_to_one_that_goes_before_it(
    tmp_path: Path, open_pages: Open
) -> None:
    later = NOW + timedelta(days=1)
    keep(open_pages(raw="30d"), page(), page())
    keep(open_pages(now=later, raw="30d"), page(at=later), page(at=later))
    expected = ["warcinfo", "response", "revisit"]
    assert kinds(path_of(tmp_path)) == kinds(path_of(tmp_path, day=later.date())) == expected


def test_no_file_is_open_and_one_thread_works_however_many_sources(
    tmp_path: Path, open_pages: Open
) -> None:
    names = [f"source-{number}" for number in range(30)]
    raw = open_pages(*names)

    async def run() -> None:
        before = open_files()
        for name in names:
            await raw.append(name, page())
            await raw.sync(name)
        assert open_files() <= before

    def open_files() -> int:
        return len(list(Path("/dev/fd").iterdir()))

    asyncio.run(run())
    raw.close()
    assert all(kinds(path_of(tmp_path, name)) == ["warcinfo", "response"] for name in names)


def test_where_no_pages_are_kept_nothing_is_made(
    tmp_path: Path, ledger: Ledger, source_from: Callable[..., Source]
) -> None:
    source = source_from()
    (tmp_path / "newsbot.yaml").write_text("format: 1\nraw: drop\n")
    assert open_raw(load_project(tmp_path, {}), [source], ledger, NOW) is None
    assert not raw_folder(tmp_path).exists()
