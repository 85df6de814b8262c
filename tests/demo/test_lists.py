import json

from newsbot.demo import Newsroom


def nodes(get, channel: int, page: int, count: int = 7) -> list[dict[str, str]]:
    return json.loads(get(f"/web/list?channel={channel}&page={page}&count={count}").body)[
        "nodeList"
    ]


def all_nodes(get, channel: int) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    page = 1
    while more := nodes(get, channel, page):
        found += more
        page += 1
    return found


def test_pages_of_a_channel_end_with_an_empty_list(get) -> None:
    data = json.loads(get("/web/list?channel=1&page=99&count=20").body)
    assert data == {"nodeList": [], "total": 15}
    assert len(all_nodes(get, 1)) == 15


def test_channels_overlap_and_together_hold_every_story_of_the_wire(
    get, newsroom: Newsroom
) -> None:
    lists = [[node["infocode"] for node in all_nodes(get, channel)] for channel in (1, 2, 3)]
    expected = {newsroom.wire.story(index).identifier for index in range(30)}
    assert set().union(*lists) == expected
    assert sum(map(len, lists)) == 45
    assert all(len(set(one)) == len(one) for one in lists)


def test_a_node_says_what_the_list_knows_of_a_story(get, newsroom: Newsroom) -> None:
    story = newsroom.wire.story(0)
    node = nodes(get, 1, 1)[0]
    assert node == {
        "infocode": story.identifier,
        "title": story.headline,
        "showtime": "2026-03-02 12:00:00",
        "from": story.publisher,
        "digest": story.digest,
    }


def test_numbers_that_are_none_are_taken_for_the_default(get) -> None:
    plain = get("/web/list").body
    assert get("/web/list?channel=1&page=x&count=-5").body == plain
    assert get("/web/list?channel=1&page=0&count=" + "9" * 400).body == plain


def test_a_page_of_the_wire_has_a_hundred_nodes_at_most(serve) -> None:
    get = serve(Newsroom(stories=1000))
    assert len(nodes(get, 1, 1, count=100_000)) == 100


def test_rolling_news_has_a_digest_that_begins_with_the_headline(get, newsroom: Newsroom) -> None:
    records = json.loads(get("/web/rolling?page=1").body)["records"]
    story = newsroom.rolling.story(0)
    assert len(records) == 15
    assert records[0]["infoCode"] == story.identifier == "DR" + records[0]["id"]
    assert records[0]["digest"] == f"【{story.headline}】{story.digest}"
    assert records[0]["url_w"] == get.server.url + story.share_path
    assert json.loads(get("/web/rolling?page=2").body) == {"records": []}
