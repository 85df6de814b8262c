from __future__ import annotations

from pathlib import Path

import pytest

from newsbot.cli.opml import read_opml
from newsbot.errors import ProjectError


def write(folder: Path, body: str, head: str = "") -> Path:
    path = folder / "mine.opml"
    path.write_text(f"<?xml version='1.0'?>{head}<opml><body>{body}</body></opml>")
    return path


def test_feeds_have_their_title_page_and_folder(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "<outline text='World'><outline text='Deep'><outline text=' A  b ' title='' "
        "xmlUrl=' https://a.example/f ' htmlUrl='https://a.example/'/></outline>"
        "<outline text='C' XMLURL='https://c.example/f'/></outline>"
        "<outline text='D' xmlUrl='https://d.example/f'/>",
    )
    assert [(one.url, one.title, one.site, one.folder) for one in read_opml(path)] == [
        ("https://a.example/f", "A b", "https://a.example/", "Deep"),
        ("https://c.example/f", "C", "", "World"),
        ("https://d.example/f", "D", "", ""),
    ]


def test_a_feed_that_is_named_twice_is_one(tmp_path: Path) -> None:
    feed = "<outline text='{}' xmlUrl='https://a.example/f'/>"
    path = write(tmp_path, feed.format("first") + feed.format("second"))
    assert [one.title for one in read_opml(path)] == ["first"]


def test_a_list_with_a_mistake_in_it_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = write(tmp_path, "<outline text='a & b' xmlUrl='https://a.example/?a=1&b=2'/>")
    assert len(read_opml(path)) == 1


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("", id="no feeds"),
        pytest.param("<outline text='x' xmlUrl='javascript:x()'/>", id="no address"),
        pytest.param("<outline text='x' xmlUrl='file:///etc/passwd'/>", id="a file"),
    ],
)
def test_a_list_without_a_feed_is_refused(tmp_path: Path, body: str) -> None:
    with pytest.raises(ProjectError, match="names no feed"):
        read_opml(write(tmp_path, body))


def test_what_a_list_points_to_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("s3cret")
    head = f"<!DOCTYPE opml [<!ENTITY x SYSTEM '{secret.as_uri()}'>]>"
    feed = "<outline text='&x;' title='&x;' xmlUrl='https://a.example/f'/>"
    path = write(tmp_path, feed, head)
    try:
        found = read_opml(path)
    except ProjectError:
        found = []
    assert all("s3cret" not in one.title for one in found)


def test_folders_without_end_are_no_recursion(tmp_path: Path) -> None:
    path = write(tmp_path, "<outline text='x'>" * 100_000)
    with pytest.raises(ProjectError):
        read_opml(path)
