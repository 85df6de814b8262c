from __future__ import annotations

import pytest

from newsbot.extraction.element_text import LONGEST, sample_of, shown_text
from tests.pages import page_of


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param("a<b>b</b>c", "abc", id="words in several elements"),
        pytest.param("a<br>b <div>c</div>d", "a b c d", id="lines and blocks"),
        pytest.param("a<script>x</script>b<!-- y -->c", "a bc", id="scripts and comments"),
        pytest.param(" a\n  b ", "a b", id="white space"),
    ],
)
def test_an_element_on_one_line(html: str, text: str) -> None:
    assert shown_text(page_of(f"<h1>{html}</h1>").h1[0]) == text


def test_a_long_element_is_cut() -> None:
    assert len(shown_text(page_of(f"<h1>{'x' * 9_000}</h1>").h1[0])) <= LONGEST


def test_a_sample_is_of_sentences() -> None:
    page = page_of(
        "<nav>Home</nav><script>var text = 'a long script of many words';</script>"
        "<p>The boats of the harbour are counted.</p>",
        head="",
    )
    assert sample_of(page.tree) == "The boats of the harbour are counted."
