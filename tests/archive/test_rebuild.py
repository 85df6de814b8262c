from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from newsbot.archive.exports import mark_exported, published_dates
from newsbot.archive.index import REMOVED, WITHHELD, Index, Line
from newsbot.archive.indexed import DerivedKeys, indexed_articles
from newsbot.archive.keys import article_keys
from newsbot.archive.rebuild import forgotten, has_posts, rebuild, set_aside
from newsbot.archive.review import exported_posts
from newsbot.archive.schema import State
from newsbot.archive.versions import Outcome
from newsbot.article import Found

DAY = date(2022, 5, 25)
WORDS = "0123456789abcdef"
POST = "fedcba9876543210"
SHARE = "share: {link: 'https://s.example.org/?id={identifier}'}\ntimezone: Asia/Shanghai"


def line(identity: str, **changes: object) -> Line:
    values = {"words": WORDS, "post": POST, "path": f"_posts/{identity[-1]}.md", **changes}
    return Line(identity=identity, **values)  # type: ignore[arg-type] # the test's own values


def index_of(*lines: Line) -> Index:
    return Index(lines={one.identity: (DAY, one) for one in lines})


@pytest.fixture
def source(source_from):
    return source_from(SHARE)


@pytest.fixture
def have_again(desk, source):
    def run(*lines: Line) -> int:
        key = str.casefold
        return desk.ledger.call(rebuild, source, index_of(*lines), now=desk.now, path_key=key)

    return run


def test_articles_are_known_again_by_everything_that_leads_to_them(desk, have_again) -> None:
    assert have_again(line("id:1", keys=("url:example.org/a",)), line("url:https://example.org/2"))
    for key in ("id:1", "url:example.org/a", "url:s.example.org?id=1", "url:example.org/2"):
        record = desk.name(key, key=key)
        assert (record.new, record.known) == (0, 1)
    assert desk.due() == []


def test_all_that_the_index_says_is_in_the_ledger(desk, have_again) -> None:
    have_again(line("id:1"))
    (post,) = desk.ledger.call(exported_posts, "example")
    assert (post.path, post.digest, post.is_withheld) == ("_posts/1.md", POST, False)
    row = desk.row(post.article_id)
    assert (row.state, row.version, row.words_digest) == (State.EXPORTED, 1, WORDS)
    midnight = datetime(2022, 5, 24, 16, tzinfo=UTC)  # in Shanghai
    assert desk.ledger.call(published_dates, [post.article_id]) == [midnight]


def test_the_lines_of_the_ledger_are_those_that_it_was_had_from(desk, have_again, source) -> None:
    lines = [
        line("id:1", keys=("url:example.org/a",)),
        line("url:https://www.example.org/2/"),
        line("id:3", post=WITHHELD),
        line("id:4", post=REMOVED),
    ]
    have_again(*lines)
    found = desk.ledger.call(lambda connection: list(indexed_articles(connection, source)))
    assert found == [(DAY, one) for one in lines]


def test_what_was_deleted_or_taken_down_stays_away(desk, have_again) -> None:
    have_again(line("id:1", post=WITHHELD), line("id:2", post=REMOVED))
    ids = desk.name("id:1", "id:2").article_ids
    assert [desk.state(id_) for id_ in ids] == [State.WITHHELD, State.REMOVED]
    assert desk.due(waiting_too=True) == []


def test_the_same_words_are_unchanged_and_others_a_second_version(desk, have_again) -> None:
    have_again(line("id:1"))
    article_id = desk.name_one("id:1")
    assert desk.archive(article_id, words=WORDS + "0" * 48) == [Outcome.UNCHANGED]
    assert desk.archive(article_id, words="1" * 64) == [Outcome.EDITED]
    row = desk.row(article_id)
    assert (row.version, row.path, row.post_digest) == (2, "_posts/1.md", POST)


def test_an_edited_headline_in_a_listing_makes_it_due(desk, have_again, named) -> None:
    have_again(line("id:1"))
    article_id = desk.name_one("id:1", headline="Before")
    assert desk.due() == []
    desk.name(named("id:1", headline="After"))
    assert desk.due() == [article_id]


def test_what_the_ledger_knows_stays_as_it_is(desk, have_again) -> None:
    article_id = desk.name_one("id:1")
    desk.publish(article_id, words="newer", path="_posts/mine.md")
    assert have_again(line("id:1"), line("id:2")) == 1
    assert desk.row(article_id).words_digest == "newer"


def test_what_was_merely_seen_gives_way(desk, have_again) -> None:
    seen = desk.name("id:1", "url:example.org/a", "id:9").article_ids
    assert have_again(line("id:1"), line("id:2", keys=("url:example.org/a",))) == 2
    assert desk.due() == [seen[2]]
    assert desk.name("id:1", "url:example.org/a", "id:9").known == 2


def test_a_path_that_another_post_has_is_not_taken_twice(desk, have_again) -> None:
    other = desk.name_one("id:1")
    desk.publish(other, path="_posts/A.md")
    assert have_again(line("id:2", path="_posts/a.md")) == 1
    assert [p.path for p in desk.ledger.call(exported_posts, "example")] == [
        "_posts/A.md",
        "_posts/a.md",
    ]


def test_a_second_time_there_is_nothing_to_do(desk, have_again) -> None:
    assert have_again(line("id:1")) == 1
    assert have_again(line("id:1")) == 0


def test_a_source_has_posts_once_one_is_archived(desk) -> None:
    article_id = desk.name_one("id:1")
    assert not desk.ledger.call(has_posts, "example")
    desk.archive(article_id)
    assert desk.ledger.call(has_posts, "example")
    assert not desk.ledger.call(has_posts, "other")


def test_what_the_ledger_does_not_know_is_named(desk) -> None:
    known, _ = desk.name("id:1", "id:2").article_ids
    desk.publish(known)
    desk.ledger.call(mark_exported, {}, withheld=[known])
    index = index_of(line("id:1"), line("id:2"), line("id:3"))
    assert desk.ledger.call(forgotten, "example", index) == ["id:2", "id:3"]


def test_a_broken_ledger_is_set_aside_with_all_its_files(tmp_path: Path) -> None:
    for name in ("ledger.db", "ledger.db-wal", "lock"):
        (tmp_path / name).write_text(name)
    aside = set_aside(tmp_path / "ledger.db", datetime(2022, 5, 25, 12, tzinfo=UTC))
    assert aside.name == "ledger.db.broken-20220525T120000Z"
    assert {path.name for path in tmp_path.iterdir()} == {aside.name, f"{aside.name}-wal", "lock"}


@pytest.mark.parametrize(
    ("identity", "keys"),
    [
        pytest.param("id:1", ("id:1", "url:s.example.org?id=1"), id="plain"),
        pytest.param("id:a b", ("id:a b", "url:s.example.org?id=a%20b"), id="to be escaped"),
        pytest.param("url:https://www.example.org/2/", ("url:example.org/2",), id="an address"),
        pytest.param("url:s.example.org/3", ("url:s.example.org/3",), id="a share link"),
    ],
)
def test_keys_follow_from_an_identity(source, identity: str, keys: tuple[str, ...]) -> None:
    assert DerivedKeys(source)(identity) == keys


@pytest.mark.parametrize(
    "link",
    [
        pytest.param("https://www.Example.org/{identifier}/../a", id="a segment that goes"),
        pytest.param("https://example.org/{identifier}/", id="at the end of the path"),
        pytest.param("https://example.org/?utm_source=x&id={identifier}#top", id="among others"),
    ],
)
@pytest.mark.parametrize("value", ["1", "NW2022-a_b", "a.b", "..", "新闻", "A B"])
def test_keys_are_those_that_an_answer_would_give(source_from, link: str, value: str) -> None:
    source = source_from(f"share: {{link: '{link}'}}")
    fields = {"identifier": Found(value, "rule")}
    assert DerivedKeys(source)(f"id:{value}") == article_keys(fields, source)


def test_how_an_address_looks_in_plain_form_follows_from_it(source) -> None:
    derive = DerivedKeys(source)
    assert derive("url:https://m.example.org/a") == ("url:m.example.org/a", "form:example.org/a")
    assert derive("url:https://example.org/a") == ("url:example.org/a",)


def test_it_is_not_in_the_index(desk, source) -> None:
    article_id = desk.name_one("url:https://m.example.org/a", "form:example.org/a", "url:x.org/b")
    desk.publish(article_id)
    ((_, found),) = desk.ledger.call(lambda c: list(indexed_articles(c, source)))
    assert found.keys == ("url:x.org/b",)


def test_what_only_looks_like_a_known_article_is_not_forgotten(desk, have_again) -> None:
    waits = desk.name_one("url:amp.example.org/a", "form:example.org/a")
    have_again(line("url:https://m.example.org/a"))
    assert desk.row(waits) is not None
