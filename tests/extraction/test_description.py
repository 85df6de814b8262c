from __future__ import annotations

import pytest

from newsbot.extraction.cascade import first_sound
from newsbot.extraction.description import DESCRIPTION
from tests.pages import TITLE, page_of

LD = '<script type="application/ld+json">{"@type": "Article", "description": "%s"}</script>'
SAID = "It spans the river at its widest place."


@pytest.mark.parametrize(
    ("head", "rule"),
    [
        (
            LD % SAID,
            "json-ld description",
        ),
        (f"<meta property=og:description content='{SAID}'>", "meta og:description"),
        (f"<meta name=description content='{SAID}'>", "meta description"),
        (f"<meta name=twitter:description content='{SAID}'>", "meta twitter:description"),
        (f"<meta name=DC.description content='{SAID}'>", "meta dc.description"),
    ],
)
def test_every_rule_gives_the_summary(head: str, rule: str) -> None:
    found = first_sound(DESCRIPTION, page_of("", head=TITLE + head))
    assert found is not None
    assert (found.value, found.rule) == (SAID, rule)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("A bridge is built", id="the headline"),
        pytest.param("A bridge is built - The Paper, bridge, river", id="headline and keywords"),
        pytest.param("bridge, river", id="the keywords"),
        pytest.param("Read on", id="too short"),
        pytest.param("word " * 400, id="the whole text"),
        pytest.param("&amp;nbsp;", id="no words"),
    ],
)
def test_what_is_no_summary_is_not_taken(content: str) -> None:
    head = f"{TITLE}<meta name=keywords content='bridge, river'>"
    page = page_of("", head=f"{head}<meta name=description content='{content}'>")
    assert first_sound(DESCRIPTION, page) is None


def test_entities_are_characters() -> None:
    page = page_of("", head="<meta name=description content='Built by A &amp;amp; B, of stone'>")
    found = first_sound(DESCRIPTION, page)
    assert found is not None
    assert found.value == "Built by A & B, of stone"
