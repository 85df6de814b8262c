"""`try`, `check`, `init` and `demo` as a user runs them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from newsbot import __version__
from newsbot.demo import NewsroomServer, demo_source_yaml
from tests.e2e.conftest import Archive, newsroom_source


@pytest.fixture
def project(archive: Archive, server: NewsroomServer) -> Archive:
    """An archive with both of the demo's sources, not crawled yet."""
    archive.add_source("newsroom", newsroom_source(server.url))
    archive.add_source("wire", demo_source_yaml(server.url)["wire.yaml"])
    return archive


def untouched(archive: Archive) -> set[Path]:
    """Return every file and folder of an archive but the pages that `try` uses again."""
    state = archive.root / ".newsbot"
    pages = {state, state / ".gitignore", state / "pages", *(state / "pages").rglob("*")}
    return set(archive.root.rglob("*")) - pages


def test_try_shows_the_post_that_a_crawl_then_writes(
    project: Archive, server: NewsroomServer
) -> None:
    story = server.newsroom.story(2)
    url = server.url + story.url_path
    before = untouched(project)

    in_words = project.newsbot("try", url, "--source", "newsroom")
    asked = len(server.requests)
    for_machines = project.newsbot("try", "--json", url, "--source", "newsroom")

    assert len(server.requests) == asked, "pages of a few minutes ago are used again"
    assert "page of" not in in_words.out
    assert for_machines.json["pages_of"] is not None
    assert untouched(project) == before
    again = project.newsbot("try", "--fresh", url, "--source", "newsroom")
    assert "page of" not in again.out
    assert len(server.requests) > asked
    assert [in_words.code, for_machines.code] == [0, 0], in_words.err
    shown = for_machines.json
    assert shown["problems"] == []
    assert shown["missing"] is None
    assert shown["fields"]["headline"] == {"rule": "css h1.headline", "value": story.headline}
    assert re.search(r"^headline .*\[css h1\.headline\]$", in_words.out, re.MULTILINE)
    assert shown["post"]["text"] in in_words.out
    project.crawl("newsroom")
    written = project.post_of(story.identifier)
    assert shown["post"]["text"] == written.read_text("utf-8")
    assert project.root / "site" / shown["post"]["path"] == written


def test_try_reads_a_page_that_no_source_is_for(project: Archive, server: NewsroomServer) -> None:
    url = server.url.replace("127.0.0.1", "localhost") + server.newsroom.story(2).url_path
    before = untouched(project)
    for archive in (Archive(project.root.parent), project):
        ended = archive.newsbot("try", url, "--json")
        assert ended.json["source"] is None, ended.err
        assert ended.json["fields"]["headline"]["value"] == server.newsroom.story(2).headline
    assert not (project.root.parent / ".newsbot").exists()
    assert untouched(project) == before


def test_try_names_what_is_missing(project: Archive, server: NewsroomServer) -> None:
    story = server.newsroom.story(1)
    server.faults[story.identifier] = "no_body"
    ended = project.newsbot("try", server.url + story.url_path, "--source", "newsroom")
    assert ended.code == 1
    assert "no post: no body" in ended.out


def test_try_shows_what_listings_hold(project: Archive, server: NewsroomServer) -> None:
    server.faults["/web/list?channel=3&page=1&count=20"] = 500
    before = untouched(project)
    in_words = project.newsbot("try", "wire")
    for_machines = project.newsbot("try", "wire", "--json")
    assert untouched(project) == before
    assert [in_words.code, for_machines.code] == [0, 0], in_words.err
    (entry,) = for_machines.json["entries"]
    assert entry["kind"] == "json"
    assert f"{server.url}/web/list?channel=1&page=1&count=20" in entry["pages"]
    assert entry["links"] > 0
    assert {"identifier", "headline", "date_published"} <= set(entry["first"][0])
    assert [problem["reason"] for problem in for_machines.json["problems"]] == ["HTTP 500"]
    assert f"{entry['links']} links" in in_words.out
    assert "HTTP 500" in in_words.out
    assert not [request for request in server.requests if "NewsData" in request.path]


def test_try_shows_links_that_are_refused_and_why(project: Archive, server: NewsroomServer) -> None:
    story = server.newsroom.story(0)
    source = newsroom_source(server.url)
    source["discover"][0]["exclude"] = story.identifier
    project.add_source("newsroom", source)
    (entry,) = project.newsbot("try", "newsroom", "--json").json["entries"]
    assert entry["links"] == server.newsroom.stories - 1
    (refused,) = entry["refused"]
    assert story.identifier in refused["link"]
    assert refused["reason"] == "excluded"


def test_check_finds_a_post_that_no_longer_reads(project: Archive, server: NewsroomServer) -> None:
    assert project.newsbot("check").code == 0  # nothing was crawled yet
    project.crawl("wire")
    path = project.post_of(server.newsroom.wire.story(0).identifier)
    path.write_text('---\ntitle: "never closed\n---\n', "utf-8")
    ended = project.newsbot("check")
    assert ended.code == 1
    assert f"broken\n    site/_posts/{path.name}: " in ended.out


def test_init_adds_to_a_folder_that_is_not_empty_and_overwrites_nothing(tmp_path: Path) -> None:
    mine = {"README.md": "Mine.\n", ".gitignore": "*.pyc\n", "site/index.html": "<p>Mine.</p>\n"}
    for name, text in mine.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    archive = Archive(tmp_path)

    ended = archive.newsbot("init", ".")

    assert ended.code == 0, ended.err
    files = archive.files()
    assert {name: files[name].decode() for name in mine} == mine
    assert {"newsbot.yaml", "scrapy.cfg", "site/_config.yml"} <= set(files)
    assert archive.newsbot("check").code == 0
    again = archive.newsbot("init", ".", "--json")
    assert again.code == 0
    assert again.json["written"] == []
    assert archive.files() == files


def test_init_makes_a_vault_that_crawls(tmp_path: Path, server: NewsroomServer) -> None:
    archive = Archive(tmp_path / "new")
    assert Archive(tmp_path).newsbot("init", "new", "--site", "obsidian").code == 0
    archive.add_source("newsroom", newsroom_source(server.url))
    ended = archive.crawl()
    assert ended.code == 0, ended.err
    assert ended.report("newsroom")["new"] == server.newsroom.stories
    site_dir = archive.root / "site"
    found = [p for p in site_dir.rglob("*.md") if server.newsroom.find(p.stem[11:]) is not None]
    assert len(found) == server.newsroom.stories


def test_the_demo_makes_an_archive_and_the_same_again(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "demo")

    command = ["-m", "newsbot", "demo", "demo", "--stories", "16", "--json"]
    ended = Archive(tmp_path).run_cold(*command)

    assert ended.code == 0, ended.err
    shown = ended.json
    assert shown["posts"] == len(archive.posts()) == 16 + 8
    assert shown["categories"] == len(list((archive.root / "site" / "category").iterdir()))
    assert [report["failed"] for report in shown["sources"]] == [0, 0]
    posts = archive.posts()
    if shutil.which("jekyll"):
        assert shown["site"] == "demo/site/_site/index.html"
        assert dangling_links(archive.root / "site" / "_site") == []
        assert unreachable_pages(archive.root / "site" / "_site") == {"404.html"}
    else:
        assert shown["site"] is None
    without_jekyll = {"PATH": str(tmp_path)}
    again = Archive(tmp_path).newsbot("demo", "demo", "--stories", "16", env=without_jekyll)
    assert again.code == 0, again.err
    assert "not built: jekyll is not installed" in again.out
    assert "newsroom: 0 new, 0 edited, 0 waiting, 0 failed" in again.out
    assert "demo/site/_posts" in again.out
    assert archive.posts() == posts


def dangling_links(site: Path) -> list[tuple[str, str]]:
    """Return (page, link) for every link within a built site that leads nowhere."""
    dangling = []
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        for link in re.findall(r'(?:href|src)="([^"]*)"', text):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            start = site if parts.path.startswith("/") else page.parent
            target = start / unquote(parts.path).lstrip("/")
            if not (target.is_file() or (target / "index.html").is_file()):
                dangling.append((page.relative_to(site).as_posix(), link))
    return dangling


def unreachable_pages(site: Path) -> set[str]:
    """Return the pages of a built site that no path of links from the home page leads to."""
    pages = {page.relative_to(site).as_posix() for page in site.rglob("*.html")}
    reached: set[str] = set()
    todo = {"index.html"}
    while todo:
        reached |= todo
        texts = [(site / name).read_text("utf-8") for name in todo]
        links = {link for text in texts for link in re.findall(r'href="/([^"#?]*)', text)}
        named = {unquote(link) for link in links}
        todo = {f"{name}index.html" if name[-1:] in {"", "/"} else name for name in named}
        todo = (todo & pages) - reached
    return pages - reached


def test_the_version_is_shown(archive: Archive) -> None:
    ended = archive.run_cold("-m", "newsbot", "--version")
    assert ended.code == 0
    assert ended.out == f"newsbot {__version__}\n"
