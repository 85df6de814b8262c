from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from newsbot.archive.schema import State, categories, versions
from newsbot.archive.versions import Outcome
from newsbot.article import Category, Contribution, Found, Origin
from newsbot.errors import PostError


def versions_of(desk: Any, article_id: int) -> list[tuple[int, str, str]]:
    query = select(versions.c.number, versions.c.words_digest, versions.c.seen_at)
    query = query.where(versions.c.article_id == article_id).order_by(versions.c.number)
    return desk.ledger.call(lambda connection: [tuple(row) for row in connection.execute(query)])


def titles(desk: Any) -> dict[str, str]:
    query = select(categories.c.slug, categories.c.title)
    return desk.ledger.call(
        lambda connection: {row.slug: row.title for row in connection.execute(query)}
    )


def test_an_article_is_archived_before_it_is_exported(desk) -> None:
    article_id = desk.name_one("id:1")
    assert desk.archive(article_id) == [Outcome.NEW]
    assert desk.state(article_id) == State.ARCHIVED
    desk.export(article_id, digest="bytes")
    row = desk.row(article_id)
    assert (row.state, row.post_digest, row.fetched_at) == (
        "exported",
        "bytes",
        "2022-05-25T12:00:00+00:00",
    )


def test_the_same_words_are_no_new_version(desk) -> None:
    article_id = desk.name_one("id:1")
    desk.publish(article_id)
    assert desk.archive(article_id, publisher="another") == [Outcome.UNCHANGED]
    assert desk.state(article_id) == State.EXPORTED
    assert len(versions_of(desk, article_id)) == 1


def test_other_words_are_a_new_version_and_the_old_one_is_kept(desk) -> None:
    article_id = desk.name_one("id:1")
    desk.publish(article_id, words="a")
    desk.wait_for(hours=1)
    assert desk.archive(article_id, words="b") == [Outcome.EDITED]
    assert desk.state(article_id) == State.ARCHIVED
    assert versions_of(desk, article_id) == [
        (1, "a", "2022-05-25T12:00:00+00:00"),
        (2, "b", "2022-05-25T13:00:00+00:00"),
    ]


def test_words_that_come_back_are_a_version_of_their_own(desk) -> None:
    article_id = desk.name_one("id:1")
    outcomes = []
    for words in "aba":
        outcomes += desk.archive(article_id, words=words)
        desk.export(article_id)
    assert outcomes == [Outcome.NEW, Outcome.EDITED, Outcome.EDITED]


def test_an_article_whose_post_a_killed_run_did_not_write_is_pending(desk) -> None:
    article_id = desk.name_one("id:1")
    desk.archive(article_id)
    assert desk.archive(article_id) == [Outcome.PENDING]
    assert len(versions_of(desk, article_id)) == 1


def test_the_path_is_decided_once(desk) -> None:
    article_id = desk.name_one("id:1")
    desk.publish(article_id, words="a", path="_posts/a.md", category=Category(slug="x", title="X"))
    desk.archive(article_id, words="b", path="_posts/b.md", category=Category(slug="y", title="Y"))
    row = desk.row(article_id)
    assert (row.path, row.category_slug) == ("_posts/a.md", "x")
    assert titles(desk) == {"x": "X"}


@pytest.mark.parametrize(
    "together", [True, False], ids=["archived in one group", "archived one by one"]
)
def test_no_two_articles_have_one_path(desk, together: bool) -> None:
    ids = desk.name("id:1", "id:2", "id:3").article_ids
    if together:
        desk.archive(*ids)
    else:
        for article_id in ids:
            desk.archive(article_id)
    assert [desk.row(id_).path for id_ in ids] == ["_posts/a.md", "_posts/a-2.md", "_posts/a-3.md"]


def test_capitals_do_not_tell_two_paths_apart(desk) -> None:
    one, two = desk.name("id:1", "id:2").article_ids
    desk.archive(one, path="_posts/A.md")
    desk.archive(two, path="_posts/a.md")
    assert desk.row(two).path == "_posts/a-2.md"


def test_two_sources_share_the_site(desk) -> None:
    (mine,) = desk.name("id:1").article_ids
    (yours,) = desk.name("id:1", source="other").article_ids
    desk.archive(mine)
    desk.archive(yours)
    assert desk.row(yours).path == "_posts/a-2.md"


def test_the_first_title_of_a_category_stays(desk) -> None:
    one, two, three = desk.name("id:1", "id:2", "id:3").article_ids
    desk.archive(one, category=Category(slug="techweb", title="TechWeb"))
    desk.archive(two, three, category=Category(slug="techweb", title="Techweb"))
    assert titles(desk) == {"techweb": "TechWeb"}
    assert {desk.row(id_).category_slug for id_ in (one, two, three)} == {"techweb"}


def test_slugs_that_are_one_file_on_some_disks_are_one_category(desk) -> None:
    ids = desk.name("id:1", "id:2", "id:3", "id:4").article_ids
    one, two, three, other = ids
    desk.archive(one, category=Category(slug="News", title="News"))
    desk.archive(two, category=Category(slug="news", title="The news"))
    desk.archive(three, category=Category(slug="NEWS", title="NEWS"))
    desk.archive(other, category=Category(slug="newsy", title="Newsy"))
    assert [desk.row(id_).category_slug for id_ in ids] == ["News", "News", "News", "newsy"]
    assert titles(desk) == {"News": "News", "newsy": "Newsy"}


def test_a_category_that_is_there_already_keeps_its_spelling(desk) -> None:
    one, two = desk.name("id:1", "id:2").article_ids
    desk.archive(one, category=Category(slug="Zeit\u00e9", title="a"))
    desk.archive(two, category=Category(slug="zeite\u0301", title="b"))
    assert titles(desk) == {"Zeit\u00e9": "a"}
    assert desk.row(two).category_slug == "Zeit\u00e9"


def test_a_date_is_kept_in_utc(desk) -> None:
    article_id = desk.name_one("id:1")
    date = datetime(2022, 5, 25, 7, tzinfo=ZoneInfo("Asia/Shanghai"))
    desk.archive(article_id, date_published=date)
    assert desk.row(article_id).published_at == "2022-05-24T23:00:00+00:00"


def test_what_pages_said_goes_and_what_listings_said_stays(desk) -> None:
    from newsbot.archive.answers import Answered

    article_id = desk.name_one("id:1", headline="A")
    said = Contribution(origin=Origin.PAGE, url="u", fields={"headline": Found("B", "r")})
    desk.answer(Answered(article_id=article_id, contribution=said, keys=("id:1",), identity="id:1"))
    desk.archive(article_id)
    assert [c.origin for c in desk.record(article_id).contributions] == [Origin.LISTING]


def test_a_group_is_archived_whole_or_not_at_all(desk) -> None:
    from newsbot.archive.versions import Entry, archive
    from newsbot.article import Article

    def refuse(article: Article, _identity: str) -> Any:
        raise PostError(f"{article.headline} would not read back")

    good, bad = desk.name("id:1", "id:2").article_ids
    entries = [
        Entry(
            article=Article(source="example", article_id=article_id, headline="T"),
            words_digest="w",
            place=refuse,
        )
        for article_id in (good, bad)
    ]
    with pytest.raises(PostError):
        desk.ledger.call(archive, entries, desk.now)
    assert desk.due() == [good, bad]
    assert versions_of(desk, good) == []
