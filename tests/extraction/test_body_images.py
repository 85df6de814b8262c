from __future__ import annotations

import pytest
from lxml.html import fragment_fromstring

from newsbot.extraction.body_images import image_html, image_in_noscript

BLANK = "data:image/gif;base64,R0lGODlhAQABAAAAACw="


@pytest.mark.parametrize(
    ("image", "address"),
    [
        pytest.param('<img src="/a.jpg">', "/a.jpg", id="plain"),
        pytest.param(f'<img src="{BLANK}" data-src="/a.jpg">', "/a.jpg", id="lazy"),
        pytest.param('<img src="/grey.gif" data-original="/a.jpg">', "/a.jpg", id="placeholder"),
        pytest.param('<img src="/low.jpg" data-src="/a.jpg">', "/a.jpg", id="better one"),
        pytest.param(
            '<img srcset="/s.jpg 300w, /a.jpg 1200w, /m.jpg 600w">', "/a.jpg", id="largest of a set"
        ),
        pytest.param('<img data-srcset="/a.jpg 2x, /s.jpg 1x">', "/a.jpg", id="lazy set"),
        pytest.param(
            '<picture><source srcset="/a.webp 9w"><img alt=""></picture>', "/a.webp", id="picture"
        ),
        pytest.param('<amp-img src="/a.jpg"></amp-img>', "/a.jpg", id="AMP"),
        pytest.param(f'<img src="{BLANK}">', "", id="placeholder only"),
        pytest.param('<img src="/a.gif" width="1" height="1">', "", id="counter"),
        pytest.param('<img src="/a.gif" width="16" height="16">', "", id="icon"),
        pytest.param('<img src="/a.gif" width="16" height="300">', "/a.gif", id="narrow"),
    ],
)
def test_the_address_of_an_image_is_the_one_that_readers_see(image: str, address: str) -> None:
    element = fragment_fromstring(image)
    found = element if element.tag != "picture" else element[-1]
    written = image_html(found)
    assert written == (f'<img src="{address}" alt="">' if address else "")


def test_an_image_keeps_its_alternative_text_escaped() -> None:
    image = fragment_fromstring("<img src='/a.jpg?b=1&amp;c=2' alt='\"A\" &lt; B' title='T'>")
    assert image_html(image) == (
        '<img src="/a.jpg?b=1&amp;c=2" alt="&quot;A&quot; &lt; B" title="T">'
    )


def test_an_image_for_readers_without_scripts_is_found() -> None:
    element = fragment_fromstring('<noscript><img src="/a.jpg" alt="A"></noscript>')
    assert image_in_noscript(element) == '<img src="/a.jpg" alt="A">'
