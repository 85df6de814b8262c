import http.client
import json

import pytest

from newsbot.demo import Behaviour, Fault, Newsroom


def test_a_fault_is_had_by_path_and_mended_while_serving(get, newsroom: Newsroom) -> None:
    path = newsroom.story(1).url_path
    get.server.faults[path] = 500
    assert get(path).status == 500
    assert get("/").status == 200
    del get.server.faults[path]
    assert get(path).status == 200


def test_a_fault_by_identifier_is_on_page_and_content(serve, newsroom: Newsroom) -> None:
    story = newsroom.story(1)
    get = serve(newsroom, faults={story.identifier: 404})
    assert get(story.url_path).status == 404
    assert get(story.content_path).status == 404


def test_a_fault_by_identifier_is_on_the_second_page_too(serve, newsroom: Newsroom) -> None:
    story = newsroom.story(3)
    get = serve(newsroom, faults={story.identifier: 500})
    assert get(story.page_path(2)).status == 500


def test_a_fault_by_target_leaves_other_queries_alone(serve, newsroom: Newsroom) -> None:
    get = serve(newsroom, faults={"/web/list?channel=1&page=2": 500})
    assert get("/web/list?channel=1&page=2").status == 500
    assert get("/web/list?channel=1&page=1").status == 200


def test_a_fault_ends_after_its_times(serve, newsroom: Newsroom) -> None:
    get = serve(newsroom, faults={"/": Fault(status=503, times=2, retry_after=7)})
    replies = [get("/") for _ in range(3)]
    assert [reply.status for reply in replies] == [503, 503, 200]
    assert replies[0].headers["Retry-After"] == "7"


def test_setting_a_fault_again_counts_its_times_from_the_start(serve, newsroom: Newsroom) -> None:
    get = serve(newsroom, faults={"/": Fault(status=500, times=1)})
    get("/")
    get.server.faults["/"] = Fault(status=404, times=1)
    assert [get("/").status, get("/").status] == [404, 200]


def test_no_title_leaves_the_headline_out_everywhere_on_the_page(serve, newsroom: Newsroom) -> None:
    story = newsroom.story(6)
    get = serve(newsroom, faults={story.identifier: "no_title"})
    page = get(story.url_path).page
    assert not page.css("h1")
    assert story.headline not in page.xpath("string(//head)").get()
    assert not page.css("meta[property='og:title']")


def test_no_date_leaves_the_date_out_everywhere_on_the_page(serve, newsroom: Newsroom) -> None:
    story = newsroom.story(6)
    get = serve(newsroom, faults={story.identifier: "no_date"})
    page = get(story.url_path).page
    assert not page.css("time")
    assert "datePublished" not in page.get()


def test_no_body_empties_page_and_content(serve, newsroom: Newsroom) -> None:
    story = newsroom.story(6)
    get = serve(newsroom, faults={story.identifier: Behaviour.NO_BODY})
    assert get(story.url_path).page.css("div.content").xpath("normalize-space()").get() == ""
    assert json.loads(get(story.content_path).body) == {}


@pytest.mark.parametrize(("fault", "key"), [("no_title", "title"), ("no_date", "showtime")])
def test_an_entry_in_a_list_lacks_what_the_fault_says(
    serve, newsroom: Newsroom, fault: str, key: str
) -> None:
    story = newsroom.wire.story(0)
    get = serve(newsroom, faults={story.identifier: fault})
    entries = json.loads(get("/web/list?channel=1").body)["nodeList"]
    assert [entry[key] == "" for entry in entries] == [True] + [False] * (len(entries) - 1)


def test_malformed_json_is_no_json(serve, newsroom: Newsroom) -> None:
    get = serve(newsroom, faults={"/web/list": "malformed_json"})
    with pytest.raises(json.JSONDecodeError):
        json.loads(get("/web/list?channel=1").body)


def test_html_may_come_instead_of_json(serve, newsroom: Newsroom) -> None:
    story = newsroom.wire.story(0)
    get = serve(newsroom, faults={story.identifier: "html_instead_of_json"})
    reply = get(story.content_path)
    assert reply.headers["Content-Type"].startswith("text/html")
    assert reply.status == 200


def test_a_connection_may_be_closed_without_an_answer(serve, newsroom: Newsroom) -> None:
    get = serve(newsroom, faults={"/": Fault(behaviour=Behaviour.CLOSE_CONNECTION, times=1)})
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        get("/")
    assert get("/").status == 200


def test_a_misspelt_behaviour_is_refused(get) -> None:
    with pytest.raises(ValueError, match="no_boddy"):
        get.server.faults["/"] = "no_boddy"
