from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from newsbot.source import Category, Layout, Post, RequestOptions, Rule, Share, Source


def test_a_source_needs_only_discover(load):
    source = load("")
    assert source == Source(
        name="example",
        path="sources/example.yaml",
        digest=source.digest,
        reading=source.reading,
        warnings=source.warnings,
        title="example",
        language=None,
        timezone=ZoneInfo("UTC"),
        domains=("example.org",),
        discover=(Category(url="https://example.org/"),),
        backfill=(),
        share=None,
        extract={},
        remove=(),
        next_page=None,
        layouts=(),
        where=None,
        post=Post(),
        first=timedelta(days=7),
        every=None,
        recheck=timedelta(hours=48),
        robots="obey",
        delay=timedelta(seconds=1),
        concurrency=2,
        request=RequestOptions(),
        render="none",
        undated="wait",
        paywall="mark",
        was=(),
        retired=None,
    )


def test_a_source_cannot_be_changed(load):
    with pytest.raises(FrozenInstanceError):
        load("").title = "other"


def test_layouts_and_share_are_read(load):
    source = load(
        """
share: {link: "https://s.example.org/?id={identifier}", content: "https://s.example.org/{code}"}
next_page: a.next
layouts:
  - until: 2020-12-31
    extract: {headline: h2}
    remove: [.old]
    next_page: {xpath: //a}
  - {}
"""
    )
    assert source.share == Share(
        link="https://s.example.org/?id={identifier}", content="https://s.example.org/{code}"
    )
    assert source.next_page == Rule(kind="css", query="a.next")
    assert source.layouts == (
        Layout(
            until=date(2020, 12, 31),
            extract={"headline": (Rule(kind="css", query="h2"),)},
            remove=(".old",),
            next_page=Rule(kind="xpath", query="//a"),
        ),
        Layout(),
    )


def test_a_share_link_names_the_article(mistakes):
    assert mistakes("share: {link: 'https://example.org/{id}'}\n") == [
        "1: share.link: found 'https://example.org/{id}', expected a URL with {identifier}"
    ]


def test_fields_of_an_article_are_not_the_sources_own(load):
    source = load("extract: {headline: h1, stocks: b}\n")
    assert source.own_fields == {"stocks"}


@pytest.mark.parametrize("key", ["name", "path", "digest", "reading"])
def test_what_comes_from_the_file_itself_is_no_key(mistakes, key):
    [mistake] = mistakes(f"{key}: x\n")
    assert mistake.startswith(f"1: {key}: found an unknown key, expected one of backfill, ")


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        pytest.param("title: x", "# why\ntitle:   'x'", True, id="comments and quotes"),
        pytest.param("title: x\nlanguage: en", "language: en\ntitle: x", True, id="the order"),
        pytest.param("title: x", "title: y", False, id="a value"),
        pytest.param("title: x", "title: x\nextract: {a: b}", False, id="a rule"),
        pytest.param("title: ${A}", "title: ${B}", False, id="the name of a variable"),
        pytest.param(
            "post: {front_matter: {a: x, b: y}}",
            "post: {front_matter: {b: y, a: x}}",
            False,
            id="the order of front matter",
        ),
    ],
)
def test_the_digest_changes_with_what_a_file_says(load, one, other, is_same):
    environ = {"A": "same", "B": "same"}
    digests = [load(text + "\n", environ=environ).digest for text in (one, other)]
    assert (digests[0] == digests[1]) is is_same
    assert len(digests[0]) == 64


@pytest.mark.parametrize(
    ("line", "is_same"),
    [
        pytest.param("extract: {headline: h2}", False, id="a rule"),
        pytest.param("remove: .ad", False, id="what is taken out"),
        pytest.param("title: y", True, id="a title"),
        pytest.param("where: section", True, id="which articles are wanted"),
    ],
)
def test_what_decides_how_pages_are_read_has_a_digest_of_its_own(load, line, is_same):
    assert (load(f"{line}\n").reading == load("delay: 2s\n").reading) is is_same


@pytest.mark.parametrize(
    ("text", "project", "place"),
    [
        pytest.param("title: x\nwhere: a\n", "format: 1\n", "sources/example.yaml:2", id="own"),
        pytest.param("title: x\n", "defaults:\n  where: a\n", "newsbot.yaml:2", id="a default"),
        pytest.param("title: x\n", "format: 1\n", "", id="none"),
    ],
)
def test_a_source_knows_where_its_condition_stands(load, text, project, place):
    assert load(text, project=project).where_at == place


def test_the_digest_counts_defaults_too(load):
    projects = ("format: 1\n", "defaults: {delay: 2s}\n")
    assert len({load("title: x\n", project=project).digest for project in projects}) == 2
