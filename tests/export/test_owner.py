from __future__ import annotations

from pathlib import Path

import pytest

from newsbot.export.owner import PutPost, find_absent
from newsbot.export.writer import digest


def put(root: Path, number: int) -> list[PutPost]:
    """Write posts and return where they are."""
    posts = []
    for n in range(number):
        data = f"post {n}\n".encode()
        file = root / "_posts" / f"{n}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        posts.append(PutPost(path=f"_posts/{n}.md", digest=digest(data)[: 16 if n % 2 else 64]))
    return posts


def test_posts_in_their_places_are_not_absent(tmp_path: Path) -> None:
    absent = find_absent(tmp_path, put(tmp_path, 3))
    assert (absent.moved, absent.missing, absent.is_believable) == ({}, (), True)


@pytest.mark.parametrize("number", [0, 1], ids=["by its whole digest", "by its short digest"])
def test_a_post_is_found_where_its_owner_moved_it(tmp_path: Path, number: int) -> None:
    posts = put(tmp_path, 3)
    (tmp_path / "kept").mkdir()
    (tmp_path / posts[number].path).rename(tmp_path / "kept" / "renamed.md")
    absent = find_absent(tmp_path, posts)
    assert absent.moved == {posts[number].path: "kept/renamed.md"}
    assert absent.missing == ()


@pytest.mark.parametrize("place", ["_site/a.md", ".git/a.md", "a.txt", "b/.a.md"])
def test_copies_that_are_no_posts_do_not_count(tmp_path: Path, place: str) -> None:
    (post,) = put(tmp_path, 1)
    (tmp_path / place).parent.mkdir(exist_ok=True)
    (tmp_path / post.path).rename(tmp_path / place)
    assert find_absent(tmp_path, [post]).missing == (post.path,)


def test_a_post_that_was_moved_and_edited_is_missing(tmp_path: Path) -> None:
    (post,) = put(tmp_path, 1)
    (tmp_path / post.path).rename(tmp_path / "a.md")
    (tmp_path / "a.md").write_text("mine\n")
    assert find_absent(tmp_path, [post]).missing == (post.path,)


@pytest.mark.parametrize(
    ("total", "deleted", "is_believable"),
    [
        pytest.param(4, 4, True, id="all of a few"),
        pytest.param(25, 5, True, id="a fifth"),
        pytest.param(24, 5, False, id="more than a fifth"),
        pytest.param(5, 5, False, id="all"),
    ],
)
def test_nobody_deletes_so_many_at_once(
    tmp_path: Path, total: int, deleted: int, is_believable: bool
) -> None:
    posts = put(tmp_path, total)
    for post in posts[:deleted]:
        (tmp_path / post.path).unlink()
    assert find_absent(tmp_path, posts).is_believable is is_believable


def test_posts_that_were_moved_are_not_missing_however_many(tmp_path: Path) -> None:
    posts = put(tmp_path, 10)
    (tmp_path / "_posts").rename(tmp_path / "archive")
    absent = find_absent(tmp_path, posts)
    assert len(absent.moved) == 10
    assert absent.is_believable


def test_a_site_that_is_not_there_is_not_believed(tmp_path: Path) -> None:
    posts = put(tmp_path / "site", 5)
    assert not find_absent(tmp_path / "elsewhere", posts).is_believable


def test_broken_links_are_passed_over(tmp_path: Path) -> None:
    (post,) = put(tmp_path, 1)
    (tmp_path / post.path).unlink()
    (tmp_path / "a.md").symlink_to(tmp_path / "nothing")
    assert find_absent(tmp_path, [post]).missing == (post.path,)
