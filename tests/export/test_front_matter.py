from __future__ import annotations

import dataclasses
import re
import shutil
import subprocess
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from newsbot.article import Article
from newsbot.errors import PostError
from newsbot.export.front_matter import (
    DEFAULT_KEYS,
    INTERNAL_FIELDS,
    dump_front_matter,
    read_front_matter,
)

BEIJING = timezone(timedelta(hours=8))


def test_keys_keep_their_order_and_types() -> None:
    values = {
        "layout": "post",
        "title": "快讯",
        "date": datetime(2022, 5, 25, 14, 36, 45, 999, tzinfo=BEIJING),
        "tags": ("一", "二"),
        "paid": False,
        "words": 0,
        "geo": {"y": "NO", "lat": 1.5},
    }

    assert dump_front_matter(values) == (
        "layout: post\n"
        'title: "快讯"\n'
        "date: 2022-05-25 14:36:45 +0800\n"
        "tags:\n- 一\n- 二\n"
        "paid: false\n"
        "words: 0\n"
        'geo:\n  "y": "NO"\n  lat: 1.5\n'
    )


@pytest.mark.parametrize("empty", [None, "", (), [], {}, {"a": ""}, ("", None)], ids=repr)
def test_an_empty_value_leaves_its_key_out(empty: Any) -> None:
    assert dump_front_matter({"a": empty, "b": "x"}) == "b: x\n"


@pytest.mark.parametrize("key", ["tags", "categories"])
def test_a_tag_with_a_space_is_a_list_of_one(key: str) -> None:
    assert dump_front_matter({key: "Career In"}) == f"{key}:\n- Career In\n"


def test_a_title_that_looks_like_a_number_is_quoted() -> None:
    assert dump_front_matter({"title": 2022}) == 'title: "2022"\n'
    assert dump_front_matter({"title": "1e3"}) == 'title: "1e3"\n'


def test_a_text_that_looks_like_a_date_stays_a_text() -> None:
    written = dump_front_matter({"code": "2022-05-25 14:36:45 +0800"})

    assert written == 'code: "2022-05-25 14:36:45 +0800"\n'


def test_one_list_used_twice_is_written_twice() -> None:
    names = ["a"]

    assert dump_front_matter({"x": names, "z": names}) == "x:\n- a\nz:\n- a\n"


def test_a_long_title_is_one_line() -> None:
    assert dump_front_matter({"title": "长 " * 400}).count("\n") == 1


def test_lone_surrogates_go() -> None:
    assert dump_front_matter({"x": "a\ud800b"}) == "x: ab\n"


def test_a_value_without_a_form_is_named() -> None:
    with pytest.raises(PostError, match=r"front_matter\.a\.b: a object has no form in YAML"):
        dump_front_matter({"a": {"b": object()}})


def test_a_value_that_would_not_read_back_is_named() -> None:
    with pytest.raises(PostError, match=r"would not read back as it was written: x$"):
        dump_front_matter({"x": float("nan"), "y": 1})


_TEXTS = st.text() | st.text(alphabet="-?:,[]{}#&*!|>'\"%@`~.=0123456789eExXyYnN_+ \n\t\\\u2028")


@given(title=_TEXTS, other=_TEXTS, items=st.lists(_TEXTS, max_size=3))
def test_any_text_reads_back(title: str, other: str, items: list[str]) -> None:
    written = dump_front_matter({"title": title, "x": other, "items": items, "z": {other: "1"}})
    read = yaml.safe_load(written) or {}

    assert read.get("title", "") == title
    assert read.get("x", "") == other
    assert read.get("items", []) == [item for item in items if item]
    assert list(read["z"]) == [other]
    assert not re.search(r"^(---|\.\.\.)\s*$", written, re.MULTILINE)
    assert "'" not in written or "'" in title + other + "".join(items)


@pytest.mark.skipif(shutil.which("ruby") is None, reason="ruby is not installed")
def test_ruby_reads_every_text_as_text() -> None:
    texts = ["1,000", ":sym", ".e+5", "0o7", "1_0", "12:30", "2022-05-25", "NO", "😀", "a\u2028"]
    texts += ["0x1f", "+1", "=", "<<", ".5", "-x", "1.2.3", "\x00\x07", "nil", "!x", "a: b"]
    written = dump_front_matter({"texts": texts})
    script = "require 'yaml'; YAML.safe_load($stdin.read)['texts'].each { |t| print t.inspect[0] }"
    done = subprocess.run(
        ["ruby", "-Ku", "-e", script], input=written.encode(), capture_output=True, check=True
    )

    assert done.stdout.decode() == '"' * len(texts)


def test_a_post_is_split_into_keys_and_body() -> None:
    keys, body = read_front_matter("---\na: 1\nb: ---\n---\nbody\n---\n")

    assert keys == {"a": 1, "b": "---"}
    assert body == "body\n---\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("no front matter", "no front matter"),
        ("---\na: 1\n", "no front matter"),
        ("---\n- a\n---\n", "is list, expected keys"),
        ("---\n---\n", "is NoneType, expected keys"),
        ("---\na: 1\na: 2\n---\n", "the key 'a' twice"),
        ('---\na: "x\n---\n', "no YAML"),
        ("---\nd: 2022-13-45\n---\n", "no YAML"),
        ("---\nx: !!python/object:os.system a\n---\n", "no YAML"),
    ],
    ids=[
        *("none", "unclosed", "a list", "nothing", "a key twice", "an open quote"),
        *("a day that is none", "a tag that would run"),
    ],
)
def test_a_broken_post_is_refused(text: str, message: str) -> None:
    with pytest.raises(PostError, match=message):
        read_front_matter(text)


def test_every_field_is_exported_or_marked_internal() -> None:
    exported = " ".join(DEFAULT_KEYS.values())
    for field in dataclasses.fields(Article):
        assert (field.name in exported) != (field.name in INTERNAL_FIELDS), field.name


def test_the_default_keys_are_those_of_the_contract() -> None:
    assert " ".join(DEFAULT_KEYS) == (
        "layout title date categories tags source id source_url authors publisher description lang "
        "image date_modified is_accessible_for_free versions duplicate_of"
    )
