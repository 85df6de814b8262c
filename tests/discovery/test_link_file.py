from __future__ import annotations

from newsbot.discovery import LinkFileDiscovery, discoveries
from newsbot.values.answer import Answer

TEXT = """
discover: [{kind: links, file: links.txt}]
share: {link: 'https://example.org/share?code={identifier}'}
"""

FILE = """\ufeffhttps://example.org/1.html

# a comment
  https://example.org/share?code=NW2&from=app\t
1.html
https://elsewhere.example/3.html
https://example.org/1.html
"""


def test_a_file_is_a_listing_of_one_page(source_from) -> None:
    (discovery,) = discoveries(source_from(TEXT))
    assert isinstance(discovery, LinkFileDiscovery)
    (listing,) = discovery.listings()
    assert (listing.url, listing.is_file, listing.key) == ("links.txt", True, "links links.txt")
    found = discovery.read(listing, Answer("links.txt", FILE))
    assert found.next is None
    assert [(link.url, link.identifier) for link in found.links] == [
        ("https://example.org/1.html", None),
        ("https://example.org/share?code=NW2&from=app", "NW2"),
    ]
    assert [(refused.link, refused.reason) for refused in found.refused] == [
        ("1.html", "no link"),
        ("https://elsewhere.example/3.html", "other host"),
    ]


def test_an_empty_file_names_nothing(source_from) -> None:
    (discovery,) = discoveries(source_from(TEXT))
    assert discovery.read(next(discovery.listings()), Answer("links.txt", "\n# x\n")).is_empty
