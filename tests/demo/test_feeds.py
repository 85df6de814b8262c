from email.utils import parsedate_to_datetime

from parsel import Selector

from newsbot.demo import Newsroom


def xml(text: str) -> Selector:
    selector = Selector(text.split("\n", 1)[1], type="xml")
    selector.remove_namespaces()
    return selector


def test_the_feed_has_the_newest_twenty_stories(get, newsroom: Newsroom) -> None:
    items = xml(get("/feed.xml").text).css("item")
    stories = newsroom.site.pick(0, 20)
    assert items.css("title::text").getall() == [story.headline for story in stories]
    assert items.css("guid::text").getall() == [story.identifier for story in stories]
    dates = [parsedate_to_datetime(text) for text in items.css("pubDate::text").getall()]
    assert dates == [story.date_published for story in stories]


def test_sitemaps_hold_a_thousand_stories_each_and_all_of_them(serve) -> None:
    newsroom = Newsroom(stories=2100)
    get = serve(newsroom)
    parts = xml(get("/sitemap.xml").text).css("loc::text").getall()
    pages = [xml(get(part.removeprefix(get.server.url)).text) for part in parts]
    found = [page.css("loc::text").getall() for page in pages]
    assert [len(part) for part in found] == [1000, 1000, 100]
    assert found[2][-1] == get.server.url + newsroom.story(2099).url_path
