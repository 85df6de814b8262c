from __future__ import annotations

import json

import pytest

from newsbot.extraction.addresses import CANONICAL, IMAGE
from newsbot.extraction.cascade import Cascade, first_sound
from tests.pages import page_of


def ld(**said: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "Article", **said})}</script>'


def found(cascade: Cascade, head: str, body: str = "") -> tuple[str, str] | None:
    value = first_sound(cascade, page_of(body, head=head))
    return (str(value.value), value.rule) if value is not None else None


PHOTO = "https://example.org/photo.jpg"


@pytest.mark.parametrize(
    ("head", "body", "rule"),
    [
        pytest.param(ld(image="/photo.jpg"), "", "json-ld image", id="an address"),
        pytest.param(ld(image=[{"url": "/photo.jpg"}]), "", "json-ld image", id="an object"),
        pytest.param(ld(thumbnailUrl="/photo.jpg"), "", "json-ld image", id="a small one"),
        pytest.param("<meta property=og:image content=/photo.jpg>", "", "meta og:image", id="meta"),
        pytest.param(
            "<meta property=og:image content=/static/logo.png>"
            "<meta name=twitter:image content=/photo.jpg>",
            "",
            "meta twitter:image",
            id="a logo is none",
        ),
        pytest.param(
            "<link rel=image_src href=/photo.jpg>", "", "link image_src", id="a link element"
        ),
        pytest.param(
            "",
            "<article><img width=20 src=/a.jpg>"
            "<figure><img data-src=/photo.jpg></figure></article>",
            "first figure",
            id="on the page",
        ),
    ],
)
def test_the_lead_image(head: str, body: str, rule: str) -> None:
    assert found(IMAGE, head, body) == (PHOTO, rule)


@pytest.mark.parametrize(
    "address",
    [
        "/img/default-share.png", "/og-default.jpg", "/x/placeholder_600.jpg", "/a.svg", "/",
        "data:image/gif;base64,R0lG",
    ],
)  # fmt: skip
def test_what_is_no_photograph(address: str) -> None:
    assert found(IMAGE, f"<meta property=og:image content='{address}'>") is None


def test_the_logo_of_the_publisher_is_no_lead_image() -> None:
    head = ld(
        image="/brand/7.png", publisher={"@type": "Organization", "logo": {"url": "/brand/7.png"}}
    )
    assert found(IMAGE, head) is None


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param(
            "<link rel='canonical' href=/a/1><meta property=og:url content=/b>",
            ("https://example.org/a/1", "link canonical"),
            id="the link element first",
        ),
        pytest.param(
            "<link rel=canonical href=/><meta property=og:url content=https://example.org/a/1>",
            ("https://example.org/a/1", "meta og:url"),
            id="not the home page",
        ),
        pytest.param(
            ld(mainEntityOfPage={"@id": "/a/1"}),
            ("https://example.org/a/1", "json-ld url"),
            id="JSON-LD",
        ),
        pytest.param("<link rel=canonical href='javascript:1'>", None, id="no address"),
    ],
)
def test_the_canonical_address(head: str, expected: tuple[str, str] | None) -> None:
    assert found(CANONICAL, head) == expected
