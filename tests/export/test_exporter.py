"""The posts of a source where somebody else, or an earlier run, was first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsbot.article import Article, Category
from newsbot.errors import PostError
from newsbot.export.exporter import Order, PostWriter
from newsbot.export.writer import digest
from newsbot.source import load_project, load_source

SOURCE = "discover: [{kind: category, url: 'https://example.org/'}]\npost: {body: html}\n"
PATH = "_posts/2022-05-25-1.md"


@pytest.fixture
def writer(tmp_path: Path) -> PostWriter:
    (tmp_path / "sources").mkdir()
    (tmp_path / "newsbot.yaml").write_text("format: 1\n")
    (tmp_path / "sources" / "example.yaml").write_text(SOURCE)
    project = load_project(tmp_path, {})
    return PostWriter(project, load_source(project, "example", {}))


def order(text: str, last_digest: str | None = None) -> Order:
    article = Article(
        source="example",
        identifier="1",
        headline="A headline",
        date_published=datetime(2022, 5, 25, tzinfo=UTC),
        body_html=f"<p>{text}</p>",
    )
    return Order(
        article=article, identity="id:1", path=PATH, category=None, last_digest=last_digest
    )


def post(writer: PostWriter) -> Path:
    file = writer.root / PATH
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def test_an_edit_that_a_killed_run_wrote_already_is_no_edit_of_the_owner(writer) -> None:
    [first] = writer.write([order("one")])
    [_] = writer.write([order("two", first.digest)])  # and killed before the ledger knew
    [again] = writer.write([order("two", first.digest)])
    assert again.by_owner == ""
    assert again.digest == digest(post(writer).read_bytes())


def test_what_a_killed_run_left_of_a_category_page_goes_though_another_source_made_the_page(
    writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = replace(order("one"), category=Category(slug="a", title="A"))

    def die(self: Path, target: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as at_the_rename:
        at_the_rename.setattr(Path, "replace", die)
        at_the_rename.setattr(Path, "unlink", lambda *_, **__: None)
        with pytest.raises(KeyboardInterrupt):
            writer.write([listed])
    folder = writer.root / "category"
    assert [file.name.endswith(".tmp") for file in folder.iterdir()] == [True]
    (folder / "a.html").write_text("of another source")
    writer.write([listed])
    assert [file.name for file in folder.iterdir()] == ["a.html"]


def test_an_edit_of_the_owner_stays(writer) -> None:
    [first] = writer.write([order("one")])
    post(writer).write_text("mine")
    [again] = writer.write([order("two", first.digest)])
    assert again.by_owner == "edited"
    assert post(writer).read_text() == "mine"


def test_a_file_that_came_to_the_place_of_a_pending_post_stays(writer) -> None:
    post(writer).write_text("mine")
    [written] = writer.write([order("one")])
    assert "another file" in written.error
    assert post(writer).read_text() == "mine"


def test_the_post_of_an_article_that_nothing_knows_any_more_is_kept_and_not_doubled(writer) -> None:
    [_] = writer.write([order("one")])
    post(writer).write_text(post(writer).read_text() + "Mine.\n")
    mine = post(writer).read_text()

    paths, _ = writer.paths(order("two").article, "id:1")
    assert next(paths)[0] == PATH
    [written] = writer.write([order("two")])
    assert (written.by_owner, post(writer).read_text()) == ("edited", mine)
    # It is the owner's from now on, whatever the news say next.
    [again] = writer.write([order("three", written.digest)])
    assert (again.by_owner, post(writer).read_text()) == ("edited", mine)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("source: example", "source: another", id="of another source"),
        pytest.param('id: "1"', 'id: "2"', id="of another article"),
        pytest.param('id: "1"\n', "", id="that does not say of which article it is"),
    ],
)
def test_a_post_is_passed_over(writer, old: str, new: str) -> None:
    [_] = writer.write([order("one")])
    text = post(writer).read_text()
    assert old in text
    post(writer).write_text(text.replace(old, new))
    paths, _ = writer.paths(order("two").article, "id:1")
    assert next(paths)[0] != PATH


def test_a_folder_that_is_gone_is_no_wish_of_the_owner(writer) -> None:
    [first] = writer.write([order("one")])
    writer.root.rename(writer.root.with_name("away"))
    orders = [order("two", first.digest)]
    places = writer.look_for([])
    assert [one.by_owner for one in writer.write(orders, places)] == ["missing"]


@pytest.mark.parametrize("is_loop", [True, False], ids=["a link to itself", "a file"])
def test_a_folder_that_cannot_be_looked_into_is_an_error(writer, is_loop: bool) -> None:
    folder = writer.root / "_posts"
    writer.root.mkdir()
    folder.symlink_to(folder) if is_loop else folder.write_text("")
    paths, _ = writer.paths(order("one").article, "id:1")
    with pytest.raises(PostError, match="cannot be looked at"):
        next(paths)
