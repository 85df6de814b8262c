from __future__ import annotations

import pytest

from newsbot.extraction.body_names import BODY, LIKELY, SURE, TEXT, read_names


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param("related-posts", (LIKELY, 1), id="a word"),
        pytest.param("relatedPosts", (LIKELY, 1), id="camel case"),
        pytest.param("box__share", (LIKELY, 1), id="underscores"),
        pytest.param("shareholders", (0, 1), id="a longer word that begins so"),
        pytest.param("comments", (SURE, 1), id="hardly ever the text"),
        pytest.param("entry-content", (0, TEXT), id="the text in WordPress"),
        pytest.param("TRS_Editor", (0, TEXT), id="the text in Chinese systems"),
        pytest.param("articleBody", (0, TEXT), id="the text by its name"),
        pytest.param("article", (0, BODY), id="an article"),
        pytest.param("badge addresses leads", (0, 1), id="words in words"),
        pytest.param("x" * 100_000, (0, 1), id="hostile"),
    ],
)
def test_classes_and_ids_say_what_an_element_is(names: str, expected: tuple[float, float]) -> None:
    assert read_names(names) == expected
