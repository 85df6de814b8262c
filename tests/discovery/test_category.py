from __future__ import annotations

import pytest

from newsbot.discovery import CategoryDiscovery, Listing, discoveries
from newsbot.errors import AnswerError
from newsbot.values.answer import Answer

HOME = "https://example.org/"

PAGE = """
<nav><a class=c href="/sport/">Sport</a><a class=c href="/money/?utm_source=nav">Money</a>
<a class=c href="https://elsewhere.example/">Partner</a></nav>
<ul><li><a href="news/1.html">1</a></li><li><a href="/news/2.html#c">2</a></li>
<li><a href="javascript:void(0)">3</a></li></ul>
<a rel=next href="?page=2">more</a>
"""

ENTRY = """
discover:
  - kind: category
    url: https://example.org/
    categories: "nav a.c"
    articles: "li a"
    next: "a[rel=next]"
"""


@pytest.fixture
def category(source_from):
    def make(text: str = ENTRY) -> CategoryDiscovery:
        return discoveries(source_from(text))[0]

    return make


def first_page(discovery: CategoryDiscovery) -> Listing:
    (listing,) = discovery.listings()
    return listing


def read(discovery: CategoryDiscovery, page: str):
    return discovery.read(first_page(discovery), Answer(HOME, page))


def test_the_entrys_own_page_is_its_first_listing(category) -> None:
    listing = first_page(category())
    assert (listing.url, listing.key, listing.number) == (HOME, f"category {HOME}", 1)


def test_links_to_articles_become_absolute(category) -> None:
    found = read(category(), PAGE)
    assert [link.url for link in found.links] == [
        "https://example.org/news/1.html",
        "https://example.org/news/2.html#c",
    ]
    assert found.links[0].fields["url"].rule == "listing css li a"
    assert [(r.link, r.reason) for r in found.refused] == [("javascript:void(0)", "no link")]


def test_categories_of_the_source_are_further_listings(category) -> None:
    sport, money = read(category(), PAGE).listings
    assert (sport.url, sport.key) == (
        "https://example.org/sport/",
        "category https://example.org/sport/",
    )
    assert money.key == "category https://example.org/money/", "tracking makes no other listing"
    assert first_page(category()).position < sport.position < money.position


def test_the_next_page_belongs_to_the_same_listing(category) -> None:
    discovery = category()
    following = read(discovery, PAGE).next
    assert following is not None
    assert (following.url, following.number) == ("https://example.org/?page=2", 2)
    assert following.key == first_page(discovery).key


@pytest.mark.parametrize(
    "link",
    [
        pytest.param("<a rel=next href='https://elsewhere.example/2'>", id="to another host"),
        pytest.param("<a rel=next href='javascript:more()'>", id="to no address"),
        pytest.param("<a rel=next>", id="to nowhere"),
        pytest.param("", id="none"),
    ],
)
def test_a_listing_ends_where_no_link_leads_on(category, link: str) -> None:
    assert read(category(), f"<li><a href=/1>1</a></li>{link}").next is None


def test_without_a_rule_the_links_that_look_like_articles_are_taken(category) -> None:
    page = "<nav><a href=/2022/05/25/1.html>A story of today in the menu</a></nav>"
    page += "<a href=/2022/05/25/2.html>A story of today</a><a href=/about>About this site</a>"
    found = read(category("discover: [{kind: category, url: 'https://example.org/'}]"), page)
    assert [link.url for link in found.links] == ["https://example.org/2022/05/25/2.html"]
    assert found.links[0].fields["url"].rule == "guessed link"


@pytest.mark.parametrize(
    ("page", "rule"),
    [
        pytest.param("<p>Under maintenance</p>", "`articles` \\(css li a\\)", id="another page"),
        pytest.param('{"error": 1}', "`articles` \\(css li a\\)", id="JSON"),
        pytest.param("", "`articles` \\(css li a\\)", id="nothing"),
    ],
)
def test_a_first_page_without_any_link_is_an_error_that_names_the_rule(
    category, page: str, rule: str
) -> None:
    with pytest.raises(AnswerError, match=f"no links: {HOME}: no link that {rule} finds"):
        read(category(), page)


def test_a_page_of_categories_alone_is_none(category) -> None:
    found = read(category(), "<nav><a class=c href=/sport/>Sport</a></nav>")
    assert found.is_empty
    assert len(found.listings) == 1


def test_a_later_page_may_be_empty(category) -> None:
    discovery = category()
    following = read(discovery, PAGE).next
    assert discovery.read(following, Answer(following.url, "<p>the end</p>")).is_empty


PLAIN = "discover: [{kind: category, url: 'https://example.org/'}]"
STORY = "<a href=/2022/05/25/1.html>A story of today</a>"
NUMBERS = f"{STORY}<div><b>1</b><a href=/2>2</a><a href=/3>3</a></div>"


@pytest.mark.parametrize(
    ("entry", "following"),
    [
        pytest.param("url: 'https://example.org/'", "https://example.org/2", id="no rule at all"),
        pytest.param("url: 'https://example.org/', articles: a", None, id="a rule for articles"),
        pytest.param(
            "url: 'https://example.org/?p={page}', articles: a",
            "https://example.org/?p=2",
            id="a counted address",
        ),
        pytest.param(
            "url: 'https://example.org/', next: a.more", None, id="a rule that finds nothing here"
        ),
    ],
)
def test_without_a_rule_the_next_page_is_found_where_articles_are(
    category, entry, following
) -> None:
    discovery = category(f"discover: [{{kind: category, {entry}}}]")
    found = discovery.read(first_page(discovery), Answer(HOME, NUMBERS))
    assert (found.next and found.next.url) == following


def test_a_next_page_on_another_host_is_none(category) -> None:
    page = f"{STORY}<a rel=next href=https://elsewhere.example/2>x</a>"
    assert read(category(PLAIN), page).next is None


@pytest.mark.parametrize(
    ("page", "addresses"),
    [
        pytest.param("{from: 1}", ["/i_1.html", "/i_2.html", "/i_3.html"], id="from one"),
        pytest.param(
            "{from: 0, step: 20}", ["/i_0.html", "/i_20.html", "/i_40.html"], id="offsets"
        ),
    ],
)
def test_a_counted_address_goes_from_page_to_page(category, page: str, addresses) -> None:
    discovery = category(
        "discover: [{kind: category, url: 'https://example.org/i_{page}.html', "
        f"page: {page}, articles: a}}]"
    )
    one = first_page(discovery)
    two = discovery.read(one, Answer(one.url, "<a href=/1>1</a>")).next
    three = discovery.read(two, Answer(two.url, "<a href=/2>2</a>")).next
    assert [listing.url for listing in (one, two, three)] == [
        f"https://example.org{address}" for address in addresses
    ]
    assert len({listing.key for listing in (one, two, three)}) == 1


@pytest.mark.parametrize(
    ("entry", "may_be_missing"),
    [
        pytest.param("url: 'https://example.org/'", True, id="found by itself"),
        pytest.param("url: 'https://example.org/?p={page}'", True, id="counted"),
        pytest.param("url: 'https://example.org/', next: a.n", False, id="named by its owner"),
    ],
)
def test_a_next_page_that_is_not_there_is_the_end_unless_its_owner_named_it(
    category, entry: str, may_be_missing: bool
) -> None:
    discovery = category(f"discover: [{{kind: category, {entry}}}]")
    page = f"{NUMBERS}<a class=n href=/2>more</a>"
    following = discovery.read(first_page(discovery), Answer(HOME, page)).next
    assert following.may_be_missing is may_be_missing
    assert discovery.read(following, Answer(HOME, "", is_missing=True)).is_empty


def test_zeros_before_the_number_are_written(category) -> None:
    discovery = category("discover: [{kind: category, url: 'https://example.org/{page:03d}'}]")
    assert first_page(discovery).url == "https://example.org/001"


def test_pages_that_categories_leads_to_count_in_their_own_way(category) -> None:
    discovery = category(
        "discover: [{kind: category, url: 'https://example.org/?p={page}', categories: a.c}]"
    )
    (sport,) = read(discovery, "<a class=c href=/sport/>Sport</a>").listings
    page = f"{STORY}<a rel=next href='/sport/?from=20'>x</a>"
    assert discovery.read(sport, Answer(sport.url, page)).next.url == (
        "https://example.org/sport/?from=20"
    )
