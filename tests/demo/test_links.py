from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from parsel import Selector

from newsbot.demo import Newsroom


def links(page: Selector, url: str, base_url: str) -> Iterator[str]:
    for address in page.xpath("//@href | //@src").getall():
        link = urldefrag(urljoin(url, address)).url
        if link.startswith(base_url):
            yield link


def test_every_internal_link_leads_somewhere_and_every_story_is_reached(
    get, newsroom: Newsroom
) -> None:
    base_url = get.server.url
    waiting, known = [f"{base_url}/"], {f"{base_url}/"}
    while waiting:
        url = waiting.pop()
        reply = get(url.removeprefix(base_url))
        assert reply.status == 200, url
        if reply.headers["Content-Type"].startswith("text/html"):
            new = set(links(reply.page, url, base_url)) - known
            known |= new
            waiting += new
    paths = {urlsplit(url).path for url in known}
    assert paths >= {story.url_path for story in newsroom.site.pick(0, 60)}
