"""`newsbot add` as a user runs it: from an address to a source that crawls."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsbot.demo import NewsroomServer, Offers
from tests.e2e.conftest import Archive, Canned, article_requests, make_archive, newsroom

ON_PAGES = {"share_links": False, "json_lists": False}

STORIES = 30


@pytest.fixture
def site(request: pytest.FixtureRequest) -> Iterator[NewsroomServer]:
    """A newsroom that offers what the test says."""
    stories, offers = request.param
    with NewsroomServer(newsroom(stories), offers=Offers(**offers)) as server:
        yield server


@pytest.fixture
def project(tmp_path: Path) -> Archive:
    """A project whose sources take everything, as fast as they can."""
    archive = make_archive(tmp_path / "archive")
    config = archive.root / "newsbot.yaml"
    config.write_text(
        "format: 1\nsite: {kind: jekyll, dir: site}\n"
        "defaults: {first: all, delay: 0s, concurrency: 8, post: {body: html}}\n"
    )
    return archive


@pytest.mark.parametrize(
    ("site", "kinds"),
    [
        pytest.param((STORIES, ON_PAGES), ["feed", "category"], id="feeds, sitemaps and lists"),
        pytest.param(
            (12, {**ON_PAGES, "sitemaps": False, "lists": False}), ["feed"], id="a feed alone"
        ),
        pytest.param(
            (STORIES, {**ON_PAGES, "feeds": False, "lists": False}),
            ["sitemap"],
            id="sitemaps alone",
        ),
        pytest.param(
            (STORIES, {**ON_PAGES, "feeds": False, "sitemaps": False}),
            ["category"],
            id="plain lists",
        ),
        pytest.param((60, {}), ["feed", "category"], id="the demo as it is, with share links"),
    ],
    indirect=["site"],
)
def test_an_address_becomes_a_source_that_crawls_everything(
    project: Archive, site: NewsroomServer, kinds: list[str]
) -> None:
    added = project.newsbot("add", site.url, "--name", "lantern", "--json")

    assert added.code == 0, added.err + added.out
    assert [entry["kind"] for entry in added.json["discover"]] == kinds
    assert [page["missing"] for page in added.json["pages"]] == [None, None, None]
    assert added.json["written"][0] == "sources/lantern.yaml"
    assert project.newsbot("check").code == 0

    report = project.crawl("lantern").report("lantern")
    expected = {site.newsroom.story(number).identifier for number in range(site.newsroom.stories)}
    posts = "".join(project.posts())
    assert {one for one in expected if one not in posts} == set(), report
    assert len(project.posts()) == len(expected)

    site.requests.clear()
    again = project.crawl("lantern").report("lantern")
    assert (again["new"], again["edited"], again["fetched"]) == (0, 0, 0)
    assert [path for path in article_requests(site) if "/DN" in path] == []


@pytest.mark.parametrize("site", [(STORIES, {})], indirect=True, ids=["the demo as it is"])
def test_what_is_written_is_short_checked_and_never_overwritten(
    project: Archive, site: NewsroomServer
) -> None:
    dry = project.newsbot("add", site.url, "--name", "lantern", "--dry-run")
    assert dry.code == 0, dry.err
    assert "sources/lantern.yaml would be:" in dry.out
    assert not (project.root / "sources" / "lantern.yaml").exists()

    added = project.newsbot("add", site.url, "--name", "lantern")
    assert added.code == 0, added.err
    written = (project.root / "sources" / "lantern.yaml").read_text("utf-8")
    assert len(written.splitlines()) < 25
    assert all(len(line) <= 80 for line in added.out.splitlines() if "://" not in line)
    sample = project.root / "samples" / "lantern"
    assert sorted(path.name for path in sample.iterdir()) == [
        "page.html.gz",
        "page.md",
        "page.yaml",
    ]
    assert project.newsbot("check").code == 0

    for arguments in (("--name", "lantern"), ("--name", "LANTERN"), ()):
        again = project.newsbot("add", site.url, *arguments)
        assert again.code == 2
        assert "stays as it is" in again.err
    assert (project.root / "sources" / "lantern.yaml").read_text("utf-8") == written


def test_a_saved_page_that_reads_otherwise_is_a_finding(project: Archive) -> None:
    with NewsroomServer(newsroom(12), offers=Offers(share_links=False)) as server:
        assert project.newsbot("add", server.url, "--name", "lantern").code == 0
    expected = project.root / "samples" / "lantern" / "page.md"
    good = expected.read_text("utf-8")
    expected.write_text(good.replace("title: ", "title: x", 1), "utf-8")
    checked = project.newsbot("check")
    assert checked.code == 1
    assert "a saved page reads otherwise" in checked.out
    assert 'expected "title: x' in checked.out

    expected.unlink()
    assert project.newsbot("check", "--fix").code == 0
    assert expected.read_text("utf-8") == good


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        pytest.param({}, "cannot be read (HTTP 404)", id="nothing is there"),
        pytest.param(
            {"/robots.txt": "User-agent: *\nDisallow: /\n", "/": "<h1>News</h1>"},
            "cannot be read (robots.txt)",
            id="robots may not",
        ),
        pytest.param(
            {"/robots.txt": 503}, "robots.txt answers HTTP 503", id="robots are asked to wait"
        ),
        pytest.param({"/": 403}, "cannot be read (HTTP 403)", id="the door is shut"),
        pytest.param(
            {"/": "<title>News</title><div id=app></div>"},
            "nothing here lists articles",
            id="a script makes the list",
        ),
        pytest.param(
            {"/": "<title>Just a moment...</title><div id=cf-challenge></div>"},
            "came in its place",
            id="a block page",
        ),
        pytest.param(
            {"/": "".join(f"<p><a href=/2024/03/0{n}/a>A story of today</a>" for n in (1, 2, 3))},
            "can be read: ",
            id="its articles are not there",
        ),
    ],
)
def test_a_site_that_cannot_be_read_is_told_and_nothing_is_written(
    project: Archive, canned: Canned, answers: dict[str, str | int], reason: str
) -> None:
    canned.answers.update(answers)
    before = set(project.root.rglob("*"))
    ended = project.newsbot("add", canned.url, "--name", "lantern")
    assert ended.code == 1
    assert "no source was written: " in ended.out
    assert reason in " ".join(ended.out.split())
    assert canned.url in ended.out
    assert set(project.root.rglob("*")) == before


def test_a_list_of_feeds_becomes_a_source_for_each(project: Archive) -> None:
    (project.root / "mine.opml").write_text(
        """<?xml version="1.0"?><opml version="2.0"><body>
        <outline text="World"><outline type="rss" text="One: news" xmlUrl="https://one.example/feed"/>
        <outline text="Two" xmlUrl="https://www.two.example/rss" htmlUrl="https://www.two.example/"/>
        </outline><outline text="One again" xmlUrl="https://one.example/sport/feed"/>
        <outline text="One: news" xmlUrl="https://one.example/feed"/></body></opml>"""
    )
    added = project.newsbot("add", "mine.opml")
    assert added.code == 0, added.err
    assert sorted(path.name for path in (project.root / "sources").iterdir()) == [
        *("one-oneagain.yaml", "one.yaml", "two.yaml"),
    ]
    written = (project.root / "sources" / "one.yaml").read_text("utf-8")
    assert 'title: "One: news"' in written
    assert "set: {section: World}" in written
    assert project.newsbot("check").code == 0
    again = project.newsbot("add", "mine.opml", "--json")
    assert again.code == 0
    assert again.json["added"] == again.json["written"] == []
    assert [one["why"] for one in again.json["skipped"]][:1] == ["one reads it"]


@pytest.mark.parametrize(
    "site", [(12, {**ON_PAGES, "lists": False, "sitemaps": False})], indirect=True, ids=["a feed"]
)
def test_how_fields_read_through_the_years(project: Archive, site: NewsroomServer) -> None:
    listed = f"discover: [{{kind: feed, url: '{site.url}/feed.xml'}}]\n"
    source = f"{listed}extract: {{date_published: time}}\n"
    (project.root / "sources" / "lantern.yaml").write_text(source)
    before = project.newsbot("try", "lantern", "--sample", "2/year", "--json")
    assert before.code == 0, before.err
    assert [(page["year"], page["kept"]) for page in before.json["pages"]] == [(2024, False)] * 2

    project.crawl("lantern")
    site.requests.clear()
    after = project.newsbot("try", "lantern", "--sample", "3/year", "--json")
    assert [(page["year"], page["kept"]) for page in after.json["pages"]] == [(2024, True)] * 3
    assert all("headline" in page["rules"] for page in after.json["pages"])
    assert site.requests == []
