from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from newsbot.archive.codec import dump_article, dump_fields, load_article, load_fields
from newsbot.article import Article, Found, Rank

texts = st.text()
values = texts | st.lists(texts).map(tuple)
zones = st.sampled_from([UTC, timezone(timedelta(hours=8)), ZoneInfo("Asia/Shanghai")])
dates = st.none() | st.datetimes(
    min_value=datetime(1900, 1, 2),  # noqa: DTZ001 - hypothesis wants it naive
    max_value=datetime(9999, 12, 30),  # noqa: DTZ001
    timezones=zones,
).filter(
    # Where clocks change, times of two zones are never equal (PEP 495).
    lambda date: date.utcoffset() == date.replace(fold=1 - date.fold).utcoffset()
)
articles = st.builds(
    Article,
    source=st.just("example"),
    article_id=st.integers(1, 2**40),
    identifier=texts,
    url=texts,
    headline=texts,
    date_published=dates,
    date_modified=dates,
    authors=st.lists(texts).map(tuple),
    keywords=st.lists(texts).map(tuple),
    is_accessible_for_free=st.sampled_from([True, False, None]),
    body_html=texts,
    extra=st.dictionaries(texts, values, max_size=3),
)
found = st.dictionaries(texts, st.builds(Found, values, texts, st.sampled_from(Rank)), max_size=4)


@settings(deadline=None)
@given(articles)
def test_an_article_comes_back_as_it_was(article: Article) -> None:
    again = load_article(dump_article(article), article.article_id)
    assert again == article
    for field in ("date_published", "date_modified"):
        before, after = getattr(article, field), getattr(again, field)
        assert (before and before.utcoffset()) == (after and after.utcoffset())


@settings(deadline=None)
@given(found)
def test_what_an_answer_said_comes_back_as_it_was(said: dict[str, Found]) -> None:
    assert load_fields(dump_fields(said)) == said


@settings(deadline=None)
@given(found)
def test_equal_fields_give_equal_text_whatever_their_order(said: dict[str, Found]) -> None:
    assert dump_fields(dict(reversed(said.items()))) == dump_fields(said)


def test_fields_that_hold_nothing_are_left_out() -> None:
    assert dump_article(Article(source="x", headline="标题")) == '{"headline":"标题","source":"x"}'
    assert "article_id" not in dump_article(Article(source="x", article_id=7))


def test_half_a_character_can_be_stored() -> None:
    article = Article(source="x", headline="文\ud800")
    dump_article(article).encode()
    assert load_article(dump_article(article), 0) == article


def test_every_field_of_an_article_is_kept() -> None:
    date = datetime(2022, 5, 25, 14, 36, 45, tzinfo=ZoneInfo("Asia/Shanghai"))
    kinds = {"tuple[str, ...]": ("a",), "datetime | None": date, "bool | None": False}
    whole = {
        field.name: {"a": "b"} if field.name == "extra" else kinds.get(str(field.type), "x")
        for field in fields(Article)
        if field.name != "article_id"
    }
    article = Article(article_id=3, **whole)
    assert load_article(dump_article(article), 3) == article
