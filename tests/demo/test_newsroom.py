import re
import tracemalloc
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from newsbot.demo import Edit, Newsroom, Story


def stories_of(newsroom: Newsroom) -> list[Story]:
    return [newsroom.story(index) for index in range(newsroom.stories)]


def test_two_newsrooms_tell_the_same_stories_in_whatever_order(newsroom: Newsroom) -> None:
    other = Newsroom()
    backwards = [other.story(index) for index in reversed(range(60))]
    assert stories_of(newsroom) == backwards[::-1]


def test_another_seed_tells_other_stories(newsroom: Newsroom) -> None:
    other = Newsroom(seed=2)
    known = {story.identifier for story in stories_of(newsroom)}
    assert known.isdisjoint(story.identifier for story in stories_of(other))


def test_all_hand_written_texts_are_among_sixty_stories(newsroom: Newsroom) -> None:
    texts = [text for words in newsroom.library.words.values() for text in words.texts]
    told = {story.text.headline for story in stories_of(newsroom)}
    assert len(texts) == 24
    assert told == {text.headline for text in texts}


def test_the_first_telling_of_a_text_is_as_it_was_written(newsroom: Newsroom) -> None:
    headlines = {story.headline for story in stories_of(newsroom)}
    assert "Ternmouth lighthouse keeper retires after 9,125 nights on the lamp" in headlines
    assert "青禾屿跨海大桥主桥昨夜合龙 全长1,248米" in headlines


def test_headlines_that_are_hard_on_yaml_are_among_sixty_stories(newsroom: Newsroom) -> None:
    headlines = {story.headline for story in stories_of(newsroom)}
    hard = [h for words in newsroom.library.words.values() for h in words.hard_headlines]
    assert headlines >= set(hard)
    assert headlines >= {
        '"Tide" \\ ebb',
        "12:30",
        "- 3 degrees",
        "{{ harbour }}",
        "NO",
        "1e3",
        "0123",
    }
    assert max(map(len, headlines)) >= 400


@pytest.mark.parametrize("desk", ["site", "wire", "rolling"])
def test_every_story_has_its_own_headline_and_identifier(desk: str) -> None:
    stories = getattr(Newsroom(stories=6000), desk).pick(0, 6000)
    assert len({story.headline for story in stories}) == len(stories)
    assert len({story.identifier for story in stories}) == len(stories)


def test_headlines_stay_different_when_places_run_out(newsroom: Newsroom) -> None:
    words = newsroom.library.words["zh-CN"]
    places = 1
    for part in words.place_parts:
        places *= len(part)
    cycle = 2 * len(words.texts)
    writer = newsroom.site.writer
    headlines = Counter(
        writer.story(number + turn * cycle).headline
        for turn in (2, 2 + places // 2, 2 + places)
        for number in range(cycle)
    )
    assert set(headlines.values()) == {1}
    assert any(headline.endswith("（续报3）") for headline in headlines)


def test_stories_of_the_desks_do_not_share_identifiers(newsroom: Newsroom) -> None:
    prefixes = {
        desk.story(index).identifier[:2]: len(desk)
        for desk in (newsroom.site, newsroom.wire, newsroom.rolling)
        for index in range(len(desk))
    }
    assert prefixes == {"DN": 60, "DW": 30, "DR": 15}


def test_story_0_is_the_newest_and_dates_go_down(newsroom: Newsroom) -> None:
    dates = [story.date_published for story in stories_of(newsroom)]
    assert dates[0].isoformat() == "2026-03-02T12:00:00+08:00"
    gaps = [newer - older for newer, older in pairwise(dates)]
    assert min(gaps) >= timedelta(minutes=19)
    assert timedelta(hours=36) <= dates[0] - dates[-1] <= timedelta(hours=37)


def test_the_newest_date_is_given_in_any_zone() -> None:
    story = Newsroom(newest=datetime(2020, 5, 1, 20, 30, tzinfo=UTC)).story(0)
    assert story.date_published.isoformat() == "2020-05-02T04:30:00+08:00"
    assert story.url_path.startswith(f"/{story.publisher_slug}/2020/05/02/DN202005020430")


def test_every_publisher_writes_in_its_language(newsroom: Newsroom) -> None:
    languages = {publisher.name: publisher.language for publisher in newsroom.publishers}
    assert len(languages) == 12
    for story in stories_of(newsroom):
        assert story.language == languages[story.publisher]
        chinese = bool(re.search(r"[\u4e00-\u9fff]", story.blocks[0]))
        assert chinese == (story.language == "zh-CN")


def test_stories_are_spread_evenly_over_publishers(newsroom: Newsroom) -> None:
    counts = Counter(story.publisher for story in stories_of(newsroom))
    assert set(counts.values()) == {5}


def test_a_category_has_the_stories_of_its_publisher() -> None:
    newsroom = Newsroom(stories=500)
    for publisher in newsroom.publishers:
        strand = newsroom.category(publisher.slug)
        assert strand is not None
        expected = [s for s in stories_of(newsroom) if s.publisher == publisher.name]
        assert newsroom.site.pick(0, 500, strand) == expected
        assert newsroom.site.count(strand) == len(expected)


def test_a_day_has_the_stories_that_were_published_on_it() -> None:
    newsroom = Newsroom(stories=150)
    days = {story.date_published.date() for story in stories_of(newsroom)}
    assert sum(len(newsroom.site.on(day)) for day in days) == 150
    for day in days:
        expected = [s for s in stories_of(newsroom) if s.date_published.date() == day]
        assert newsroom.site.on(day) == expected
    assert newsroom.site.on(date(2026, 3, 3)) == []


def test_every_story_is_found_by_its_identifier(newsroom: Newsroom) -> None:
    for desk in (newsroom.site, newsroom.wire, newsroom.rolling):
        for index in range(len(desk)):
            story = desk.story(index)
            assert newsroom.find(story.identifier) == story


@pytest.mark.parametrize(
    "identifier",
    [
        "",
        "DN",
        "DN202603021200000000",
        "XX202603021200001683",
        "DN999912312359590000",
        "DN000101010000000000",
        "DN202613451200000000",
        "../../etc/passwd",
    ],
)
def test_nothing_is_found_by_another_identifier(newsroom: Newsroom, identifier: str) -> None:
    assert newsroom.find(identifier) is None


def test_new_stories_come_before_the_ones_that_were_there(newsroom: Newsroom) -> None:
    more = newsroom.with_stories(64)
    assert [more.story(index + 4) for index in range(60)] == stories_of(newsroom)
    fresh = [more.story(index) for index in range(4)]
    assert min(story.date_published for story in fresh) > newsroom.story(0).date_published
    assert len({story.headline for story in stories_of(more)}) == 64
    assert newsroom.wire.story(0) == more.wire.story(2)
    assert more.with_stories(60) == newsroom


def test_an_edit_changes_one_story_and_its_date_of_change(newsroom: Newsroom) -> None:
    before = newsroom.story(3)
    edit = Edit(headline="Corrected", paragraph="Added <later>.")
    edited = newsroom.with_edit(before.identifier, edit)
    after = edited.story(3)
    assert (after.headline, after.identifier) == ("Corrected", before.identifier)
    assert after.body_html == before.body_html + "<p>Added &lt;later&gt;.</p>"
    assert after.date_modified == before.date_published + timedelta(hours=2)
    assert before.date_modified is None
    assert edited.find(before.identifier) == after
    assert edited.story(4) == newsroom.story(4)
    assert edited.with_stories(61).story(4) == after


def test_an_edit_of_an_unknown_story_is_refused(newsroom: Newsroom) -> None:
    with pytest.raises(KeyError, match="DN1"):
        newsroom.with_edit("DN1", Edit(headline="x"))


def test_a_hundred_thousand_stories_are_never_in_memory() -> None:
    newsroom = Newsroom(stories=100_000)
    tracemalloc.start()
    try:
        for index in range(0, 100_000, 97):
            assert newsroom.story(index).body_html
        strand = newsroom.category("harbourledger")
        assert strand is not None
        last = newsroom.site.pick(8320, 20, strand)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert last
    assert peak < 2_000_000


def test_an_empty_newsroom_has_no_stories() -> None:
    newsroom = Newsroom(stories=0)
    assert newsroom.site.pick(0, 20) == []
    with pytest.raises(IndexError):
        newsroom.story(0)
