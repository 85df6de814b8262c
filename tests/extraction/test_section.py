from __future__ import annotations

import pytest

from newsbot.extraction.cascade import first_sound
from newsbot.extraction.section import SECTION
from tests.pages import TITLE, page_of

CRUMBS = """<script type="application/ld+json">{"@type": "BreadcrumbList", "itemListElement": [
 {"position": 1, "item": {"@id": "https://example.org/", "name": "The whole paper"}},
 {"position": 2, "name": "Harbour"}, {"position": 3, "name": "A bridge is built"}]}</script>"""


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        pytest.param(
            '<script type="application/ld+json">'
            '{"@type": "Article", "articleSection": ["A", "B"]}</script>',
            "",
            ("A", "json-ld articleSection"),
            id="the first of several",
        ),
        pytest.param(
            "<meta property=article:section content=Harbour>",
            "",
            ("Harbour", "meta article:section"),
            id="meta",
        ),
        pytest.param(
            "<meta property=article:section content=/harbour/>" + CRUMBS,
            "",
            ("Harbour", "breadcrumbs"),
            id="the last step before the headline, not the home page",
        ),
        pytest.param(
            "",
            "<div class=breadCrumb><a href=/>首页</a> &gt; <a href=/f>财经</a> "
            "&gt; <a>正文</a></div>",
            ("财经", "shown path"),
            id="links on the page",
        ),
        pytest.param("<meta name=section content=Home>", "", None, id="no section"),
    ],
)
def test_sections(head: str, body: str, expected: tuple[str, str] | None) -> None:
    found = first_sound(SECTION, page_of(body, head=TITLE + head))
    assert (found and (found.value, found.rule)) == expected
