from __future__ import annotations

from pathlib import Path

import pytest

from newsbot.cli.add import addresses_of, write_new
from newsbot.cli.add_text import missing_of, probed_text
from newsbot.errors import ProjectError
from newsbot.probe.choose import choose
from newsbot.probe.fetched import Fetched
from newsbot.probe.found import Listed, PageRead, Probed, Tried

HOME = "https://example.org/"


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        pytest.param("https://example.org/a#b", ("https://example.org/a",), id="whole"),
        pytest.param(
            "example.org", ("https://example.org/", "http://example.org/"), id="a host alone"
        ),
        pytest.param(
            " 127.0.0.1:8000/news ",
            ("https://127.0.0.1:8000/news", "http://127.0.0.1:8000/news"),
            id="with a port",
        ),
        pytest.param(
            "localhost:80", ("https://localhost:80/", "http://localhost/"), id="this machine"
        ),
    ],
)
def test_what_an_address_may_mean(text: str, addresses: tuple[str, ...]) -> None:
    assert addresses_of(text) == addresses


@pytest.mark.parametrize("text", ["", "ftp://example.org/", "name", "://"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ProjectError, match="neither an http address nor a file"):
        addresses_of(text)


def test_a_list_of_feeds_that_is_not_there_is_no_host() -> None:
    with pytest.raises(ProjectError, match=r"mine\.opml: there is no such file"):
        addresses_of("mine.opml")


def test_a_source_that_is_there_stays_and_so_do_saved_pages(tmp_path: Path) -> None:
    files = {"samples/x/page.md": b"new", "sources/x.yaml": b"new"}
    (tmp_path / "samples" / "x").mkdir(parents=True)
    (tmp_path / "samples" / "x" / "page.md").write_bytes(b"mine")
    assert write_new(tmp_path, files) == ["sources/x.yaml"]
    assert (tmp_path / "samples" / "x" / "page.md").read_bytes() == b"mine"
    with pytest.raises(ProjectError, match="is there already; nothing was changed"):
        write_new(tmp_path, files)


def page(missing: str) -> PageRead:
    return PageRead(fetched=Fetched(url=f"{HOME}{'long/' * 30}"), missing=missing)


WHY = ("no body", "no date", "no body")
FEED = Listed(kind="feed", url=f"{HOME}feed", links={f"{HOME}1": {}})


@pytest.mark.parametrize(
    ("found", "why"),
    [
        pytest.param(
            Probed(url=HOME, tried=(Tried(url=HOME, outcome="HTTP 403"),)),
            f"{HOME} cannot be read (HTTP 403)",
            id="no answer",
        ),
        pytest.param(
            Probed(url=HOME, title="A", tried=(Tried(url=HOME, outcome="x"),)),
            "nothing here lists articles: no feed, no sitemap, no page with links to them",
            id="no listing",
        ),
        pytest.param(
            Probed(
                url=HOME, feeds=(FEED,), pages=(page("no body"), page("no date"), page("no body"))
            ),
            "none of 3 articles can be read: no body, no date",
            id="no article",
        ),
    ],
)
def test_what_is_missing_is_said_in_a_line(found: Probed, why: str) -> None:
    tried = found.tried or (Tried(url=HOME, outcome="x"),)
    assert missing_of(Probed(**{**fields_of(found), "tried": tried}), choose(found)) == why


def fields_of(found: Probed) -> dict[str, object]:
    return {name: getattr(found, name) for name in Probed.__dataclass_fields__}


def test_everything_fits_into_eighty_columns() -> None:
    pages = tuple(page("a reason that is much too long for its column") for _ in range(3))
    found = Probed(url=HOME, title="Example", feeds=(FEED,), pages=pages, listings=(FEED,))
    lines = list(probed_text(found, choose(found), "example", "", [], is_dry=False))
    assert max(map(len, lines)) <= 80


def steps(found: Probed) -> list[str]:
    lines = list(probed_text(found, choose(found), "x", "a: b", ["sources/x.yaml"], is_dry=False))
    return lines[next(n for n, line in enumerate(lines) if line.startswith("next:")) :]


def test_the_zone_is_set_before_anything_is_crawled() -> None:
    found = Probed(url=HOME, is_without_zone=True)
    assert steps(found)[0] == "next: set `timezone` in sources/x.yaml"
    assert steps(found)[-1] == "      newsbot crawl x"


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(Probed(url=HOME), id="the dates name theirs"),
        pytest.param(Probed(url=HOME, is_without_zone=True, timezone="Asia/Tokyo"), id="written"),
    ],
)
def test_no_zone_is_asked_for_where_none_is_needed(found: Probed) -> None:
    assert steps(found)[0].startswith("next: newsbot try x ")
