import re

import pytest
from parsel import Selector

from newsbot.demo import Newsroom, Story

VOID = {"img", "hr", "br"}


def all_stories(newsroom: Newsroom) -> list[Story]:
    return [*newsroom.site.pick(0, 99), *newsroom.wire.pick(0, 99), *newsroom.rolling.pick(0, 99)]


def test_bodies_are_balanced_and_have_no_empty_slot(newsroom: Newsroom) -> None:
    for story in all_stories(newsroom):
        opened: list[str] = []
        for closing, name in re.findall(r"<(/?)([a-z0-9]+)[^>]*>", story.body_html):
            if closing:
                assert opened.pop() == name, story.headline
            elif name not in VOID:
                opened.append(name)
        assert opened == []
        assert not re.search(r"[^{]\{[a-z_0-9]+\}", story.body_html)


def test_every_block_is_one_element(newsroom: Newsroom) -> None:
    for story in all_stories(newsroom):
        assert 6 <= len(story.blocks) <= 8
        for block in story.blocks:
            assert len(Selector(block).xpath("/html/body/*")) == 1


@pytest.mark.parametrize(
    "element", ["h3", "ul", "ol", "table", "blockquote", "img", "a", "pre", "hr"]
)
def test_elements_that_bodies_must_cover_are_in_sixty_stories(
    newsroom: Newsroom, element: str
) -> None:
    assert any(f"<{element}" in story.body_html for story in newsroom.site.pick(0, 60))


def test_bodies_show_what_site_builders_would_run(newsroom: Newsroom) -> None:
    bodies = "".join(story.body_html for story in newsroom.site.pick(0, 60))
    assert "{{ tide.level }}" in bodies
    assert "{% if station.rising %}" in bodies


def test_paragraphs_are_the_words_of_the_blocks(newsroom: Newsroom) -> None:
    story = newsroom.story(1)
    assert len(story.paragraphs) == len(story.blocks)
    assert story.paragraphs[0].startswith("Sandreach port moved 42,300 containers last month")
    assert all("<" not in paragraph for paragraph in story.paragraphs)


def test_the_pages_of_a_story_have_its_blocks_once(newsroom: Newsroom) -> None:
    story = newsroom.story(3)
    assert story.page_count == 2
    assert story.page_blocks(1) + story.page_blocks(2) == story.blocks
    assert story.page_path(2) == story.url_path.replace(".html", "_2.html")


def test_every_fifth_story_has_no_body_on_its_page(newsroom: Newsroom) -> None:
    bare = [index for index in range(60) if not newsroom.story(index).has_body_on_page]
    assert bare == list(range(4, 60, 5))
    assert all(newsroom.story(index).page_blocks(1) == () for index in bare)


def test_variations_have_numbers_of_their_own(newsroom: Newsroom) -> None:
    bodies = [story.body_html for story in newsroom.site.pick(0, 60)]
    assert len(set(bodies)) == 60
