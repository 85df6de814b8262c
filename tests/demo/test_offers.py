from __future__ import annotations

import urllib.request
from urllib.error import HTTPError

import pytest

from newsbot.demo import Newsroom, NewsroomServer, Offers

PLACES = {
    "feeds": ["/feed.xml"],
    "sitemaps": ["/sitemap.xml", "/sitemap-1.xml"],
    "lists": ["/category/anheribao.html"],
    "json_lists": ["/web/list?channel=1", "/web/rolling"],
}


def status(url: str) -> int:
    try:
        with urllib.request.urlopen(url) as answer:
            code: int = answer.status
            return code
    except HTTPError as error:
        return error.code


@pytest.mark.parametrize("switch", PLACES)
def test_what_is_off_is_not_there_and_named_nowhere(switch: str) -> None:
    with NewsroomServer(Newsroom(stories=12), offers=Offers(**{switch: False})) as server:
        for name, paths in PLACES.items():
            expected = 404 if name == switch else 200
            assert [status(server.url + path) for path in paths] == [expected] * len(paths)
        story = server.url + server.newsroom.story(0).url_path
        for url in (f"{server.url}/", story, f"{server.url}/robots.txt"):
            text = urllib.request.urlopen(url).read().decode()
            assert not any(path in text for path in PLACES[switch])


def test_without_share_links_every_story_has_its_text_on_its_page() -> None:
    with NewsroomServer(Newsroom(stories=12), offers=Offers(share_links=False)) as server:
        stories = [server.newsroom.story(number) for number in range(12)]
        assert not all(story.has_body_on_page for story in stories)
        for story in stories:
            text = urllib.request.urlopen(server.url + story.url_path).read().decode()
            assert "Share.html" not in text
            assert story.page_count > 1 or all(block[-12:] in text for block in story.blocks)
        assert status(server.url + stories[0].share_path) == 404
