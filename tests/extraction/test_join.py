from __future__ import annotations

import pytest

from newsbot.extraction.join import join_bodies

BASE = "https://example.org/a/1"


@pytest.mark.parametrize(
    ("bodies", "joined"),
    [
        pytest.param(
            ["<article>1</article>", "<article>2</article>"],
            "<article>1</article><article>2</article>",
            id="nothing is repeated",
        ),
        pytest.param(
            ["<div><p>1</p></div>", "<div><h1>Boats</h1><p>2</p></div>"],
            "<div><p>1</p></div><div><p>2</p></div>",
            id="the headline",
        ),
        pytest.param(
            [
                "<div><p>In short.</p><img src=a.png><p>1</p></div>",
                "<div><p>In  short.</p><img src=a.png><p>2</p></div>",
            ],
            "<div><p>In short.</p><img src=a.png><p>1</p></div><div><p>2</p></div>",
            id="teaser and picture",
        ),
        pytest.param(
            ["<div><p>1</p><p>All rights</p></div>", "<div><p>2</p><p>All rights</p></div>"],
            "<div><p>1</p></div><div><p>2</p><p>All rights</p></div>",
            id="the last lines, kept at the end",
        ),
        pytest.param(
            ["<p>1</p><p>So it is.</p>", "<p>2</p><p>So it is.</p><p>3</p>"],
            "<p>1</p><p>2</p><p>So it is.</p><p>3</p>",
            id="near the end",
        ),
        pytest.param(["<p>x</p>", "<p>x</p>"], "<p>x</p><p>x</p>", id="one block stays"),
    ],
)
def test_what_each_page_repeats_stands_there_once(bodies: list[str], joined: str) -> None:
    assert join_bodies(bodies, [BASE] * len(bodies), "Boats") == joined


def test_addresses_of_a_page_elsewhere_are_its_own() -> None:
    bodies = ["<p><img src=a.png></p>", "<p><img src=b.png></p>"]
    joined = join_bodies(bodies, ["https://example.org/a", "https://example.org/a/2/"], "T")
    assert joined == '<p><img src=a.png></p><p><img src="https://example.org/a/2/b.png"></p>'
