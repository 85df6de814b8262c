import http.client
import socket
import threading

import pytest

from newsbot.demo import Newsroom, NewsroomServer


def test_requests_are_recorded_in_order(get) -> None:
    get("/")
    get("/nothing?x=1", method="HEAD")
    assert [(r.method, r.path) for r in get.server.requests] == [
        ("GET", "/"),
        ("HEAD", "/nothing?x=1"),
    ]
    assert get.server.requests[0].time <= get.server.requests[1].time


def test_recording_can_be_off(serve, newsroom: Newsroom) -> None:
    get = serve(newsroom, record=False)
    get("/")
    assert get.server.requests == []


def test_head_gives_the_head_that_get_gives(get) -> None:
    head, full = get("/", method="HEAD"), get("/")
    assert head.body == b""
    assert head.headers["Content-Length"] == str(len(full.body))
    assert head.headers["ETag"] == full.headers["ETag"]


@pytest.mark.parametrize(
    "path", ["/", "/category/anheribao.html", "/web/list?channel=1", "/web/rolling", "/feed.xml"]
)
def test_an_unchanged_listing_is_304(get, path: str) -> None:
    first = get(path)
    by_tag = get(path, If_None_Match=first.headers["ETag"])
    by_date = get(path, If_Modified_Since=first.headers["Last-Modified"])
    assert (by_tag.status, by_tag.body, by_date.status) == (304, b"", 304)
    assert by_tag.headers["ETag"] == first.headers["ETag"]


def test_a_listing_with_a_new_story_is_sent_again(get, newsroom: Newsroom) -> None:
    first = get("/")
    get.server.newsroom = newsroom.with_stories(61)
    again = get("/", If_None_Match=first.headers["ETag"])
    assert again.status == 200
    assert get.server.newsroom.story(0).headline in again.text
    assert get("/", If_Modified_Since=first.headers["Last-Modified"]).status == 200


def test_the_tag_decides_when_both_conditions_are_sent(get) -> None:
    first = get("/")
    reply = get("/", If_None_Match='"other"', If_Modified_Since=first.headers["Last-Modified"])
    assert reply.status == 200


@pytest.mark.parametrize("since", ["yesterday", "", "Mon, 02 Mar 2026"])
def test_a_condition_that_is_no_date_is_ignored(get, since: str) -> None:
    assert get("/", If_Modified_Since=since).status == 200


def test_an_edit_shows_on_page_content_and_listing(get, newsroom: Newsroom) -> None:
    story = newsroom.story(6)
    before = get("/").headers
    get.server.edit(story.identifier, headline="Put right", paragraph="More & more.")
    page = get(story.url_path)
    assert page.page.css("h1.headline::text").get() == "Put right"
    assert "More &amp; more." in page.text
    assert "More &amp; more." in get(story.content_path).text
    assert "Put right" in get("/", If_None_Match=before["ETag"]).text


def test_a_proxy_request_is_answered_under_the_name_that_it_asks_for(get) -> None:
    reply = get("http://news.example:81/robots.txt", Host="news.example:81")
    assert "Sitemap: http://news.example:81/sitemap.xml" in reply.text


def test_a_host_that_could_be_markup_is_not_written_into_pages(get) -> None:
    reply = get("/", Host='"><script>')
    assert "><script>/" not in reply.text
    assert get.server.url in reply.text


@pytest.mark.parametrize(
    ("target", "status"),
    [
        (b"http://[::1", b"400"),
        (b"/%00", b"404"),
        (b"/?" + b"a=1&" * 500, b"200"),
        (b"//etc", b"404"),
        (b"*", b"404"),
    ],
    ids=["broken address", "encoded NUL", "long query", "two slashes", "asterisk"],
)
def test_a_target_that_makes_no_sense_gets_an_answer(get, target: bytes, status: bytes) -> None:
    host, port = get.server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(b"GET " + target + b" HTTP/1.1\r\nHost: x\r\n\r\n")
        assert connection.recv(12) == b"HTTP/1.1 " + status


def test_many_readers_are_served_at_once(newsroom: Newsroom) -> None:
    bodies: list[bytes] = []

    def read(url: str) -> None:
        connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=10)
        connection.request("GET", "/")
        bodies.append(connection.getresponse().read())
        connection.close()

    with NewsroomServer(newsroom) as server:
        threads = [threading.Thread(target=read, args=(server.url,)) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(bodies) == 20
    assert len(set(bodies)) == 1


def test_stopping_ends_idle_connections_and_frees_the_port(newsroom: Newsroom) -> None:
    with NewsroomServer(newsroom) as server:
        host, port = server.url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=10) as idle:
            idle.sendall(b"GET /robots.txt HTTP/1.1\r\nHost: x\r\n\r\n")
            assert idle.recv(15) == b"HTTP/1.1 200 OK"
            stopping = threading.Thread(target=server.stop)
            stopping.start()
            while idle.recv(65536):
                pass
            stopping.join()
    with NewsroomServer(newsroom, port=int(port)) as again:
        assert again.url.endswith(f":{port}")


def test_a_server_that_was_never_started_can_be_stopped() -> None:
    NewsroomServer().stop()
